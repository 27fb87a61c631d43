"""Copies of one text across files: reprints, cut and retitled copies, the same in the other script.

Candidates come from MinHash over the whole text and from paragraphs that two documents share; each is then compared
exactly, in simplified characters and without punctuation. Documents more than some days apart are never copies.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from hashlib import blake2b

import msgspec
import rensa

from dragoman.model import Document
from dragoman.restoring.lines import Line, split_lines

_HASHES, _BANDS, _THRESHOLD, _SEED = 128, 32, 0.5, 7
_SHINGLE = 5
_LONG = 25
"""A paragraph of fewer characters may be shared by chance."""
_EVERYWHERE = 20
"""A paragraph in more documents than this is furniture and makes no candidates."""
_CUT = 0.8
"""A copy with less than this share of the longer text is a cut one."""


class Difference(msgspec.Struct, frozen=True):
    """A line that only one of two copies has: the document's id and the line."""

    doc: str
    text: str


class Copy(msgspec.Struct, frozen=True):
    """Two documents that are copies: ``shared`` is the part of the shorter text that stands in the longer one.

    ``kind`` is same, script (the same in the other script), retitled, cut or edited; ``differs`` are the lines that
    only one of them has.
    """

    left: str
    right: str
    shared: float
    kind: str
    differs: tuple[Difference, ...]


class Group(msgspec.Struct, frozen=True):
    """Documents that report one text, the earliest first, and how each is a copy of another."""

    members: tuple[str, ...]
    copies: tuple[Copy, ...]


class _Text(msgspec.Struct, frozen=True):
    document: Document
    title: str
    lines: tuple[Line, ...]
    bodies: tuple[str, ...]
    shingles: frozenset[str]


def near_duplicates(documents: Iterable[Document], *, days: int = 30, least: float = 0.8) -> tuple[Group, ...]:
    """The groups of documents that are copies of one text, at most ``days`` apart where both have a date.

    ``least`` is the part of the shorter text that must stand in the longer one.
    """
    texts = [_text(document) for document in documents]
    copies = []
    for left, right in sorted(_candidates(texts)):
        if _far_apart(texts[left].document, texts[right].document, days):
            continue
        shared = _shared(texts[left], texts[right])
        if shared >= least:
            copies.append((left, right, _copy(texts[left], texts[right], shared)))
    return tuple(_groups(texts, copies))


def _text(document: Document) -> _Text:
    lines = split_lines(document)
    title = [line for line in lines if document.title_span and document.title_span.meets(line.span)]
    body = tuple(line for line in lines if line not in title)
    bodies = tuple(_bare(line.folded) for line in body)
    whole = "".join(bodies)
    shingles = frozenset(whole[at : at + _SHINGLE] for at in range(max(1, len(whole) - _SHINGLE + 1)))
    return _Text(document, "".join(line.folded for line in title), body, bodies, shingles)


def _bare(folded: str) -> str:
    return "".join(mark for mark in folded if mark.isalnum())


def _candidates(texts: Sequence[_Text]) -> set[tuple[int, int]]:
    pairs = set(_by_minhash(texts))
    pairs.update(_by_paragraph(texts))
    return pairs


def _by_minhash(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    index = rensa.RMinHashLSH(_THRESHOLD, _HASHES, _BANDS)
    for number, text in enumerate(texts):
        hashed = rensa.RMinHash(_HASHES, _SEED)
        hashed.update(sorted(text.shingles))
        for other in index.query(hashed):
            yield int(other), number
        index.insert(number, hashed)


def _by_paragraph(texts: Sequence[_Text]) -> Iterator[tuple[int, int]]:
    holders: defaultdict[bytes, list[int]] = defaultdict(list)
    for number, text in enumerate(texts):
        for body in dict.fromkeys(text.bodies):
            if len(body) >= _LONG:
                holders[blake2b(body.encode(), digest_size=12).digest()].append(number)
    for found in holders.values():
        if len(found) <= _EVERYWHERE:
            yield from ((left, right) for at, left in enumerate(found) for right in found[at + 1 :])


def _far_apart(left: Document, right: Document, days: int) -> bool:
    if left.published is None or right.published is None:
        return False
    return abs((left.published.date() - right.published.date()).days) > days


def _shared(left: _Text, right: _Text) -> float:
    fewer = min(len(left.shingles), len(right.shingles))
    return len(left.shingles & right.shingles) / fewer if fewer else 0.0


def _copy(left: _Text, right: _Text, shared: float) -> Copy:
    differs = tuple(_only(left, right)) + tuple(_only(right, left))
    return Copy(left.document.id, right.document.id, round(shared, 3), _kind(left, right, bool(differs)), differs)


def _only(one: _Text, other: _Text) -> Iterator[Difference]:
    theirs = set(other.bodies)
    for line, body in zip(one.lines, one.bodies, strict=True):
        if body not in theirs:
            yield Difference(one.document.id, line.text)


def _kind(left: _Text, right: _Text, differs: bool) -> str:
    if not differs:
        if left.title != right.title:
            return "retitled"
        written = [[line.text for line in text.lines] for text in (left, right)]
        return "same" if written[0] == written[1] else "script"
    sizes = sorted(sum(map(len, text.bodies)) for text in (left, right))
    return "cut" if sizes[0] < _CUT * sizes[1] else "edited"


def _groups(texts: Sequence[_Text], copies: Sequence[tuple[int, int, Copy]]) -> Iterator[Group]:
    """The documents joined by copies, directly or over others."""
    leader = list(range(len(texts)))

    def first(number: int) -> int:
        while leader[number] != number:
            leader[number] = leader[leader[number]]
            number = leader[number]
        return number

    for left, right, _ in copies:
        leader[max(first(left), first(right))] = min(first(left), first(right))
    members: defaultdict[int, list[int]] = defaultdict(list)
    for number in range(len(texts)):
        members[first(number)].append(number)
    for head, numbers in members.items():
        if len(numbers) > 1:
            ordered = sorted(numbers, key=lambda number: (_when(texts[number].document), number))
            mine = tuple(copy for left, _, copy in copies if first(left) == head)
            yield Group(tuple(texts[number].document.id for number in ordered), mine)


def _when(document: Document) -> str:
    return document.published.isoformat() if document.published else "9999"
