"""The weights and word lists of ``weights.toml``, loaded once."""

import tomllib
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from itertools import count

import msgspec

_TABLE = files("dragoman.linking") / "weights.toml"


class Days(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """How far, in days, from its own date a report's happening is sought."""

    slack: int
    plan: int
    answer: int
    undated_before: int
    undated_plan: int
    vague: int
    background: int


class Weights(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
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

    def moment_words(self) -> dict[str, str]:
        """Word to the row of its group: two words exclude each other if their rows differ and their groups do not."""
        numbered = zip(count(), ((group, row) for group, rows in self.moments.items() for row in rows), strict=False)
        return {word: f"{group}:{number}" for number, (group, row) in numbered for word in row.split("|")}


@lru_cache(maxsize=1)
def load_weights() -> Weights:
    """The table, checked: a name that is unknown or missing is an error."""
    return msgspec.convert(tomllib.loads(_TABLE.read_text("utf-8")), Weights)


@lru_cache(maxsize=1)
def fingerprint() -> str:
    """Changes with the code and the weights of this room: another one means that all is linked anew."""
    room = files("dragoman.linking")
    parts = sorted(entry.name for entry in room.iterdir() if entry.name.endswith((".py", ".toml", ".sql")))
    return sha256(b"\0".join((room / name).read_bytes() for name in parts)).hexdigest()[:16]
