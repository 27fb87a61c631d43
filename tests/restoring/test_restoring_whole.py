"""A document that is one article stays one fragment, anchored by its own date."""

from datetime import date, datetime

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, TextMap
from dragoman.restoring import answers, restore


def document(text: str, published: datetime | None = None) -> Document:
    return Document(id="page", path="page.txt", text=text, map=TextMap(()), published=published, published_by="stamp")


def test_one_article_is_one_fragment_without_indents() -> None:
    text = "　　甲国外长三日访问乙国。\n\n　　双方就边界问题交换了意见。\n"
    page = restore(document(text, datetime(2019, 5, 4)), load_lexicon())
    assert [part.text for part in page.fragments] == ["甲国外长三日访问乙国。\n双方就边界问题交换了意见。"]
    assert page.fragments[0].anchor.day == date(2019, 5, 4)


def test_offsets_lead_back_to_the_document() -> None:
    text = "  第一段在这里。\n\n　　第二段在这里。"
    source = document(text)
    part = restore(source, load_lexicon()).fragments[0]
    at = part.text.index("第二段")
    assert text[part.map.origin(at) :].startswith("第二段")


def test_answers_have_one_entry_for_each_line() -> None:
    source = document("甲。\n\n乙。\n丙。", datetime(2019, 5, 4))
    rows = answers(source, restore(source, load_lexicon()))
    assert rows["page"] == "page"
    assert rows["paragraphs"] == [{"fragment": 0, "date": "2019-05-04"}] * 3
