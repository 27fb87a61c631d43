"""Brings a store to the newest schema: numbered SQL files, each applied once, in order."""

from importlib.resources import files
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import StoreError

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

_LEDGER = """
CREATE TABLE IF NOT EXISTS migrations (version INTEGER PRIMARY KEY, name VARCHAR NOT NULL);
COMMENT ON TABLE migrations IS 'Every change of this schema that was applied; the highest version is the schema''s own';
COMMENT ON COLUMN migrations.version IS 'Number of the change, from 1';
COMMENT ON COLUMN migrations.name IS 'What it was about';
"""


class Migration(msgspec.Struct, frozen=True):
    """A step of the schema: its ``version``, its ``name`` and the statements."""

    version: int
    name: str
    sql: str


def migrations() -> tuple[Migration, ...]:
    """Every step that this release knows, in order; a file ``0001_first_light.sql`` is version 1."""
    folder = files("dragoman.storing") / "migrations"
    names = sorted(entry.name for entry in folder.iterdir() if entry.name.endswith(".sql"))
    return tuple(Migration(int(name[:4]), name[5:-4], (folder / name).read_text("utf-8")) for name in names)


def newest() -> int:
    """The schema version that this release writes."""
    return migrations()[-1].version


def version(connection: "DuckDBPyConnection") -> int:
    """The schema version of an open database; 0 where it is no store of ours."""
    there = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name = 'migrations'").fetchone()
    if not there or not there[0]:
        return 0
    row = connection.execute("SELECT coalesce(max(version), 0) FROM migrations").fetchone()
    return int(row[0]) if row else 0


def migrate(connection: "DuckDBPyConnection", where: str) -> None:
    """Applies the steps that the store lacks, each in a transaction of its own. Raises StoreError for a newer store
    and for a database that holds somebody else's tables."""
    have = version(connection)
    _refuse_strangers(connection, where, have)
    for step in migrations():
        if step.version > have:
            _apply(connection, step)


def _refuse_strangers(connection: "DuckDBPyConnection", where: str, have: int) -> None:
    if have > newest():
        raise StoreError(
            where, f"made by a newer dragoman (schema {have}, this one knows {newest()})", "Upgrade dragoman"
        )
    tables = connection.execute("SELECT count(*) FROM duckdb_tables() WHERE table_name <> 'migrations'").fetchone()
    if have == 0 and tables and tables[0]:
        raise StoreError(where, "a DuckDB database, but no dragoman store", "Give another file to --store")


def _apply(connection: "DuckDBPyConnection", step: Migration) -> None:
    connection.execute("BEGIN")
    try:
        connection.execute(_LEDGER)
        connection.execute(step.sql)
        connection.execute("INSERT INTO migrations VALUES (?, ?)", [step.version, step.name])
        connection.execute("COMMIT")
    except BaseException:
        connection.execute("ROLLBACK")
        raise
