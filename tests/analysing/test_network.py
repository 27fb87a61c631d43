"""Networks, positions and the chronology on a handful of deeds with known answers."""

import csv
import io
from collections.abc import Callable
from pathlib import Path

import pytest
from dispatches import deed, store
from typer.testing import Result

from dragoman.analysing.chronology import chronology
from dragoman.analysing.network import Network, mediation_sheet, network, node_sheet
from dragoman.analysing.positions import positions
from dragoman.analysing.record import deeds
from dragoman.analysing.rules import stances
from dragoman.model import Event
from dragoman.storing import Store

ZONE = ("air-defence-zone",)


def told() -> list[Event]:
    given = [
        ("CONSULT", "USA:GOV, JPN:GOV", "", 1.0, ZONE),
        ("CONSULT", "USA:GOV, JPN:GOV", "", 1.0, ()),
        ("CONSULT", "USA:GOV, CHN:GOV", "", 1.0, ()),
        ("ACCUSE", "JPN:GOV", "CHN", -2.0, ZONE),
        ("CONSULT third-party", "USA:GOV", "JPN:GOV, KOR:GOV", 2.0, ()),
        ("REQUEST yield", "JPN:GOV", "USA:GOV", -0.1, ZONE),
        ("REJECT yield", "USA:GOV", "JPN:GOV", -4.0, ZONE),
        ("REJECT - negation", "USA:GOV", "JPN:GOV", -4.0, ZONE),
        ("SANCTION - future", "CHN:GOV", "TWN", -5.0, ZONE),
        ("COERCE", "CHN:COP", "CHN:CVL", -5.0, ()),
    ]
    return [
        deed(
            kind,
            actor,
            recipient,
            f"第{number}句",
            id=f"e{number}",
            goldstein=score,
            issues=issues,
            date=f"2013-12-0{number + 1}" if number < 9 else None,
        )
        for number, (kind, actor, recipient, score, issues) in enumerate(given)
    ]


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return store(tmp_path, ("2013-12-20", told()))


@pytest.fixture
def drawn(path: Path) -> Network:
    with Store.open(path) as opened:
        return network(deeds(opened))


def test_pairs_count_what_happened_between_different_countries(drawn: Network) -> None:
    assert {(edge.one, edge.other): [one.id for one in edge.deeds] for edge in drawn.edges} == {
        ("JPN", "USA"): ["e0", "e1", "e4", "e5", "e6"],
        ("CHN", "USA"): ["e2"],
        ("CHN", "JPN"): ["e3"],
        ("KOR", "USA"): ["e4"],
    }
    assert drawn.edges[0].goldstein == pytest.approx(-0.02)


def test_the_hub_is_the_most_central(drawn: Network) -> None:
    rows = {row[0]: row for row in node_sheet(drawn).rows}
    assert next(iter(rows)) == "USA"
    assert rows["USA"][:5] == ("USA", "美国", 6, 3, pytest.approx(0.6667))
    assert rows["KOR"][4] == 0
    assert sum(float(row[5] or 0) for row in rows.values()) == pytest.approx(1, abs=1e-3)


def test_mediators_are_named_with_those_between_whom_they_stood(drawn: Network) -> None:
    sheet = mediation_sheet(drawn)
    assert sheet.rows == (("USA 美国", "JPN 日本, KOR 韩国", 1, "第4句"),)
    assert sheet.events == (("e4",),)


def test_positions_tell_who_does_what_toward_whom(path: Path) -> None:
    with Store.open(path) as opened:
        found = positions(deeds(opened), "air-defence-zone", stances())
    assert [(one.who, one.stance.name, one.whom, one.best.id) for one in found] == [
        ("JPN", "demands", "USA", "e5"),
        ("JPN", "talks", "USA", "e0"),
        ("JPN", "objects", "CHN", "e3"),
        ("USA", "refuses", "JPN", "e6"),
        ("USA", "talks", "JPN", "e0"),
    ]


def test_every_type_of_the_codebook_has_a_stance() -> None:
    types = {"AGREE", "CONSULT", "SUPPORT", "CONCEDE", "COOPERATE", "AID", "RETREAT", "REQUEST", "ACCUSE", "REJECT",
             "THREATEN", "PROTEST", "SANCTION", "MOBILIZE", "COERCE", "ASSAULT"}  # fmt: skip
    assert types == {one for stance in stances() for one in stance.types}


def test_a_happening_is_one_line_with_its_reports(path: Path) -> None:
    with Store.create(path) as opened:
        opened.connection.execute(
            "INSERT INTO reports SELECT id, 'h1', 'report', NULL FROM events WHERE id IN ('e0', 'e1')"
        )
    with Store.open(path) as opened:
        sheet = chronology(deeds(opened))
    [line] = [row for row, ids in zip(sheet.rows, sheet.events, strict=True) if set(ids) == {"e0", "e1"}]
    assert line[sheet.columns.index("reports")] == 2
    assert len(sheet.rows) == 9


@pytest.mark.parametrize("ending", ["svg", "png"])
@pytest.mark.parametrize(
    "words",
    [["network"], ["positions", "--issue", "air-defence-zone"], ["chronology"], ["dyad", "JPN", "USA"], ["ledger"]],
    ids=lambda words: words[0],
)
def test_charts_are_drawn_offline(
    ask: Callable[..., Result], path: Path, tmp_path: Path, words: list[str], ending: str
) -> None:
    out = tmp_path / f"chart.{ending}"
    done = ask(*words, path, "-o", out)
    assert done.exit_code == 0, done.stderr
    drawn = out.read_bytes()
    if ending == "png":
        assert drawn.startswith(b"\x89PNG\r\n")
        return
    assert "日本" in drawn.decode() or words[0] == "chronology"
    assert "Noto Sans CJK SC" in drawn.decode()
    assert "<image" not in drawn.decode()


def test_tables_are_chosen_by_show(ask: Callable[..., Result], path: Path) -> None:
    rows = list(
        csv.DictReader(io.StringIO(ask("network", path, "--show", "mediators", "--events", "-f", "csv").stdout))
    )
    assert rows == [
        {"mediator": "USA 美国", "between": "JPN 日本, KOR 韩国", "deeds": "1", "evidence": "第4句", "events": "e4"}
    ]
    all_ = ask("network", path, "--since", "2013-12-05").stdout
    assert "Network: countries" in all_
    assert "CHN" not in all_
    zone = ask("network", path, "--issue", "air-defence-zone", "--show", "edges", "-f", "jsonl").stdout
    assert '{"one":"JPN 日本","other":"USA 美国","deeds":3,"goldstein":-1.03}' in zone


def test_nothing_to_draw_is_told(ask: Callable[..., Result], path: Path, tmp_path: Path) -> None:
    done = ask("positions", path, "--issue", "tibet", "-o", tmp_path / "none.svg")
    assert done.exit_code == 2
    assert "nothing to draw" in done.stderr
    assert not (tmp_path / "none.svg").exists()


def test_a_missing_library_names_its_cure(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    from dragoman.analysing.optional import need
    from dragoman.errors import DragomanError

    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    with pytest.raises(DragomanError, match=r"charts: vl-convert is not installed.*dragoman\[analysis\]"):
        need("vl_convert", "charts")
    assert path.exists()
