"""Where the reports of one happening cannot all be right: a version each, with the reports that tell it so."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from itertools import combinations

import msgspec

from dragoman.linking.record import Report
from dragoman.linking.scoring import kilometres, reach, swapped
from dragoman.linking.weights import Weights

Told = tuple[Report, str, str, str]
"""A report, its part, its date as coded and the id of the event."""


class Version(msgspec.Struct, frozen=True):
    """One of the versions of ``field``: its ``value`` and the events that tell it so."""

    field: str
    value: str
    events: tuple[str, ...]


def contradictions(told: Sequence[Told], weights: Weights) -> tuple[Version, ...]:
    """Every version of every field that the reports differ about, the one that most tell first."""
    found = (_happened(told), _dates(told), _places(told, weights), _directions(told), _answers(told))
    return tuple(version for versions in (*found, *_numbers(told)) for version in versions)


def _versions(field: str, groups: Mapping[str, Iterable[str]]) -> list[Version]:
    """The versions, if there are at least two."""
    made = [Version(field, value, tuple(sorted(events))) for value, events in groups.items()]
    made.sort(key=lambda version: (-len(version.events), version.value))
    return made if len(made) > 1 else []


_SAID = {"report": "happened", "background": "happened", "plan": "planned", "denial": "did not happen"}


def _happened(told: Sequence[Told]) -> list[Version]:
    """Told as having happened, or planned, by some and as not happening by others."""
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for _, part, _, event in told:
        if part in _SAID:
            groups[_SAID[part]].append(event)
    return _versions("happened", groups) if "did not happen" in groups else []


def _dates(told: Sequence[Told]) -> list[Version]:
    """Days that exclude each other; plans count among themselves only, for a plan may be kept on another day."""
    held = [one for one in told if one[1] in ("report", "background")]
    dated = [one for one in held or told if one[1] != "denial" and one[0].precision in ("day", "days") and one[2]]
    groups: defaultdict[str, list[str]] = defaultdict(list)
    spans: dict[str, tuple[int, int]] = {}
    for report, _, written, event in dated:
        groups[written].append(event)
        spans[written] = (report.first, report.last)
    apart = {
        written
        for pair in combinations(spans, 2)
        if max(spans[one][0] for one in pair) > min(spans[one][1] for one in pair)
        for written in pair
    }
    return _versions("date", {written: events for written, events in groups.items() if written in apart})


def _places(told: Sequence[Told], weights: Weights) -> list[Version]:
    groups: defaultdict[str, list[str]] = defaultdict(list)
    first: dict[str, Report] = {}
    for report, _, _, event in told:
        if report.place:
            groups[report.place].append(event)
            first.setdefault(report.place, report)
    apart = {
        place for pair in combinations(first, 2) if _far(first[pair[0]], first[pair[1]], weights) for place in pair
    }
    return _versions("place", {place: events for place, events in groups.items() if place in apart})


def _far(one: Report, other: Report, weights: Weights) -> bool:
    """Whether two places exclude each other; a country and a city in it do not."""
    if one.place in other.place or other.place in one.place:
        return False
    if one.place_code and other.place_code and one.place_code != other.place_code:
        return True
    limit = reach(one, other, weights)
    return bool(one.point and other.point) and kilometres(one.point or (0, 0), other.point or (0, 0)) > limit


def _directions(told: Sequence[Told]) -> list[Version]:
    """Who does it to whom, where one report has it the other way about."""
    if not any(swapped(one[0], other[0]) for one, other in combinations(told, 2) if one[0].type == other[0].type):
        return []
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for report, _, _, event in told:
        if report.recipients:
            groups[f"{'+'.join(sorted(report.actors))} → {'+'.join(sorted(report.recipients))}"].append(event)
    return _versions("direction", groups)


def _answers(told: Sequence[Told]) -> list[Version]:
    """Agreed according to some, refused according to others."""
    said = {"AGREE": "agreed", "REJECT": "refused"}
    groups: defaultdict[str, list[str]] = defaultdict(list)
    for report, _, _, event in told:
        if report.type in said and not report.calls_off:
            groups[said[report.type]].append(event)
    return _versions("answer", groups)


def _numbers(told: Sequence[Told]) -> list[list[Version]]:
    """For each unit of which reports give one number each, and not the same."""
    units: defaultdict[str, defaultdict[str, list[str]]] = defaultdict(lambda: defaultdict(list))
    for report, _, _, event in told:
        mine: defaultdict[str, list[str]] = defaultdict(list)
        for fact in report.numbers:
            mine[fact.partition("=")[0]].append(fact)
        for unit, facts in mine.items():
            if len(facts) == 1:
                units[unit][f"{facts[0].partition('=')[2]} {unit}"].append(event)
    return [_versions("number", groups) for _, groups in sorted(units.items())]
