"""The store: one DuckDB file that holds what was read, what was set aside, and every event with its words.

``Store`` opens and writes it, ``Filters`` asks it. DuckDB is imported when a store is opened, not before.
"""

from dragoman.storing.ask import Filters, StoredEvent
from dragoman.storing.records import Coded, FileRecord, Known
from dragoman.storing.store import Store

__all__ = ["Coded", "FileRecord", "Filters", "Known", "Store", "StoredEvent"]
