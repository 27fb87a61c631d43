"""Reads a fragment sentence by sentence, keeps the context, and collects every reading."""

from bisect import bisect_left, bisect_right
from collections import Counter
from collections.abc import Iterator
from datetime import date
from functools import lru_cache

import msgspec

from dragoman.coding.candidate import Reading, Worth, readings, single
from dragoman.coding.context import Context, Party, Side, merged, side_of
from dragoman.coding.doers import FIRST, OTHERS
from dragoman.coding.foes import Foes
from dragoman.coding.grammar import Grammar, Word
from dragoman.coding.parsing import parse, sentences
from dragoman.coding.spot import Spot
from dragoman.coding.stance import stances
from dragoman.coding.syntax import Group, Segment, Sentence
from dragoman.model import Mention, Span


class Trigger(msgspec.Struct):
    """All readings of one trigger, in the order of its rules."""

    spot: Spot
    readings: list[Reading]


def _bodies(group: Group) -> bool:
    return bool(group.mentions) and all(mention.kind in ("state", "organisation") for mention in group.mentions)


_NOTHING = 3
"""What follows a quote and is shorter names no speaker."""


class Reader:
    """Walks through a fragment's paragraphs; one use a fragment."""

    def __init__(
        self, grammar: Grammar, folded: str, mentions: tuple[Mention, ...], foes: Foes, day: date, worth: Worth | None
    ) -> None:
        self.folded = folded
        self.mentions = mentions
        self.words = grammar.find(folded, [mention.span for mention in mentions])
        counts = Counter(code for mention in mentions for code in mention.countries)
        named = frozenset(counts)
        ranks = {
            code: rank for rank, (code, _) in enumerate(sorted(counts.items(), key=lambda item: (-item[1], item[0])), 1)
        }
        opponents = lru_cache(maxsize=1000)(lambda side: foes.of(side, day, named))
        self.context = Context(foe=opponents, ranks=ranks, plans=grammar.plans)
        self.context.main = _main(mentions)
        self.worth = worth
        self.m_at = self.w_at = 0

    def triggers(self) -> Iterator[Trigger]:
        """Every trigger with its readings, in order of the text."""
        for paragraph in paragraphs(self.folded):
            self.context.speaker = self._quoted_speaker(paragraph)
            for span in sentences(self.folded, paragraph.start, paragraph.end):
                yield from self._sentence(span, is_heading(self.folded, paragraph))

    def _quoted_speaker(self, paragraph: Span) -> Side:
        """Who speaks a paragraph that opens with a quote: who is named after it (“…”蓬佩奥说。) or meant by 他, or
        where nothing follows who spoke last."""
        if self.folded[paragraph.start : paragraph.end].lstrip()[:1] not in ("“", "「"):
            return ()
        close = max(self.folded.find(mark, paragraph.start, paragraph.end) for mark in ("”", "」"))
        if close < 0 or len(self.folded[close + 1 : paragraph.end].strip()) < _NOTHING:
            return self.context.speaker
        stop = min((at for mark in "。，\n" if (at := self.folded.find(mark, close + 1)) >= 0), default=close)
        starts = [bisect_left(self.mentions, at, key=lambda mention: mention.span.start) for at in (close, stop)]
        named = side_of(list(self.mentions[starts[0] : starts[1]][-1:]))
        first, last = (bisect_left(self.words, at, key=lambda word: word.start) for at in (close, stop))
        meant = any("pronouns.person" in word.kinds for word in self.words[first:last])
        return named or (self.context.person if meant else ())

    def _sentence(self, span: Span, heading: bool) -> Iterator[Trigger]:
        sentence = parse(self.folded, span, self._mentions(span), self._words(span))
        subjects: list[Side] = []
        speaker, embedded_until = self.context.speaker, -1
        for at, segment in enumerate(sentence.segments):
            if segment.said is not None:
                speaker = (subjects[-1] if subjects else ()) or self._source(sentence.segments[at - 1]) or speaker
                self.context.meet(speaker)
            self.context.speaker = speaker
            side = self.context.resolve(segment.subject) if segment.subject else ()
            subjects.append(side or (subjects[-1] if subjects and segment.said is None else ()))
            for word in segment.words:
                if not word.rules or heading:
                    continue
                spot = Spot(self.folded, sentence, at, word, self.context, speaker, subjects)
                found = list(readings(spot, word.start < embedded_until, self.worth))
                if found:
                    yield from _triggers(spot, found)
                    self._learn(found)
                if any(rule.embeds for rule in word.rules):
                    embedded_until = max(embedded_until, segment.end)
            if side and segment.speech is None:
                self.context.note(side)
            self.context.see(segment.groups)
        if not heading:
            yield from self._stances(sentence, subjects, speaker)
        if subjects and any(subjects):
            first = next(side for side in subjects if side)
            self.context.note(first)
            self.context.meet(first)

    def _source(self, segment: Segment) -> Side:
        """Who is credited before a verb of speech (据岸田称), or whose paper or body speaks (美国的出行建议表示)."""
        named = [group for group in segment.groups if group.governed == "source"]
        alone = len(segment.groups) == 1
        owners = [group for group in segment.groups if alone and group.owns and not group.governed and _bodies(group)]
        return self.context.resolve((named or owners)[-1]) if named or owners else ()

    def _stances(self, sentence: Sentence, subjects: list[Side], speaker: Side) -> Iterator[Trigger]:
        """What the speaker's words as a whole amount to: praise, blame, a demand, an offer."""
        if not speaker:
            return
        at = next((at for at, segment in enumerate(sentence.segments) if segment.said is not None), 0)
        spot = Spot(
            self.folded,
            sentence,
            at,
            _whole(self.folded, sentence.segments[at], sentence),
            self.context,
            speaker,
            subjects,
        )
        found = list(stances(spot, self.worth))
        if found:
            yield Trigger(spot, found)

    def _learn(self, found: list[Reading]) -> None:
        """A meeting puts its participants in view as the two parties, a deed of both sides those who do it."""
        for reading in found:
            joint = merged(reading.actor, reading.recipient)
            if _together(reading) and len({party.country for party in joint}) > 1:
                self.context.parties = joint
                return

    def _mentions(self, span: Span) -> list[Mention]:
        start = self.m_at
        while start < len(self.mentions) and self.mentions[start].span.start < span.start:
            start += 1
        end = start
        while end < len(self.mentions) and self.mentions[end].span.start < span.end:
            end += 1
        self.m_at = end
        return list(self.mentions[start:end])

    def _words(self, span: Span) -> list[Word]:
        start = self.w_at
        while start < len(self.words) and self.words[start].start < span.start:
            start += 1
        end = start
        while end < len(self.words) and self.words[end].start < span.end:
            end += 1
        self.w_at = end
        return self.words[start:end]


_MET = frozenset({"with", "with-back", "next", "after-last", "inside", "noun", "none"})
"""Where a partner stands that a meeting surely has: governed by 与, right after the verb, in the compound before it."""


def _main(mentions: tuple[Mention, ...]) -> Side:
    """The countries that a text is about, those named most first; bodies named without their state don't count."""
    named = [mention for mention in mentions if not mention.assumed and mention.kind != "outlet"]
    counts = Counter(code for one in named for code in one.countries)
    return tuple(
        Party(code, None, None, "state", code, "the text is about it") for code, _ in counts.most_common(6) if code
    )


_JOINT = frozenset({"AGREE", "COOPERATE", "SUPPORT"})
"""What two sides do together, where its rule says so."""


def _together(reading: Reading) -> bool:
    """Whether a reading surely tells of two sides that meet or act together; one who mediates is none of them."""
    rule = reading.rule
    both = rule.type == "CONSULT" or (rule.pair and rule.type in _JOINT)
    return both and rule.mode != "third-party" and reading.recipient_from in _MET


def _whole(folded: str, segment: Segment, sentence: Sentence) -> Word:
    """The words said, as a trigger of their own."""
    return Word(segment.start, sentence.end, folded[segment.start : sentence.end], frozenset(), ())


def _triggers(spot: Spot, found: list[Reading]) -> Iterator[Trigger]:
    """The trigger; where its words say 分别, a trip has several hosts or both sides do it to one another, one for
    each."""
    ways = [[reading for reading in found if reading.actor_from == way] for way in (FIRST, OTHERS)]
    if all(ways):
        yield from (Trigger(spot, way) for way in ways)
        return
    parties = max((reading.recipient or reading.actor[1:] for reading in found), key=len)
    visit = any(reading.rule.mode == "visit" for reading in found)
    if len(parties) > 1 and (visit or "分别" in spot.text[spot.segment.start : spot.segment.end]):
        for party in parties:
            if narrowed := single(found, party):
                yield Trigger(spot, narrowed)
        return
    yield Trigger(spot, found)


def paragraphs(text: str) -> Iterator[Span]:
    """Spans of the lines of ``text`` that are not blank."""
    at = 0
    for line in text.split("\n"):
        if line.strip():
            yield Span(at, at + len(line))
        at += len(line) + 1


def paragraph_at(spans: list[Span], at: int) -> Span:
    """The paragraph that holds the offset ``at``; an empty one there where none does."""
    index = bisect_right(spans, at, key=lambda span: span.start) - 1
    return spans[index] if index >= 0 and at < spans[index].end else Span(at, at)


def is_heading(text: str, span: Span) -> bool:
    """Whether a line is a heading: short and without a sentence's end."""
    line = span.cut(text).strip()
    return line.startswith("#") or (len(line) < 45 and line[-1:] not in "。！？”!?；：:…，,.")
