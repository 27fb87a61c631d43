"""Everything in a text that says when it was written, weighed for the days that its dateline may mean."""

from collections.abc import Sequence
from datetime import date
from functools import lru_cache

from dragoman.lexicon import Lexicon
from dragoman.restoring.accessions import accession_clues
from dragoman.restoring.ages import age_clues
from dragoman.restoring.anniversaries import anniversary_clues
from dragoman.restoring.eras import era_clues, eras_of
from dragoman.restoring.happenings import happening_clues
from dragoman.restoring.held import Held
from dragoman.restoring.offices import holdings, office_clues, presence_clues
from dragoman.restoring.openings import Opening
from dragoman.restoring.series import series_clues
from dragoman.restoring.stated import weekday_clues, year_clues
from dragoman.restoring.tallies import tally_clues
from dragoman.restoring.years import Clue, candidates, days_numbered, months

_FIRST = 2000
"""No text is taken to be older than this year."""


def time_clues(texts: Sequence[str], days: Sequence[date], lexicon: Lexicon) -> list[Clue]:
    """What the folded texts say of each of ``days``, each clue weighed as its kind deserves."""
    weights = _weights(Held(lexicon))
    return [_weighed(clue, weights[clue.kind]) for clue in raw_clues(texts, days, lexicon)]


def raw_clues(texts: Sequence[str], days: Sequence[date], lexicon: Lexicon) -> list[Clue]:
    """The clues as they are found, before they are weighed."""
    found = holdings(texts, lexicon)
    return [
        *year_clues(texts, days),
        *weekday_clues(texts, days),
        *office_clues(found, days, lexicon),
        *presence_clues(texts, found, days, lexicon),
        *age_clues(texts, days, lexicon),
        *accession_clues(texts, days, lexicon),
        *era_clues(texts, days, lexicon),
        *happening_clues(texts, days, lexicon),
        *anniversary_clues(texts, days, lexicon),
        *series_clues(texts, days, lexicon),
        *tally_clues(texts, days, lexicon),
    ]


def known_years(days: Sequence[date], lexicon: Lexicon) -> Clue:
    """What can be said of ``days`` before anything is read: of years that the tables hardly know, a text would speak
    of things that they lack, so a text whose words they know is less likely to be of such a year."""
    scores = tuple(eras_of(Held(lexicon)).knowledge(day.year) for day in days)
    return Clue("years of which the tables know little", scores, "known years")


@lru_cache(maxsize=4)
def _weights(held: Held) -> dict[str, float]:
    return {row.kind: row.weight for row in held.lexicon.rows("timing")}


def _weighed(clue: Clue, weight: float) -> Clue:
    return Clue(clue.reason, tuple(weight * score for score in clue.scores), clue.kind)


def possible_days(opening: Opening | None, last: date) -> tuple[date, ...]:
    """The days up to ``last`` that a dateline may mean; without a day, the middle of every month."""
    if opening is None or opening.day is None:
        return months(_FIRST, last)
    if opening.month is None:
        days = days_numbered(opening.day, _FIRST, last)
    else:
        days = candidates(opening.month, opening.day, _FIRST, last)
    return tuple(day for day in days if opening.year in (None, day.year))


@lru_cache(maxsize=4)
def horizon(held: Held) -> date:
    """The last day of the year that the lexicon's terms of office reach: nothing later is known of."""
    starts = [term.start[:4] for term in held.lexicon.rows("terms") if term.start]
    return date(int(max(starts, default="2026")), 12, 31)
