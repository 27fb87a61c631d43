"""Web pages: what belongs to the article, what does not, and what the page is called."""

import pytest
from reading_support import LEXICON, assert_leads_back

from dragoman.model import Document
from dragoman.reading import read_text

ARTICLE = [
    "甲国外长5日抵达乙国首都，开始为期三天的访问。",
    "双方将就贸易、边界、渔业等问题举行会谈。",
    "乙国总统在首都会见了他，两人同意加强合作。",
]
BODY = "".join(f"<p>{line}</p>" for line in ARTICLE)
TEASERS = "".join(f"<li><a href='/{n}'>第{n}条新闻，标题很长，没有句号，只是链接</a></li>" for n in range(40))
COMMENT = "<li class='comment-item'><p>说得好，支持！这是一条很长的读者评论，有句号，也有逗号。</p></li>"


def page(body: str, title: str = "甲国外长访问乙国_国际_甲报") -> Document:
    text = f"<html><head><title>{title}</title></head><body>{body}</body></html>"
    (document,) = read_text(text, lexicon=LEXICON)
    assert_leads_back(document, text)
    return document


@pytest.mark.parametrize(
    "body",
    [
        f"<ul>{TEASERS}</ul><div id=a>{BODY}</div><ul>{TEASERS}</ul>",
        f"<table><tr><td><ul>{TEASERS}</ul></td><td>{BODY}</td></tr></table>",
        f"<article>{BODY}</article><div class='comments'><ul>{COMMENT * 20}</ul></div>",
        f"<div>{BODY}</div><div id='comment_list'>{COMMENT * 20}</div>",
        f"<form id=aspnet><div>{BODY}</div></form>",
        f"<div>{BODY}<script>'<p>字，字，字，字。</p>'</script><style>。</style><noscript>字。</noscript></div>",
        f"<div>{BODY}</div><footer>版权所有，未经授权，不得转载，违者必究。</footer>",
        f"<div>{BODY}</div><aside>旁边的话，旁边的话，旁边的话，旁边的话。</aside>",
        f"<div>{BODY}<p style='display:none'>看不见的话，看不见的话，看不见的话。</p></div>",
        f"<div style='overflow: hidden' data-x='hidden'>{BODY}</div>",
        f"<div>{BODY.replace('</p>', '')}</div>",
    ],
)
def test_the_article_and_nothing_else(body: str) -> None:
    document = page(f"<h1>甲国外长访问乙国</h1>{body}")
    assert document.text.split("\n") == ["甲国外长访问乙国", *ARTICLE]


def test_an_article_in_several_parts_is_whole() -> None:
    parts = "".join(f"<section>{BODY}</section>" for _ in range(3))
    assert page(f"<div>{parts}</div>").text.count(ARTICLE[0]) == 3


def test_a_lead_beside_the_articles_element_is_kept() -> None:
    lead = "甲国外长5日抵达乙国首都，这是他今年第二次来访。"
    assert lead in page(f"<div><p>{lead}</p><div class=body>{BODY}</div></div>").text


def test_a_page_of_nothing_but_comments_is_read() -> None:
    assert "读者评论" in page(f"<div class='comment-wrap'>{COMMENT}</div>").text


@pytest.mark.parametrize(
    ("body", "title", "shown"),
    [
        ("<h1>甲国外长访问乙国</h1>", "甲国外长访问乙国_国际_甲报", "甲国外长访问乙国"),
        ("<h2>甲国外长访问乙国</h2><h1>甲报</h1>", "甲国外长访问乙国 - 甲报", "甲国外长访问乙国"),
        ("<div class=t>甲国外长 访问<br>乙国</div>", "甲国外长访问乙国|甲报", "甲国外长 访问"),
        ("", "甲国外长访问乙国|甲报", "甲国外长访问乙国|甲报"),
    ],
)
def test_the_headline(body: str, title: str, shown: str) -> None:
    document = page(f"{body}<div>{BODY}</div>", title)
    assert document.title == shown
    assert document.text.startswith(shown)


def test_a_caption_and_a_list_inside_the_article_are_lines_of_it() -> None:
    extra = "<figure><img><figcaption>两人握手。</figcaption></figure><ul><li><a href=x>相关报道</a></li></ul>"
    assert page(f"<div>{BODY}{extra}</div>").text.endswith("两人握手。\n相关报道")
