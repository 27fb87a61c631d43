"""Sentences with traps (data/traps.tsv): what must be found in them, and with which code.

``expected`` lists SURFACE=CODE (codes of several joined by +; the surface is the mention or its name) and !SURFACE,
which must name nothing by itself, or !SURFACE=CODE, which must not have that code. The floor is what was measured last.
"""

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.model import Anchor, Mention
from dragoman.naming import Namer

TRAPS = Path(__file__).parent / "data" / "traps.tsv"
LEAST = 0.97


@pytest.fixture(scope="module")
def namer() -> Namer:
    return Namer(load_lexicon())


def rows() -> list[dict[str, str]]:
    with TRAPS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def faults(namer: Namer, row: dict[str, str]) -> list[str]:
    """The expectations of a row that the namer does not meet."""
    found = namer.name(row["text"], Anchor(day=date.fromisoformat(row["day"])))
    return [one for one in row["expected"].split(" ") if not met(one, found)]


def met(expected: str, found: tuple[Mention, ...]) -> bool:
    surface, _, code = expected.lstrip("!").partition("=")
    mentions = [mention for mention in found if surface in (mention.text, mention.name)]
    has = bool(mentions) and all(code in ("", coded(mention)) for mention in mentions)
    return not has if expected.startswith("!") else has


def coded(mention: Mention) -> str:
    sector = mention.code.partition(":")[2]
    return "+".join(f"{code}:{sector}" if sector else code for code in mention.codes) or mention.code


def test_there_are_a_hundred() -> None:
    assert len(rows()) >= 100


def test_most_traps_are_passed(namer: Namer) -> None:
    failed = {row["text"]: wrong for row in rows() if (wrong := faults(namer, row))}
    assert 1 - len(failed) / len(rows()) >= LEAST, failed
