"""A user's folder of TOML tables: what it adds, what it puts in another's place, and what it is told where it errs."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

import pytest

from dragoman.coding.engine import Engine
from dragoman.coding.grammar import Grammar
from dragoman.coding.rules import load_rules
from dragoman.coding.sound import sound_rules
from dragoman.errors import LexiconError
from dragoman.lexicon import load_lexicon
from dragoman.lexicon.trees import load_tree
from dragoman.linking.weights import knowledge, load_weights
from dragoman.model import Anchor, Event, Fragment, TextMap


def written(folder: Path, name: str, text: str) -> Path:
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, encoding="utf-8")
    return folder


def coded(text: str, folder: Path | None) -> tuple[Event, ...]:
    fragment = Fragment(doc="mine", index=0, text=text, map=TextMap(()), anchor=Anchor(day=date(2023, 11, 24)))
    return Engine(load_lexicon(folder)).code(fragment)


TOAST = """
[[rule]]
name = "toast"
type = "SUPPORT"
words = ["为其举杯"]
actor = ["subject"]
recipient = ["to"]
example = "法国总统马克龙对德国总理朔尔茨为其举杯。"
expects = "FRA SUPPORT DEU"
weight = 6.0
"""


def test_a_rule_of_ones_own_codes(tmp_path: Path) -> None:
    """Without weights learned for it a rule has effect by its own weight."""
    text = "法国总统马克龙对德国总理朔尔茨为其举杯。"
    assert not [event for event in coded(text, None) if event.rule == "toast"]
    [event] = [event for event in coded(text, written(tmp_path, "rules/mine.toml", TOAST)) if event.rule == "toast"]
    assert (event.type, event.actor[0].code, event.recipient[0].code) == ("SUPPORT", "FRA:GOV", "DEU:GOV")


def test_words_join_a_built_in_rule_and_leave_it(tmp_path: Path) -> None:
    mine = '[[rule]]\nname = "phone"\nwords = ["打去电话", "-致电"]\nmode = "visit"\n'
    changed, base = (
        next(rule for rule in load_rules(folder) if rule.name == "phone")
        for folder in (written(tmp_path, "rules/consult.toml", mine), None)
    )
    assert set(changed.words) == {*base.words, "打去电话"} - {"致电"}
    assert (changed.mode, changed.actor, changed.example) == ("visit", base.actor, base.example)
    assert len(load_rules(tmp_path)) == len(load_rules())


def test_function_words_are_added_and_replaced(tmp_path: Path) -> None:
    folder = written(tmp_path, "grammar/words.toml", '[past]\nwords = ["=", "早先"]\n[speech]\nsay = ["嘟囔"]\n')
    mine, base = load_tree("grammar/words", folder), load_tree("grammar/words")
    assert mine["past"]["words"] == ["早先"]
    assert mine["speech"]["say"] == [*base["speech"]["say"], "嘟囔"]
    assert [word.kinds for word in Grammar(folder).find("嘟囔")] == [frozenset({"speech.say"})]


@pytest.mark.parametrize(
    ("name", "text", "read"),
    [
        (
            "grammar/modes.toml",
            '[CONSULT]\nphone = ["飞鸽传讯"]\n',
            lambda engine: engine.modes["CONSULT"].first("飞鸽传讯"),
        ),
        (
            "grammar/sectors.toml",
            '[actor]\nSUPPORT = "LEG"\n',
            lambda engine: engine.sectors.table["actor"].get("SUPPORT"),
        ),
        ("grammar/places.toml", 'at = ["坐落于"]\n', lambda engine: "坐落于" in engine.gazetteer.words.at),
        ("grammar/plans.toml", 'meet = ["碰头"]\n', lambda engine: "碰头" in engine.plans.meet),
        ("grammar/sources.toml", 'credit = ["风闻"]\n', lambda engine: "风闻" in engine.credits.credit),
        ("grammar/names.toml", "longest_gap = 99\n", lambda engine: engine.namer.shapes.longest_gap),
    ],
)
def test_every_grammar_table_is_read_from_the_users_folder(
    tmp_path: Path, name: str, text: str, read: Callable[[Engine], object]
) -> None:
    mine, base = Engine(load_lexicon(written(tmp_path, name, text))), Engine(load_lexicon())
    assert read(mine) in ("phone", "LEG", True, 99) and read(mine) != read(base)


def test_linking_weights_of_ones_own_link_anew(tmp_path: Path) -> None:
    folder = written(tmp_path, "linking.toml", 'bias = 4.0\n[families]\nPROTEST = ["force"]\n[place]\nsame = 9\n')
    mine, base = load_weights(folder), load_weights()
    assert (mine.bias, mine.place["same"], mine.place["far"]) == (4.0, 9.0, base.place["far"])
    assert mine.families["PROTEST"] == ("protest", "force")
    assert knowledge(folder).fingerprint != knowledge().fingerprint


@pytest.mark.parametrize(
    ("name", "text", "place", "what", "cure"),
    [
        ("rules/mine.toml", "[[rule]\n", "rules/mine.toml", "line 1", "TOML"),
        ("rules/mine.toml", '[rule]\nname = "x"\n', "rules/mine.toml", "holds rule", "[[rule]]"),
        ("rules/mine.toml", '[[rule]]\ntype = "AID"\n', "rule.number 1", "no name", 'name = "…"'),
        ("rules/mine.toml", TOAST.replace("SUPPORT", "TALK"), "rule toast", "no type TALK", "CONSULT"),
        ("rules/mine.toml", TOAST.replace('"subject"', '"nowhere"'), "rule toast", "no place nowhere", "subject"),
        ("rules/mine.toml", TOAST + TOAST, "rule.toast", "two entries", "Rename"),
        ("rules/mine.toml", '[[rule]]\nname = "toast"\n', "rules: rule toast", "missing required", "docs/rules.md"),
        ("rules/mine.toml", '[[rule]]\nname = "phone"\nwords = "致电"\n', "rule.phone.words", "is text", "built-in"),
        ("rules/mine.toml", '[[rule]]\nname = "phone"\nword = ["致电"]\n', "rule phone", "word", "docs/rules.md"),
        ("grammar/words.toml", '[speach]\nsay = ["道"]\n', "words.toml: speach", "no such name", "speech"),
        ("grammar/words.toml", '[speech]\nsays = ["道"]\n', "speech.says", "no such name", "say"),
        ("grammar/words.toml", '[speech]\nsay = ["-道道道"]\n', "speech.say", "takes out", "Correct"),
        ("grammar/word.toml", "", "grammar/word.toml", "never be read", "grammar/words.toml"),
        ("linking.toml", 'bias = "much"\n', "linking.toml: bias", "is text", "built-in"),
        ("ledger.toml", "[[answer]]\nwithin = 3\n", "answer.number 1", "no name", "name"),
    ],
)
def test_what_is_wrong_is_said_with_file_place_and_cure(
    tmp_path: Path, name: str, text: str, place: str, what: str, cure: str
) -> None:
    folder = written(tmp_path, name, text)
    with pytest.raises(LexiconError) as raised:
        sound_rules(load_lexicon(folder).extra)
    said = str(raised.value)
    assert all(part in said for part in (str(tmp_path), place, what, cure)), said
