"""Stretches of time as the tables write them: days, months, years, open ends."""

import calendar
from datetime import date

import msgspec

LONG_AGO, FAR_OFF = date(1000, 1, 1), date(9000, 1, 1)
"""The bounds of open stretches, with room to add and subtract days."""


class Stretch(msgspec.Struct, frozen=True):
    """From the day ``first`` to the day ``last``, both included; ``written`` is how the table puts it."""

    first: date
    last: date
    written: str

    def __str__(self) -> str:
        return self.written


def stretch(start: str, end: str) -> Stretch:
    """The days from the beginning of ``start`` to the end of ``end``; an empty one leaves that side open."""
    return Stretch(_first(start), _last(end), f"{start or '…'} to {end or '…'}")


def _first(written: str) -> date:
    parts = _parts(written)
    return date(parts[0], parts[1] if len(parts) > 1 else 1, parts[2] if len(parts) > 2 else 1) if parts else LONG_AGO


def _last(written: str) -> date:
    parts = _parts(written)
    if not parts:
        return FAR_OFF
    year, month = parts[0], parts[1] if len(parts) > 1 else 12
    return date(year, month, parts[2] if len(parts) > 2 else calendar.monthrange(year, month)[1])


def _parts(written: str) -> list[int]:
    return [int(part) for part in written.split("-")] if written else []
