"""Which reports are one happening, by cases; and what may not change the answer."""

import tempfile
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as some
from making import ABE, OBAMA, PARK, dump, event, group, groups, identity, record, store

from dragoman.linking import link_store
from dragoman.model import Entity, Event
from dragoman.storing import FileRecord, Store

PHONE = {"mode": "phone", "place": None}
SAID = {"actor": (ABE,), "recipient": (PARK,), "place": None, "evidence": "安倍晋三强烈谴责其核试验"}


@pytest.mark.parametrize(
    ("name", "left", "right", "together"),
    [
        ("the same day", {}, {}, True),
        ("named otherwise", {}, {"evidence": "两国首脑站着交谈"}, True),
        ("the next day", {}, {"date": "2014-04-25"}, False),
        ("another place", {"place_code": "JPN"}, {"place": "华盛顿", "place_code": "USA"}, False),
        ("morning and evening", {"evidence": "24日上午举行会谈"}, {"evidence": "24日晚上举行会谈"}, False),
        ("other people", {}, {"actor": (ABE, PARK)}, False),
        ("a call", {}, PHONE, False),
        ("a plan", {}, {"aux": "future"}, True),
        ("a plan for the month", {}, {"aux": "future", "date": "2014-04"}, True),
        ("told by the month years later", {}, {"date": "2014-04", "aux": "historical"}, True),
        ("with whom is not told", {}, {"actor": (ABE,)}, False),
        (
            "another statement",
            {"type": "ACCUSE", **SAID},
            {"type": "ACCUSE", **SAID, "evidence": "安倍晋三批评关税政策"},
            False,
        ),
        (
            "a statement again",
            {"type": "ACCUSE", **SAID},
            {"type": "ACCUSE", **SAID, "evidence": "安倍晋三谴责其核试验"},
            True,
        ),
        ("a month without more", {"actor": (ABE, PARK)}, {"date": "2014-04", "place": None}, False),
    ],
)
def test_two_reports(
    tmp_path: Path, name: str, left: dict[str, object], right: dict[str, object], together: bool
) -> None:
    path = store(tmp_path / "s.duckdb", [record("a", event("a", **left)), record("b", event("b", **right))])
    assert groups(path) == (group("ab") if together else group("a", "b")), name


def test_two_meetings_that_one_article_tells_stay_two(tmp_path: Path) -> None:
    first, second = event("a", id="a1"), event("a", id="a2", evidence="两人随后再次会谈", place=None)
    path = store(tmp_path / "s.duckdb", [record("a", first, second), record("b", event("b"))])
    assert sorted(map(sorted, groups(path))) == [["a"], ["a", "b"]]


def test_a_vague_report_does_not_bind_two_meetings(tmp_path: Path) -> None:
    morning = event("a", evidence="24日上午在东京举行会谈")
    evening = event("b", evidence="24日晚上在东京举行会谈")
    path = store(
        tmp_path / "s.duckdb", [record("a", morning), record("b", evening), record("c", event("c", place=None))]
    )
    assert frozenset("ab") not in groups(path) and frozenset("abc") not in groups(path)


def test_a_plan_called_off_is_one_happening_with_a_contradiction(tmp_path: Path) -> None:
    plan = event("a", aux="future", date="2014-05-20")
    off = event("b", type="REJECT", mode="meet", actor=(OBAMA,), recipient=(ABE,), date="2014-05-02", place=None)
    path = store(tmp_path / "s.duckdb", [record("a", plan), record("b", off)])
    with Store.open(path) as opened:
        assert [row["status"] for row in opened.query("SELECT status FROM happenings")] == ["cancelled"]
        found = opened.query("SELECT field, value, events FROM contradictions ORDER BY value")
    assert [(row["field"], row["value"], row["events"]) for row in found] == [
        ("happened", "did not happen", [identity("b")]),
        ("happened", "planned", [identity("a")]),
    ]


def test_who_asked_whom_is_a_contradiction(tmp_path: Path) -> None:
    words = {
        "type": "REQUEST",
        "mode": "meet",
        "place": None,
        "issues": ("trade",),
        "evidence": "7日请求举行会谈，讨论关税",
    }
    one = event("a", **words, actor=(ABE,), recipient=(OBAMA,))
    other = event("b", **words, actor=(OBAMA,), recipient=(ABE,))
    path = store(tmp_path / "s.duckdb", [record("a", one), record("b", other)])
    with Store.open(path) as opened:
        found = opened.query("SELECT field, value FROM contradictions ORDER BY value")
    assert [(row["field"], row["value"]) for row in found] == [("direction", "JPN → USA"), ("direction", "USA → JPN")]


def test_agreed_or_refused_and_how_many(tmp_path: Path) -> None:
    words = {"place": None, "issues": ("trade",)}
    one = event("a", **words, type="AGREE", evidence="就进口300架飞机的方案达成一致")
    other = event("b", **words, type="REJECT", actor=(OBAMA,), recipient=(ABE,), evidence="拒绝了进口200架飞机的方案")
    path = store(tmp_path / "s.duckdb", [record("a", one), record("b", other)])
    with Store.open(path) as opened:
        found = opened.query("SELECT field, value FROM contradictions ORDER BY ordinal")
    assert [tuple(row.values()) for row in found] == [
        ("answer", "agreed"), ("answer", "refused"), ("number", "200 架"), ("number", "300 架"),
    ]  # fmt: skip


DAYS = some.sampled_from(["2014-04-24", "2014-04-25", "2014-04", "2014", None])
PEOPLE = some.sampled_from([(ABE, OBAMA), (ABE, PARK), (OBAMA, PARK), (ABE,), (Entity("USA:GOV", "美国"), ABE)])
KINDS = some.sampled_from(
    [("CONSULT", None), ("CONSULT", "phone"), ("AGREE", None), ("REJECT", "meet"), ("REQUEST", "meet")]
)
WORDS = some.sampled_from(["上午举行会谈", "晚上共进晚餐并会谈", "讨论了关税问题", "就300架飞机达成一致", "会晤"])


@some.composite
def news(draw: some.DrawFn) -> list[FileRecord]:
    """Some documents of one or two events each; a few say the same in the same words."""
    made = []
    for number in range(draw(some.integers(2, 6))):
        events = [_drawn(draw, f"d{number}", at) for at in range(draw(some.integers(1, 2)))]
        made.append(record(f"d{number}", *events, told=draw(some.sampled_from(["2014-04-25", "2016-01-01"]))))
    return made


def _drawn(draw: some.DrawFn, doc: str, at: int) -> Event:
    kind, mode = draw(KINDS)
    aux = draw(some.sampled_from([None, None, "future", "negation"]))
    place = draw(some.sampled_from([None, "东京", "华盛顿"]))
    return event(
        doc,
        id=identity(f"{doc}/{at}"),
        type=kind,
        mode=mode,
        aux=aux,
        actor=draw(PEOPLE),
        date=draw(DAYS),
        place=place,
        evidence=draw(WORDS),
    )


PATIENT = settings(max_examples=10, deadline=None, suppress_health_check=[HealthCheck.too_slow])


@PATIENT
@given(news(), some.randoms(use_true_random=False))
def test_the_order_of_arrival_changes_nothing(made: list[FileRecord], chance: object) -> None:
    """All at once, or file by file in another order with a linking after each: the same rows."""
    with tempfile.TemporaryDirectory() as folder:
        whole = dump(store(Path(folder) / "whole.duckdb", made))
        shuffled = list(made)
        chance.shuffle(shuffled)  # type: ignore[attr-defined]
        path = Path(folder) / "grown.duckdb"
        for one in shuffled:
            store(path, [one])
        assert dump(path) == whole


@PATIENT
@given(news())
def test_an_unrelated_document_changes_nothing(made: list[FileRecord]) -> None:
    brazil, chile = Entity("BRA:GOV", "巴西"), Entity("CHL:GOV", "智利")
    other = record("other", event("other", actor=(brazil, chile), evidence="巴西与智利会谈"))
    with tempfile.TemporaryDirectory() as folder:
        before = dump(store(Path(folder) / "before.duckdb", made))
        after = dump(store(Path(folder) / "after.duckdb", [other, *made]))
    own = identity("other")
    assert before == {table: [row for row in rows if own not in row] for table, rows in after.items()}


@PATIENT
@given(news())
def test_what_is_taken_out_leaves_no_trace(made: list[FileRecord]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        without = dump(store(Path(folder) / "without.duckdb", made[1:]))
        path = store(Path(folder) / "with.duckdb", made)
        with Store.create(path) as opened:
            opened.forget([made[0].path])
            link_store(opened)
        assert dump(path) == without


@PATIENT
@given(news())
def test_every_event_reports_one_happening_and_no_article_tells_it_twice(made: list[FileRecord]) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = store(Path(folder) / "s.duckdb", made)
        with Store.open(path) as opened:
            events = {row["id"] for row in opened.query("SELECT id FROM events")}
            assert {row["event_id"] for row in opened.query("SELECT event_id FROM reports")} == events
            sums = opened.query("SELECT sum(reports) AS n, count(*) AS m FROM happenings")[0]
            assert sums["n"] == len(events)
            twice = opened.query(
                "SELECT happening FROM reports JOIN events ON id = event_id WHERE part = 'report' AND type <> 'REJECT'"
                " GROUP BY happening, doc HAVING count(*) > 1"
            )
            assert twice == []


def test_a_day_more_touches_only_what_it_must(tmp_path: Path) -> None:
    old = [record(f"old{n}", event(f"old{n}", date=f"2014-03-{n:02d}", evidence=f"第{n}次")) for n in range(1, 28, 3)]
    path = store(tmp_path / "s.duckdb", [*old, record("a", event("a"))])
    with Store.create(path) as opened:
        opened.replace([record("b", event("b"))])
        done = link_store(opened)
        assert (done.touched, done.happenings) == (2, len(old) + 1)
        again = link_store(opened)
        assert (again.touched, again.compared) == (0, 0)


def test_places_that_one_report_names_both_are_not_far_apart(tmp_path: Path) -> None:
    """A patrol over two seas: a report puts it in the one, another in the other; a report of the one alone is apart."""
    crews = (Entity("JPN:MIL", "日本", "", None, ""), Entity("USA:MIL", "美国", "", None, ""))
    seas = {"date": "2022-11-30", "type": "COOPERATE", "issues": ("military-exercise",), "actor": crews}
    japan = {"place": "日本海", "latitude": 40.0, "longitude": 135.0}
    china = {"place": "东海", "latitude": 28.0, "longitude": 125.0}
    told = {
        "both": event("both", evidence="日美两国空军在日本海和东海上空举行联合巡航", **seas, **japan),
        "east": event("east", evidence="日美两国空军在东海上空举行联合巡航", **seas, **china),
    }
    apart = {
        "only": event("only", evidence="日美两国空军在日本海上空举行联合巡航", **seas, **japan),
        "east": told["east"],
    }
    for name, events, joined in (("one", told, True), ("two", apart, False)):
        (tmp_path / name).mkdir()
        path = store(tmp_path / name / "s.duckdb", [record(doc, one) for doc, one in events.items()])
        assert groups(path) == (group(events) if joined else group(*([doc] for doc in events)))


def test_a_summit_of_a_grouping_is_one_of_its_members(tmp_path: Path) -> None:
    """The four of the QUAD meet; one outlet names the body, another all who came."""
    india = Entity("IND:GOV", "莫迪", "", None, "modi-narendra")
    four = (ABE, OBAMA, india, Entity("AUS:GOV", "澳大利亚总理", "", None, ""))
    whole = event("four", actor=four, evidence="日美印澳四国首脑24日在东京举行会谈")
    body = event(
        "body", actor=(OBAMA, Entity("QUAD", "四方安全对话", "", None, "")), evidence="奥巴马24日在东京出席四方峰会"
    )
    assert groups(store(tmp_path / "s.duckdb", [record("four", whole), record("body", body)])) == group(
        ["four", "body"]
    )
