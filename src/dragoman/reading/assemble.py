"""Makes a ``Document`` of what a format's reader found: id, date, outlet and warnings alike for every format."""

from datetime import date, datetime

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model import Document
from dragoman.reading.dates import from_day
from dragoman.reading.outlets import outlet
from dragoman.reading.record import Draft


class Origin(msgspec.Struct, frozen=True, kw_only=True):
    """What is known of a file before it is read; ``published`` is the user's date for files that have none."""

    path: str
    stem: str
    published: date | None = None
    lexicon: Lexicon | None = None
    format: str = ""
    encoding: str = "utf-8"
    digest: str = ""
    url: str = ""
    warnings: tuple[str, ...] = ()


def document(draft: Draft, origin: Origin, number: int) -> Document:
    """The document of ``draft``, the ``number``-th article (from 1) of the file that ``origin`` tells of."""
    time, by = _time(draft, origin)
    url = draft.url or origin.url
    return Document(
        id=f"{origin.stem}#{number}" if draft.one_of_many else origin.stem,
        path=origin.path,
        text=draft.body.text,
        map=draft.body.map,
        title=draft.title,
        title_span=draft.title_span,
        published=time,
        published_by=by,
        outlet=outlet(origin.lexicon, url, draft.outlet),
        url=url,
        format=origin.format,
        encoding=origin.encoding,
        digest=origin.digest,
        warnings=(*origin.warnings, *draft.warnings, *_undated(time)),
    )


def _time(draft: Draft, origin: Origin) -> tuple[datetime | None, str]:
    if draft.published:
        return draft.published, draft.published_by
    if origin.published:
        return from_day(origin.published), f"--published {origin.published.isoformat()}"
    return None, ""


def _undated(time: datetime | None) -> tuple[str, ...]:
    return () if time else ("no date of publication found; if you know it, give --published YYYY-MM-DD",)
