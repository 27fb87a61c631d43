"""Every name of the lexicon in one automaton: a surface form leads to its senses."""

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterator

import msgspec
from babel import Locale
from babel.core import get_global

from dragoman.lexicon import Lexicon
from dragoman.naming.fold import fold
from dragoman.naming.matching import Matcher
from dragoman.naming.shapes import load_shapes


class Sense(msgspec.Struct, frozen=True):
    """One meaning of a surface form.

    ``kind``: state, short (one-character abbreviation), metonym, capital, organisation, group, agency, noun (a
    sector noun),
    office, prefix, person, surname (a form that needs the person in view), place, outlet, blocker, demonym.
    ``code`` is the codebook's code or, for nouns and offices, the sector; ``key`` the entry's identity; ``bare``
    whether it
    stands without a country in view; ``owner`` the code of the state or organisation that the form itself begins with
    (联合国秘书长) or that alone has the office (国务卿); ``members`` the codes that a counted grouping is read as
    (中亚五国).
    """

    kind: str
    code: str
    key: str
    bare: bool = True
    owner: str = ""
    members: tuple[str, ...] = ()


class Token(msgspec.Struct, frozen=True):
    """A match: code points ``start`` to ``end`` and its senses."""

    start: int
    end: int
    text: str
    senses: tuple[Sense, ...]

    def sense(self, *kinds: str) -> Sense | None:
        """The first sense of one of ``kinds``."""
        return next((sense for sense in self.senses if sense.kind in kinds), None)

    def all(self, kind: str) -> tuple[Sense, ...]:
        """Every sense of ``kind``."""
        return tuple(sense for sense in self.senses if sense.kind == kind)


class Namebook:
    """The compiled names. Build once, use for any number of texts."""

    def __init__(self, lexicon: Lexicon) -> None:
        senses: dict[str, list[Sense]] = defaultdict(list)
        for surface, sense in _entries(lexicon):
            folded = fold(surface)
            if folded and sense not in senses[folded]:
                senses[folded].append(sense)
        _own(senses)
        self._surfaces = sorted(surface for surface in senses if surface)
        self._senses = tuple(tuple(senses[surface]) for surface in self._surfaces)
        self._matcher = Matcher(self._surfaces)
        self._shapes = load_shapes(lexicon.extra)

    def __len__(self) -> int:
        return len(self._surfaces)

    def find(self, folded: str) -> list[Token]:
        """The entries in already folded text from left to right; blockers are matched and left out."""
        tokens = (
            Token(start, end, folded[start:end], self._senses[number])
            for start, end, number in self._matcher.find(folded)
        )
        return [token for token in self._cut(list(tokens)) if not _blocks(token)]

    def _cut(self, tokens: list[Token]) -> list[Token]:
        """The tokens; a word that only seems one gives its first character to the name before it (西方|向, 中国|会) or
        leaves it as a noun after an abbreviation (中方|向)."""
        kept: list[Token] = []
        for before, token in zip([None, *tokens], tokens, strict=False):
            glued = before is not None and before.end == token.start and len(before.text) == 1
            if before is None or not glued or token.text not in self._shapes.cut:
                kept.append(token)
            elif whole := self._one(before.text + token.text[0]):
                kept[-1] = Token(before.start, token.start + 1, before.text + token.text[0], whole)
            elif before.text in self._shapes.strong_shorts and _blocks(token):
                kept.append(Token(token.start, token.start + 1, token.text[0], self._one(token.text[0])))
            else:
                kept.append(token)
        return kept

    def _one(self, surface: str) -> tuple[Sense, ...]:
        at = bisect_left(self._surfaces, surface)
        return self._senses[at] if self._surfaces[at : at + 1] == [surface] else ()


def _blocks(token: Token) -> bool:
    """Whether the token is only there to keep others away."""
    return token.senses[0].kind == "blocker" and len(token.senses) == 1


def _own(senses: dict[str, list[Sense]]) -> None:
    """Gives offices and nouns whose form begins with the name of a state or organisation that owner."""
    owners = {s: found[0].code.split(":")[0] for s, found in senses.items() if len(s) > 1 and _names_owner(found)}
    for surface, found in senses.items():
        prefixes = (owners[surface[:end]] for end in range(len(surface) - 1, 1, -1) if surface[:end] in owners)
        owner = next(prefixes, "")
        if owner:
            senses[surface] = [
                msgspec.structs.replace(sense, owner=owner) if sense.kind in ("office", "noun") else sense
                for sense in found
            ]


def _names_owner(found: list[Sense]) -> bool:
    """Whether a form names one state or body by itself: a state, an organisation, or an agency that stands alone."""
    return found[0].kind in ("state", "organisation") or (
        len(found) == 1 and found[0].kind == "agency" and found[0].bare
    )


def _entries(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    yield from _states(lexicon)
    yield from _bodies(lexicon)
    yield from _people(lexicon)
    yield from _words(lexicon)


def _states(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    cldr = _cldr_names()
    for state in lexicon.rows("states"):
        names = (state.name, state.full, *state.aliases, *cldr.get(state.code, ()))
        yield from ((name, Sense("state", state.code, state.code)) for name in names if len(name) > 1)
        yield from ((name, Sense("short", state.code, state.code)) for name in state.short)
        yield from ((name, Sense("metonym", f"{state.code}:GOV", state.code)) for name in state.metonyms)
        yield from ((name, Sense("capital", f"{state.code}:GOV", state.code)) for name in state.capitals)
        yield from ((name, Sense("demonym", f"{state.code}:CVL", state.code)) for name in state.demonyms)


def _cldr_names() -> dict[str, tuple[str, ...]]:
    """CLDR's names of territories in mainland, Taiwan and Hong Kong Chinese, by ISO alpha-3 code."""
    alpha3 = {new[0]: old for old, new in get_global("territory_aliases").items() if len(old) == 3 and len(new) == 1}
    names: dict[str, set[str]] = defaultdict(set)
    for tag in ("zh", "zh_Hant", "zh_Hant_HK"):
        for code, name in Locale.parse(tag).territories.items():
            if code in alpha3 and alpha3[code].isalpha() and not set("(（") & set(name):
                names[alpha3[code]].add(fold(name))
    return {code: tuple(sorted(found)) for code, found in names.items()}


def _bodies(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    for table, kind in (("organisations", "organisation"), ("groups", "group")):
        for row in lexicon.rows(table):
            members = row.members if getattr(row, "kind", "") == "counted" else ()
            for name in (row.name, *row.aliases):
                yield name, Sense(kind if len(name) > 1 else "short", row.code, row.name, members=members)
    for row in lexicon.rows("agencies"):
        for name in (row.name, *row.aliases):
            yield name, Sense("agency", row.code, row.name, row.bare == "yes")
    for row in lexicon.rows("outlets"):
        yield from ((name, Sense("outlet", row.code, row.name)) for name in (row.name, *row.aliases))


def _people(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    for person in lexicon.rows("persons"):
        full = (name for name in (person.name, *person.aliases) if name not in person.short)
        yield from ((name, Sense("person", person.country, person.id)) for name in full)
        yield from ((name, Sense("surname", person.country, person.id)) for name in person.short if len(name) > 0)


def _words(lexicon: Lexicon) -> Iterator[tuple[str, Sense]]:
    for noun in lexicon.rows("sector_nouns"):
        yield noun.noun, Sense("noun", noun.sector, noun.noun, noun.bare == "yes")
    for office in lexicon.rows("offices"):
        owner = office.countries[0] if len(office.countries) == 1 else ""
        for name in (office.name, *office.aliases):
            yield name, Sense("office", office.sector, office.name, owner=owner)
    for prefix in lexicon.rows("office_prefixes"):
        yield prefix.prefix, Sense("prefix", prefix.effect, prefix.prefix)
    for place in lexicon.rows("places"):
        country = place.country[0] if place.country else ""
        yield from ((name, Sense("place", country, place.name)) for name in (place.name, *place.aliases))
    for blocker in lexicon.rows("blockers"):
        yield blocker.word, Sense("blocker", "", blocker.word)
