"""Datelines: the words at the head of a line that say which agency reported, where and on what day."""

import re
from collections.abc import Sequence
from functools import lru_cache

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model import Span
from dragoman.restoring.lines import Line


class Opening(msgspec.Struct, frozen=True):
    """A dateline: ``span`` is in its line's text, ``form`` names the table's row, ``strength`` 0 to 3 how surely
    it opens an article. ``year``, ``month`` and ``day`` are None where it does not give them."""

    line: int
    span: Span
    form: str
    strength: int
    words: str
    agency: str = ""
    year: int | None = None
    month: int | None = None
    day: int | None = None


class _Form(msgspec.Struct, frozen=True):
    name: str
    strength: int
    pattern: re.Pattern[str]


@lru_cache(maxsize=4)
def _forms(rows: tuple[tuple[str, int, str], ...]) -> tuple[_Form, ...]:
    return tuple(_Form(name, strength, re.compile(pattern)) for name, strength, pattern in rows)


def find_openings(lines: Sequence[Line], lexicon: Lexicon) -> tuple[Opening, ...]:
    """The dateline at the head of each line that has one; where several forms match, the strongest."""
    forms = _forms(tuple((row.name, row.strength, row.pattern) for row in lexicon.rows("datelines")))
    found = (_opening(line, forms) for line in lines)
    return tuple(opening for opening in found if opening)


def _opening(line: Line, forms: Sequence[_Form]) -> Opening | None:
    matches = [(form, match) for form in forms if (match := form.pattern.match(line.folded))]
    if not matches:
        return None
    form, match = max(matches, key=lambda pair: (pair[0].strength, pair[1].end()))
    groups = match.groupdict()
    month, day = _number(groups, "month"), _number(groups, "day")
    if not _possible(month, day):
        return None
    return Opening(
        line.number,
        Span(match.start(), match.end()),
        form.name,
        form.strength,
        line.text[match.start() : match.end()].strip(),
        groups.get("agency") or "",
        _number(groups, "year"),
        month,
        day,
    )


def _number(groups: dict[str, str | None], name: str) -> int | None:
    value = groups.get(name)
    return int(value) if value else None


def _possible(month: int | None, day: int | None) -> bool:
    return (month is None or 1 <= month <= 12) and (day is None or 1 <= day <= 31)
