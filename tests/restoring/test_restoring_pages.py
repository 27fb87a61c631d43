"""Pages of several articles: their separation, their noise, their dates, and that nothing is lost."""

import json
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from restoring_splicing import DATA, agreement, splice, text_of

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, Page
from dragoman.reading import read_text
from dragoman.restoring import answers, rejoined, restore

SEEDS = range(40)
LEXICON = load_lexicon()


def read(text: str, name: str = "page.txt") -> Document:
    return read_text(text, name, lexicon=LEXICON)[0]


def page_of(text: str) -> tuple[Document, Page]:
    document = read(text)
    return document, restore(document, LEXICON)


def test_sample_pages_reach_the_measures() -> None:
    f1, kept, noise, days, body = 0.0, 0, [], 0, 0
    for seed in SEEDS:
        rows = splice(seed)
        document, page = page_of(text_of(rows))
        found = answers(document, page)["paragraphs"]
        assert len(found) == len(rows)
        own = [(row, answer) for row, answer in zip(rows, found, strict=True) if row.source is not None]
        f1 += agreement([row.source for row, _ in own if row.source is not None], [a["fragment"] for _, a in own])
        kept += sum(answer["fragment"] is not None for _, answer in own)
        days += sum((answer["date"] or "")[-6:] == row.day[-6:] for row, answer in own)
        body += len(own)
        noise += [answer["fragment"] is None for row, answer in zip(rows, found, strict=True) if row.noise]
    assert f1 / len(SEEDS) >= 0.9
    assert kept == body
    assert all(noise)
    assert days / body >= 0.9


@pytest.mark.parametrize("path", sorted((DATA / "articles").glob("*.txt")), ids=lambda path: path.stem)
def test_an_article_stays_whole_and_is_dated_by_what_it_tells(path: Path) -> None:
    first, *paragraphs = path.read_text(encoding="utf-8").strip().split("\n")
    day, _, title = first.partition(" ")
    _, month, number = day.split("-")
    paragraphs[0] = f"某某社{int(month)}月{int(number)}日电 {paragraphs[0]}"
    _, page = page_of("\n\n".join([title, *paragraphs]))
    assert [part.text for part in page.fragments] == ["\n".join(paragraphs)]
    anchor = page.fragments[0].anchor
    assert page.fragments[0].title == title
    if anchor.day:
        assert anchor.day.isoformat() == day, anchor.reason
    else:
        assert anchor.month_day == day[4:].replace("-", "--", 1)
        assert anchor.earliest is None or anchor.earliest.isoformat() <= day <= str(anchor.latest)


def test_most_sample_articles_are_dated_to_the_day() -> None:
    dated = 0
    for path in sorted((DATA / "articles").glob("*.txt")):
        first, lead, *rest = path.read_text(encoding="utf-8").strip().split("\n")
        _, month, number = first.split(" ")[0].split("-")
        _, page = page_of("\n".join([f"某某社{int(month)}月{int(number)}日电 {lead}", *rest]))
        dated += page.fragments[0].anchor.day is not None
    assert dated >= 7


def test_a_page_with_a_reworded_heading_is_taken_apart() -> None:
    document = read((DATA / "pages" / "spun.txt").read_text(encoding="utf-8"))
    expected = json.loads((DATA / "pages" / "spun.json").read_text(encoding="utf-8"))
    page = restore(document, LEXICON)
    found = [answer["fragment"] for answer in answers(document, page)["paragraphs"]]
    assert found == [kind if isinstance(kind, int) else None for kind in expected["kinds"]]
    assert [str(part.anchor.day or part.anchor.month_day) for part in page.fragments] == expected["anchors"]
    spun = [headline for headline in page.headlines if headline.spun]
    assert {wrong: right for headline in spun for wrong, right in headline.changes} == expected["spun"]
    assert spun[0].fragment == 0
    assert [part.title for part in page.fragments] == [
        "布林肯同秦刚会谈 双方同意继续交流",
        "日韩首脑在首尔会谈 岸田称心痛",
    ]


LINES = st.one_of(
    st.sampled_from([row.text for seed in range(6) for row in splice(seed)]),
    st.text(st.characters(codec="utf-8", categories=("L", "N", "P", "Zs")), max_size=30),
)


@settings(max_examples=150, deadline=None)
@given(st.lists(LINES, min_size=1, max_size=30), st.sampled_from(["\n", "\n\n"]))
def test_fragments_asides_and_headings_rejoin_to_the_page(lines: list[str], gap: str) -> None:
    text = gap.join(lines)
    if not any(line.strip() for line in lines) or not text.split():
        return
    document = Document(id="page", path="page.txt", text=text, map=read("甲。").map)
    page = restore(document, LEXICON)
    assert rejoined(document, page) == text
    for part in page.fragments:
        for piece in part.map.pieces:
            here = part.text[piece.start : piece.start + piece.length]
            assert here == text[piece.origin : piece.origin + piece.taken]
