"""Whether rules can be read at all: a type and places that the coder knows."""

from collections.abc import Iterable
from pathlib import Path

from dragoman.coding.roles import PLACES
from dragoman.coding.rules import Rule, load_rules
from dragoman.coding.scales import load_scales
from dragoman.errors import LexiconError


def sound_rules(extra: Path | None = None) -> tuple[Rule, ...]:
    """Every rule, those of a user's folder ``extra`` joined in; LexiconError names the first with an unknown type or
    place."""
    rules, types = load_rules(extra), {kind for kind, _ in load_scales()}
    where = f"{extra}/rules" if extra else "rules"
    for rule in rules:
        if rule.type not in types:
            raise LexiconError(f"{where}: rule {rule.name}", f"no type {rule.type}", f"Take one of {_listed(types)}")
        for place in (*rule.actor, *rule.recipient):
            if place not in PLACES and not place.startswith("code:"):
                cure = f"Take one of {_listed(PLACES)}, or code: with a code"
                raise LexiconError(f"{where}: rule {rule.name}", f"no place {place}", cure)
    return rules


def _listed(names: Iterable[str]) -> str:
    return ", ".join(sorted(names))
