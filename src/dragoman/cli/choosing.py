"""What the user wrote after an option, as the store wants it: codes for names, days for months."""

from datetime import date

import typer

from dragoman.storing.places import first_day, last_day


def day(written: str | None, edge: str) -> date | None:
    """The first or last day of a day, month or year; a usage error for anything else."""
    if written is None:
        return None
    found = first_day(written) if edge == "first" else last_day(written)
    if found is None:
        raise typer.BadParameter(f"{written!r} is no date; write 2013-12-01, 2013-12 or 2013")
    return found


def codes(written: list[str] | None) -> tuple[str, ...]:
    """Codes for codes and names of states, organisations and groups: 日本 is JPN, a code stays itself."""
    return tuple(code for value in written or () for code in _codes(value))


def _codes(value: str) -> tuple[str, ...]:
    if value.isascii():
        return (value.upper(),)
    found = _named(value)
    if not found:
        raise typer.BadParameter(
            f"{value!r} names no state, organisation or group of the lexicon; write a code such as JPN"
        )
    return found


def _named(value: str) -> tuple[str, ...]:
    from dragoman.lexicon import load_lexicon

    lexicon = load_lexicon(None)
    tables = ("states", "organisations", "groups")
    rows = (row for table in tables for row in lexicon.rows(table))
    hits = {
        row.code
        for row in rows
        if value in (row.name, *row.aliases, *getattr(row, "short", ()), getattr(row, "full", ""))
    }
    return tuple(sorted(hits))


def entities(written: list[str] | None) -> tuple[str, ...]:
    """The lexicon's keys of the persons that go by one of these names, Chinese or Latin."""
    if not written:
        return ()
    from dragoman.lexicon import load_lexicon

    wanted = {value.casefold() for value in written}
    people = load_lexicon(None).rows("persons")
    return tuple(person.id for person in people if wanted & {name.casefold() for name in _names(person)})


def _names(person: object) -> tuple[str, ...]:
    from dragoman.lexicon.schema import Person

    if not isinstance(person, Person):
        return ()
    surname = person.latin.split()[-1:] if person.latin else []
    return (person.id, person.name, *person.aliases, *person.short, person.latin, *surname)
