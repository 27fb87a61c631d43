"""Names that the roster lacks, recognised by their shape after an office or a title."""

import re
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.lexicon.trees import load_tree


class Shapes(msgspec.Struct, frozen=True):
    """What ``grammar/names.toml`` holds, compiled to sets."""

    transliteration: frozenset[str]
    surnames: frozenset[str]
    gap_stops: frozenset[str]
    longest_gap: int
    gap_verbs: tuple[str, ...]
    acting_for: frozenset[str]
    title_ends: tuple[str, ...]
    longest_title: int
    posted: tuple[str, ...]
    short_before: tuple[str, ...]
    short_after: tuple[str, ...]
    strong_shorts: dict[str, str]
    doubtful: frozenset[str]
    cut: frozenset[str]
    many: re.Pattern[str]
    many_code: str
    dateline: re.Pattern[str]
    name_stops: frozenset[str]
    place_before: frozenset[str]


@lru_cache(maxsize=4)
def load_shapes(extra: Path | None = None) -> Shapes:
    """The shapes of ``grammar/names.toml``."""
    raw = load_tree("grammar/names", extra)
    return Shapes(
        frozenset(raw["transliteration"]) - {"\n"},
        frozenset(raw["surnames"].replace("\n", "|").split("|")) - {""},
        frozenset(raw["gap_stops"]),
        raw["longest_gap"],
        tuple(raw["gap_verbs"]),
        frozenset(raw["acting_for"]),
        tuple(raw["title_ends"]),
        raw["longest_title"],
        tuple(raw["posted"]),
        tuple(raw["short_before"]),
        tuple(raw["short_after"]),
        dict(raw["strong_shorts"]),
        frozenset(raw["doubtful"]),
        frozenset(raw["cut"]),
        re.compile(raw["many"]),
        raw["many_code"],
        re.compile(raw["dateline"], re.MULTILINE),
        frozenset(raw["name_stops"]),
        frozenset(raw["place_before"]),
    )


HAN_NAMES = frozenset({"CHN", "TWN", "HKG", "MAC", "KOR", "PRK", "SGP", "VNM"})
"""States whose people mostly bear a one-syllable surname and one or two further characters."""


def transliterated(text: str, at: int, shapes: Shapes) -> int:
    """Where the run of transliteration characters that begins at ``at`` ends (``at`` where there is none)."""
    end = at
    while end < len(text) and end - at < 16 and (text[end] in shapes.transliteration or _joins(text, end, at)):
        end += 1
    return end


def _joins(text: str, end: int, at: int) -> bool:
    """A middle dot or hyphen inside a name."""
    return text[end] in "·-" and end > at and end + 1 < len(text)


def han_name(text: str, at: int, shapes: Shapes, ends: frozenset[int]) -> int:
    """Where a Chinese or Korean name at ``at`` ends: the longest of two or three characters that ends at one of
    ``ends``
    (offsets where a known word, digit or mark begins); ``at`` where there is none."""
    for surname in (2, 1):
        if text[at : at + surname] in shapes.surnames:
            for given in (2, 1):
                if at + surname + given in ends:
                    return at + surname + given
    return at
