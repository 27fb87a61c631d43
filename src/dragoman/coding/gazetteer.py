"""Places as written, and what the tables know of them: the words around them, their country and their position."""

from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.lexicon.trees import load_tree, shaped, whence


class Words(msgspec.Struct, frozen=True):
    """The lists of the table ``grammar/places.toml``."""

    at: tuple[str, ...]
    to: tuple[str, ...]
    hit: tuple[str, ...]
    off: tuple[str, ...]
    inner: frozenset[str]
    inland: tuple[str, ...]
    topic: tuple[str, ...]
    shapes: tuple[str, ...]
    unshaped: tuple[str, ...]
    scene: tuple[str, ...]
    sitting: tuple[str, ...]
    meets: tuple[str, ...]
    speaks: tuple[str, ...]
    missions: tuple[str, ...]
    apart: tuple[str, ...]
    said: frozenset[str]
    spoken: frozenset[str]
    anywhere: frozenset[str]
    going: frozenset[str]
    day: tuple[str, ...]
    there: frozenset[str]
    home: frozenset[str]


@lru_cache(maxsize=4)
def load_words(extra: Path | None = None) -> Words:
    """The words of ``grammar/places.toml``."""
    name = "grammar/places"
    return shaped(load_tree(name, extra), Words, whence(name, extra), "Write it like the built-in table does")


class Site(msgspec.Struct, frozen=True):
    """A place as written, the name or state's code under which the tables know it, where it stands, and how it is
    introduced: ``at`` by 在, ``to`` as a goal, ``hit`` as a target, ``off`` as where something comes from, ``home`` as
    a side's country; ``sure`` where it is a place and no state or body of state."""

    text: str
    key: str
    start: int
    how: str = "at"
    sure: bool = True


class Point(msgspec.Struct, frozen=True):
    """What the tables know of a place: the code of its country and, where listed, its position."""

    code: str = ""
    latitude: float | None = None
    longitude: float | None = None


class Gazetteer:
    """The places and states of a lexicon, by name and by code, and the words that place an event."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.words = load_words(lexicon.extra)
        self._states: dict[str, str] = {row.code: row.name for row in lexicon.rows("states")}
        self._points: dict[str, Point] = {}
        for row in lexicon.rows("places"):
            point = Point(row.country[0] if row.country else "", row.lat, row.lon)
            for name in (row.name, *row.aliases):
                self._points.setdefault(name, point)

    def state(self, code: str) -> str:
        """A state's name, empty for an unknown code."""
        return self._states.get(code, "")

    def point(self, site: Site) -> Point:
        """The position of a site; of a state only its code, of an unlisted place nothing."""
        code = site.key.partition(":")[0]
        known = self._points.get(site.key) or self._points.get(site.text)
        return known or Point(code if code in self._states else "")
