"""Facts about office-holders of Asia and the Pacific that the tables must keep, and what no table of terms may say."""

from collections import defaultdict
from datetime import date, timedelta

import pytest

from dragoman.lexicon import load_lexicon
from dragoman.naming.roster import Holding, Roster, build_roster, first_day, last_day

FILES = ("china", "taiwan", "japan", "korea", "southasia", "seasia", "oceania", "centralasia")

HELD = (
    ("xi-jinping", "2012-06-01", "国家副主席", "CHN:GOV"),
    ("xi-jinping", "2022-03-01", "国家主席", "CHN:GOV"),
    ("wang-yi", "2010-05-01", "国台办主任", "CHN:GOV"),
    ("wang-yi", "2014-05-01", "外交部长", "CHN:GOV"),
    ("wang-yi", "2023-05-01", "中央外办主任", "CHN:GOV"),
    ("wang-yi", "2023-09-01", "外交部长", "CHN:GOV"),
    ("qin-gang", "2022-06-01", "大使", "CHN:GOV"),
    ("qin-gang", "2023-05-01", "外交部长", "CHN:GOV"),
    ("li-zhanshu", "2022-06-01", "人大常委会委员长", "CHN:LEG"),
    ("zhao-leji", "2023-06-01", "人大常委会委员长", "CHN:LEG"),
    ("li-keqiang", "2016-01-01", "总理", "CHN:GOV"),
    ("liu-jieyi", "2015-01-01", "常驻联合国代表", "CHN:GOV"),
    ("liu-jieyi", "2021-01-01", "国台办主任", "CHN:GOV"),
    ("lee-john", "2020-01-01", "保安局局长", "HKG:GOV"),
    ("lee-john", "2022-08-01", "行政长官", "HKG:GOV"),
    ("lai-ching-te", "2018-05-01", "行政院长", "TWN:GOV"),
    ("lai-ching-te", "2021-05-01", "副总统", "TWN:GOV"),
    ("lai-ching-te", "2024-06-01", "总统", "TWN:GOV"),
    ("abe-shinzo", "2007-03-01", "首相", "JPN:GOV"),
    ("abe-shinzo", "2014-11-16", "首相", "JPN:GOV"),
    ("suga-yoshihide", "2014-11-16", "内阁官房长官", "JPN:GOV"),
    ("suga-yoshihide", "2021-06-10", "首相", "JPN:GOV"),
    ("kishida-fumio", "2014-04-18", "外相", "JPN:GOV"),
    ("kishida-fumio", "2021-11-11", "首相", "JPN:GOV"),
    ("hayashi-yoshimasa", "2021-11-11", "外相", "JPN:GOV"),
    ("hayashi-yoshimasa", "2024-03-01", "内阁官房长官", "JPN:GOV"),
    ("kishi-nobuo", "2021-11-11", "防卫相", "JPN:GOV"),
    ("motegi-toshimitsu", "2021-06-10", "外相", "JPN:GOV"),
    ("ishiba-shigeru", "2008-01-15", "防卫相", "JPN:GOV"),
    ("nakatani-gen", "2015-06-01", "防卫相", "JPN:GOV"),
    ("park-geun-hye", "2014-03-25", "总统", "KOR:GOV"),
    ("yoon-suk-yeol", "2020-06-01", "检察总长", "KOR:JUD"),
    ("lee-jae-myung", "2023-06-08", "党魁", "KOR:PTY"),
    ("lee-jae-myung", "2025-08-01", "总统", "KOR:GOV"),
    ("chung-eui-yong", "2018-03-05", "国家安保室长", "KOR:GOV"),
    ("chung-eui-yong", "2021-04-03", "外交部长", "KOR:GOV"),
    ("kim-jong-un", "2014-01-01", "第一书记", "PRK:GOV"),
    ("kim-jong-un", "2022-01-01", "总书记", "PRK:GOV"),
    ("jaishankar-subrahmanyam", "2011-01-01", "大使", "IND:GOV"),
    ("jaishankar-subrahmanyam", "2016-01-01", "外交秘书", "IND:GOV"),
    ("jaishankar-subrahmanyam", "2022-01-01", "外交部长", "IND:GOV"),
    ("sharif-shehbaz", "2022-11-02", "总理", "PAK:GOV"),
    ("kakar-anwaar-ul-haq", "2023-10-18", "总理", "PAK:GOV"),
    ("rajapaksa-mahinda", "2010-01-01", "总统", "LKA:GOV"),
    ("rajapaksa-mahinda", "2021-01-01", "总理", "LKA:GOV"),
    ("prachanda", "2023-09-25", "总理", "NPL:GOV"),
    ("akhundzada-hibatullah", "2019-01-01", "塔利班领导人", "AFG:REB"),
    ("nguyen-phu-trong", "2019-01-01", "国家主席", "VNM:GOV"),
    ("sisoulith-thongloun", "2018-01-01", "总理", "LAO:GOV"),
    ("hun-sen", "2024-06-01", "参议院主席", "KHM:LEG"),
    ("prayut-chan-o-cha", "2022-11-19", "总理", "THA:GOV"),
    ("mahathir-mohamad", "2019-04-26", "总理", "MYS:GOV"),
    ("subianto-prabowo", "2022-11-21", "国防部长", "IDN:GOV"),
    ("subianto-prabowo", "2024-11-09", "总统", "IDN:GOV"),
    ("arroyo-gloria", "2018-11-01", "众议院议长", "PHL:LEG"),
    ("rudd-kevin", "2011-06-01", "外交部长", "AUS:GOV"),
    ("rudd-kevin", "2024-01-01", "大使", "AUS:GOV"),
    ("key-john", "2013-04-10", "总理", "NZL:GOV"),
    ("tokayev-kassym-jomart", "2016-01-01", "参议院议长", "KAZ:LEG"),
    ("mirziyoyev-shavkat", "2015-01-01", "总理", "UZB:GOV"),
    ("japarov-sadyr", "2023-05-18", "总统", "KGZ:GOV"),
)

SINGLE = ("head-of-state", "head-of-government", "foreign-minister", "defence-minister")


@pytest.fixture(scope="module")
def roster() -> Roster:
    return build_roster(load_lexicon())


@pytest.mark.parametrize(("person", "day", "office", "body"), HELD)
def test_held_on_the_day(roster: Roster, person: str, day: str, office: str, body: str) -> None:
    held = {(holding.term.office, holding.term.body) for holding in roster.held_on(person, date.fromisoformat(day))}
    assert (office, body) in held


@pytest.mark.parametrize(
    ("person", "day"),
    [
        ("abe-shinzo", "2010-01-01"),
        ("qin-gang", "2024-06-01"),
        ("moon-jae-in", "2023-01-01"),
        ("modi-narendra", "1999-01-01"),
    ],
)
def test_out_of_office_on_the_day(roster: Roster, person: str, day: str) -> None:
    assert roster.held_on(person, date.fromisoformat(day)) == ()


def test_every_office_is_known(roster: Roster) -> None:
    assert [h.term for h in _ours(roster) if h.term.office not in roster.offices] == []


def test_every_term_is_somebodys(roster: Roster) -> None:
    assert [h.term for h in _ours(roster) if h.term.person not in roster.people] == []


def test_one_holder_at_a_time(roster: Roster) -> None:
    """Two persons never certainly hold one of the great offices of a state together, a day of handing over apart."""
    holders: dict[tuple[str, str], list[Holding]] = defaultdict(list)
    for holding in _ours(roster):
        office = roster.offices[holding.term.office]
        if office.exclusive == "yes" and office.role in SINGLE:
            holders[holding.term.body, office.role].append(holding)
    clashes = [
        (a.term, b.term)
        for held in holders.values()
        for a in held
        for b in held
        if a.term.person < b.term.person and _overlap(a, b)
    ]
    assert clashes == []


def _ours(roster: Roster) -> list[Holding]:
    """The terms that stand in this region's files."""
    return [
        holding for held in roster.held.values() for holding in held if holding.term.origin.split(".tsv")[0] in FILES
    ]


def _overlap(one: Holding, two: Holding) -> bool:
    """Whether the terms overlap by more than a day wherever their imprecise bounds lie."""
    begun = max(last_day(one.term.start), last_day(two.term.start))
    over = min(first_day(held.term.end) if held.term.end else date.max for held in (one, two))
    return over > begun and over - begun > timedelta(days=1)
