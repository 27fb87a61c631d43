"""Checks of the tables against each other: what loads, and still can't be right."""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from itertools import pairwise

import msgspec

from dragoman.lexicon.loader import Lexicon
from dragoman.lexicon.schema import Row, Term
from dragoman.lexicon.spans import first_day, last_day

SLACK = timedelta(days=31)
"""Terms may overlap by so much and still follow each other; days known to the month or year count in their favour."""
LONGEST_GAP = timedelta(days=90)
FIRST_YEAR = date(2010, 1, 1)
FOLLOWED = ("head-of-state", "head-of-government", "foreign-minister", "defence-minister")
"""Roles whose holders the tables follow; a gap between two holders is a term that lacks."""


class Finding(msgspec.Struct, frozen=True, order=True):
    """One thing wrong: its ``kind``, ``where`` (file and line), ``what`` it is and the ``cure``."""

    kind: str
    where: str
    what: str
    cure: str


def check_tables(lexicon: Lexicon) -> list[Finding]:
    """Everything wrong that the tables alone can tell."""
    checks = (_duplicates, _links, _codes, _terms, _overlaps, _gaps)
    return [finding for check in checks for finding in check(lexicon)]


def _duplicates(lexicon: Lexicon) -> Iterator[Finding]:
    """Rows told twice."""
    for table in ("persons", "terms", "offices", "agencies", "organisations", "groups", "states", "blockers", "places"):
        seen: dict[tuple[object, ...], Row] = {}
        for row in lexicon.rows(table):
            first = seen.setdefault(_identity(row), row)
            if first is not row:
                yield Finding("duplicate", row.origin, f"the same entry as {first.origin}", "Remove one")


_IDENTITY = {
    "Term": ("person", "office", "body", "start", "agency"),
    "Agency": ("name",),
    "Organisation": ("name",),
    "Group": ("name",),
    "Person": ("id",),
    "Blocker": ("word",),
    "State": ("code",),
    "Office": ("name",),
    "Place": ("name", "country"),
}


def _identity(row: Row) -> tuple[object, ...]:
    return tuple(getattr(row, field) for field in _IDENTITY[type(row).__name__])


def _links(lexicon: Lexicon) -> Iterator[Finding]:
    """Terms whose person or office no table has."""
    people = {person.id for person in lexicon.rows("persons")}
    offices = {name for office in lexicon.rows("offices") for name in (office.name, *office.aliases)}
    for term in lexicon.rows("terms"):
        if term.person not in people:
            yield Finding("unknown person", term.origin, f"no person has the id {term.person}", "Add a row to persons")
        if term.office not in offices:
            yield Finding("unknown office", term.origin, f"no office is called {term.office}", "Add it to offices")


def _codes(lexicon: Lexicon) -> Iterator[Finding]:
    """Codes that no state or organisation has."""
    known = {row.code.split(":")[0] for table in ("states", "organisations") for row in lexicon.rows(table)}
    for table, field in (
        ("agencies", "code"),
        ("groups", "code"),
        ("outlets", "code"),
        ("persons", "country"),
        ("terms", "body"),
    ):
        for row in lexicon.rows(table):
            code = getattr(row, field)
            if code.split(":")[0] not in known:
                yield Finding("unknown code", row.origin, f"{code} is no state's or organisation's", "Correct it")
    yield from _listed(lexicon, known)


def _listed(lexicon: Lexicon, known: set[str]) -> Iterator[Finding]:
    for table, field in (("organisations", "members"), ("offices", "countries"), ("places", "country")):
        for row in lexicon.rows(table):
            for code in getattr(row, field):
                if code not in known:
                    yield Finding("unknown code", row.origin, f"{code} among {field}", "Correct it")


def _terms(lexicon: Lexicon) -> Iterator[Finding]:
    """Terms that end before they begin, and terms of a title outside the countries that use it."""
    offices = {name: office for office in lexicon.rows("offices") for name in (office.name, *office.aliases)}
    for term in lexicon.rows("terms"):
        if term.end and last_day(term.end) < first_day(term.start):
            yield Finding("term", term.origin, f"ends on {term.end}, before it begins", "Correct the days")
        office = offices.get(term.office)
        body = term.body.split(":")[0]
        if office and office.countries and body not in office.countries:
            yield Finding(
                "term", term.origin, f"{term.office} is not used of {body}", "Add it to the office's countries"
            )


def _held(lexicon: Lexicon) -> dict[tuple[str, str, str], list[Term]]:
    """The terms of each exclusive office by body, office and agency, in order of their start."""
    exclusive = {
        name: office.name
        for office in lexicon.rows("offices")
        if office.exclusive == "yes"
        for name in (office.name, *office.aliases)
    }
    held: dict[tuple[str, str, str], list[Term]] = defaultdict(list)
    for term in lexicon.rows("terms"):
        if term.office in exclusive:
            held[term.body.split(":")[0], exclusive[term.office], term.agency].append(term)
    return {key: sorted(terms, key=lambda term: first_day(term.start)) for key, terms in held.items()}


def _overlaps(lexicon: Lexicon) -> Iterator[Finding]:
    """Two holders at once of an office that has one. A note that says why (acting, rival, shared) settles it."""
    for (body, office, _), terms in _held(lexicon).items():
        for left, right in pairwise(terms):
            end = first_day(left.end) if left.end else date.max
            apart = end - SLACK <= last_day(right.start)
            if apart or left.person == right.person or _told(left) or _told(right):
                continue
            what = f"{office} of {body}: {left.person} until {left.end or 'now'} ({left.origin}), {right.person} from"
            yield Finding("overlap", right.origin, f"{what} {right.start}", "Correct a day or say why in the note")


def _told(term: Term) -> bool:
    """Whether the note says more than when the term was last checked."""
    return bool(re.sub(r"checked \d{4}-\d{2}", "", term.note).strip(" ,;"))


def _gaps(lexicon: Lexicon) -> Iterator[Finding]:
    """Long times without a holder of an office that the tables follow."""
    roles = {office.name: office.role for office in lexicon.rows("offices")}
    by_role: dict[tuple[str, str], list[Term]] = defaultdict(list)
    for (body, office, agency), terms in _held(lexicon).items():
        if roles[office] in FOLLOWED and not agency:
            by_role[body, roles[office]] += terms
    followed = {body for body, role in by_role if role == "foreign-minister"}
    for (body, role), terms in by_role.items():
        if body in followed:
            yield from _between(body, role, terms)


def _between(body: str, role: str, terms: Iterable[Term]) -> Iterator[Finding]:
    covered, last = FIRST_YEAR, None
    for term in sorted(terms, key=lambda term: first_day(term.start)):
        if last and first_day(term.start) - covered > LONGEST_GAP and not (_told(term) or _told(last)):
            what = f"{role} of {body}: nobody from {covered} to {term.start}"
            yield Finding("gap", term.origin, what, "Add the term that lacks or say why in the note")
        end = last_day(term.end) if term.end else date.max
        if end >= covered:
            covered, last = end, term
