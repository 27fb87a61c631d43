"""Which reports a linking has to work on: new, changed, removed, spoken of by a decision, and what links lead to."""

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

import msgspec

from dragoman.linking.decisions import Standing

if TYPE_CHECKING:
    from dragoman.storing import Store


def changed(store: "Store", held: Standing, version: str, *, anew: bool) -> set[str] | None:
    """The profiles to begin with; None where all have to be linked anew. Rows of removed events are taken out."""
    last = store.query("SELECT version, decided FROM linkings")
    if anew or not last or last[0]["version"] != version:
        for table in ("reports", "happenings", "links", "contradictions"):
            store.connection.execute(f"DELETE FROM {table}")
        return None
    decided = _decided_otherwise(last[0]["decided"], held)
    touched = _around(store, decided) | _of(
        store, "SELECT id FROM events WHERE id NOT IN (SELECT event_id FROM reports)"
    )
    return _profiles(store, touched)


def _decided_otherwise(before: str, held: Standing) -> set[str]:
    """The events of the decisions that hold now and did not, or did and do not."""
    then = msgspec.json.decode(before, type=Standing)
    differ = (set(then.joins) ^ set(held.joins)) | (set(then.splits) ^ set(held.splits))
    return {event for pair in differ for event in pair}


def _around(store: "Store", decided: set[str]) -> set[str]:
    """The events next to removed ones, whose rows go, and those of ``decided`` with those of their happenings."""
    gone = _of(store, "SELECT event_id FROM reports WHERE event_id NOT IN (SELECT id FROM events)")
    near = _of(store, _MATES, [sorted(gone | decided)])
    store.connection.execute(
        f"DELETE FROM happenings WHERE id IN (SELECT happening FROM reports WHERE event_id IN {_GIVEN})", [sorted(gone)]
    )
    for table, column in (("links", "left_event"), ("links", "right_event"), ("reports", "event_id")):
        store.connection.execute(f"DELETE FROM {table} WHERE {column} IN {_GIVEN}", [sorted(gone)])
    return (near | decided) - gone


_GIVEN = "(SELECT unnest(?::VARCHAR[]))"
_MATES = """
WITH mine AS (SELECT unnest(?::VARCHAR[]) AS event_id)
SELECT right_event FROM links JOIN mine ON left_event = event_id
UNION SELECT left_event FROM links JOIN mine ON right_event = event_id
UNION SELECT event_id FROM reports
WHERE happening IN (SELECT happening FROM reports JOIN mine USING (event_id))
"""


def _of(store: "Store", sql: str, values: Sequence[object] = ()) -> set[str]:
    return {row[0] for row in store.connection.execute(sql, list(values)).fetchall()}


def _profiles(store: "Store", events: set[str]) -> set[str]:
    return _of(store, f"SELECT id FROM leads WHERE event_id IN {_GIVEN}", [sorted(events)])


def reach(store: "Store", start: set[str], fresh: Iterable[tuple[str, str]]) -> set[str]:
    """The profiles that known and ``fresh`` links lead to from ``start``."""
    pairs = list(fresh)
    values = [sorted(start), [one for one, _ in pairs], [other for _, other in pairs]]
    return _of(store, _REACH, values)


_REACH = """
WITH RECURSIVE known AS (
    SELECT a.id AS one, b.id AS other FROM links JOIN leads AS a ON a.event_id = left_event
    JOIN leads AS b ON b.event_id = right_event WHERE a.id <> b.id
), begun AS (SELECT unnest(?::VARCHAR[]) AS id),
fresh AS (SELECT unnest(?::VARCHAR[]) AS one, unnest(?::VARCHAR[]) AS other),
edges AS (
    SELECT one, other FROM known UNION SELECT other, one FROM known
    UNION SELECT one, other FROM fresh UNION SELECT other, one FROM fresh
), reached AS (SELECT id FROM begun UNION SELECT other FROM reached JOIN edges ON id = one)
SELECT id FROM reached
"""
