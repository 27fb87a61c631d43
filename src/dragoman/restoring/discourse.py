"""What ties a paragraph to the one that it goes on from: speakers who speak again, words that stand for others."""

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache
from itertools import pairwise

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name

_CLAUSE = ",。;:!?"
_NEAR = 14
"""Within how many characters after a name its verb of saying stands."""
_HEAD = 6
"""Within how many characters of a paragraph's beginning a word stands for something told above."""


class Ties(msgspec.Struct, frozen=True):
    """``speakers`` say something in the paragraph, ``again`` do so not for the first time; ``needs`` are the kinds of
    antecedent that its beginning asks for; ``reports`` says that it credits a report. ``met`` and ``meeting`` are the
    pairs of persons that one clause names, as of the past and as of what is to come."""

    speakers: frozenset[str]
    again: frozenset[str]
    needs: frozenset[str]
    reports: bool
    met: frozenset[tuple[str, str]]
    meeting: frozenset[tuple[str, str]]


class Discourse:
    """The table ``discourse``, compiled."""

    def __init__(self, lexicon: Lexicon) -> None:
        words: dict[str, list[str]] = {}
        for row in lexicon.rows("discourse"):
            words.setdefault(row.kind, []).append(row.word)
        self._speech = _any(words.pop("speech", []))
        self._again = _any(words.pop("again", []))
        self._credit = _any(words.pop("credit", []))
        self._ahead = _any(words.pop("ahead", []))
        for kind in ("at", "congratulation", "won", "sworn"):
            words.pop(kind, None)
        self._needs = {kind: _any(found) for kind, found in words.items()}

    def ties(self, text: str, names: Sequence[Name]) -> Ties:
        """The ties of a paragraph's folded text in which ``names`` were found."""
        speakers: set[str] = set()
        again: set[str] = set()
        for name in names:
            keys = name.of("person") or name.of("state")
            clause = re.split("[。;!?]", text[name.end : name.end + _NEAR])[0]
            speech = self._speech.search(clause) if keys else None
            if speech:
                speakers.update(keys)
                if self._again.search(clause, 0, speech.start()):
                    again.update(keys)
        needs = frozenset(kind for kind, pattern in self._needs.items() if pattern.search(text, 0, _HEAD))
        met, meeting = self._pairs(text, names)
        return Ties(frozenset(speakers), frozenset(again), needs, bool(self._credit.search(text)), met, meeting)

    def _pairs(self, text: str, names: Sequence[Name]) -> tuple[frozenset[tuple[str, str]], frozenset[tuple[str, str]]]:
        """The pairs of persons named in one clause, told as past and as to come."""
        pairs: dict[bool, set[tuple[str, str]]] = {False: set(), True: set()}
        persons = [(name, key) for name in names for key in name.of("person")]
        for (left, first), (right, second) in pairwise(persons):
            start = max(text.rfind(mark, 0, left.start) for mark in _CLAUSE) + 1
            if first != second and not any(mark in text[left.end : right.start] for mark in _CLAUSE):
                ahead = self._ahead.search(text, start, right.start) is not None
                pairs[ahead].add((min(first, second), max(first, second)))
        return frozenset(pairs[False]), frozenset(pairs[True])


def _any(words: Iterable[str]) -> re.Pattern[str]:
    listed = sorted(words, key=len, reverse=True)
    return re.compile("|".join(map(re.escape, listed)) if listed else "(?!)")


@lru_cache(maxsize=4)
def discourse_of(held: Held) -> Discourse:
    """The discourse words of a lexicon, compiled once."""
    return Discourse(held.lexicon)
