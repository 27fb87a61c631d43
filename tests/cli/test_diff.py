"""``dragoman diff``: tables or event files compared over a corpus."""

import json
from pathlib import Path

import pytest
from running import Run

TEXT = "哈马斯5日释放了两名以色列人质。\n法国总统5日同乌克兰总统通电话。"


@pytest.fixture
def corpus(tmp_path: Path) -> Path:
    folder = tmp_path / "news"
    folder.mkdir()
    (folder / "beirut.txt").write_text(TEXT, encoding="utf-8")
    return folder


@pytest.fixture
def tables(tmp_path: Path) -> Path:
    """A user's folder in which one group has another code."""
    folder = tmp_path / "tables"
    folder.mkdir()
    (folder / "groups.tsv").write_text("code\tname\taliases\tnote\nPSE:PTY\t哈马斯\t\t\n", encoding="utf-8")
    return folder


def test_an_edited_table_shows_in_the_events(run: Run, corpus: Path, tables: Path) -> None:
    found = run("diff", "built-in", tables, "--corpus", corpus, "--json")
    assert found.exit_code == 0
    (change,) = json.loads(found.stdout)["changed"]
    assert change["fields"] == {"actor": ["PSE:REB 哈马斯", "PSE:PTY 哈马斯"]}
    assert json.loads(found.stdout)["same"] >= 1


def test_the_table_for_people(run: Run, corpus: Path, tables: Path) -> None:
    found = run("diff", "built-in", tables, "--corpus", corpus)
    assert found.stdout.startswith("beirut\n~ RETREAT")
    assert "actor: PSE:REB 哈马斯 → PSE:PTY 哈马斯" in found.stdout
    assert "0 gained, 0 lost, 1 changed" in found.stderr


def test_exit_code_on_demand(run: Run, corpus: Path, tables: Path) -> None:
    assert run("diff", "built-in", tables, "--corpus", corpus, "--exit-code").exit_code == 1
    assert run("diff", tables, tables, "--corpus", corpus, "--exit-code").exit_code == 0


def test_event_files_and_tables_mix(run: Run, corpus: Path, tables: Path, tmp_path: Path) -> None:
    before = tmp_path / "before.jsonl"
    assert run("code", corpus, "--out", before).exit_code == 0
    assert run("diff", before, "built-in", "--corpus", corpus, "--exit-code").exit_code == 0
    assert run("diff", before, tables, "--corpus", corpus, "--exit-code").exit_code == 1
    assert run("diff", before, before, "--exit-code").exit_code == 0


def test_an_event_that_is_gone_is_lost(run: Run, corpus: Path, tmp_path: Path) -> None:
    before, after = tmp_path / "before.jsonl", tmp_path / "after.jsonl"
    run("code", corpus, "--out", before)
    after.write_text("".join(before.read_text(encoding="utf-8").splitlines(True)[1:]), encoding="utf-8")
    found = json.loads(run("diff", before, after, "--json").stdout)
    assert (len(found["lost"]), len(found["gained"]), len(found["changed"])) == (1, 0, 0)


def test_the_bundled_sample_is_the_corpus(run: Run) -> None:
    found = run("diff", "built-in", "built-in", "--json")
    assert found.exit_code == 0
    assert json.loads(found.stdout)["same"] > 20


def test_what_does_not_exist_is_told(run: Run, tmp_path: Path) -> None:
    found = run("diff", "built-in", tmp_path / "nowhere")
    assert found.exit_code == 2
    assert "nowhere" in found.stderr
