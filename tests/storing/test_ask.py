from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest
from handmade import CALL, UNDATED, WISH, store

from dragoman.storing import Filters, Store
from dragoman.storing.places import first_day, last_day


@pytest.fixture(scope="module")
def opened(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with Store.open(store(tmp_path_factory.mktemp("ask"))) as found:
        yield found


NAMES = {CALL.id: "call", WISH.id: "wish", UNDATED.id: "undated"}


@pytest.mark.parametrize(
    ("asked", "expected"),
    [
        ({}, ["wish", "call", "undated"]),
        ({"actor": ("JPN",)}, ["wish", "call", "undated"]),
        ({"actor": ("JPN:GOV",)}, ["wish", "call", "undated"]),
        ({"actor": ("JPN:MIL",)}, []),
        ({"actor": ("USA",)}, ["call", "undated"]),
        ({"actor": ("JP",)}, []),
        ({"recipient": ("USA",)}, ["wish"]),
        ({"either": ("USA",)}, ["wish", "call", "undated"]),
        ({"actor": ("JPN",), "recipient": ("USA:GOV",)}, ["wish"]),
        ({"type": ("REQUEST", "ASSAULT")}, ["wish", "undated"]),
        ({"mode": ("phone",)}, ["call"]),
        ({"aux": ("none",)}, ["call", "undated"]),
        ({"aux": ("future", "none")}, ["wish", "call", "undated"]),
        ({"issue": ("trade",)}, ["wish"]),
        ({"issue": ("trade", "alliance")}, ["wish", "call"]),
        ({"person": ("拜登",)}, ["call", "undated"]),
        ({"person": ("安倍",)}, ["wish", "call", "undated"]),
        ({"person": ("晋三",)}, ["call", "undated"]),
        ({"entities": ("biden-joe",)}, ["call", "undated"]),
        ({"place": ("东京",)}, ["wish"]),
        ({"place": ("JPN",)}, ["wish"]),
        ({"said_by": ("消息人士",)}, ["wish"]),
        ({"text": ("电话",)}, ["call"]),
        ({"text": ("%",)}, []),
        ({"text": ("' OR TRUE --",)}, []),
        ({"min_confidence": 0.5}, ["call", "undated"]),
        ({"limit": 1}, ["wish"]),
        ({"docs": ("call",)}, ["wish", "call", "undated"]),
        ({"ids": (CALL.id,)}, ["call"]),
        ({"since": date(2014, 4, 19)}, ["wish"]),
        ({"since": date(2014, 6, 1)}, []),
        ({"until": date(2014, 4, 17)}, ["wish"]),
        ({"until": date(2014, 3, 31)}, []),
        ({"since": date(2014, 4, 18), "until": date(2014, 4, 18)}, ["wish", "call"]),
    ],
)
def test_a_filter_takes_what_it_says(opened: Store, asked: dict[str, Any], expected: list[str]) -> None:
    found = opened.events(Filters(**asked))
    assert [NAMES[one.event.id] for one in found] == expected


@pytest.mark.parametrize(
    ("written", "first", "last"),
    [
        ("2014-04-18", "2014-04-18", "2014-04-18"),
        ("2014-02", "2014-02-01", "2014-02-28"),
        ("2016-02", "2016-02-01", "2016-02-29"),
        ("2014", "2014-01-01", "2014-12-31"),
        ("2014-13", "None", "None"),
        ("2014-02-30", "None", "None"),
        ("--04-18", "None", "None"),
        ("0000", "None", "None"),
        ("April", "None", "None"),
        (None, "None", "None"),
    ],
)
def test_a_date_covers_the_days_it_names(written: str | None, first: str, last: str) -> None:
    assert (str(first_day(written)), str(last_day(written))) == (first, last)
