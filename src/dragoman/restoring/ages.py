"""Ages told of persons whose day of birth is known: a text that calls somebody 74 years old is of one year."""

import re
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from functools import lru_cache

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name, names_of
from dragoman.restoring.years import Clue

_AGE = re.compile(r"(?<![\d.])(\d{2,3})岁")
_BEHIND, _BEFORE = 16, 6
"""Within how many characters after an age stands whose it is (74岁的美国总统…), and within how many before it."""
_APART, _ASIDE = re.compile(r"[。!?;、,]"), re.compile(r"[。!?;、]")
"""What parts an age from the name of somebody else behind it, and before it (特朗普,74岁 is one)."""
_NOMINAL, _OTHERWISE = -2.0, -4.5
"""What a day loses on which the person is a year younger or older than told, and on which the age is wrong."""


@lru_cache(maxsize=4)
def births_of(held: Held) -> dict[str, date]:
    """The day of birth of each person in the table, by id."""
    return {row.person: date.fromisoformat(row.date) for row in held.lexicon.rows("births")}


def age_clues(texts: Iterable[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the ages that the folded texts tell say of the candidate days."""
    births, names = births_of(Held(lexicon)), names_of(Held(lexicon))
    for text in texts:
        ages = list(_AGE.finditer(text))
        found = names.find(text) if ages else []
        for told in ages:
            name = _whose(told, text, found)
            born = {births[key] for key in name.of("person") if key in births} if name else set()
            scores = tuple(max((_score(day, int(told[1]), one) for one in born), default=0.0) for day in days)
            if name and len(born) == 1 and max(scores, default=_OTHERWISE) == 0.0:
                yield Clue(f"{name.words}, {told[0]}: born {min(born)}", scores, "age")


def _whose(told: re.Match[str], text: str, found: Sequence[Name]) -> Name | None:
    """The person whose age is told: the first named soon after it, else the last named right before it."""
    people = [name for name in found if name.of("person")]
    behind = [name for name in people if 0 <= name.start - told.end() <= _BEHIND]
    before = [name for name in people if 0 <= told.start() - name.end <= _BEFORE]
    if text.startswith("的", told.end()) or not before:
        near = [name for name in behind if not _APART.search(text, told.end(), name.start)]
        return near[0] if near else None
    return None if _ASIDE.search(text, before[-1].end, told.start()) else before[-1]


def _score(day: date, age: int, born: date) -> float:
    years = day.year - born.year - ((day.month, day.day) < (born.month, born.day))
    return 0.0 if years == age else _NOMINAL if abs(years - age) == 1 else _OTHERWISE
