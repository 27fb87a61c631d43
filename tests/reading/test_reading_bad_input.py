"""Bad input: read as far as it goes, with a warning, or refused with a reason and a cure; and never slow."""

import time
from datetime import UTC, date, datetime

import pytest
from reading_support import LEXICON

from dragoman.errors import BadInput
from dragoman.model import Document
from dragoman.reading import LARGEST, read_bytes, read_text

REFUSED = {
    "empty": (b"", "empty"),
    "blank": (b" \n\t\r\n\xe3\x80\x80", "blanks"),
    "only a mark": (b"\xef\xbb\xbf", "empty"),
    "zeros": (b"\x00" * 500, ""),
    "junk": (bytes(range(256)) * 20, ""),
    "pdf": (b"%PDF-1.7\n%\xe2\xe3", "PDF"),
    "picture": (b"\x89PNG\r\n\x1a\n\x00\x00", "picture"),
    "word": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\x00" * 600, "office"),
    "parquet": (b"PAR1\x15\x04", "Parquet"),
    "zstd": (b"\x28\xb5\x2f\xfd\x04", "zstd"),
    "page without text": (b"<html><body><script>var a = 1;</script></body></html>", "no text"),
    "JSON without text": (b'{"name": "a", "size": 3}\n', "name, size"),
    "JSON that breaks off": (b'{"text": "a', "no valid JSON"),
    "CSV with an open quote": (b'title,text\na,"b\nc,d\n', "quote"),
}


@pytest.mark.parametrize(("data", "reason"), REFUSED.values(), ids=REFUSED.keys())
def test_refused_with_reason_and_cure(data: bytes, reason: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_bytes(data, "x", lexicon=LEXICON)
    assert reason in fault.value.what
    assert fault.value.where.startswith("x")
    assert fault.value.cure


def one(text: str) -> Document:
    (document,) = read_text(text, lexicon=LEXICON)
    return document


def test_control_and_unseen_characters_are_left_out() -> None:
    document = one("甲\x00国\u200b外\ufeff长\x1b会\u202e见。")
    assert document.text == "甲国外长会见。"
    assert [document.map.origin(at) for at in range(7)] == [0, 2, 4, 6, 8, 10, 11]


def test_a_few_zeros_do_not_make_text_binary() -> None:
    (document,) = read_bytes(("甲国外长会见乙国总统。" * 30).encode() + b"\x00\x00", "x", lexicon=LEXICON)
    assert document.text.endswith("总统。")


def test_a_broken_record_does_not_hide_the_others() -> None:
    lines = '{"text": "甲国。"}\n{"text": oops}\n{"text": ""}\n{"text": "乙国。"}\n'
    documents = read_text(lines, "x.jsonl", lexicon=LEXICON)
    assert [document.text for document in documents] == ["甲国。", "乙国。"]
    told = [warning for warning in documents[0].warnings if "left out" in warning]
    assert len(told) == 2
    assert "line 2" in told[0]
    assert "line 3" in told[1]


def test_a_short_row_is_told_by_its_line() -> None:
    documents = read_text('title,text,date\n甲,"一\n二",2014-03-05\n乙\n丙,三,2014-03-06\n', "x.csv", lexicon=LEXICON)
    assert [document.text for document in documents] == ["甲\n一\n二", "丙\n三"]
    assert "line 4" in documents[0].warnings[0]


def test_without_a_date_the_cure_is_named() -> None:
    assert "--published" in " ".join(one("甲国外长会见。").warnings)


def test_the_users_date_serves_files_without_one() -> None:
    day = date(2014, 3, 5)
    (document,) = read_text("甲国外长会见。", published=day, lexicon=LEXICON)
    assert document.published == datetime(2014, 3, 5, tzinfo=UTC)
    assert "--published" in document.published_by
    assert not document.warnings
    (dated,) = read_text("<!-- 报 2013-01-02 -->\n# 甲\n乙。", published=day, lexicon=LEXICON)
    assert dated.published == datetime(2013, 1, 2, tzinfo=UTC)


def test_an_element_that_is_never_closed_does_not_swallow_the_page() -> None:
    body = "<p>甲国外长5日会见乙国总统，双方就合作交换意见。</p>"
    for opened in ("<nav>", "<aside>", "<div hidden>", "<!-- ", "<footer><div>", "<svg>"):
        assert "甲国外长5日会见" in one(f"<html><body>{opened}{body}</body></html>").text


def test_a_file_of_one_enormous_line_is_read() -> None:
    words = "甲国外长会见乙国总统。"
    data = words.encode() * (50 * 1024 * 1024 // len(words.encode()))
    started = time.perf_counter()
    (document,) = read_bytes(data, "x", lexicon=LEXICON)
    assert len(document.text) == len(data) // 3
    assert len(document.map.pieces) == 1
    assert time.perf_counter() - started < 30


def test_a_larger_text_is_refused_with_the_limit() -> None:
    with pytest.raises(BadInput, match=r"64 MiB.*Split it"):
        read_bytes(b"a" * (LARGEST + 1), "x", lexicon=LEXICON)


SIZE = 60_000
SLOW_FOR_CARELESS_PATTERNS = {
    "<": "<" * SIZE,
    "open tags": "<html>" + "<a " * SIZE,
    "open quotes": "<html>" + '<a b="' * SIZE,
    "comments": "<html>" + "<!--x" * SIZE,
    "divs": "<html>" + "<div>" * SIZE,
    "navs": "<html>" + "<nav>" * SIZE,
    "titles": "<html>" + "<title>" * SIZE,
    "scripts": "<html>" + "<script>" * SIZE,
    "closing tags": "<html>" + "</div>" * SIZE,
    "hyphens": "<html><p hidden " + "data-" * SIZE + ">",
    "ampersands": "<html>" + "&" * SIZE,
    "blanks": "<html><p>" + " " * SIZE + "x",
    "brackets": "# 甲\n" + "[" * SIZE,
    "Markdown comments": "# 甲\n" + "<!--" * SIZE,
    "comment lines": "<!--x-->" * SIZE + "\n甲",
    "a note of blanks": "<!--" + " " * SIZE,
    "archive title": "<!--1388000000000-->\n[" + "](x" * SIZE,
    "digits": "2014-" * SIZE,
    "feed": "<rss>" + "<item><title>" * SIZE,
    "CDATA": "<rss><item><title>" + "<![CDATA[" * SIZE,
    "JSON lists": '{"text":' + "[" * SIZE,
    "JSON escapes": '{"text": "' + "\\n" * SIZE + '"}',
    "CSV quotes": "title,text\n" + '"x","y' * SIZE,
    "CSV rows": 'title,text\n"a' + 'x,"y\n' * SIZE,
}


@pytest.mark.parametrize("text", SLOW_FOR_CARELESS_PATTERNS.values(), ids=SLOW_FOR_CARELESS_PATTERNS.keys())
def test_time_grows_with_the_text_and_not_with_its_square(text: str) -> None:
    """A pattern that goes back over the text takes minutes on these; the bound leaves room for a busy machine."""
    started = time.perf_counter()
    try:
        read_text(text, lexicon=LEXICON)
    except BadInput as fault:
        assert fault.cure
    assert time.perf_counter() - started < 20
