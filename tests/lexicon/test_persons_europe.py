"""Facts about office-holders of Europe, Turkey and the world's organisations that the tables must keep.

The tables are read as plain TSV, so that these facts hold whatever the loader makes of them.
"""

import csv
import re
from collections import Counter, defaultdict
from pathlib import Path

import pytest

TABLES = Path(__file__).parents[2] / "src/dragoman/lexicon/tables"
DATE = re.compile(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?")
CODE = re.compile(r"[A-Z0-9+-]{2,}(:[A-Z]{3})?")
SINGLE = ("head-of-state", "head-of-government", "foreign-minister", "defence-minister")

HELD = (
    ("putin-vladimir", "2010-09-01", "总理", "RUS:GOV"),
    ("putin-vladimir", "2014-03-18", "总统", "RUS:GOV"),
    ("medvedev-dmitry", "2010-11-01", "总统", "RUS:GOV"),
    ("medvedev-dmitry", "2018-01-01", "总理", "RUS:GOV"),
    ("medvedev-dmitry", "2022-04-24", "安全会议副主席", "RUS:GOV"),
    ("lavrov-sergey", "2022-03-10", "外交部长", "RUS:GOV"),
    ("shoigu-sergei", "2022-02-24", "国防部长", "RUS:GOV"),
    ("shoigu-sergei", "2025-01-01", "安全会议秘书", "RUS:GOV"),
    ("zakharova-maria", "2022-05-05", "外交部发言人", "RUS:GOV"),
    ("prigozhin-yevgeny", "2023-06-24", "创始人", "RUS:REB"),
    ("nebenzya-vasily", "2022-09-30", "常驻联合国代表", "RUS:GOV"),
    ("zelensky-volodymyr", "2022-02-25", "总统", "UKR:GOV"),
    ("turchynov-oleksandr", "2014-03-18", "总统", "UKR:GOV"),
    ("poroshenko-petro", "2015-02-12", "总统", "UKR:GOV"),
    ("zaluzhny-valerii", "2022-12-26", "总司令", "UKR:MIL"),
    ("reznikov-oleksii", "2022-11-13", "国防部长", "UKR:GOV"),
    ("umerov-rustem", "2023-10-01", "国防部长", "UKR:GOV"),
    ("lukashenko-alexander", "2020-08-09", "总统", "BLR:GOV"),
    ("pashinyan-nikol", "2020-11-09", "总理", "ARM:GOV"),
    ("cameron-david", "2015-10-20", "首相", "GBR:GOV"),
    ("cameron-david", "2024-01-15", "外交大臣", "GBR:GOV"),
    ("johnson-boris", "2017-01-01", "外交大臣", "GBR:GOV"),
    ("truss-liz", "2022-10-20", "首相", "GBR:GOV"),
    ("sunak-rishi", "2023-03-13", "首相", "GBR:GOV"),
    ("elizabeth-ii", "2022-02-06", "女王", "GBR:GOV"),
    ("hollande-francois", "2015-11-14", "总统", "FRA:GOV"),
    ("macron-emmanuel", "2015-06-01", "经济部长", "FRA:GOV"),
    ("le-drian-jean-yves", "2014-01-01", "国防部长", "FRA:GOV"),
    ("le-drian-jean-yves", "2021-09-17", "外交部长", "FRA:GOV"),
    ("merkel-angela", "2021-11-11", "总理", "DEU:GOV"),
    ("scholz-olaf", "2020-06-01", "财政部长", "DEU:GOV"),
    ("scholz-olaf", "2022-11-04", "总理", "DEU:GOV"),
    ("steinmeier-frank-walter", "2014-04-17", "外交部长", "DEU:GOV"),
    ("steinmeier-frank-walter", "2022-02-13", "总统", "DEU:GOV"),
    ("von-der-leyen-ursula", "2016-01-01", "国防部长", "DEU:GOV"),
    ("von-der-leyen-ursula", "2022-04-01", "欧盟委员会主席", "EU"),
    ("draghi-mario", "2012-07-26", "欧洲央行行长", "EU"),
    ("draghi-mario", "2022-07-14", "总理", "ITA:GOV"),
    ("rutte-mark", "2022-07-25", "首相", "NLD:GOV"),
    ("rutte-mark", "2025-06-24", "北约秘书长", "NATO"),
    ("stoltenberg-jens", "2011-07-22", "首相", "NOR:GOV"),
    ("stoltenberg-jens", "2022-06-29", "北约秘书长", "NATO"),
    ("marin-sanna", "2022-05-12", "总理", "FIN:GOV"),
    ("tusk-donald", "2012-06-08", "总理", "POL:GOV"),
    ("tusk-donald", "2016-06-24", "欧洲理事会主席", "EU"),
    ("orban-viktor", "2022-04-03", "总理", "HUN:GOV"),
    ("szijjarto-peter", "2022-12-01", "外交部长", "HUN:GOV"),
    ("vucic-aleksandar", "2016-01-01", "总理", "SRB:GOV"),
    ("vucic-aleksandar", "2022-02-05", "总统", "SRB:GOV"),
    ("erdogan-recep", "2013-06-01", "总理", "TUR:GOV"),
    ("erdogan-recep", "2023-05-28", "总统", "TUR:GOV"),
    ("fidan-hakan", "2016-07-15", "情报局长", "TUR:SPY"),
    ("fidan-hakan", "2023-09-04", "外交部长", "TUR:GOV"),
    ("francis-pope", "2018-09-22", "教皇", "VAT:GOV"),
    ("leo-xiv", "2025-05-18", "教皇", "VAT:GOV"),
    ("ashton-catherine", "2013-11-24", "欧盟外交与安全政策高级代表", "EU"),
    ("borrell-josep", "2022-02-07", "欧盟外交与安全政策高级代表", "EU"),
    ("kallas-kaja", "2022-03-01", "总理", "EST:GOV"),
    ("guterres-antonio", "2012-01-01", "难民事务高级专员", "UNO"),
    ("guterres-antonio", "2022-04-26", "联合国秘书长", "UNO"),
    ("lagarde-christine", "2010-06-01", "财政部长", "FRA:GOV"),
    ("lagarde-christine", "2015-07-01", "总裁", "IMF"),
    ("grossi-rafael", "2022-08-29", "总干事", "IAEA"),
    ("khan-karim", "2023-03-17", "国际刑事法院检察官", "ICC"),
    ("bach-thomas", "2022-02-04", "国际奥委会主席", "IOC"),
)

OUT = (
    ("merkel-angela", "2022-06-01"),
    ("johnson-boris", "2019-01-01"),
    ("tusk-donald", "2021-06-01"),
    ("sarkozy-nicolas", "2013-01-01"),
    ("navalny-alexei", "2024-03-01"),
    ("kurz-sebastian", "2019-08-01"),
)


def rows(table: str, files: str = "*") -> list[dict[str, str]]:
    """The rows of every file of ``table`` whose name fits ``files``, each with the file's name under ``file``."""
    found: list[dict[str, str]] = []
    for path in sorted((TABLES / table).glob(f"{files}.tsv")):
        with path.open(encoding="utf-8", newline="") as lines:
            reader = csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)
            found += [{**row, "file": path.name} for row in reader]
    return found


def cell(row: dict[str, str], name: str) -> list[str]:
    return [part for part in row[name].split("|") if part]


PERSONS = rows("persons", "europe-*")
TERMS = rows("terms", "europe-*")


def in_office(person: str, day: str) -> list[dict[str, str]]:
    """The terms of ``person`` that hold on ``day``; a bound by month or year counts as holding all through it."""
    return [
        term
        for term in TERMS
        if term["person"] == person
        and term["start"] <= day
        and (not term["end"] or day[: len(term["end"])] <= term["end"])
    ]


def offices() -> dict[str, dict[str, str]]:
    """Every title of offices.tsv, name or alias, with its row."""
    with (TABLES / "offices.tsv").open(encoding="utf-8", newline="") as lines:
        listed = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    by_alias = {alias: row for row in reversed(listed) for alias in cell(row, "aliases")}
    return by_alias | {row["name"]: row for row in listed}


@pytest.mark.parametrize(("person", "day", "office", "body"), HELD)
def test_held_on_the_day(person: str, day: str, office: str, body: str) -> None:
    assert (office, body) in {(term["office"], term["body"]) for term in in_office(person, day)}


@pytest.mark.parametrize(("person", "day"), OUT)
def test_out_of_office_on_the_day(person: str, day: str) -> None:
    assert in_office(person, day) == []


def test_ids_are_slugs_and_belong_to_one_person() -> None:
    assert [row["id"] for row in PERSONS if not re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["id"])] == []
    seen = Counter(row["id"] for row in rows("persons"))
    assert [row["id"] for row in PERSONS if seen[row["id"]] > 1] == []


def test_a_spelling_names_one_person() -> None:
    """No two persons of these files share a spelling that is said to name its bearer alone."""
    bearers: dict[str, set[str]] = defaultdict(set)
    for row in PERSONS:
        for spelling in [row["name"], *cell(row, "aliases")]:
            bearers[spelling].add(row["id"])
    assert {spelling: ids for spelling, ids in bearers.items() if len(ids) > 1} == {}


def test_a_spelling_stands_once_in_its_row() -> None:
    doubled = []
    for row in PERSONS:
        # A name may be repeated among the short forms: then it needs an office beside it.
        short = [form for form in cell(row, "short") if form != row["name"]]
        spellings = [row["name"], *cell(row, "aliases"), *short]
        doubled += [row["id"]] if len(set(spellings)) != len(spellings) else []
    assert doubled == []


def test_every_term_is_dated_and_somebodys() -> None:
    people = {row["id"] for row in rows("persons")}
    faults = [
        term
        for term in TERMS
        if term["person"] not in people
        or not DATE.fullmatch(term["start"])
        or not CODE.fullmatch(term["body"])
        or (term["end"] and not DATE.fullmatch(term["end"]))
        or (term["end"] and term["start"][: len(term["end"])] > term["end"][: len(term["start"])])
    ]
    assert faults == []


def test_an_open_term_says_when_it_was_checked() -> None:
    open_terms = [term for term in TERMS if not term["end"]]
    assert [term for term in open_terms if not re.search(r"checked \d{4}-\d\d", term["note"])] == []


def test_every_office_is_known() -> None:
    known = offices()
    assert sorted({term["office"] for term in TERMS if term["office"] not in known}) == []


def test_one_holder_at_a_time() -> None:
    """No two persons hold one of the great offices of a body together, as far as both bounds tell."""
    known = offices()
    held: dict[tuple[str, str], list[dict[str, str]]] = defaultdict(list)
    for term in TERMS:
        role = known[term["office"]]["role"]
        if role in SINGLE and known[term["office"]]["exclusive"] == "yes" and not term["agency"]:
            held[term["body"], role].append(term)
    clashes = [
        (one["person"], two["person"], one["start"], two["start"])
        for terms in held.values()
        for one in terms
        for two in terms
        if one["person"] != two["person"] and one["start"] <= two["start"] and _outlasts(one["end"], two["start"])
    ]
    assert clashes == []


def _outlasts(end: str, start: str) -> bool:
    """Whether a term that ended on ``end`` certainly ran beyond ``start``."""
    shorter = min(len(end), len(start))
    return not end or end[:shorter] > start[:shorter]
