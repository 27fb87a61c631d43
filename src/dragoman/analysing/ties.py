"""How two deeds hang together: what sort of tie an answer has to its entry, and whether their sides meet.

The ties, the strongest first: ``linked`` (reports of one happening), ``words`` (the same words tell both), ``near``
(close to each other in one article), ``document`` (one article, one issue), ``issue`` (an issue that is not too broad,
in words that are partly the same: two tariffs are not one matter), ``persons`` (the same two persons), ``parties``
(none but who takes part). Two events of one article that are about different things are not tied by standing in it.
"""

from collections.abc import Iterator
from itertools import product
from typing import get_args

from dragoman.analysing.record import Deed
from dragoman.analysing.rules import LedgerRules, Tie, Who

ORDER: tuple[Tie, ...] = get_args(Tie)
_SHORTEST = 8


def tie(one: Deed, other: Deed, rules: LedgerRules) -> Tie:
    """The strongest tie between two deeds."""
    if one.happening and one.happening == other.happening:
        return "linked"
    if _same_words(one, other, rules.alike):
        return "words"
    mine, theirs = one.about - rules.too_broad, other.about - rules.too_broad
    shared = not mine.isdisjoint(theirs)
    if same_article(one, other) and gap(one, other) <= rules.near and (shared or not (mine and theirs)):
        return "near"
    if shared and same_article(one, other):
        return "document"
    if shared and _same_matter(one, other, rules.kin):
        return "issue"
    return "persons" if _named_alike(one, other) else "parties"


def same_article(one: Deed, other: Deed) -> bool:
    """Whether one article tells both."""
    return not one.told_in.keys().isdisjoint(other.told_in)


def _named_alike(one: Deed, other: Deed) -> bool:
    """Whether the same persons of two or more countries take part in both."""
    mine, theirs = _persons(one), _persons(other)
    return sum(bool(mine[country] & theirs[country]) for country in mine.keys() & theirs.keys()) > 1


def gap(one: Deed, other: Deed) -> int:
    """The least number of characters between the words that tell the one and the other in an article of both; below 0
    where they overlap, very many where no article tells both."""
    return min((max(a, c) - min(b, d) for a, b, c, d in _together_told(one, other)), default=FAR)


FAR = 10**9


def before(one: Deed, other: Deed) -> bool:
    """Whether in an article of both the words that tell the one begin no later than those of the other."""
    return any(a <= c for a, _, c, _ in _together_told(one, other))


def _together_told(one: Deed, other: Deed) -> Iterator[tuple[int, int, int, int]]:
    """The offsets of both in each article that tells both."""
    for article in one.told_in.keys() & other.told_in.keys():
        for (a, b), (c, d) in product(one.told_in[article], other.told_in[article]):
            yield a, b, c, d


def _same_words(one: Deed, other: Deed, alike: float) -> bool:
    """Whether the evidence of the one is mostly that of the other, at one place or in another report."""
    if same_article(one, other):
        places = _together_told(one, other)
        return any(min(b, d) - max(a, c) >= alike * min(b - a, d - c) > 0 for a, b, c, d in places)
    related = not one.about.isdisjoint(other.about) or not (one.about and other.about)
    return related and _alike(one.words, other.words) >= alike


def _same_matter(one: Deed, other: Deed, kin: float) -> bool:
    """Whether the words of two events are partly the same, apart from who takes part."""
    return _alike(one.matter, other.matter) >= kin


def _alike(mine: int, theirs: int) -> float:
    """How much of the shorter text stands in the longer one; nothing can be told of very short ones."""
    fewer = min(mine.bit_count(), theirs.bit_count())
    return (mine & theirs).bit_count() / fewer if fewer >= _SHORTEST else 0.0


def sides(who: Who, entry: Deed, deed: Deed) -> frozenset[str]:
    """The parties of the entry for whom ``deed`` answers it; none where its sides do not meet the entry's."""
    return _MEET[who](entry, deed)


def needed(entry: Deed) -> frozenset[str]:
    """Whose answers settle an entry: those asked, or all who would take part where nobody is asked."""
    return entry.recipients or entry.actors


def _back(entry: Deed, deed: Deed) -> frozenset[str]:
    """Those asked act, without the asker, toward it or, nobody else being named, by themselves."""
    alone = not deed.actors & entry.actors - entry.recipients
    meant = deed.recipients & entry.actors if deed.recipients else deed.actors <= entry.recipients
    return deed.actors & entry.recipients if alone and meant else frozenset()


def _together(entry: Deed, deed: Deed) -> frozenset[str]:
    """Those asked and the asker act together."""
    return deed.actors & entry.recipients if deed.actors & entry.actors else frozenset()


def _target(entry: Deed, deed: Deed) -> frozenset[str]:
    return deed.actors & entry.recipients


def _same(entry: Deed, deed: Deed) -> frozenset[str]:
    """The entry's own actor acts on its recipient, or with it; of several equal partners two are enough."""
    if not entry.recipients and len(entry.actors) > 1:
        fits = len(deed.parties & entry.actors) > 1
    else:
        reached = not entry.recipients or not deed.recipients or (deed.parties - entry.actors) & entry.recipients
        fits = bool(deed.actors & entry.actors) and bool(reached)
    return needed(entry) if fits else frozenset()


def _among(entry: Deed, deed: Deed) -> frozenset[str]:
    common = entry.parties & deed.parties
    return needed(entry) if len(common) > 1 else frozenset()


def _meeting(entry: Deed, deed: Deed) -> frozenset[str]:
    """Two or more of the parties meet, the named persons among them, in the planned way and at the planned host's."""
    common = entry.parties & deed.parties
    if len(common) < 2 or not (_same_persons(entry, deed) and _same_way(entry, deed)):
        return frozenset()
    return needed(entry) & common


def _same_persons(entry: Deed, deed: Deed) -> bool:
    """Where both name persons of a country, one of them is the same."""
    mine, theirs = _persons(entry), _persons(deed)
    return all(mine[country] & theirs[country] for country in mine.keys() & theirs.keys())


def _persons(deed: Deed) -> dict[str, set[str]]:
    found: dict[str, set[str]] = {}
    for party in (*deed.actor, *deed.recipient):
        if party.person:
            found.setdefault(party.country, set()).add(party.person)
    return found


def _same_way(entry: Deed, deed: Deed) -> bool:
    """A visit is made to the host, and a call takes the place of a meeting only where no meeting was planned."""
    if entry.mode == "visit":
        made = deed.mode == "visit" and bool(deed.actors & entry.actors and deed.recipients & entry.recipients)
        return made or deed.place_code in entry.recipients
    if entry.mode == "phone":
        return deed.mode == "phone"
    return deed.mode != "phone" or entry.type != "CONSULT"


_MEET = {"back": _back, "together": _together, "target": _target, "same": _same, "among": _among, "meeting": _meeting}
