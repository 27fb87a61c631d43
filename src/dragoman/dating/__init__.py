"""Dating: time expressions and an anchor into intervals with their precision and the reason.

``find_dates`` reads a text; ``timeline`` does the same and keeps what ``date_for`` needs to say which of the
expressions governs a place. The grammar is ``lexicon/tables/dating.toml``.
"""

from dragoman.dating.choose import Timeline, date_for, timeline
from dragoman.dating.find import find_dates
from dragoman.dating.grammar import Grammar, load_grammar

__all__ = ["Grammar", "Timeline", "date_for", "find_dates", "load_grammar", "timeline"]
