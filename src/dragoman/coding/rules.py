"""Rules as data: what words open an event, its type and mode, and where its sides are found."""

from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.lexicon.trees import load_folder, shaped


class Rule(msgspec.Struct, frozen=True, forbid_unknown_fields=True):
    """One rule. ``words`` open it; ``actor`` and ``recipient`` name the places to look for each side, best first
    (see roles.py). ``needs`` lists sides without which it does not fire; ``embeds`` tells that what follows is its
    content (a demand's deed did not happen by being demanded). ``near`` are words of which the sentence must hold one,
    ``bars`` words that forbid it. ``weak`` words (判断, 问题) may stand before their clause's subject. ``weight`` is
    added to what the arbiter's weights say for it: a rule that they were not learned with needs some. ``example`` is
    its own test: ``expects`` what it codes (``JPN REQUEST USA``)."""

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
    weak: bool = False
    weight: float = 0.0


@lru_cache(maxsize=4)
def load_rules(extra: Path | None = None) -> tuple[Rule, ...]:
    """Every rule of ``rules/*.toml``, those of a user's folder joined into them; LexiconError names a faulty one."""
    where = f"{extra}/rules" if extra else "rules"
    return tuple(
        shaped(entry, Rule, f"{where}: rule {entry['name']}", "Compare with the fields in docs/rules.md")
        for entry in load_folder("rules", extra)
    )
