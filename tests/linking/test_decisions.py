"""A user's decisions: dated, reversible, respected by every later linking, and shown by the commands."""

from pathlib import Path

import pytest
from making import event, group, groups, identity, record, store

from dragoman.errors import StoreError
from dragoman.linking import decide, decisions, link_store, undo
from dragoman.storing import Store


def two(path: Path) -> Path:
    """Two reports of one meeting, and one of a call on another day."""
    call = event("call", date="2014-07-01", mode="phone", place=None, evidence="通电话")
    return store(path, [record("a", event("a")), record("b", event("b")), record("call", call)])


def test_a_split_holds_against_later_linkings_and_can_be_undone(tmp_path: Path) -> None:
    path = two(tmp_path / "s.duckdb")
    assert groups(path) == group("ab", ["call"])
    with Store.create(path) as opened:
        number = decide(opened, "split", [identity("a")], [identity("b")], "two dinners")
        link_store(opened)
        link_store(opened, anew=True)
    assert groups(path) == group("a", "b", ["call"])
    with Store.create(path) as opened:
        undo(opened, number)
        link_store(opened)
        kept = decisions(opened)
    assert groups(path) == group("ab", ["call"])
    assert [(one.kind, one.note, one.undone_at is not None) for one in kept] == [("split", "two dinners", True)]


def test_a_join_puts_together_what_no_score_would(tmp_path: Path) -> None:
    path = two(tmp_path / "s.duckdb")
    with Store.create(path) as opened:
        decide(opened, "join", [identity("a")], [identity("call")])
        link_store(opened)
    assert groups(path) == group(["a", "b", "call"])


def test_the_later_of_two_decisions_counts(tmp_path: Path) -> None:
    path = two(tmp_path / "s.duckdb")
    with Store.create(path) as opened:
        decide(opened, "split", [identity("a")], [identity("b")])
        decide(opened, "join", [identity("b")], [identity("a")])
        link_store(opened)
    assert groups(path) == group("ab", ["call"])


def test_reprints_can_be_split_though_they_say_the_same(tmp_path: Path) -> None:
    same = {"evidence": "安倍与奥巴马举行会谈"}
    path = store(tmp_path / "s.duckdb", [record(doc, event(doc, **same)) for doc in "abc"])
    assert groups(path) == group("abc")
    with Store.create(path) as opened:
        decide(opened, "split", [identity("a")], [identity("b"), identity("c")])
        link_store(opened)
    assert groups(path) == group("a", "bc")


def test_a_decision_on_a_removed_event_waits(tmp_path: Path) -> None:
    path = two(tmp_path / "s.duckdb")
    with Store.create(path) as opened:
        decide(opened, "split", [identity("a")], [identity("b")])
        opened.forget(["/news/b"])
        link_store(opened)
        assert decisions(opened)[0].missing == (identity("b"),)
        opened.replace([record("b", event("b"))])
        link_store(opened)
    assert groups(path) == group("a", "b", ["call"])


@pytest.mark.parametrize(("left", "right", "words"), [("a", "a", "different"), ("a", "nobody", "no event")])
def test_what_cannot_be_decided_is_refused(tmp_path: Path, left: str, right: str, words: str) -> None:
    with Store.create(two(tmp_path / "s.duckdb")) as opened, pytest.raises(StoreError, match=words):
        decide(opened, "join", [identity(left)], [identity(right)])


def test_only_a_decision_that_holds_can_be_undone(tmp_path: Path) -> None:
    with Store.create(two(tmp_path / "s.duckdb")) as opened, pytest.raises(StoreError, match="no decision 7"):
        undo(opened, 7)
