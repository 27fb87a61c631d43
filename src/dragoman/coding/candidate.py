"""Readings: what a rule could mean at a trigger, before one of them is chosen."""

from collections.abc import Iterator

import msgspec

from dragoman.coding.context import Party, Side
from dragoman.coding.modality import modality
from dragoman.coding.roles import Spot, sides
from dragoman.coding.rules import Rule

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})


class Reading(msgspec.Struct):
    """One rule's reading of one trigger. ``features`` name what speaks for or against it; ``score`` is set by the arbiter."""

    rule: Rule
    spot: Spot
    actor: Side
    recipient: Side
    actor_from: str
    recipient_from: str
    aux: str | None
    aux_word: str
    features: tuple[str, ...] = ()
    score: float = 0.0

    @property
    def countries(self) -> tuple[frozenset[str], frozenset[str]]:
        """The countries of actor and recipient."""
        return frozenset(p.country for p in self.actor), frozenset(p.country for p in self.recipient)


def readings(spot: Spot, embedded: bool) -> Iterator[Reading]:
    """Every reading of the trigger at ``spot`` that has the sides its rule needs."""
    for rule in spot.word.rules:
        if _fits(rule, spot):
            yield from _of_rule(rule, spot, embedded)


def _fits(rule: Rule, spot: Spot) -> bool:
    sentence = spot.text[spot.sentence.start : spot.sentence.end]
    return (not rule.near or any(word in sentence for word in rule.near)) and not any(
        word in spot.text[spot.segment.start : spot.segment.end] for word in rule.bars
    )


def _of_rule(rule: Rule, spot: Spot, embedded: bool) -> Iterator[Reading]:
    mode = modality(spot)
    recipients = sides(spot, rule.recipient, 3)
    if not recipients or "recipient" not in rule.needs:
        recipients.append(("none", ()))
    seen = set[tuple[frozenset[str], frozenset[str]]]()
    for actor_from, actor in sides(spot, rule.actor, 3):
        for recipient_from, recipient in recipients:
            reading = _reading(rule, spot, mode.aux, mode.words, (actor_from, actor), (recipient_from, recipient))
            if reading is None or ("recipient" in rule.needs and not reading.recipient and not rule.pair):
                continue
            if reading.countries not in seen:
                seen.add(reading.countries)
                reading.features = features(reading, embedded)
                yield reading


def _reading(rule: Rule, spot: Spot, aux: str | None, word: str, actor: tuple[str, Side], recipient: tuple[str, Side]) -> Reading | None:
    (actor_from, actors), (recipient_from, recipients) = actor, recipient
    if not actors:
        return None
    if rule.pair:
        joint = merged(actors, recipients)
        if len({party.country for party in joint}) < 2 and "recipient" in rule.needs:
            return None
        actors, recipients = joint, ()
    elif rule.type not in SYMMETRIC:
        mine = {party.code for party in actors}
        recipients = tuple(party for party in recipients if party.code not in mine)
    return Reading(rule, spot, actors, recipients, actor_from, recipient_from, rule.aux or aux, word)


def merged(first: Side, second: Side) -> Side:
    """Both sides without repeating a party."""
    known = {(party.code, party.name) for party in first}
    return first + tuple(party for party in second if (party.code, party.name) not in known)


def features(reading: Reading, embedded: bool) -> tuple[str, ...]:
    """Readable names of what the arbiter weighs."""
    rule, spot = reading.rule, reading.spot
    name, word = rule.name, spot.word.text
    given = [
        "any",
        f"type={rule.type}",
        f"rule={name}",
        f"word={word}/{rule.type}",
        f"actor={reading.actor_from}",
        f"recipient={reading.recipient_from}",
        f"{name}:actor={reading.actor_from}",
        f"{name}:recipient={reading.recipient_from}",
        f"{rule.type}:aux={reading.aux}",
        f"{rule.type}:sizes={min(len(reading.actor), 3)}/{min(len(reading.recipient), 3)}",
        f"kinds={_kinds(reading.actor)}>{_kinds(reading.recipient)}",
    ]
    return tuple(given + list(_flags(reading, embedded)))


def _kinds(side: Side) -> str:
    return side[0].kind if side else "-"


def _flags(reading: Reading, embedded: bool) -> Iterator[str]:
    spot, kind = reading.spot, reading.rule.type
    actors, recipients = reading.countries
    if embedded:
        yield from ("embedded", f"{kind}:embedded", f"{reading.rule.name}:embedded")
    if spot.segment.quoted:
        yield from ("quoted", f"{kind}:quoted")
    if spot.speaker:
        yield f"{kind}:in-speech"
        yield f"{kind}:actor-speaks={bool({p.country for p in spot.speaker} & actors)}"
    if actors & recipients:
        yield f"{kind}:within-one-country"
    if spot.text[spot.word.end : spot.word.end + 1] == "的":
        yield from ("noun-phrase", f"{kind}:noun-phrase", f"{reading.rule.name}:noun-phrase")
    before = spot.text[max(spot.word.start - 1, 0) : spot.word.start]
    after = spot.text[spot.word.end : spot.word.end + 1]
    yield f"{kind}:before={before}"
    yield f"{kind}:after={after}"
    yield f"{kind}:distance={_bucket(spot, reading.actor)}/{_bucket(spot, reading.recipient)}"
    if any("scope" in word.kinds and word.end <= spot.word.start for word in spot.segment.words):
        yield f"{kind}:purpose"


def _bucket(spot: Spot, side: Side) -> str:
    party: Party | None = side[0] if side else None
    if party is None or party.span is None:
        return "none"
    if not spot.sentence.start <= party.span.start < spot.sentence.end:
        return "other-sentence"
    gap = abs(spot.word.start - party.span.start)
    return "near" if gap < 8 else "mid" if gap < 24 else "far"
