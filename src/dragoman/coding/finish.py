"""Fills the fields of a chosen reading: mode, date, place, issues, attribution, evidence, scores, and why."""

from datetime import timedelta

from dragoman.coding.attribution import Sources, Words
from dragoman.coding.candidate import Reading
from dragoman.coding.gazetteer import Gazetteer, Point, Site
from dragoman.coding.places import Places
from dragoman.coding.reader import paragraph_at, paragraphs
from dragoman.coding.scales import scaled
from dragoman.coding.topics import Issues
from dragoman.dating import date_for, timeline
from dragoman.model import Entity, Event, Fragment, Mention, Span, When
from dragoman.naming.roster import last_day


class Finisher:
    """Knows a fragment's mentions, dates and issue words; one use a fragment."""

    def __init__(
        self,
        fragment: Fragment,
        folded: str,
        mentions: tuple[Mention, ...],
        topics: list[tuple[int, str, int]],
        gazetteer: Gazetteer,
        credits: Words,
    ) -> None:
        self.fragment, self.folded, self.mentions, self.issues = fragment, folded, mentions, Issues(topics)
        self.times = timeline(folded, fragment.anchor)
        self.places, self.gazetteer = Places(folded, mentions, gazetteer), gazetteer
        self.sources = Sources(folded, mentions, credits)
        self._paragraphs = list(paragraphs(folded))

    def event(
        self, reading: Reading, mode: str | None, actor: tuple[Entity, ...], recipient: tuple[Entity, ...]
    ) -> Event:
        """The event of ``reading`` with every field filled."""
        sentence, word = reading.spot.sentence, reading.spot.word
        evidence = self.evidence(reading)
        when = self.when(reading)
        aux = self.aux(reading, when)
        site = self.places.of(reading)
        point = self.gazetteer.point(site) if site else Point()
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
            place=site.text if site else None,
            place_code=point.code,
            latitude=point.latitude,
            longitude=point.longitude,
            issues=self.issues.of(Span(sentence.start, sentence.end), paragraph_at(self._paragraphs, sentence.start)),
            said_by=self.sources.said_by(reading),
            evidence=evidence.cut(self.fragment.text),
            evidence_span=evidence,
            trigger=Span(word.start, word.end).cut(self.fragment.text),
            trigger_span=Span(word.start, word.end),
            rule=reading.rule.name,
            confidence=round(reading.score, 3),
            cameo=cameo,
            goldstein=goldstein,
            reasons=self.reasons(reading, when.reason if when else "the text gives no ground", site),
        )

    def evidence(self, reading: Reading) -> Span:
        """From the first segment that a side was found in to the end of the trigger's, within the sentence."""
        sentence, segment = reading.spot.sentence, reading.spot.segment
        parties = (*reading.actor, *reading.recipient)
        starts = [party.span.start for party in parties if party.span and sentence.start <= party.span.start]
        first = min([segment.start, *starts])
        start = max((s.start for s in sentence.segments if s.start <= first), default=segment.start)
        end = max(segment.end, min(reading.spot.word.end, sentence.end))
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
        if reading.aux is not None or when is None or not when.start or day is None:
            return reading.aux
        return "historical" if last_day(when.end or when.start) < day - timedelta(days=366) else None

    def reasons(self, reading: Reading, date: str, site: Site | None) -> dict[str, str]:
        """Field name to how it was found."""
        sides = {"actor": reading.actor_from, "recipient": reading.recipient_from}
        found = {side: f"found as {label}" for side, label in sides.items()} | {"rule": reading.rule.name, "date": date}
        if site is not None:
            found["place"] = self._how(reading, site)
        return found | ({"aux": f"the word {reading.aux_word}"} if reading.aux_word and reading.aux else {})

    def _how(self, reading: Reading, site: Site) -> str:
        if site.how == "home":
            return "a side's country"
        inside = reading.spot.sentence.start <= site.start < reading.spot.sentence.end
        return "named in the sentence" if inside else "the scene of the talks told of before"
