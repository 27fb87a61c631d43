"""``lexicon``: the tables checked, and what the texts hold that they lack."""

import json
from collections.abc import Iterator
from enum import StrEnum
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.options import LexiconFolder, StoreFile, chosen
from dragoman.cli.output import notes, unbroken

if TYPE_CHECKING:
    from dragoman.lexicon.checks import Finding
    from dragoman.model import Anchor

group = typer.Typer(no_args_is_help=True, help="Check the tables, and find what they lack.")


class Table(StrEnum):
    """The tables that ``unknown`` can fill."""

    PERSONS = "persons"
    OFFICES = "offices"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    app.add_typer(group, name="lexicon")


@group.command("check")
def check(
    lexicon: LexiconFolder = None,
    as_json: Annotated[bool, typer.Option("--json", help="A JSON list.")] = False,
) -> None:
    """Find what is wrong with the tables: the built-in ones, or your own on top of them.

    Looks for duplicates, overlapping exclusive offices, gaps between holders, unknown codes, offices and persons,
    entries that can never match, spellings shared by two entries, and rows of yours without effect. Exit code 1 where
    something is found.

    **Example**

        dragoman lexicon check --lexicon mine
    """
    from dragoman.coding.sound import sound_rules
    from dragoman.lexicon.checks import check_tables
    from dragoman.naming.checks import check_names, without_effect

    tables = chosen(None, lexicon).tables()
    sound_rules(tables.extra)
    found = [*check_tables(tables), *check_names(tables)]
    if lexicon is not None:
        found += without_effect(chosen(None, None).tables(), tables)
    found = sorted(set(found))
    with unbroken():
        typer.echo(_json(found) if as_json else _lines(found), nl=bool(found) or as_json)
    rows = sum(len(part) for part in tables.tables.values())
    notes().print(f"{rows} rows in {len(tables.tables)} tables: {len(found) or 'nothing'} to settle", markup=False)
    if found:
        raise typer.Exit(1)


def _json(found: "list[Finding]") -> str:
    import msgspec

    return json.dumps(msgspec.to_builtins(found), ensure_ascii=False)


def _lines(found: "list[Finding]") -> str:
    return "\n".join(f"{one.kind}: {one.where}: {one.what}. {one.cure}." for one in found)


@group.command("unknown")
def unknown(
    store: StoreFile,
    table: Annotated[Table, typer.Option(help="Which table's rows to print.")] = Table.PERSONS,
    least: Annotated[int, typer.Option("--least", min=1, metavar="N", help="Leave out what was met less often.")] = 1,
    lexicon: LexiconFolder = None,
) -> None:
    """List the persons or offices that the texts of a store name and the tables lack, those met most first.

    Prints a table that can be pasted into, or be, a file of a folder of your own; the notes say where each was met.

    **Examples**

        dragoman lexicon unknown news.duckdb > mine/persons.tsv

        dragoman lexicon unknown news.duckdb --table offices --least 3
    """
    from dragoman.naming import Namer
    from dragoman.naming.unknown import office_rows, person_rows
    from dragoman.naming.unknown import unknown as met

    people, offices = met(_texts(store), Namer(chosen(None, lexicon).tables()))
    wanted = [one for one in (people if table is Table.PERSONS else offices) if one.count >= least]
    with unbroken():
        typer.echo(person_rows(wanted) if table is Table.PERSONS else office_rows(wanted), nl=False)
    notes().print(f"{len(people)} persons and {len(offices)} offices are in no table", markup=False)


def _texts(path: Any) -> "Iterator[tuple[str, str, Anchor]]":
    """Every fragment of the store: its document, text and anchor."""
    from dragoman.model import Anchor
    from dragoman.storing import Store

    sql = """SELECT doc, fragments.text, anchor, anchor_latest FROM fragments JOIN documents USING (doc_key)
             ORDER BY doc_key, fragment"""
    with Store.open(path) as opened:
        rows = opened.query(sql)
    for row in rows:
        yield row["doc"], row["text"], Anchor(day=row["anchor"], latest=row["anchor_latest"])
