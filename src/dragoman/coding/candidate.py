"""Readings: what a rule could mean at a trigger, before one of them is chosen."""

from collections.abc import Callable, Iterator

import msgspec

from dragoman.coding.context import Party, Side, merged
from dragoman.coding.features import PLANNED, Shape, Shared, features, given, of_rule, of_trigger, weighed_as
from dragoman.coding.modality import modality
from dragoman.coding.roles import sides
from dragoman.coding.rules import Rule
from dragoman.coding.spot import Spot

SYMMETRIC = frozenset({"CONSULT", "AGREE", "COOPERATE"})


class Reading(msgspec.Struct):
    """One rule's reading of one trigger. ``features`` name what speaks for or against it, ``shared`` what does so
    for every
    reading of its type at the trigger; ``score`` is set by the arbiter."""

    rule: Rule
    spot: Spot
    actor: Side
    recipient: Side
    actor_from: str
    recipient_from: str
    aux: str | None
    aux_word: str
    features: tuple[str, ...] = ()
    given: tuple[str, ...] = ()
    shared: tuple[str, ...] = ()
    score: float = 0.0

    @property
    def weighed(self) -> tuple[str, ...]:
        """Everything that the arbiter weighs."""
        return (*self.given, *self.features, *self.shared)

    @property
    def countries(self) -> tuple[frozenset[str], frozenset[str]]:
        """The countries of actor and recipient."""
        return frozenset(p.country for p in self.actor), frozenset(p.country for p in self.recipient)


Worth = Callable[[tuple[str, ...], tuple[str, ...]], bool]
"""Whether a rule at a trigger is worth reading at all, from the features of the rule and of the trigger."""


def readings(spot: Spot, embedded: bool, worth: Worth | None = None) -> Iterator[Reading]:
    """Every reading of the trigger at ``spot`` that has the sides its rule needs; ``worth`` may rule out hopeless
    ones."""
    shared = Shared(pairs_of(_around(spot)), of_trigger(spot))
    told = spot.suffered and _doer_told(spot)
    for rule in spot.word.rules:
        if _fits(rule, spot) and (worth is None or _promising(rule, spot, shared, worth)):
            turned = spot.suffered and not rule.pair and "by" not in rule.actor
            if not (turned and told):
                yield from _of_rule(rule, spot, embedded, shared)
            if turned:
                yield from _of_rule(_turned(rule), spot, embedded, shared)


_CLOSE = 3
"""How much may stand between the one who does it and the deed (遭到俄军猛烈攻击)."""


def _doer_told(spot: Spot) -> bool:
    """Whether a deed suffered has its doer right before it (遭到俄军攻击): its subject surely suffers it."""
    return any(
        group.governed == "by" and 0 <= spot.word.start - group.end <= _CLOSE and not group.owns
        for group in spot.segment.groups
    )


def _turned(rule: Rule) -> Rule:
    """The rule for a deed suffered: who does it stands after 被 or 遭, who suffers it is the subject."""
    return msgspec.structs.replace(rule, actor=("by",), recipient=("subject", "nobody"))


def _promising(rule: Rule, spot: Spot, shared: Shared, worth: Worth) -> bool:
    """Whether the rule, as a deed or as a plan, is worth reading here."""
    kinds = (rule.type, f"{rule.type}+") if rule.type in PLANNED else (rule.type,)
    names = (rule.name, f"{rule.name}+")
    return rule.weight > 0 or any(
        worth(of_rule(kind, name, spot.word.text), shared.of(kind)) for kind, name in zip(kinds, names, strict=False)
    )


def _around(spot: Spot) -> str:
    """The trigger's segment, at most twenty characters to either side."""
    start, end = max(spot.segment.start, spot.word.start - 20), min(spot.segment.end, spot.word.end + 20)
    return spot.text[start:end]


def pairs_of(text: str) -> tuple[str, ...]:
    """The different pairs of neighbouring Chinese characters, in order."""
    pairs = (text[at : at + 2] for at in range(len(text) - 1))
    return tuple(dict.fromkeys(pair for pair in pairs if all("\u4e00" <= char <= "\u9fff" for char in pair)))


def single(found: list[Reading], party: Party) -> list[Reading]:
    """The readings narrowed to one of several recipients or partners (分别与X和Y通电话)."""
    return [reading for reading in (_narrowed(reading, party) for reading in found) if reading is not None]


def _narrowed(reading: Reading, party: Party) -> Reading | None:
    if reading.rule.pair:
        others = [other for other in reading.actor if other.span is None or other.span.end <= reading.spot.word.start]
        first = others[0] if others else None
        if first is None or first == party:
            return None
        return msgspec.structs.replace(reading, actor=(first, party), features=(*reading.features, "distributed"))
    return msgspec.structs.replace(reading, recipient=(party,), features=(*reading.features, "distributed"))


def _fits(rule: Rule, spot: Spot) -> bool:
    sentence = spot.text[spot.sentence.start : spot.sentence.end]
    return (not rule.near or any(word in sentence for word in rule.near)) and not any(
        word in spot.text[spot.segment.start : spot.segment.end] for word in rule.bars
    )


def _of_rule(rule: Rule, spot: Spot, embedded: bool, shared: Shared) -> Iterator[Reading]:
    mode = modality(spot)
    recipients = sides(spot, rule.recipient, 4)
    if rule.pair or "recipient" not in rule.needs:
        recipients.append(("none", ()))
    seen = set[tuple[frozenset[str], frozenset[str]]]()
    for actor_from, actor in sides(spot, rule.actor, 3):
        for recipient_from, recipient in recipients:
            reading = _reading(rule, spot, mode.aux, mode.words, (actor_from, actor), (recipient_from, recipient))
            if reading is None or ("recipient" in rule.needs and not reading.recipient and not rule.pair):
                continue
            if reading.countries not in seen:
                seen.add(reading.countries)
                yield from timed(reading, mode.aux, embedded, shared)


def timed(reading: Reading, aux: str | None, embedded: bool, shared: Shared) -> Iterator[Reading]:
    """The reading as found, and where a plan is another type, as a plan or as done."""
    other: tuple[str | None, ...] = ()
    settled = aux == "future" and reading.aux_word.split(" ")[0] in reading.spot.context.plans
    if reading.rule.type in PLANNED and not reading.rule.aux and aux in (None, "future") and not settled:
        other = ("future",) if aux is None else (None,)
    for at, time in enumerate((aux, *other)):
        kind = weighed_as(reading.rule.type, time)
        made = msgspec.structs.replace(reading, aux=reading.rule.aux or time, shared=shared.of(kind))
        shape = _shape(made, embedded)
        made.given, made.features = (
            given(shape, reading.spot),
            (*features(shape, reading.spot), f"{kind}:told={at == 0}"),
        )
        yield made


def _shape(reading: Reading, embedded: bool) -> Shape:
    return Shape(
        reading.rule,
        reading.actor,
        reading.recipient,
        reading.actor_from,
        reading.recipient_from,
        reading.aux,
        reading.aux_word,
        embedded,
    )


_PLACES_COUNT = frozenset({"ASSAULT", "MOBILIZE", "AID", "RETREAT"})
"""Types for which a place stands for its country (a city struck, a town relieved); so it does for a visit's host."""


def _without(recipients: Side, actors: Side) -> Side:
    """The recipients without the actors themselves; of several also without the country that an actor speaks for."""
    mine, countries = {actor.code for actor in actors}, {actor.country for actor in actors}
    left = tuple(party for party in recipients if party.code not in mine)
    foreign = tuple(party for party in left if party.country not in countries or ":" in party.code)
    return foreign or left


def _elsewhere(actor: tuple[str, Side], recipient: tuple[str, Side]) -> bool:
    """Whether the people of one scene would suffer what the authorities of another do."""
    at_scene = actor[0] == "scene" and recipient[0] == "people"
    return at_scene and actor[1][0].country != recipient[1][0].country


def _reading(
    rule: Rule, spot: Spot, aux: str | None, word: str, actor: tuple[str, Side], recipient: tuple[str, Side]
) -> Reading | None:
    (actor_from, actors), (recipient_from, recipients) = actor, recipient
    actors = tuple(party for party in actors if party.kind != "place")
    if rule.type not in _PLACES_COUNT and rule.mode != "visit":
        recipients = tuple(party for party in recipients if party.kind != "place")
    if actor_from == "foe":
        actors = spot.context.foe(recipients)
    if recipient_from == "foe":
        recipients = spot.context.foe(actors)
    if not actors or (recipient_from == "foe" and not recipients) or _elsewhere(actor, recipient):
        return None
    if rule.pair:
        joint = merged(actors, recipients)
        if len({party.country for party in joint}) < 2 and "recipient" in rule.needs:
            return None
        actors, recipients = joint, (() if rule.type in SYMMETRIC or rule.type == "SUPPORT" else joint)
    elif rule.type not in SYMMETRIC:
        recipients = _without(recipients, actors)
    return Reading(rule, spot, actors, recipients, actor_from, recipient_from, rule.aux or aux, word)
