"""Where a stretch of the file stands in the clean text, and which calendar days a date covers."""

import re
from calendar import monthrange
from datetime import date

from dragoman.model import Piece, Span, TextMap

_DATE = re.compile(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?")


def shown(text_map: TextMap, span: Span) -> Span | None:
    """The part of the derived text that came from ``span`` of its source; None where nothing of it was kept."""
    hits = [piece for piece in text_map.pieces if _meets(piece, span)]
    if not hits:
        return None
    return Span(min(_first(piece, span) for piece in hits), max(_last(piece, span) for piece in hits))


def _meets(piece: Piece, span: Span) -> bool:
    return piece.length > 0 and piece.origin < span.end and span.start < piece.origin + piece.taken


def _first(piece: Piece, span: Span) -> int:
    copied = piece.length == piece.taken
    return piece.start + (max(0, span.start - piece.origin) if copied else 0)


def _last(piece: Piece, span: Span) -> int:
    copied = piece.length == piece.taken
    return piece.start + (min(piece.length, span.end - piece.origin) if copied else piece.length)


def ranges(text_map: TextMap) -> tuple[Span, ...]:
    """The source ranges that the derived text is made of, in reading order, neighbours joined."""
    joined: list[Span] = []
    for piece in text_map.pieces:
        here = Span(piece.origin, piece.origin + piece.taken)
        if joined and joined[-1].end == here.start:
            joined[-1] = Span(joined[-1].start, here.end)
        elif here.start < here.end:
            joined.append(here)
    return tuple(joined)


def first_day(when: str | None) -> date | None:
    """The first day of an ISO day, month or year; None for anything else."""
    found = _DATE.fullmatch(when or "")
    return _day(int(found[1]), int(found[2] or 1), int(found[3] or 1)) if found else None


def last_day(when: str | None) -> date | None:
    """The last day of an ISO day, month or year; None for anything else."""
    found = _DATE.fullmatch(when or "")
    if not found:
        return None
    year, month = int(found[1]), int(found[2] or 12)
    if not 1 <= month <= 12 or not year:
        return None
    return _day(year, month, int(found[3] or monthrange(year, month)[1]))


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
