"""What a paragraph shows that may tie it to others: its words, names, days and typographic habits."""

import re
from collections import Counter
from collections.abc import Sequence

import msgspec

from dragoman.restoring.discourse import Discourse, Ties
from dragoman.restoring.lines import Line
from dragoman.restoring.names import Name, Names
from dragoman.restoring.openings import Opening

_RUN = re.compile(r"[一-鿿]+|[A-Za-z]{2,}")
_DAY = re.compile(r"(?:(\d{1,2})月)?(\d{1,2})日(?!报)")
_LONGEST_GRAM = 4
_UNCOUNTED = ("office", "full")
_ORDINAL = re.compile(r"^\(?(?:第?([一二三四五六七八九十])[、,.)]|(\d)[、.)](?!\d)|[一二三四]是)")
_ORDINALS = {mark: at for at, mark in enumerate("一二三四五六七八九十", 1)}
HABITS = {
    "weekdays": re.compile(r"(?:周|星期|礼拜)[一二三四五六日天]"),
    "days of the month": re.compile(r"(?<!月)\d{1,2}日"),
    "today": re.compile("今天|昨天|今日|昨日"),
    "Latin names": re.compile(r"[(（][A-Za-z]"),
    "half-width commas": re.compile(r"[一-鿿],"),
    "full-width commas": re.compile("，"),
    "corner quotes": re.compile("[「『]"),
    "curly quotes": re.compile("[“”]"),
    "straight quotes": re.compile('"'),
    "blanks inside": re.compile(r"[一-鿿]\s+[一-鿿]"),
    "dots in names": re.compile("[·•‧]"),
}


class Traits(msgspec.Struct, frozen=True):
    """The traits of one line. ``days`` are (month or None, day) as written, ``ordinal`` its number in a list or 0."""

    grams: dict[str, float]
    names: dict[tuple[str, str], float]
    days: tuple[tuple[int | None, int], ...]
    habits: frozenset[str]
    indent: str
    ordinal: int
    length: int
    persons: frozenset[str]
    ties: Ties


def traits_of(line: Line, opening: Opening | None, names: Names, discourse: Discourse) -> Traits:
    """The traits of a line; the dateline that opens it is left out, it says nothing of what follows."""
    start = opening.span.end if opening and opening.strength > 1 else 0
    words = line.folded[start:]
    days = tuple((int(month) if month else None, int(day)) for month, day in _DAY.findall(words))
    habits = frozenset(habit for habit, pattern in HABITS.items() if pattern.search(line.text, start))
    found = names.find(words)
    return Traits(
        grams=_grams(words),
        names=_named(found),
        days=days,
        habits=habits,
        indent=line.indent,
        ordinal=_ordinal(line.folded),
        length=max(1, len(words)),
        persons=frozenset(key for name in found for key in name.of("person")),
        ties=discourse.ties(words, found),
    )


def _grams(words: str) -> dict[str, float]:
    """Runs of two to four characters, each weighed by its length, and Latin words."""
    grams: dict[str, float] = {}
    for run in _RUN.findall(words):
        if run[0].isascii():
            grams[run.lower()] = 1.5
            continue
        for size in range(2, _LONGEST_GRAM + 1):
            weight = size / 2
            for at in range(len(run) - size + 1):
                grams[run[at : at + size]] = weight
    return grams


def _named(found: Sequence[Name]) -> dict[tuple[str, str], float]:
    counts = Counter(key for name in found for key in name.keys if key[0] not in _UNCOUNTED)
    return {key: 1.0 + 0.5 * (count > 1) for key, count in counts.items()}


def _ordinal(folded: str) -> int:
    match = _ORDINAL.match(folded)
    if not match:
        return 0
    mark = match[1] or match[2] or match[0][0]
    return int(mark) if mark.isdigit() else _ORDINALS.get(mark, 0)


def announces_list(line: Line) -> bool:
    """Whether the line ends by announcing what follows."""
    return line.folded.endswith(":")


def mixed_indents(traits: Sequence[Traits]) -> bool:
    """Whether the page's paragraphs differ in their indents, so that an indent says something."""
    return len({trait.indent for trait in traits}) > 1
