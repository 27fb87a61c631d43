"""What holds for any text: evidence is where it says, coding is repeatable and local, codes are codes, no crash."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from constructions import cases
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

import dragoman
from dragoman.coding.scales import load_scales
from dragoman.exporting.lines import line
from dragoman.lexicon import load_lexicon
from dragoman.model import Event
from dragoman.pipeline import code_files, inputs

TEXTS = [case.text for case in cases()]
DAY = cases()[0].day
SECTORS = "GOV|MIL|COP|LEG|JUD|SPY|PTY|OPP|REB|BUS|MED|EDU|CVL|REF|ELI"
"""The codebook's sectors."""

TYPES = {kind for kind, _ in load_scales()}
MODES = {pair for pair in load_scales() if pair[1]}
STATES = {row.code for row in load_lexicon().rows("states")}
BODIES = {row.code for table in ("organisations", "groups", "agencies") for row in load_lexicon().rows(table)}

prose = st.lists(st.sampled_from(TEXTS), min_size=1, max_size=4, unique=True)
"""Some texts that hold events, in any order."""

quick = settings(max_examples=40, deadline=None, suppress_health_check=[HealthCheck.too_slow])


def coded(text: str) -> list[Event]:
    return dragoman.code(text, published=DAY)


@quick
@given(prose, st.sampled_from(["\n", "\n\n", "\r\n", "\u3000\u3000\n"]))
def test_evidence_and_trigger_stand_where_they_say(texts: list[str], between: str) -> None:
    text = between.join(texts)
    for event in coded(text):
        assert event.evidence_span.cut(text) == event.evidence
        assert event.trigger_span.cut(text) == event.trigger
        assert event.evidence


HTML = "<html><head><title>{0}</title></head><body><h1>{0}</h1>{1}</body></html>"


@quick
@given(prose, st.sampled_from(["<p>{}</p>", "<p>\u3000\u3000{}</p>\n", "<div><p>{}<br></p></div>"]))
def test_evidence_leads_back_through_markup(
    tmp_path_factory: pytest.TempPathFactory, texts: list[str], tag: str
) -> None:
    """Markup and references may stand between the words, never other words."""
    marked = [text.replace("，", "，<b>", 1).replace("。", "</b>。", 1) if "，" in text else text for text in texts]
    page = HTML.format("新闻", "".join(tag.format(text.replace("“", "&ldquo;")) for text in marked))
    path = tmp_path_factory.mktemp("page") / "page.html"
    path.write_text(page, encoding="utf-8", newline="")
    for event in _of(path):
        assert _plain(event.evidence_span.cut(page)) == _plain(event.evidence)
        assert _plain(event.trigger_span.cut(page)) == _plain(event.trigger)


def test_the_pages_hold_events(tmp_path: Path) -> None:
    """The tests above look at something."""
    page = HTML.format("新闻", "".join(f"<p>{text}</p>" for text in TEXTS[:40]))
    (tmp_path / "page.html").write_text(page, encoding="utf-8")
    assert len(list(_of(tmp_path / "page.html"))) >= 20
    assert len(coded("\n".join(TEXTS[:40]))) >= 20


def _of(path: Path) -> Iterator[Event]:
    for result in code_files(inputs([str(path)]).paths):
        assert not result.rejected
        yield from (event for coded in result.coded for event in coded.events)


def _plain(words: str) -> str:
    """The words without markup and blanks."""
    return re.sub(r"<[^>]*>|\s", "", words.replace("&ldquo;", "“"))


@quick
@given(prose)
def test_coding_twice_gives_the_same(texts: list[str]) -> None:
    text = "\n".join(texts)
    assert coded(text) == coded(text)


@quick
@given(st.sampled_from(TEXTS), prose)
def test_another_document_changes_no_event(text: str, others: list[str]) -> None:
    before = coded(text)
    for other in others:
        coded(other)
    assert coded(text) == before


@pytest.mark.parametrize("jobs", [1, 2])
def test_another_file_changes_no_event(tmp_path: Path, jobs: int) -> None:
    for number, text in enumerate(TEXTS[:6]):
        (tmp_path / f"{number}.txt").write_text(f"{DAY}\n{text}\n", encoding="utf-8")
    alone = [list(_of(tmp_path / f"{number}.txt")) for number in range(6)]
    together = code_files(inputs([str(tmp_path)]).paths, jobs=jobs)
    assert [[event for one in result.coded for event in one.events] for result in together] == alone
    assert any(alone)


@quick
@given(prose)
def test_every_field_is_one_of_the_codebooks(texts: list[str]) -> None:
    for event in coded("\n".join(texts)):
        assert event.type in TYPES
        assert event.mode is None or (event.type, event.mode) in MODES
        assert event.aux in (None, "future", "hypothetical", "negation", "historical")
        assert event.actor
        assert all(_is_code(entity.code) for entity in (*event.actor, *event.recipient))
        assert 0 <= event.confidence <= 1
        assert all(re.fullmatch(r"\d{4}(-\d\d){0,2}", day) for day in (event.date, event.date_end) if day)


def _is_code(code: str) -> bool:
    country, _, sector = code.partition(":")
    known = country in STATES or any(code.split(":")[0] == country for code in BODIES) or country in ("WEST", "INT")
    return known and (not sector or re.fullmatch(SECTORS, sector) is not None)


@st.composite
def mangled(draw: st.DrawFn) -> str:
    """A text with pieces cut out, doubled and strange characters put in."""
    text = "\n".join(draw(prose))
    for _ in range(draw(st.integers(0, 6))):
        at = draw(st.integers(0, len(text)))
        piece = draw(
            st.one_of(
                st.text(max_size=8), st.sampled_from(["“", "”", "，", "。", "、", "的", "\n", "与", "\u200b", "𠮷"])
            )
        )
        text = text[:at] + piece + text[at + draw(st.integers(0, 4)) :]
    return text


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.one_of(st.text(), mangled()))
def test_no_text_is_too_strange(text: str) -> None:
    for event in coded(text):
        assert event.evidence_span.cut(text) or not event.evidence
        line(event).encode("utf-8")
