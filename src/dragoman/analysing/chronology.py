"""The linked record in order of time, a deed a line."""

from collections.abc import Iterable

from dragoman.analysing.record import Deed, Party
from dragoman.analysing.sheets import Sheet

COLUMNS = ("date", "what", "who", "whom", "place", "about", "reports", "evidence", "id")


def chronology(told: Iterable[Deed]) -> Sheet:
    """Each deed as its best report tells it, with the number of events that report it."""
    chosen = list(told)
    return Sheet("Chronology", COLUMNS, tuple(_row(deed) for deed in chosen), tuple(deed.reports for deed in chosen))


def _row(deed: Deed) -> tuple[str | int | None, ...]:
    about = ", ".join(deed.issues)
    parties = side(deed.actor), side(deed.recipient)
    return when(deed), kind(deed), *parties, deed.place, about, len(deed.reports), deed.evidence, deed.id


def when(deed: Deed) -> str:
    """The date or span of dates, empty where unknown."""
    return f"{deed.date}…{deed.date_end}" if deed.date_end else deed.date or ""


def kind(deed: Deed) -> str:
    """``CONSULT visit (future)``."""
    return f"{deed.type} {deed.mode or ''}".strip() + (f" ({deed.aux})" if deed.aux else "")


def side(parties: Iterable[Party]) -> str:
    """``JPN:GOV 安倍晋三, USA:GOV 拜登``."""
    return ", ".join(f"{party.code} {party.name}" if party.name else party.code for party in parties)
