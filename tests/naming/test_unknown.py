"""Names and offices that texts hold and the tables lack."""

from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.model import Anchor
from dragoman.naming import Namer
from dragoman.naming.unknown import Met, office_rows, person_rows, unknown

ANCHOR = Anchor(day=date(2022, 1, 1))
TEXT = "捷克外长托马斯·科佩奇尼访问美国。星际事务总管拜登会见了托马斯·科佩奇尼。日本首相岸田文雄出席。"


@pytest.fixture(scope="module")
def met() -> tuple[tuple[Met, ...], tuple[Met, ...]]:
    return unknown([("one", TEXT, ANCHOR), ("two", TEXT, ANCHOR)], Namer(load_lexicon()))


def test_a_stranger_is_counted_with_code_and_place(met: tuple[tuple[Met, ...], tuple[Met, ...]]) -> None:
    stranger = met[0][0]
    assert (stranger.name, stranger.count, stranger.codes, stranger.place) == (
        "托马斯·科佩奇尼",
        4,
        ("CZE:GOV",),
        "one",
    )
    assert len(met[0]) == 1


def test_a_title_before_a_known_person_is_counted(met: tuple[tuple[Met, ...], tuple[Met, ...]]) -> None:
    assert [(one.name, one.count) for one in met[1]] == [("星际事务总管", 2)]


def test_the_rows_can_be_loaded_as_tables(met: tuple[tuple[Met, ...], tuple[Met, ...]], tmp_path: Path) -> None:
    (tmp_path / "persons.tsv").write_text(person_rows(met[0]), encoding="utf-8")
    (tmp_path / "offices.tsv").write_text(office_rows(met[1]), encoding="utf-8")
    mine = load_lexicon(tmp_path)
    assert "托马斯·科佩奇尼" in {person.name for person in mine.rows("persons")}
    assert unknown([("one", TEXT, ANCHOR)], Namer(mine)) == ((), ())
