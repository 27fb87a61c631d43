"""The ledger as a table."""

from collections.abc import Sequence

from dragoman.analysing.chronology import kind, side
from dragoman.analysing.ledger import Entry
from dragoman.analysing.sheets import Sheet

COLUMNS = ("since", "kind", "state", "who", "whom", "what", "due", "about", "evidence", "reason", "events", "answers")


def sheet(entries: Sequence[Entry]) -> Sheet:
    """A row for each entry; ``events`` are the ids that tell it and ``answers`` those that answer it."""
    events = tuple((*entry.events, *entry.answered_by) for entry in entries)
    return Sheet("Ledger", COLUMNS, tuple(_row(entry) for entry in entries), events)


def _row(entry: Entry) -> tuple[str, ...]:
    deed = entry.deed
    dates = str(entry.since or ""), str(entry.deadline or "")
    told = deed.evidence, entry.reason, " ".join(entry.events), " ".join(entry.answered_by)
    parties = side(deed.actor), side(deed.recipient)
    return dates[0], entry.kind, entry.state, *parties, kind(deed), dates[1], ", ".join(deed.issues), *told
