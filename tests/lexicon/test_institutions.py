"""The tables of states, bodies, groups, offices and words around them, read as plain TSV and checked cell by cell."""

import csv
from collections import Counter, defaultdict
from functools import lru_cache
from pathlib import Path
from typing import get_type_hints

import msgspec
import opencc
import pycountry
import pytest

from dragoman.lexicon import schema

TABLES = Path(schema.__file__).parent / "tables"
SECTORS = "GOV MIL COP LEG JUD SPY PTY OPP REB BUS MED EDU CVL REF ELI"
EFFECTS = {"former", "then", "elect", "acting", "deputy", "first", "current"}
NAMING = {
    "states": ("name", "aliases", "capitals", "metonyms", "demonyms"),
    "organisations": ("name", "aliases"),
    "groups": ("name", "aliases"),
    "agencies": ("name", "aliases"),
    "sector_nouns": ("noun",),
    "offices": ("name", "aliases"),
    "office_prefixes": ("prefix",),
    "blockers": ("word",),
}
LEAST = {
    "states": 195,
    "organisations": 120,
    "groups": 80,
    "agencies": 450,
    "sector_nouns": 180,
    "offices": 220,
    "office_prefixes": 25,
    "blockers": 250,
}
UN_MEMBERS = """
AFG AGO ALB AND ARE ARG ARM ATG AUS AUT AZE BDI BEL BEN BFA BGD BGR BHR BHS BIH BLR BLZ BOL BRA BRB BRN BTN BWA CAF CAN
CHE CHL CHN CIV CMR COD COG COL COM CPV CRI CUB CYP CZE DEU DJI DMA DNK DOM DZA ECU EGY ERI ESP EST ETH FIN FJI FRA FSM
GAB GBR GEO GHA GIN GMB GNB GNQ GRC GRD GTM GUY HND HRV HTI HUN IDN IND IRL IRN IRQ ISL ISR ITA JAM JOR JPN KAZ KEN KGZ
KHM KIR KNA KOR KWT LAO LBN LBR LBY LCA LIE LKA LSO LTU LUX LVA MAR MCO MDA MDG MDV MEX MHL MKD MLI MLT MMR MNE MNG MOZ
MRT MUS MWI MYS NAM NER NGA NIC NLD NOR NPL NRU NZL OMN PAK PAN PER PHL PLW PNG POL PRK PRT PRY QAT ROU RUS RWA SAU SDN
SEN SGP SLB SLE SLV SMR SOM SRB SSD STP SUR SVK SVN SWE SWZ SYC SYR TCD TGO THA TJK TKM TLS TON TTO TUN TUR TUV TZA UGA
UKR URY USA UZB VCT VEN VNM VUT WSM YEM ZAF ZMB ZWE
"""
BODIES = """
川普政府 USA:GOV, 五角大楼 USA:GOV, 印太司令部 USA:MIL, 国会山 USA:LEG, 中情局 USA:SPY, 国台办 CHN:GOV, 解放军 CHN:MIL,
外务省 JPN:GOV, 自卫队 JPN:MIL, 海上保安厅 JPN:COP, 革命卫队 IRN:MIL, 民进党 TWN:PTY, 国家杜马 RUS:LEG, 摩萨德 ISR:SPY
"""
SPELLINGS = """
安理会 UNO, 欧委会 EU, 西方国家 WEST, 国际社会 INT, 世卫组织 WHO, 拉共体 CELAC, 东非政府间发展组织 IGAD, 上合组织 SCO,
纽西兰 NZL, 克宫 RUS, 寮国 LAO, 北韩 PRK, 也门胡塞武装 YEM:REB, 卡桑旅 PSE:REB, 快速支援部队 SDN:REB
"""
TITLES = """
外务大臣 foreign-minister, 国务卿 foreign-minister, 防卫相 defence-minister, 首相 head-of-government,
特首 head-of-government, 教宗 head-of-state, 国台办主任 taiwan-affairs-chief
"""


def pairs(text: str) -> list[list[str]]:
    """The pairs of a comma-separated text: a spelling and what it leads to."""
    return [pair.split() for pair in text.split(",")]


@lru_cache(maxsize=16)
def rows(table: str) -> list[schema.Row]:
    """The table's rows as records; an unknown column, a missing field or a stray blank fails here."""
    kind = schema.TABLES[table]
    hints = {name: hint for name, hint in get_type_hints(kind).items() if not name.startswith("__")}
    with (TABLES / f"{table}.tsv").open(encoding="utf-8", newline="") as lines:
        read = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    return [record(kind, hints, raw, f"{table}.tsv:{line}") for line, raw in enumerate(read, 2)]


def record(kind: type[schema.Row], hints: dict[str, object], raw: dict[str, str], origin: str) -> schema.Row:
    assert set(raw) <= set(hints), f"{origin}: unknown columns {set(raw) - set(hints)}"
    assert None not in raw.values(), f"{origin}: too few cells"
    for name, cell in raw.items():
        for part in cell.split("|"):
            assert part == part.strip() and "  " not in part, f"{origin}: stray blank in {name}: {part!r}"
            assert part or "|" not in cell, f"{origin}: empty part in {name}: {cell!r}"
    cells = {
        name: tuple(cell.split("|")) if hints[name] == tuple[str, ...] else cell for name, cell in raw.items() if cell
    }
    return msgspec.convert({**cells, "origin": origin}, kind)


def names(row: schema.Row, fields: tuple[str, ...]) -> list[str]:
    """Every spelling of ``row`` under ``fields``."""
    found: list[str] = []
    for field in fields:
        value = getattr(row, field)
        found += [value] if isinstance(value, str) else value
    return [name for name in found if name]


def known_codes() -> set[str]:
    """ISO alpha-3 codes, XKX and the organisations' own codes."""
    iso = {country.alpha_3 for country in pycountry.countries}
    return iso | {"XKX"} | {row.code.partition(":")[0] for row in rows("organisations")}


@pytest.mark.parametrize("table", LEAST)
def test_rows_fit_the_schema_and_are_many(table: str) -> None:
    assert len(rows(table)) >= LEAST[table]


def test_state_codes_are_iso_and_unique() -> None:
    codes = Counter(state.code for state in rows("states"))
    iso = {country.alpha_3 for country in pycountry.countries} | {"XKX"}
    assert [code for code in codes if code not in iso or codes[code] > 1] == []


def test_every_member_of_the_united_nations_is_present() -> None:
    assert len(UN_MEMBERS.split()) == 193
    wanted = {*UN_MEMBERS.split(), "VAT", "PSE", "TWN", "HKG", "MAC", "XKX", "ESH", "GRL", "PRI", "NCL"}
    assert wanted - {state.code for state in rows("states")} == set()


@pytest.mark.parametrize("table", ["groups", "agencies", "organisations"])
def test_codes_are_a_known_owner_and_a_sector_of_the_codebook(table: str) -> None:
    for row in rows(table):
        owner, colon, sector = row.code.partition(":")
        assert owner in known_codes(), f"{row.origin}: unknown owner {owner}"
        assert sector in SECTORS.split() if colon else table == "organisations", (
            f"{row.origin}: bad sector in {row.code}"
        )


def test_sectors_of_nouns_and_offices_are_the_codebooks() -> None:
    assert {noun.sector for noun in rows("sector_nouns")} - {*SECTORS.split()} <= {""}
    assert {office.sector for office in rows("offices")} <= {*SECTORS.split()}


def test_members_and_countries_are_known_codes() -> None:
    for row in rows("organisations"):
        assert set(row.members) <= known_codes(), row.origin
        assert len(set(row.members)) == len(row.members), f"{row.origin}: a member twice"
    for row in rows("offices"):
        assert set(row.countries) <= known_codes(), row.origin


def test_closed_cells_hold_only_their_words() -> None:
    assert {row.effect for row in rows("office_prefixes")} <= EFFECTS
    assert {row.exclusive for row in rows("offices")} <= {"yes", "no"}
    assert {row.bare for table in ("agencies", "sector_nouns") for row in rows(table)} <= {"yes", "no"}
    assert [row.origin for row in rows("offices") if not row.role] == []


@pytest.mark.parametrize("table", NAMING)
def test_no_spelling_belongs_to_two_rows_unless_shared(table: str) -> None:
    owners: dict[str, list[schema.Row]] = defaultdict(list)
    for row in rows(table):
        for name in names(row, NAMING[table]):
            owners[name].append(row)
    unshared = {
        name: [row.origin for row in found]
        for name, found in owners.items()
        if len(found) > 1 and not all("shared" in row.note for row in found)
    }
    assert unshared == {}


def test_abbreviations_are_one_character_and_told_where_shared() -> None:
    owners: dict[str, list[schema.Row]] = defaultdict(list)
    for state in rows("states"):
        for short in state.short:
            assert len(short) == 1, f"{state.origin}: {short}"
            owners[short].append(state)
    untold = {
        short: [state.origin for state in found if "shared" not in state.note or short not in state.note]
        for short, found in owners.items()
        if len(found) > 1
    }
    assert {short: origins for short, origins in untold.items() if origins} == {}
    assert {state.code for state in owners["巴"]} >= {"PAK", "PSE", "BRA"}
    assert {state.code for state in owners["伊"]} == {"IRN", "IRQ"}


def test_blockers_are_no_entries() -> None:
    entries = {
        name for table in NAMING if table != "blockers" for row in rows(table) for name in names(row, NAMING[table])
    }
    assert [row.word for row in rows("blockers") if row.word in entries] == []


@pytest.mark.parametrize("table", NAMING)
def test_spellings_are_simplified(table: str) -> None:
    simplify = opencc.OpenCC("t2s").convert
    kept = [name for row in rows(table) for name in names(row, NAMING[table])]
    assert [name for name in kept if simplify(name) != name] == []


@pytest.mark.parametrize(("name", "code"), pairs(BODIES))
def test_a_body_named_alone_tells_its_state(name: str, code: str) -> None:
    found = [row for row in rows("agencies") if name in names(row, NAMING["agencies"])]
    assert [(row.code, row.bare) for row in found] == [(code, "yes")]


@pytest.mark.parametrize(("name", "code"), pairs(SPELLINGS))
def test_a_spelling_leads_to_its_code(name: str, code: str) -> None:
    tables = ("states", "organisations", "groups")
    assert {row.code for table in tables for row in rows(table) if name in names(row, NAMING[table])} == {code}


@pytest.mark.parametrize(("title", "role"), pairs(TITLES))
def test_a_title_has_its_role(title: str, role: str) -> None:
    assert [row.role for row in rows("offices") if title in names(row, NAMING["offices"])] == [role]
