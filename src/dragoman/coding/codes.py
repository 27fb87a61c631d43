"""The codebook's codes for the sides of an event: when a country means its government and when the bare country."""

from dragoman.coding.context import Party, Side
from dragoman.model import Entity

_AS_GOVERNMENT = frozenset({"REQUEST", "REJECT", "SUPPORT", "AGREE", "COOPERATE", "CONCEDE", "RETREAT", "PROTEST"})
_NO_STATE = frozenset({"WEST", "INT"})
_STATES = ("state", "capital", "agency")


def entities(side: Side, role: str, kind: str, mode: str | None, countries: frozenset[str]) -> tuple[Entity, ...]:
    """The entities of a side of an event of type ``kind``. ``role`` is actor or recipient; ``countries`` are the codes of
    states, which alone take ``:GOV``. (CODEBOOK.md, "One event" and decision 23)"""
    return tuple(_entity(party, role, kind, mode, countries) for party in side)


def _entity(party: Party, role: str, kind: str, mode: str | None, countries: frozenset[str]) -> Entity:
    code = party.code
    bare = ":" not in code
    if bare and code in countries and code not in _NO_STATE and (role == "actor" or _governs(kind, mode)):
        code += ":GOV"
    if not bare and party.kind in ("capital", "agency") and role == "recipient" and party.kind == "capital" and not _governs(kind, mode):
        code = code.split(":")[0]
    return Entity(code, party.name, party.reason, party.span, party.key)


def _governs(kind: str, mode: str | None) -> bool:
    """Whether a recipient country means its government for this type."""
    return kind in _AS_GOVERNMENT or (kind == "CONSULT" and mode != "visit")
