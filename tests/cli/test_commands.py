"""What each command prints, held against files in ``golden``; DRAGOMAN_GOLDEN=write writes them anew."""

import csv
import io
import json
import os
import re
import shutil
import signal
import subprocess
import sys
import time
from pathlib import Path

import pyarrow.parquet as parquet
import pytest
from handmade import CALL, TEXT, WISH, document, page, record, store
from msgspec.structs import replace
from running import Run

from dragoman.cli import explain as explaining
from dragoman.cli.showing import print_table
from dragoman.model import Entity
from dragoman.storing import Coded, Store

GOLDEN = Path(__file__).parent / "golden"
MAIN = [sys.executable, "-c", "from dragoman.cli import main; main()"]
ARTICLE = "2022-03-01 10:00\n\n法国总统马克龙1日与俄罗斯总统普京通电话。\n"


@pytest.fixture(scope="module")
def kept(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return store(tmp_path_factory.mktemp("kept"))


def same(name: str, found: str) -> None:
    """Whether ``found`` is what the golden file holds, blanks at line ends left out."""
    tidy = "\n".join(line.rstrip() for line in found.splitlines()) + "\n"
    path = GOLDEN / name
    if os.environ.get("DRAGOMAN_GOLDEN") == "write":
        path.parent.mkdir(exist_ok=True)
        path.write_text(tidy, encoding="utf-8")
    assert tidy == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("events-table.txt", ["events"]),
        ("events.csv", ["events", "--format", "csv"]),
        ("events.jsonl", ["events", "--format", "jsonl"]),
        (
            "events-asked.txt",
            ["events", "--actor", "日本", "--recipient", "usa", "--since", "2014", "--until", "2014-05"],
        ),
        ("stats.txt", ["stats"]),
        ("show.txt", ["show"]),
        ("rejected.txt", ["rejected"]),
    ],
)
def test_output_is_as_agreed(run: Run, kept: Path, name: str, words: list[str]) -> None:
    command, *options = words
    done = run(command, *(["e0000000wish", kept] if command == "show" else [kept, *options]))
    assert done.exit_code == 0
    same(name, done.stdout)


def test_explain_marks_the_words_and_gives_the_reasons(
    run: Run, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "call.txt"
    monkeypatch.setattr(explaining, "read", lambda *_: [document()])
    monkeypatch.setattr(explaining, "code_document", lambda *_: Coded(document(), page(), (CALL, WISH)))
    plain = run("explain", file)
    assert plain.exit_code == 0
    same("explain.txt", plain.stdout)
    monkeypatch.setenv("FORCE_COLOR", "1")
    same("explain-colour.txt", run("explain", file).stdout)


def test_a_prefix_of_an_id_is_enough_and_an_unclear_one_is_not(run: Run, kept: Path) -> None:
    assert run("show", "e0000000w", kept).stdout == run("show", "e0000000wish", kept).stdout
    assert run("show", "e0000", kept).exit_code == 2
    assert run("show", "nothing", kept).exit_code == 2


def test_the_store_in_the_folder_is_asked_where_none_is_named(
    run: Run, kept: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    shutil.copyfile(kept, tmp_path / "news.duckdb")
    asked = ("--actor", "JPN", "--type", "CONSULT", "--since", "2013-12-01", "--issue", "alliance", "--person", "安倍")
    assert "e0000000call" in run("events", *asked).stdout
    assert run("show", "e0000000call").exit_code == 0


def test_a_narrow_terminal_gets_records(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "70")
    monkeypatch.setenv("TERM", "dumb")
    stream = Terminal()
    print_table([WISH], stream)
    same("events-narrow.txt", stream.getvalue())


def test_jsonl_holds_the_codebooks_fields_in_utf_8(run: Run, kept: Path) -> None:
    lines = [json.loads(line) for line in run("events", kept, "--format", "jsonl").stdout.splitlines()]
    names = [
        "doc",
        "type",
        "mode",
        "aux",
        "actor",
        "recipient",
        "date",
        "date_end",
        "place",
        "issues",
        "said_by",
        "evidence",
    ]
    assert all(list(line)[: len(names)] == names for line in lines)
    assert "安倍" in run("events", kept, "--format", "jsonl").stdout


def test_parquet_holds_what_jsonl_holds(run: Run, kept: Path, tmp_path: Path) -> None:
    out = tmp_path / "events.parquet"
    assert run("events", kept, "-o", out).exit_code == 0
    rows = parquet.read_table(out).to_pylist()
    lines = [json.loads(line) for line in run("events", kept, "--format", "jsonl").stdout.splitlines()]
    for row, line in zip(rows, lines, strict=True):
        assert [row[name] for name in ("id", "type", "date", "issues", "said_by")] == [
            line[name] for name in ("id", "type", "date", "issues", "said_by")
        ]
        assert [entity["code"] for entity in row["actor"]] == [entity["code"] for entity in line["actor"]]
        assert dict(row["reasons"]) == line["reasons"]


def test_a_spreadsheet_runs_nothing_of_a_csv(run: Run, tmp_path: Path) -> None:
    formulas = ("=HYPERLINK(1)", "+1", "-1", "@SUM(A1)", "\tx", "＝1")
    events = tuple(
        replace(WISH, id=f"e{number}", place=bad, evidence=bad, said_by=(bad,), actor=(Entity("JPN", bad),))
        for number, bad in enumerate(formulas)
    )
    path = tmp_path / "s.duckdb"
    with Store.create(path) as opened:
        opened.replace([record(coded=(Coded(document(), page(), events),))])
    rows = list(csv.DictReader(io.StringIO(run("events", path, "--format", "csv").stdout)))
    assert len(rows) == len(formulas)
    for row in rows:
        for name in ("place", "evidence", "said_by", "actor_name"):
            assert row[name].startswith("'")
        assert float(row["goldstein"]) == -0.1


def test_a_name_that_the_lexicon_lacks_is_told(run: Run, kept: Path) -> None:
    done = run("events", kept, "--actor", "亚特兰蒂斯")
    assert done.exit_code == 2 and "亚特兰蒂斯" in done.stderr


def test_code_takes_standard_input_and_leaves_no_half_file(run: Run, tmp_path: Path) -> None:
    piped = run("code", "-", stdin=ARTICLE)
    assert json.loads(piped.stdout.splitlines()[0])["doc"] == "stdin"
    out = tmp_path / "events.jsonl"
    out.write_text("earlier\n", encoding="utf-8")
    assert run("code", "-", "--out", out, stdin=ARTICLE).exit_code == 0
    assert out.read_text(encoding="utf-8") == piped.stdout
    assert [path.name for path in tmp_path.iterdir()] == ["events.jsonl"]


def test_code_and_build_give_the_same_events_under_the_same_ids(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    run("build", tmp_path / "a.txt", "--store", tmp_path / "s.duckdb")
    coded = run("code", tmp_path / "a.txt").stdout
    assert coded and run("events", tmp_path / "s.duckdb", "--format", "jsonl").stdout == coded


def test_min_confidence_leaves_out_the_unsure(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    surest = max(json.loads(line)["confidence"] for line in run("code", tmp_path / "a.txt").stdout.splitlines())
    assert surest < 1
    assert run("code", tmp_path / "a.txt", "--min-confidence", "1").stdout == ""


def test_restore_answers_for_each_line(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(ARTICLE, encoding="utf-8")
    answer = json.loads(run("restore", tmp_path / "a.txt", "--out", "-").stdout)
    assert answer["page"] == "a"
    assert len(answer["paragraphs"]) == 2


def test_restore_shows_a_page_with_its_evidence(run: Run, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("新华社北京2022年3月4日电 两国总统举行了会谈。", encoding="utf-8")
    shown = run("restore", tmp_path / "a.txt").stdout
    assert "fragment 0" in shown
    assert "2022-03-04" in shown
    assert "dateline 新华社北京2022年3月4日电" in shown


def test_restore_tells_copies_of_one_text(run: Run, tmp_path: Path) -> None:
    for name in ("a", "b"):
        (tmp_path / f"{name}.txt").write_text(ARTICLE, encoding="utf-8")
    told = run("restore", tmp_path, "--copies", "--out", "-").stderr
    assert "2 copies of one text: a, b" in " ".join(told.split())


def test_restore_sets_aside_what_it_learns_from_the_files(run: Run, tmp_path: Path) -> None:
    for number in range(6):
        text = f"甲国第{number}号公报说，双方举行了会谈，讨论了问题。\n甲乙频道竭诚出品"
        (tmp_path / f"{number}.txt").write_text(text, encoding="utf-8")
    lines = run("restore", tmp_path, "--learn", "--out", "-").stdout.splitlines()
    assert [json.loads(line)["paragraphs"][1]["fragment"] for line in lines] == [None] * 6


def test_a_reader_that_goes_away_ends_the_command_quietly(tmp_path: Path) -> None:
    for number in range(40):
        (tmp_path / f"{number}.txt").write_text(ARTICLE * 20, encoding="utf-8")
    command = subprocess.Popen([*MAIN, "code", str(tmp_path)], stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    assert command.stdout and command.stderr
    command.stdout.readline()
    command.stdout.close()
    assert command.wait(timeout=180) == 0
    assert b"Traceback" not in command.stderr.read()


def test_ctrl_c_is_exit_code_130_without_traceback(tmp_path: Path) -> None:
    fifo = tmp_path / "never"
    os.mkfifo(fifo)
    # A shell that runs its tests in the background has them ignore the signal, and so would the command.
    heed = lambda: signal.signal(signal.SIGINT, signal.SIG_DFL)  # noqa: E731
    command = subprocess.Popen(
        [*MAIN, "code", str(fifo)], stdout=subprocess.PIPE, stderr=subprocess.PIPE, preexec_fn=heed
    )
    time.sleep(3)
    command.send_signal(signal.SIGINT)
    _, told = command.communicate(timeout=180)
    assert command.returncode == 130
    assert b"Traceback" not in told


def test_help_is_quick_and_loads_nothing_heavy() -> None:
    heavy = "{'duckdb', 'pyarrow', 'jinja2', 'daachorse', 'opencc'}"
    check = f"import sys; from dragoman.cli import app; print(sorted({heavy} & set(sys.modules)))"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True)
    assert done.stdout.strip() == "[]"


COMMANDS = ("demo", "code", "restore", "explain", "build", "rejected", "events", "show", "stats", "report")


@pytest.mark.parametrize("command", COMMANDS)
def test_every_command_explains_itself_with_an_example(run: Run, command: str) -> None:
    told = run(command, "--help").stdout
    assert "Example" in told and f"dragoman {command}" in told
    assert command in run("--help").stdout


def test_the_words_of_the_hand_made_text_are_where_the_records_say() -> None:
    assert CALL.evidence in TEXT and WISH.evidence in TEXT


def test_progress_is_for_terminals_only(run: Run, tmp_path: Path) -> None:
    for number in range(3):
        (tmp_path / f"{number}.txt").write_text(ARTICLE, encoding="utf-8")
    done = run("code", tmp_path)
    assert not re.search(r"\x1b|━|%", done.stderr)
