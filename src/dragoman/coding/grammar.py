"""The grammar's words in one automaton: function words and the words that open rules."""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.coding.rules import Rule, load_rules
from dragoman.lexicon.trees import load_tree
from dragoman.model import Span
from dragoman.naming.matching import Matcher


class Word(msgspec.Struct, frozen=True):
    """A grammar word at code points ``start`` to ``end``; ``kinds`` what it can be; ``rules`` those it opens."""

    start: int
    end: int
    text: str
    kinds: frozenset[str]
    rules: tuple[Rule, ...]


class Grammar:
    """Compiled function words and rule words, with those of a user's folder ``extra``."""

    def __init__(self, extra: Path | None = None) -> None:
        self.rules = load_rules(extra)
        kinds: dict[str, set[str]] = defaultdict(set)
        opened: dict[str, list[Rule]] = defaultdict(list)
        for word, kind in _function_words(extra):
            kinds[word].add(kind)
        for rule in self.rules:
            for word in rule.words:
                opened[word].append(rule)
        self.plans = frozenset(word for word, kind in kinds.items() if "future.sure" in kind)
        self._words = sorted({*kinds, *opened})
        self._values = tuple((frozenset(kinds[word]), tuple(opened[word])) for word in self._words)
        self._matcher = Matcher(self._words)

    def find(self, folded: str, names: Iterable[Span] = ()) -> list[Word]:
        """The words in already folded text, left to right; none cuts one of ``names`` (到访乌克兰 holds no 访乌)."""
        closed = frozenset(at for name in names for at in range(name.start + 1, name.end))
        return [
            Word(start, end, folded[start:end], *self._values[number])
            for start, end, number in self._matcher.find(folded, closed)
        ]


@lru_cache(maxsize=4)
def load_grammar(extra: Path | None = None) -> Grammar:
    """The grammar of the built-in tables and the folder ``extra``, compiled once."""
    return Grammar(extra)


def _function_words(extra: Path | None) -> Iterator[tuple[str, str]]:
    for section, lists in load_tree("grammar/words", extra).items():
        for name, words in lists.items():
            kind = section if name in ("words", "opens") else f"{section}.{name}"
            yield from ((word, kind) for word in words)
