"""The schema of a store as Markdown, from the comments that the store itself carries."""

from typing import Any

from dragoman.storing.store import Store

_TABLES = (
    "SELECT table_name AS name, comment FROM duckdb_tables() ORDER BY table_oid",
    "SELECT view_name AS name, comment FROM duckdb_views() WHERE NOT internal",
)
_COLUMNS = (
    "SELECT column_name AS name, data_type AS type, is_nullable AS nullable, comment FROM duckdb_columns()"
    " WHERE table_name = ? ORDER BY column_index"
)


def describe(store: Store) -> str:
    """A section for each table and view, with a row for each column."""
    tables = [row for sql in _TABLES for row in store.query(sql)]
    return "\n".join(_section(table, store.query(_COLUMNS, [table["name"]])) for table in tables)


def _section(table: dict[str, Any], columns: list[dict[str, Any]]) -> str:
    head = [f"## {table['name']}", "", f"{table['comment']}.", "", "| column | type | meaning |", "| --- | --- | --- |"]
    return "\n".join([*head, *(_row(column) for column in columns), ""])


def _row(column: dict[str, Any]) -> str:
    kind = column["type"].replace('"', "") + (", may be NULL" if column["nullable"] else "")
    return f"| `{column['name']}` | {kind} | {column['comment'] or ''} |"
