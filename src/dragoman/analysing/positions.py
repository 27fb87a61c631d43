"""Who takes which stance toward whom about an issue, with the words."""

from collections.abc import Iterable, Iterator

import msgspec

from dragoman.analysing.chronology import when
from dragoman.analysing.labels import label
from dragoman.analysing.record import Deed, ids
from dragoman.analysing.rules import Stance
from dragoman.analysing.sheets import Sheet


class Position(msgspec.Struct, frozen=True):
    """``who`` takes a stance toward ``whom`` (empty where nobody is named) in these deeds, in order of time."""

    who: str
    stance: Stance
    whom: str
    deeds: tuple[Deed, ...]

    @property
    def best(self) -> Deed:
        """The deed whose words show it most surely."""
        return max(self.deeds, key=lambda deed: (deed.confidence, len(deed.evidence), deed.id))


def positions(told: Iterable[Deed], issue: str, stances: Iterable[Stance]) -> list[Position]:
    """The positions of all who did or said something about the issue; plans and denials are none."""
    known = tuple(stances)
    groups: dict[tuple[str, str, str], list[Deed]] = {}
    taken: dict[str, Stance] = {stance.name: stance for stance in known}
    for deed in told:
        stance = stance_of(deed, known)
        if stance and deed.happened and issue in deed.issues:
            for who, whom in _pairs(deed):
                groups.setdefault((who, stance.name, whom), []).append(deed)
    order = list(taken)
    keys = sorted(groups, key=lambda key: (key[0], order.index(key[1]), key[2]))
    return [Position(who, taken[name], whom, tuple(groups[who, name, whom])) for who, name, whom in keys]


def stance_of(deed: Deed, stances: Iterable[Stance]) -> Stance | None:
    """The stance that the deed shows."""
    return next(
        (one for one in stances if deed.type in one.types and (not one.modes or deed.mode in one.modes)),
        None,
    )


def _pairs(deed: Deed) -> Iterator[tuple[str, str]]:
    """Who toward whom: toward each recipient, or toward each partner of a mutual deed, or toward nobody."""
    for who in sorted(deed.actors):
        targets = deed.recipients or deed.actors - {who} or {""}
        yield from ((who, whom) for whom in sorted(targets))


def sheet(found: Iterable[Position], issue: str) -> Sheet:
    """A row for each position, with the surest words and where they stand."""
    listed = list(found)
    columns = ("who", "stance", "whom", "deeds", "first", "last", "evidence", "id")
    return Sheet(f"Positions on {issue}", columns, tuple(map(_row, listed)), tuple(ids(one.deeds) for one in listed))


def _row(one: Position) -> tuple[str | int, ...]:
    who, whom = label(one.who), label(one.whom) if one.whom else ""
    dates = [when(deed) for deed in one.deeds if deed.date]
    span = (dates[0], dates[-1]) if dates else ("", "")
    return who, one.stance.name, whom, len(one.deeds), *span, one.best.evidence, one.best.id
