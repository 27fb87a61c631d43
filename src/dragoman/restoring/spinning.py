"""Headings that a machine reworded with wrong synonyms: found by aligning them with what they were made from."""

import re
from collections.abc import Iterable, Sequence
from difflib import SequenceMatcher
from functools import lru_cache

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.restoring.held import Held

_CLAUSE = re.compile(r"[^\s,。;!?]+")
_ALIKE = 0.42
"""The share of a clause's characters that its original must have, in order."""
_SHORTEST = 6
_WORDY = 2
"""A changed word has at least this many characters."""


class Source(msgspec.Struct, frozen=True):
    """A clause that a heading may be made from: of the heading with number ``line``, or of the text (None)."""

    text: str
    line: int | None


class Part(msgspec.Struct, frozen=True):
    """Characters ``start`` to ``end`` of a heading, what they were made from and what they should say."""

    start: int
    end: int
    original: str
    source: int | None
    proposed: str
    changes: tuple[tuple[str, str], ...]


class Spin(msgspec.Struct, frozen=True):
    """The parts of a reworded heading; together they cover it."""

    parts: tuple[Part, ...]


def clauses(text: str) -> list[str]:
    """The stretches of a folded text between blanks and punctuation, long enough to be compared."""
    return [match[0] for match in _CLAUSE.finditer(text) if len(match[0]) >= _SHORTEST]


def unspin(heading: str, sources: Sequence[Source], page: str, lexicon: Lexicon) -> Spin | None:
    """How a folded heading was reworded, or None where nothing says that it was.

    It was if its clauses run along those of ``sources`` and words differ: one at least that the table ``spun`` lists
    and the page itself does not use, and either several or one in what was made from another heading.
    """
    pairs = _pairs(Held(lexicon))
    if not any(found in heading and found not in page for found, _ in pairs):
        return None
    parts = [_part(match, sources, page, pairs) for match in _CLAUSE.finditer(heading)]
    changes = [change for part in parts for change in part.changes]
    listed = [change for change in changes if change in pairs and change[0] not in page]
    from_heading = any(part.source is not None and part.changes for part in parts)
    if not listed or (len(changes) < 2 and not from_heading):
        return None
    return Spin(_covering(heading, parts))


@lru_cache(maxsize=4)
def _pairs(held: Held) -> frozenset[tuple[str, str]]:
    return frozenset((row.found, row.original) for row in held.lexicon.rows("spun"))


def _part(match: re.Match[str], sources: Sequence[Source], page: str, pairs: frozenset[tuple[str, str]]) -> Part:
    """The clause with its best source; without a change where it has none or says the same."""
    clause = match[0]
    best, source = max(
        ((_alike(clause, source.text), source) for source in sources if len(clause) >= _SHORTEST),
        key=lambda pair: (pair[0], pair[1].line is not None),
        default=(0.0, None),
    )
    if source is None or best < _ALIKE or clause in page or clause == source.text:
        return Part(match.start(), match.end(), "", None, clause, ())
    changes = tuple(_changes(clause, source.text, page, pairs))
    proposed = _proposed(clause, changes)
    return Part(match.start(), match.end(), source.text, source.line, proposed, changes)


def _alike(clause: str, source: str) -> float:
    matcher = SequenceMatcher(None, clause, source, autojunk=False)
    if matcher.real_quick_ratio() < _ALIKE or matcher.quick_ratio() < _ALIKE:
        return 0.0
    same = sum(block.size for block in matcher.get_matching_blocks())
    return same / max(len(clause), min(len(source), 2 * len(clause)) * 0.8)


def _changes(clause: str, source: str, page: str, pairs: frozenset[tuple[str, str]]) -> Iterable[tuple[str, str]]:
    """The words of the clause that stand for others of the source: those listed first, then what alignment leaves."""
    rest, original = clause, source
    for found, right in sorted(pairs, key=lambda pair: (-len(pair[0]), pair)):
        if found in rest and right in original and found not in original and _is_absent(right, found, rest):
            yield found, right
            rest, original = rest.replace(found, "\0", 1), original.replace(right, "\0", 1)
    matcher = SequenceMatcher(None, rest, original, autojunk=False)
    for kind, left, left_end, right_start, right_end in matcher.get_opcodes():
        found, was = rest[left:left_end], original[right_start:right_end].rpartition(":")[2]
        wordy = "\0" not in found + was and len(found) >= _WORDY and len(was) >= _WORDY
        if kind == "replace" and wordy and found not in page and was in page:
            yield found, was


def _is_absent(right: str, found: str, rest: str) -> bool:
    """Whether the clause lacks the original word (other than inside the wrong one: 峰会 in 高峰会议)."""
    return right not in rest.replace(found, "\0", 1)


def _proposed(clause: str, changes: Sequence[tuple[str, str]]) -> str:
    for found, original in changes:
        clause = clause.replace(found, original, 1)
    return clause


def _covering(heading: str, parts: Sequence[Part]) -> tuple[Part, ...]:
    """The parts joined where they come from the same source, each with the blanks and marks that follow it."""
    joined: list[Part] = []
    for at, part in enumerate(parts):
        end = parts[at + 1].start if at + 1 < len(parts) else len(heading)
        start = 0 if at == 0 else part.start
        tail = heading[part.end : end]
        whole = Part(start, end, part.original, part.source, part.proposed + tail, part.changes)
        if joined and (joined[-1].source == part.source or not part.original):
            last = joined.pop()
            original = " ".join(text for text in (last.original, whole.original) if text)
            whole = Part(
                last.start, end, original, last.source, last.proposed + whole.proposed, last.changes + whole.changes
            )
        joined.append(whole)
    return tuple(joined)
