"""Facts about office-holders of the Americas, the Middle East and Africa that the tables must keep.

The tables are read as plain TSV, so that these facts hold whatever the loader makes of them.
"""

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[2] / "src/dragoman/lexicon/tables"
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")

HELD = (
    ("biden-joe", "2013-12-12", "副总统", "USA:GOV"),
    ("biden-joe", "2021-11-10", "总统", "USA:GOV"),
    ("trump-donald", "2018-06-12", "总统", "USA:GOV"),
    ("trump-donald", "2025-03-01", "总统", "USA:GOV"),
    ("obama-barack", "2014-03-25", "总统", "USA:GOV"),
    ("kerry-john", "2010-05-01", "参议员", "USA:LEG"),
    ("kerry-john", "2015-07-14", "国务卿", "USA:GOV"),
    ("pompeo-mike", "2017-06-01", "中央情报局局长", "USA:SPY"),
    ("pompeo-mike", "2019-02-28", "国务卿", "USA:GOV"),
    ("blinken-antony", "2016-05-01", "常务副国务卿", "USA:GOV"),
    ("blinken-antony", "2023-06-18", "国务卿", "USA:GOV"),
    ("rubio-marco", "2020-08-10", "参议员", "USA:LEG"),
    ("austin-lloyd", "2015-01-01", "中央司令部司令", "USA:MIL"),
    ("austin-lloyd", "2022-06-10", "国防部长", "USA:GOV"),
    ("yellen-janet", "2016-01-01", "美联储主席", "USA:GOV"),
    ("yellen-janet", "2022-01-01", "财政部长", "USA:GOV"),
    ("locke-gary", "2010-05-01", "商务部长", "USA:GOV"),
    ("locke-gary", "2012-05-02", "大使", "USA:GOV"),
    ("rice-susan", "2012-10-01", "常驻联合国代表", "USA:GOV"),
    ("rice-susan", "2016-07-25", "国家安全顾问", "USA:GOV"),
    ("aquilino-john", "2021-11-11", "印太司令部司令", "USA:MIL"),
    ("harris-harry", "2017-04-01", "太平洋司令部司令", "USA:MIL"),
    ("harris-harry", "2019-11-01", "大使", "USA:GOV"),
    ("milley-mark", "2022-02-25", "参谋长联席会议主席", "USA:MIL"),
    ("pelosi-nancy", "2022-08-02", "众议院议长", "USA:LEG"),
    ("psaki-jen", "2014-05-01", "国务院发言人", "USA:GOV"),
    ("psaki-jen", "2022-02-25", "白宫发言人", "USA:GOV"),
    ("kirby-john", "2021-11-11", "五角大楼发言人", "USA:GOV"),
    ("trudeau-justin", "2019-01-01", "总理", "CAN:GOV"),
    ("freeland-chrystia", "2018-12-10", "外长", "CAN:GOV"),
    ("barton-dominic", "2020-05-01", "大使", "CAN:GOV"),
    ("lula", "2010-06-01", "总统", "BRA:GOV"),
    ("lula", "2023-04-14", "总统", "BRA:GOV"),
    ("rousseff-dilma", "2023-04-14", "新开发银行行长", "NDB"),
    ("maduro-nicolas", "2010-06-01", "外长", "VEN:GOV"),
    ("maduro-nicolas", "2023-09-13", "总统", "VEN:GOV"),
    ("boric-gabriel", "2023-10-17", "总统", "CHL:GOV"),
    ("netanyahu-benjamin", "2013-05-08", "总理", "ISR:GOV"),
    ("netanyahu-benjamin", "2023-10-08", "总理", "ISR:GOV"),
    ("lapid-yair", "2022-02-01", "外长", "ISR:GOV"),
    ("gantz-benny", "2014-07-15", "总参谋长", "ISR:MIL"),
    ("gantz-benny", "2022-02-01", "防长", "ISR:GOV"),
    ("abbas-mahmoud", "2023-06-14", "总统", "PSE:GOV"),
    ("haniyeh-ismail", "2023-10-08", "政治局主席", "PSE:REB"),
    ("nasrallah-hassan", "2023-11-03", "真主党总书记", "LBN:REB"),
    ("khamenei-ali", "2022-09-01", "最高领袖", "IRN:GOV"),
    ("raisi-ebrahim", "2023-02-14", "总统", "IRN:GOV"),
    ("zarif-javad", "2015-07-14", "外长", "IRN:GOV"),
    ("khatibzadeh-saeed", "2022-03-01", "外交部发言人", "IRN:GOV"),
    ("mbs", "2018-10-02", "王储", "SAU:GOV"),
    ("assad-bashar", "2023-09-22", "总统", "SYR:GOV"),
    ("sisi", "2013-01-01", "防长", "EGY:GOV"),
    ("sisi", "2022-02-05", "总统", "EGY:GOV"),
    ("burhan", "2023-04-15", "主权委员会主席", "SDN:GOV"),
    ("dagalo-hemedti", "2023-04-16", "司令", "SDN:REB"),
    ("ramaphosa-cyril", "2023-08-22", "总统", "ZAF:GOV"),
    ("abiy", "2021-11-01", "总理", "ETH:GOV"),
    ("ruto-william", "2015-01-01", "副总统", "KEN:GOV"),
    ("ruto-william", "2023-10-18", "总统", "KEN:GOV"),
    ("tedros", "2014-01-01", "外长", "ETH:GOV"),
    ("tedros", "2020-01-28", "总干事", "WHO"),
)

NOT_HELD = (
    ("biden-joe", "2018-01-01"),
    ("netanyahu-benjamin", "2021-12-01", "总理"),
    ("obama-barack", "2017-06-01"),
    ("assad-bashar", "2025-01-15"),
    ("pelosi-nancy", "2023-06-01", "众议院议长"),
    ("bolsonaro-jair", "2023-01-08"),
)

SPELLINGS = (
    ("trump-donald", "川普"),
    ("obama-barack", "欧巴马"),
    ("pelosi-nancy", "裴洛西"),
    ("pompeo-mike", "庞培奥"),
    ("trudeau-justin", "杜鲁多"),
    ("netanyahu-benjamin", "纳坦雅胡"),
    ("clinton-hillary", "希拉蕊"),
    ("milei-javier", "米雷伊"),
)


def rows(table: str, pattern: str = "*") -> list[dict[str, str]]:
    """The rows of ``table`` in the files that ``pattern`` names: column to cell."""
    found: list[dict[str, str]] = []
    for path in sorted((TABLES / table).glob(f"{pattern}.tsv")):
        with path.open(encoding="utf-8", newline="") as file:
            found += csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
    return found


def cells(text: str) -> list[str]:
    """The parts of a cell of several values."""
    return [part for part in text.split("|") if part]


def bound(day: str, last: bool) -> str:
    """``day`` made comparable with ISO days: a month or year stands for its first or its last day."""
    return (day + ("-99-99" if last else "-01-01"))[:10] if day else "9999"


def offices_on(person: str, day: str) -> set[tuple[str, str]]:
    """The (office, body) pairs that the person held on the day."""
    return {
        (term["office"], term["body"])
        for term in rows("terms", "world_*")
        if term["person"] == person and bound(term["start"], False) <= day <= bound(term["end"], True)
    }


@pytest.mark.parametrize(("person", "day", "office", "body"), HELD)
def test_held_on_the_day(person: str, day: str, office: str, body: str) -> None:
    assert (office, body) in offices_on(person, day)


@pytest.mark.parametrize("fact", NOT_HELD)
def test_not_held_on_the_day(fact: tuple[str, ...]) -> None:
    person, day, *office = fact
    assert not {held for held, _ in offices_on(person, day) if not office or held in office}


@pytest.mark.parametrize(("person", "spelling"), SPELLINGS)
def test_spelling_names_the_person(person: str, spelling: str) -> None:
    owners = [row["id"] for row in rows("persons") if spelling in [row["name"], *cells(row["aliases"])]]
    assert owners == [person]


def test_ids_are_unique_slugs() -> None:
    counts = Counter(row["id"] for row in rows("persons"))
    ours = {row["id"] for row in rows("persons", "world_*")}
    assert [slug for slug in ours if counts[slug] > 1 or not re.fullmatch(r"[a-z0-9-]+", slug)] == []


def test_every_term_has_a_person_an_office_and_dates() -> None:
    people = {row["id"] for row in rows("persons")}
    with (TABLES / "offices.tsv").open(encoding="utf-8", newline="") as file:
        offices = {
            name
            for row in csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            for name in [row["name"], *cells(row["aliases"])]
        }
    wrong = [term for term in rows("terms", "world_*") if term["person"] not in people or term["office"] not in offices]
    assert wrong == []


def test_dates_are_iso_and_in_order() -> None:
    wrong = [
        term
        for term in rows("terms", "world_*")
        if not DATE.fullmatch(term["start"])
        or (term["end"] and not DATE.fullmatch(term["end"]))
        or bound(term["end"], True) < bound(term["start"], False)
    ]
    assert wrong == []


def test_an_open_term_says_when_it_was_checked() -> None:
    assert [t for t in rows("terms", "world_*") if not t["end"] and "checked 20" not in t["note"]] == []


def test_no_name_of_ours_belongs_to_two_of_ours() -> None:
    owners: dict[str, set[str]] = {}
    for row in rows("persons", "world_*"):
        for name in [row["name"], *cells(row["aliases"])]:
            owners.setdefault(name, set()).add(row["id"])
    assert {name: ids for name, ids in owners.items() if len(ids) > 1} == {}


def test_a_short_form_is_not_also_a_full_one() -> None:
    clash = [
        (row["id"], form)
        for row in rows("persons", "world_*")
        for form in cells(row["short"])
        if form in [row["name"], *cells(row["aliases"])]
    ]
    assert clash == []
