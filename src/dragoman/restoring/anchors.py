"""The day that a fragment's dates count from, and why; an interval where the day can't be known."""

from collections.abc import Sequence
from datetime import date, timedelta

from dragoman.lexicon import Lexicon
from dragoman.model import Anchor
from dragoman.restoring.clues import horizon, known_years, possible_days, time_clues
from dragoman.restoring.held import Held
from dragoman.restoring.openings import Opening
from dragoman.restoring.years import Verdict, weigh

_SURE, _AHEAD = 0.45, 1.3
"""The chance at which a day is taken for the anchor, and how many times that of the next; else an interval is kept."""
_LEADS, _FAR = 0.3, 10
"""A day also is where it has this chance and is that many times as likely as any other."""
_STANDS = 0.04
_SAME_STORY = 3
"""A dateline at most this many days before the document's own date leaves that date the anchor."""


def anchor(
    opening: Opening | None, texts: Sequence[str], published: date | None, by: str, alone: bool, lexicon: Lexicon
) -> Anchor:
    """The anchor of a fragment with the folded paragraphs ``texts`` and the dateline ``opening``.

    ``published`` is the document's own date and ``by`` where it was found; ``alone`` says that the fragment is the
    whole document.
    """
    stamped = _stamped(opening, published, by, alone)
    if stamped is not None:
        return stamped
    if opening is not None and opening.year and opening.month and opening.day:
        return Anchor(day=date(opening.year, opening.month, opening.day), reason=f"dateline {opening.words}")
    last = published or horizon(Held(lexicon))
    return _weighed(opening, texts, last, lexicon)


def _stamped(opening: Opening | None, published: date | None, by: str, alone: bool) -> Anchor | None:
    """The anchor by the document's own date; None where there is none or the dateline needs more."""
    if published is None:
        return None
    own = f"the document's own date ({by})" if by else "the document's own date"
    if opening is None or opening.day is None:
        if alone:
            return Anchor(day=published, reason=own)
        return Anchor(latest=published, reason=f"{own} is an upper bound; the fragment has no dateline")
    day = _latest(opening, published)
    if day is None:
        return None
    if alone and (published - day).days <= _SAME_STORY:
        return Anchor(day=published, reason=own)
    return Anchor(day=day, reason=f"dateline {opening.words}, the latest such day up to {own}")


def _latest(opening: Opening, last: date) -> date | None:
    """The latest day up to ``last`` (or the day after, for other time zones) that the dateline can mean."""
    for back in range(-1, 366 * 4):
        day = last - timedelta(days=back)
        if day.day == opening.day and opening.month in (None, day.month) and opening.year in (None, day.year):
            return day
    return None


def _weighed(opening: Opening | None, texts: Sequence[str], last: date, lexicon: Lexicon) -> Anchor:
    """The anchor from what the text itself says of its time."""
    days = possible_days(opening, last)
    clues = time_clues(texts, days, lexicon)
    verdict = weigh(days, clues, known_years(days, lexicon))
    return (
        _decided(opening, verdict) if clues and days else Anchor(month_day=_month_day(opening), reason=_lead(opening))
    )


def _decided(opening: Opening | None, verdict: Verdict) -> Anchor:
    day, chance = verdict.ranked[0]
    standing = verdict.standing(_STANDS)
    reason = "; ".join([_lead(opening), *verdict.reasons[:5]])
    known = opening is not None and opening.day is not None
    if known and _stands_out(verdict):
        return Anchor(day=day, earliest=day, latest=day, reason=f"{reason} (chance {chance:.2f})")
    if not standing or len(standing) == len(verdict.ranked):
        return Anchor(month_day=_month_day(opening), reason=f"{reason}: no year can be found")
    return Anchor(earliest=standing[0], latest=standing[-1], month_day=_month_day(opening), reason=reason)


def _stands_out(verdict: Verdict) -> bool:
    """Whether one day is likely, or far likelier than any of the many that share what remains."""
    chances = [chance for _, chance in verdict.ranked[:2]] + [0.0]
    likely = chances[0] >= _SURE and chances[0] >= _AHEAD * chances[1]
    return likely or (chances[0] >= _LEADS and chances[0] >= _FAR * chances[1])


def _lead(opening: Opening | None) -> str:
    return f"dateline {opening.words}" if opening else "no dateline"


def _month_day(opening: Opening | None) -> str:
    if opening is None or opening.month is None or opening.day is None:
        return ""
    return f"--{opening.month:02}-{opening.day:02}"
