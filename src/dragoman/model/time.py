"""Dates with the precision that the text gives, and why."""

from datetime import date

import msgspec

from dragoman.model.span import Span


class Anchor(msgspec.Struct, frozen=True):
    """The day that a text's relative dates count from.

    ``day`` is None where it can't be known; ``earliest`` and ``latest`` then bound it as far as the
    evidence goes (``latest`` is also an upper bound for a page's own stamp). ``month_day`` is
    ``--MM-DD`` where a dateline gives month and day and no year could be found. ``reason`` is for people.
    """

    day: date | None = None
    earliest: date | None = None
    latest: date | None = None
    reason: str = ""
    month_day: str = ""


class When(msgspec.Struct, frozen=True):
    """A resolved time expression.

    ``start`` and ``end`` are ISO days, months or years (``2021-11-11``, ``2021-11``, ``2021``); ``end``
    is None for one point; ``start`` is None where nothing can be said. ``precision`` is one of day, month, year,
    era, none. ``partial`` keeps what is known without a year (``--11-11``).
    """

    start: str | None
    end: str | None
    precision: str
    reason: str
    span: Span
    partial: str = ""
