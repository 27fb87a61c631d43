"""The fields of an event besides its type and sides: mode, sectors, attribution, place, by sentences made for them."""

from datetime import date

import pytest

from dragoman.coding.attribution import Sources
from dragoman.coding.candidate import Reading
from dragoman.coding.codes import entities, load_sectors
from dragoman.coding.engine import Engine
from dragoman.coding.modes import load_modes, mode_of
from dragoman.coding.places import Places
from dragoman.lexicon import load_lexicon
from dragoman.model import Anchor, Fragment, TextMap
from dragoman.naming import fold

MODES = {
    "CONSULT": {"visit", "third-party", "multilateral", "phone"},
    "RETREAT": {"withdraw", "release", "disarm", "ceasefire", "access", "resign"},
    "REQUEST": {"assist", "change", "yield", "meet"},
    "ACCUSE": {"disapprove", "investigate", "allege"},
    "REJECT": {"assist", "change", "yield", "meet"},
    "THREATEN": {"restrict", "arrest", "relations", "expel", "territory", "violence"},
    "PROTEST": {"demo", "riot", "strike", "hunger", "boycott", "obstruct"},
    "SANCTION": {"convict", "expel", "withdraw", "discontinue"},
    "MOBILIZE": {"troops", "weapons", "police", "militia"},
    "COERCE": {
        *("seize", "restrict", "censor", "curfew", "martial-law", "arrest", "deport", "withhold", "misinformation"),
        "cyber",
    },
    "ASSAULT": {
        *("abduct", "beat", "torture", "targeted", "destroy", "firearms", "explosives", "suicide-attack", "aerial"),
        *("drone", "heavy-weapons", "crowd-control", "unconventional"),
    },
}
"""PLOVER's modes, as the codebook lists them."""


@pytest.fixture(scope="module")
def engine() -> Engine:
    return Engine(load_lexicon())


def fragment_of(text: str) -> Fragment:
    return Fragment(doc="example", index=0, text=text, map=TextMap(()), anchor=Anchor(day=date(2023, 11, 24)))


def reading_of(engine: Engine, text: str, kind: str, word: str) -> Reading:
    """The first reading of type ``kind`` whose trigger begins with the last ``word`` of ``text``."""
    found = [
        reading
        for trigger in engine.triggers(fragment_of(text))
        for reading in trigger.readings
        if reading.rule.type == kind and not reading.rule.name.startswith("stance")
        if reading.spot.word.start <= text.rindex(word) < reading.spot.word.end
    ]
    assert found, f"no {kind} at {word}: {text}"
    return found[0]


def test_modes_are_those_of_the_codebook() -> None:
    for kind, modes in load_modes().items():
        told = {mode for _, mode in modes.words} | ({modes.default} if modes.default else set())
        assert told <= MODES[kind], kind


def test_sectors_are_those_of_the_codebook() -> None:
    for role in ("actor", "recipient"):
        assert set(load_sectors()[role].values()) <= {"", "GOV", "MIL", "CVL"}


@pytest.mark.parametrize(
    ("text", "kind", "word", "mode"),
    [
        ("德国要求俄罗斯停止进攻。", "REQUEST", "要求", "yield"),
        ("德国呼吁俄罗斯与乌克兰举行谈判。", "REQUEST", "呼吁", "meet"),
        ("乌克兰呼吁德国提供援助。", "REQUEST", "呼吁", "assist"),
        ("以军使用无人机对加沙地带发动袭击。", "ASSAULT", "袭击", "drone"),
        ("以军对加沙地带实施空袭。", "ASSAULT", "空袭", "aerial"),
        ("哈马斯向以色列发射火箭弹。", "ASSAULT", "发射", "heavy-weapons"),
        ("英国铁路工人举行罢工，抗议工资过低。", "PROTEST", "罢工", "strike"),
        ("法国总统同乌克兰总统通电话。", "CONSULT", "通电话", "phone"),
        ("俄罗斯外长8日访问土耳其。", "CONSULT", "访问", "visit"),
    ],
)
def test_mode_is_that_of_the_nearest_word(text: str, kind: str, word: str, mode: str, engine: Engine) -> None:
    assert mode_of(reading_of(engine, text, kind, word), engine.modes) == mode


@pytest.mark.parametrize(
    ("text", "kind", "word", "actor", "recipient"),
    [
        ("以色列对叙利亚发动袭击。", "ASSAULT", "袭击", {"ISR:MIL"}, {"SYR"}),
        ("俄军打击乌克兰军事设施。", "ASSAULT", "打击", {"RUS:MIL"}, {"UKR:MIL"}),
        ("韩国外交部谴责朝鲜。", "ACCUSE", "谴责", {"KOR:GOV"}, {"PRK"}),
        ("韩国外交部谴责日本政府。", "ACCUSE", "谴责", {"KOR:GOV"}, {"JPN:GOV"}),
        ("德国要求俄罗斯停止进攻。", "REQUEST", "要求", {"DEU:GOV"}, {"RUS:GOV"}),
        ("俄罗斯外长8日访问土耳其。", "CONSULT", "访问", {"RUS:GOV"}, {"TUR"}),
    ],
)
def test_bare_country_is_what_the_part_asks_for(
    text: str, kind: str, word: str, actor: set[str], recipient: set[str], engine: Engine
) -> None:
    reading = reading_of(engine, text, kind, word)
    mode = mode_of(reading, engine.modes)
    assert {e.code for e in entities(reading.actor, "actor", reading, mode, engine.sectors)} == actor
    assert {e.code for e in entities(reading.recipient, "recipient", reading, mode, engine.sectors)} == recipient


@pytest.mark.parametrize(
    ("text", "kind", "word", "said_by"),
    [
        ("俄罗斯国防部19日称，俄军打击了乌军阵地。", "ASSAULT", "打击", ("俄罗斯国防部",)),
        ("据共同社报道，日本首相批评了朝鲜。", "ACCUSE", "批评", ("共同社",)),
        ("据共同社报道，美国首先表态。日本首相随后批评了朝鲜。", "ACCUSE", "批评", ("共同社",)),
        ("据多家媒体报道，以军轰炸了加沙地带。", "ASSAULT", "轰炸", ("多家媒体",)),
        ("新华社东京6月7日电 日本首相批评了朝鲜。", "ACCUSE", "批评", ()),
        ("俄罗斯外长接受新华社采访时批评了美国。", "ACCUSE", "批评", ()),
        ("德国外长表示，德方要求俄罗斯停止进攻。", "REQUEST", "要求", ()),
        ("以军打击了加沙地带目标。", "ASSAULT", "打击", ()),
    ],
)
def test_credit(text: str, kind: str, word: str, said_by: tuple[str, ...], engine: Engine) -> None:
    fragment = fragment_of(text)
    sources = Sources(fold(text), engine.mentions(fragment), engine.credits)
    assert sources.said_by(reading_of(engine, text, kind, word)) == said_by


@pytest.mark.parametrize(
    ("text", "kind", "word", "place", "code"),
    [
        ("日本外相11日在东京与美国国务卿举行会谈。", "CONSULT", "举行会谈", "东京", "JPN"),
        ("俄军在赫尔松等地打击了乌军。", "ASSAULT", "打击", "赫尔松", "UKR"),
        ("以色列空袭叙利亚首都大马士革。", "ASSAULT", "空袭", "大马士革", "SYR"),
        ("德国总理在北京会见中国总理。德国总理表示，德方愿同中方加强合作。", "AGREE", "愿", "北京", "CHN"),
        ("德国总理同中国总理今天通电话。德国总理表示，德方愿同中方加强合作。", "AGREE", "愿", None, ""),
        ("德国总理在北京会见中国总理。俄罗斯外长批评了美国。", "ACCUSE", "批评", None, ""),
        ("中方在台湾问题上反对美国。", "ACCUSE", "反对", None, ""),
    ],
)
def test_place(text: str, kind: str, word: str, place: str | None, code: str, engine: Engine) -> None:
    places = Places(fold(text), engine.mentions(fragment_of(text)), engine.gazetteer)
    site = places.of(reading_of(engine, text, kind, word))
    assert (site.text if site else None) == place
    assert (engine.gazetteer.point(site).code if site else "") == code


def test_listed_place_has_its_position(engine: Engine) -> None:
    text = "俄军在赫尔松打击了乌军。"
    site = Places(fold(text), engine.mentions(fragment_of(text)), engine.gazetteer).of(
        reading_of(engine, text, "ASSAULT", "打击")
    )
    assert site is not None
    point = engine.gazetteer.point(site)
    assert point.latitude == pytest.approx(46.6, abs=0.5)
    assert point.longitude == pytest.approx(32.6, abs=0.5)
