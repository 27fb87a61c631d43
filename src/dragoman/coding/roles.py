"""Where a rule's sides are found: each place is a small function from a trigger's position to possible sides."""

from collections.abc import Callable, Iterator

import msgspec

from dragoman.coding.context import Context, Party, Side, merged, side_of
from dragoman.coding.grammar import Word
from dragoman.coding.groups import LEADS
from dragoman.coding.scene import people, scene
from dragoman.coding.subjects import subject_before
from dragoman.coding.syntax import Group, Segment, Sentence


class Spot(msgspec.Struct):
    """A trigger in its surroundings: the sentence, the index of its segment, the word, and the state of reading there.
    ``speaker`` is who speaks at the trigger (empty outside of speech)."""

    text: str
    sentence: Sentence
    at: int
    word: Word
    context: Context
    speaker: Side
    subjects: list[Side]

    @property
    def segment(self) -> Segment:
        """The segment that holds the trigger."""
        return self.sentence.segments[self.at]

    def back(self) -> Iterator[tuple[int, Segment]]:
        """The segments before the trigger's, nearest first."""
        for at in range(self.at - 1, -1, -1):
            yield at, self.sentence.segments[at]


FIRST, OTHERS = "each-first", "each-other"
"""Labels of the two ways of a mutual act."""

Found = tuple[str, Side]
"""A label that says where a side was found, and the side."""


def _subject(spot: Spot) -> Iterator[Found]:
    own = subject_before(spot.segment, spot.word.start)
    if own is not None:
        partner = _partner(spot, own)
        if partner is not None:
            yield "own+with", merged(spot.context.resolve(own), spot.context.resolve(partner))
        yield from _meant(spot, "own", own)
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
    yield from _nearest(spot)
    yield "before", spot.context.subject


def _meant(spot: Spot, label: str, group: Group) -> Iterator[Found]:
    """The side that a group stands for, and whom else a pronoun may mean."""
    yield label, spot.context.resolve(group)
    if len(group.mentions) > 1 and spot.text[group.mentions[0].span.end : group.mentions[1].span.start] in LEADS:
        yield f"{label}{LOOSE}led", side_of(group.mentions[1:])
    if group.pronoun:
        for who, side in spot.context.others_for(group):
            yield f"{label}{LOOSE}{who}", side


LOOSE = "-or-"
"""In the labels of sides that are offered beside the one that a place was found to hold."""


def _with_main(spot: Spot, label: str, side: Side) -> Iterator[Found]:
    """The side, and where it is a body whose country the text around it gave, the side of the text's main country."""
    yield label, side
    if any(party.assumed for party in side):
        for main in spot.context.main[:1]:
            yield f"{label}{LOOSE}main", spot.context.owned(side, (main,))


def _partner(spot: Spot, own: Group) -> Group | None:
    """The group joined to ``own`` by 与, 同 or 跟 right after it (美国与北约指责…, 默克尔与到访的法伊曼要求…)."""
    following = [group for group in spot.segment.groups if own.end <= group.start < spot.word.start]
    joined = any(word.start == own.end and "prepositions.with" in word.kinds for word in spot.segment.words)
    return following[0] if following and joined and following[0].governed == "with" else None


def _last_free(spot: Spot) -> Group | None:
    """The ungoverned group nearest before the trigger."""
    free = [g for g in spot.segment.groups if g.end <= spot.word.start and not g.governed and not g.owns]
    return free[-1] if free else None


def _nearest(spot: Spot) -> Iterator[Found]:
    """The group nearest before the trigger in its sentence, whatever governs it."""
    for segment in reversed(spot.sentence.segments[: spot.at + 1]):
        for group in reversed(segment.groups):
            if group.end <= spot.word.start:
                yield "nearest", spot.context.resolve(group)
                return


def _sentence(spot: Spot) -> Iterator[Found]:
    """Other sides named anywhere in the sentence, those after the trigger first."""
    groups = [group for segment in spot.sentence.segments for group in segment.groups if not group.pronoun]
    later = [group for group in groups if group.start >= spot.word.end]
    earlier = [group for group in reversed(groups) if group.end <= spot.word.start]
    for group in later + earlier:
        yield "sentence", spot.context.resolve(group)
    for party in spot.context.main[:1]:
        yield f"text{LOOSE}main", (party,)


def _recent(spot: Spot) -> Iterator[Found]:
    """The last side named before the sentence that is not the last subject's."""
    mine = {party.country for party in spot.context.subject}
    for party in reversed(spot.context.states[-6:]):
        if party.country not in mine:
            yield "recent", (party,)
            break
    for party in spot.context.main[:2]:
        yield f"text{LOOSE}main", (party,)


def _speech_between(spot: Spot) -> bool:
    """Whether the trigger's segment continues what a verb of speech in this sentence opened."""
    for _, segment in spot.back():
        if segment.subject is not None:
            return False
        if segment.said is not None:
            return True
    return False


def _speaker(spot: Spot) -> Iterator[Found]:
    """Who speaks there; where nobody does, the last subject (a statement that goes on)."""
    yield "speaker", spot.speaker
    if not spot.speaker:
        yield "last-subject", spot.context.subject


def _governed(kind: str, after: bool = False) -> Callable[[Spot], Iterator[Found]]:
    def find(spot: Spot) -> Iterator[Found]:
        for group in reversed(spot.segment.groups):
            if group.governed == kind and (after or group.end <= spot.word.start):
                yield from _meant(spot, kind, group)
                return
        for at, segment in spot.back():
            if spot.at - at > 2:
                return
            for group in reversed(segment.groups):
                if group.governed == kind:
                    yield f"{kind}-back", spot.context.resolve(group)
                    return

    return find


def _after(spot: Spot) -> Iterator[Found]:
    groups = [group for group in spot.segment.groups if group.start >= spot.word.end]
    heads = [group for group in groups if not group.owns and group.governed not in ("at", "source", "with", "about")]
    if not groups:
        return
    close = groups[0]
    label = "next" if close.start == spot.word.end else "after"
    if heads:
        first = heads[0]
        yield from _meant(spot, label if first is close else "after", first)
        if heads[-1] is not first and heads[-1].qualified:
            yield "after-last", spot.context.resolve(heads[-1])
    if close not in heads[:1]:
        yield "after-owner", spot.context.resolve(close)


def _next_segment(spot: Spot) -> Iterator[Found]:
    """The subject of the next segment (呼吁：各方…)."""
    if spot.at + 1 < len(spot.sentence.segments):
        segment = spot.sentence.segments[spot.at + 1]
        group = segment.subject
        if group is not None:
            partner = next((g for g in segment.groups if g.start >= group.end and g.governed == "with"), None)
            if partner is not None:
                yield "following+with", merged(spot.context.resolve(group), spot.context.resolve(partner))
            yield from _meant(spot, "following", group)


def _other(spot: Spot) -> Iterator[Found]:
    mine = {party.country for party in spot.speaker or spot.context.subject}
    yield "other", tuple(party for party in spot.context.parties if party.country not in mine)


def _noun(spot: Spot) -> Iterator[Found]:
    """The group right before the trigger (日美首脑会谈, 对台军售)."""
    before = [group for group in spot.segment.groups if group.end <= spot.word.start]
    if before and spot.word.start - before[-1].end <= 6:
        yield "noun", spot.context.resolve(before[-1])


def _inside(spot: Spot) -> Iterator[Found]:
    """The state inside the trigger itself (来华, 访日)."""
    for group in spot.segment.groups:
        if spot.word.start <= group.start and group.end <= spot.word.end:
            yield "inside", spot.context.resolve(group)
            return


def _owner(spot: Spot) -> Iterator[Found]:
    """The nearest group before the trigger that 的 follows (美国的斡旋)."""
    for group in reversed(spot.segment.groups):
        if group.end <= spot.word.start and group.owns:
            yield "owner", spot.context.resolve(group)
            return


def _topic(spot: Spot) -> Iterator[Found]:
    """What a judgement is about: the nearest subject, or the first state named, in what is said."""
    own = subject_before(spot.segment, spot.word.start)
    if own is not None:
        yield "topic", spot.context.resolve(own)
    for group in spot.segment.groups:
        if group is not own and group.end <= spot.word.start:
            yield "topic-governed", spot.context.resolve(group)
            break
    for at, segment in spot.back():
        if segment.subject is not None and segment.speech is None:
            yield "topic-back", spot.subjects[at]
            return
        if segment.said is not None:
            break


def _parties(spot: Spot) -> Iterator[Found]:
    yield "parties", spot.context.parties
    yield "listed", spot.context.lists.get(2, ())


def _each(spot: Spot) -> Iterator[Found]:
    """Each of two sides that do the same to one another (俄乌互相指责): the first, then the others."""
    both = next(
        (side for _, side in _subject(spot) if len({party.country for party in side}) > 1), spot.context.parties
    )
    first = tuple(party for party in both if party.country == both[0].country)
    yield FIRST, first
    yield OTHERS, tuple(party for party in both if party not in first)


def _foe(spot: Spot) -> Iterator[Found]:
    """The other side of a fight; who that is depends on the side found elsewhere (see candidate.py)."""
    del spot
    yield "foe", (Party("?", None, None, "foe"),)


def _constant(code: str) -> Callable[[Spot], Iterator[Found]]:
    def find(spot: Spot) -> Iterator[Found]:
        del spot
        yield "rule", (Party(code, None, None, "state", code, "the rule's own"),)

    return find


def place_of(name: str) -> Callable[[Spot], Iterator[Found]]:
    """The finder of a place that a rule names; ``code:XXX`` is the constant XXX. An unknown name is a KeyError."""
    return _constant(name.removeprefix("code:")) if name.startswith("code:") else PLACES[name]


def _prior(spot: Spot) -> Iterator[Found]:
    """Whom an answer is meant for: the subject of the sentences before, then the sides named last."""
    yield "prior", spot.context.subject
    for party in reversed(spot.context.states[-8:]):
        yield "view", (party,)


def _home(spot: Spot) -> Iterator[Found]:
    """The people of the subject's own country; for a subject of the people its authorities (警方逮捕了数十人)."""
    side = next((side for _, side in _subject(spot) if side), ())
    people = all(party.code.endswith((":CVL", ":OPP", ":REB", ":REF")) for party in side)
    codes = dict.fromkeys(f"{party.country}:{'GOV' if people else 'CVL'}" for party in side)
    yield "home", tuple(Party(code, None, None, "home", code, "the subject's own country") for code in codes)


def _local(spot: Spot) -> Iterator[Found]:
    """The country of the nearest group before the trigger, a place's too (慕尼黑等地也举行了集会)."""
    for _, side in _nearest(spot):
        codes = dict.fromkeys(party.country for party in side)
        yield "local", tuple(Party(code, None, None, "local", code, "the place's country") for code in codes)


def _nobody(spot: Spot) -> Iterator[Found]:
    del spot
    yield "none", ()


PLACES: dict[str, Callable[[Spot], Iterator[Found]]] = {
    "subject": _subject,
    "speaker": _speaker,
    "to": _governed("to"),
    "with": _governed("with", after=True),
    "by": _governed("by", after=True),
    "about": _governed("about"),
    "at": _governed("at", after=True),
    "hold": _governed("hold"),
    "after": _after,
    "following": _next_segment,
    "other": _other,
    "noun": _noun,
    "owner": _owner,
    "inside": _inside,
    "nearest": _nearest,
    "sentence": _sentence,
    "recent": _recent,
    "topic": _topic,
    "parties": _parties,
    "foe": _foe,
    "each": _each,
    "prior": _prior,
    "home": _home,
    "local": _local,
    "scene": scene,
    "people": people,
    "nobody": _nobody,
}
"""The places that a rule may name."""


def sides(spot: Spot, places: tuple[str, ...], limit: int) -> list[Found]:
    """Up to ``limit`` different non-empty sides in the order of ``places``; ``nobody`` gives the empty side. Sides
    offered beside another don't count."""
    found: list[Found] = []
    for place in places:
        for first, one in place_of(place)(spot):
            for label, side in _with_main(spot, first, one):
                if (side or place == "nobody") and all(_codes(side) != _codes(known) for _, known in found):
                    found.append((label, side))
            if sum(LOOSE not in label for label, _ in found) == limit:
                return found
    return found


def _codes(side: Side) -> frozenset[str]:
    return frozenset(party.country for party in side)
