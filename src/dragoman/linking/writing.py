"""Writes what a linking found in place of what the store held of the same reports."""

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.linking.decisions import Standing
from dragoman.linking.record import Report
from dragoman.linking.scoring import score
from dragoman.linking.summing import Happening, Told, happening
from dragoman.linking.weights import Knowledge, Weights

if TYPE_CHECKING:
    from dragoman.storing import Store

_STEP = 20_000
_OWN = (
    "SELECT event_id, doc_key, date, date_end, confidence, told_on FROM told"
    " WHERE event_id IN (SELECT unnest(?::VARCHAR[]))"
)
_MINE = "(SELECT event_id FROM leads WHERE id IN (SELECT id FROM seeds))"


def write(
    store: "Store",
    reports: dict[str, Report],
    groups: Sequence[tuple[str, ...]],
    links: Iterable[tuple[str, str]],
    held: Standing,
    known: Knowledge,
) -> None:
    """Replaces the rows of every report in the table ``seeds`` by those of ``groups`` and ``links``."""
    _clear(store)
    for step in _steps(groups):
        _write_happenings(store, [[reports[one] for one in group] for group in step], known.weights)
    for step in _steps(_links(reports, links, known.weights)):
        _insert(store, "links", step)
    store.connection.execute("DELETE FROM linkings")
    now = datetime.now(UTC).replace(tzinfo=None, microsecond=0)
    store.connection.execute("INSERT INTO linkings VALUES (?, ?, ?)", [known.fingerprint, held.mark, now])


def _clear(store: "Store") -> None:
    run = store.connection.execute
    run(f"DELETE FROM happenings WHERE id IN (SELECT happening FROM reports WHERE event_id IN {_MINE})")
    run(f"DELETE FROM reports WHERE event_id IN {_MINE}")
    run(f"DELETE FROM links WHERE left_event IN {_MINE} OR right_event IN {_MINE}")
    run("DELETE FROM contradictions WHERE happening NOT IN (SELECT id FROM happenings)")


def _steps(items: Iterable[Any]) -> Iterator[list[Any]]:
    left = iter(items)
    while step := list(islice(left, _STEP)):
        yield step


def _write_happenings(store: "Store", groups: Sequence[Sequence[Report]], weights: Weights) -> None:
    events = [event for group in groups for report in group for event in report.events]
    own = {row["event_id"]: row for row in store.query(_OWN, [events])}
    made = [
        happening([Told(report=report, **own[event]) for report in group for event in report.events], weights)
        for group in groups
    ]
    _insert(store, "happenings", [_happening(one) for one in made])
    _insert(store, "reports", [row for one in made for row in _reports(one)])
    _insert(store, "contradictions", [row for one in made for row in _contradictions(one)])


def _happening(one: Happening) -> dict[str, Any]:
    when, where = one.when, one.where.report
    dated = when.date is not None
    return {
        "id": one.id,
        "event_id": one.best.event_id,
        "type": one.best.report.type,
        "mode": one.mode,
        "status": one.status,
        "date": when.date,
        "date_end": when.date_end,
        "first_day": when.report.first if dated else None,
        "last_day": when.report.last if dated else None,
        "place": where.place or None,
        "place_code": where.place_code,
        "countries": list(one.countries),
        "issues": list(one.issues),
        "reports": len(one.parts),
        "documents": len({told.doc_key for told, _ in one.parts}),
    }


def _reports(one: Happening) -> Iterator[dict[str, Any]]:
    for told, part in one.parts:
        day = told.told_on.toordinal() - _EPOCH if told.told_on else None
        yield {"event_id": told.event_id, "happening": one.id, "part": part, "told_on": day}


_EPOCH = datetime(1970, 1, 1).toordinal()


def _contradictions(one: Happening) -> Iterator[dict[str, Any]]:
    for ordinal, version in enumerate(one.versions):
        yield {
            "happening": one.id,
            "field": version.field,
            "ordinal": ordinal,
            "value": version.value,
            "events": list(version.events),
        }


def _links(reports: dict[str, Report], pairs: Iterable[tuple[str, str]], weights: Weights) -> Iterator[dict[str, Any]]:
    """A row for each pair that speaks for one happening; those who say it in the same words hang on the first."""
    for report in reports.values():
        for event in report.events[1:]:
            yield {
                "left_event": report.id,
                "right_event": event,
                "score": _SAME,
                "reasons": ["the same in the same words"],
            }
    for one, other in pairs:
        found = score(reports[one], reports[other], weights)
        yield {"left_event": one, "right_event": other, "score": found.total, "reasons": found.lines()}


_SAME = 10.0


def _insert(store: "Store", table: str, rows: Sequence[dict[str, Any]]) -> None:
    """Adds rows by way of Arrow; days are counted from 1970."""
    if not rows:
        return
    import pyarrow as pa

    shape = pa.schema([(name, _kind(pa, name)) for name in rows[0]])
    store.connection.register("incoming", pa.Table.from_pylist(list(rows), schema=shape))
    store.connection.execute(f"INSERT INTO {table} BY NAME SELECT * FROM incoming")
    store.connection.unregister("incoming")


_KINDS = {
    "first_day": "date32", "last_day": "date32", "told_on": "date32", "reports": "int32", "documents": "int32",
    "ordinal": "int32", "score": "float64",
}  # fmt: skip
_LISTS = ("countries", "issues", "events", "reasons")


def _kind(pa: Any, name: str) -> Any:
    if name in _LISTS:
        return pa.list_(pa.string())
    return getattr(pa, _KINDS.get(name, "string"))()


def counts(store: "Store") -> dict[str, int]:
    """How many events and happenings the store holds."""
    return store.query(
        "SELECT (SELECT count(*) FROM events) AS events, (SELECT count(*) FROM happenings) AS happenings"
    )[0]
