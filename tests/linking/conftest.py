"""The reference's files coded once for all tests."""

import sys
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).parent))


@pytest.fixture(scope="session")
def coded(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store built from the reference's files by the coder."""
    from reference import FILES

    from dragoman.building import build_store

    path = tmp_path_factory.mktemp("reference") / "coded.duckdb"
    build_store([str(FILES)], path)
    return path
