"""Months, means and breaks of a pair of countries."""

import csv
import io
import random
from collections.abc import Callable
from pathlib import Path

import pytest
from dispatches import deed, store
from typer.testing import Result

from dragoman.analysing.breaks import breaks
from dragoman.analysing.dyads import cell_sheet, dyad, month_sheet, turn_sheet
from dragoman.analysing.record import deeds
from dragoman.model import Event
from dragoman.storing import Store


def told() -> list[Event]:
    given = [
        ("CONSULT", "JPN:GOV, USA:GOV", "", "2014-01-05", 1.0),
        ("ACCUSE", "USA:GOV", "JPN", "2014-01-20", -2.0),
        ("AGREE", "JPN:GOV", "USA:GOV", "2014-03", 4.0),
        ("ACCUSE", "JPN:GOV, USA:GOV", "CHN", "2014-03-02", -2.0),  # both act, on a third
        ("CONSULT - future", "JPN:GOV, USA:GOV", "", "2014-02-01", 1.0),  # did not happen yet
        ("AID", "USA:GOV", "JPN", "2014", 7.0),  # known by year only
        ("REQUEST", "JPN:GOV", "CHN:GOV", "2014-02-01", -0.1),
    ]
    return [
        deed(kind, actor, recipient, f"第{number}句", id=f"e{number}", date=date, goldstein=score)
        for number, (kind, actor, recipient, date, score) in enumerate(given)
    ]


def test_months_have_every_count_and_the_events_behind_it(tmp_path: Path) -> None:
    with Store.open(store(tmp_path, ("2014-04-01", told()))) as opened:
        found = dyad(deeds(opened), "JPN", "USA")
    sheet = month_sheet(found)
    assert sheet.columns == ("month", "deeds", "ACCUSE", "AGREE", "CONSULT", "goldstein")
    assert sheet.rows == (
        ("2014-01", 2, 1, 0, 1, -0.5),
        ("2014-02", 0, 0, 0, 0, None),
        ("2014-03", 1, 0, 1, 0, 4.0),
    )
    assert sheet.events == (("e0", "e1"), (), ("e2",))
    assert cell_sheet(found).rows[:2] == (("2014-01", "ACCUSE", 1, -2.0), ("2014-01", "CONSULT", 1, 1.0))
    assert cell_sheet(found).events == (("e1",), ("e0",), ("e2",))
    assert [one.id for one in found.undated] == ["e5"]


def test_one_way_leaves_what_the_first_did(tmp_path: Path) -> None:
    with Store.open(store(tmp_path, ("2014-04-01", told()))) as opened:
        found = dyad(deeds(opened), "JPN", "USA", one_way=True)
    assert [one.id for month in found.months for one in month.deeds] == ["e2"]


def test_a_fall_of_the_mean_score_is_found_in_its_month(tmp_path: Path) -> None:
    """Two years of talks, then sanctions from 2015-01 on; the number a month does not change."""
    noise = random.Random(5)
    days = [(year, month, n) for year in (2013, 2014, 2015, 2016) for month in range(1, 13) for n in range(3)]
    levels = {year: ("CONSULT", 2) if year < 2015 else ("SANCTION", -5) for year, _, _ in days}
    events = [
        deed(
            levels[year][0],
            "KOR:GOV",
            "JPN:GOV",
            f"{year}年{month}月之{n}",
            date=f"{year}-{month:02}-1{n}",
            goldstein=levels[year][1] + noise.uniform(-1, 1),
        )
        for year, month, n in days
    ]
    with Store.open(store(tmp_path, ("2017-01-01", events))) as opened:
        [turn] = dyad(deeds(opened), "JPN", "KOR").turns
    assert (turn.what, turn.month) == ("goldstein", "2015-01")
    assert turn.before == pytest.approx(2, abs=0.3)
    assert turn.after == pytest.approx(-5, abs=0.3)
    assert len(turn.deeds) == len(events)


@pytest.mark.parametrize("level", [0.0, 3.0, -7.5])
def test_a_series_that_does_not_vary_has_no_breaks(level: float) -> None:
    assert breaks([level] * 40) == []


def test_a_short_series_has_no_breaks() -> None:
    assert breaks([0.0, 0.1, 0.0, 9.0, 9.1, 9.0]) == []


def test_a_step_is_found_whatever_its_scale() -> None:
    noise = random.Random(2)
    series = [noise.gauss(0 if at < 18 else 4, 1) for at in range(36)]
    assert breaks(series) == breaks([1000 * value for value in series]) == [18]


def test_the_command_writes_what_it_shows(ask: Callable[..., Result], tmp_path: Path) -> None:
    path = store(tmp_path, ("2014-04-01", told()))
    table = ask("dyad", "日本", "USA", path)
    assert table.exit_code == 0
    assert "2014-02" not in table.stdout
    assert "1 known only by year" in table.stderr
    rows = list(csv.DictReader(io.StringIO(ask("dyad", "JPN", "USA", path, "-f", "csv").stdout)))
    assert [row["deeds"] for row in rows] == ["2", "0", "1"]
    traced = list(csv.DictReader(io.StringIO(ask("dyad", "JPN", "USA", path, "--events", "-f", "csv").stdout)))
    assert [(row["type"], row["events"]) for row in traced] == [("ACCUSE", "e1"), ("CONSULT", "e0"), ("AGREE", "e2")]
    assert ask("dyad", "JPN", "中东国", path).exit_code == 2


def test_breaks_are_a_table_of_their_own(ask: Callable[..., Result], tmp_path: Path) -> None:
    path = store(tmp_path, ("2014-04-01", told()))
    done = ask("dyad", "JPN", "USA", path, "--show", "breaks", "-f", "csv")
    assert done.stdout == "month,series,before,after\n"
    with Store.open(path) as opened:
        assert turn_sheet(dyad(deeds(opened), "JPN", "USA")).rows == ()
