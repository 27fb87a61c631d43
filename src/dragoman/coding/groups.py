"""Gathers mentions and pronouns into groups: which are coordinated, what governs them, what they only qualify."""

import re
from collections.abc import Iterator

from dragoman.coding.grammar import Word
from dragoman.coding.syntax import Group
from dragoman.model import Mention

_BRACKETS = re.compile(r"\s*[（(][^（）()]{1,40}[）)]\s*")
"""What stands in brackets behind a name, as its foreign spelling."""

_OWN = {"及其", "和其", "与其"}
"""A pronoun that only joins what is its own to a name (美国及其盟友)."""

_SEVERAL = {"pronouns.pair", "pronouns.nations", "pronouns.three", "pronouns.four", "pronouns.five"}

_JOINS = frozenset(
    {
        "、",
        "和",
        "及",
        "及其",
        "及其他",
        "和其他",
        "和其",
        "与其",
        "等其他",
        "以及其他",
        "以及",
        "暨",
        "和到访的",
        "以及到访的",
        "—",
        "－",
        "-",
        "等",
        "还有",
        "，以及",
        "、以及",
        "为首的",
        "领导的",
        "在内的",
    }
)

LEADS = frozenset({"为首的", "领导的"})
"""A state is named beside the lot that it leads (以美国为首的西方国家); of a body that it leads (北约) it may be left
out."""

_SPOKEN_FOR = 9
"""How much may stand between one who speaks for others and these (赫斯根周二代表三十九个国家)."""


def groups_of(text: str, mentions: list[Mention], words: list[Word]) -> Iterator[Group]:
    """The groups of a segment's mentions and of the pronouns among its words, in order."""
    pronouns = [
        word
        for word in words
        if any(kind.startswith("pronouns.") for kind in word.kinds) and text[word.start - 1 : word.end] not in _OWN
    ]
    current: Group | None = None
    acting = {word.end for word in words if "joins.acting" in word.kinds}
    free = [mention for mention in mentions if not any(_covers(word, mention) for word in pronouns)]
    items: list[Mention | Word] = sorted([*free, *pronouns], key=_start)
    for item in items:
        if current is not None and not current.pronoun and _continues(text, current, item, acting):
            current.mentions += [item] if isinstance(item, Mention) else []
            current.end = item.span.end if isinstance(item, Mention) else item.end
            continue
        before, current = current, _opened(item)
        if before is not None:
            yield _finished(text, before, words)
            current.owner = before if _has(text, before, current) else None
    if current is not None:
        yield _finished(text, current, words)


def _covers(word: Word, mention: Mention) -> bool:
    """Whether a mention is part of a pronoun (两国外长)."""
    return word.start <= mention.span.start and mention.span.end <= word.end


def _has(text: str, owner: Group, group: Group) -> bool:
    """Whether what a pronoun or a list stands for has what follows it (他的律师, 印尼和菲律宾的防长)."""
    gap = text[owner.end : group.start]
    return not group.pronoun and (gap == "的" or (gap == "" and bool(owner.pronoun)))


def _continues(text: str, group: Group, item: Mention | Word, acting: set[int]) -> bool:
    """Whether the item belongs to the group: the next of a list, those that it speaks for (德国代表三十九个国家), or
    the 双方 of 俄乌双方. Words that say 代表 end at ``acting``."""
    if isinstance(item, Mention):
        gap = _BRACKETS.sub("", text[group.end : item.span.start])
        return gap in _JOINS or (item.span.start in acting and item.code == "INT" and len(gap) < _SPOKEN_FOR)
    return item.start == group.end and not item.kinds.isdisjoint(_SEVERAL)


def _start(item: Mention | Word) -> int:
    return item.span.start if isinstance(item, Mention) else item.start


def _opened(item: Mention | Word) -> Group:
    if isinstance(item, Mention):
        return Group(item.span.start, item.span.end, [item])
    kind = next(kind for kind in item.kinds if kind.startswith("pronouns."))
    return Group(item.start, item.end, [], pronoun=kind.removeprefix("pronouns."))


def _finished(text: str, group: Group, words: list[Word]) -> Group:
    following = {kind for word in words if word.start == group.end for kind in word.kinds}
    group.owns = (
        text[group.end : group.end + 1] == "的"
        or text[group.end : group.end + 2] == "等的"
        or "compounds.tail" in following
        or bool(group.mentions and "compounds.lead" in following)
    )
    group.qualified = group.start > 0 and text[group.start - 1] == "的"
    owner = group.owner
    group.governed = owner.governed if owner is not None and not owner.pronoun else _governor(text, group, words)
    return group


def _governor(text: str, group: Group, words: list[Word]) -> str:
    """The preposition right before the group, or before a short qualifier that ends in 的 (与到访的X)."""
    for word in reversed(words):
        if word.end > group.start:
            continue
        gap = text[word.end : group.start]
        found = next((kind for kind in sorted(word.kinds) if kind.startswith("prepositions.")), "")
        near = (
            gap == ""
            or (len(gap) <= 12 and gap.endswith("的"))
            or (len(gap) <= 2 and gap in ("在", "来自", "到访", "中国", "方面"))
        )
        if gap and found == "prepositions.at":
            return ""  # 抵达莫斯科的习近平: what 的 joins to the place is not the place
        return found.removeprefix("prepositions.") if near and found else ""
    return ""
