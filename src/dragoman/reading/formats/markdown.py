"""Markdown: one article, or a bulletin of several.

One article: an optional comment with name and date (``<!-- 新闻联播 2022-02-25 -->``), a Unix stamp or front matter,
``# title``, text. A bulletin: a dated ``# title``, a summary, then an item after each ``###``; every item is a
Document of its own, dated by the bulletin (the summary, which only repeats the items' titles, belongs to none of
them). An item of brief news keeps its bold headings as lines, so that restoring can split it. Only marks are left
out: ``**``, ``#``, comments, and a last line ``[label](url)`` that leads to the original, whose address becomes the
Document's.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dragoman.model import Span
from dragoman.reading.dates import find, from_unix, parse
from dragoman.reading.formats.archive import STAMP
from dragoman.reading.formats.page import looks_like_html
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import LINE, write_plain
from dragoman.reading.record import Draft, Reader

_FRONT = re.compile(r"\s*---[^\S\n]*\r?\n(?P<fields>(?:[^\n]*\n)*?)---[^\S\n]*(?:\r?\n|$)")
_FIELD = re.compile(r"^(?P<key>[\w-]+)[^\S\n]*:[^\S\n]*[\"']?(?P<value>[^\r\n]*?)[\"']?[^\S\n]*\r?$", re.MULTILINE)
_NOTE = re.compile(r"\s*+<!--\s{0,9}(?P<name>[^\n]{0,80}?)\s{0,9}(?P<day>\d{4}-\d{2}-\d{2})[^\n]{0,80}?-->")
_COMMENT = r"<!--(?:(?!-->)[^\n])*+-->"
_TITLE = re.compile(rf"(?:\s++|{_COMMENT})*+#[^\S\n]+(?P<title>[^\r\n]+)")
_ITEM = re.compile(r"^###[^\S\n]+(?P<title>[^\r\n]+)", re.MULTILINE)
_LINK_LINE = re.compile(r"\s*\[(?P<label>[^\]\n]*)\]\((?P<url>\S+?)\)\s*")
_RULE_LINE = re.compile(r"\s*(?:-{3,}|\*{3,}|_{3,})\s*")
_NO_TEXT = re.compile(rf"{_RULE_LINE.pattern}|\s*(?:{_COMMENT}\s*)*+")
_MARKS = re.compile(
    r"<!--.{0,2000}?-->|\*\*|\\(?=[!-/:-@\[-`{-~])|!\[[^\]\n]{0,500}\]\([^)\s]{0,2000}\)"
    r"|(?P<link>\[(?P<label>[^\]\n]{0,500})\]\([^)\s]{0,2000}\))"
)
_LEAD = re.compile(r"\s*(?:#{1,6}|>)[^\S\n]+")
_DATE_KEYS = ("date", "published", "pubdate", "time", "日期", "时间")
_URL_KEYS = ("url", "link", "source_url", "permalink")
_LONGEST_LABEL = 8
"""A link with a longer label leads to another article."""
_SOURCE_KEYS = ("source", "outlet", "publisher", "来源")


def _claims(head: str) -> bool:
    front = _FRONT.match(head)
    if _TITLE.match(head) or (front and _FIELD.search(front["fields"])):
        return True
    dated = _NOTE.match(head) or STAMP.match(head)
    return dated is not None and not looks_like_html(head)


def _read(layers: Iterable[Layer]) -> Iterator[Draft]:
    for layer in layers:
        head = _TITLE.match(layer.text)
        items = list(_ITEM.finditer(layer.text))
        day = find(head["title"]) if head else None
        if head and day and len(items) > 1:
            yield from _bulletin(layer, items, day, f"the bulletin's title: {head['title'].strip()}")
        else:
            yield _article(layer)


def _bulletin(layer: Layer, items: list[re.Match[str]], day: datetime, by: str) -> Iterator[Draft]:
    ends = [item.start() for item in items[1:]] + [_bulletin_end(layer.text, items[-1].end())]
    for item, end in zip(items, ends, strict=True):
        yield _draft(layer, item.span("title"), (item.end(), end), published=day, published_by=by, one_of_many=True)


def _bulletin_end(text: str, start: int) -> int:
    """Where the last item ends: at a rule, after which stands only when the file was made."""
    for line in LINE.finditer(text, start):
        if _RULE_LINE.fullmatch(line[0]):
            return line.start()
    return len(text)


def _article(layer: Layer) -> Draft:
    text = layer.text
    front, note = _FRONT.match(text), _NOTE.match(text)
    start = front.end() if front else 0
    title = _TITLE.match(text, start)
    fields = {match["key"].lower(): match["value"] for match in _FIELD.finditer(front["fields"])} if front else {}
    time, by = _stamped(text) or _time(fields, note)
    return _draft(
        layer,
        title.span("title") if title else None,
        (title.end() if title else start, len(text)),
        title=_first(fields, ("title", "标题")),
        published=time,
        published_by=by,
        url=_first(fields, _URL_KEYS),
        outlet=_first(fields, _SOURCE_KEYS) or (note["name"] if note else ""),
    )


def _stamped(text: str) -> tuple[datetime, str] | None:
    stamp = STAMP.match(text)
    time = from_unix(stamp[1]) if stamp else None
    return (time, f"stamp {stamp[1]} on the first line") if stamp and time else None


def _time(fields: dict[str, str], note: re.Match[str] | None) -> tuple[datetime | None, str]:
    if note:
        return parse(note["day"]), f"comment on the first line: {note['day']}"
    key = next((key for key in _DATE_KEYS if parse(fields.get(key, ""))), None)
    return (parse(fields[key]), f"front matter: {key}") if key else (None, "")


def _first(fields: dict[str, str], keys: tuple[str, ...]) -> str:
    return next((fields[key].strip() for key in keys if fields.get(key, "").strip()), "")


def _draft(
    layer: Layer,
    title_at: tuple[int, int] | None,
    body_at: tuple[int, int],
    *,
    published: datetime | None,
    published_by: str,
    title: str = "",
    url: str = "",
    outlet: str = "",
    one_of_many: bool = False,
) -> Draft:
    writer = Writer()
    span = _line(writer, layer, *title_at) if title_at else None
    lines = [line for line in LINE.finditer(layer.text, *body_at) if not _NO_TEXT.fullmatch(line[0])]
    original = _original(lines)
    for line in lines:
        if line is not original:
            _line(writer, layer, *line.span())
    body = writer.layer()
    return Draft(
        body=body,
        title=span.cut(body.text) if span else title,
        title_span=span,
        published=published,
        published_by=published_by,
        url=url or (_LINK_LINE.sub(r"\g<url>", original[0]) if original else ""),
        outlet=outlet,
        one_of_many=one_of_many,
    )


def _original(lines: list[re.Match[str]]) -> re.Match[str] | None:
    """The line that is only a link to the original: the last one, the only one of its kind, with a short label."""
    links = [line for line in lines if _LINK_LINE.fullmatch(line[0])]
    if len(links) != 1 or links[0] is not lines[-1]:
        return None
    match = _LINK_LINE.fullmatch(links[0][0])
    return links[0] if match and len(match["label"]) <= _LONGEST_LABEL else None


def _line(writer: Writer, layer: Layer, start: int, end: int) -> Span | None:
    """Writes one line without its marks; a link inside a line leaves its label."""
    return write_plain(writer, layer, start, end, tuple(_marks(layer.text, start, end)))


def _marks(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    lead = _LEAD.match(text, start, end)
    if lead:
        yield lead.span()
    for mark in _MARKS.finditer(text, lead.end() if lead else start, end):
        if mark["link"]:
            yield mark.start(), mark.start("label")
            yield mark.end("label"), mark.end()
        else:
            yield mark.span()


READER = Reader("markdown", _claims, _read)
