"""What an event is about: the issue tags that the words of its sentence, paragraph and text speak for."""

from bisect import bisect_left
from collections import Counter

import daachorse

from dragoman.lexicon import Lexicon
from dragoman.model import Span
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
        return [
            (start, tag, weight)
            for start, _, number in self._automaton.find(folded)
            for tag, weight in self._tags[number]
        ]


_REACH = 600
"""How much of a long paragraph (code points to either side) still speaks for a sentence."""


def _within(paragraph: Span, sentence: Span) -> Span:
    start = max(paragraph.start, sentence.start - _REACH)
    return Span(min(start, sentence.start), max(min(paragraph.end, sentence.end + _REACH), sentence.end))


class Issues:
    """The issue words of one text, ready to be asked for any sentence of it."""

    def __init__(self, found: list[tuple[int, str, int]]) -> None:
        self._found = found
        self._starts = [at for at, _, _ in found]
        self._total: Counter[str] = Counter()
        for _, tag, weight in found:
            self._total[tag] += weight

    def of(self, sentence: Span, paragraph: Span) -> tuple[str, ...]:
        """Up to three tags: the sentence's own words count fourfold, its paragraph's single, the rest of the text
        half and only
        up to a limit."""
        around = self._sum(_within(paragraph, sentence))
        own = self._sum(sentence)
        near = Counter({tag: 3 * own[tag] + weight for tag, weight in around.items()})
        for tag, weight in self._total.items():
            near[tag] += min(weight - around[tag], 6) // 2
        ranked = sorted(near.items(), key=lambda item: (-item[1], item[0]))
        best = ranked[0][1] if ranked else 0
        chosen = tuple(tag for tag, weight in ranked[:3] if weight >= max(2, best / 3))
        return chosen or ("other",)

    def _sum(self, span: Span) -> Counter[str]:
        total: Counter[str] = Counter()
        for at in range(bisect_left(self._starts, span.start), bisect_left(self._starts, span.end)):
            total[self._found[at][1]] += self._found[at][2]
        return total
