"""The command line run in this process, and the hand-made records of the store's tests."""

import sys
from pathlib import Path

import pytest
from running import Run
from typer.testing import CliRunner, Result

sys.path.insert(0, str(Path(__file__).parents[1] / "storing"))


@pytest.fixture
def run(monkeypatch: pytest.MonkeyPatch) -> Run:
    """Runs one command; the result has exit_code, stdout and stderr."""
    from dragoman.cli import app

    monkeypatch.setenv("COLUMNS", "200")
    for name in ("FORCE_COLOR", "NO_COLOR", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)

    def call(*words: object, stdin: str | bytes | None = None) -> Result:
        return CliRunner().invoke(app, [str(word) for word in words], input=stdin)

    return call
