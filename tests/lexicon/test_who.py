"""Who somebody was on a day: questions with known answers (data/questions.tsv), offices, spellings and strangers."""

import csv
from datetime import date
from pathlib import Path

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.naming.who import Directory

QUESTIONS = Path(__file__).parent / "data" / "questions.tsv"
LEAST = 0.98
HOLDERS = """
日本首相 2021-11-11 岸田文雄, 美国国务卿 2015-06-01 约翰·克里, 法国外长 2019-06-01 勒德里昂,
俄外长 2012-01-01 拉夫罗夫, 联合国秘书长 2015-01-01 潘基文, 印太司令部司令 2021-11-11 阿奎利诺,
英国首相 2022-09-20 利兹·特拉斯, 国务卿 2021-03-01 布林肯, 前日本首相 2021-11-11 菅义伟,
日本首相安倍 2006-12-01 安倍晋三, 北约秘书长 2016-01-01 斯托尔滕贝格, 韩国总统 2025-05-15 李周浩
"""


@pytest.fixture(scope="module")
def directory() -> Directory:
    return Directory(load_lexicon())


def questions() -> list[dict[str, str]]:
    with QUESTIONS.open(encoding="utf-8", newline="") as lines:
        return list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


def answered(directory: Directory, row: dict[str, str]) -> bool:
    """Whether the best answer is of the state and in the office, or one of the same role in other words."""
    best = next(iter(directory.who(row["name"], date.fromisoformat(row["day"]))), None)
    role = directory.roster.role
    return best is not None and best.code.split(":")[0] == row["state"] and role(best.office) == role(row["office"])


def test_there_are_two_hundred_over_forty_states() -> None:
    assert len(questions()) >= 200
    assert len({row["state"] for row in questions()}) >= 40


def test_most_questions_are_answered(directory: Directory) -> None:
    wrong = [f"{row['name']} {row['day']}" for row in questions() if not answered(directory, row)]
    assert 1 - len(wrong) / len(questions()) >= LEAST, wrong


@pytest.mark.parametrize("line", [line.strip() for line in HOLDERS.replace("\n", " ").split(",")])
def test_an_office_has_its_holder(directory: Directory, line: str) -> None:
    name, day, person = line.split()
    assert directory.who(name, date.fromisoformat(day))[0].person == person


def test_a_strangers_name_has_no_answer_but_neighbours(directory: Directory) -> None:
    assert directory.who("司马相如甲", date(2020, 1, 1)) == ()
    assert "拉夫罗夫" in directory.near("拉夫洛夫斯")


def test_a_former_holder_is_told_with_the_last_office(directory: Directory) -> None:
    answer = directory.who("安倍晋三", date(2021, 6, 1))[0]
    assert (answer.code, answer.office, answer.start) == ("JPN:ELI", "", None)
    assert "首相" in answer.reason and "2020-09" in answer.reason
