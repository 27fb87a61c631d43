"""What holds for every text, and how the date of an event is chosen."""

import time
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from dragoman.dating import date_for, find_dates, load_grammar, timeline
from dragoman.dating.months import ordinal
from dragoman.errors import LexiconError
from dragoman.lexicon.loader import BUILT_IN
from dragoman.model import Anchor, Span

TODAY = Anchor(day=date(2021, 11, 11))
PIECES = [
    "11日",
    "2月30日",
    "去年",
    "至",
    "、",
    "(",
    ")",
    "周三",
    "上周",
    "当天",
    "，",
    "。",
    "\n",
    "将",
    "12",
    "年",
    "月",
]
PIECES += [
    "二十",
    "日前",
    "前",
    "后",
    "三天",
    "上世纪",
    "90年代",
    "今天",
    "每",
    "持续",
    "表示",
    "本",
    "9",
    "9999年",
    "元年",
    "民国",
]
TEXTS = st.lists(st.sampled_from(PIECES) | st.text(max_size=3), max_size=30).map("".join)
DAYS = st.dates(min_value=date(1, 1, 1), max_value=date(9999, 12, 31))
ANCHORS = st.none().map(lambda _: Anchor()) | DAYS.map(lambda day: Anchor(day=day))
ANCHORS |= DAYS.map(lambda day: Anchor(month_day=f"--{day.month:02}-{day.day:02}"))


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, anchor=ANCHORS)
def test_spans_are_inside_ordered_and_apart(text: str, anchor: Anchor) -> None:
    found = find_dates(text, anchor)
    edges = [offset for when in found for offset in (when.span.start, when.span.end)]
    assert edges == sorted(edges)
    assert all(0 <= when.span.start < when.span.end <= len(text) for when in found)
    assert found == find_dates(text, anchor)


@settings(max_examples=300, deadline=None)
@given(text=TEXTS, anchor=ANCHORS)
def test_dates_are_days_of_the_calendar_and_say_their_precision(text: str, anchor: Anchor) -> None:
    for when in find_dates(text, anchor):
        for stamp in filter(None, (when.start, when.end)):
            date.fromisoformat(stamp + "-01-01"[: 10 - len(stamp)] if len(stamp) == 4 else (stamp + "-01")[:10])
        if when.start:
            assert when.precision == {10: "day", 7: "month", 4: "year"}[len(when.start)]
            assert not when.partial
        assert when.reason


@settings(max_examples=200, deadline=None)
@given(text=TEXTS, anchor=ANCHORS, place=st.integers(0, 40), width=st.integers(0, 10), future=st.booleans())
def test_a_choice_is_one_of_the_times_or_the_anchors_month(
    text: str, anchor: Anchor, place: int, width: int, future: bool
) -> None:
    start = min(place, len(text))
    chosen = date_for(timeline(text, anchor), Span(start, min(start + width, len(text))), future=future)
    spans = {when.span for when in find_dates(text, anchor)}
    assert chosen is None or chosen.span in spans or (chosen.precision == "month" and not future)


@settings(max_examples=100, deadline=None)
@given(before=TEXTS)
def test_nothing_before_a_full_date_changes_it(before: str) -> None:
    text = before + "\n。条约于2003年5月6日签署"
    assert find_dates(text, TODAY)[-1].start == "2003-05-06"


@pytest.mark.parametrize(
    "unit", ["11日", "9、", "1日、2日、", "昨", "1日至", "2021年", "(1日)", "过去", "今天(", "每周", "十"]
)
def test_time_grows_with_length_only(unit: str) -> None:
    def cost(times: int) -> float:
        return min(_seconds(unit * times) for _ in range(3))

    assert cost(8000) < 40 * max(cost(800), 0.01)


def _seconds(text: str) -> float:
    begun = time.perf_counter()
    find_dates(text, TODAY)
    return time.perf_counter() - begun


def chosen(text: str, words: str, day: date = date(2021, 11, 11), future: bool = False) -> str | None:
    at = text.index(words)
    when = date_for(timeline(text, Anchor(day=day)), Span(at, at + len(words)), future=future)
    return when.start if when else None


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("甲国总统10日访问乙国，双方签署协定。", "签署协定", "2021-11-10"),
        ("甲国总统10日访问乙国。双方签署协定。", "签署协定", "2021-11-10"),
        ("甲国总统10日访问乙国。\n乙国议长表示欢迎。", "表示欢迎", "2021-11-10"),
        ("甲国对丙国9日发起的袭击予以谴责。", "谴责", "2021-11"),
        ("安理会10日对丙国9日发起的袭击予以谴责。", "谴责", "2021-11-10"),
        ("甲国司令6月也与部长举行了会谈。", "举行了会谈", "2021-06"),
        ("甲国总统10日说，去年两国断交。", "断交", "2020"),
        ("据乙国媒体11日报道，甲国军队9日炮击边境。", "炮击", "2021-11-09"),
        ("据乙国媒体11日报道，甲国军队炮击边境。", "炮击", "2021-11-11"),
        ("此前，甲国召回大使。10日，乙国也召回大使。", "甲国召回大使", None),
        ("近日，甲国召回大使。10日，乙国也召回大使。", "甲国召回大使", "2021-11"),
        ("甲国召回大使", "召回大使", "2021-11"),
        ("自4月15日起两军持续交战。", "交战", "2021-04-15"),
        ("这是2011年以来首次会面。", "会面", "2021-11"),
        ("甲国大使赴任。\n甲国大使9日递交国书。", "赴任", "2021-11-09"),
        ("2019年5月3日两国断交。\n甲国总统表示欢迎。", "表示欢迎", "2021-11"),
    ],
)
def test_choice(text: str, words: str, expected: str | None) -> None:
    assert chosen(text, words) == expected


@pytest.mark.parametrize(
    ("text", "words", "expected"),
    [
        ("外长10日表示，将于14日访问乙国。", "访问", "2021-11-14"),
        ("外长10日宣布，将从12月1日起停办签证。", "停办", "2021-12-01"),
        ("外长10日表示将提供援助。", "提供援助", None),
        ("外长10日表示，将提供援助。", "提供援助", None),
        ("他们准备出席9月举行的大会。", "出席", "2022-09"),
        ("双方未来几天可能停火。", "停火", "2021-11"),
        ("外长将于下周访问乙国，与总统会谈。", "会谈", "2021-11-15"),
    ],
)
def test_choice_of_a_plan(text: str, words: str, expected: str | None) -> None:
    assert chosen(text, words, future=True) == expected


def test_a_broken_grammar_names_its_file_and_the_fault(tmp_path: Path) -> None:
    grammar = (BUILT_IN / "dating.toml").read_text(encoding="utf-8")
    path = tmp_path / "dating.toml"
    faults = (("{month_numbr}", "month_numbr"), ("(((", "regular expression"), ("{hour}{time_of_day}", "of itself"))
    for wrong, word in faults:
        path.write_text(grammar.replace("{month_number}" if "hour" not in wrong else "{hour}", wrong), encoding="utf-8")
        load_grammar.cache_clear()
        with pytest.raises(LexiconError, match=word) as fault:
            load_grammar(tmp_path)
        assert str(path) in str(fault.value)


def test_a_users_grammar_takes_the_place_of_the_built_in_one(tmp_path: Path) -> None:
    grammar = (BUILT_IN / "dating.toml").read_text(encoding="utf-8")
    (tmp_path / "dating.toml").write_text(grammar.replace('"今天" = 0', '"今天" = 0\n"今儿个" = 0'), encoding="utf-8")
    mine = load_grammar(tmp_path)
    assert [when.start for when in find_dates("今儿个签约", TODAY, mine)] == ["2021-11-11"]
    assert not find_dates("今儿个签约", TODAY)


@pytest.mark.parametrize(
    ("number", "said"),
    [
        (1, "1st"),
        (2, "2nd"),
        (3, "3rd"),
        (4, "4th"),
        (11, "11th"),
        (13, "13th"),
        (21, "21st"),
        (23, "23rd"),
        (30, "30th"),
    ],
)
def test_days_are_numbered_in_english(number: int, said: str) -> None:
    assert ordinal(number) == said
