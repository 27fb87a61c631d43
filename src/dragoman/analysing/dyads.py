"""Two countries month by month: what they did to and with each other, how friendly it was, and when that changed."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from math import sqrt
from statistics import fmean

import msgspec

from dragoman.analysing.breaks import breaks
from dragoman.analysing.labels import label
from dragoman.analysing.record import Deed, goldstein, ids
from dragoman.analysing.sheets import Sheet


class Month(msgspec.Struct, frozen=True):
    """A month, ``2013-12``, and the deeds of the dyad that began in it."""

    month: str
    deeds: tuple[Deed, ...]

    @property
    def goldstein(self) -> float | None:
        """The mean Goldstein score."""
        return goldstein(self.deeds)


class Turn(msgspec.Struct, frozen=True):
    """A break of one series, ``what``: the first month of the new level and the mean per month before and after."""

    what: str
    month: str
    before: float
    after: float
    deeds: tuple[Deed, ...] = ()


class Dyad(msgspec.Struct, frozen=True):
    """Every month from the first to the last deed, the breaks, and the deeds that no month is known of."""

    one: str
    other: str
    months: tuple[Month, ...]
    turns: tuple[Turn, ...]
    undated: tuple[Deed, ...]


def dyad(told: Iterable[Deed], one: str, other: str, *, one_way: bool = False) -> Dyad:
    """What happened between two countries. ``one_way`` leaves only what the first did to the other."""
    mine = [deed for deed in told if deed.happened and between(deed, one, other, one_way=one_way)]
    dated = [deed for deed in mine if deed.first and _month_known(deed)]
    months = _months(dated)
    undated = tuple(deed for deed in mine if not (deed.first and _month_known(deed)))
    return Dyad(one, other, months, tuple(_turns(months)), undated)


def between(deed: Deed, one: str, other: str, *, one_way: bool = False) -> bool:
    """Whether the one acts on the other (or the other way round), or both act together on nobody else."""
    if one in deed.actors and other in deed.recipients:
        return True
    if one_way:
        return False
    together = not deed.recipients and {one, other} <= deed.actors
    return together or (other in deed.actors and one in deed.recipients)


def _month_known(deed: Deed) -> bool:
    return deed.date is not None and len(deed.date) >= len("2013-12")


def _months(dated: Sequence[Deed]) -> tuple[Month, ...]:
    groups: dict[int, list[Deed]] = {}
    for deed in dated:
        if deed.first:
            groups.setdefault(_number(deed.first), []).append(deed)
    if not groups:
        return ()
    span = range(min(groups), max(groups) + 1)
    return tuple(Month(_written(number), tuple(groups.get(number, ()))) for number in span)


def _number(day: date) -> int:
    return day.year * 12 + day.month - 1


def _written(number: int) -> str:
    return f"{number // 12:04}-{number % 12 + 1:02}"


def _turns(months: Sequence[Month]) -> Iterator[Turn]:
    """Breaks of the number of deeds (by its square root, which evens the noise of counts) and of the mean score."""
    counts = [float(len(month.deeds)) for month in months]
    yield from _levels("deeds", months, counts, breaks([sqrt(count) for count in counts]))
    scored = [month for month in months if month.goldstein is not None]
    scores = [month.goldstein or 0.0 for month in scored]
    yield from _levels("goldstein", scored, scores, breaks(scores))


def _levels(what: str, months: Sequence[Month], values: Sequence[float], at: Sequence[int]) -> Iterator[Turn]:
    edges = [0, *at, len(values)]
    for start, middle, end in zip(edges, edges[1:], edges[2:], strict=False):
        both = tuple(deed for month in months[start:end] for deed in month.deeds)
        yield Turn(what, months[middle].month, fmean(values[start:middle]), fmean(values[middle:end]), both)


def month_sheet(found: Dyad, *, every: bool = True) -> Sheet:
    """A row a month: deeds, deeds of each type that occurs, mean Goldstein score. Without ``every`` a month in which
    nothing happened has none."""
    months = [month for month in found.months if every or month.deeds]
    types = sorted({deed.type for month in found.months for deed in month.deeds})
    rows = tuple((one.month, len(one.deeds), *_counts(one, types), one.goldstein) for one in months)
    notes = (f"{len(found.undated)} known only by year or not dated left out",) if found.undated else ()
    return Sheet(
        f"{label(found.one)} and {label(found.other)} by month",
        ("month", "deeds", *types, "goldstein"),
        rows,
        tuple(ids(month.deeds) for month in months),
        notes,
    )


def cell_sheet(found: Dyad) -> Sheet:
    """A row for each month and type, so that each count has its own events behind it."""
    cells = [
        (month, kind, [deed for deed in month.deeds if deed.type == kind])
        for month in found.months
        for kind in sorted({deed.type for deed in month.deeds})
    ]
    rows = tuple((month.month, kind, len(deeds), goldstein(deeds)) for month, kind, deeds in cells)
    title = f"{label(found.one)} and {label(found.other)} by month and type"
    return Sheet(title, ("month", "type", "deeds", "goldstein"), rows, tuple(ids(deeds) for _, _, deeds in cells))


def turn_sheet(found: Dyad) -> Sheet:
    """A row for each break."""
    rows = tuple((turn.month, turn.what, round(turn.before, 2), round(turn.after, 2)) for turn in found.turns)
    title = f"{label(found.one)} and {label(found.other)}: breaks"
    return Sheet(title, ("month", "series", "before", "after"), rows, tuple(ids(turn.deeds) for turn in found.turns))


def _counts(month: Month, types: Sequence[str]) -> list[int]:
    return [sum(deed.type == kind for deed in month.deeds) for kind in types]
