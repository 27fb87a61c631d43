"""The reports of a happening side by side: who tells, what each adds, where they differ, who is independent."""

import datetime
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from math import prod
from typing import TYPE_CHECKING, Any

import msgspec

from dragoman.errors import StoreError
from dragoman.linking.contradictions import Version
from dragoman.linking.sources import Article, Origin, origins
from dragoman.linking.weights import load_weights
from dragoman.linking.words import numbers

if TYPE_CHECKING:
    from dragoman.storing import Store, StoredEvent


class Account(msgspec.Struct, frozen=True, kw_only=True):
    """One report: where it stands, who is credited, what it says first, and whether its text is a copy.

    ``adds`` are facts that no report before it had. ``copy_of`` is the event of the report that it reprints.
    """

    event_id: str
    doc: str
    title: str
    outlet: str
    url: str
    told_on: datetime.date | None
    part: str
    source: str
    said_by: tuple[str, ...]
    type: str
    mode: str | None
    date: str | None
    place: str | None
    who: tuple[str, ...]
    evidence: str
    adds: tuple[str, ...]
    confidence: float
    copy_of: str = ""


class Source(msgspec.Struct, frozen=True, kw_only=True):
    """An independent source: its reports, whether it tells that it happened (or is planned), and how surely read."""

    name: str
    events: tuple[str, ...]
    affirms: bool
    confidence: float


class Accounts(msgspec.Struct, frozen=True, kw_only=True):
    """A happening with its reports in the order in which they were told.

    ``corroboration`` is the chance, by the coder's confidence, that two or more independent sources really tell it: 0
    with one source, near 1 with several that are read surely. Sources that deny it do not count.
    """

    happening: str
    type: str
    mode: str | None
    status: str
    date: str | None
    date_end: str | None
    place: str | None
    countries: tuple[str, ...]
    accounts: tuple[Account, ...]
    versions: tuple[Version, ...]
    sources: tuple[Source, ...]
    corroboration: float

    @property
    def independent(self) -> int:
        """How many independent sources tell it."""
        return sum(source.affirms for source in self.sources)


def accounts(store: "Store", key: str) -> Accounts:
    """The accounts of the happening with the id ``key``, or of the one that the event ``key`` reports."""
    row = _happening(store, key)
    reports = store.query(
        "SELECT * FROM reports WHERE happening = ? ORDER BY told_on NULLS LAST, event_id", [row["id"]]
    )
    events = _events(store, [report["event_id"] for report in reports])
    told = [Told(events[report["event_id"]], report["part"], report["told_on"]) for report in reports]
    made = tuple(_accounts(told, _origins(store, told)))
    sources = tuple(_sources(made))
    return Accounts(
        happening=row["id"],
        **{name: row[name] for name in ("type", "mode", "status", "date", "date_end", "place")},
        countries=tuple(row["countries"]),
        accounts=made,
        versions=tuple(_versions(store, row["id"])),
        sources=sources,
        corroboration=round(corroboration([source.confidence for source in sources if source.affirms]), 3),
    )


class Told(msgspec.Struct, frozen=True):
    """A stored event, what it is to its happening, and the day it was told."""

    stored: "StoredEvent"
    part: str
    told_on: datetime.date | None

    @property
    def article(self) -> str:
        """The article that it stands in."""
        return f"{self.stored.doc_key}#{self.stored.event.fragment}"


def _happening(store: "Store", key: str) -> dict[str, Any]:
    found = store.query(
        "SELECT * FROM happenings WHERE starts_with(id, ?) OR id IN"
        " (SELECT happening FROM reports WHERE starts_with(event_id, ?)) ORDER BY id LIMIT 2",
        [key, key],
    )
    if len(found) != 1:
        cure = "Give more of the id" if found else "Link the store first: dragoman link; ids stand in: dragoman events"
        raise StoreError(str(store.path), f"{'several happenings' if found else 'no happening'} for {key!r}", cure)
    return found[0]


def _events(store: "Store", ids: Sequence[str]) -> dict[str, "StoredEvent"]:
    from dragoman.storing import Filters

    return {one.event.id: one for one in store.events(Filters(ids=tuple(ids)))}


_ARTICLES = """
SELECT f.doc_key || '#' || f.fragment AS key, d.doc, f.text, f.title, d.outlet, f.agency, d.url,
    coalesce(f.anchor::TIMESTAMP, d.published) AS published
FROM fragments AS f JOIN documents AS d USING (doc_key)
WHERE f.doc_key || '#' || f.fragment IN (SELECT unnest(?::VARCHAR[])) ORDER BY key
"""


def _origins(store: "Store", told: Sequence[Told]) -> dict[str, Origin]:
    credited: defaultdict[str, list[str]] = defaultdict(list)
    for one in told:
        credited[one.article] += one.stored.event.said_by
    rows = store.query(_ARTICLES, [sorted(credited)])
    return origins([Article(**row) for row in rows], credited)


def _accounts(told: Sequence[Told], origin: dict[str, Origin]) -> Iterator[Account]:
    """An account a report; the first event of each article stands for it where another reprints it."""
    first: dict[str, str] = {}
    for one in told:
        first.setdefault(one.article, one.stored.event.id)
    known: set[str] = set()
    for one in told:
        facts = [fact for fact in _facts(one) if fact not in known]
        known.update(facts)
        whence = origin[one.article]
        yield _account(one, whence, tuple(facts), first.get(whence.copy_of, ""))


def _account(one: Told, whence: Origin, adds: tuple[str, ...], copied: str) -> Account:
    event, stored = one.stored.event, one.stored
    return Account(
        event_id=event.id,
        doc=event.doc,
        title=stored.title,
        outlet=stored.outlet,
        url=stored.url,
        told_on=one.told_on,
        part=one.part,
        source=whence.name,
        said_by=event.said_by,
        type=event.type,
        mode=event.mode,
        date=f"{event.date}…{event.date_end}" if event.date_end else event.date,
        place=event.place,
        who=tuple(entity.name or entity.code for entity in (*event.actor, *event.recipient)),
        evidence=event.evidence,
        adds=adds,
        confidence=event.confidence,
        copy_of=copied,
    )


def _facts(one: Told) -> Iterator[str]:
    """What a report says that another may not, a short text each."""
    event = one.stored.event
    yield from (f"part: {one.part}" for _ in [0] if one.part != "report")
    yield from (f"who: {entity.name}" for entity in (*event.actor, *event.recipient) if entity.name)
    yield from (f"date: {event.date}" for _ in [0] if event.date)
    yield from (f"place: {event.place}" for _ in [0] if event.place)
    yield from (f"mode: {event.mode}" for _ in [0] if event.mode)
    yield from (f"issue: {issue}" for issue in event.issues)
    for fact in sorted(numbers(event.evidence, load_weights())):
        unit, _, value = fact.partition("=")
        yield f"number: {value} {unit}"


def _versions(store: "Store", happening: str) -> Iterator[Version]:
    for row in store.query("SELECT * FROM contradictions WHERE happening = ? ORDER BY ordinal", [happening]):
        yield Version(row["field"], row["value"], tuple(row["events"]))


def _sources(made: Iterable[Account]) -> Iterator[Source]:
    """The independent sources in the order in which they first told."""
    groups: defaultdict[str, list[Account]] = defaultdict(list)
    for account in made:
        groups[account.source].append(account)
    for name, mine in groups.items():
        affirming = [account for account in mine if account.part != "denial"]
        yield Source(
            name=name,
            events=tuple(account.event_id for account in mine),
            affirms=bool(affirming),
            confidence=max(account.confidence for account in affirming or mine),
        )


def corroboration(confidences: Sequence[float]) -> float:
    """The chance that at least two of independent sources tell it, each with its chance of being read rightly."""
    none = prod(1 - chance for chance in confidences)
    single = sum(
        chance * prod(1 - other for at, other in enumerate(confidences) if at != index)
        for index, chance in enumerate(confidences)
    )
    return max(0.0, 1 - none - single)
