"""The command line run in this process."""

from collections.abc import Callable

import pytest
from typer.testing import CliRunner, Result


@pytest.fixture
def ask(monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    """Runs one command; the result has exit_code, stdout and stderr."""
    from dragoman.cli import app

    monkeypatch.setenv("COLUMNS", "200")
    for name in ("FORCE_COLOR", "NO_COLOR", "PY_COLORS"):
        monkeypatch.delenv(name, raising=False)
    return lambda *words: CliRunner().invoke(app, [str(word) for word in words])
