"""Readings of what is said as a whole: words that praise, blame, ask or offer without one verb that says so."""

from collections.abc import Iterator

from dragoman.coding.candidate import Reading, Worth, pairs_of, timed
from dragoman.coding.context import Party, Side
from dragoman.coding.features import Shared, of_rule, of_trigger
from dragoman.coding.modality import modality
from dragoman.coding.rules import Rule
from dragoman.coding.spot import Spot

STANCES = tuple(
    Rule(name=f"stance-{kind.lower()}", type=kind, mode=mode, words=(), example="", expects="")
    for kind, mode in (
        ("ACCUSE", "disapprove"),
        ("SUPPORT", ""),
        ("REQUEST", "change"),
        ("AGREE", ""),
        ("REJECT", ""),
        ("THREATEN", ""),
    )
)
"""One rule for each kind of act that words alone can be."""

_VIEW = ("said-view", "said-before", "home")
_UNLIKELY = {
    "SUPPORT": _VIEW,
    "AGREE": _VIEW,
    "REJECT": ("said-all", "said-before"),
    "REQUEST": ("said-all", "said-before"),
    "THREATEN": ("none", "said-before"),
}
"""Addressees that words of a kind hardly ever have: who is not named in them is blamed or refused, not praised."""

_LOOK = 12
"""How many sides named before may be meant."""


def stances(spot: Spot, worth: Worth | None = None) -> Iterator[Reading]:
    """The readings of what ``spot.speaker`` says in the sentence, for each kind of act and each possible addressee;
    ``worth`` may rule
    out a kind of act."""
    grams = pairs_of(spot.word.text)
    mode, shared, sides = modality(spot), Shared(grams, of_trigger(spot)), tuple(_addressees(spot))
    for rule in STANCES:
        if worth is not None and not worth(of_rule(rule.type, rule.name, ""), shared.of(rule.type)):
            continue
        for label, side in sides:
            if label in _UNLIKELY.get(rule.type, ()):
                continue
            reading = Reading(rule, spot, spot.speaker, side, "speaker", label, None, mode.words)
            yield from timed(reading, None, False, shared)


def _addressees(spot: Spot) -> Iterator[tuple[str, Side]]:
    """The sides that the words may be about: each one named in them, all together, the other party, those named last
    before, the speaker's own country, nobody."""
    mine = {party.country for party in spot.speaker}
    seen = set[frozenset[str]]()
    for label, side in _named(spot, mine):
        countries = frozenset(party.country for party in side)
        if countries and countries not in seen and len(seen) < 4:
            seen.add(countries)
            yield label, side
    yield from _viewed(spot, mine, seen)
    yield from _home(spot, mine)
    yield "none", ()


def _viewed(spot: Spot, mine: set[str], seen: set[frozenset[str]]) -> Iterator[tuple[str, Side]]:
    """The two foreign sides named last before the words that the words don't name."""
    last = dict.fromkeys(party.country for party in reversed(spot.context.states[-_LOOK:]))
    sides = {party.country: (party,) for party in spot.context.states[-_LOOK:]}
    fresh = [code for code in last if code not in mine and frozenset({code}) not in seen]
    yield from ((label, sides[code]) for label, code in zip(("said-view", "said-before"), fresh, strict=False))


def _home(spot: Spot, mine: set[str]) -> Iterator[tuple[str, Side]]:
    """The speaker's own authorities, where one speaks who is none of them (an opposition, a court, the people)."""
    outside = all(":" in party.code and not party.code.endswith(":GOV") for party in spot.speaker)
    if outside and len(mine) == 1:
        code = f"{next(iter(mine))}:GOV"
        yield "home", (Party(code, None, None, "home", code, "the speaker's own country"),)


def _named(spot: Spot, mine: set[str]) -> Iterator[tuple[str, Side]]:
    groups = [group for segment in spot.sentence.segments[spot.at :] for group in segment.groups]
    sides = [spot.context.resolve(group) for group in groups]
    others = [tuple(party for party in side if party.country not in mine) for side in sides]
    subjects = [
        side for group, side in zip(groups, others, strict=True) if side and not group.governed and not group.owns
    ]
    if subjects:
        yield "said-subject", subjects[0]
    named = [side for side in others if side]
    if named:
        yield "said-first", named[0]
        yield "said-all", tuple(dict.fromkeys(party for side in named for party in side))
    yield "other", tuple(party for party in spot.context.parties if party.country not in mine)
