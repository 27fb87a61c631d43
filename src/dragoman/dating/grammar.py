"""The grammar of time expressions as data: ``dating.toml`` read, checked and compiled."""

import re
import tomllib
from functools import lru_cache
from pathlib import Path
from typing import Any

import msgspec

from dragoman.errors import LexiconError
from dragoman.lexicon.loader import BUILT_IN

_SLOT = re.compile(r"\{([a-z_][a-z_0-9]*)\}")
_NAMED = re.compile(r"\(\?P<[a-z_]+>")


class Shape(msgspec.Struct, frozen=True, kw_only=True):
    """A form that time expressions take: ``kind`` says how it resolves, ``example`` is its test."""

    kind: str
    pattern: str
    example: str


class Tables(msgspec.Struct, frozen=True, kw_only=True, forbid_unknown_fields=True):
    """``dating.toml`` as it stands; the comments there say what each table holds."""

    numerals: dict[str, int]
    years: dict[str, int]
    years_told: dict[str, int]
    centuries: dict[str, int]
    reigns: dict[str, int]
    months: dict[str, int]
    months_told: dict[str, int]
    days: dict[str, int]
    days_told: dict[str, int]
    weeks: dict[str, int]
    weekdays: dict[str, int]
    spans: dict[str, tuple[int, int]]
    units: dict[str, tuple[str, int]]
    year_parts: dict[str, tuple[int, int]]
    vague: dict[str, tuple[str, ...]]
    eras: dict[str, tuple[str, ...]]
    words: dict[str, tuple[str, ...]]
    starts: dict[str, str]
    blocks: dict[str, str]
    shape: tuple[Shape, ...]


class Grammar:
    """The compiled tables: ``every`` finds any shape, ``shapes[i]`` takes apart what its group ``s<i>`` matched."""

    def __init__(self, tables: Tables, where: str) -> None:
        self.tables = tables
        slots = _slots(tables)
        patterns = [_filled(shape.pattern, slots, where) for shape in tables.shape]
        self.kinds = tuple(shape.kind for shape in tables.shape)
        self.shapes = tuple(_compiled(pattern, where) for pattern in patterns)
        either = "|".join(f"(?P<s{i}>{_NAMED.sub('(?:', p)})" for i, p in enumerate(patterns))
        self.every = _compiled(f"(?=[0-9{_starts(tables)}])(?:{either})", where)
        self.until = _compiled(rf"\s*(?:{slots['until']})\s*", where)
        self.both = _compiled(rf"\s*(?:{slots['and']})\s*", where)
        self.since = _compiled(slots["since"], where)
        self.bound = _compiled(slots["bound"], where)
        self.first_time = _compiled(slots["first_time"], where)
        self.reporting = _compiled(rf".{{0,2}}?(?:{slots['reporting']})", where)
        self.spoken = _compiled(rf"(?:{slots['not_spoken']})|(?P<yes>{slots['spoken']})", where)
        self.saying = _compiled(rf".{{0,2}}?(?:{slots['saying']})", where)
        self.future = _compiled(rf"(?:{slots['not_future']})|(?P<yes>{slots['future']})", where)
        self._check(where)

    def number(self, text: str) -> int | None:
        """The number that ``text`` writes in digits or numerals (11, 十一, 二〇二一), or None."""
        if text.isdecimal():
            return int(text)
        values = [self.tables.numerals.get(sign) for sign in text]
        known = [value for value in values if value is not None]
        return _counted(known) if known and len(known) == len(values) else None

    def _check(self, where: str) -> None:
        """Each shape must be found in its own example, or a user's change to it went wrong."""
        for shape, pattern in zip(self.tables.shape, self.shapes, strict=True):
            if not pattern.search(shape.example) or not self.every.search(shape.example):
                raise LexiconError(where, f"shape {shape.kind} does not match its example {shape.example}", "Mend one")


@lru_cache(maxsize=4)
def load_grammar(folder: Path | None = None) -> Grammar:
    """The grammar of the built-in ``dating.toml``, or of the one in ``folder`` where there is one."""
    path = folder / "dating.toml" if folder and (folder / "dating.toml").exists() else BUILT_IN / "dating.toml"
    try:
        tables = msgspec.convert(tomllib.loads(path.read_text(encoding="utf-8")), Tables)
    except (tomllib.TOMLDecodeError, msgspec.ValidationError) as fault:
        raise LexiconError(str(path), str(fault), "Compare it with the built-in dating.toml") from fault
    return Grammar(tables, str(path))


def _counted(values: list[int]) -> int:
    """二十一 is 21, 廿三 is 23, 二〇二一 is 2021."""
    if max(values) < 10:
        return int("".join(map(str, values)))
    total = 0
    for value in values:
        total = max(total, 1) * 10 if value == 10 else total + value
    return total


def _slots(tables: Tables) -> dict[str, str]:
    """The name of each table and block, and the alternation that its braces stand for."""
    slots = {**{key: _either(words) for key, words in {**tables.vague, **tables.words}.items()}, **tables.blocks}
    slots["eras"] = _either(tables.eras["words"])
    keyed: dict[str, dict[str, Any]] = {
        name: getattr(tables, name)
        for name in (
            "years",
            "years_told",
            "centuries",
            "reigns",
            "months",
            "months_told",
            "days",
            "days_told",
            "weeks",
            "spans",
        )
    }
    keyed |= {"units": tables.units, "year_parts": tables.year_parts}
    return slots | {name: _either(tuple(words)) for name, words in keyed.items()}


def _starts(tables: Tables) -> str:
    """The characters that a shape may begin with: most places of a text are passed over by this alone."""
    keyed = [value for value in msgspec.structs.asdict(tables).values() if isinstance(value, dict)]
    first = [tables.words[name] for name in ("zone", "length_before", "bare_year_part", "bare_month_part")]
    lists = (*keyed, *first, *tables.vague.values(), *tables.eras.values())
    signs = {word[0] for words in lists for word in words if not word.isascii()} | set(tables.starts["more"])
    return re.escape("".join(sorted(signs)))


def _either(words: tuple[str, ...]) -> str:
    return "|".join(re.escape(word) for word in sorted(words, key=lambda word: (-len(word), word)))


def _filled(pattern: str, slots: dict[str, str], where: str, inside: tuple[str, ...] = ()) -> str:
    """``pattern`` with each {name} replaced by its table or block, however deep."""

    def _fill(match: re.Match[str]) -> str:
        name = match.group(1)
        if name not in slots:
            raise LexiconError(where, f"no table or block {{{name}}}", f"Known are: {', '.join(sorted(slots))}")
        if name in inside:
            raise LexiconError(where, f"block {name} is made of itself", "Break the circle")
        return f"(?:{_filled(slots[name], slots, where, (*inside, name))})"

    return _SLOT.sub(_fill, pattern)


def _compiled(pattern: str, where: str) -> re.Pattern[str]:
    try:
        return re.compile(pattern)
    except re.error as fault:
        raise LexiconError(where, f"not a regular expression: {fault}", pattern[:200]) from fault
