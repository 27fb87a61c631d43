"""What a time expression is read against, and what it comes to mean."""

from datetime import date

import msgspec

from dragoman.dating.calendar import Point
from dragoman.dating.grammar import Grammar

Parts = dict[str, str | None]
"""The named parts of a matched shape."""


class Period(msgspec.Struct, frozen=True):
    """What an expression means: from ``start`` to ``end`` (None: one point), or nothing where ``start`` is None.

    ``era`` marks a time that no calendar settles. ``explicit`` says that the text itself gave the year, ``guessed``
    that the nearest year or month was taken.
    """

    start: Point | None
    reason: str
    end: Point | None = None
    era: bool = False
    explicit: bool = False
    guessed: bool = False


class Context(msgspec.Struct, frozen=True, kw_only=True):
    """What an expression is read against.

    ``today`` is the anchor's day (None: unknown). ``told`` is the day last told of, ``told_year`` the year.
    ``future`` says that a word of the clause looks ahead, ``spoken`` that somebody's words are given. ``after`` is
    the start of a span whose end is being read. ``year`` is a year given just before.
    """

    grammar: Grammar
    today: date | None
    told: date | None = None
    told_year: int | None = None
    future: bool = False
    spoken: bool = False
    after: Point | None = None
    year: int | None = None

    def number(self, text: str | None) -> int | None:
        """The number that a part writes; None for no part."""
        return self.grammar.number(text) if text else None


def nothing(reason: str) -> Period:
    """The period of an expression that cannot be resolved, and why."""
    return Period(None, reason)
