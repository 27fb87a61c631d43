"""All entries of a list in a text, overlaps settled so that the longest words win wherever they begin.

Leftmost-longest matching fails where a word ends in the first character of a name (访问津巴布韦: 问津 swallows
津巴布韦;
美国务卿: 美国 swallows 国务卿). Here every match is found, and of overlapping ones those are kept that have the
greatest
sum of squared lengths. The cost is linear in the number of matches.
"""

import daachorse

Match = tuple[int, int, int]
"""Start, end (half-open, code points) and the entry's number."""


class Matcher:
    """The entries compiled to one automaton; pickles and compiles in a fraction of a second."""

    def __init__(self, entries: list[str]) -> None:
        self._automaton = daachorse.CharwiseDoubleArrayAhoCorasick(entries, daachorse.MATCH_KIND_STANDARD)

    def find(self, text: str, closed: frozenset[int] = frozenset()) -> list[Match]:
        """The chosen matches from left to right, without overlap; none begins or ends at a place in ``closed``."""
        every = self._automaton.find_overlapping(text)
        found = sorted((m for m in every if m[0] not in closed and m[1] not in closed), key=_by_start)
        chosen: list[Match] = []
        at = 0
        while at < len(found):
            end, stop = found[at][1], at + 1
            while stop < len(found) and found[stop][0] < end:
                end = max(end, found[stop][1])
                stop += 1
            chosen += _best(found[at:stop], end)
            at = stop
        return chosen


def _by_start(match: Match) -> tuple[int, int]:
    return match[0], -match[1]


def _best(cluster: list[Match], end: int) -> list[Match]:
    """Of matches that overlap in a chain (sorted by start, longest first) those of the greatest sum of squared
    lengths."""
    if cluster[0][1] == end:
        return cluster[:1]
    ahead: dict[int, tuple[int, list[Match]]] = {}
    best: tuple[int, list[Match]] = (0, [])
    later = len(cluster)
    for match in reversed(cluster):
        later -= 1
        follow = next((at for at in range(later + 1, len(cluster)) if cluster[at][0] >= match[1]), None)
        tail = ahead[follow] if follow is not None else (0, [])
        with_it = (tail[0] + (match[1] - match[0]) ** 2, [match, *tail[1]])
        best = with_it if with_it[0] >= best[0] else best
        ahead[later] = best
    return best[1]
