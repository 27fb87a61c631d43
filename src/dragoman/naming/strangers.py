"""Persons that the roster lacks: told by their shape after an office, or by the foreign spelling that follows."""

import re

from dragoman.naming.namebook import Sense, Token
from dragoman.naming.shapes import HAN_NAMES, Shapes, han_name, transliterated

_BOUNDS = frozenset(
    "0123456789，。、；：“”（）()《》,.;: \n"
    "今昨当日在与和同及对向就于将已称说表指强也还则再从认会出访发宣接抵举致批谴呼敦要警重签主参率通"
)
_LATIN = re.compile(r"[（(](?=[^（）()]*[a-z])([^\W\d_][^\W\d_.'’‘\-]*\.?(?:[ \-'’‘.·]+[^\W\d_]+\.?)*)[）)]")
"""A foreign spelling in brackets; one of several words is a person's, a single one after a title."""
_LONGEST = 12
"""More code points than this no name has."""


def with_strangers(folded: str, tokens: list[Token], shapes: Shapes) -> list[Token]:
    """The tokens with those of names that only their shape or spelling tells, wherever they recur."""
    found = {**_spelled(folded, tokens, shapes), **_titled(folded, tokens, shapes)}
    if not found:
        return tokens
    taken = bytearray(len(folded))
    for token in tokens:
        if token.sense("short", "surname") is None and not any(token.text in name for name in found):
            taken[token.start : token.end] = b"\1" * (token.end - token.start)
    longest = sorted(found, key=len, reverse=True)
    added = [token for name in longest for token in _occurrences(folded, name, found[name], taken)]
    kept = [token for token in tokens if not any(token.start < new.end and new.start < token.end for new in added)]
    return sorted(kept + added, key=lambda token: token.start)


def _titled(folded: str, tokens: list[Token], shapes: Shapes) -> dict[str, Sense]:
    """Names after an office that no entry begins: surface to sense."""
    starts = {token.start: token for token in tokens}
    state, found = "", dict[str, Sense]()
    for token in tokens:
        if (named := token.sense("state", "organisation")) is not None:
            state = named.code
        office = token.sense("office")
        if office is None:
            continue
        state = office.owner or state
        if _known(starts.get(token.end), state):
            continue
        end = _shape_end(folded, token.end, state, shapes)
        if end - token.end >= 2:
            found.setdefault(folded[token.end : end], _sense(folded[token.end : end], office.code, office.owner))
    return found


def _sense(name: str, sector: str, owner: str = "") -> Sense:
    """The sense of a stranger; the state is told by what stands around the name."""
    return Sense("person", "", f"?{name}|{sector}", owner=owner)


def _shape_end(folded: str, at: int, state: str, shapes: Shapes) -> int:
    end = transliterated(folded, at, shapes)
    if end - at >= 2 and state not in HAN_NAMES and _bounded(folded, end):
        return end
    ends = frozenset(place for place in range(at + 2, at + 5) if _bounded(folded, place))
    return han_name(folded, at, shapes, ends) if state in HAN_NAMES else at


def _bounded(folded: str, end: int) -> bool:
    """Whether a name may end at ``end``: at the text's end or before a mark, a digit or a character that opens a
    predicate."""
    return end >= len(folded) or folded[end] in _BOUNDS


def _known(token: Token | None, state: str) -> bool:
    """Whether a known name begins here; a surname counts where its bearer is of the state in view."""
    if token is None:
        return False
    if token.sense("person") or any(sense.code == state for sense in token.all("surname")):
        return True
    return token.sense("short", "place", "surname") is None


def _spelled(folded: str, tokens: list[Token], shapes: Shapes) -> dict[str, Sense]:
    """Names before their foreign spelling in brackets (萨萨（Dr. Sasa））."""
    titles = {token.end: token for token in tokens if token.sense("office", "noun") and len(token.text) > 1}
    people = {token.end: token for token in tokens if token.sense("person", "surname", "outlet", "organisation")}
    places = {token.end for token in tokens if token.sense("place", "state", "capital", "agency", "group")}
    found = dict[str, Sense]()
    for match in _LATIN.finditer(folded):
        end = match.start()
        start = _run_start(folded, end, titles, shapes)
        title = titles.get(start)
        alone = title is None and (" " not in match.group(1) or end in places)
        known = end in people and people[end].start <= start
        if known or end - start < 2 or alone or "·" in (folded[start], folded[end - 1]):
            continue
        sense = title.sense("office", "noun") if title else None
        name = folded[start:end]
        found.setdefault(name, _sense(name, sense.code if sense else "CVL", sense.owner if sense else ""))
    return found


def _run_start(folded: str, end: int, titles: dict[int, Token], shapes: Shapes) -> int:
    """Where the name that ends at ``end`` begins: after a title, or with the first character that transliterates."""
    for start in range(end - 2, max(end - _LONGEST, 0), -1):
        if not "\u4e00" <= folded[start] <= "\u9fff" and folded[start] not in "·-":
            break
        if folded[start] in shapes.name_stops:
            break
        if start in titles:
            return start
    start = end
    while start > 0 and (folded[start - 1] in shapes.transliteration or folded[start - 1] in "·-"):
        start -= 1
    return end if folded[start - 1 : start] in shapes.place_before else start


def _occurrences(folded: str, name: str, sense: Sense, taken: bytearray) -> list[Token]:
    found, at = [], folded.find(name)
    while at >= 0:
        if not any(taken[at : at + len(name)]):
            found.append(Token(at, at + len(name), name, (sense,)))
            taken[at : at + len(name)] = b"\1" * len(name)
        at = folded.find(name, at + len(name))
    return found
