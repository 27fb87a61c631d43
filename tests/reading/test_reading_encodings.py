"""Encodings: the same text comes out of every one, and what fits none is refused with the bytes and their offset."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from reading_support import LEXICON, assert_leads_back

from dragoman.errors import BadInput
from dragoman.reading import read_bytes

SIMPLIFIED = (
    "甲国外长5日在首都会见乙国总统，双方就贸易问题交换意见。\n他表示，两国将继续合作，共同维护地区和平与稳定。\n"
)
TRADITIONAL = (
    "甲國外長5日在首都會見乙國總統，雙方就貿易問題交換意見。\n他表示，兩國將繼續合作，共同維護地區和平與穩定。\n"
)
PAGE = (
    '<html><head><meta http-equiv="Content-Type" content="text/html; charset={}"></head><body><p>{}</p></body></html>'
)


@pytest.mark.parametrize(
    ("text", "encoding", "named"),
    [
        (SIMPLIFIED, "utf-8", "utf-8"),
        (SIMPLIFIED, "utf-8-sig", "utf-8"),
        (SIMPLIFIED, "gb18030", "gb18030"),
        (SIMPLIFIED, "gb2312", "gb18030"),
        (SIMPLIFIED, "utf-16", "utf-16-le"),
        (SIMPLIFIED, "utf-16-le", "utf-16-le"),
        (SIMPLIFIED, "utf-16-be", "utf-16-be"),
        (SIMPLIFIED, "utf-32", "utf-32-le"),
        (TRADITIONAL, "big5", "big5hkscs"),
        (TRADITIONAL, "utf-8", "utf-8"),
        (TRADITIONAL, "gbk", "gb18030"),
    ],
)
def test_text_is_the_same_in_every_encoding(text: str, encoding: str, named: str) -> None:
    (document,) = read_bytes(text.encode(encoding), "x.txt", lexicon=LEXICON)
    assert document.text + "\n" == text
    assert document.encoding == named
    assert not [warning for warning in document.warnings if "--published" not in warning]
    assert_leads_back(document, text)


@pytest.mark.parametrize("encoding", ["gb18030", "big5", "utf-16", "utf-8-sig"])
@pytest.mark.parametrize("name", ["archive.txt", "bulletin.md", "page.html", "feed.rss", "lines.jsonl", "rows.csv"])
def test_every_format_reads_in_every_encoding(name: str, encoding: str) -> None:
    from test_reading_cases import CASES

    text = next(path for path in CASES if path.name == name).read_text(encoding="utf-8")
    text = text.replace('encoding="utf-8"', "").replace('<meta charset="utf-8">', "")
    if encoding == "big5":
        text = text.translate(
            str.maketrans(
                "国报问访长说发总开随图获闻标讯银达传电话谈为时东对进还关系军备热观题论与",
                "國報問訪長說發總開隨圖獲聞標訊銀達傳電話談為時東對進還關係軍備熱觀題論與",
            )
        )
        text = text.encode("big5", "ignore").decode("big5")
    plain = read_bytes(text.encode("utf-8"), name, lexicon=LEXICON)
    other = read_bytes(text.encode(encoding), name, lexicon=LEXICON)
    assert [(document.text, document.map, document.title) for document in other] == [
        (document.text, document.map, document.title) for document in plain
    ]


@pytest.mark.parametrize(
    ("declared", "encoding"), [("gb2312", "gb18030"), ("big5", "big5"), ("GBK", "gbk"), ("shift_jis", "shift_jis")]
)
def test_a_declared_charset_is_believed(declared: str, encoding: str) -> None:
    words = "丙" if encoding != "shift_jis" else "日本の外相が会見し、合意した。"
    (document,) = read_bytes(PAGE.format(declared, words).encode(encoding), "x.html", lexicon=LEXICON)
    assert document.text == words


def test_a_wrong_declaration_is_not_believed() -> None:
    (document,) = read_bytes(PAGE.format("gb2312", SIMPLIFIED).encode(), "x.html", lexicon=LEXICON)
    assert document.encoding == "utf-8"
    (document,) = read_bytes(PAGE.format("utf-8", SIMPLIFIED).encode("gb18030"), "x.html", lexicon=LEXICON)
    assert document.encoding == "gb18030"
    assert "甲国外长" in document.text


def test_broken_bytes_are_named_and_the_rest_is_read() -> None:
    data = SIMPLIFIED.encode() * 20
    at = data.index("总统".encode(), 900)
    (document,) = read_bytes(data[:at] + b"\xff" + data[at:], "x.txt", lexicon=LEXICON)
    assert f"bytes ff at offset {at}" in document.warnings[0]
    assert "乙国\ufffd总统" in document.text


def test_the_end_of_a_cut_file_may_break_a_character() -> None:
    for encoding, words in (("utf-8", SIMPLIFIED), ("gb18030", SIMPLIFIED), ("big5", TRADITIONAL)):
        (document,) = read_bytes((words * 3).rstrip().encode(encoding)[:-3], "x.txt", lexicon=LEXICON)
        assert document.text.startswith(words[:20])
        assert document.warnings


@pytest.mark.parametrize(
    ("words", "encoding"),
    [
        ("日本の外務大臣が会見し、合意したと発表した。それは重要だ。" * 5, "shift_jis"),
        ("日本の外務大臣が会見し、合意したと発表した。それは重要だ。" * 5, "euc_jp"),
        ("한국의 외무장관은 일본을 방문하여 회담을 하였다. 양국은 협력하기로 했다. " * 5, "euc_kr"),
        ("Le ministre a été reçu à l’Élysée, où il s’est exprimé." * 5, "cp1252"),
    ],
)
def test_other_encodings_are_refused_with_the_place(words: str, encoding: str) -> None:
    with pytest.raises(BadInput) as fault:
        read_bytes(words.encode(encoding), "x.txt", lexicon=LEXICON)
    assert "not UTF-8 (bytes" in fault.value.what
    assert "offset" in fault.value.what
    assert "UTF-8" in fault.value.cure


COMMON = "甲乙丙国家外交部长会见总理表示合作问题关于地区和平经济发展我们他的在是有人民主要进行工作"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(COMMON), min_size=16, max_size=60, unique=True).map("".join))
def test_short_text_in_gb18030_is_told_from_big5(words: str) -> None:
    (document,) = read_bytes(words.encode("gb18030"), "x.txt", lexicon=LEXICON)
    assert document.text == words


COMMON_IN_BIG5 = "甲乙丙國家外交部長會見總理表示合作問題關於地區和平經濟發展我們他的在是有人民主要進行工作"


@settings(max_examples=150, deadline=None)
@given(st.lists(st.sampled_from(COMMON_IN_BIG5), min_size=16, max_size=60, unique=True).map("".join))
def test_short_text_in_big5_is_told_from_gb18030(words: str) -> None:
    (document,) = read_bytes(words.encode("big5"), "x.txt", lexicon=LEXICON)
    assert document.text == words
