"""One event for each distinct happening of a text, however many words tell it."""

from collections import defaultdict

from dragoman.coding.candidate import SYMMETRIC, Reading

_ONCE = frozenset({"CONSULT"})
"""Types of which a text that repeats type and sides repeats the event (a meeting in headline, lead and body)."""

_ONE_A_SENTENCE = frozenset(
    {
        "ACCUSE",
        "AID",
        "ASSAULT",
        "COERCE",
        "MOBILIZE",
        "PROTEST",
        "REJECT",
        "RETREAT",
        "SANCTION",
        "SUPPORT",
        "THREATEN",
    }
)
"""Types of which one sentence holds one event between the same sides (CODEBOOK.md, decisions 13, 14 and 24)."""

_FUTURE = {"CONSULT": "AGREE", "SUPPORT": "AGREE", "COOPERATE": "AGREE", "AID": "AGREE", "RETREAT": "CONCEDE"}


def distinct(readings: list[Reading]) -> list[Reading]:
    """The readings that tell different events, in order of the text; of two that tell the same the likelier stays.

    Only readings that share a place or, for meetings, their sides are compared, so the cost grows with the text."""
    kept: list[Reading] = []
    rivals: dict[tuple[object, ...], list[Reading]] = defaultdict(list)
    for reading in sorted(readings, key=lambda reading: -reading.score):
        keys = _keys(reading)
        if not any(_same(reading, other) for key in keys for other in rivals[key]):
            kept.append(reading)
            for key in keys:
                rivals[key].append(reading)
    return sorted(kept, key=lambda reading: (reading.spot.word.start, reading.rule.name))


def _keys(reading: Reading) -> list[tuple[object, ...]]:
    """Under what a reading is found by those that may tell the same: its sentence and, for meetings, its sides."""
    kind = reduced(reading)
    keys: list[tuple[object, ...]] = [(kind, reading.spot.sentence.start)]
    if reading.rule.type in _ONCE:
        keys.append((kind, reading.aux, reading.rule.mode, sides_of(reading)))
    return keys


def _same(one: Reading, other: Reading) -> bool:
    return _retold(one, other) or _overlapping(one, other)


def _overlapping(one: Reading, other: Reading) -> bool:
    """Whether two readings of one sentence say the same act of the same actor with more or fewer recipients."""
    if reduced(one) != reduced(other) or one.rule.type not in _ONE_A_SENTENCE:
        return False
    (actor, recipient), (others, others_recipient) = one.countries, other.countries
    same_sentence = one.spot.sentence.start == other.spot.sentence.start
    return (
        same_sentence
        and actor == others
        and (bool(recipient & others_recipient) or not recipient or not others_recipient)
    )


def _retold(one: Reading, other: Reading) -> bool:
    if reduced(one) != reduced(other) or sides_of(one) != sides_of(other):
        return False
    if one.rule.type in _ONCE and one.aux == other.aux and one.rule.mode == other.rule.mode:
        return not _other_people(one, other)
    same_sentence = one.spot.sentence.start == other.spot.sentence.start
    return same_sentence and (one.rule.type not in _ONCE or _close(one, other))


def _other_people(one: Reading, other: Reading) -> bool:
    """Whether some state is represented by different persons in the two (two meetings of the same states)."""
    first, second = _people(one), _people(other)
    return any(first[state] != second[state] for state in first.keys() & second.keys())


def _people(reading: Reading) -> dict[str, frozenset[str]]:
    found: dict[str, set[str]] = {}
    for party in (*reading.actor, *reading.recipient):
        if party.kind == "person":
            found.setdefault(party.country, set()).add(party.key)
    return {state: frozenset(keys) for state, keys in found.items()}


def _close(one: Reading, other: Reading) -> bool:
    return abs(one.spot.at - other.spot.at) <= 1


def reduced(reading: Reading) -> str:
    """The type after PLOVER's reduction: a future CONSULT, SUPPORT, COOPERATE or AID is AGREE, a future RETREAT
    CONCEDE."""
    return reduced_type(reading.rule.type, reading.aux)


def reduced_type(kind: str, aux: str | None) -> str:
    """What PLOVER makes of a type that is still to come; any other type stays."""
    return _FUTURE.get(kind, kind) if aux == "future" else kind


def sides_of(reading: Reading) -> tuple[frozenset[str], frozenset[str]]:
    """The countries of both sides; of a symmetric type all of them as one."""
    actor, recipient = reading.countries
    return (actor | recipient, frozenset()) if reduced(reading) in SYMMETRIC else (actor, recipient)
