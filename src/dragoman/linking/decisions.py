"""What a user decided about reports: joined, or kept apart. Dated, reversible, respected by every later linking."""

from collections.abc import Iterable, Sequence
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import msgspec

from dragoman.errors import StoreError

if TYPE_CHECKING:
    from dragoman.storing import Store


class Decision(msgspec.Struct, frozen=True, kw_only=True):
    """One decision: ``kind`` join or split, the events on its two sides, the user's ``note``, when made and undone.

    ``missing`` are events that the store no longer holds (their file changed); for them it has no effect.
    """

    id: int
    kind: str
    left: tuple[str, ...]
    right: tuple[str, ...]
    note: str
    made_at: datetime
    undone_at: datetime | None = None
    missing: tuple[str, ...] = ()


_ALL = (
    "SELECT id, kind, left_events AS left, right_events AS right, note, made_at, undone_at,"
    " (SELECT coalesce(list(one ORDER BY one), []) FROM (SELECT unnest(left_events || right_events) AS one)"
    " WHERE one NOT IN (SELECT id FROM events)) AS missing"
    " FROM decisions ORDER BY id"
)


def decisions(store: "Store") -> list[Decision]:
    """Every decision in the order in which they were made, those undone as well."""
    return [msgspec.convert(row, Decision) for row in store.query(_ALL)]


def decide(store: "Store", kind: str, left: Sequence[str], right: Sequence[str], note: str = "") -> int:
    """Records a decision and returns its number. Link the store again to see what it does."""
    if not left or not right or set(left) & set(right):
        raise StoreError(str(store.path), "a decision needs different events on its two sides", "Give two events")
    for event in (*left, *right):
        if not store.query("SELECT 1 FROM events WHERE id = ?", [event]):
            raise StoreError(str(store.path), f"no event {event}", "Ids stand in: dragoman events")
    number = int(store.query("SELECT coalesce(max(id), 0) + 1 AS n FROM decisions")[0]["n"])
    values = [number, kind, sorted(left), sorted(right), note, _now()]
    store.connection.execute("INSERT INTO decisions VALUES (?, ?, ?, ?, ?, ?, NULL)", values)
    return number


def undo(store: "Store", number: int) -> None:
    """Takes a decision back; it stays on record."""
    if not store.query("SELECT 1 FROM decisions WHERE id = ? AND undone_at IS NULL", [number]):
        raise StoreError(str(store.path), f"no decision {number} that holds", "See: dragoman decisions")
    store.connection.execute("UPDATE decisions SET undone_at = ? WHERE id = ?", [_now(), number])


def _now() -> datetime:
    return datetime.now(UTC).replace(tzinfo=None, microsecond=0)


class Standing(msgspec.Struct, frozen=True):
    """What holds: pairs of events to join and to keep apart; of two decisions on one pair the later one."""

    joins: tuple[tuple[str, str], ...]
    splits: tuple[tuple[str, str], ...]

    @property
    def events(self) -> tuple[str, ...]:
        """Every event that a decision speaks of."""
        return tuple(sorted({event for pair in (*self.joins, *self.splits) for event in pair}))

    @property
    def mark(self) -> str:
        """A text that changes with what holds."""
        return msgspec.json.encode(self).decode()


def standing(made: Iterable[Decision]) -> Standing:
    """The pairs that the decisions that hold come down to."""
    verdict: dict[tuple[str, str], str] = {}
    for decision in made:
        if decision.undone_at is None:
            for one in decision.left:
                for other in decision.right:
                    verdict[min(one, other), max(one, other)] = decision.kind
    kinds = {kind: tuple(sorted(pair for pair, said in verdict.items() if said == kind)) for kind in ("join", "split")}
    return Standing(kinds["join"], kinds["split"])


def mates(store: "Store", event: str) -> list[str]:
    """The other reports of the happening of ``event``, as last linked."""
    sql = "SELECT event_id FROM reports WHERE happening = (SELECT happening FROM reports WHERE event_id = ?)"
    found = [row["event_id"] for row in store.query(f"{sql} AND event_id <> ? ORDER BY event_id", [event, event])]
    if not found:
        raise StoreError(str(store.path), f"{event} is not linked to any other report", "See: dragoman accounts")
    return found
