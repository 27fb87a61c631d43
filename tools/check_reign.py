#!/usr/bin/env python3
"""Compares leaders' terms of office with a list in REIGN's format: check_reign.py CSV [--all]

A leader of the list who was in office in 2010 or later must be a person of the tables with a term as head of state or
government, or as the power behind them, that begins and ends in the same month (one month of difference is allowed;
years before 2010 are not compared). Every disagreement is listed with how it was settled: the rows of
``tools/reign_settled.tsv`` say which side is right and why. Exit code 1 where one is not settled. The list's own codes
of states are turned into ISO's by ``tools/reign_states.tsv``.
"""

import argparse
import csv
import sys
import unicodedata
from collections.abc import Iterator
from datetime import date
from difflib import SequenceMatcher
from pathlib import Path

from dragoman.lexicon import load_lexicon
from dragoman.lexicon.schema import Person
from dragoman.naming.roster import Roster, build_roster

HERE = Path(__file__).parent
FIRST = 2010 * 12
LEADING = {"head-of-state", "head-of-government", "supreme-leader", "party-leader", "royal"}
Row = dict[str, str]


def rows(path: Path, delimiter: str) -> list[Row]:
    """The rows of a table with a header."""
    with path.open(encoding="utf-8", errors="replace", newline="") as lines:
        return list(csv.DictReader(lines, delimiter=delimiter))


def months(year: str, month: str) -> int | None:
    """A month counted from year 0; None where the list leaves it open."""
    return int(year) * 12 + int(month) - 1 if year.strip() else None


def plain(name: str) -> list[str]:
    """The words of a name in lower case without accents."""
    bare = "".join(char for char in unicodedata.normalize("NFKD", name) if not unicodedata.combining(char))
    return [word for word in bare.lower().replace("-", " ").replace(".", " ").replace("'", "").split() if len(word) > 2]


def alike(leader: str, person: Person) -> bool:
    """Whether a person's Latin name has a word much like one of the leader's."""
    return any(
        left == right or (min(len(left), len(right)) > 3 and SequenceMatcher(None, left, right).ratio() >= 0.75)
        for left in plain(leader)
        for right in plain(f"{person.latin} {person.id}")
    )


def spells(roster: Roster, person: str, code: str) -> Iterator[tuple[int, int | None]]:
    """The months of the person's unbroken times at the top of the state."""
    held = [
        one
        for one in roster.held.get(person, ())
        if one.term.body.split(":")[0] == code and roster.role(one.term.office) in LEADING
    ]
    times = sorted((one.start.year * 12 + one.start.month - 1, _month(one.end)) for one in held)
    for at, (start, end) in enumerate(times):
        yield start, None if end == _month(date.max) else end
        for _, later in (pair for pair in times[at + 1 :] if pair[0] <= end + 1):
            end = max(end, later)
            yield start, None if end == _month(date.max) else end


def _month(day: date) -> int:
    return day.year * 12 + day.month - 1


def verdict(roster: Roster, people: list[Person], leader: Row, code: str, last: int) -> str:
    """What disagrees about a leader; empty where nothing does."""
    start, end = months(leader["syear"], leader["smonth"]), months(leader["eyear"], leader["emonth"])
    named = [person for person in people if alike(leader["leader"], person)]
    if not named:
        return "nobody of that name"
    times = [time for person in named for time in spells(roster, person.id, code)]
    if any(_same(start, mine[0], last, opening=True) and _same(end, mine[1], last) for mine in times):
        return ""
    shown = ", ".join(f"{_iso(one[0])} to {_iso(one[1])}" for one in sorted(times, key=str)) or "no leading office"
    return f"{_iso(start)} to {_iso(end)}, here {shown}"


def _same(theirs: int | None, mine: int | None, last: int, opening: bool = False) -> bool:
    """Whether two months agree. The list ends at ``last``: what ends later here is open there."""
    if opening:
        return theirs is not None and mine is not None and (max(theirs, mine) < FIRST or abs(theirs - mine) <= 1)
    if theirs is None:
        return mine is None or mine >= last
    return mine is not None and abs(theirs - mine) <= 1


def _iso(month: int | None) -> str:
    return f"{month // 12}-{month % 12 + 1:02}" if month is not None else "now"


def disagreements(path: Path) -> Iterator[tuple[Row, str, str]]:
    """Every leader of the list who disagrees: the row, the state's code and what disagrees."""
    lexicon = load_lexicon()
    roster = build_roster(lexicon)
    codes = {row["reign"]: row["code"] for row in rows(HERE / "reign_states.tsv", "\t")}
    every = rows(path, ",")
    last = max(months(row["eyear"], row["emonth"]) or 0 for row in every)
    for leader in every:
        end = months(leader["eyear"], leader["emonth"])
        code = codes.get(leader["stateabb"], leader["stateabb"])
        people = [person for person in lexicon.rows("persons") if person.country == code]
        if (end is None or end >= FIRST) and (what := verdict(roster, people, leader, code, last)):
            yield leader, code, what


def main() -> None:
    """List the disagreements; those settled only with ``--all``."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("csv", type=Path)
    parser.add_argument("--all", action="store_true", help="show the settled ones too")
    options = parser.parse_args()
    settled = {(row["code"], row["leader"], row["start"]): row for row in rows(HERE / "reign_settled.tsv", "\t")}
    count = left = 0
    for leader, code, what in disagreements(options.csv):
        count += 1
        start = _iso(months(leader["syear"], leader["smonth"]))
        how = settled.get((code, leader["leader"], start))
        left += how is None
        if options.all or how is None:
            reason = f"{how['right']}: {how['why']}" if how else "NOT SETTLED"
            print(f"{code} {leader['leader']} {start}: {what} | {reason}")
    print(f"{count} disagreements, {left} not settled")
    sys.exit(1 if left else 0)


if __name__ == "__main__":
    main()
