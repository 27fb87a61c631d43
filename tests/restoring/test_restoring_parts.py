"""The parts of restoring: datelines, noise, years, copies, learnt furniture, the view."""

import io
import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from rich.console import Console

from dragoman.lexicon import Lexicon, load_lexicon
from dragoman.model import Anchor, Document, Page
from dragoman.reading import read_text
from dragoman.restoring import answers, learn_boilerplate, near_duplicates, restore
from dragoman.restoring.anniversaries import number
from dragoman.restoring.clues import known_years, raw_clues
from dragoman.restoring.held import Held
from dragoman.restoring.lines import fold, split_lines
from dragoman.restoring.noise import judge
from dragoman.restoring.openings import find_openings
from dragoman.restoring.series import series_of
from dragoman.restoring.tallies import Course, courses_of
from dragoman.restoring.view import dated, show
from dragoman.restoring.years import candidates

LEXICON = load_lexicon()


def read(text: str, name: str = "page.txt", **known: object) -> Document:
    document = read_text(text, name, lexicon=LEXICON)[0]
    return Document(**{field: getattr(document, field) for field in document.__struct_fields__} | known)


def restored(text: str, lexicon: Lexicon = LEXICON, **known: object) -> Page:
    return restore(read(text, **known), lexicon)


def anchor(text: str, lexicon: Lexicon = LEXICON, **known: object) -> Anchor:
    return restored(text, lexicon, **known).fragments[0].anchor


@pytest.mark.parametrize("row", LEXICON.rows("datelines"), ids=lambda row: row.name)
def test_every_form_of_dateline_finds_its_example(row: object) -> None:
    lines = split_lines(read(row.example))
    assert re.match(row.pattern, lines[0].folded)
    assert find_openings(lines, LEXICON)


@pytest.mark.parametrize(
    "text",
    [
        "外交部发言人3月4日表示，中方注意到有关报道。",
        "据某某社4日报道，会谈推迟。另据同一消息，日期未定。",
        "2月29日电话会议之后，双方没有发表声明。",
    ],
)
def test_a_sentence_with_a_day_opens_no_article(text: str) -> None:
    assert not [it for it in find_openings(split_lines(read(text)), LEXICON) if it.strength > 1]


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("图片 12", "caption"),
        ("资料图：两国国旗", "caption"),
        ("会谈现场。（记者张三摄）", "caption"),
        ("分享到：微信 微博 QQ空间", "share"),
        ("点击进入下一页", "pagination"),
        ("相关阅读：", "links"),
        ("标签：外交 会谈", "tags"),
        ("责任编辑：王五", "byline"),
        ("12/10/2020 - 23:29", "byline"),
        ("作者简介：某某，大学教授。", "bio"),
        ("声明：转载此文是出于传递更多信息之目的。", "disclaimer"),
        ("首页 > 国际 > 正文", "furniture"),
        ("https://example.org/feed", "links"),
        ("请登录后发表评论", "share"),
        ("发表评论（12）", "share"),
    ],
)
def test_noise_is_set_aside_with_its_kind(text: str, kind: str) -> None:
    lines = split_lines(read(f"甲国总统同乙国总理举行了会谈。\n{text}"))
    assert {number: verdict.kind for number, verdict in judge(lines, LEXICON).items()} == {1: kind}


@pytest.mark.parametrize(
    "text",
    [
        "他要求对方不得转载未经证实的消息，并表示将负责到底。",
        "外交部发表声明，谴责这一行为，并要求立即放人。",
        "来源地不明的武器流入边境地区，警方正在追查，已有十人被捕。",
        "记者会上，发言人说双方同意分享情报。",
        "韩国外交部17日发表评论，对此表示深切遗憾。",
    ],
)
def test_ordinary_sentences_are_no_noise(text: str) -> None:
    assert not judge(split_lines(read(text)), LEXICON)


def test_folding_keeps_length_and_meets_both_scripts() -> None:
    assert fold("國務卿，會談：ＡＢ") == "国务卿,会谈:AB"


@pytest.mark.parametrize(("signs", "value"), [("三", 3), ("十", 10), ("六十五", 65), ("一百", 100), ("一百二十", 120)])
def test_numbers_in_signs(signs: str, value: int) -> None:
    assert number(signs) == value


def test_offices_bound_the_year() -> None:
    found = anchor("某某社12月5日电 美国副总统拜登同日本首相安倍晋三会谈。")
    assert found.day is None
    assert (found.earliest, found.latest) == (date(2013, 12, 5), date(2016, 12, 5))
    assert found.month_day == "--12-05"
    assert "副总统拜登" in found.reason


def test_a_weekday_with_its_date_settles_the_year() -> None:
    found = anchor("某某社10月11日电 美国国务卿蓬佩奥星期六（10月10日）同加拿大外长通话。")
    assert found.day == date(2020, 10, 11)


def test_an_anniversary_settles_the_year() -> None:
    assert anchor("某某社1月10日电 两国领导人互致贺电，庆祝中白建交30周年。").day == date(2022, 1, 10)


def test_nothing_known_stays_unknown() -> None:
    found = anchor("某某社3月4日电 两国代表举行了会谈，没有公布细节。")
    assert (found.day, found.earliest, found.latest, found.month_day) == (None, None, None, "--03-04")


def test_the_page_s_own_date_bounds_the_dateline() -> None:
    stamp = datetime(2019, 1, 20, tzinfo=UTC)
    assert anchor("某某社12月5日电 两国代表举行了会谈。", published=stamp).day == date(2018, 12, 5)
    assert anchor("某某社1月19日电 两国代表举行了会谈。", published=stamp).day == date(2019, 1, 20)
    assert anchor("两国代表举行了会谈。", published=stamp).day == date(2019, 1, 20)


def test_events_with_place_and_participants_settle_a_day_without_a_month(tmp_path: Path) -> None:
    (tmp_path / "dated_events.tsv").write_text(
        "name\tstart\tend\tplace\tparticipants\nsample summit\t2014-03-24\t2014-03-25\t海牙\tJPN|USA|KOR\n",
        encoding="utf-8",
    )
    (tmp_path / "places.tsv").write_text("name\tcountry\n海牙\tNLD\n", encoding="utf-8")
    text = "东京消息:据某某台18日报道,首相安倍晋三说,日本、美国、韩国首脑上个月在荷兰会谈。"
    assert anchor(text, load_lexicon(tmp_path)).day == date(2014, 4, 18)


def test_a_day_that_no_calendar_has_breaks_nothing() -> None:
    assert anchor("某某社2月30日电 两国代表举行了会谈。").day is None


def test_one_article_with_quoted_reports_stays_whole() -> None:
    text = "\n".join(
        [
            "两国外长3日在维也纳会谈，就停火安排交换了意见。",
            "据某某社3日报道，会谈持续了四个小时。",
            "某某报3月3日报道，双方同意下月再谈。",
        ]
    )
    assert len(restored(text).fragments) == 1


ORIGINAL = "\n".join(
    [
        "甲国外交部长昨天在首都会见了来访的乙国外交部长，双方谈到边界上的几处分歧，同意由专家继续商量。",
        "会见之后，两人一同走到院子里回答记者的提问，没有人提到此前中断的军事往来。",
        "分析人士认为，两国都想在秋天的峰会之前让气氛缓和下来，但谁也不愿先让步。",
    ]
)


def test_copies_are_found_with_what_differs() -> None:
    day = datetime(2021, 5, 1, tzinfo=UTC)
    lines = ORIGINAL.split("\n")
    documents = [
        read(ORIGINAL, "a.txt", published=day),
        read(ORIGINAL.replace("外交部长", "外交部長").replace("会见", "會見"), "b.txt", published=day),
        read("\n".join(lines[:2]), "c.txt", published=day),
        read("丙国总统宣布解散议会，提前举行大选，反对党表示欢迎，称这是人民的胜利。", "d.txt", published=day),
        read(ORIGINAL, "e.txt", published=datetime(2022, 5, 1, tzinfo=UTC)),
    ]
    groups = near_duplicates(documents)
    assert [group.members for group in groups] == [("a", "b", "c")]
    kinds = {(copy.left, copy.right): copy for copy in groups[0].copies}
    assert kinds["a", "b"].kind == "script"
    assert kinds["a", "c"].kind == "cut"
    assert [difference.text for difference in kinds["a", "c"].differs] == [lines[2]]


def test_furniture_is_learnt_from_the_outlet_s_own_files() -> None:
    slogan = "某某网，让世界更近"
    documents = [
        read(f"第{at}条消息：两国代表在第{at}个城市举行了会谈。\n{slogan}", f"{at}.txt", outlet="某某网")
        for at in range(6)
    ]
    learnt = learn_boilerplate(documents)
    page = restore(documents[0], LEXICON, learnt)
    assert [(aside.kind, aside.span.cut(documents[0].text)) for aside in page.asides] == [("furniture", slogan)]
    assert not restore(documents[0], LEXICON).asides
    other = read(f"另一条消息在这里。\n{slogan}", "x.txt", outlet="别家")
    assert not restore(other, LEXICON, learnt).asides


def test_the_view_shows_every_line_and_the_evidence() -> None:
    document = read((Path(__file__).parent / "data" / "pages" / "spun.txt").read_text(encoding="utf-8"))
    out = io.StringIO()
    show(document, restore(document, LEXICON), Console(file=out, width=200))
    shown = out.getvalue()
    assert "should read" in shown
    assert "dateline 共同社5月7日电" in shown
    assert "扫一扫分享到微信" in shown
    assert dated(Anchor(month_day="--05-07", earliest=date(2022, 5, 7))) == "--05-07 from 2022-05-07"


def test_an_unknown_year_is_answered_with_month_and_day() -> None:
    document = read("某某社3月4日电 两国代表举行了会谈。")
    assert answers(document, restore(document, LEXICON))["paragraphs"] == [{"fragment": 0, "date": "--03-04"}]


def test_headings_in_a_row_amid_the_text_are_links() -> None:
    links = ["甲国外长将访问乙国", "三十国发表声明谈及此事", "丙国总统推迟出访"]
    text = "\n".join(["两国代表3日举行了会谈，没有公布细节。", *links, "会谈的成果", "双方同意下月再谈，地点待定。"])
    document = read(text)
    page = restore(document, LEXICON)
    assert [aside.span.cut(text) for aside in page.asides if aside.kind == "links"] == links
    assert page.fragments[0].text.split("\n")[1] == "会谈的成果"


def test_points_of_a_list_are_no_links() -> None:
    text = "会议列出三点：\n一、停止行动\n二、开放通道\n三、交换人员\n各方没有异议。"
    assert not restored(text).asides


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("某某社9月20日电 多国领导人出席第77届联合国大会一般性辩论。", date(2022, 9, 20)),
        ("某某社11月15日电 二十国集团领导人第十七次峰会今天开幕。", date(2022, 11, 15)),
        ("某某社4月15日电 第一百零七届广交会开幕。", date(2010, 4, 15)),
        ("某某社11月20日电 各方在COP27气候大会上达成协议。", date(2022, 11, 20)),
        ("某某社6月20日电 欧盟通过第14轮对俄制裁。", date(2024, 6, 20)),
    ],
)
def test_a_numbered_meeting_settles_the_year(text: str, day: date) -> None:
    found = anchor(text)
    assert found.day == day, found.reason


@pytest.mark.parametrize("row", LEXICON.rows("series"), ids=lambda row: f"{row.words[0]}-{row.first}")
def test_each_series_tells_its_first_member(row: object) -> None:
    needed = row.needs[0] if row.needs else ""
    ordinal = f"第{row.first}{row.units[0]}" if row.units else ""
    text = f"{needed}{ordinal}{row.words[0]}{'' if row.units else row.first}"
    found = list(series_of(Held(LEXICON)).find(text))
    assert any(one.first == date(row.year, row.month, 1) for one in found)


def test_a_member_told_with_its_year_says_nothing_of_the_text() -> None:
    assert not list(series_of(Held(LEXICON)).find("2019年第74届联合国大会期间"))


def test_a_growing_count_settles_the_year() -> None:
    found = anchor("某某社4月12日电 全球累计新冠肺炎确诊病例达到497057239例。")
    assert found.day == date(2022, 4, 12)
    assert "新冠确诊" in found.reason


@pytest.mark.parametrize("course", courses_of(Held(LEXICON)), ids=lambda course: course.name)
def test_counts_only_grow(course: Course) -> None:
    assert list(course.days) == sorted(course.days)
    assert list(course.values) == sorted(course.values)
    assert [course.reached(value) for value in course.values] == list(course.days)


def test_the_fiscal_year_of_a_budget_bounds_the_year() -> None:
    found = anchor("某某社12月23日电 美国总统签署2024财年国防授权法案。")
    assert found.day == date(2023, 12, 23)


def test_every_kind_of_evidence_has_its_weight() -> None:
    kinds = {row.kind for row in LEXICON.rows("timing")}
    text = "10月10日电 据报道，2020年10月8日，星期六（10月10日）美国总统拜登称第77届联大将庆祝建交30周年。"
    found = raw_clues([text], candidates(10, 11, 2000, date(2026, 12, 31)), LEXICON)
    assert found
    assert {clue.kind for clue in found} <= kinds


def test_a_whole_date_of_the_last_days_speaks_for_its_year() -> None:
    text = "某某社10月12日电 美国国务卿蓬佩奥同英国外交大臣拉布通话。两人上次于2020年10月7日会面。"
    plain = "某某社10月12日电 美国国务卿蓬佩奥同英国外交大臣拉布通话。"
    assert anchor(text).day == date(2020, 10, 12)
    assert "2020-10-07" in anchor(text).reason
    assert anchor(plain).day is None


def test_an_anniversary_to_come_may_be_of_the_next_year() -> None:
    found = anchor("某某社12月20日电 庆祝澳门回归祖国24周年，各界将迎来澳门回归祖国25周年。")
    assert found.day == date(2023, 12, 20)


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("某某社10月5日电 现年74岁的美国总统特朗普在医院发表讲话。", date(2020, 10, 5)),
        ("某某社10月5日电 特朗普（74岁）在医院发表讲话。", date(2020, 10, 5)),
        ("某某社3月5日电 天主教香港教区荣休主教、88岁的陈日君表示反对。", date(2020, 3, 5)),
    ],
)
def test_an_age_settles_the_year(text: str, day: date) -> None:
    found = anchor(text)
    assert found.day == day, found.reason


@pytest.mark.parametrize(
    "text", ["74岁的老人说，特朗普是个好总统。", "事故造成一名74岁男子死亡。", "普京会见特朗普、74岁的华人等人士。"]
)
def test_an_age_is_not_that_of_somebody_else(text: str) -> None:
    days = candidates(10, 5, 2000, date(2026, 12, 31))
    assert not [clue for clue in raw_clues([fold(text)], days, LEXICON) if clue.kind == "age"]


def test_births_are_of_persons_that_the_lexicon_has() -> None:
    people = {person.id for person in LEXICON.rows("persons")}
    births = [birth.person for birth in LEXICON.rows("births")]
    assert set(births) <= people
    assert len(births) == len(set(births))


def test_congratulations_are_of_the_days_about_a_term_s_beginning() -> None:
    found = anchor("某某社6月4日电 国家主席习近平致电辛鲍姆，祝贺她当选墨西哥总统。")
    assert found.day == date(2024, 6, 4), found.reason
    assert "an office entered" in found.reason


def test_congratulations_to_one_who_was_elected_again_say_nothing() -> None:
    days = candidates(3, 20, 2010, date(2026, 12, 31))
    clues = raw_clues(["各国领导人祝贺普京当选俄罗斯总统。"], days, LEXICON)
    assert not [clue for clue in clues if clue.kind == "accession"]


def test_a_year_that_the_tables_hardly_know_is_less_likely() -> None:
    days = [date(2008, 6, 1), date(2015, 6, 1), date(2025, 6, 1)]
    thin, *known = known_years(days, LEXICON).scores
    assert thin < 0
    assert known == [0.0, 0.0]


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("某某社10月5日电 美国大选将于11月3日举行，两名候选人都在争取摇摆州。", date(2020, 10, 5)),
        ("某某社9月25日电 德国联邦议院选举9月24日举行，执政党得票最多。", date(2017, 9, 25)),
    ],
)
def test_the_day_of_an_election_settles_its_year(text: str, day: date) -> None:
    found = anchor(text)
    assert found.day == day, found.reason


def test_a_character_of_another_word_is_no_state_with_an_anniversary() -> None:
    found = anchor("某某社7月10日电 两国愿意加强合作。孟加拉国总理哈西娜说，明年是两国建交50周年。")
    assert found.day == date(2024, 7, 10), found.reason


def test_an_event_of_today_settles_the_year() -> None:
    found = anchor("某某社11月18日电 二十国集团里约热内卢峰会今天开幕，各国领导人出席。")
    assert found.day == date(2024, 11, 18), found.reason
