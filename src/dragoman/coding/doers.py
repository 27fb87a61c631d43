"""Who acts or speaks at a trigger: its subject, the speaker, each of two who do the same to one another."""

from collections.abc import Iterator

from dragoman.coding.context import Party, merged
from dragoman.coding.spot import Found, Spot, meant
from dragoman.coding.subjects import subject_before
from dragoman.coding.syntax import Group

FIRST, OTHERS = "each-first", "each-other"
"""Labels of the two ways of a mutual act."""


def subject(spot: Spot) -> Iterator[Found]:
    """Who acts: the subject of the clause, else who speaks there, the subject carried on, the nearest, the last one."""
    own = subject_before(spot.segment, spot.word.start)
    if own is not None:
        partner = _partner(spot, own)
        if partner is not None:
            yield "own+with", merged(spot.context.resolve(own), spot.context.resolve(partner))
        yield from meant(spot, "own", own)
        last = _last_free(spot)
        if last is not None and last is not own:
            yield "own-last", spot.context.resolve(last)
        return
    if spot.segment.said is not None or _speech_between(spot):
        yield "said", spot.speaker
    for at, segment in spot.back():
        if spot.subjects[at] and segment.subject is not None:
            yield "carried", spot.subjects[at]
            break
        if segment.said is not None:
            break
    yield "speaker", spot.speaker
    yield from nearest(spot)
    yield "before", spot.context.subject


def _partner(spot: Spot, own: Group) -> Group | None:
    """The group joined to ``own`` by 与, 同 or 跟 right after it (美国与北约指责…, 默克尔与到访的法伊曼要求…)."""
    following = [group for group in spot.segment.groups if own.end <= group.start < spot.word.start]
    joined = any(word.start == own.end and "prepositions.with" in word.kinds for word in spot.segment.words)
    return following[0] if following and joined and following[0].governed == "with" else None


def _last_free(spot: Spot) -> Group | None:
    """The ungoverned group nearest before the trigger."""
    free = [g for g in spot.segment.groups if g.end <= spot.word.start and not g.governed and not g.owns]
    return free[-1] if free else None


def nearest(spot: Spot) -> Iterator[Found]:
    """The group nearest before the trigger in its sentence, whatever governs it."""
    for segment in reversed(spot.sentence.segments[: spot.at + 1]):
        for group in reversed(segment.groups):
            if group.end <= spot.word.start:
                yield "nearest", spot.context.resolve(group)
                return


def _speech_between(spot: Spot) -> bool:
    """Whether the trigger's segment continues what a verb of speech in this sentence opened."""
    for _, segment in spot.back():
        if segment.subject is not None:
            return False
        if segment.said is not None:
            return True
    return False


def speaker(spot: Spot) -> Iterator[Found]:
    """Who speaks there; where nobody does, the last subject (a statement that goes on)."""
    yield "speaker", spot.speaker
    if not spot.speaker:
        yield "last-subject", spot.context.subject


def each(spot: Spot) -> Iterator[Found]:
    """Each of two sides that do the same to one another (俄乌互相指责): the first, then the others."""
    both = next((side for _, side in subject(spot) if len({party.country for party in side}) > 1), spot.context.parties)
    first = tuple(party for party in both if party.country == both[0].country)
    yield FIRST, first
    yield OTHERS, tuple(party for party in both if party not in first)


def home(spot: Spot) -> Iterator[Found]:
    """The people of the subject's own country; for a subject of the people its authorities (警方逮捕了数十人)."""
    side = next((side for _, side in subject(spot) if side), ())
    people = all(party.code.endswith((":CVL", ":OPP", ":REB", ":REF")) for party in side)
    codes = dict.fromkeys(f"{party.country}:{'GOV' if people else 'CVL'}" for party in side)
    yield "home", tuple(Party(code, None, None, "home", code, "the subject's own country") for code in codes)
