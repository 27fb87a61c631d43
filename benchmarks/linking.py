"""How long linking takes and how much memory, as documents grow: ``python benchmarks/linking.py 1000 10000 100000``.

Documents are made of dispatch templates of our own, multiplied with varied actors, days, places and outlets, and go
into the store as coded events (the coder is not what is measured). Each happening is told by one to nine documents; a
third of the reports are reprints in the same words, some give the month alone, some tell the plan, some tell it again
years later. Each size runs in a process of its own, whose peak memory is read from the operating system. Then a day's
files are added and linked again.
"""

import random
import resource
import subprocess
import sys
import tempfile
import time
from collections import defaultdict
from collections.abc import Iterator
from datetime import date, datetime, timedelta
from hashlib import sha256
from math import log
from pathlib import Path

import msgspec

from dragoman.linking import link_store
from dragoman.model import Anchor, Document, Entity, Event, Fragment, Page, Piece, Span, TextMap
from dragoman.storing import Coded, FileRecord, Store

COUNTRIES = [
    "USA", "CHN", "RUS", "JPN", "KOR", "PRK", "GBR", "FRA", "DEU", "IND", "IRN", "ISR", "SAU", "TUR", "UKR", "AUS",
    "CAN", "ITA", "ESP", "POL", "VNM", "PHL", "IDN", "THA", "MYS", "SGP", "PAK", "AFG", "IRQ", "SYR", "EGY", "ZAF",
    "NGA", "ETH", "KEN", "BRA", "MEX", "ARG", "CHL", "COL", "PER", "VEN", "CUB", "NLD", "BEL", "SWE", "NOR", "FIN",
    "DNK", "AUT", "CHE", "GRC", "ROU", "HUN", "CZE", "SRB", "KAZ", "UZB", "MNG", "MMR", "LKA", "NPL", "BGD", "QAT",
    "ARE", "JOR", "LBN", "LBY", "DZA", "MAR", "SDN",
]  # fmt: skip
PLACES = (
    "首都",
    "外交部大楼",
    "国宾馆",
    "总统府",
    "日内瓦",
    "维也纳",
    "纽约",
    "新加坡",
    "迪拜",
    "布鲁塞尔",
    "伊斯坦布尔",
    "开罗",
)
TALK = ("关税", "边境", "能源合作", "停火", "渔业", "签证", "核问题", "人道援助", "军售", "气候变化", "航线", "留学生")
ISSUES = ("trade", "border", "climate", "arms-sales", "humanitarian", "migration", "technology", "terrorism")
OUTLETS = ("共同社", "新华社", "路透社", "法新社", "美联社", "塔斯社", "联合早报", "中央社", "韩联社", "大公报")
DISPATCHES = {
    "CONSULT": (
        "{a}代表与{b}代表{d}日在{p}举行会谈，讨论{t}",
        "{b}和{a}{d}日就{t}会晤",
        "{a}、{b}官员在{p}站着交谈，谈到{t}",
    ),
    "AGREE": ("{a}与{b}{d}日就{t}达成一致", "{a}{d}日宣布，已同{b}商定{t}的安排", "双方在{p}同意推进{t}"),
    "REQUEST": ("{a}{d}日要求{b}改变在{t}上的做法", "{a}敦促{b}尽快处理{t}", "{a}再次就{t}向{b}提出要求"),
    "ACCUSE": ("{a}{d}日谴责{b}在{t}上的立场", "{a}对{b}的{t}政策表示关切", "{a}就{t}向{b}提出抗议"),
    "REJECT": ("{a}{d}日拒绝了{b}关于{t}的要求", "{a}表示不接受{b}的{t}方案", "{b}提出的{t}主张遭到{a}拒绝"),
    "SANCTION": ("{a}{d}日宣布制裁{b}的{n}家企业", "{a}因{t}把{b}{n}名官员列入名单", "{a}对{b}采取{t}方面的限制"),
    "ASSAULT": ("{a}军队{d}日袭击{b}边境，造成{n}人死亡", "{b}遭{a}炮击，{n}人死亡", "{a}用{n}枚导弹攻击{b}目标"),
}
DIRECTED = ("REQUEST", "ACCUSE", "REJECT", "SANCTION", "ASSAULT")
START = date(2010, 1, 1)
SPAN = 5000


class Happening(msgspec.Struct, frozen=True):
    """What the reports are made from."""

    type: str
    sides: tuple[Entity, Entity]
    day: date
    place: str
    talk: str
    issue: str
    number: int


def happenings(count: int, chance: random.Random) -> Iterator[Happening]:
    """Busy countries have most of them, as in the news."""
    weights = [1 / (rank + 1) for rank in range(len(COUNTRIES))]
    for _ in range(count):
        one, other = chance.choices(COUNTRIES, weights, k=2)
        while other == one:
            other = chance.choice(COUNTRIES)
        yield Happening(
            chance.choice(list(DISPATCHES)),
            (_side(one, chance), _side(other, chance)),
            START + timedelta(chance.randrange(SPAN)),
            chance.choice(PLACES),
            chance.choice(TALK),
            chance.choice(ISSUES),
            chance.randrange(2, 90),
        )


def _side(country: str, chance: random.Random) -> Entity:
    person = chance.randrange(6)
    name, key = (f"{country}{person}号官员", f"{country.lower()}-{person}") if person < 3 else (country, country)
    return Entity(f"{country}:GOV", name, "", None, key)


def reports(count: int, chance: random.Random) -> Iterator[tuple[int, FileRecord]]:
    """``count`` documents of two events each on average, each event with the number of the happening that it tells."""
    told = [(number, one) for number, one in enumerate(happenings(count // 2, chance)) for _ in range(_copies(chance))]
    chance.shuffle(told)
    spare = iter(told)
    for number in range(count):
        chosen = [next(spare, None) for _ in range(chance.choice((1, 2, 3)))]
        yield number, _record(number, [one for one in chosen if one], chance)


def _copies(chance: random.Random) -> int:
    return chance.choices((1, 2, 3, 4, 5, 7, 9), (20, 20, 18, 15, 12, 9, 6))[0]


TRUTH: dict[str, int] = {}


def _record(number: int, chosen: list[tuple[int, Happening]], chance: random.Random) -> FileRecord:
    doc = f"dispatch-{number:07d}"
    day = max((one.day for _, one in chosen), default=START) + timedelta(chance.choice((0, 0, 0, 1, 1, 2)))
    events = tuple(_event(doc, at, truth, one, chance) for at, (truth, one) in enumerate(chosen))
    text = "。".join(one.evidence for one in events)
    whole = TextMap((Piece(0, len(text), 0, len(text)),))
    published = datetime(day.year, day.month, day.day)
    outlet = chance.choice(OUTLETS)
    document = Document(id=doc, path=doc, text=text, map=whole, published=published, outlet=outlet, digest=doc)
    page = Page(doc, (Fragment(doc=doc, index=0, text=text, map=whole, anchor=Anchor(day)),))
    digest = sha256(doc.encode()).hexdigest()
    return FileRecord(path=f"/{doc}", digest=digest, size=1, version="1", coded=(Coded(document, page, events),))


def _event(doc: str, at: int, truth: int, one: Happening, chance: random.Random) -> Event:
    variant = chance.choice((0, 0, 1, 2))
    words = {"a": one.sides[0].name, "b": one.sides[1].name, "d": one.day.day, "p": one.place, "t": one.talk}
    evidence = DISPATCHES[one.type][variant].format(**words, n=one.number)
    vague = chance.random() < 0.05
    event_id = sha256(f"{doc}/{at}".encode()).hexdigest()[:12]
    TRUTH[event_id] = truth
    directed = one.type in DIRECTED
    return Event(
        id=event_id,
        doc=doc,
        type=one.type,
        aux=None if chance.random() > 0.06 else "future",
        actor=one.sides[:1] if directed else one.sides,
        recipient=one.sides[1:] if directed else (),
        date=f"{one.day:%Y-%m}" if vague else one.day.isoformat(),
        place=one.place if chance.random() < 0.5 else None,
        issues=(one.issue,) if chance.random() < 0.7 else (),
        evidence=evidence,
        evidence_span=Span(0, len(evidence)),
        confidence=0.8,
        rule="made",
    )


def fill(path: Path, made: Iterator[tuple[int, FileRecord]]) -> None:
    """The records into a store, a thousand a transaction."""
    batch: list[FileRecord] = []
    with Store.create(path) as opened:
        for _, one in made:
            batch.append(one)
            if len(batch) == 1000:
                opened.replace(batch)
                batch = []
        opened.replace(batch)


def measure(path: Path) -> dict[str, float]:
    """Seconds, peak memory and what came of one linking, in this process."""
    begun = time.perf_counter()
    with Store.create(path) as opened:
        done = link_store(opened)
    seconds = time.perf_counter() - begun
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {"seconds": seconds, "peak_mb": peak, **msgspec.structs.asdict(done)}


def f1(path: Path, truth: dict[str, int]) -> float:
    """Pairwise F1 of the store's happenings against those that its documents were made from."""
    with Store.open(path) as opened:
        found = {row["event_id"]: row["happening"] for row in opened.query("SELECT event_id, happening FROM reports")}
    sizes: list[defaultdict[object, int]] = [defaultdict(int) for _ in range(3)]
    for event, number in truth.items():
        for size, key in zip(sizes, (number, found[event], (number, found[event])), strict=True):
            size[key] += 1
    wanted, got, both = (sum(n * (n - 1) // 2 for n in size.values()) for size in sizes)
    return 2 * both / (wanted + got)


def run(count: int, folder: Path) -> dict[str, float]:
    """A size from nothing, then a day's fifty files more; linking in processes of its own."""
    path = folder / f"{count}.duckdb"
    TRUTH.clear()
    fill(path, reports(count, random.Random(count)))
    first = _apart(path)
    score = f1(path, TRUTH)
    extra = ((n + 10**6, _record(n + 10**6, [(-n, one)], random.Random(n))) for n, one in enumerate(_day(50)))
    fill(path, extra)
    second = _apart(path)
    return {**first, "f1": score, "day_seconds": second["seconds"], "day_touched": second["touched"]}


def _day(count: int) -> Iterator[Happening]:
    return happenings(count, random.Random(7))


def _apart(path: Path) -> dict[str, float]:
    out = subprocess.run([sys.executable, __file__, "--link", str(path)], check=True, capture_output=True)
    return msgspec.json.decode(out.stdout, type=dict[str, float])


def main(sizes: list[int]) -> None:
    """A row a size, and the exponent of growth between sizes."""
    head = "documents events happenings pairs seconds peak_MB F1 +50_seconds +50_touched exponent"
    print("\t".join(head.split()))
    before: tuple[int, float] | None = None
    with tempfile.TemporaryDirectory() as folder:
        for count in sizes:
            got = run(count, Path(folder))
            grown = log(got["seconds"] / before[1]) / log(count / before[0]) if before else float("nan")
            before = (count, got["seconds"])
            cells = [f"{count:,}", *(f"{int(got[name]):,}" for name in ("events", "happenings", "compared"))]
            cells += [f"{got['seconds']:.1f}", f"{got['peak_mb']:,.0f}", f"{got['f1']:.3f}"]
            cells += [f"{got['day_seconds']:.1f}", f"{int(got['day_touched'])}", f"{grown:.2f}"]
            print("\t".join(cells), flush=True)


if __name__ == "__main__":
    if sys.argv[1:2] == ["--link"]:
        print(msgspec.json.encode(measure(Path(sys.argv[2]))).decode())
    else:
        main([int(word) for word in sys.argv[1:]] or [1000, 10_000])
