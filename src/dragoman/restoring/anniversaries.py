"""Anniversaries that a text speaks of: thirty years of relations that began in 1992 make it a text of 2022."""

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held
from dragoman.restoring.names import Name, names_of
from dragoman.restoring.years import Clue

_COUNT = re.compile(
    r"(?P<digits>\d{1,3})(?P<unit>周年|年来|年前|个(?=[“‘\"]?[一-鿿]{2,4}日))"
    r"|(?P<signs>[一二三四五六七八九十百]{1,5})(?P<exact>周年)"
)
_SENTENCE = re.compile(r"[^。!?;]+")
_STATED = re.compile(r"(?:19|20)\d\d年")
_SHIFTS = {"明年": -1, "后年": -2, "去年": 1, "前年": 2}
_HOME = "CHN"
"""Whose relations with other states the table holds; its short name stands before theirs (中法)."""
_ROUND = 5
"""From how many years on “N years ago” is meant exactly."""
_COMING = ("迎接", "迎来", "即将", "还将")
"""After these an anniversary may also be the coming year's."""
_SIGNS = {mark: at for at, mark in enumerate("一二三四五六七八九", 1)}
_OTHERWISE = -3.5


class Foundings:
    """The table of foundings, compiled: by their words, and the years of relations by state."""

    def __init__(self, lexicon: Lexicon) -> None:
        rows = lexicon.rows("foundings")
        self.named = [(words, row.year) for row in rows if not row.state for words in row.words]
        self.between = {(words, row.state): row.year for row in rows if row.state for words in row.words}
        self.words = frozenset(words for words, _ in self.between)
        self.short = {short: state.code for state in lexicon.rows("states") for short in state.short}
        self.home = tuple(short for short, state in self.short.items() if state == _HOME)


@lru_cache(maxsize=4)
def foundings_of(held: Held) -> Foundings:
    """The foundings of a lexicon, compiled once."""
    return Foundings(held.lexicon)


def anniversary_clues(texts: Sequence[str], days: Sequence[date], lexicon: Lexicon) -> Iterator[Clue]:
    """What the anniversaries in the folded texts say of the candidate days."""
    table, names = foundings_of(Held(lexicon)), names_of(Held(lexicon))
    found = [name for text in texts for name in names.find(text)]
    for text in texts:
        for sentence in _SENTENCE.finditer(text):
            for count in _COUNT.finditer(sentence[0]):
                years = _years(sentence[0], count, found, table)
                scores = tuple(0.0 if day.year in years else _OTHERWISE for day in days)
                if years and any(day.year in years for day in days):
                    yield Clue(f"“{sentence[0][max(0, count.start() - 12) : count.end()]}”", scores, "anniversary")


def _years(sentence: str, count: re.Match[str], found: Sequence[Name], table: Foundings) -> set[int]:
    """The years that the anniversary may be in."""
    passed = int(count["digits"]) if count["digits"] else number(count["signs"])
    before = sentence[: count.start()]
    if _STATED.search(before):
        return set()
    passed += next((shift for words, shift in _SHIFTS.items() if words in before), 0)
    years = set()
    if count["unit"] in ("周年", "个") or count["exact"] or (count["unit"] == "年前" and passed >= _ROUND):
        years = {year + passed for words, year in table.named if words in sentence}
    if any(words in sentence for words in table.words) and passed > 1:
        states = {state for mark, state in table.short.items() for home in table.home if home + mark in sentence}
        states |= {key for name in found for key in name.of("state")}
        years |= {year + passed for (words, state), year in table.between.items() if state in states}
    return years | {year - 1 for year in years} if any(words in before for words in _COMING) else years


def number(signs: str) -> int:
    """A number below a thousand in Chinese signs (六十五, 一百零八)."""
    total = current = 0
    for sign in signs:
        if sign in "百十":
            total += (current or 1) * (100 if sign == "百" else 10)
            current = 0
        else:
            current = _SIGNS.get(sign, 0)
    return total + current
