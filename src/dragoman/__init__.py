"""dragoman turns raw archives of Chinese-language news into political event data."""

from datetime import date, datetime
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.model import Event

__version__ = "0.1.0"
__all__ = ["__version__", "code"]


def code(text: str, published: date | datetime | None = None, lexicon: str | None = None) -> "list[Event]":
    """The events of one text, in the order in which it tells them.

    ``published`` is the day that its dates count from where it names none itself; ``lexicon`` is a folder of your own
    tables. Offsets in the events are code points of ``text``. The first call loads the tables, which takes a second.
    """
    # Imported here, so that ``import dragoman`` costs nothing.
    from dragoman.pipeline import code as run

    return run(text, published, lexicon)
