"""Articles as records with named fields (a line of JSON, a row of CSV, an entry of a feed): which field is what."""

import re
from collections.abc import Mapping
from datetime import datetime

from dragoman.model import Span
from dragoman.reading.blocks import write_html
from dragoman.reading.dates import parse
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import LINE, UNSEEN, write_marked, write_plain
from dragoman.reading.record import Draft

TITLES = ("title", "headline", "标题")
TEXTS = (
    "text",
    "content",
    "body",
    "article",
    "fulltext",
    "full_text",
    "content_text",
    "content_html",
    "maintext",
    "正文",
    "内容",
)
TIMES = (
    "published",
    "published_at",
    "publishedat",
    "date_published",
    "publish_date",
    "pub_date",
    "pubdate",
    "date",
    "datetime",
    "time",
    "timestamp",
    "created_at",
    "发布时间",
    "日期",
    "时间",
)
ADDRESSES = ("url", "link", "href", "source_url", "链接", "网址")
OUTLETS = ("outlet", "publisher", "source", "site", "media", "来源", "媒体")
"""Names under which archives keep these fields, in lower case; the first that is there and not empty counts."""

_HTML = re.compile(
    r"</?(?:p|div|br|span|li|a|img|strong|b|h[1-6]|table|blockquote|figure|section)\b[^<>]*>", re.IGNORECASE
)


def draft(fields: Mapping[str, Layer]) -> Draft:
    """The article that the fields (names in lower case) make; its text is empty where no field holds one."""
    writer = Writer()
    title = _write_title(writer, fields)
    text = _first(fields, TEXTS)
    cut_short = write_text(writer, text) if text else False
    time, by = _time(fields)
    body = writer.layer()
    return Draft(
        body=body,
        title=title.cut(body.text) if title else "",
        title_span=title,
        published=time,
        published_by=by,
        url=_said(fields, ADDRESSES),
        outlet=_said(fields, OUTLETS),
        warnings=("the article's HTML breaks off",) if cut_short else (),
        one_of_many=True,
    )


def is_article(names: Mapping[str, object]) -> bool:
    """Whether fields of these names make an article."""
    return any(name in names for name in TEXTS)


def write_text(writer: Writer, layer: Layer) -> bool:
    """Appends a text that may be HTML, one paragraph a line; whether its HTML breaks off."""
    if _HTML.search(layer.text):
        return write_html(writer, layer)
    for line in LINE.finditer(layer.text):
        write_plain(writer, layer, line.start(), line.end())
    return False


def _write_title(writer: Writer, fields: Mapping[str, Layer]) -> Span | None:
    title = _first(fields, TITLES)
    return write_marked(writer, title, [(0, len(title.text))]) if title else None


def _time(fields: Mapping[str, Layer]) -> tuple[datetime | None, str]:
    for name in TIMES:
        time = parse(fields[name].text) if name in fields else None
        if time:
            return time, f"field {name}"
    return None, ""


def _first(fields: Mapping[str, Layer], names: tuple[str, ...]) -> Layer | None:
    return next((fields[name] for name in names if name in fields and fields[name].text.strip()), None)


def _said(fields: Mapping[str, Layer], names: tuple[str, ...]) -> str:
    found = _first(fields, names)
    return UNSEEN.sub("", found.text).strip() if found else ""
