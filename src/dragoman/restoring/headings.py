"""Headings and the fragments that they speak of; one reworded by a machine is flagged, with what it should say."""

import math
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.lexicon import Lexicon
from dragoman.model import Headline, Span
from dragoman.restoring.lines import Line
from dragoman.restoring.spinning import Source, Spin, clauses, unspin

_SPEAKS_OF = 0.22
"""The weighed share of a heading's words that a fragment must have for the heading to speak of it."""


class Titled(msgspec.Struct, frozen=True):
    """The page's headlines, and the title of each fragment that has one."""

    headlines: tuple[Headline, ...]
    titles: dict[int, str]


def match_headings(heads: Sequence[Line], titles: Sequence[Line], texts: Sequence[str], lexicon: Lexicon) -> Titled:
    """Matches headings to the fragments whose folded texts are ``texts``. ``titles`` are the document's own title."""
    grams = [_grams(text) for text in texts]
    rarity = _rarity(grams)
    spun = {line.number: spin for line in heads if (spin := _spin(line, heads, texts, lexicon))}
    scores = {line.number: [_share(line.folded, own, rarity) for own in grams] for line in (*titles, *heads)}
    plain = [line for line in (*titles, *heads) if line.number not in spun]
    owners = _owners(plain, scores, len(texts))
    headlines = [_plain(line, owners.get(line.number), scores) for line in plain]
    for line in heads:
        if line.number in spun:
            headlines.extend(_spun(line, spun[line.number], owners))
    headlines.sort(key=lambda headline: headline.span.start)
    return Titled(tuple(headlines), _titles(plain, owners))


def _grams(text: str) -> set[str]:
    return {text[at : at + 2] for at in range(len(text) - 1) if text[at : at + 2].isalnum()}


def _rarity(grams: Sequence[set[str]]) -> dict[str, float]:
    counts = Counter(gram for own in grams for gram in own)
    return {gram: math.log(1 + (len(grams) + 1) / count) for gram, count in counts.items()}


def _share(heading: str, own: set[str], rarity: Mapping[str, float]) -> float:
    """The share of the heading's words that a fragment has, rare ones weighing more."""
    default = max(rarity.values(), default=1.0)
    weights = {gram: rarity.get(gram, default) for gram in _grams(heading)}
    return sum(weight for gram, weight in weights.items() if gram in own) / (sum(weights.values()) or 1.0)


def _owners(lines: Sequence[Line], scores: Mapping[int, Sequence[float]], count: int) -> dict[int, int]:
    """The fragment of each heading: the best pairs first, so that every fragment keeps one of its own if it can."""
    if count == 1:
        return {line.number: 0 for line in lines}
    pairs = sorted(
        ((scores[line.number][fragment], -line.number, -fragment) for line in lines for fragment in range(count)),
        reverse=True,
    )
    owners: dict[int, int] = {}
    for score, number, fragment in pairs:
        if score >= _SPEAKS_OF and -number not in owners and -fragment not in owners.values():
            owners[-number] = -fragment
    for score, number, fragment in pairs:
        if score >= _SPEAKS_OF:
            owners.setdefault(-number, -fragment)
    return owners


def _titles(lines: Iterable[Line], owners: Mapping[int, int]) -> dict[int, str]:
    titles: dict[int, str] = {}
    for line in lines:
        if line.number in owners:
            titles.setdefault(owners[line.number], line.text)
    return titles


def _plain(line: Line, owner: int | None, scores: Mapping[int, Sequence[float]]) -> Headline:
    reason = "no fragment speaks of it"
    if owner is not None:
        reason = f"{scores[line.number][owner]:.0%} of its words, weighed, are in the fragment"
    return Headline(line.span, line.text, owner, reason=reason)


def _spin(line: Line, heads: Sequence[Line], texts: Sequence[str], lexicon: Lexicon) -> Spin | None:
    """How the heading was reworded, seen against the page's other headings and its text."""
    sources = [Source(part, other.number) for other in heads if other != line for part in clauses(other.folded)]
    sources += [Source(part, None) for text in texts for part in clauses(text)]
    return unspin(line.folded, sources, "\n".join(texts), lexicon)


def _spun(line: Line, spin: Spin, owners: Mapping[int, int]) -> list[Headline]:
    """The spun heading: one headline for each stretch of it that was made from another heading."""
    found = []
    for part in spin.parts:
        span = Span(line.span.start + part.start, line.span.start + part.end)
        owner = owners.get(part.source) if part.source is not None else None
        text = line.text[part.start : part.end]
        changed = ", ".join(f"{wrong} for {right}" for wrong, right in part.changes)
        reason = f"made from “{part.original}”: {changed}" if part.changes else f"made from “{part.original}”"
        found.append(Headline(span, text, owner, True, part.proposed, part.changes, reason))
    return found
