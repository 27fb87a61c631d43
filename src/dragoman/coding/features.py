"""What speaks for or against a reading, as readable names: the arbiter learns a weight for each."""

from collections.abc import Iterator
from functools import lru_cache

import msgspec

from dragoman.coding.context import Party, Side
from dragoman.coding.rules import Rule
from dragoman.coding.spot import Spot

PLANNED = frozenset({"CONSULT", "COOPERATE", "AID", "RETREAT"})
"""Types that PLOVER reduces to another when they are planned: for these both times are weighed."""


class Shape(msgspec.Struct, frozen=True):
    """The parts of a reading that its features are made of."""

    rule: Rule
    actor: Side
    recipient: Side
    actor_from: str
    recipient_from: str
    aux: str | None
    aux_word: str
    embedded: bool


class Shared:
    """The features of a trigger for each type, made once for all its readings."""

    def __init__(self, grams: tuple[str, ...], trigger: tuple[str, ...]) -> None:
        self._grams, self._trigger = grams, trigger
        self._plain = tuple(feature for feature in trigger if feature[:5] in ("after", "befor") and "2" not in feature)
        self._made: dict[str, tuple[str, ...]] = {}

    def of(self, kind: str) -> tuple[str, ...]:
        """The trigger's features under the type ``kind``; the same object for the same type."""
        if kind not in self._made:
            typed = [f"{kind}:{feature}" for feature in self._trigger]
            self._made[kind] = (*self._plain, *typed, *(f"{kind}~{gram}" for gram in self._grams))
        return self._made[kind]


def weighed_as(kind: str, aux: str | None) -> str:
    """The name under which the arbiter weighs a type: planned meetings apart from meetings held."""
    return f"{kind}+" if aux == "future" and kind in PLANNED else kind


def of_trigger(spot: Spot) -> tuple[str, ...]:
    """Features of the trigger alone, without the type; shared by all its readings."""
    text, word, segment = spot.text, spot.word, spot.segment
    rules = [other for other in segment.words if other.rules]
    earlier = [other for other in rules if other.end <= word.start]
    later = [other for other in rules if other.start >= word.end]
    found = [
        f"after={_at(text, word.end, 1)}",
        f"after2={_at(text, word.end, 2)}",
        f"before={_at(text, word.start - 1, 1)}",
        f"before2={_at(text, word.start - 2, 2)}",
        f"earlier={earlier[-1].rules[0].type if earlier else '-'}",
        f"later={later[0].rules[0].type if later else '-'}",
        f"ends={len(text[word.end : segment.end].strip()) < 2}",
        f"quoted={segment.quoted}",
        f"said={segment.said.text if segment.said else '-'}",
        f"earlier-word={earlier[-1].text if earlier else '-'}",
        f"later-word={later[0].text if later else '-'}",
        f"speaks={_sector(spot.speaker)}",
        f"de={_attributive(text, word.end, segment.end)}",
        f"passive={spot.suffered}",
        f"place={min(spot.at, 2)}/{min(len(spot.sentence.segments) - spot.at, 3)}",
    ]
    if any("scope" in other.kinds and other.end <= word.start for other in segment.words):
        found.append("purpose")
    return tuple(found)


def _attributive(text: str, start: int, end: int) -> str:
    at = text.find("的", start, end)
    return "none" if at < 0 else "near" if at - start < 4 else "far"


def _sector(side: Side) -> str:
    return side[0].code.partition(":")[2] or "-" if side else "none"


def _assumed(side: Side) -> bool:
    """Whether the text does not say whose a side is."""
    return any(party.assumed for party in side)


def features(shape: Shape, spot: Spot) -> tuple[str, ...]:
    """The features of a reading that depend on where its sides stand."""
    return tuple(_sides(shape, spot, weighed_as(shape.rule.type, shape.aux)))


def given(shape: Shape, spot: Spot) -> tuple[str, ...]:
    """The features of a reading that depend only on its rule, its word and where its sides were found; equal ones
    are one object."""
    kind = weighed_as(shape.rule.type, shape.aux)
    name = shape.rule.name if kind == shape.rule.type else f"{shape.rule.name}+"
    sizes = f"{min(len(shape.actor), 3)}/{min(len(shape.recipient), 3)}"
    kinds = f"{_kind(shape.actor)}>{_kind(shape.recipient)}"
    word = spot.word.text if spot.word.rules else ""
    return _given(kind, name, word, shape.actor_from, shape.recipient_from, shape.aux, shape.aux_word, sizes, kinds)


@lru_cache(maxsize=100_000)
def _given(
    kind: str, name: str, word: str, actor: str, recipient: str, aux: str | None, aux_word: str, sizes: str, kinds: str
) -> tuple[str, ...]:
    return (
        *of_rule(kind, name, word),
        f"actor={actor}",
        f"recipient={recipient}",
        f"{name}:actor={actor}",
        f"{name}:recipient={recipient}",
        f"{kind}:actor={actor}",
        f"{kind}:recipient={recipient}",
        f"{kind}:aux={aux}",
        f"{kind}:after-word={aux_word}",
        f"{kind}:sizes={sizes}",
        f"kinds={kinds}",
        f"{kind}:kinds={kinds}",
        f"{kind}:places={actor}>{recipient}",
        f"{name}:places={actor}>{recipient}",
        f"word={word}/{kind}:recipient={recipient}",
        f"word={word}/{kind}:actor={actor}",
    )


def of_rule(kind: str, name: str, word: str) -> tuple[str, ...]:
    """The features of a rule at a word, whatever its sides."""
    return "any", f"type={kind}", f"rule={name}", f"word={word}/{kind}"


def _sides(shape: Shape, spot: Spot, kind: str) -> Iterator[str]:
    actors, recipients = (frozenset(p.country for p in side) for side in (shape.actor, shape.recipient))
    if shape.embedded:
        yield from ("embedded", f"{kind}:embedded", f"{shape.rule.name}:embedded")
    if spot.speaker:
        yield f"{kind}:actor-speaks={bool({p.country for p in spot.speaker} & actors)}"
    if actors & recipients:
        yield f"{kind}:within-one-country"
    yield f"{kind}:distance={_distance(spot, shape.actor)}/{_distance(spot, shape.recipient)}"
    skips = _skipped(spot, shape.actor), _skipped(spot, shape.recipient)
    yield from (f"skips={skips[0]}/{skips[1]}", f"{kind}:skips={skips[0]}/{skips[1]}")
    yield f"{kind}:skips-from={shape.actor_from}{skips[0]}/{shape.recipient_from}{skips[1]}"
    yield from _standing(shape, spot, kind, actors, recipients)
    left_out = _left_out(spot, actors | recipients)
    yield from (f"left-out={left_out}", f"{kind}:left-out={left_out}")
    for role, side in (("actor", shape.actor), ("recipient", shape.recipient)):
        if side and side[-1].span is not None:
            then = _at(spot.text, side[-1].span.end, 1)
            yield from (f"{role}-then={then}", f"{role}-then2={_at(spot.text, side[-1].span.end, 2)}")
            place = shape.actor_from if role == "actor" else shape.recipient_from
            yield from (f"{kind}:{role}-then={then}", f"{place}:{role}-then={then}")


def _standing(shape: Shape, spot: Spot, kind: str, actors: frozenset[str], recipients: frozenset[str]) -> Iterator[str]:
    """How much of the text is about the sides, and whether they are the two that meet or the one that acted last."""
    ranks = spot.context.ranks
    first = min((ranks.get(country, 9) for country in actors), default=9)
    second = min((ranks.get(country, 9) for country in recipients), default=9)
    yield f"{kind}:salience={min(first, 3)}/{min(second, 3) if recipients else '-'}"
    yield f"salience={min(first, 3)}/{min(second, 3) if recipients else '-'}"
    meeting = {party.country for party in spot.context.parties}
    yield f"{kind}:meeting={bool(actors & meeting)}/{bool(recipients & meeting)}"
    yield f"{kind}:again={actors == {party.country for party in spot.context.subject}}"
    sectors = f"{_sector(shape.actor)}>{_sector(shape.recipient)}"
    yield f"{kind}:sectors={sectors}"
    yield f"{shape.rule.name}:sectors={sectors}"
    assumed = f"{_assumed(shape.actor)}/{_assumed(shape.recipient)}"
    yield from (f"assumed={assumed}", f"{kind}:assumed={assumed}")
    foes = {party.country for party in spot.context.foe(shape.actor)}
    yield f"{kind}:foes={bool(foes)}/{bool(foes & recipients)}"
    if spot.suffered:
        yield f"{kind}:passive-actor={shape.actor_from}"
        yield f"passive-actor={shape.actor_from}"
        yield f"{shape.rule.name}:passive"
    yield f"{kind}:foreign={'INT' in recipients or 'WEST' in recipients}"


def _at(text: str, start: int, length: int) -> str:
    return text[max(start, 0) : start + length].strip() or "_"


def _kind(side: Side) -> str:
    return side[0].kind if side else "-"


def _span(spot: Spot, side: Side) -> tuple[int, int] | None:
    """Where the first of a side stands in the sentence of ``spot``; None elsewhere."""
    party: Party | None = side[0] if side else None
    if party is None or party.span is None or not spot.sentence.start <= party.span.start < spot.sentence.end:
        return None
    return party.span.start, party.span.end


def _distance(spot: Spot, side: Side) -> str:
    if not side or side[0].span is None:
        return "none"
    span = _span(spot, side)
    if span is None:
        return "other-sentence"
    gap = abs(spot.word.start - span[0])
    return "near" if gap < 8 else "mid" if gap < 24 else "far"


def _skipped(spot: Spot, side: Side) -> str:
    """How many groups of the segment stand between the side and the trigger."""
    span = _span(spot, side)
    if span is None:
        return "-"
    low, high = min(span[1], spot.word.end), max(span[0], spot.word.start)
    between = sum(low <= group.start and group.end <= high for group in spot.segment.groups)
    return str(min(between, 2))


def _left_out(spot: Spot, countries: frozenset[str]) -> str:
    """How many countries the segment names that the reading leaves out."""
    named = {
        country
        for group in spot.segment.groups
        for mention in group.mentions
        if mention.kind not in ("place", "outlet")
        for country in mention.countries
    }
    return str(min(len(named - countries - {""}), 3))
