"""Accounts side by side: who tells, what each adds, what is no corroboration, and the commands that show it."""

import json
from pathlib import Path

import pytest
from making import event, identity, record, store
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.errors import StoreError
from dragoman.linking import accounts
from dragoman.linking.accounts import corroboration
from dragoman.storing import Store

LONG = "日本首相安倍晋三24日在东京的元赤坂迎宾馆与来访的美国总统奥巴马举行会谈，就跨太平洋伙伴关系协定谈判交换了意见。"


def made(path: Path) -> Path:
    """Five reports: Kyodo, its reprint, one that credits Kyodo, Xinhua with more, and an undated-outlet page."""
    kyodo = record("kyodo", event("kyodo", evidence=LONG), told="2014-04-24", outlet="共同社", text=LONG)
    copied = record("reprint", event("reprint", evidence=LONG), outlet="新浪", text=LONG + "编辑：王")
    told = {"said_by": ("共同社",), "evidence": "据共同社报道，安倍与奥巴马24日会谈"}
    credits = record("credits", event("credits", **told), outlet="联合早报")
    more = {"place": None, "issues": ("trade",), "evidence": "两国首脑24日举行会谈，谈及300架飞机"}
    xinhua = record("xinhua", event("xinhua", **more), told="2014-04-26", outlet="新华社")
    return store(path, [kyodo, copied, credits, xinhua])


def test_copies_and_credits_are_one_source(tmp_path: Path) -> None:
    with Store.open(made(tmp_path / "s.duckdb")) as opened:
        found = accounts(opened, identity("credits"))
    assert {one.doc for one in found.accounts[1:3]} == {"credits", "reprint"}
    names = {one.doc: one.source for one in found.accounts}
    assert names["kyodo"] == names["reprint"] == names["credits"] != names["xinhua"]
    assert {one.doc: one.copy_of for one in found.accounts}["reprint"] == identity("kyodo")
    assert found.independent == 2
    assert found.corroboration == pytest.approx(0.64)


def test_each_account_says_what_it_adds(tmp_path: Path) -> None:
    with Store.open(made(tmp_path / "s.duckdb")) as opened:
        found = accounts(opened, f"h{identity('kyodo')}")
    adds = {one.doc: one.adds for one in found.accounts}
    assert "place: 东京" in adds["kyodo"]
    assert adds["reprint"] == ()
    assert adds["xinhua"] == ("issue: trade", "number: 300 架")


def test_a_denial_is_no_corroboration(tmp_path: Path) -> None:
    denied = record("deny", event("deny", aux="negation", evidence="两人24日没有举行会谈"), outlet="路透社")
    path = store(tmp_path / "s.duckdb", [record("a", event("a"), outlet="新华社"), denied])
    with Store.open(path) as opened:
        found = accounts(opened, identity("a"))
    assert (found.status, found.independent, found.corroboration) == ("disputed", 1, 0.0)
    assert {version.field for version in found.versions} == {"happened"}


def test_an_unknown_id_says_what_to_do(tmp_path: Path) -> None:
    with Store.open(made(tmp_path / "s.duckdb")) as opened, pytest.raises(StoreError, match="dragoman link"):
        accounts(opened, "zzz")


@pytest.mark.parametrize(("chances", "wanted"), [([], 0), ([0.9], 0), ([0.5, 0.5], 0.25), ([1, 1, 0.2], 1)])
def test_corroboration_is_the_chance_of_two(chances: list[float], wanted: float) -> None:
    assert corroboration(chances) == pytest.approx(wanted)


def test_the_commands(tmp_path: Path) -> None:
    path = made(tmp_path / "s.duckdb")

    def run(*words: str) -> str:
        result = CliRunner().invoke(app, list(words))
        assert result.exit_code == 0, result.output
        return result.stdout

    told = json.loads(run("accounts", identity("kyodo"), str(path), "--json"))
    assert (told["independent"], len(told["accounts"])) == (2, 4)
    assert "2 independent sources in 4 reports" in run("accounts", identity("kyodo"), str(path))
    run("split", identity("xinhua"), "--store", str(path), "--note", "another talk")
    assert len(json.loads(run("accounts", identity("kyodo"), str(path), "--json"))["accounts"]) == 3
    assert "another talk" in run("decisions", str(path))
    run("undo", "1", "--store", str(path))
    run("join", identity("xinhua"), identity("kyodo"), "--store", str(path))
    assert len(json.loads(run("accounts", identity("kyodo"), str(path), "--json"))["accounts"]) == 4
    run("link", str(path), "--anew")
