"""Checks of the tables that need the compiled names: entries that can't match, are hidden or have no effect."""

from collections import defaultdict
from collections.abc import Iterator
from datetime import date

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.checks import Finding
from dragoman.lexicon.schema import Person, Row
from dragoman.naming.fold import fold
from dragoman.naming.roster import Roster, build_roster

# In the order in which the namer prefers them where a spelling has several meanings.
_NAMED: tuple[tuple[str, tuple[str, ...]], ...] = (
    ("states", ("name", "full", "aliases")),
    ("persons", ("name", "aliases")),
    ("organisations", ("name", "aliases")),
    ("groups", ("name", "aliases")),
    ("agencies", ("name", "aliases")),
    ("outlets", ("name", "aliases")),
    ("office_prefixes", ("prefix",)),
    ("offices", ("name", "aliases")),
    ("sector_nouns", ("noun",)),
    ("places", ("name", "aliases")),
    ("blockers", ("word",)),
)
_LATER = ("offices", "sector_nouns", "agencies")
"""Tables whose entries are read after a state's name even where another has the spelling at a phrase's head."""
_SINGLE = ("office_prefixes", "sector_nouns", "organisations")
"""Tables whose entries of one character are read beside other names."""
Spelled = dict[str, list[tuple[str, Row]]]


def check_names(lexicon: Lexicon) -> list[Finding]:
    """Everything wrong with the spellings."""
    spelled = spellings(lexicon)
    roster = build_roster(lexicon)
    return [*_unmatchable(spelled), *_hidden(spelled), *_shared(spelled, roster), *_idle(spelled, lexicon)]


def spellings(lexicon: Lexicon) -> Spelled:
    """Every spelling as it is matched, with the tables and rows that have it."""
    found: Spelled = defaultdict(list)
    for table, fields in _NAMED:
        for row in lexicon.rows(table):
            for name in dict.fromkeys(map(fold, names(row, fields))):
                found[name].append((table, row))
    return found


def names(row: Row, fields: tuple[str, ...]) -> Iterator[str]:
    """The spellings of a row; a person's that need an office beside them are left out."""
    for field in fields:
        value = getattr(row, field)
        for name in (value,) if isinstance(value, str) else value:
            if name and name not in getattr(row, "short", ()):
                yield name


def _unmatchable(spelled: Spelled) -> Iterator[Finding]:
    """One character, or characters that folded text never has."""
    for name, rows in spelled.items():
        for table, row in rows:
            if len(name) == 1 and table not in _SINGLE:
                yield Finding("never matches", row.origin, f"{name} is one character", "Give it under short, or longer")
            if name != name.strip() or "\t" in name:
                yield Finding("never matches", row.origin, f"{name!r} has blanks at its ends", "Remove them")


def _hidden(spelled: Spelled) -> Iterator[Finding]:
    """Spellings that an entry of another table always takes, and blockers that are entries."""
    for name, rows in spelled.items():
        (table, first), *others = rows
        for other, row in others:
            if other == "blockers":
                yield Finding("no effect", row.origin, f"{name} is in {table} ({first.origin})", "Remove one")
            elif other != table and not _apart(table, other, first, row):
                what = f"{name} is read as the entry of {table} ({first.origin})"
                yield Finding("hidden", row.origin, what, "Remove one, or make one longer")


def _apart(table: str, other: str, first: Row, row: Row) -> bool:
    """Whether two tables may share a spelling: both are read, in their places, or they have one code."""
    if other in _LATER and table != "office_prefixes":
        return True
    if other == "places" and table in ("states", "organisations"):
        return True
    told = "shared" in first.note or "shared" in row.note
    return told or _code(first) == _code(row) != ""


def _code(row: Row) -> str:
    value: str | tuple[str, ...] = getattr(row, "code", "") or getattr(row, "country", "")
    return (value if isinstance(value, str) else "|".join(value)).split(":")[0]


def _shared(spelled: Spelled, roster: Roster) -> Iterator[Finding]:
    """Spellings of two persons who hold office at one time for one state, whom nothing tells apart."""
    for name, rows in spelled.items():
        people = [row for table, row in rows if table == "persons" and isinstance(row, Person)]
        for at, first in enumerate(people):
            for other in people[at + 1 :]:
                if first.country == other.country and _together(roster, first.id, other.id):
                    what = f"{name} is {first.id} ({first.origin}) and {other.id} at one time"
                    yield Finding("shared", other.origin, what, "Put it under short of both, or give fuller names")


def _together(roster: Roster, first: str, second: str) -> bool:
    today = date.today()
    return any(
        one.start <= min(other.end, today) and other.start <= min(one.end, today)
        for one in roster.held.get(first, ())
        for other in roster.held.get(second, ())
    )


def _idle(spelled: Spelled, lexicon: Lexicon) -> Iterator[Finding]:
    """Blockers that keep nothing away: no entry stands in them or crosses their ends."""
    entries = {name for name, rows in spelled.items() if rows[0][0] != "blockers"}
    for state in lexicon.rows("states"):
        entries.update((*state.short, *state.metonyms, *state.capitals, *state.demonyms))
    entries |= {short for person in lexicon.rows("persons") for short in person.short}
    starts = {name[:end] for name in entries for end in range(1, len(name))}
    ends = {name[at:] for name in entries for at in range(1, len(name))}
    for row in lexicon.rows("blockers"):
        if not _blocks(row.word, entries, starts, ends):
            yield Finding("no effect", row.origin, f"no entry meets the blocker {row.word}", "Remove it")


def _blocks(word: str, entries: set[str], starts: set[str], ends: set[str]) -> bool:
    size = len(word)
    inside = any(word[a:b] in entries for a in range(size) for b in range(a + 1, size + 1) if (a, b) != (0, size))
    return inside or any(word[at:] in starts or word[: size - at] in ends for at in range(size))


def without_effect(built_in: Lexicon, joined: Lexicon) -> list[Finding]:
    """The user's rows that change nothing: told already, or hidden by an entry of another table."""
    known = {table: {_bare(row) for row in rows} for table, rows in built_in.tables.items()}
    spelled = spellings(joined)
    found = []
    for table, rows in joined.tables.items():
        base = {id(row) for row in built_in.tables[table]}
        for row in (row for row in rows if id(row) not in base):
            if _bare(row) in known[table]:
                found.append(Finding("no effect", row.origin, f"{table} has this row already", "Remove it"))
            elif reason := _lost(table, row, spelled, joined):
                found.append(Finding("no effect", row.origin, reason, "See dragoman who, or give a fuller spelling"))
    return found


def _bare(row: Row) -> Row:
    return msgspec.structs.replace(row, origin="", note="")


def _lost(table: str, row: Row, spelled: Spelled, joined: Lexicon) -> str:
    """Why no spelling of a user's row is ever read as that row; empty where one is."""
    fields = dict(_NAMED).get(table)
    if table == "terms":
        people = {person.id for person in joined.rows("persons")}
        return "" if getattr(row, "person", "") in people else "the person is in no table"
    if fields is None or table == "blockers" or getattr(row, "short", None):
        return ""
    mine = [fold(name) for name in names(row, fields)]
    read = [name for name in mine if spelled[name][0][1] is row]
    return "" if read or not mine else f"{mine[0]} is read as {spelled[mine[0]][0][1].origin}"
