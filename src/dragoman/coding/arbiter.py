"""Chooses among the readings of a trigger: a conditional logit over readable features.

The weights stand in ``lexicon/tables/grammar/arbiter.tsv``, one feature a line, learned by
``tools/train_arbiter.py``. The readings of one trigger, and the possibility that none is right, compete: a reading's
score is the exponential of the sum of its features' weights, divided by one plus the sum over all readings (McFadden
1974). Each choice can be shown feature by feature. A score is not yet the chance that an event is right, since the
likeliest of many readings was picked: ``confidence.slope`` and ``confidence.shift``, with a shift of its own for each
type, turn it into that (Platt 1999), fitted to texts kept from the weights' training. An event is told where its chance
reaches ``threshold``.
"""

import math
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.coding.features import weighed_as
from dragoman.coding.reader import Trigger
from dragoman.lexicon.loader import BUILT_IN

HOPELESS = -4.2
"""Below this sum a rule's readings are not made. On the development texts strict F1 is 0.553 with -3.5, 0.559 with -4.2
and 0.556 with -5; each step costs a tenth to a fifth of the speed, and what is given up lies mostly in short texts."""

_REMEMBERED = 100_000


class Confidence(msgspec.Struct, frozen=True):
    """What turns the log odds of a score into those of being right: a slope, a shift, and one more for each type as
    weighed."""

    slope: float = 1.0
    shift: float = 0.0
    kinds: dict[str, float] = {}

    def chance(self, score: float, kind: str) -> float:
        """The estimated chance that an event of ``kind`` with this score is right."""
        odds = min(max(score, 1e-6), 1 - 1e-6)
        told = self.slope * math.log(odds / (1 - odds)) + self.shift + self.kinds.get(kind, 0.0)
        return 1 / (1 + math.exp(-told))


_PLAIN = Confidence()


class Arbiter:
    """Scores readings with a table of weights; an unknown feature weighs nothing."""

    def __init__(self, weights: dict[str, float], threshold: float, confidence: Confidence = _PLAIN) -> None:
        self.weights, self.threshold, self.confidence = weights, threshold, confidence
        self._sums: dict[tuple[str, ...], float] = {}

    def weigh(self, features: tuple[str, ...]) -> float:
        """The sum of the weights of ``features``."""
        get = self.weights.get
        return sum([get(feature, 0.0) for feature in features])

    def _known(self, given: tuple[str, ...]) -> float:
        """The weight of features that recur from text to text, remembered."""
        found = self._sums.get(given)
        if found is None:
            if len(self._sums) > _REMEMBERED:
                self._sums.clear()
            found = self._sums[given] = self.weigh(given)
        return found

    def worth(self, rule: tuple[str, ...], shared: tuple[str, ...]) -> bool:
        """Whether readings of a rule at a trigger can still become likely, by what holds for all of them."""
        return self.weigh(rule) + self.weigh(shared) >= HOPELESS

    def score(self, trigger: Trigger) -> None:
        """Set each reading's chance to be the right one; a sum of zero is as likely as that nothing happened."""
        shared = {id(reading.shared): reading.shared for reading in trigger.readings}
        base = {key: self.weigh(features) for key, features in shared.items()}
        sums = [
            base[id(r.shared)] + self._known(r.given) + self.weigh(r.features) + r.rule.weight for r in trigger.readings
        ]
        odds = [math.exp(min(30.0, total)) for total in sums]
        total = 1 + sum(odds)
        for reading, odd in zip(trigger.readings, odds, strict=True):
            reading.score = odd / total

    def explain(self, reading: Reading, most: int = 6) -> list[tuple[str, float]]:
        """The features that weigh most in a reading's score."""
        known = [(feature, self.weights[feature]) for feature in reading.weighed if feature in self.weights]
        return sorted(known, key=lambda item: -abs(item[1]))[:most]

    def chance(self, reading: Reading) -> float:
        """The estimated chance that the event of a scored reading is right."""
        return self.confidence.chance(reading.score, weighed_as(reading.rule.type, reading.aux))

    def choose(self, trigger: Trigger) -> Reading | None:
        """The best reading of a trigger, or None where even that is too doubtful."""
        self.score(trigger)
        best = max(trigger.readings, key=lambda reading: reading.score)
        return best if self.chance(best) >= self.threshold else None


_KIND = "confidence.shift."


@lru_cache(maxsize=1)
def load_arbiter(folder: Path = BUILT_IN) -> Arbiter:
    """The arbiter of ``folder/grammar/arbiter.tsv``; the lines before the weights hold the threshold and what turns a
    score into a confidence (without them a score is taken as it is)."""
    path = folder / "grammar" / "arbiter.tsv"
    lines = path.read_text(encoding="utf-8").splitlines() if path.exists() else []
    values = {name: float(value) for name, value in (line.split("\t") for line in lines if line)}
    threshold, slope, shift = (values.pop(name, default) for name, default in _SETTINGS.items())
    kinds = {name.removeprefix(_KIND): values.pop(name) for name in list(values) if name.startswith(_KIND)}
    return Arbiter(values, threshold, Confidence(slope, shift, kinds))


_SETTINGS = {"threshold": 0.0, "confidence.slope": 1.0, "confidence.shift": 0.0}
"""The lines that are no weights, and what holds without them."""
