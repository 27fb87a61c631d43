"""Every kind of bad input is set aside with its reason, and the good file beside it is coded all the same."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest
from running import Run

from dragoman.storing import Store

GOOD = "2022-03-01 10:00\n\n法国总统马克龙1日与俄罗斯总统普京通电话。\n"


def empty(folder: Path) -> Path:
    return written(folder / "empty.txt", b"")


def binary(folder: Path) -> Path:
    return written(folder / "junk.txt", bytes((n * 89 + n // 7) % 256 for n in range(4096)))


def truncated_html(folder: Path) -> Path:
    return written(folder / "cut.html", b"<!DOCTYPE html><html><head><meta charset=utf-8><scr")


def wrong_encoding(folder: Path) -> Path:
    return written(folder / "korean.txt", ("대통령은 18일 일본 총리와 전화 회담을 했다. " * 20).encode("euc-kr"))


def missing(folder: Path) -> Path:
    return folder / "nowhere.txt"


def link_to_nothing(folder: Path) -> Path:
    path = folder / "dangling.txt"
    path.symlink_to(folder / "gone")
    return path


def written(path: Path, data: bytes) -> Path:
    path.write_bytes(data)
    return path


BAD = [empty, binary, truncated_html, wrong_encoding, missing, link_to_nothing]


@pytest.fixture
def good(tmp_path: Path) -> Path:
    return written(tmp_path / "good.txt", GOOD.encode())


@pytest.mark.parametrize("make", BAD)
def test_code_sets_it_aside_and_goes_on(run: Run, tmp_path: Path, good: Path, make: Callable[[Path], Path]) -> None:
    bad = make(tmp_path)
    done = run("code", bad, good)
    assert done.exit_code == 0
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {"good"}
    assert "1 input set aside" in done.stderr and str(bad) in done.stderr


@pytest.mark.parametrize("make", BAD)
def test_alone_it_is_exit_code_2(run: Run, tmp_path: Path, make: Callable[[Path], Path]) -> None:
    done = run("code", make(tmp_path))
    assert (done.exit_code, done.stdout) == (2, "")
    assert "Nothing could be read" in done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize("make", BAD)
def test_build_keeps_its_reason_in_the_store(
    run: Run, tmp_path: Path, good: Path, make: Callable[[Path], Path]
) -> None:
    bad, store = make(tmp_path), tmp_path / "s.duckdb"
    done = run("build", bad, good, "--store", store)
    assert done.exit_code == 0 and "1 input set aside" in done.stderr
    with Store.open(store) as opened:
        rejected = opened.rejections()
        assert [one.path for one in rejected] == [str(bad)]
        assert rejected[0].reason and rejected[0].cure
        assert {one.event.doc for one in opened.events()} == {"good"}
    assert rejected[0].reason in run("rejected", store).stdout


def test_build_of_nothing_readable_is_exit_code_2_and_still_tells_why(run: Run, tmp_path: Path) -> None:
    done = run("build", empty(tmp_path), missing(tmp_path), "--store", tmp_path / "s.duckdb")
    assert done.exit_code == 2 and "2 inputs set aside" in done.stderr
    assert len(run("rejected", tmp_path / "s.duckdb").stdout.splitlines()) == 2


def test_a_page_that_breaks_off_is_read_with_a_warning(run: Run, tmp_path: Path) -> None:
    head = "<!DOCTYPE html><html><head><meta charset=utf-8><title>通话</title></head><body>"
    cut = written(tmp_path / "cut.html", (head + "<p>法国总统马克龙1日与俄罗斯总统普京通电话。<p>两人").encode())
    for words in (["code", cut], ["build", cut, "--store", tmp_path / "s.duckdb"]):
        done = run(*words, "--published", "2022-03-01")
        assert done.exit_code == 0
        assert "1 document read with a warning" in done.stderr and "breaks off" in done.stderr


def test_a_50_mb_line_is_set_aside(run: Run, tmp_path: Path, good: Path) -> None:
    long = written(tmp_path / "long.txt", "法国总统马克龙访问美国。".encode() * (50_000_000 // 36))
    done = run("build", long, good, "--store", tmp_path / "s.duckdb")
    assert done.exit_code == 0
    with Store.open(tmp_path / "s.duckdb") as opened:
        statuses = {Path(path).name: one.status for path, one in opened.known().items()}
    assert statuses == {"good.txt": "coded", "long.txt": "rejected"}
    assert "characters" in done.stderr


def test_a_file_without_any_date_is_coded_with_a_warning_and_no_made_up_date(run: Run, tmp_path: Path) -> None:
    undated = written(tmp_path / "undated.txt", "法国总统马克龙1日与俄罗斯总统普京通电话。\n".encode())
    done = run("code", undated)
    assert done.exit_code == 0
    assert all(not (json.loads(line)["date"] or "").startswith("20") for line in done.stdout.splitlines())
    dated = run("code", undated, "--published", "2022-03-01")
    assert any(json.loads(line)["date"] == "2022-03-01" for line in dated.stdout.splitlines())


def test_a_folder_without_permission_is_set_aside(
    run: Run, tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    closed = tmp_path / "closed"
    closed.mkdir()
    real = Path.iterdir

    def iterdir(self: Path) -> object:
        # The tests may run as root, whom no mode keeps out; the operating system's refusal is simulated.
        if self == closed:
            raise PermissionError(13, "Permission denied", str(self))
        return real(self)

    monkeypatch.setattr(Path, "iterdir", iterdir)
    done = run("build", closed, good, "--store", tmp_path / "s.duckdb")
    assert done.exit_code == 0 and "Permission denied" in done.stderr
    with Store.open(tmp_path / "s.duckdb") as opened:
        assert [one.path for one in opened.rejections()] == [str(closed)]


def test_a_file_that_trips_the_coder_is_set_aside_alone(
    run: Run, tmp_path: Path, good: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    from dragoman import coding

    real, bad = coding.code_page, written(tmp_path / "bad.txt", b"\xe6\xb3\x95" + GOOD.encode())

    def code_page(document: object, *rest: object) -> object:
        if getattr(document, "id", "") == "bad":
            raise IndexError("out of range")
        return real(document, *rest)  # type: ignore[arg-type]

    monkeypatch.setattr(coding, "code_page", code_page)
    done = run("code", bad, good)
    assert done.exit_code == 0 and "IndexError: out of range" in done.stderr and "report it" in done.stderr
    assert {json.loads(line)["doc"] for line in done.stdout.splitlines()} == {"good"}


@pytest.mark.parametrize(
    ("words", "told"),
    [
        (["events", "none.duckdb"], "no such store"),
        (["events", "good.txt"], "not a DuckDB database"),
        (["build", "good.txt", "--store", "no/such/s.duckdb"], "folder does not exist"),
        (["code", "good.txt", "--out", "no/such/events.jsonl"], "folder does not exist"),
        (["code", "good.txt", "--lexicon", "nowhere"], "no such folder"),
        (["code", "good.txt", "--published", "yesterday"], "yesterday"),
        (["code"], "PATH"),
        (["frobnicate"], "frobnicate"),
    ],
)
def test_a_wrong_call_is_exit_code_2_and_one_clear_message(tmp_path: Path, words: list[str], told: str) -> None:
    written(tmp_path / "good.txt", GOOD.encode())
    command = [sys.executable, "-c", "from dragoman.cli import main; main()", *words]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, timeout=60)
    assert done.returncode == 2
    assert told in " ".join(done.stderr.replace("│", " ").split())
    assert "Traceback" not in done.stderr
