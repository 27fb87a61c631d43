"""What the coder has in mind while it reads on: who speaks, who acted last, which two are meeting."""

from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache

import msgspec

from dragoman.coding.syntax import Group
from dragoman.model import Mention, Span


class Party(msgspec.Struct, frozen=True):
    """One side's member: the code as named, the words, their span in the fragment, and the mention's kind and key;
    ``country`` is always the code without its sector."""

    code: str
    name: str | None
    span: Span | None
    kind: str
    key: str = ""
    reason: str = ""
    assumed: bool = False
    country: str = ""

    def __post_init__(self) -> None:
        msgspec.structs.force_setattr(self, "country", _country(self.code))


@lru_cache(maxsize=4096)
def _country(code: str) -> str:
    return code.split(":")[0]


Side = tuple[Party, ...]

COUNTS = {"pair": 2, "nations": 2, "three": 3, "four": 4, "five": 5}
"""How many a pronoun of several stands for."""


def side_of(mentions: list[Mention]) -> Side:
    """The parties that mentions name; a compound (日美韩) is one party for each state, a place is one of kind place."""
    found: dict[tuple[str, str | None], Party] = {}
    for mention in mentions:
        if mention.kind == "outlet":
            continue
        for party in _parties(mention):
            if not party.country:
                continue
            found.setdefault((party.code, party.name if party.kind == "person" else ""), party)
    return tuple(found.values())


def _parties(mention: Mention) -> list[Party]:
    if not mention.codes:
        return [
            Party(
                mention.code,
                mention.name,
                mention.head,
                mention.kind,
                mention.key,
                mention.reason,
                mention.assumed,
            )
        ]
    sector = mention.code.partition(":")[2]
    return [
        Party(
            f"{code}:{sector}" if sector else code,
            _letter(mention, at),
            mention.head,
            mention.kind,
            code,
            mention.reason,
        )
        for at, code in enumerate(mention.codes)
    ]


def _letter(mention: Mention, at: int) -> str:
    """The abbreviation of the nth state of a compound (日 of 日美韩; lists keep their marks out)."""
    letters = [char for char in mention.text if char not in "、－-— "]
    return letters[at] if at < len(letters) else mention.name


def merged(first: Side, second: Side) -> Side:
    """Both sides without repeating a party."""
    known = {(party.code, party.name) for party in first}
    return first + tuple(party for party in second if (party.code, party.name) not in known)


def _first(count: int, parties: Iterable[Party]) -> Side:
    """The first ``count`` parties of different countries, or nobody where there are fewer."""
    found: dict[str, Party] = {}
    for party in parties:
        found.setdefault(party.country, party)
    return tuple(found.values())[:count] if len(found) >= count else ()


class Context(msgspec.Struct):
    """The running state of a fragment."""

    speaker: Side = ()
    subject: Side = ()
    person: Side = ()
    parties: Side = ()
    states: list[Party] = []
    bodies: list[Party] = []
    lists: dict[int, Side] = {}
    pair: Side = ()
    pair_at: int = -1
    main: Side = ()
    ranks: dict[str, int] = {}
    plans: frozenset[str] = frozenset()
    foe: Callable[[Side], Side] = lambda _: ()

    def resolve(self, group: Group) -> Side:
        """The side that a group stands for, pronouns looked up in what was read before."""
        if not group.pronoun:
            side = side_of(group.mentions)
            return self.owned(side, self.resolve(group.owner)) if group.owner is not None else side
        match group.pronoun:
            case "speaker":
                return self.speaker or self.subject
            case "person":
                return self.person or self.subject or self.speaker
            case "subject":
                return self.subject or self.speaker
            case "pair" | "nations":
                return self.both(group)
            case "three" | "four" | "five":
                return self.several(COUNTS[group.pronoun])
            case "other":
                return self.other()
            case "former" | "latter":
                return self.one_of_two(group)
            case "body":
                return tuple(self.bodies[-1:] or self.states[-1:])
            case _:
                return tuple(self.states[-1:])

    def owned(self, side: Side, owners: Side) -> Side:
        """The side as bodies of its owner (他的律师, 其政府), each where the text gives
        them no country."""
        homes = tuple(dict.fromkeys(owner.country for owner in owners))
        found: list[Party] = []
        for party in side:
            sector = party.code.partition(":")[2]
            codes = [f"{home}:{sector}" if sector else home for home in homes] if party.assumed else []
            found += [msgspec.structs.replace(party, code=code) for code in codes] or [party]
        return tuple(found)

    def others_for(self, group: Group) -> Iterator[tuple[str, Side]]:
        """Whom else a pronoun of several may mean: those met last, those listed last, those the text is about."""
        if group.pronoun in COUNTS:
            count = COUNTS[group.pronoun]
            yield "met", self.parties if count == 2 else ()
            yield "listed", self.lists.get(count, ())
            yield "top", self.main[:count] if len(self.main) >= count else ()
        elif group.pronoun == "other":
            mine = {party.country for party in self.speaker or self.subject}
            yield "top", tuple(party for party in self.main[:2] if party.country not in mine)
        elif group.pronoun == "subject":
            yield "person", self.person
        elif group.pronoun == "state":
            yield "top", self.main[:1]

    def both(self, group: Group) -> Side:
        """Whom 双方 or 两国 stands for: two named together shortly before, else those who met last, else the last two;
        两国 are two countries."""
        near = self.pair if 0 <= group.start - self.pair_at < _SHORTLY else ()
        if group.pronoun == "nations" and len({party.country for party in near}) < 2:
            near = ()
        return near or self.parties or self.several(2)

    def one_of_two(self, group: Group) -> Side:
        """The first or the second of the two named last (前者, 后者)."""
        two = self.pair or tuple(self.states[-2:])
        return two[:1] if group.pronoun == "former" else two[-1:] or self.subject

    def other(self) -> Side:
        """The parties in view that the speaker does not belong to."""
        mine = {party.country for party in self.speaker or self.subject}
        return tuple(party for party in self.parties if party.country not in mine)

    def several(self, count: int) -> Side:
        """Whom 三国 stands for: the last list of so many, else the last so many named, else the parties in view."""
        return self.lists.get(count) or _first(count, reversed(self.states)) or self.parties

    def note(self, side: Side) -> None:
        """Remember whom the last subject named."""
        if side:
            self.subject = side

    def meet(self, side: Side) -> None:
        """Remember the last one who spoke or acted by name, whom 他 means."""
        if len(side) == 1 and side[0].kind in ("person", "office"):
            self.person = side

    def see(self, groups: list[Group]) -> None:
        """Remember the sides named in a sentence; a compound of two (中印) puts them in view as a pair."""
        before: Group | None = None
        for group in groups:
            side = side_of(group.mentions)
            self.states += side[-1:]
            self.bodies += [party for party in side[-1:] if party.kind in _BODIES and not party.code.endswith(":CVL")]
            self.lists[len({party.country for party in side})] = side
            if len({party.country for party in side}) == 2:
                known = {party.country for party in self.parties}
                self.parties = self.parties if known == {party.country for party in side} else side
            self._see_pair(side, before, group)
            before = group

    def _see_pair(self, side: Side, before: Group | None, group: Group) -> None:
        """Remembers two named together (A和B, A与B), of one country too."""
        if len(side) == 1 and before is not None and group.governed == "with" and group.start - before.end == 1:
            side = merged(side_of(before.mentions), side)
        if len(side) == 2 and all(party.kind != "place" for party in side):
            self.pair, self.pair_at = side, group.end


_SHORTLY = 120
"""How far back (code points) the two that 双方 stands for are looked for first."""

_BODIES = frozenset({"organisation", "group", "sector", "agency"})
"""What 该组织 or 该机构 may stand for."""
