"""Readiness for a particular deed is that deed, still to come: 将向乌克兰提供武器 is aid, 愿与俄方谈判 a meeting.

The words stand in the table ``grammar/plans.toml``. (CODEBOOK.md, decisions 4 and 10)
"""

from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.lexicon.trees import load_tree, shaped, whence


class Plans(msgspec.Struct, frozen=True):
    """The table's lists."""

    timeless: frozenset[str]
    rules: frozenset[str]
    stays: tuple[str, ...]
    give: tuple[str, ...]
    goods: tuple[str, ...]
    aid: tuple[str, ...]
    meet: tuple[str, ...]


@lru_cache(maxsize=4)
def load_plans(extra: Path | None = None) -> Plans:
    """The words of ``grammar/plans.toml``."""
    name = "grammar/plans"
    return shaped(load_tree(name, extra), Plans, whence(name, extra), "Write it like the built-in table does")


def as_planned(reading: Reading, plans: Plans) -> Reading:
    """The reading as the deed that its words announce; as it is where they announce none. What is done by saying it
    (a threat of what is to come) is no plan."""
    spot = reading.spot
    if reading.aux == "future" and reading.rule.type in plans.timeless:
        return msgspec.structs.replace(reading, aux=None)
    if reading.rule.type != "AGREE" or reading.rule.name not in plans.rules or reading.aux is not None:
        return reading
    told = spot.text[min(spot.word.start, spot.segment.start) : max(spot.word.end, spot.segment.end)]
    kind = None if _holds(told, plans.stays) else _kind(told, plans)
    if kind is None:
        return reading
    return msgspec.structs.replace(reading, rule=msgspec.structs.replace(reading.rule, type=kind), aux="future")


def _kind(told: str, plans: Plans) -> str | None:
    if _holds(told, plans.aid) or (_holds(told, plans.give) and _holds(told, plans.goods)):
        return "AID"
    return "CONSULT" if _holds(told, plans.meet) else None


def _holds(text: str, words: tuple[str, ...]) -> bool:
    return any(word in text for word in words)
