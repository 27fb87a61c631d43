"""Fills the fields of a chosen reading: mode, date, place, issues, attribution, evidence, scores, and why."""

from bisect import bisect_left
from datetime import timedelta

from dragoman.coding.attribution import Sources
from dragoman.coding.candidate import Reading
from dragoman.coding.reader import paragraphs
from dragoman.coding.scales import scaled
from dragoman.coding.topics import issues_of
from dragoman.dating import date_for, timeline
from dragoman.model import Entity, Event, Fragment, Mention, Span, When
from dragoman.naming.roster import last_day


class Finisher:
    """Knows a fragment's mentions, dates and issue words; one use a fragment."""

    def __init__(self, fragment: Fragment, folded: str, mentions: tuple[Mention, ...], topics: list[tuple[int, str, int]]) -> None:
        self.fragment, self.folded, self.mentions, self.topics = fragment, folded, mentions, topics
        self.times = timeline(folded, fragment.anchor)
        self.sources = Sources(folded, mentions)
        self._paragraphs = list(paragraphs(folded))
        self._starts = [mention.span.start for mention in mentions]

    def event(self, reading: Reading, mode: str | None, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]) -> Event:
        """The event of ``reading`` with every field filled."""
        sentence, word = reading.spot.sentence, reading.spot.word
        evidence = self.evidence(reading)
        when = self.when(reading)
        aux = self.aux(reading, when)
        cameo, goldstein = scaled(reading.rule.type, mode)
        return Event(
            doc=self.fragment.doc,
            type=reading.rule.type,
            mode=mode,
            aux=aux,
            actor=actor,
            recipient=recipient,
            date=when.start if when else None,
            date_end=when.end if when else None,
            place=self.place(reading),
            issues=issues_of(self.topics, sentence.start, sentence.end, self._paragraph(sentence.start)),
            said_by=self.sources.said_by(reading),
            evidence=evidence.cut(self.fragment.text),
            evidence_span=evidence,
            trigger=Span(word.start, word.end).cut(self.fragment.text),
            trigger_span=Span(word.start, word.end),
            rule=reading.rule.name,
            confidence=round(reading.score, 3),
            cameo=cameo,
            goldstein=goldstein,
            reasons=self.reasons(reading, when.reason if when else "the text gives no ground"),
        )

    def _paragraph(self, at: int) -> tuple[int, int]:
        found = next((span for span in self._paragraphs if span.start <= at < span.end), Span(at, at))
        return found.start, found.end

    def evidence(self, reading: Reading) -> Span:
        """From the first segment that a side was found in to the end of the trigger's, within the sentence."""
        sentence, segment = reading.spot.sentence, reading.spot.segment
        spans = [p.span.start for p in (*reading.actor, *reading.recipient) if p.span and sentence.start <= p.span.start]
        first = min([segment.start, *(start for start in spans if start < segment.start)])
        start = max((s.start for s in sentence.segments if s.start <= first), default=segment.start)
        end = segment.end
        while start < end and self.folded[start] in " \u3000”’，,：:；;。":
            start += 1
        return Span(start, end)

    def when(self, reading: Reading) -> When | None:
        """The time of what is told at the trigger; for a plan only a time that may be the plan's."""
        word, segment = reading.spot.word, reading.spot.segment
        span = Span(word.start, min(word.end, segment.end))
        return date_for(self.times, span, future=reading.aux == "future")

    def aux(self, reading: Reading, when: When | None) -> str | None:
        """The auxiliary mode; what happened more than a year before the text's own date is historical."""
        day = self.fragment.anchor.day
        if reading.aux is None and when and when.start and day and last_day(when.end or when.start) < day - timedelta(days=366):
            return "historical"
        return reading.aux

    def place(self, reading: Reading) -> str | None:
        """The last place named in the sentence up to the trigger's segment."""
        sentence, segment = reading.spot.sentence, reading.spot.segment
        low, high = bisect_left(self._starts, sentence.start), bisect_left(self._starts, segment.end)
        places = [m for m in self.mentions[low:high] if m.kind in ("place", "capital") and self._located(m)]
        return places[-1].text if places else None

    def _located(self, mention: Mention) -> bool:
        before = self.folded[max(0, mention.span.start - 8) : mention.span.start]
        return mention.kind == "place" or any(word in before for word in ("在", "于", "抵达", "首都"))

    def reasons(self, reading: Reading, date: str) -> dict[str, str]:
        """Field name to how it was found."""
        sides = {"actor": reading.actor_from, "recipient": reading.recipient_from}
        found = {"rule": reading.rule.name, "date": date, **{side: f"found as {label}" for side, label in sides.items()}}
        return found | ({"aux": f"the word {reading.aux_word}"} if reading.aux_word and reading.aux else {})
