"""The codebook's codes for the sides of an event: when a country means its government, its troops, its people, itself.

The table ``grammar/sectors.toml`` says for each role and type what a country is that is named without a sector or by
what stands for its government (a capital, 俄方), and which words show that two sides did it together.
"""

from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dragoman.coding.candidate import SYMMETRIC, Reading
from dragoman.coding.context import Party, Side, merged
from dragoman.lexicon.trees import load_tree
from dragoman.model import Entity, Mention

_NO_STATE = frozenset({"WEST", "INT"})


class Sectors(msgspec.Struct, frozen=True):
    """The ``table`` and the codes of ``states``, which alone take a sector."""

    table: dict[str, Any]
    states: frozenset[str]

    def has(self, kind: str, text: str) -> bool:
        """Whether one of the table's words of ``kind`` stands in ``text``."""
        return any(word in text for word in self.table["words"][kind])

    def ends(self, kind: str, name: str | None) -> bool:
        """Whether a name ends in one of the table's words of ``kind``."""
        return (name or "").endswith(tuple(self.table["words"][kind]))


def both_sides(reading: Reading, mode: str | None, sectors: Sectors) -> tuple[Side, Side]:
    """Actors and recipients as the codebook sets them out: whoever meets, and two who do something together, are all
    actors; nobody is on both sides of an act that is not mutual. (CODEBOOK.md, decisions 1, 10 and 21)"""
    actors, recipients = reading.actor, reading.recipient
    if reading.rule.type not in SYMMETRIC or not recipients:
        return actors, recipients
    if _mutual(reading, mode, sectors):
        return merged(actors, recipients), ()
    mine = {party.code for party in actors}
    return actors, tuple(party for party in recipients if party.code not in mine)


def _mutual(reading: Reading, mode: str | None, sectors: Sectors) -> bool:
    words = sectors.table["words"]
    if reading.rule.type == "CONSULT":
        return mode not in words["hosted"]
    spot = reading.spot
    told = spot.text[min(spot.word.start, spot.segment.start) : max(spot.word.end, spot.segment.end)]
    for word in words["general"]:
        told = told.replace(word, "")
    return sectors.has("mutual", told)


def entities(side: Side, role: str, reading: Reading, mode: str | None, sectors: Sectors) -> tuple[Entity, ...]:
    """The entities of a side of the event of ``reading``. ``role`` is actor or recipient. (CODEBOOK.md, "One event" and
    decision 23)"""
    nobody = sectors.table["words"]["nobody"] if role == "recipient" else ()
    meant = [_meant(party, role, reading) for party in side if party.name not in nobody]
    return tuple(_entity(party, role, reading, mode, sectors) for party in meant)


_AREAS = ("state", "place", "capital")

_REACH = 24
"""How far behind the name of a struck country or place (code points, in its clause) its own troops may be named."""


def _meant(party: Party, role: str, reading: Reading) -> Party:
    """Who is meant by a party that names too much or too little: by a place those who are struck there, by the people
    of a partner in an agreement the partner itself, where it is named too."""
    kind, found = reading.rule.type, None
    if role == "recipient" and kind == "ASSAULT" and party.kind in _AREAS and party.span is not None:
        found = _struck_there(party, party.span.end, reading)
    elif role == "recipient" and kind in SYMMETRIC and party.code.endswith((":BUS", ":CVL")):
        found = next((m for m in _named(party, reading) if m.code.partition(":")[2] in ("", "GOV")), None)
    return party if found is None or found.kind == "place" else _as(found)


def _struck_there(party: Party, end: int, reading: Reading) -> Mention | None:
    """The troops, group or people named behind a country or place in its clause (加沙地带的哈马斯目标)."""
    stop = end + len(reading.spot.text[end : end + _REACH].partition("，")[0])
    actors = [actor.span for actor in reading.actor]
    close = (mention for mention in _named(party, reading) if end <= mention.span.start < stop)
    return next((m for m in close if m.kind not in _AREAS and ":" in m.code and m.head not in actors), None)


def _named(party: Party, reading: Reading) -> Iterator[Mention]:
    """The mentions of a party's country in the sentence."""
    for segment in reading.spot.sentence.segments:
        for group in segment.groups:
            yield from (m for m in group.mentions if not m.codes and m.code.partition(":")[0] == party.country)


def _as(mention: Mention) -> Party:
    return Party(mention.code, mention.name, mention.head, mention.kind, mention.key, mention.reason)


def _entity(party: Party, role: str, reading: Reading, mode: str | None, sectors: Sectors) -> Entity:
    country, _, sector = party.code.partition(":")
    if country in sectors.states and country not in _NO_STATE:
        bare = sector in ("", "GOV")
        sector = _sector(party, role, reading, mode, sectors) if bare else _lay(party, role, reading, sectors)
    elif country not in sectors.states and sector == "GOV":
        sector = ""
    return Entity(f"{country}:{sector}" if sector else country, party.name, party.reason, party.span, party.key)


def _lay(party: Party, role: str, reading: Reading, sectors: Sectors) -> str:
    """The sector of who is no government: none for a people that is supported, for a house that is struck, nor for a
    speaker who tells that his country was."""
    sector = party.code.partition(":")[2]
    people = reading.rule.type == "SUPPORT" and sectors.ends("people", party.name)
    struck = reading.rule.type == "ASSAULT" and not reading.rule.pair
    harmed = struck and party in reading.spot.speaker and sector != "REB"
    building = struck and sectors.ends("buildings", party.name)
    return "" if role == "recipient" and (people or harmed or building) else sector


def _sector(party: Party, role: str, reading: Reading, mode: str | None, sectors: Sectors) -> str:
    """What a country, or what stands for its government, is in this part."""
    table, rule, governs = sectors.table, reading.rule, party.code.endswith(":GOV")
    official = governs and _official(party, sectors)
    if rule.type == "ASSAULT" and role == "recipient":
        return _struck(party, reading, sectors)
    keys = (rule.name, f"{rule.type}/{mode}", rule.type, "any")
    usual: str = next(table[role][key] for key in keys if key in table[role])
    orders = official and party.kind == "person" and (rule.type != "ASSAULT" or party not in reading.spot.speaker)
    if role == "actor" and usual == "MIL" and (orders or reading.aux in _UNDONE):
        return "GOV"
    blamed = usual == "" and role == "recipient" and mode not in table["words"]["bare"]
    outright = governs and sectors.has("outright", party.name or "")
    officers = sectors.has("officers", _behind(party, reading))
    served = official or outright or officers or _at_home(party, reading)
    return "GOV" if blamed and served else usual


_UNDONE = ("future", "negation")


def _official(party: Party, sectors: Sectors) -> bool:
    """Whether a person, an office or an agency is named, and not what stands for the country (乌方, 华盛顿)."""
    whole = sectors.ends("whole", party.name)
    return party.kind in ("person", "office", "agency") or (party.kind == "sector" and not whole)


def _at_home(party: Party, reading: Reading) -> bool:
    """Whether people protest against their own country: their government is meant."""
    return reading.rule.type == "PROTEST" and party.country in {actor.country for actor in reading.actor}


def _struck(party: Party, reading: Reading, sectors: Sectors) -> str:
    """What a country is that force is used on: its troops where it fights or they are named, by itself or in the words
    behind its name (乌克兰军事基础设施), else itself."""
    told_by = not reading.rule.pair and party in reading.spot.speaker and _official(party, sectors)
    if party.kind == "capital" or told_by:
        return ""
    unsure = party.kind == "foe" and reading.aux in _UNDONE
    armed = party.code.endswith(":GOV") or sectors.has("armed", _behind(party, reading))
    return "MIL" if not unsure and (reading.rule.pair or armed) else ""


_NEAR = 12
"""How far behind a country's name (code points) a word still tells that its troops or officers are meant."""


def _behind(party: Party, reading: Reading) -> str:
    """The words right behind a country's name: they tell of its troops or of those who serve it (中港11名政府官员)."""
    if party.kind not in ("state", "short") or party.span is None:
        return ""
    return reading.spot.text[party.span.end : party.span.end + _NEAR].partition("，")[0]


@lru_cache(maxsize=4)
def load_sectors(extra: Path | None = None) -> dict[str, Any]:
    """Role to type (or type/mode, or a rule) to the sector that a bare country has there; and lists of ``words``."""
    return load_tree("grammar/sectors", extra)
