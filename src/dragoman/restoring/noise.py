"""Lines that belong to no article: captions, promotion, disclaimers, furniture, each told by its cues."""

import re
from collections.abc import Callable, Sequence
from functools import lru_cache

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.lines import Line

ENOUGH = 3
"""The weight at which a line's cues set it aside."""


class Verdict(msgspec.Struct, frozen=True):
    """A line is noise of ``kind``; ``reason`` quotes the cues."""

    kind: str
    reason: str


class _Cue(msgspec.Struct, frozen=True):
    words: str
    kind: str
    weight: int
    longest: int
    found: Callable[[str], str]


_Row = tuple[str, str, str, int, int]


def judge(lines: Sequence[Line], lexicon: Lexicon) -> dict[int, Verdict]:
    """The verdict on each line that is noise by its own words or as what stands right under a picture's label."""
    cues = _cues(tuple((row.cue, row.kind, row.where, row.weight, row.longest) for row in lexicon.rows("noise")))
    verdicts: dict[int, Verdict] = {}
    for line in lines:
        verdict = _verdict(line, cues) or _under_label(line, verdicts)
        if verdict:
            verdicts[line.number] = verdict
    return verdicts


def _verdict(line: Line, cues: Sequence[_Cue]) -> Verdict | None:
    length = len(line.folded)
    hits = [(cue, words) for cue in cues if not 0 < cue.longest < length and (words := cue.found(line.folded))]
    if sum(cue.weight for cue, _ in hits) < ENOUGH:
        return None
    heaviest = max(hits, key=lambda hit: hit[0].weight)[0]
    return Verdict(heaviest.kind, "reads " + ", ".join(f"“{words[:24]}”" for _, words in hits[:3]))


def _under_label(line: Line, verdicts: dict[int, Verdict]) -> Verdict | None:
    """A short line without a full stop right under a picture's label is the picture's caption."""
    above = verdicts.get(line.number - 1)
    if above is None or above.kind != "caption" or not line.follows:
        return None
    if len(line.text) > 40 or line.text[-1] in "。！？":
        return None
    return Verdict("caption", "a short line right under a picture's label")


@lru_cache(maxsize=4)
def _cues(rows: tuple[_Row, ...]) -> tuple[_Cue, ...]:
    return tuple(
        _Cue(words, kind, weight, longest, _finder(words, where)) for words, kind, where, weight, longest in rows
    )


def _finder(words: str, where: str) -> Callable[[str], str]:
    """What of a folded line the cue finds; empty where it finds nothing."""
    if where == "pattern":
        pattern = re.compile(words)
        return lambda text: match[0] if (match := pattern.search(text)) else ""
    tests: dict[str, Callable[[str], bool]] = {
        "whole": lambda text: text == words,
        "start": lambda text: text.startswith(words),
        "end": lambda text: text.endswith(words),
        "contains": lambda text: words in text,
    }
    test = tests[where]
    return lambda text: words if test(text) else ""
