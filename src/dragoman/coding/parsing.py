"""Cuts a paragraph into sentences and a sentence into segments, and tells what is quoted."""

import re
from collections.abc import Iterator

from dragoman.coding.grammar import Word
from dragoman.coding.groups import groups_of
from dragoman.coding.subjects import head_of, subject_of
from dragoman.coding.syntax import Segment, Sentence
from dragoman.model import Mention, Span

_SENTENCE = re.compile(r"[^。！？!?；;\n]+[。！？!?；;]*[”’」』]*")

_DATELINE = re.compile(
    r"\s*(?:[\u4e00-\u9fff·、]{2,12}(?:——| [—–-]+ )|[（(][^（）()\n]{3,30}\d日[^（）()\n]{0,6}[）)]\s)"
)
"""Where a report comes from, at a paragraph's head: 香港——, （法新社东京11日电） ."""

_CUTS = "，,：:"

_OPEN, _CLOSE = "“「『", "”」』"


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
    groups = list(groups_of(text, mine, held))
    segment = Segment(start, end, groups, held, said=said)
    segment.speech = next((word for word in reversed(held) if "speech.say" in word.kinds and word.end == end), None)
    segment.head = head_of(text, segment)
    segment.subject = subject_of(segment)
    return segment


def _mark_quotes(text: str, span: Span, segments: list[Segment]) -> None:
    depth, marks = 0, iter(segments)
    segment = next(marks, None)
    for at in range(span.start, span.end):
        while segment is not None and at >= segment.start:
            segment.quoted = depth > 0 or text[segment.start] in _OPEN
            segment = next(marks, None)
        depth += (text[at] in _OPEN) - (text[at] in _CLOSE)
        depth = max(depth, 0)
