"""Whom a report credits with what it tells: outlets, officials and bodies named as its source, and the speaker.

The words that credit stand in the table ``grammar/sources.toml``.
"""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator
from functools import lru_cache
from pathlib import Path

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.coding.context import Party, side_of
from dragoman.coding.reader import paragraph_at, paragraphs
from dragoman.coding.syntax import Segment
from dragoman.lexicon.trees import load_tree, shaped, whence
from dragoman.model import Mention, Span


class Words(msgspec.Struct, frozen=True):
    """The table's lists and the pattern of a dateline."""

    speech: frozenset[str]
    credit: tuple[str, ...]
    reports: tuple[str, ...]
    again: tuple[str, ...]
    nameless: tuple[str, ...]
    asks: tuple[str, ...]
    reported: frozenset[str]
    deeds: tuple[str, ...]
    done: tuple[str, ...]
    unnamed: tuple[str, ...]
    papers: tuple[str, ...]
    dateline: str


@lru_cache(maxsize=4)
def load_words(extra: Path | None = None) -> Words:
    """The words of ``grammar/sources.toml``."""
    name = "grammar/sources"
    return shaped(load_tree(name, extra), Words, whence(name, extra), "Write it like the built-in table does")


_WHEN = "0-9月日周星期一二三四五六天当今昨早晚上下午间后前夜私下随则也还又都均就此（）"
"""What may stand between a source and its verb of speech: a day, an adverb."""

_PARAGRAPHS = 5
"""How many paragraphs an outlet's report goes on that the text does not end."""


class Sources:
    """Knows a fragment's outlets; one use a fragment."""

    def __init__(self, folded: str, mentions: tuple[Mention, ...], words: Words) -> None:
        self.folded, self.mentions, self.words = folded, mentions, words
        self._source = re.compile(
            rf"(?<![对向与同和])([^的，、：）” 对向与同和]*(?:{'|'.join(self.words.unnamed)}))[{_WHEN}]{{0,12}}$"
        )
        self._paragraphs = list(paragraphs(folded))
        self._own = [span for paragraph in self._paragraphs if (span := self._dateline(paragraph))]
        self._media_named = [mention for mention in mentions if self._is_media(mention)]
        self._media_starts = [mention.span.start for mention in self._media_named]

    def _dateline(self, paragraph: Span) -> Span | None:
        """The part of a paragraph's head that names the document's own outlet."""
        text = paragraph.cut(self.folded)
        found = re.match(self.words.dateline, text)
        if found is None or any(word in found.group() for word in self.words.credit):
            return None
        return Span(paragraph.start, paragraph.start + found.end())

    def said_by(self, reading: Reading) -> tuple[str, ...]:
        """The names credited with ``reading``, outermost first."""
        names = [*self._media(reading), *self._credited(reading), *self._speakers(reading)]
        actors = {party.name for party in reading.actor} if self._is_speech(reading) else set()
        return tuple(name for name in dict.fromkeys(names) if name not in actors)

    def _is_speech(self, reading: Reading) -> bool:
        """Whether an act is one of speech, done by saying it: no promise of a deed (将提供援助) nor what both did."""
        kind, spot = reading.rule.type, reading.spot
        if kind not in self.words.speech or reading.rule.name in self.words.reported:
            return False
        if kind == "SANCTION":
            return reading.aux != "future"
        start, end = min(spot.word.start, spot.segment.start), max(spot.word.end, spot.segment.end)
        return kind != "AGREE" or not any(word in self.folded[start:end] for word in self.words.deeds)

    def _media(self, reading: Reading) -> list[str]:
        """The outlets of the sentence, or else those that the paragraph credits and whose report goes on."""
        sentence, word = reading.spot.sentence, reading.spot.word
        found = [mention.text for mention in self._outlets(sentence.start, word.start)]
        found = found or self._nameless(sentence.start, word.start)
        if found:
            return found
        inside = self._outlets(self._paragraph(word.start).start, sentence.start)
        goes_on = any(again in self.folded[sentence.start : word.start] for again in self.words.again)
        if inside and (goes_on or self._reports(inside[-1])):
            return [inside[-1].text]
        if self._own:  # a text of its own outlet tells the next paragraph itself
            return []
        last = bisect_right(self._paragraphs, word.start, key=lambda span: span.start)
        starts = [p.start for p in self._paragraphs[max(0, last - 1 - _PARAGRAPHS) : last]]
        before = [m for m in self._outlets(starts[0], sentence.start) if self._reports(m)] if starts else []
        return [mention.text for mention in before[-1:] if mention.kind == "outlet"]

    def _paragraph(self, at: int) -> Span:
        return paragraph_at(self._paragraphs, at)

    def _reports(self, mention: Mention) -> bool:
        """Whether a paragraph begins by crediting an outlet: what follows is that outlet's report."""
        head = self.folded[self._paragraph(mention.span.start).start : mention.span.start]
        behind = self.folded[mention.span.end : mention.span.end + 12].partition("，")[0]
        return len(head) < 12 and any(word in head + behind for word in (*self.words.credit, *self.words.reports))

    def _outlets(self, start: int, end: int) -> list[Mention]:
        """Outlets and media named between two offsets."""
        return self._media_named[bisect_left(self._media_starts, start) : bisect_left(self._media_starts, end)]

    def _is_media(self, mention: Mention) -> bool:
        """Whether a mention is an outlet or media, but for the document's own and those that only asked."""
        if mention.kind != "outlet" and not mention.code.endswith(":MED"):
            return False
        behind = self.folded[mention.span.end : mention.span.end + 8].partition("，")[0]
        at = bisect_right(self._own, mention.span.start, key=lambda span: span.start) - 1
        own = at >= 0 and mention.span.start < self._own[at].end
        return not own and not any(word in behind for word in self.words.asks)

    def _nameless(self, start: int, end: int) -> list[str]:
        """A source without a name that 据 credits (据多家媒体报道)."""
        for word in self.words.nameless:
            at = self.folded.find(word, start, end)
            if at >= 0 and self._credits(at):
                return [word]
        return []

    def _credited(self, reading: Reading) -> Iterator[str]:
        """The officials and bodies that 据 or 援引 names before the trigger."""
        for segment in reading.spot.sentence.segments[: reading.spot.at + 1]:
            for group in segment.groups:
                if group.governed == "source" and group.end <= reading.spot.word.start and self._credits(group.start):
                    yield from (mention.name or mention.text for mention in group.mentions if mention.kind != "outlet")

    def _credits(self, at: int) -> bool:
        before = self.folded[max(0, at - 12) : at]
        return any(word in before for word in self.words.credit)

    def _speakers(self, reading: Reading) -> Iterator[str]:
        """Who speaks at the trigger. Of an act of speech he is none where it is his own side's; of any act of such
        a type nor where he spoke in a sentence before; of any other not where the sentence goes on to name another
        speaker."""
        spot, speech = reading.spot, self._is_speech(reading)
        segments = spot.sentence.segments
        told = [number for number, segment in enumerate(segments[: spot.at + 1]) if segment.said is not None]
        later = any(segment.said is not None for segment in segments[spot.at + 1 :])
        if not told and (later or reading.rule.type in self.words.speech):
            return
        if told and told[-1] and (unnamed := self._unnamed(segments[: told[-1]])):
            yield unnamed
            return
        own = {party.country for party in reading.actor} if speech and not self._told_of(reading) else set()
        speakers = spot.speaker
        if told and any(self._place_of_wire(party) for party in speakers):
            speakers = side_of(next((s.groups[-1].mentions for s in reversed(segments[: told[-1]]) if s.groups), []))
        yield from (party.name for party in speakers if party.name and party.country not in own)

    def _told_of(self, reading: Reading) -> bool:
        """Whether the speaker tells of what his side did before (巴黎已要求), or another person of it."""
        spot = reading.spot
        before = self.folded[spot.segment.start : spot.word.start]
        others = {party.name for party in reading.actor if party.kind == "person"}
        others -= {party.name for party in spot.speaker}
        said = [segment.start for segment in spot.sentence.segments[: spot.at + 1] if segment.said is not None]
        start = said[-1] if said else spot.segment.start
        inside = any(p.span and p.span.start >= start for p in reading.actor if p.name in others)
        return inside or any(word in before for word in self.words.done)

    def _unnamed(self, segments: list[Segment]) -> str:
        """The source without a name that the last clause before the words said gives (当地媒体称, 荷兰的外交官说), or
        whose paper it quotes (白宫的通报补充说)."""
        segment = next((s for s in reversed(segments) if s.groups or s.said is None), segments[-1])
        end = segment.speech.start if segment.speech else segment.end
        groups = [group for group in segment.groups if group.end <= end and not group.pronoun]
        named = groups[-1].end if groups else segment.start
        if groups and groups[-1].owns and any(word in self.folded[named : segment.end] for word in self.words.papers):
            return groups[-1].mentions[-1].name or groups[-1].mentions[-1].text
        found = self._source.search(self.folded[named:end])
        return found.group(1) if found else ""

    def _place_of_wire(self, party: Party) -> bool:
        """Whether a name only tells where the document's own wire comes from (新华社开罗11月9日电)."""
        return party.span is not None and any(own.start <= party.span.start < own.end for own in self._own)
