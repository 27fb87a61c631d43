"""Sentences, segments and groups: what the rules look at.

A sentence is cut into segments at commas, colons, semicolons and after each verb of speech. A segment's mentions are
gathered into groups (日本、韩国和美国 is one), each with the preposition that governs it.
"""

import re
from collections.abc import Iterator

import msgspec

from dragoman.coding.grammar import Word
from dragoman.model import Mention, Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』]*")
_DATELINE = re.compile(
    r"\s*(?:[\u4e00-\u9fff·、]{2,12}(?:——| [—–-]+ )|[（(][^（）()\n]{3,30}\d日[^（）()\n]{0,6}[）)]\s)"
)
"""Where a report comes from, at a paragraph's head: 香港——, （法新社东京11日电） ."""

_BRACKETS = re.compile(r"\s*[（(][^（）()]{1,40}[）)]\s*")
"""What stands in brackets behind a name, as its foreign spelling."""

_CUTS = "，,：:"
_OPEN, _CLOSE = "“「『", "”」』"


class Group(msgspec.Struct):
    """Coordinated mentions. ``governed`` is the kind of preposition before it (with, to, by, at, about, source,
    hold or empty),
    ``owns`` whether 的 follows (it only qualifies what comes next), ``qualified`` whether 的 stands before it,
    ``owner`` the group that has it (他的律师)."""

    start: int
    end: int
    mentions: list[Mention]
    governed: str = ""
    owns: bool = False
    qualified: bool = False
    pronoun: str = ""
    owner: "Group | None" = None


class Segment(msgspec.Struct):
    """A clause or the part of one after a verb of speech. ``said`` is the verb of speech that ends the segment
    before.

    ``head`` is the person whom a clause before 的 describes and of whom the segment goes on to tell
    (正在印度访问的比根表示)."""

    start: int
    end: int
    groups: list[Group]
    words: list[Word]
    subject: Group | None = None
    head: Group | None = None
    said: Word | None = None
    speech: Word | None = None
    quoted: bool = False


class Sentence(msgspec.Struct):
    """A sentence's span in the fragment and its segments."""

    start: int
    end: int
    segments: list[Segment]


def sentences(text: str, start: int, end: int) -> Iterator[Span]:
    """Spans of the sentences of ``text`` between ``start`` and ``end`` (a paragraph), without a dateline."""
    dateline = _DATELINE.match(text, start, end)
    for match in _SENTENCE.finditer(text, dateline.end() if dateline else start, end):
        if match.group().strip():
            yield Span(match.start(), match.end())


def parse(text: str, span: Span, mentions: list[Mention], words: list[Word]) -> Sentence:
    """The sentence at ``span`` with the mentions and words that lie in it (both in order)."""
    free = _outside(words, mentions)
    cuts = _cuts(text, span, free, mentions)
    segments = [_segment(text, start, end, said, mentions, free) for start, end, said in cuts]
    _mark_quotes(text, span, segments)
    return Sentence(span.start, span.end, segments)


def _outside(words: list[Word], mentions: list[Mention]) -> list[Word]:
    """The words that are no part of a name; a word may hold an abbreviation whole (来华, 访日)."""
    free, at = [], 0
    for word in words:
        while at < len(mentions) and mentions[at].span.end <= word.start:
            at += 1
        if at == len(mentions) or mentions[at].span.start >= word.end or _holds(word, mentions[at]):
            free.append(word)
    return free


def _holds(word: Word, mention: Mention) -> bool:
    return word.start <= mention.span.start and mention.span.end <= word.end and word.text != mention.text


def _cuts(text: str, span: Span, words: list[Word], mentions: list[Mention]) -> Iterator[tuple[int, int, Word | None]]:
    """Bounds of the segments and the verb of speech that each follows."""
    marks: list[tuple[int, int, Word | None]] = [
        (at, at + 1, None) for at in range(span.start, span.end) if text[at] in _CUTS and not _inside(at, mentions)
    ]
    verbs: list[tuple[int, int, Word | None]] = [
        (word.start, word.end, word) for word in words if "speech.say" in word.kinds and _opens_speech(text, word, span)
    ]
    start, said = span.start, None
    for left, right, verb in sorted(marks + verbs, key=lambda cut: cut[0]):
        end = right if verb else left
        if end > start:
            yield start, end, said
            said = None
        said = verb or said
        start = right
    if start < span.end:
        yield start, span.end, said


def _inside(at: int, mentions: list[Mention]) -> bool:
    return any(mention.span.start <= at < mention.span.end for mention in mentions)


def _opens_speech(text: str, word: Word, span: Span) -> bool:
    """A verb of speech opens speech unless the sentence ends with it or 的 makes it a noun."""
    after = text[word.end : word.end + 1]
    return after not in ("的", "") and word.end < span.end - 1


def _segment(text: str, start: int, end: int, said: Word | None, mentions: list[Mention], words: list[Word]) -> Segment:
    mine = [mention for mention in mentions if start <= mention.span.start < end]
    held = [word for word in words if start <= word.start < end]
    groups = list(_groups(text, mine, held))
    segment = Segment(start, end, groups, held, said=said)
    segment.speech = next((word for word in reversed(held) if "speech.say" in word.kinds and word.end == end), None)
    segment.head = _head(text, segment)
    segment.subject = _subject(segment)
    return segment


def _groups(text: str, mentions: list[Mention], words: list[Word]) -> Iterator[Group]:
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


_OWN = {"及其", "和其", "与其"}
"""A pronoun that only joins what is its own to a name (美国及其盟友)."""

_SEVERAL = {"pronouns.pair", "pronouns.nations", "pronouns.three", "pronouns.four", "pronouns.five"}


def _start(item: Mention | Word) -> int:
    return item.span.start if isinstance(item, Mention) else item.start


def _opened(item: Mention | Word) -> Group:
    if isinstance(item, Mention):
        return Group(item.span.start, item.span.end, [item])
    kind = next(kind for kind in item.kinds if kind.startswith("pronouns."))
    return Group(item.start, item.end, [], pronoun=kind.removeprefix("pronouns."))


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


def _subject(segment: Segment) -> Group | None:
    """The segment's own subject: an eligible group before its first rule word that is not weak."""
    opener = next((word.start for word in segment.words if any(not rule.weak for rule in word.rules)), segment.end)
    return subject_before(segment, opener)


def subject_before(segment: Segment, at: int) -> Group | None:
    """The first group before ``at`` that nothing governs and that does not merely qualify; a place or outlet is none.

    What follows the object of 对, 就 or 把 in its segment belongs to that phrase
    (对日本为改善日韩关系所做的努力予以肯定)."""
    for group in segment.groups:
        if group.start >= at or group.governed in ("to", "about", "hold"):
            return segment.head
        if group.governed or group.owns:
            continue
        if group.pronoun or any(mention.kind not in ("place", "outlet") for mention in group.mentions):
            return group
    return segment.head


def _head(text: str, segment: Segment) -> Group | None:
    for group in segment.groups:
        if group.qualified and not group.owns and not group.governed and _people(group):
            inside = any(word.rules for word in segment.words if word.end < group.start)
            after = any(word.rules or "speech.say" in word.kinds for word in segment.words if word.start >= group.end)
            return group if inside and after and not _loose(segment, group) and text[group.end] != "时" else None
    return None


def _people(group: Group) -> bool:
    return any(mention.kind in ("person", "office") for mention in group.mentions)


def _loose(segment: Segment, group: Group) -> bool:
    """Whether a preposition before ``group`` has no object of its own yet (与正在访问的X)."""
    objects = {other.start for other in segment.groups}
    return any(
        word.end <= group.start and word.end not in objects and not _TAKES_OBJECT.isdisjoint(word.kinds)
        for word in segment.words
    )


_TAKES_OBJECT = frozenset(f"prepositions.{kind}" for kind in ("with", "to", "about", "by", "hold"))


def _mark_quotes(text: str, span: Span, segments: list[Segment]) -> None:
    depth, marks = 0, iter(segments)
    segment = next(marks, None)
    for at in range(span.start, span.end):
        while segment is not None and at >= segment.start:
            segment.quoted = depth > 0 or text[segment.start] in _OPEN
            segment = next(marks, None)
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        depth = max(depth, 0)
