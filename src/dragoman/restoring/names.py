"""Names in view: which states, persons, organisations, places and offices a text speaks of, for evidence only.

The naming room says who is who as of a date; here the date is what is sought, so a name is only a key to compare.
"""

from collections import defaultdict
from collections.abc import Iterator
from functools import lru_cache

import daachorse
import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held

_LONGEST = daachorse.MATCH_KIND_LEFTMOST_LONGEST


class Name(msgspec.Struct, frozen=True):
    """A name at ``start`` to ``end`` of a folded text; ``keys`` are (kind, key) pairs it may stand for.

    Kinds are those of the tables; a person's whole name has the kind ``full`` beside ``person``.
    """

    start: int
    end: int
    words: str
    keys: tuple[tuple[str, str], ...]

    def of(self, kind: str) -> tuple[str, ...]:
        """The keys of one kind."""
        return tuple(key for found, key in self.keys if found == kind)


class Names:
    """Finds every name of the lexicon in a folded text, longest first from the left."""

    def __init__(self, lexicon: Lexicon) -> None:
        entries: defaultdict[str, dict[tuple[str, str], None]] = defaultdict(dict)
        for words, kind, key in _entries(lexicon):
            entries[words][kind, key] = None
        self._keys = [tuple(keys) for keys in entries.values()]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(list(entries) or ["\0"], _LONGEST)

    def find(self, folded: str) -> list[Name]:
        """The names of ``folded``, in order and without overlap."""
        found = self._automaton.find(folded)
        return [Name(start, end, folded[start:end], self._keys[number]) for start, end, number in found]


@lru_cache(maxsize=4)
def names_of(held: Held) -> Names:
    """The names of a lexicon, compiled once."""
    return Names(held.lexicon)


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    """Every (words, kind, key) worth comparing; single characters stand for too much."""
    for words, kind, key in _all_entries(lexicon):
        if len(words) > 1:
            yield words, kind, key


def _all_entries(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    for state in lexicon.rows("states"):
        for words in (state.name, state.full, *state.aliases, *state.capitals, *state.metonyms):
            yield words, "state", state.code
        for short in state.short:
            yield short + "方", "state", state.code
            yield short + "军", "state", state.code
    titles = tuple(title for office in lexicon.rows("offices") for title in (office.name, *office.aliases))
    for person in lexicon.rows("persons"):
        aliases = [words for words in person.aliases if not _titled(words, person.name, titles)]
        for words in (person.name, *aliases, *person.short):
            yield words, "person", person.id
        for words in (person.name, *aliases):
            yield words, "full", person.id
    for table, kind in (("organisations", "organisation"), ("groups", "group")):
        for row in lexicon.rows(table):
            for words in (row.name, *row.aliases):
                yield words, kind, row.name
    for place in lexicon.rows("places"):
        for words in (place.name, *place.aliases):
            yield words, "place", place.name
            for country in place.country[:1]:
                yield words, "state", country
    yield from _office_entries(lexicon)


def _titled(words: str, name: str, titles: tuple[str, ...]) -> bool:
    """Whether an alias is only the name with an office before it, which is better found as two."""
    return words != name and words.endswith(name) and words.removesuffix(name).endswith(titles)


def _office_entries(lexicon: Lexicon) -> Iterator[tuple[str, str, str]]:
    for office in lexicon.rows("offices"):
        for words in (office.name, *office.aliases):
            yield words, "office", office.name
