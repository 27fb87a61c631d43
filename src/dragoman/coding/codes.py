"""The codebook's codes for the sides of an event: when a country means its government, its troops, its people, itself.

The table ``grammar/sectors.toml`` says for each role and type what a country is that is named without a sector or by
what stands for its government (a capital, an office, 俄方).
"""

from collections.abc import Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.coding.context import Party, Side
from dragoman.lexicon.trees import load_tree
from dragoman.model import Entity

_NO_STATE = frozenset({"WEST", "INT"})


class Sectors(msgspec.Struct, frozen=True):
    """The ``table`` and the codes of ``states``, which alone take a sector."""

    table: dict[str, Any]
    states: frozenset[str]


def entities(side: Side, role: str, reading: Reading, mode: str | None, sectors: Sectors) -> tuple[Entity, ...]:
    """The entities of a side of the event of ``reading``. ``role`` is actor or recipient. (CODEBOOK.md, "One event" and
    decision 23)"""
    nobody = sectors.table["words"]["nobody"] if role == "recipient" else ()
    return tuple(_entity(party, role, reading, mode, sectors) for party in side if party.name not in nobody)


def _entity(party: Party, role: str, reading: Reading, mode: str | None, sectors: Sectors) -> Entity:
    country, _, sector = party.code.partition(":")
    if country in sectors.states and country not in _NO_STATE and sector in ("", "GOV"):
        sector = _sector(party, role, reading, mode, sector, sectors.table)
    elif country not in sectors.states and sector == "GOV":
        sector = ""
    return Entity(f"{country}:{sector}" if sector else country, party.name, party.reason, party.span, party.key)


def _sector(party: Party, role: str, reading: Reading, mode: str | None, found: str, table: dict[str, Any]) -> str:
    """What a country, or what stands for its government, is in this part."""
    rule, armed = reading.rule, table["words"]["armed"]
    if (
        rule.type == "ASSAULT"
        and role == "recipient"
        and (rule.pair or found == "GOV" or _armed(party, reading, armed))
    ):
        return "MIL"
    sector = table[role].get(f"{rule.type}/{mode}", table[role].get(rule.type, table[role]["any"]))
    outright = found == "GOV" and any(word in (party.name or "") for word in table["words"]["outright"])
    return "GOV" if outright and sector == "" else sector


_NEAR = 12
"""How far behind a country's name (code points) a word still tells that its troops are meant."""


def _armed(party: Party, reading: Reading, armed: Iterable[str]) -> bool:
    """Whether the words behind a country's name tell of its troops or arms (乌克兰军事基础设施)."""
    if party.kind != "state" or party.span is None:
        return False
    behind = reading.spot.text[party.span.end : party.span.end + _NEAR].partition("，")[0]
    return any(word in behind for word in armed)


@lru_cache(maxsize=4)
def load_sectors(extra: Path | None = None) -> dict[str, Any]:
    """Role to type (or type/mode) to the sector that a bare country has there; and lists of ``words``."""
    return load_tree("grammar/sectors", extra)
