"""Times of publication: every way of writing them, and what is no time."""

from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given
from hypothesis import strategies as st
from reading_support import LEXICON

from dragoman.reading import read_text
from dragoman.reading.dates import find, from_unix, parse

BEIJING = timezone(timedelta(hours=8))


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("2014-03-05", datetime(2014, 3, 5, tzinfo=UTC)),
        ("2014-03-05T07:45:00+08:00", datetime(2014, 3, 5, 7, 45, tzinfo=BEIJING)),
        ("2014-03-05T07:45:00Z", datetime(2014, 3, 5, 7, 45, tzinfo=UTC)),
        ("2014-03-05 07:45", datetime(2014, 3, 5, 7, 45, tzinfo=UTC)),
        ("2014/3/5 7:45:30", datetime(2014, 3, 5, 7, 45, 30, tzinfo=UTC)),
        ("2014.03.05", datetime(2014, 3, 5, tzinfo=UTC)),
        ("2014年3月5日 07时45分", datetime(2014, 3, 5, 7, 45, tzinfo=UTC)),
        ("20140305", datetime(2014, 3, 5, tzinfo=UTC)),
        ("Wed, 05 Mar 2014 07:45:00 +0800", datetime(2014, 3, 5, 7, 45, tzinfo=BEIJING)),
        ("1394000000", datetime(2014, 3, 5, 6, 13, 20, tzinfo=UTC)),
        ("1394000000000", datetime(2014, 3, 5, 6, 13, 20, tzinfo=UTC)),
    ],
)
def test_written_times(written: str, time: datetime) -> None:
    assert parse(written) == time
    assert parse(f" {written}\n") == time


@pytest.mark.parametrize(
    "written", ["", "昨天", "3月5日", "2014-13-05", "2014-02-30", "20141305", "99999999999999", "0214-03-05", "12"]
)
def test_what_is_no_time(written: str) -> None:
    assert parse(written) is None


@given(st.datetimes(datetime(1950, 1, 1), datetime(2090, 1, 1)))
def test_a_printed_day_stays_that_day(time: datetime) -> None:
    for form in ("%Y-%m-%d %H:%M", "%Y年%m月%d日 %H:%M", "%Y/%m/%d", "%Y%m%d"):
        found = parse(time.strftime(form))
        assert found is not None
        assert found.date() == time.date()
        assert find(f"来源：甲报 {time.strftime(form)} 编辑") == found


@given(st.text(max_size=30))
def test_parsing_never_fails(text: str) -> None:
    found = parse(text)
    assert found is None or found.tzinfo is not None


def test_unix_times_beyond_reason_are_none() -> None:
    assert from_unix("9999999999999") is None


@pytest.mark.parametrize(
    ("text", "by"),
    [
        ("甲国总统访问乙国\n2014-03-05 07:45\n正文。", "line 2"),
        ("甲国总统访问乙国\n时间：2014年3月5日\n正文。", "line 2"),
        ("2014年3月5日 07:45  来源：甲报\n正文。", "line 1"),
    ],
)
def test_a_line_that_is_a_date_dates_the_page(text: str, by: str) -> None:
    (document,) = read_text(text, lexicon=LEXICON)
    assert document.published is not None
    assert document.published.date().isoformat() == "2014-03-05"
    assert document.published_by.startswith(by)


@pytest.mark.parametrize(
    "text", ["2014年3月5日，甲国总统访问乙国。", "甲报3月5日电 正文。", "正文。\n他2014-03-05生于乙国。"]
)
def test_a_date_in_a_sentence_dates_nothing(text: str) -> None:
    (document,) = read_text(text, lexicon=LEXICON)
    assert document.published is None


ARTICLE = "<p>2013年1月1日，甲国总统访问了乙国，双方会谈。</p>"
PAGE = f"<html><head>{{head}}</head><body><h1>甲国总统</h1><div>{{info}}</div>{ARTICLE}</body></html>"


@pytest.mark.parametrize(
    ("head", "info", "by"),
    [
        ('<meta name="PubDate" content="2014-03-05">', "2014-03-06", "meta pubdate"),
        ('<script type="application/ld+json">{"datePublished": "2014-03-05"}</script>', "", "JSON-LD"),
        ("", '<time datetime="2014-03-05T01:00:00Z">昨天</time>', "time element"),
        ("", "2014年03月05日 来源：甲报", "text of the page"),
        ('<link rel="canonical" href="https://a.example/n/2014-03/05/1.html">', "", "address"),
        ('<meta property="og:url" content="https://a.example/20140305/1.html">', "", "address"),
    ],
)
def test_a_page_tells_its_time(head: str, info: str, by: str) -> None:
    (document,) = read_text(PAGE.format(head=head, info=info), lexicon=LEXICON)
    assert document.published is not None
    assert document.published.date().isoformat() == "2014-03-05"
    assert by in document.published_by


def test_a_date_in_the_articles_sentences_dates_no_page() -> None:
    (document,) = read_text(PAGE.format(head="", info=""), lexicon=LEXICON)
    assert document.published is None
