"""The linked record: one deed per happening, with its reports; an event that is not linked is a deed by itself."""

import operator
import re
from collections.abc import Iterable, Iterator
from datetime import date as Day
from functools import cached_property
from itertools import pairwise
from statistics import fmean
from typing import Any

import msgspec

from dragoman.storing import Filters, Store
from dragoman.storing.ask import ask

FACTS = (None, "historical")
"""The ``aux`` of what is told as a fact, not as planned, supposed or denied."""


class Party(msgspec.Struct, frozen=True):
    """Who takes part: ``country`` is ``code`` before the colon, ``key`` the lexicon's entry, empty without one."""

    country: str
    code: str
    name: str | None = None
    key: str = ""

    @property
    def person(self) -> str:
        """The key of a person, empty for a state or a body: only persons have small ASCII slugs."""
        return self.key if self.key.isascii() and self.key == self.key.lower() else ""


class Spot(msgspec.Struct, frozen=True):
    """Where a report of a deed stands: the article and the offsets of its evidence in the decoded file."""

    doc_key: str
    fragment: int
    start: int
    end: int


class Deed(msgspec.Struct, frozen=True, kw_only=True, dict=True):
    """What was done, said or planned, as its surest report tells it.

    ``reports`` are the ids of all events that tell it, the surest first, and ``happening`` its id in the linked record,
    empty where it is not linked. ``issues`` are those of any report, the surest's first. ``told`` is the first day that
    a report of it was told on. ``start`` and ``end`` are the offsets of the evidence in the decoded file of
    ``doc_key``, ``spots`` those of every report.
    """

    id: str
    type: str
    doc_key: str
    doc: str
    fragment: int
    mode: str | None = None
    aux: str | None = None
    actor: tuple[Party, ...] = ()
    recipient: tuple[Party, ...] = ()
    date: str | None = None
    date_end: str | None = None
    first: Day | None = None
    last: Day | None = None
    told: Day | None = None
    place: str | None = None
    place_code: str = ""
    issues: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    evidence: str = ""
    start: int = 0
    end: int = 0
    goldstein: float | None = None
    confidence: float = 0.0
    happening: str = ""
    reports: tuple[str, ...] = ()
    spots: tuple[Spot, ...] = ()

    @cached_property
    def told_in(self) -> dict[tuple[str, int], list[tuple[int, int]]]:
        """The articles that tell it, by document and fragment, with the offsets of the words in each."""
        found: dict[tuple[str, int], list[tuple[int, int]]] = {}
        for spot in self.spots or (Spot(self.doc_key, self.fragment, self.start, self.end),):
            found.setdefault((spot.doc_key, spot.fragment), []).append((spot.start, spot.end))
        return found

    @cached_property
    def actors(self) -> frozenset[str]:
        """The countries and organisations that act."""
        return frozenset(party.country for party in self.actor)

    @cached_property
    def recipients(self) -> frozenset[str]:
        """The countries and organisations acted on."""
        return frozenset(party.country for party in self.recipient)

    @cached_property
    def parties(self) -> frozenset[str]:
        """All who take part."""
        return self.actors | self.recipients

    @cached_property
    def about(self) -> frozenset[str]:
        """Its issues."""
        return frozenset(self.issues)

    @cached_property
    def words(self) -> int:
        """The pairs of neighbouring letters of the evidence, as a set of bits."""
        return _bits(self.evidence)

    @cached_property
    def matter(self) -> int:
        """The same without the names of those who take part."""
        text = self.evidence
        names = {party.name for party in (*self.actor, *self.recipient) if party.name}
        for name in sorted(names, key=lambda name: (-len(name), name)):
            text = text.replace(name, "，")
        return _bits(text)

    @cached_property
    def happened(self) -> bool:
        """Whether it is told as a fact, not as planned, supposed or denied."""
        return self.aux in FACTS


# A prime: two sentences of sixty pairs of letters share by chance about one of its bits.
_WIDTH = 4093
_LETTERS = re.compile(r"[^\W\d_]+")


def _bits(text: str) -> int:
    bits = 0
    for run in _LETTERS.findall(text):
        for left, right in pairwise(map(ord, run)):
            bits |= 1 << (left * 4001 + right) % _WIDTH
    return bits


_PARTY = "list({'country': country, 'code': code, 'name': name, 'key': entity} ORDER BY ordinal) FILTER (role = '%s')"
_TOLD = "coalesce(fragments.anchor, CAST(documents.published AS DATE), fragments.anchor_latest)"
_SELECT = f"""
WITH sides AS (
    SELECT event_id, {_PARTY % "actor"} AS actor, {_PARTY % "recipient"} AS recipient
    FROM participants GROUP BY event_id
)
SELECT events.id, events.type, events.mode, events.aux, events.doc_key, events.doc, events.fragment, events.date,
    events.date_end, events.first_day AS first, events.last_day AS last, events.place, events.place_code, events.issues,
    events.said_by, events.evidence, evidence_start AS start, evidence_end AS "end", events.goldstein,
    events.confidence, {_TOLD} AS told, sides.actor, sides.recipient, coalesce(reports.happening, '') AS happening,
    coalesce(happenings.event_id = events.id, FALSE) AS speaks
FROM events JOIN documents USING (doc_key) LEFT JOIN fragments USING (doc_key, fragment)
    LEFT JOIN sides ON sides.event_id = events.id
    LEFT JOIN reports ON reports.event_id = events.id LEFT JOIN happenings ON happenings.id = reports.happening
"""
_ORDER = " ORDER BY events.first_day NULLS LAST, events.last_day, events.doc, events.ordinal"
_PASSES = """
WHERE events.id IN (SELECT id FROM wanted)
    OR reports.happening IN (SELECT happening FROM reports WHERE event_id IN (SELECT id FROM wanted))
"""


def deeds(store: Store, filters: Filters | None = None) -> list[Deed]:
    """The deeds of which a report passes ``filters``, with all their reports, in order of time, those without a date
    last."""
    if filters is None:
        return list(_joined(store.query(_SELECT + _ORDER)))
    wanted, values = ask(filters)
    select = _SELECT.replace("WITH ", f"WITH wanted AS ({wanted}), ", 1)
    return list(_joined(store.query(select + _PASSES + _ORDER, values)))


def last_told(store: Store) -> Day | None:
    """The last day that anything in the store was told on."""
    sql = f"SELECT max({_TOLD}) AS day FROM documents LEFT JOIN fragments USING (doc_key)"
    day: Day | None = store.query(sql)[0]["day"]
    return day


def _joined(rows: list[dict[str, Any]]) -> Iterator[Deed]:
    """One deed for the reports of a happening that say the same of it: that it happened, is planned, is denied."""
    groups: dict[tuple[str, str], list[dict[str, Any]]] = {}
    for row in rows:
        aux = "" if row["aux"] in FACTS else row["aux"]
        groups.setdefault((row["happening"] or row["id"], aux), []).append(row)
    yield from (_one(reports) for reports in groups.values())


def _one(reports: list[dict[str, Any]]) -> Deed:
    """The report that speaks for the happening speaks for all, or else the surest."""
    worth = operator.itemgetter("doc", "start", "id")
    ranked = sorted(reports, key=lambda row: (not row["speaks"], -row["confidence"], *worth(row)))
    first = {name: value for name, value in ranked[0].items() if name != "speaks"}
    return Deed(
        **{
            **first,
            "actor": _parties(first["actor"]),
            "recipient": _parties(first["recipient"]),
            "issues": tuple(dict.fromkeys(issue for row in ranked for issue in row["issues"])),
            "said_by": tuple(first["said_by"]),
            "reports": tuple(row["id"] for row in ranked),
            "spots": tuple(Spot(row["doc_key"], row["fragment"], row["start"], row["end"]) for row in ranked),
            "told": min((row["told"] for row in reports if row["told"]), default=None),
        }
    )


def _parties(side: list[dict[str, Any]] | None) -> tuple[Party, ...]:
    return tuple(Party(**one) for one in side or ())


def ids(found: Iterable[Deed]) -> tuple[str, ...]:
    """The ids of the events behind several deeds, each once."""
    return tuple(dict.fromkeys(one for deed in found for one in deed.reports))


def goldstein(found: Iterable[Deed]) -> float | None:
    """The mean Goldstein score of the deeds that have one, to two places."""
    scores = [deed.goldstein for deed in found if deed.goldstein is not None]
    return round(fmean(scores), 2) if scores else None
