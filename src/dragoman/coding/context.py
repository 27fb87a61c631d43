"""What the coder has in mind while it reads on: who speaks, who acted last, which two are meeting."""

from collections.abc import Callable, Iterable
from functools import lru_cache

import msgspec

from dragoman.coding.syntax import Group
from dragoman.model import Mention, Span


class Party(msgspec.Struct, frozen=True):
    """One side's member: the code as named, the words, their span in the fragment, and the mention's kind and key."""

    code: str
    name: str | None
    span: Span | None
    kind: str
    key: str = ""
    reason: str = ""

    @property
    def country(self) -> str:
        """The code without its sector."""
        return _country(self.code)


@lru_cache(maxsize=4096)
def _country(code: str) -> str:
    return code.split(":")[0]


Side = tuple[Party, ...]

COUNTS = {"pair": 2, "three": 3, "four": 4, "five": 5}
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
        return [Party(mention.code, mention.name, mention.head, mention.kind, mention.key, mention.reason)]
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
    lists: dict[int, Side] = {}
    ranks: dict[str, int] = {}
    plans: frozenset[str] = frozenset()
    foe: Callable[[Side], Side] = lambda _: ()

    def resolve(self, group: Group) -> Side:
        """The side that a group stands for, pronouns looked up in what was read before."""
        if not group.pronoun:
            return side_of(group.mentions)
        match group.pronoun:
            case "speaker":
                return self.speaker or self.subject
            case "person":
                return self.person or self.subject or self.speaker
            case "subject":
                return self.subject or self.speaker
            case "pair":
                return self.parties or self.several(2)
            case "three" | "four" | "five":
                return self.several(COUNTS[group.pronoun])
            case "other":
                return self.other()
            case _:
                return tuple(self.states[-1:])

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
        for group in groups:
            side = side_of(group.mentions)
            self.states += side[-1:]
            self.lists[len({party.country for party in side})] = side
            if len({party.country for party in side}) == 2:
                known = {party.country for party in self.parties}
                self.parties = self.parties if known == {party.country for party in side} else side
