"""What opens an entry of the ledger and what answers it, on dispatches with known answers."""

import json
from collections.abc import Callable, Sequence
from datetime import date
from pathlib import Path

import pytest
from dispatches import deed, store
from typer.testing import Result

from dragoman.analysing.answering import Candidates, Standing
from dragoman.analysing.ledger import Entry, ledger
from dragoman.analysing.record import deeds, last_told
from dragoman.analysing.rules import ledger_rules
from dragoman.errors import LexiconError
from dragoman.model import Event
from dragoman.storing import Store

Article = tuple[str, Sequence[Event]]
# A last article that keeps the record going long enough for plans to lapse.
LATER: Article = ("2016-12-31", [deed("SUPPORT", "FIN:GOV", "SWE:GOV", "芬兰祝贺瑞典。", date="2016-12-31")])


def kept(folder: Path, *articles: Article) -> list[Entry]:
    with Store.open(store(folder, *articles)) as opened:
        return ledger(deeds(opened), ledger_rules(), last_told(opened))


def states(entries: list[Entry]) -> dict[str, str]:
    return {entry.deed.evidence: entry.state for entry in entries}


def request(words: str, **more: object) -> Event:
    given = {"date": "2015-06-02", "issues": ("host-nation-support",), **more}
    return deed("REQUEST change", "KOR:GOV", "USA:GOV", words, **given)


# A list under one head: each point is a demand and its refusal in the same words.
POINTS = (
    "首先，美方不接受韩方减少驻军费用分担额的要求",
    "其次，美方拒绝韩方关于费用明细全部公开的要求",
    "最后，美方回绝了韩方把协定期限改为五年的提议",
)


def refusals() -> list[Event]:
    given = {"date": "2015-06-02", "issues": ("host-nation-support",)}
    asked = [request(words, id=f"ask{number}") for number, words in enumerate(POINTS)]
    denied = [
        deed("REJECT change", "USA:GOV", "KOR:GOV", words, id=f"no{number}", **given)
        for number, words in enumerate(POINTS)
    ]
    thanks = deed("AGREE", "USA:GOV", "KOR:GOV", "美方愿与韩方加强同盟。", id="kind", **given)
    return [*asked, *denied, thanks]


def test_each_of_three_demands_is_refused_in_its_own_words(tmp_path: Path) -> None:
    entries = [one for one in kept(tmp_path, ("2015-06-03", refusals())) if one.kind == "demand"]
    assert [entry.state for entry in entries] == ["refused"] * 3
    assert [entry.answered_by for entry in entries] == [("no0",), ("no1",), ("no2",)]
    assert entries[0].reason == "refused by USA 2015-06-02, told in the same words"


def test_one_refusal_under_a_head_refuses_the_points_beside_it(tmp_path: Path) -> None:
    given = {"date": "2015-06-02", "issues": ("host-nation-support",)}
    head = deed("REJECT", "USA:GOV", "KOR:GOV", "美方回绝了韩方的两项请求：", **given)
    yes = deed("AGREE", "USA:GOV", "KOR:GOV", "双方都重视同盟", **given)
    told = ("2015-06-03", [head, request("一是减少费用分担"), request("二是公开明细"), yes])
    assert [one.state for one in kept(tmp_path, told) if one.kind == "demand"] == ["refused", "refused"]


def test_a_head_that_counts_refuses_what_follows_and_not_what_stands_before(tmp_path: Path) -> None:
    given = {"date": "2015-06-02", "issues": ("host-nation-support",)}
    wish = request("韩方希望美方一道公布分担额。")
    head = deed("REJECT", "USA:GOV", "KOR:GOV", "美方回绝了韩方最看重的两项请求：", **given)
    told = ("2015-06-03", [wish, head, request("一是减少费用分担"), request("二是公开明细")])
    found = states([one for one in kept(tmp_path, told) if one.kind == "demand"])
    assert found == {wish.evidence: "open", "一是减少费用分担": "refused", "二是公开明细": "refused"}


def test_the_words_that_ask_are_no_assent(tmp_path: Path) -> None:
    """One quotation read both as a wish and as a common aim answers nothing; the other's own assent in it does."""
    words = "韩方希望与美方共同降低费用，美方点头同意"
    given = {"date": "2015-06-02", "issues": ("host-nation-support",)}
    both = deed("AGREE", "KOR:GOV, USA:GOV", "", words, id="both", **given)
    theirs = deed("AGREE", "USA:GOV", "KOR:GOV", words, id="theirs", **given)
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    asked = request(words, id="ask")
    for folder, answer, state in (("one", both, "open"), ("two", theirs, "kept")):
        found = kept(tmp_path / folder, ("2015-06-03", [asked, answer]))
        assert [one.state for one in found if one.kind == "demand"] == [state]


def test_help_given_together_with_a_third_is_no_answer(tmp_path: Path) -> None:
    """One who is asked and does it together with somebody else does it for that one."""
    asked = deed("REQUEST assist", "UKR:GOV", "FRA:GOV", "乌方请求法国共造弹药。", date="2015-02-01", issues=("other",))
    other = deed("COOPERATE", "FRA:GOV, POL:GOV", "", "法国与波兰共造弹药。", date="2015-02-01", issues=("other",))
    [entry] = kept(tmp_path, ("2015-02-01", [asked, other]))
    assert entry.state == "open"


def test_a_busy_pair_costs_no_more_than_its_matters(tmp_path: Path) -> None:
    """Deeds of other issues and of other documents are not looked at: candidates are found by what may tie them."""
    asked = deed("REQUEST change", "CHN:GOV", "USA:GOV", "中方要求美方改变做法。", date="2015-01-05", issues=("trade",))
    others = [
        deed("REJECT", "USA:GOV", "CHN:GOV", f"美方拒绝第{n}号建议。", date="2015-01-06", issues=("climate",))
        for n in range(30)
    ]
    with Store.open(store(tmp_path, ("2015-01-05", [asked]), ("2015-01-07", others))) as opened:
        told = deeds(opened)
    entry = Standing(told[0], "demand", told[0].told or date.min, False)
    refused = next(rule for rule in ledger_rules().answer if rule.words == "refused")
    met = Candidates(told).between(refused, entry, date(2015, 1, 5), date(2015, 6, 1))
    assert told[0].type == "REQUEST" and list(met) == []


def visit(words: str, date: str | None, aux: str = "future", **more: object) -> Event:
    return deed(f"CONSULT visit {aux}", "JPN:GOV 首相甲 premier-a", "USA 美国", words, date=date, **more)


def test_a_wish_to_visit_within_the_year_stays_open_until_it_lapses(tmp_path: Path) -> None:
    """A meeting at home with a guest from there is no visit."""
    home = deed(
        "CONSULT", "JPN:GOV 首相甲 premier-a, USA:MIL 司令乙 general-b", "", "首相甲在官邸会见司令乙。",
        date="2015-11-11", place="东京", place_code="JPN",
    )  # fmt: skip
    told = ("2015-11-11", [visit("首相甲有意年内访美。", "2015"), home])
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    [wish] = kept(tmp_path / "one", told)
    assert (wish.kind, wish.state, str(wish.deadline)) == ("plan", "open", "2015-12-31")
    [later] = kept(tmp_path / "two", told, LATER)
    assert (later.state, later.reason) == ("lapsed", "planned for 2015; nothing of it up to 2016-12-31")


@pytest.mark.parametrize(
    ("deed_told", "state"),
    [
        (visit("首相甲抵达华盛顿访问。", "2015-12-01", "-"), "kept"),
        (
            deed(
                "CONSULT",
                "JPN:GOV 首相甲 premier-a, USA:GOV",
                "",
                "首相甲在华盛顿会谈。",
                date="2015-12-01",
                place_code="USA",
            ),
            "kept",
        ),
        (
            deed(
                "CONSULT",
                "JPN:GOV 首相甲 premier-a, USA:GOV",
                "",
                "首相甲在东京会谈。",
                date="2015-12-01",
                place_code="JPN",
            ),
            "lapsed",
        ),
        (
            deed("CONSULT phone", "JPN:GOV 首相甲 premier-a, USA:GOV", "", "首相甲与美方通话。", date="2015-12-01"),
            "lapsed",
        ),
        (deed("CONSULT visit", "JPN:GOV 外相丙 minister-c", "USA", "外相丙访美。", date="2015-12-01"), "lapsed"),
        (visit("首相甲抵达美国访问。", "2016-03-01", "-"), "lapsed"),
        (visit("首相甲访美未能成行。", "2015-12-20", "negation"), "refused"),
        (deed("REJECT meet", "USA:GOV", "JPN:GOV", "美方取消首相甲的行程。", date="2015-12-20"), "refused"),
    ],
)
def test_what_keeps_a_plan_to_visit(tmp_path: Path, deed_told: Event, state: str) -> None:
    plan = ("2015-11-11", [visit("首相甲计划年内对美国进行访问。", "2015")])
    assert states(kept(tmp_path, plan, ("2016-03-02", [deed_told]), LATER))["首相甲计划年内对美国进行访问。"] == state


def test_a_plan_moved_to_a_later_day_is_overtaken(tmp_path: Path) -> None:
    def talks(words: str, date: str) -> Event:
        return deed("CONSULT - future", "IND:GOV, PAK:GOV", "", words, date=date, issues=("border",))

    first = ("2015-08-01", [talks("印巴边界会谈定于8月20日举行。", "2015-08-20")])
    moved = ("2015-08-15", [talks("印巴边界会谈改到9月9日举行。", "2015-09-09")])
    held = (
        "2015-09-10",
        [deed("CONSULT", "IND:GOV, PAK:GOV", "", "印巴举行边界会谈。", date="2015-09-09", issues=("border",))],
    )
    found = kept(tmp_path, first, moved, held, LATER)
    assert [entry.state for entry in found] == ["overtaken", "kept"]
    assert found[0].reason == "put off to 2015-09-09 by IND, PAK 2015-08-15, told in the same words"


def test_an_article_does_not_report_done_what_it_tells_as_planned(tmp_path: Path) -> None:
    plan = deed("AID - future", "CHN:GOV", "NPL", "中方将向尼泊尔提供帐篷。", issues=("humanitarian",))
    done = deed("AID", "CHN:GOV", "NPL", "中方已向尼泊尔提供帐篷。", date="2015-05-02", issues=("humanitarian",))
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    assert states(kept(tmp_path / "one", ("2015-05-02", [plan, done])))[plan.evidence] == "open"
    apart = kept(tmp_path / "two", ("2015-05-01", [plan]), ("2015-05-03", [done]))
    assert states(apart)[plan.evidence] == "kept"


def test_some_answer_and_others_do_not(tmp_path: Path) -> None:
    asked = deed(
        "REQUEST assist",
        "UKR:GOV",
        "FRA:GOV, DEU:GOV",
        "乌方请求法德两国提供救护车。",
        date="2015-02-01",
        issues=("humanitarian",),
    )
    given = deed("AID", "FRA:GOV", "UKR", "法国向乌方提供救护车。", date="2015-02-10", issues=("humanitarian",))
    [entry] = kept(tmp_path, ("2015-02-01", [asked]), ("2015-02-11", [given]))
    assert entry.state == "in part"
    assert entry.reason.endswith("; nothing of DEU")


def test_the_last_word_counts(tmp_path: Path) -> None:
    words = "土方要求瑞典引渡三名嫌疑人"
    asked = deed("REQUEST yield", "TUR:GOV", "SWE:GOV", words, date="2015-01-05", issues=("terrorism",))
    no = deed("REJECT yield", "SWE:GOV", "TUR:GOV", "瑞典拒绝引渡三名嫌疑人", date="2015-01-08", issues=("terrorism",))
    yes = deed("AGREE", "SWE:GOV", "TUR:GOV", "瑞典同意引渡三名嫌疑人", date="2015-03-08", issues=("terrorism",))
    found = kept(tmp_path, ("2015-01-06", [asked]), ("2015-01-09", [no]), ("2015-03-09", [yes]))
    assert states(found)[words] == "kept"
    assert found[0].answered_by == ("瑞典拒绝引渡三名嫌疑人", "瑞典同意引渡三名嫌疑人")


def test_another_matter_of_the_same_issue_is_no_answer(tmp_path: Path) -> None:
    asked = deed(
        "REQUEST yield",
        "CHN:GOV",
        "USA:GOV",
        "中方要求美方取消对钢管征收的附加税。",
        date="2015-01-05",
        issues=("tariffs",),
    )
    other = deed(
        "AGREE", "USA:GOV", "CHN:GOV", "华盛顿愿为大豆商会办理通关提速。", date="2015-02-05", issues=("tariffs",)
    )
    found = kept(tmp_path, ("2015-01-06", [asked]), ("2015-02-06", [other]))
    assert states(found)[asked.evidence] == "open"


@pytest.mark.parametrize(
    ("answer", "state"),
    [
        (
            deed(
                "SANCTION discontinue",
                "EU",
                "BLR",
                "欧盟对白俄罗斯钾肥实施禁运。",
                date="2015-04-01",
                issues=("trade",),
            ),
            "kept",
        ),
        (
            deed(
                "RETREAT release",
                "BLR:GOV",
                "",
                "白俄罗斯避免钾肥禁运，释放两名记者。",
                date="2015-04-01",
                issues=("trade",),
            ),
            "overtaken",
        ),
        (
            deed("ASSAULT", "EU", "BLR", "欧盟在白俄罗斯钾肥禁运案中动武。", date="2015-04-01", issues=("trade",)),
            "open",
        ),
    ],
)
def test_a_threat_is_carried_out_or_overtaken(tmp_path: Path, answer: Event, state: str) -> None:
    words = "欧盟警告将对白俄罗斯钾肥实施禁运。"
    threat = deed("THREATEN restrict", "EU", "BLR", words, date="2015-03-01", issues=("trade",))
    assert states(kept(tmp_path, ("2015-03-01", [threat]), ("2015-04-02", [answer])))[words] == state


def test_a_promise_is_kept_by_the_deed_in_its_words(tmp_path: Path) -> None:
    words = "英方承诺向肯尼亚提供两艘巡逻艇。"
    promise = deed("AGREE", "GBR:GOV", "KEN:GOV", words, date="2015-03-01", issues=("arms-sales",))
    given = deed("AID", "GBR:GOV", "KEN", "英方向肯尼亚交付两艘巡逻艇。", date="2016-03-01", issues=("arms-sales",))
    [entry] = kept(tmp_path, ("2015-03-01", [promise]), ("2016-03-02", [given]))
    assert (entry.kind, entry.state) == ("promise", "kept")


def test_an_invitation_is_met_by_the_visit(tmp_path: Path) -> None:
    asked = deed(
        "REQUEST meet",
        "FRA:GOV 总统甲 president-a",
        "BRA:GOV 总统乙 president-b",
        "总统甲邀请总统乙访法。",
        date="2015-03-01",
    )
    came = deed(
        "CONSULT",
        "FRA:GOV 总统甲 president-a, BRA:GOV 总统乙 president-b",
        "",
        "总统甲与总统乙会谈。",
        date="2015-06-01",
    )
    [entry] = kept(tmp_path, ("2015-03-01", [asked]), ("2015-06-01", [came]))
    assert (entry.kind, entry.state, entry.reason) == (
        "invitation",
        "kept",
        "met by FRA, BRA 2015-06-01, by the same persons",
    )


def test_what_is_supposed_or_denied_opens_nothing(tmp_path: Path) -> None:
    told = [
        deed("REQUEST - hypothetical", "A:GOV", "B:GOV", "甲"),
        deed("CONSULT - negation", "A:GOV, B:GOV", "", "乙"),
    ]
    assert kept(tmp_path, ("2015-01-01", told)) == []


def test_an_unrelated_article_changes_no_entry(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "two").mkdir()
    alone = kept(tmp_path / "one", ("2015-06-03", refusals()))
    with_more = kept(tmp_path / "two", ("2015-06-03", refusals()), ("2015-06-02", LATER[1]))
    assert states(alone) == states(with_more)


def test_reports_of_one_happening_are_one_entry(tmp_path: Path) -> None:
    """Two reports of a plan and one of the deed, linked: one entry, kept by the linked report."""
    plan = [
        deed("CONSULT - future", "IND:GOV, CHN:GOV", "", words, date="2015-08-20")
        for words in ("会谈将举行", "印中将会谈")
    ]
    held = deed("CONSULT", "IND:GOV, CHN:GOV", "", "印中举行会谈", date="2015-08-20")
    path = store(tmp_path, ("2015-08-01", [plan[0]]), ("2015-08-02", [plan[1]]), ("2015-08-21", [held]))
    with Store.create(path) as opened:
        opened.connection.execute("INSERT INTO reports SELECT id, 'h1', 'report', NULL FROM events")
    with Store.open(path) as opened:
        [entry] = ledger(deeds(opened), ledger_rules(), last_told(opened))
    assert (entry.state, set(entry.events), entry.answered_by) == (
        "kept",
        {"会谈将举行", "印中将会谈"},
        ("印中举行会谈",),
    )
    assert entry.reason.endswith("linked to it")


def test_the_command_filters_and_traces(ask: Callable[..., Result], tmp_path: Path) -> None:
    path = store(tmp_path, ("2015-06-03", refusals()), ("2015-11-11", [visit("首相甲有意年内访美。", "2015")]))
    done = ask("ledger", path, "--about", "host-nation-support", "--kind", "demand", "--format", "jsonl")
    rows = [json.loads(line) for line in done.stdout.splitlines()]
    assert [(row["who"], row["state"], row["events"], row["answers"]) for row in rows] == [
        ("KOR:GOV", "refused", f"ask{number}", f"no{number}") for number in range(3)
    ]
    open_ = ask("ledger", path, "--actor", "日本", "--open")
    assert open_.exit_code == 0
    assert "首相甲有意年内访美" in open_.stdout
    assert "韩方" not in open_.stdout
    assert "1 entry" in open_.stderr
    assert ask("ledger", path, "--recipient", "USA", "--state", "in part").stderr.strip() == "0 entries"


def test_the_ledger_as_of_an_earlier_day(ask: Callable[..., Result], tmp_path: Path) -> None:
    plan, came = visit("首相甲计划年内访美。", "2015"), visit("首相甲抵达美国访问。", "2015-12-01", "-")
    path = store(tmp_path, ("2015-11-11", [plan]), ("2015-12-02", [came]))
    for day, state in (("2015-11", "open"), ("2015-12", "kept")):
        [row] = [json.loads(line) for line in ask("ledger", path, "--as-of", day, "-f", "jsonl").stdout.splitlines()]
        assert row["state"] == state


def test_a_users_ledger_changes_rules_by_name(tmp_path: Path) -> None:
    """A rule of a known name is changed, a number replaced, a list added to and taken from."""
    (tmp_path / "ledger.toml").write_text(
        """
        grace = 10
        broad = ["trade", "-alliance"]
        [[answer]]
        name = "refused"
        within = 20
        types = ["ACCUSE"]
        """,
        encoding="utf-8",
    )
    mine, base = ledger_rules(tmp_path), ledger_rules()
    changed, before = ([rule for rule in rules.answer if rule.name == "refused"] for rules in (mine, base))
    assert (mine.grace, mine.broad, len(mine.answer)) == (10, ("other", "trade"), len(base.answer))
    assert (changed[0].within, changed[0].types, changed[0].who) == (20, ("REJECT", "ACCUSE"), before[0].who)


def test_a_faulty_rule_is_named(tmp_path: Path) -> None:
    (tmp_path / "ledger.toml").write_text('[[answer]]\nname = "refused"\nwho = "nobody"\n', encoding="utf-8")
    with pytest.raises(LexiconError) as raised:
        ledger_rules(tmp_path)
    assert all(part in str(raised.value) for part in ("ledger.toml", "nobody", "$.answer"))


def test_an_answer_beside_any_report_of_the_demand_counts(tmp_path: Path) -> None:
    """The surest report of a demand stands in one article, the refusal beside another report of it."""
    given = {"date": "2015-06-02"}
    sure = request("美方应减收韩方分担额，首尔提出。", id="sure", confidence=0.9, issues=("alliance",), **given)
    other = request("韩国要求降低驻军开支。", id="other", **given)
    no = deed("REJECT", "USA:GOV", "KOR:GOV", "华盛顿说不行。", id="no", issues=("host-nation-support",), **given)
    path = store(tmp_path, ("2015-06-02", [sure]), ("2015-06-03", [other, no]))
    with Store.create(path) as opened:
        opened.connection.execute("INSERT INTO reports SELECT id, 'h1', 'report', NULL FROM events WHERE id <> 'no'")
    with Store.open(path) as opened:
        [entry] = ledger(deeds(opened), ledger_rules(), last_told(opened))
    assert (entry.deed.id, entry.state, entry.answered_by) == ("sure", "refused", ("no",))
    assert entry.deed.issues == ("alliance", "host-nation-support")
    assert "host-nation-support" in entry.about


def test_the_ledger_is_told_in_lines(ask: Callable[..., Result], tmp_path: Path) -> None:
    done = ask("ledger", store(tmp_path, ("2015-06-03", refusals()[:1])))
    assert done.stdout.splitlines() == [
        "2015-06-02  demand, open  KOR:GOV → USA:GOV  REQUEST change",
        POINTS[0],
        "no answer up to 2015-06-03",
        "host-nation-support · told by ask0",
        "",
    ]
