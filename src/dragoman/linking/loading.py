"""Reports from the store: temporary tables of profiles and keys, candidate pairs in SQL, records for scoring."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from dragoman.linking.record import Report
from dragoman.linking.weights import Knowledge
from dragoman.linking.words import moments, numbers, signature
from dragoman.naming import fold

if TYPE_CHECKING:
    from dragoman.storing import Store

_CHUNK = 20_000
_PROFILE = (
    "SELECT id, events, fragments, type, mode, aux, actors, recipients, persons, names, first, last, precision, place,"
    " place_code, latitude, longitude, issues, evidence FROM profiles"
)


def prepare(store: "Store", decided: Iterable[str], known: Knowledge) -> None:
    """Makes the temporary tables of ``blocks.sql``; the events in ``decided`` are told apart from their like."""
    days = known.weights.days
    families = [(kind, family) for kind, names in known.weights.families.items() for family in names]
    _listed(store, "families", ("type", "family"), families)
    _listed(store, "decided", ("event_id",), [(event,) for event in decided])
    _listed(store, "groupings", ("grouping", "member"), known.groupings)
    settings = {name: getattr(days, name) for name in days.__struct_fields__}
    store.connection.execute(_sql("blocks.sql").format(**settings))


def _sql(name: str) -> str:
    return (files("dragoman.linking") / name).read_text("utf-8")


def _listed(store: "Store", table: str, columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> None:
    """A temporary table of texts."""
    store.connection.execute(f"CREATE OR REPLACE TEMP TABLE {table} ({', '.join(f'{c} VARCHAR' for c in columns)})")
    cells = ", ".join(f"unnest(?::VARCHAR[]) AS {name}" for name in columns)
    store.connection.execute(
        f"INSERT INTO {table} SELECT {cells}", [list(values) for values in _columns(columns, rows)]
    )


def _columns(columns: Sequence[str], rows: Sequence[tuple[str, ...]]) -> Iterator[list[str]]:
    for at, _ in enumerate(columns):
        yield [row[at] for row in rows]


def seed(store: "Store", ids: Iterable[str] | None) -> None:
    """The table ``seeds``: these profiles, or all of them."""
    if ids is None:
        store.connection.execute("CREATE OR REPLACE TEMP TABLE seeds AS SELECT id FROM profiles")
    else:
        _listed(store, "seeds", ("id",), [(one,) for one in ids])


def find_pairs(store: "Store", *, among: bool) -> None:
    """The table ``pairs``: candidates of the seeds with any profile, or only ``among`` the seeds."""
    inside = "(SELECT * FROM {0} WHERE id IN (SELECT id FROM seeds))"
    scope = {f"scope_{name}": inside.format(name) if among else name for name in ("keys", "members", "years")}
    store.connection.execute(_sql("candidates.sql").format(**scope))


def pairs(store: "Store") -> Iterator[tuple[str, str]]:
    """The rows of ``pairs`` in order; nothing else may be asked of the store meanwhile."""
    cursor = store.connection.execute("SELECT one, other FROM pairs ORDER BY one, other")
    while rows := cursor.fetchmany(_CHUNK):
        yield from rows


PAIRED = "id IN (SELECT one FROM pairs UNION SELECT other FROM pairs)"
SEEDED = "id IN (SELECT id FROM seeds)"


def load(store: "Store", where: str, known: Knowledge) -> dict[str, Report]:
    """The profiles that hold to ``where`` (PAIRED or SEEDED), as reports by id."""
    cursor = store.connection.execute(f"{_PROFILE} WHERE {where}")
    names = [column[0] for column in cursor.description or ()]
    found: dict[str, Report] = {}
    while rows := cursor.fetchmany(_CHUNK):
        for values in rows:
            row = dict(zip(names, values, strict=True))
            found[row["id"]] = _report(row, known)
    return found


def _report(row: dict[str, Any], known: Knowledge) -> Report:
    latitude, longitude = row["latitude"], row["longitude"]
    return Report(
        id=row["id"],
        events=tuple(row["events"]),
        fragments=tuple(row["fragments"]),
        type=row["type"],
        mode=row["mode"],
        aux=row["aux"],
        actors=frozenset(row["actors"] or ()),
        recipients=frozenset(row["recipients"] or ()),
        persons=_persons(row["persons"] or ()),
        first=0 if row["first"] is None else row["first"],
        last=0 if row["last"] is None else row["last"],
        precision=row["precision"] if row["first"] is not None else "none",
        place=row["place"],
        place_code=row["place_code"],
        point=None if latitude is None or longitude is None else (latitude, longitude),
        wide=known.wide_places.get(fold(row["place"]), 0.0),
        issues=frozenset(row["issues"]) - _SAYS_NOTHING,
        words=row["evidence"],
        bits=signature(row["evidence"], row["names"] or ()),
        moments=moments(row["evidence"], known.weights),
        numbers=numbers(row["evidence"], known.weights),
    )


_SAYS_NOTHING = frozenset({"other"})


def _persons(keys: Iterable[str]) -> dict[str, frozenset[str]]:
    found: defaultdict[str, set[str]] = defaultdict(set)
    for key in keys:
        country, _, person = key.partition("/")
        found[country].add(person)
    return {country: frozenset(persons) for country, persons in found.items()}
