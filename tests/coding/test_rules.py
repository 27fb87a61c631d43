"""Each rule's example sentence is its own test: the rule must read it with the sides that it expects."""

from datetime import date

import pytest

from dragoman.coding.candidate import Reading
from dragoman.coding.engine import Engine
from dragoman.coding.rules import Rule, load_rules
from dragoman.coding.scales import load_scales
from dragoman.lexicon import load_lexicon
from dragoman.model import Anchor, Fragment, TextMap

PUBLISHED = Anchor(day=date(2023, 11, 24))
RULES = load_rules()
TYPES = frozenset(rule.type for rule in RULES)


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_lexicon())


def read(engine: Engine, rule: Rule) -> list[Reading]:
    """Every reading of ``rule`` in its own example."""
    fragment = Fragment(doc="example", index=0, text=rule.example, map=TextMap(()), anchor=PUBLISHED)
    return [r for trigger in engine.triggers(fragment) for r in trigger.readings if r.rule.name == rule.name]


def told(expects: str) -> tuple[frozenset[str], str, frozenset[str]]:
    """``JPN REQUEST USA`` taken apart: the actors' countries, the type, the recipients' countries."""
    parts = expects.split()
    at = next(at for at, part in enumerate(parts) if part in TYPES)
    return frozenset(parts[:at]), parts[at], frozenset(parts[at + 1 :])


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_example_is_read_as_expected(rule: Rule, engine: Engine) -> None:
    actor, kind, recipient = told(rule.expects)
    assert kind == rule.type
    found = {reading.countries for reading in read(engine, rule)}
    assert (actor, recipient) in found, f"{rule.name} reads its example as {found or 'nothing'}"


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.name)
def test_words_are_listed_once(rule: Rule) -> None:
    assert len(set(rule.words)) == len(rule.words), sorted(w for w in set(rule.words) if rule.words.count(w) > 1)


@pytest.mark.parametrize("rule", [rule for rule in RULES if rule.mode], ids=lambda rule: rule.name)
def test_its_mode_is_the_codebooks(rule: Rule) -> None:
    assert rule.mode in {mode for kind, mode in load_scales() if kind == rule.type}
