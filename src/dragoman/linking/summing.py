"""What a happening is, from its reports: its id, the report that tells it best, status, date, place, contradictions."""

import datetime
from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence

import msgspec

from dragoman.linking.contradictions import Version, contradictions
from dragoman.linking.record import Report
from dragoman.linking.weights import Weights

_EPOCH = datetime.date(1970, 1, 1).toordinal()
_FINE = ("day", "days", "month", "year", "assumed", "none")


class Told(msgspec.Struct, frozen=True, kw_only=True):
    """One coded event of a happening: its report's fields and those that are its own."""

    event_id: str
    doc_key: str
    report: Report
    date: str | None
    date_end: str | None
    confidence: float
    told_on: datetime.date | None

    @property
    def arrival(self) -> tuple[str, str]:
        """Orders reports by the day they were told, those of an unknown day last."""
        return (self.told_on.isoformat() if self.told_on else "9999", self.event_id)


class Happening(msgspec.Struct, frozen=True, kw_only=True):
    """A row of ``happenings`` with its reports (event id, part, day told) and the versions that contradict."""

    id: str
    best: Told
    mode: str | None
    status: str
    when: Told
    where: Told
    countries: tuple[str, ...]
    issues: tuple[str, ...]
    parts: tuple[tuple[Told, str], ...]
    versions: tuple[Version, ...]


def happening(told: Iterable[Told], weights: Weights) -> Happening:
    """Sums up the reports; their order makes no difference."""
    arrived = sorted(told, key=lambda one: one.arrival)
    meeting = any(one.report.type == "CONSULT" for one in arrived)
    parts = tuple((one, part(one, meeting, weights)) for one in arrived)
    worth = sorted(parts, key=_worth)
    best = worth[0][0]
    ordered = [one for one, _ in worth]
    return Happening(
        id=f"h{arrived[0].event_id}",
        best=best,
        mode=next(
            (one.report.mode for one in ordered if one.report.type == best.report.type and one.report.mode), None
        ),
        status=_status({it for _, it in parts}),
        when=_when(worth),
        where=next((one for one in ordered if one.report.place), best),
        countries=tuple(sorted(best.report.countries)),
        issues=_issues(ordered),
        parts=parts,
        versions=contradictions([(one.report, it, one.date or "", one.event_id) for one, it in parts], weights),
    )


def part(told: Told, meeting: bool, weights: Weights) -> str:
    """What a report is to its happening; to a ``meeting`` a refusal to meet is a denial."""
    report = told.report
    if report.aux == "negation" or (meeting and report.calls_off):
        return "denial"
    if report.aux in ("future", "hypothetical"):
        return "plan" if report.aux == "future" else "supposition"
    late = told.told_on is not None and report.precision not in ("assumed", "none")
    days = weights.days.background
    if late and told.told_on is not None and told.told_on.toordinal() - _EPOCH - report.last > days:
        return "background"
    return "report"


_ORDER = ("report", "background", "plan", "supposition", "denial")


def _worth(item: tuple[Told, str]) -> tuple[object, ...]:
    """Puts first what tells that it happened, with most participants and the finest date, most surely coded."""
    told, it = item
    report = told.report
    fine = _FINE.index(report.precision)
    return (_ORDER.index(it), -len(report.countries), fine, not report.place, -told.confidence, told.arrival)


def _status(parts: set[str]) -> str:
    if "denial" in parts:
        if parts & {"report", "background"}:
            return "disputed"
        return "cancelled" if "plan" in parts else "denied"
    if parts & {"report", "background"}:
        return "happened"
    return "planned" if "plan" in parts else "supposed"


def _when(worth: Sequence[tuple[Told, str]]) -> Told:
    """The report whose date most give, among those of the best kind and the finest precision."""
    kind = worth[0][1]
    dated = [one for one, it in worth if it == kind and one.date] or [one for one, _ in worth if one.date]
    if not dated:
        return worth[0][0]
    finest = min(_FINE.index(one.report.precision) for one in dated)
    fine = [one for one in dated if _FINE.index(one.report.precision) == finest]
    votes = Counter((one.report.first, one.report.last) for one in fine)
    return min(fine, key=lambda one: (-votes[one.report.first, one.report.last], one.arrival))


def _issues(ordered: Sequence[Told]) -> tuple[str, ...]:
    """The issues that most reports name, three at most."""
    votes: defaultdict[str, int] = defaultdict(int)
    for one in ordered:
        for issue in one.report.issues:
            votes[issue] += 1
    return tuple(sorted(votes, key=lambda issue: (-votes[issue], issue))[:3])
