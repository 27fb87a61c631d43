"""The reference by hand: reports with the happening that each tells of, and how well a linking agrees with it."""

import csv
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from datetime import datetime
from functools import lru_cache
from hashlib import sha256
from pathlib import Path

import msgspec

from dragoman.lexicon import load_lexicon
from dragoman.linking import link_store
from dragoman.linking.weights import load_weights
from dragoman.model import Anchor, Document, Entity, Event, Fragment, Page, Piece, Span, TextMap
from dragoman.naming import fold
from dragoman.storing import Coded, FileRecord, Store

DATA = Path(__file__).parent / "data"
FILES = DATA / "files"


class Row(msgspec.Struct, frozen=True):
    """A report of the reference: a line of ``reports.tsv``; sides are ``CODE=name`` joined by ``|``."""

    doc: str
    happening: str
    type: str
    mode: str
    aux: str
    actor: str
    recipient: str
    date: str
    place: str
    issues: str
    evidence: str

    @property
    def key(self) -> str:
        return f"{self.doc} {self.happening} {self.type} {self.actor}"


@lru_cache(maxsize=1)
def rows() -> tuple[Row, ...]:
    with (DATA / "reports.tsv").open(encoding="utf-8", newline="") as lines:
        return tuple(Row(**line) for line in csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))


class Agreement(msgspec.Struct, frozen=True):
    """Pairwise and B-cubed precision, recall and F1 of a linking against the reference."""

    pairs: tuple[float, float, float]
    b_cubed: tuple[float, float, float]


def agreement(truth: Mapping[str, str], found: Mapping[str, str]) -> Agreement:
    """Both map a report to its happening; one that ``found`` lacks stands alone."""
    got = {key: found.get(key, f"alone {key}") for key in truth}
    return Agreement(_pairwise(truth, got), _b_cubed(truth, got))


def _pairs(sizes: Iterable[int]) -> int:
    return sum(size * (size - 1) // 2 for size in sizes)


def _pairwise(truth: Mapping[str, str], got: Mapping[str, str]) -> tuple[float, float, float]:
    both = _pairs(Counter((truth[key], got[key]) for key in truth).values())
    return _scores(
        both / max(1, _pairs(Counter(got.values()).values())), both / _pairs(Counter(truth.values()).values())
    )


def _b_cubed(truth: Mapping[str, str], got: Mapping[str, str]) -> tuple[float, float, float]:
    both = Counter((truth[key], got[key]) for key in truth)
    ours, theirs = Counter(got.values()), Counter(truth.values())
    precision = sum(both[truth[key], got[key]] / ours[got[key]] for key in truth) / len(truth)
    recall = sum(both[truth[key], got[key]] / theirs[truth[key]] for key in truth) / len(truth)
    return _scores(precision, recall)


def _scores(precision: float, recall: float) -> tuple[float, float, float]:
    return precision, recall, 2 * precision * recall / (precision + recall) if precision + recall else 0.0


@lru_cache(maxsize=1)
def _people() -> dict[str, str]:
    people = load_lexicon(None).rows("persons")
    return {name: person.id for person in people for name in (*person.short, *person.aliases, person.name)}


@lru_cache(maxsize=1)
def _sites() -> dict[str, tuple[str, float | None, float | None]]:
    places = load_lexicon(None).rows("places")
    return {
        name: (row.country[0] if row.country else "", row.lat, row.lon)
        for row in places
        for name in (*row.aliases, row.name)
    }


def event(row: Row, number: int) -> Event:
    """The event that a perfect coder would make of a row."""
    code, lat, lon = _sites().get(fold(row.place), ("", None, None))
    return Event(
        id=f"{sha256(row.key.encode()).hexdigest()[:10]}{number:02d}",
        doc=row.doc,
        type=row.type,
        mode=row.mode or None,
        aux=row.aux or None,
        actor=_side(row.actor),
        recipient=_side(row.recipient),
        date=row.date or None,
        place=row.place or None,
        place_code=code,
        latitude=lat,
        longitude=lon,
        issues=tuple(row.issues.split("|")) if row.issues else (),
        evidence=row.evidence,
        evidence_span=Span(0, len(row.evidence)),
        confidence=0.9,
        rule="by hand",
    )


def _side(written: str) -> tuple[Entity, ...]:
    parts = [part.partition("=") for part in written.split("|") if part]
    return tuple(Entity(code, name or None, "", None, _people().get(fold(name), "")) for code, _, name in parts)


def records(store: Path) -> list[FileRecord]:
    """A record for each document of ``store`` (built from FILES) with the reference's own events."""
    with Store.open(store) as opened:
        documents = opened.query("SELECT doc, text, title, outlet, published FROM documents ORDER BY doc")
    mine: defaultdict[str, list[Row]] = defaultdict(list)
    for row in rows():
        mine[row.doc].append(row)
    assert mine.keys() <= {row["doc"] for row in documents}
    return [_record(row["doc"], row["text"], row["outlet"], row["published"], mine[row["doc"]]) for row in documents]


def _record(doc: str, text: str, outlet: str, published: datetime | None, mine: list[Row]) -> FileRecord:
    whole = TextMap((Piece(0, len(text), 0, len(text)),))
    document = Document(id=doc, path=doc, text=text, map=whole, outlet=outlet, published=published, digest=doc)
    day = Anchor(published.date() if published else None)
    page = Page(doc, (Fragment(doc=doc, index=0, text=text, map=whole, anchor=day),))
    events = tuple(event(row, number) for number, row in enumerate(mine))
    digest = sha256(doc.encode()).hexdigest()
    coded = (Coded(document, page, events),)
    return FileRecord(path=f"/reference/{doc}", digest=digest, size=1, version="reference", coded=coded)


def linked(store: Path) -> dict[str, str]:
    """Links the store; event id to happening."""
    with Store.create(store) as opened:
        link_store(opened)
        return {row["event_id"]: row["happening"] for row in opened.query("SELECT event_id, happening FROM reports")}


def of_reference(path: Path, from_files: Path) -> dict[str, str]:
    """Report of the reference to happening, with the reference's own events (linking alone)."""
    with Store.create(path) as opened:
        opened.replace(records(from_files))
    found = linked(path)
    numbers: Counter[str] = Counter()
    keyed = {}
    for row in rows():
        keyed[row.key] = found[event(row, numbers[row.doc]).id]
        numbers[row.doc] += 1
    return keyed


def of_coder(store: Path, kin: bool = True) -> dict[str, str]:
    """Report of the reference to happening, by the coder's events; what it missed is absent.

    A report is one coded event at most and an event one report: the pairs that agree best go first. With ``kin`` an
    event of a kindred type with the same countries, told in the same words, is the report too.
    """
    found = linked(store)
    with Store.open(store) as opened:
        events = [one.event for one in opened.events()]
    pairs = [(likeness, row, one) for row in rows() for one in events if (likeness := _alike(one, row, kin))]
    pairs.sort(key=lambda pair: (pair[0], pair[1].key, pair[2].id), reverse=True)
    matched: dict[str, str] = {}
    taken: set[str] = set()
    for _, row, one in pairs:
        if row.key not in matched and one.id not in taken:
            matched[row.key], _ = found[one.id], taken.add(one.id)
    return matched


def _alike(event: Event, row: Row, kin: bool) -> tuple[bool, ...]:
    """How a coded event is that of the reference: told in its words, of its type, with its sides, on its day; nothing
    if it is not.

    It has the type and one country a side at least, or where ``kin`` allows, a type that linking takes for kindred, all
    countries and the words.
    """
    if event.doc != row.doc:
        return ()
    words = _overlap(event.evidence, row.evidence)
    ours, theirs = (tuple(map(_countries, sides)) for sides in ((event.actor, event.recipient), _sides(row)))
    same = event.type == row.type and all(got & want or not want for got, want in zip(ours, theirs, strict=True))
    pair = "/".join(sorted((event.type, row.type)))
    near = kin and words and pair in load_weights().kin and ours[0] | ours[1] == theirs[0] | theirs[1]
    return (words, same, ours == theirs, event.date == row.date) if same or near else ()


def _overlap(one: str, other: str) -> bool:
    """Whether two pieces of evidence of one document share most of the shorter's words."""
    shorter, longer = sorted((fold(one), fold(other)), key=len)
    bits = {shorter[at : at + 4] for at in range(len(shorter) - 3)}
    return sum(bit in longer for bit in bits) > len(bits) / 2


def _sides(row: Row) -> tuple[tuple[Entity, ...], tuple[Entity, ...]]:
    return _side(row.actor), _side(row.recipient)


def _countries(side: Iterable[Entity]) -> frozenset[str]:
    return frozenset(entity.code.partition(":")[0] for entity in side)


def truth() -> dict[str, str]:
    return {row.key: row.happening for row in rows()}
