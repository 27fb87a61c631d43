"""What a web page says of itself: title, time of publication, address, the site's name."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

import msgspec

from dragoman.reading.dates import parse
from dragoman.reading.lines import decoded
from dragoman.reading.markup import Token, attributes

_TIME_NAMES = (
    "article:published_time",
    "og:published_time",
    "datepublished",
    "publishdate",
    "publish_date",
    "pubdate",
    "parsely-pub-date",
    "sailthru.date",
    "dcterms.created",
    "dc.date",
    "dc.date.issued",
    "date",
)
"""Names of meta elements that hold the time of publication, the most reliable first."""
_LINKED_DATA = re.compile(r'"datePublished"\s*:\s*"([^"\\]+)"')


class PageHead(msgspec.Struct, frozen=True, kw_only=True):
    """``title`` is where the title element's text lies in the page (None: no such element)."""

    title: tuple[int, int] | None = None
    headline: str = ""
    published: datetime | None = None
    published_by: str = ""
    url: str = ""
    site: str = ""


def page_head(text: str, marks: Iterable[Token]) -> PageHead:
    """The head of the HTML ``text``, from its tags ``marks``."""
    tags = [mark for mark in marks if mark.kind in ("open", "raw")]
    metas = _metas(text, tags)
    time, by = next(_times(text, tags, metas), (None, ""))
    titles = ((tag.start, tag.end) for tag in tags if tag.kind == "raw" and tag.name == "title")
    return PageHead(
        title=next(titles, None),
        headline=decoded(metas.get("og:title", "")),
        published=time,
        published_by=by,
        url=_canonical(text, tags) or decoded(metas.get("og:url", "")),
        site=decoded(metas.get("og:site_name", "")),
    )


def _metas(text: str, tags: list[Token]) -> dict[str, str]:
    """Content of the page's meta elements by their property, name or itemprop, in lower case; the first counts."""
    found: dict[str, str] = {}
    for tag in tags:
        if tag.kind == "open" and tag.name == "meta":
            values = attributes(text, tag)
            name = values.get("property") or values.get("name") or values.get("itemprop") or ""
            found.setdefault(name.lower(), values.get("content", ""))
    return found


def _canonical(text: str, tags: list[Token]) -> str:
    for tag in tags:
        if tag.kind == "open" and tag.name == "link":
            values = attributes(text, tag)
            if values.get("rel", "").lower() == "canonical":
                return decoded(values.get("href", ""))
    return ""


def _times(text: str, tags: list[Token], metas: dict[str, str]) -> Iterator[tuple[datetime, str]]:
    """Every time of publication that the page gives, with where it stands, the most reliable first."""
    for name in _TIME_NAMES:
        time = parse(metas.get(name, ""))
        if time:
            yield time, f"meta {name}"
    for tag in tags:
        if tag.kind == "raw" and tag.name == "script":
            match = _LINKED_DATA.search(text, tag.start, tag.end)
            time = parse(match[1]) if match else None
            if time:
                yield time, "datePublished in JSON-LD"
    for tag in tags:
        if tag.kind == "open" and tag.name == "time":
            time = parse(attributes(text, tag).get("datetime", ""))
            if time:
                yield time, "time element"
