"""The rules of analysis as data: what opens an entry of the ledger, what answers it, which stance an event takes."""

import re
from functools import cached_property, lru_cache
from pathlib import Path
from typing import Literal, TypeVar

import msgspec

from dragoman.lexicon.trees import load_tree, shaped, whence

Aux = Literal["fact", "future", "hypothetical", "negation"]
Kind = Literal["demand", "invitation", "promise", "plan", "threat"]
Tie = Literal["linked", "words", "near", "document", "issue", "persons", "parties"]
Who = Literal["back", "together", "target", "same", "among", "meeting"]
Outcome = Literal["kept", "refused", "overtaken"]

T = TypeVar("T")


class Opening(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What opens an entry of ``kind``. With ``deadline`` the event's date is the day by which it is to be done."""

    name: str
    kind: Kind
    types: tuple[str, ...]
    aux: tuple[Aux, ...]
    modes: tuple[str, ...] = ()
    deadline: bool = False


class Answering(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What answers an entry of one of ``kinds`` (and ``of_types``, ``of_modes``) and how that leaves it.

    ``who`` tells how the sides of the answer must meet those of the entry, ``ties`` what must tie the two.
    """

    name: str
    words: str
    outcome: Outcome
    kinds: tuple[Kind, ...]
    types: tuple[str, ...]
    who: Who
    within: int
    of_types: tuple[str, ...] = ()
    of_modes: tuple[str, ...] = ()
    modes: tuple[str, ...] = ()
    aux: tuple[Aux, ...] = ("fact",)
    ties: tuple[Tie, ...] = ("linked", "words", "near", "document", "issue")
    moved: bool = False
    follows: bool = False


class LedgerRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True, dict=True):
    """The file ledger.toml."""

    broad: tuple[str, ...]
    several: str
    near: int
    alike: float
    kin: float
    slack: int
    grace: int
    entry: tuple[Opening, ...]
    answer: tuple[Answering, ...]

    @cached_property
    def counted(self) -> re.Pattern[str]:
        """What says that several things are answered: they follow it, a list under its head."""
        return re.compile(self.several)

    @cached_property
    def too_broad(self) -> frozenset[str]:
        """The issues that tie nothing."""
        return frozenset(self.broad)


class Stance(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """What a side does about an issue when it acts in ``types``; ``leaning`` is 1 for, -1 against, 0 neither."""

    name: str
    types: tuple[str, ...]
    leaning: int
    modes: tuple[str, ...] = ()


class StanceRules(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """The file stances.toml."""

    stance: tuple[Stance, ...]


@lru_cache(maxsize=4)
def ledger_rules(extra: Path | None = None) -> LedgerRules:
    """The rules of the ledger, with those of a user's folder."""
    return _rules("ledger", LedgerRules, extra)


@lru_cache(maxsize=4)
def stances(extra: Path | None = None) -> tuple[Stance, ...]:
    """The stances, the first that fits an event is its own."""
    return _rules("stances", StanceRules, extra).stance


def _rules(name: str, shape: type[T], extra: Path | None) -> T:
    return shaped(load_tree(name, extra), shape, whence(name, extra), "Compare with the fields in docs/lexicon.md")
