"""The demo works, and so does every command that it tells the user to try."""

import re
import shlex
from pathlib import Path

import pytest
from running import Run

from dragoman.lexicon import load_lexicon
from dragoman.pipeline import code_files, inputs
from dragoman.sample import copy_to
from dragoman.storing import Store


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.chdir(tmp_path)
    return tmp_path


def test_the_demo_and_all_it_proposes_work(run: Run, home: Path) -> None:
    done = run("demo")
    assert done.exit_code == 0
    assert "2 broken files set aside" in done.stderr
    years = set(re.findall(r"^(20\d\d)-", done.stdout, re.MULTILINE))
    assert len(years) >= 8
    commands = re.findall(r"^ +(dragoman .*)$", done.stderr, re.MULTILINE)
    assert len(commands) >= 6
    for command in commands:
        words = shlex.split(command.replace("FOLDER", "dragoman-demo/news"))[1:]
        tried = run(*words)
        assert tried.exit_code == 0, command
        assert tried.stdout or "report" in command or "build" in command, command
    assert (home / "dragoman-demo" / "report.html").stat().st_size > 50_000


def test_the_demo_twice_changes_nothing_and_keeps_the_users_edits(run: Run, home: Path) -> None:
    run("demo", "--dir", "here")
    edited = home / "here" / "news" / "pages" / "2010-yeonpyeong.txt"
    edited.write_text("2010-11-24 08:30\n\n美国总统奥巴马24日与韩国总统李明博通电话。\n", encoding="utf-8")
    again = run("demo", "--dir", "here")
    assert "0 files of the sample copied" in again.stderr
    assert "1 file coded" in again.stderr
    assert edited.read_text(encoding="utf-8").endswith("通电话。\n")


def test_the_sample_is_as_wide_as_promised(tmp_path: Path) -> None:
    copy_to(tmp_path)
    results = list(code_files(inputs([str(tmp_path)]).paths))
    coded = [one for result in results for one in result.coded]
    assert len(coded) >= 14
    assert {one.document.format for one in coded} >= {"archive", "markdown", "text", "page", "feed"}
    assert {one.document.encoding.lower() for one in coded} == {"utf-8", "gb18030", "big5hkscs"}
    assert sum(len(result.rejected) for result in results) == 2
    states = {row.code for row in load_lexicon(None).rows("states")}
    acting = {entity.code.partition(":")[0] for one in coded for event in one.events for entity in event.actor}
    assert len(acting & states) >= 15
    for one in coded:
        if one.document.id != "spliced":
            assert one.document.text.count("\n") >= 2


def test_every_document_of_the_sample_yields_events(run: Run, home: Path) -> None:
    run("demo")
    with Store.open(home / "dragoman-demo" / "news.duckdb") as opened:
        silent = opened.query("SELECT doc FROM documents WHERE doc_key NOT IN (SELECT doc_key FROM events)")
    assert silent == []
