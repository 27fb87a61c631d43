"""Every line of ``cases.tsv``: a text, the anchor's day, and each time expression with what it means.

``expected`` is ``words=start..end`` for each expression in order, joined by ``;``; ``start`` may be a partial date
(``--11-11``), ``era`` or ``none``. An empty cell means that the text holds no time. A line marked hard fails so far.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.dating import find_dates
from dragoman.model import Anchor, When

HERE = Path(__file__).parent


def cases() -> list[pytest.param]:
    with (HERE / "cases.tsv").open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [_case(row) for row in rows]


def _case(row: dict[str, str]) -> pytest.param:
    marks = [pytest.mark.xfail(strict=True, reason=row["note"] or "hard")] if row["hard"] else []
    return pytest.param(row["text"], row["anchor"], row["expected"], id=f"{row['text']}@{row['anchor']}", marks=marks)


def anchor(text: str) -> Anchor:
    if text.startswith("--"):
        return Anchor(month_day=text)
    return Anchor(day=date.fromisoformat(text) if text else None)


def written(text: str, when: When) -> str:
    start = when.start or when.partial or when.precision
    return f"{when.span.cut(text)}={start}" + (f"..{when.end}" if when.end else "")


@pytest.mark.parametrize(("text", "day", "expected"), cases())
def test_case(text: str, day: str, expected: str) -> None:
    found = find_dates(text, anchor(day))
    assert ";".join(written(text, when) for when in found) == expected


def test_there_are_enough_cases() -> None:
    assert len(cases()) >= 120
