"""What an event is about: the issue tags that the words of its sentence, paragraph and text speak for."""

from collections import Counter

import daachorse

from dragoman.lexicon import Lexicon
from dragoman.naming import fold


class Topics:
    """The issue words in one automaton."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows: dict[str, list[tuple[str, int]]] = {}
        for row in lexicon.rows("issues"):
            rows.setdefault(fold(row.word), []).append((row.tag, row.weight))
        self._words = sorted(rows)
        self._tags = [rows[word] for word in self._words]
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(self._words, daachorse.MATCH_KIND_LEFTMOST_LONGEST)

    def weigh(self, folded: str) -> list[tuple[int, str, int]]:
        """Every issue word of ``folded``: its offset, its tag, its weight."""
        return [(start, tag, weight) for start, _, number in self._automaton.find(folded) for tag, weight in self._tags[number]]


def issues_of(found: list[tuple[int, str, int]], start: int, end: int, paragraph: tuple[int, int]) -> tuple[str, ...]:
    """Up to three tags for the sentence ``start`` to ``end``: its own words count fourfold, its paragraph's double, the rest
    of the text single and only up to a limit."""
    near: Counter[str] = Counter()
    far: Counter[str] = Counter()
    for at, tag, weight in found:
        if start <= at < end:
            near[tag] += 4 * weight
        elif paragraph[0] <= at < paragraph[1]:
            near[tag] += weight
        else:
            far[tag] += weight
    for tag, weight in far.items():
        near[tag] += min(weight, 6) // 2
    ranked = sorted(near.items(), key=lambda item: (-item[1], item[0]))
    best = ranked[0][1] if ranked else 0
    chosen = tuple(tag for tag, weight in ranked[:3] if weight >= max(2, best / 3))
    return chosen or ("other",)
