"""Days of partial ISO dates."""

from datetime import date, timedelta


def first_day(iso: str) -> date:
    """The first day of an ISO day, month or year."""
    parts = [int(part) for part in iso.split("-")] + [1, 1]
    return date(parts[0], parts[1], parts[2])


def last_day(iso: str) -> date:
    """The last day of an ISO day, month or year."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 3:
        return date(parts[0], parts[1], parts[2])
    year, month = (parts[0], parts[1] + 1) if len(parts) == 2 else (parts[0] + 1, 1)
    return date(year + (month > 12), 1 if month > 12 else month, 1) - timedelta(days=1)
