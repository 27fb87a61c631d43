"""The weights and word lists of the table ``linking.toml``, loaded once, with what the lexicon adds to them."""

import re
from functools import cached_property, lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import count
from pathlib import Path

import msgspec

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.lexicon.trees import load_tree, shaped, whence


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far, in days, from its own date a report's happening is sought."""

    slack: int
    plan: int
    answer: int
    undated_before: int
    undated_plan: int
    vague: int
    background: int


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """Every number and list of the table, under the names that it has there."""

    bias: float
    apart: float
    unseen: float
    near_km: float
    far_km: float
    members: int
    days: Days
    families: dict[str, tuple[str, ...]]
    base: dict[str, float]
    said: dict[str, tuple[str, ...]]
    kin: dict[str, float]
    mode: dict[str, float]
    sides: dict[str, float]
    time: dict[str, float]
    place: dict[str, float]
    wide: dict[str, float]
    issue: dict[str, float]
    words: dict[str, float]
    number: dict[str, float]
    moment: dict[str, float]
    moments: dict[str, tuple[str, ...]]
    numbers: dict[str, tuple[str, ...]]

    @cached_property
    def moment_words(self) -> dict[str, str]:
        """Word to the row of its group: two words exclude each other if their rows differ and their groups do not."""
        numbered = zip(count(), ((group, row) for group, rows in self.moments.items() for row in rows), strict=False)
        return {word: f"{group}:{number}" for number, (group, row) in numbered for word in row.split("|")}

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """A number and its counter."""
        units = "|".join(map(re.escape, sorted(self.numbers["counters"], key=len, reverse=True)))
        digits = r"\d[\d,]*(?:\.\d+)?|[零〇一二两三四五六七八九十百千]+"
        return re.compile(rf"(?P<number>{digits})(?P<great>[万亿]?)(?:余|多)?(?P<unit>{units})")


@lru_cache(maxsize=4)
def load_weights(extra: Path | None = None) -> Weights:
    """The table with what a user's folder adds, checked: a name that is unknown or missing is an error."""
    where = whence("linking", extra)
    return shaped(load_tree("linking", extra), Weights, where, "Compare with the names in the built-in table")


class Knowledge(msgspec.Struct, frozen=True, dict=True):
    """What linking knows: the weights and a lexicon's places and groupings."""

    weights: Weights
    lexicon: Lexicon

    @cached_property
    def wide_places(self) -> dict[str, float]:
        """Names of countries and of other places that places lie in, with how far they reach in kilometres."""
        wide, rows = self.weights.wide, self.lexicon.rows
        places = {
            name: wide[row.kind] for row in rows("places") if row.kind in wide for name in (row.name, *row.aliases)
        }
        names = ((row.name, row.full, *row.aliases) for row in rows("states"))
        return places | {name: wide["country"] for row in names for name in row if name}

    @cached_property
    def groupings(self) -> list[tuple[str, str]]:
        """The small groupings of states, each with its members."""
        rows = (row for row in self.lexicon.rows("organisations") if row.kind in ("grouping", "counted"))
        small = [row for row in rows if 0 < len(row.members) <= self.weights.members]
        return sorted({(row.code, member) for row in small for member in row.members})

    @cached_property
    def fingerprint(self) -> str:
        """Changes with the code of this room and with what it knows: another one means that all is linked anew."""
        room = files("dragoman.linking")
        parts = sorted(entry.name for entry in room.iterdir() if entry.name.endswith((".py", ".sql")))
        known = msgspec.json.encode([self.weights, sorted(self.wide_places.items()), self.groupings])
        return sha256(b"\0".join([*((room / name).read_bytes() for name in parts), known])).hexdigest()[:16]


@lru_cache(maxsize=4)
def knowledge(extra: Path | None = None) -> Knowledge:
    """What the built-in tables and a user's folder know."""
    return Knowledge(load_weights(extra), load_lexicon(extra))
