"""Places as written, and what the tables know of them: the country that a place is in and its position."""

import msgspec

from dragoman.lexicon import Lexicon


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
    """The places and states of a lexicon, by name and by code."""

    def __init__(self, lexicon: Lexicon) -> None:
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
