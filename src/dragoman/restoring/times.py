"""Which paragraphs can be of one time: what each says of the days that each fragment's dateline may mean."""

import math
from collections.abc import Sequence
from datetime import date

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.clues import possible_days, time_clues
from dragoman.restoring.openings import Opening

_WORST = -6.0


class Times(msgspec.Struct):
    """``scores[i, f]`` weighs the days of fragment f by paragraph i (absent: it says nothing of them); ``sums[f]`` is
    the sum over the fragment's paragraphs."""

    scores: dict[tuple[int, int], tuple[float, ...]]
    sums: dict[int, list[float]]

    def move(self, at: int, fragment: int, by: int) -> None:
        """Adds the paragraph to the fragment's sum (by 1) or takes it out (by -1)."""
        for day, score in enumerate(self.scores.get((at, fragment), ())):
            self.sums[fragment][day] += by * score

    def fit(self, at: int, fragment: int, mine: bool) -> float:
        """The log of the chance that the paragraph leaves to the days that the others of the fragment leave open."""
        scores = self.scores.get((at, fragment))
        if scores is None:
            return 0.0
        others = [total - (score if mine else 0.0) for total, score in zip(self.sums[fragment], scores, strict=True)]
        top = max(others)
        chances = [math.exp(other - top) for other in others]
        left = sum(chance * math.exp(score) for chance, score in zip(chances, scores, strict=True)) / sum(chances)
        return max(_WORST, math.log(left + 1e-9))


def times_of(
    texts: Sequence[str], seeds: Sequence[int], openings: Sequence[Opening | None], last: date, lexicon: Lexicon
) -> Times:
    """What the folded paragraphs say of the datelines that open at ``seeds``; fragments without a day are left out."""
    times = Times({}, {})
    for fragment, seed in enumerate(seeds):
        opening = openings[seed]
        days = possible_days(opening, last) if opening is not None and opening.day is not None else ()
        times.sums[fragment] = [0.0] * len(days)
        for at, text in enumerate(texts):
            clues = time_clues([text], days, lexicon) if days else []
            if clues:
                times.scores[at, fragment] = tuple(sum(clue.scores[day] for clue in clues) for day in range(len(days)))
    return times
