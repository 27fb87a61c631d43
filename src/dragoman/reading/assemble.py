"""Makes a ``Document`` of what a format's reader found: id, date, outlet and warnings alike for every format."""

import re
from collections.abc import Iterator
from datetime import date, datetime

import msgspec

from dragoman.model import Document
from dragoman.reading.dates import from_day, parse
from dragoman.reading.outlets import Outlets
from dragoman.reading.record import Draft

_DAY_IN_ADDRESS = re.compile(r"(?<!\d)((?:19|20)\d\d)[-/_]?([01]\d)[-/_]?([0-3]\d)(?!\d)")


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file before it is read.

    ``published`` is the user's date for files that have none. ``declared`` is a charset that its sender names.
    ``many``: its articles are numbered whatever their format, by ``numbers`` where several files (pages of a web
    archive) share one count.
    """

    path: str
    stem: str
    outlets: Outlets
    published: date | None = None
    format: str = ""
    encoding: str = "utf-8"
    digest: str = ""
    url: str = ""
    declared: str = ""
    many: bool = False
    numbers: Iterator[int] | None = None
    warnings: tuple[str, ...] = ()


def document(draft: Draft, origin: Origin, number: int) -> Document:
    """The document of ``draft``, the ``number``-th article (from 1) of the file that ``origin`` tells of."""
    url = draft.url or origin.url
    time, by = _time(draft, url, origin)
    return Document(
        id=f"{origin.stem}#{number}" if draft.one_of_many or origin.many else origin.stem,
        path=origin.path,
        text=draft.body.text,
        map=draft.body.map,
        title=draft.title,
        title_span=draft.title_span,
        published=time,
        published_by=by,
        outlet=origin.outlets.outlet(url, draft.outlet),
        url=url,
        format=origin.format,
        encoding=origin.encoding,
        digest=origin.digest,
        warnings=(*origin.warnings, *draft.warnings, *_undecoded(draft.body.text, origin.warnings), *_undated(time)),
    )


def _time(draft: Draft, url: str, origin: Origin) -> tuple[datetime | None, str]:
    """The article's own time, else the day in its address (``/2013/12-05/``), else the user's date."""
    if draft.published:
        return draft.published, draft.published_by
    match = _DAY_IN_ADDRESS.search(url)
    time = parse("-".join(match.groups())) if match else None
    if match and time:
        return time, f"address: {match[0]}"
    if origin.published:
        return from_day(origin.published), f"--published {origin.published.isoformat()}"
    return None, ""


def _undated(time: datetime | None) -> tuple[str, ...]:
    return () if time else ("no date of publication found; if you know it, give --published YYYY-MM-DD",)


def _undecoded(text: str, told: tuple[str, ...]) -> tuple[str, ...]:
    """A warning of U+FFFD in the text, unless the decoder has told where it comes from."""
    lost = text.count("\ufffd")
    return (f"{lost} characters were lost before or while decoding (U+FFFD)",) if lost and not told else ()
