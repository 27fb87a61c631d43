"""Builds by the whole pipeline: what is skipped, what is replaced, and what a kill leaves behind."""

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest
from handmade import dump

from dragoman import building
from dragoman.building import Build, build_store
from dragoman.pipeline import Options
from dragoman.storing import Store

ARTICLE = "2022-03-0{day} 10:00\n\n法国总统马克龙{day}日与俄罗斯总统普京通电话。\n\n马克龙呼吁普京尽快停火。\n"


@pytest.fixture
def news(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    for day in range(1, 7):
        (folder / f"day-{day}.txt").write_text(ARTICLE.format(day=day), encoding="utf-8")
    (folder / "empty.txt").write_bytes(b"")
    return folder


def build(folder: Path, store: Path, jobs: int = 1) -> Build:
    return build_store([str(folder)], store, jobs=jobs)


def test_a_folder_becomes_a_store(news: Path, tmp_path: Path) -> None:
    done = build(news, tmp_path / "s.duckdb")
    assert (done.coded, done.unchanged, done.documents) == (6, 0, 6)
    assert done.events >= 6
    assert [one.path for one in done.rejected] == [str(news / "empty.txt")]
    with Store.open(tmp_path / "s.duckdb") as opened:
        assert len(opened.events()) == done.events


def test_the_same_input_twice_changes_nothing(news: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    store = tmp_path / "s.duckdb"
    build(news, store)
    before, bytes_before = dump(store), store.read_bytes()
    worked: list[str] = []
    whole = building.code_files
    monkeypatch.setattr(building, "code_files", lambda paths, *rest: whole(worked.extend(paths) or paths, *rest))
    done = build(news, store)
    assert (done.coded, done.unchanged, len(done.rejected)) == (0, 6, 1)
    assert worked == []
    assert dump(store) == before
    assert store.read_bytes() == bytes_before


def test_a_changed_file_replaces_its_own_rows(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    build(news, store)
    before = dump(store)
    changed = news / "day-3.txt"
    changed.write_text("2022-03-03 10:00\n\n德国总理朔尔茨3日访问美国，会见美国总统拜登。\n", encoding="utf-8")
    done = build(news, store)
    assert (done.coded, done.unchanged) == (1, 5)
    fresh = tmp_path / "fresh.duckdb"
    build(news, fresh)
    after = dump(store)
    assert after == dump(fresh)
    kept = [row for row in before["events"] if "'day-3'" not in row]
    assert [row for row in after["events"] if "'day-3'" not in row] == kept


def test_a_file_that_breaks_loses_its_rows_and_one_that_is_mended_gains_them(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    build(news, store)
    (news / "day-1.txt").write_bytes(b"")
    (news / "empty.txt").write_text(ARTICLE.format(day=8), encoding="utf-8")
    done = build(news, store)
    assert [Path(one.path).name for one in done.rejected] == ["day-1.txt"]
    with Store.open(store) as opened:
        docs = {one.event.doc for one in opened.events()}
    assert "day-1" not in docs and "empty" in docs


def test_a_path_that_was_missing_is_read_when_it_appears(tmp_path: Path) -> None:
    store, late = tmp_path / "s.duckdb", tmp_path / "late.txt"
    assert build(late, store).readable == 0
    once = dump(store)
    assert build(late, store).readable == 0
    assert dump(store) == once
    late.write_text(ARTICLE.format(day=1), encoding="utf-8")
    done = build(late, store)
    assert (done.coded, done.rejected) == (1, ())


def test_exact_copies_are_told_and_kept_once(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    (news / "copy.txt").write_bytes((news / "day-2.txt").read_bytes())
    done = build(news, store)
    assert (done.coded, done.duplicates) == (6, 1)
    with Store.open(store) as opened:
        why = opened.query("SELECT place, reason FROM rejections WHERE reason LIKE 'same bytes%'")
    assert why == [{"place": str(news / "day-2.txt"), "reason": f"same bytes as {news / 'copy.txt'}"}]


def test_a_copy_stands_in_when_its_original_changes(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    (news / "zz-copy.txt").write_bytes((news / "day-2.txt").read_bytes())
    build(news, store)
    (news / "day-2.txt").write_text("2022-03-09 10:00\n\n朝鲜9日发射一枚导弹。\n", encoding="utf-8")
    done = build(news, store)
    assert done.duplicates == 0
    with Store.open(store) as opened:
        assert "zz-copy" in {row["doc"] for row in opened.query("SELECT doc FROM documents")}


def test_two_copies_of_a_broken_file_are_both_set_aside(tmp_path: Path) -> None:
    for name in ("one.txt", "two.txt"):
        (tmp_path / name).write_bytes(bytes(range(256)) * 4)
    done = build_store([str(tmp_path / "one.txt"), str(tmp_path / "two.txt")], tmp_path / "s.duckdb")
    assert (done.readable, len(done.rejected)) == (0, 2)


def test_another_option_codes_again(news: Path, tmp_path: Path) -> None:
    store = tmp_path / "s.duckdb"
    build(news, store)
    own = tmp_path / "lexicon"
    own.mkdir()
    (own / "persons.tsv").write_text("id\tname\tcountry\tnote\nx-y\t甲乙丙\tFRA\tours\n", encoding="utf-8")
    done = build_store([str(news)], store, Options(lexicon=str(own)))
    assert (done.coded, done.unchanged) == (6, 0)


def test_many_processes_make_the_same_store(news: Path, tmp_path: Path) -> None:
    build(news, tmp_path / "one.duckdb")
    build(news, tmp_path / "two.duckdb", jobs=2)
    assert dump(tmp_path / "two.duckdb") == dump(tmp_path / "one.duckdb")


def test_the_store_is_no_input(news: Path) -> None:
    store = news / "s.duckdb"
    build(news, store)
    done = build(news, store)
    assert (done.coded, done.unchanged, len(done.rejected)) == (0, 6, 1)


# Kills itself in the middle of a transaction, at the n-th insert, with a signal that nothing can catch.
KILLED = """
import os, signal, sys
from dragoman import building
from dragoman.storing.store import Store
building._STEP = 2
left, insert = [int(sys.argv[3])], Store._insert
def counted(self, table, new):
    left[0] -= bool(new)
    if left[0] < 0:
        os.kill(os.getpid(), signal.SIGKILL)
    insert(self, table, new)
Store._insert = counted
building.build_store([sys.argv[1]], building.Path(sys.argv[2]), jobs=int(sys.argv[4]))
"""


@pytest.mark.parametrize(("inserts", "jobs"), [(0, 1), (3, 1), (8, 1), (17, 1), (8, 2)])
def test_a_build_killed_at_any_insert_goes_on_to_the_same_store(
    news: Path, tmp_path: Path, inserts: int, jobs: int
) -> None:
    store, whole = tmp_path / "killed.duckdb", tmp_path / "whole.duckdb"
    command = [sys.executable, "-c", KILLED, str(news), str(store), str(inserts), str(jobs)]
    assert subprocess.run(command, capture_output=True, timeout=60).returncode == -signal.SIGKILL
    with Store.open(store) as opened:
        assert len(opened.known()) < 7
        assert_whole_files_only(opened)
    build(news, store)
    build(news, whole)
    assert dump(store) == dump(whole)


def assert_whole_files_only(opened: Store) -> None:
    stray = (
        "SELECT count(*) AS n FROM documents WHERE path NOT IN (SELECT path FROM files)",
        "SELECT count(*) AS n FROM events WHERE doc_key NOT IN (SELECT doc_key FROM documents)",
        "SELECT count(*) AS n FROM events WHERE id NOT IN (SELECT event_id FROM participants)",
        "SELECT count(*) AS n FROM files WHERE status = 'coded' AND path NOT IN (SELECT path FROM documents)",
    )
    assert [opened.query(sql)[0]["n"] for sql in stray] == [0] * len(stray)


@pytest.mark.skipif(os.name != "posix", reason="file names are bytes on POSIX only")
def test_a_name_that_is_no_text_is_read_all_the_same(tmp_path: Path) -> None:
    odd = os.fsencode(tmp_path) + b"/\xb0\xcd\xc0\xe8.txt"
    Path(os.fsdecode(odd)).write_bytes(ARTICLE.format(day=1).encode())
    done = build_store([os.fsdecode(odd)], tmp_path / "s.duckdb")
    assert done.coded == 1
    again = build_store([os.fsdecode(odd)], tmp_path / "s.duckdb")
    assert (again.coded, again.unchanged) == (0, 1)
