"""Rules as data: what words open an event, its type and mode, and where its sides are found."""

import tomllib
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.loader import BUILT_IN


class Rule(msgspec.Struct, frozen=True):
    """One rule. ``words`` open it; ``actor`` and ``recipient`` name the places to look for each side, best first
    (see roles.py). ``needs`` lists sides without which it does not fire; ``embeds`` tells that what follows is its
    content
    (a demand's deed did not happen by being demanded). ``near`` are words of which the sentence must hold one,
    ``bars`` words
    that forbid it. ``weak`` words (判断, 问题) may stand before their clause's subject. ``example`` is its own test:
    ``expects`` what it codes (``JPN REQUEST USA``)."""

    name: str
    type: str
    words: tuple[str, ...]
    example: str
    expects: str
    mode: str = ""
    aux: str = ""
    actor: tuple[str, ...] = ("subject",)
    recipient: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    embeds: bool = False
    near: tuple[str, ...] = ()
    bars: tuple[str, ...] = ()
    pair: bool = False
    bare: bool = False
    weak: bool = False
    modes: dict[str, tuple[str, ...]] = {}


@lru_cache(maxsize=1)
def load_rules(folder: Path = BUILT_IN) -> tuple[Rule, ...]:
    """Every rule of ``folder/rules/*.toml`` in order of file and place; LexiconError names a faulty one."""
    rules = tuple(rule for path in sorted((folder / "rules").glob("*.toml")) for rule in _read(path))
    names = [rule.name for rule in rules]
    for name in names:
        if names.count(name) > 1:
            raise LexiconError(f"rule {name}", "two rules of one name", "Rename one of them")
    return rules


def _read(path: Path) -> list[Rule]:
    try:
        return msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")).get("rule", []), list[Rule])
    except (msgspec.ValidationError, tomllib.TOMLDecodeError) as fault:
        raise LexiconError(str(path), str(fault), "Compare with the fields in docs/rules.md") from fault
