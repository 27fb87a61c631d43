"""Floors for linking: measured, and not to be lowered. The figures stand in docs/linking.md."""

import shutil
from pathlib import Path

import pytest
from reference import agreement, of_coder, of_reference, rows, truth

# Floors for pairwise and B-cubed F1 of linking alone, on the reference's own events; half of it set no weight.
ALONE = (0.98, 0.99)
# Of the whole way from text, where a report that the coder missed stands alone; where only events of the reference's
# own type count; and of those reports that it found.
WHOLE = (0.79, 0.88)
STRICT = (0.77, 0.87)
FOUND = (0.97, 0.98)


def test_the_reference_is_as_large_as_promised() -> None:
    assert len(rows()) >= 120
    assert len(set(truth().values())) >= 40
    assert len({row.key for row in rows()}) == len(rows())


def test_linking_alone(coded: Path, tmp_path: Path) -> None:
    found = of_reference(tmp_path / "alone.duckdb", coded)
    got = agreement(truth(), found)
    assert got.pairs[2] >= ALONE[0] and got.b_cubed[2] >= ALONE[1], got


@pytest.mark.parametrize("half", [0, 1])
def test_both_halves_alone(coded: Path, tmp_path: Path, half: int) -> None:
    """Weights were set by the odd happenings; the even ones do as well."""
    found = of_reference(tmp_path / "alone.duckdb", coded)
    wanted = {key: happening for key, happening in truth().items() if int(happening[1:]) % 2 == half}
    got = agreement(wanted, found)
    assert got.pairs[2] >= 0.95 and got.b_cubed[2] >= 0.95, got


def test_the_whole_way(coded: Path, tmp_path: Path) -> None:
    store = shutil.copy(coded, tmp_path / "whole.duckdb")
    found, own = of_coder(Path(store)), of_coder(Path(store), kin=False)
    strict = agreement(truth(), own)
    assert strict.pairs[2] >= STRICT[0] and strict.b_cubed[2] >= STRICT[1], strict
    whole = agreement(truth(), found)
    part = agreement({key: happening for key, happening in truth().items() if key in found}, found)
    assert whole.pairs[2] >= WHOLE[0] and whole.b_cubed[2] >= WHOLE[1], whole
    assert part.pairs[2] >= FOUND[0] and part.b_cubed[2] >= FOUND[1], part


def test_the_measure_itself() -> None:
    """Two of three together: one pair of three is found, and none is wrong."""
    got = agreement({"a": "x", "b": "x", "c": "x"}, {"a": "1", "b": "1", "c": "2"})
    assert got.pairs == pytest.approx((1.0, 1 / 3, 0.5))
    assert got.b_cubed == pytest.approx((1.0, 5 / 9, 5 / 7))
