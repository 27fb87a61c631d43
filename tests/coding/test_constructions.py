"""Every construction that the design lists, by sentences of our own: data/constructions.toml."""

from functools import lru_cache

import pytest
from constructions import Case, cases, coded, faults, tables

CASES = cases()


@lru_cache(maxsize=1)
def outcomes() -> dict[str, list[str]]:
    """Each case's faults, found once for all tests."""
    return {case.name: faults(case, coded(case)) for case in CASES}


def _marked(case: Case) -> object:
    """Known failures are strict: one that passes must lose its mark."""
    marks = [pytest.mark.xfail(strict=True, reason="known failure")] if case.xfail else []
    return pytest.param(case, id=case.name, marks=marks)


@pytest.mark.parametrize("case", [_marked(case) for case in CASES])
def test_case(case: Case) -> None:
    found = outcomes()[case.name]
    assert not found, "\n".join([case.text, *found, "If this is meant: python tools/mark_constructions.py --mark"])


@pytest.mark.parametrize("name", tables())
def test_share_of_a_construction_stays(name: str) -> None:
    mine = [not found for case, found in outcomes().items() if case.rpartition("-")[0] == name]
    assert sum(mine) / len(mine) >= tables()[name]["floor"]


@pytest.mark.parametrize("name", tables())
def test_every_construction_has_ten_cases(name: str) -> None:
    texts = [row["text"] for row in tables()[name]["cases"]]
    assert len(set(texts)) == len(texts) >= 10
