"""The store on disk: open it, replace a file's rows in one transaction, read what it knows."""

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any, Self

import msgspec

from dragoman.errors import StoreError
from dragoman.model import Rejected
from dragoman.storing.ask import Filters, StoredEvent, ask
from dragoman.storing.migrate import migrate, newest, version
from dragoman.storing.records import FileRecord, Known
from dragoman.storing.rows import TABLES, rows

if TYPE_CHECKING:
    from duckdb import DuckDBPyConnection

# The tables that hang on a document, which hangs on a file; participants hang on events.
_OF_DOCUMENT = ("fragments", "asides", "headlines", "events")


class Store:
    """An open store. ``path`` is its file. Use ``Store.create`` to write and ``Store.open`` to ask."""

    def __init__(self, path: Path, connection: "DuckDBPyConnection") -> None:
        self.path = path
        self.connection = connection
        self._shapes: dict[str, str] = {}

    @classmethod
    def create(cls, path: Path) -> Self:
        """The store at ``path`` for writing, made if need be, brought to the newest schema."""
        if not path.resolve().parent.is_dir():
            raise StoreError(str(path), "its folder does not exist", f"Make {path.resolve().parent} first")
        connection = _connect(path, read_only=False)
        try:
            migrate(connection, str(path))
        except BaseException:
            connection.close()
            raise
        return cls(path, connection)

    @classmethod
    def open(cls, path: Path) -> Self:
        """The store at ``path`` for reading; one of an older schema is brought up to date first."""
        if not path.is_file():
            raise StoreError(str(path), "no such store", f"Make it with: dragoman build PATH --store {path}")
        connection = _connect(path, read_only=True)
        have = version(connection)
        if have == newest():
            return cls(path, connection)
        connection.close()
        if have == 0:
            raise StoreError(str(path), "no dragoman store", "Make one with: dragoman build PATH --store FILE")
        cls.create(path).close()
        return cls.open(path)

    def close(self) -> None:
        """Writes everything to the file and lets go of it."""
        self.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    def query(self, sql: str, values: Sequence[object] = ()) -> list[dict[str, Any]]:
        """The rows that ``sql`` gives with ``values`` for its question marks, as dicts."""
        cursor = self.connection.execute(sql, list(values))
        names = [column[0] for column in cursor.description or ()]
        return [dict(zip(names, row, strict=True)) for row in cursor.fetchall()]

    def events(self, filters: Filters | None = None) -> list[StoredEvent]:
        """The events that pass ``filters``, in order of time."""
        sql, values = ask(filters or Filters())
        return [StoredEvent.of(row) for row in self.query(sql, values)]

    def known(self) -> dict[str, Known]:
        """What the store says of each file, by path."""
        found = self.query(
            "SELECT files.path, digest, version, status, list(reason ORDER BY ordinal) FILTER (reason IS NOT NULL)"
            " AS reasons FROM files LEFT JOIN rejections USING (path) GROUP BY ALL"
        )
        return {row["path"]: Known(**{**row, "reasons": tuple(row["reasons"] or ())}) for row in found}

    def rejections(self, paths: Sequence[str] | None = None) -> list[Rejected]:
        """What was set aside of the files at ``paths`` (None: of all), exact copies left out."""
        sql = "SELECT place, reason, cure FROM rejections JOIN files USING (path) WHERE status <> 'duplicate'"
        chosen = "" if paths is None else " AND list_contains(?, path)"
        found = self.query(f"{sql}{chosen} ORDER BY path, ordinal", [] if paths is None else [list(paths)])
        return [Rejected(row["place"], row["reason"], row["cure"]) for row in found]

    def warnings(self, paths: Sequence[str]) -> list[str]:
        """A line for each document of the files at ``paths`` that was read with a warning."""
        sql = (
            "SELECT doc, warnings FROM documents WHERE len(warnings) > 0 AND list_contains(?, path) ORDER BY path, doc"
        )
        return [f"{row['doc']}: {'; '.join(row['warnings'])}" for row in self.query(sql, [list(paths)])]

    def replace(self, records: Iterable[FileRecord]) -> None:
        """Writes the records in one transaction, each in place of what the store held of its path."""
        batch = list(records)
        with self._transaction():
            self._forget([record.path for record in batch])
            gathered: dict[str, list[dict[str, Any]]] = {table: [] for table in TABLES}
            for record in batch:
                for table, new in rows(record).items():
                    gathered[table] += new
            for table, new in gathered.items():
                self._insert(table, new)

    def forget(self, paths: Sequence[str]) -> None:
        """Removes all that the store holds of the files at ``paths``."""
        with self._transaction():
            self._forget(list(paths))

    def _forget(self, paths: list[str]) -> None:
        mine = "(SELECT doc_key FROM documents WHERE list_contains(?, path))"
        run = self.connection.execute
        run(f"DELETE FROM participants WHERE event_id IN (SELECT id FROM events WHERE doc_key IN {mine})", [paths])
        for table in _OF_DOCUMENT:
            run(f"DELETE FROM {table} WHERE doc_key IN {mine}", [paths])
        for table in ("documents", "rejections", "files"):
            run(f"DELETE FROM {table} WHERE list_contains(?, path)", [paths])

    def _insert(self, table: str, new: list[dict[str, Any]]) -> None:
        """All rows of a table in one statement: DuckDB reads them from one JSON value, far faster than row by row."""
        if new:
            sql = f"INSERT INTO {table} BY NAME SELECT row.* FROM (SELECT unnest(from_json(?, ?)) AS row)"
            self.connection.execute(sql, [msgspec.json.encode(new).decode(), self._shape(table)])

    def _shape(self, table: str) -> str:
        """The JSON shape of a table's rows, taken from the table itself."""
        if table not in self._shapes:
            columns = self.query("SELECT column_name, data_type FROM duckdb_columns() WHERE table_name = ?", [table])
            shape = {row["column_name"]: row["data_type"] for row in columns}
            self._shapes[table] = msgspec.json.encode([shape]).decode()
        return self._shapes[table]

    @contextmanager
    def _transaction(self) -> Iterator[None]:
        self.connection.execute("BEGIN")
        try:
            yield
        except BaseException:
            self.connection.execute("ROLLBACK")
            raise
        self.connection.execute("COMMIT")


def _connect(path: Path, *, read_only: bool) -> "DuckDBPyConnection":
    """A connection to the file, closed to the outside: the store's SQL needs no other file, network or extension."""
    import duckdb

    config: dict[str, Any] = {"autoinstall_known_extensions": False, "autoload_known_extensions": False}
    try:
        return duckdb.connect(str(path), read_only=read_only, config=config)
    except duckdb.IOException as fault:
        raise _explained(path, str(fault)) from fault
    except duckdb.Error as fault:
        raise StoreError(
            str(path), "not a DuckDB file this release can read", "Give another file to --store"
        ) from fault


def _explained(path: Path, fault: str) -> StoreError:
    if "lock" in fault.lower():
        return StoreError(str(path), "in use by another process", "Wait until it is done, or give another --store")
    if "not a valid DuckDB" in fault:
        return StoreError(str(path), "not a DuckDB database", "Give another file to --store")
    return StoreError(
        str(path), f"cannot be opened ({fault.splitlines()[0]})", "Check that the disk and the file can be written"
    )
