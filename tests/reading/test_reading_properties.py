"""What must hold for any input, however broken."""

import csv
import io
import json

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_support import LEXICON, assert_leads_back
from selectolax.lexbor import LexborHTMLParser

from dragoman.errors import BadInput
from dragoman.model import Document
from dragoman.reading import read_bytes, read_text
from dragoman.reading.blocks import tree
from dragoman.reading.layer import Writer, part, rewritten, whole
from dragoman.reading.lines import decoded
from dragoman.reading.markup import tokens
from dragoman.reading.unpack import KINDS

TAGS = (
    "<p>|</p>|<p|>|<|<b>|</b>|<div>|</div>|<div hidden>|<br/>|<nav>|</nav>|<a href='x'>|</a>|<script>|</script>|<title>"
)
MORE_TAGS = "</title>|<!--|-->|<![CDATA[|]]>|<item>|</item>|<h1>|</h1>|<!--1388000000000-->"
ENTITIES = "&amp;|&|&nbsp;|&#25253;|&#x62a5;|&lt;p&gt;|&bogus;|&#10;|&amp;amp;|&#8203;|&zwj;"
MARKDOWN = "# |### |**|[甲](http://x)|![乙](y)|---|<!-- 报 2014-03-05 -->|\\*|> "
JSON = '{|}|[|]|,|:|\\n|\\u62a5|\\ud83d\\ude00|\\ud83d|{"text": "|"}|title,text\n'
WORDS = "甲国外长5日访问乙国，双方同意合作。|甲|國|a|1|—|“|”|\"|'|Array|2014-03-05|😀"
BLANKS = ("\u3000", " ", "  ", "\n", "\r\n", "\t", "\xa0", "\u200b", "\ufeff", "\x00", "\x1b", "\u2028", "\x85")
SCRAPS = [scrap for line in (TAGS, MORE_TAGS, ENTITIES, MARKDOWN, JSON, WORDS) for scrap in line.split("|")] + list(
    BLANKS
)
SOUP = st.lists(st.sampled_from(SCRAPS), max_size=24).map("".join)
PROSE = st.lists(st.sampled_from("甲乙丙国外长访问，。5日 a\"'&\\/<\n　"), min_size=1, max_size=40).map("".join)


def read(text: str) -> list[Document]:
    try:
        return read_text(text, lexicon=LEXICON)
    except BadInput as fault:
        assert fault.what
        return []


@settings(max_examples=400, deadline=None)
@given(SOUP)
def test_any_text_leads_back(text: str) -> None:
    for document in read(text):
        assert_leads_back(document, text)


FRAMES = {
    "archive": "<!--1388000000000-->\n[甲](http://a)\n------\n{}",
    "page": "<!DOCTYPE html><html><head><title>甲国</title></head><body>{}</body></html>",
    "rss": "<rss><channel><item><title>甲</title><description>{}</description></item></channel></rss>",
    "cdata": "<rss><channel><item><description><![CDATA[{}]]></description></item></channel></rss>",
    "markdown": "# 甲国\n\n{}",
    "bulletin": "# 甲国（20140305）\n### 一\n{}\n### 二\n{}",
    "front": "---\ntitle: 甲\n---\n{}",
}


@pytest.mark.parametrize("frame", FRAMES.values(), ids=FRAMES.keys())
@settings(max_examples=150, deadline=None)
@given(soup=SOUP)
def test_every_format_leads_back(frame: str, soup: str) -> None:
    text = frame.replace("{}", soup)
    for document in read(text):
        assert_leads_back(document, text)


@settings(max_examples=200, deadline=None)
@given(SOUP, st.booleans())
def test_json_leads_back(soup: str, ascii_only: bool) -> None:
    text = json.dumps({"title": soup[:9], "text": soup}, ensure_ascii=ascii_only)
    for document in read(text):
        assert document.format == "json lines"
        assert_leads_back(document, text)


@settings(max_examples=200, deadline=None)
@given(PROSE, st.booleans())
def test_json_reads_as_the_text_in_it(prose: str, ascii_only: bool) -> None:
    plain = read(prose)
    if plain and plain[0].format == "text":
        wrapped = read(json.dumps({"text": prose, "date": "2014-03-05"}, ensure_ascii=ascii_only))
        assert [document.text for document in wrapped] == [plain[0].text]


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(PROSE, PROSE), min_size=1, max_size=4), st.sampled_from(",\t;"))
def test_csv_reads_as_the_texts_in_it(rows: list[tuple[str, str]], delimiter: str) -> None:
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\r\n")
    writer.writerows([("url", "text"), *rows])
    found = read(out.getvalue())
    plain = [text for row in rows for text in ["\n".join(line.rstrip() for line in row[1].split("\n") if line.strip())]]
    assert [document.text for document in found] == [text for text in plain if text]
    for document in found:
        assert_leads_back(document, out.getvalue())


@settings(max_examples=300, deadline=None)
@given(SOUP, st.booleans())
def test_tokens_cover_the_text(text: str, xml: bool) -> None:
    at = 0
    for token in tokens(text, xml):
        assert token.start == at
        assert token.end > at or token.kind == "raw"
        at = token.end
    assert at == len(text)


WELL_FORMED = st.recursive(
    st.sampled_from(["甲国", "乙 国", "&amp;", "&#25253;", "a&nbsp;b", "<br>", "x < y", "<img alt='>'>"]),
    lambda inner: st.tuples(
        st.sampled_from(["b", "span", "div", "a", "section", "ul", "strong"]), st.lists(inner, max_size=4)
    ).map(lambda pair: f'<{pair[0]} class="k">{"".join(pair[1])}</{pair[0]}>'),
    max_leaves=12,
)


@settings(max_examples=200, deadline=None)
@given(WELL_FORMED)
def test_html_has_the_text_that_a_browser_engine_finds(body: str) -> None:
    page = f"<html><body>{body}</body></html>"
    mine = "".join(page[start:end] for block in tree(page).blocks for start, end in block.runs)
    parsed = LexborHTMLParser(page).body
    assert parsed is not None
    assert "".join(decoded(mine).split()) == "".join(parsed.text().split())


@settings(max_examples=200, deadline=None)
@given(st.text(max_size=30), st.data())
def test_a_part_of_a_layer_leads_where_the_layer_does(text: str, data: st.DataObject) -> None:
    import re

    layer = rewritten(whole(text, 5), 0, len(text), re.compile("[a-f甲]"), lambda match: match + "！")
    start = data.draw(st.integers(0, len(layer.text)))
    end = data.draw(st.integers(start, len(layer.text)))
    cut = part(layer, start, end)
    assert cut.text == layer.text[start:end]
    for at in range(end - start):
        assert cut.map.origin(at) == layer.map.origin(start + at)


def test_pieces_that_follow_each_other_are_one() -> None:
    writer = Writer()
    layer = whole("甲乙丙丁")
    for at in range(4):
        writer.copy(layer, at, at + 1)
    assert len(writer.layer().map.pieces) == 1


@settings(max_examples=600, deadline=None)
@given(st.sampled_from([b"", *(b"\x00" * kind.at + kind.magic for kind in KINDS)]), st.binary(max_size=60))
def test_any_bytes_are_read_or_refused_with_a_reason(magic: bytes, data: bytes) -> None:
    try:
        documents = read_bytes(magic + data, "x", lexicon=LEXICON)
    except BadInput as fault:
        assert fault.what
        assert fault.cure
    else:
        assert all(document.text.strip() for document in documents)


@settings(max_examples=100, deadline=None)
@given(SOUP)
def test_reading_twice_gives_the_same(text: str) -> None:
    assert read(text) == read(text)
