"""PLOVER modes by the words that show them, from the table ``grammar/modes.toml``."""

from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.lexicon.trees import load_tree


class Modes(msgspec.Struct, frozen=True):
    """The modes of one type: ``words`` pairs each word with its mode, longest first; ``default`` is meant where none
    stands, ``many`` where three countries take part; ``far`` tells that what follows in the sentence counts too,
    ``firm`` that a rule's own mode goes before any word."""

    words: tuple[tuple[str, str], ...]
    default: str | None = None
    many: str | None = None
    far: bool = False
    firm: bool = False

    def first(self, text: str) -> str | None:
        """The mode of the word that comes first in ``text``."""
        hits = [(at, mode) for word, mode in self.words if (at := text.find(word)) >= 0]
        return min(hits, key=_place)[1] if hits else None

    def last(self, text: str) -> str | None:
        """The mode of the word that ends last in ``text``."""
        hits = [(-at - len(word), mode) for word, mode in self.words if (at := text.rfind(word)) >= 0]
        return min(hits, key=_place)[1] if hits else None


def _place(hit: tuple[int, str]) -> int:
    return hit[0]


def mode_of(reading: Reading, by_type: Mapping[str, Modes]) -> str | None:
    """The mode of a reading, by its words; the rule's own mode goes before the type's default."""
    modes = by_type.get(reading.rule.type)
    if modes is None or (modes.firm and reading.rule.mode):
        return reading.rule.mode or None
    spot = reading.spot
    text, segment, start = spot.text, spot.segment, spot.word.start
    found = modes.first(text[start : max(segment.end, spot.word.end)])
    if found is None and modes.far:
        found = modes.first(text[segment.end : spot.sentence.end])
    found = found or modes.last(text[segment.start : start])
    return found or reading.rule.mode or (modes.many if _many(reading) else None) or modes.default


_SEVERAL = 3


def _many(reading: Reading) -> bool:
    """Whether three countries or more take part."""
    return len({party.country for party in (*reading.actor, *reading.recipient)}) >= _SEVERAL


@lru_cache(maxsize=4)
def load_modes(extra: Path | None = None) -> dict[str, Modes]:
    """Each type with the words of its modes; LexiconError names what the table should not hold."""
    return {kind: _modes(table) for kind, table in load_tree("grammar/modes", extra).items()}


def _modes(table: dict[str, list[str] | str | bool]) -> Modes:
    lists = {mode: words for mode, words in table.items() if isinstance(words, list)}
    pairs = sorted(((word, mode) for mode, words in lists.items() for word in words), key=lambda pair: -len(pair[0]))
    default, many = (value if isinstance(value := table.get(key), str) else None for key in ("default", "many"))
    return Modes(tuple(pairs), default, many, "far" in table, "firm" in table)
