"""Where an event happened: places named in its sentence, or the scene of the talks in which it was said.

The words that introduce places stand in the table ``grammar/places.toml``.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator

import msgspec

from dragoman.coding.candidate import Reading
from dragoman.coding.gazetteer import Gazetteer, Site
from dragoman.coding.reader import paragraph_at, paragraphs
from dragoman.model import Mention

_NEAR = 120
"""How far before a sentence (code points, in its paragraph) a place still tells where a deed happened."""

_KINDS = ("place", "capital", "state", "agency", "sector")


class Scene(msgspec.Struct, frozen=True):
    """Talks told of up to ``end``: where, None for those by telephone, and the countries named there."""

    end: int
    site: Site | None
    countries: frozenset[str]


class Places:
    """Knows a fragment's places; one use a fragment."""

    def __init__(self, folded: str, mentions: tuple[Mention, ...], gazetteer: Gazetteer) -> None:
        self.folded, self.words, self.gazetteer = folded, gazetteer.words, gazetteer
        ends = "|".join(self.words.shapes)
        self._shapes = re.compile(rf"(?<=在)[\u4e00-\u9fff·]{{0,12}}?(?:{ends})(?:前|外|附近|一带)?")
        self._missions = re.compile(
            rf"(?<=[在到往围向])[\u4e00-\u9fff]{{1,8}}(?:{'|'.join(self.words.missions)})门?(?:前|外|附近)?"
        )
        self._tail = re.compile(rf"(?:的)?([\u4e00-\u9fff·]{{0,6}}?(?:{ends}))(?:门)?(?:前|外|附近|一带)?(?![口域版])")
        self._mentions = mentions
        self._mention_starts = [mention.span.start for mention in mentions]
        sites = [*self._sites([mention for mention in mentions if self._may_be(mention)]), *self._embassies()]
        self.sites = sorted(sites, key=lambda site: site.start)
        self._starts = [site.start for site in self.sites]
        self._paragraphs = list(paragraphs(folded))
        self._scenes = list(self._set_scenes())

    def _may_be(self, mention: Mention) -> bool:
        """Whether a mention may name a place: no compound of states, no sector but a part of a country (乌克兰境内)."""
        part = mention.kind != "sector" or (":" not in mention.code and mention.text.endswith(self.words.inland))
        return mention.kind in _KINDS and not mention.codes and part

    def _sites(self, mentions: list[Mention]) -> Iterator[Site]:
        """The places, each chain of names (乌克兰首都基辅) as its last."""
        for number, mention in enumerate(mentions):
            behind = mentions[number + 1] if number + 1 < len(mentions) else None
            if behind is not None and self._gap(mention, behind) in self.words.inner and behind.kind != "agency":
                continue
            first = number
            while first and self._gap(mentions[first - 1], mentions[first]) in self.words.inner:
                first -= 1
            if site := self._site(mentions[first : number + 1]):
                yield site

    def _embassies(self) -> Iterator[Site]:
        """What goes on in front of a state's mission (在日本驻济州领事馆前)."""
        for found in self._missions.finditer(self.folded):
            if found.group().endswith(("前", "外", "附近")):
                yield Site(found.group(), "", found.start())

    def _gap(self, one: Mention, other: Mention) -> str:
        return self.folded[one.span.end : other.span.start] if one.span.end <= other.span.start else "?"

    def _site(self, chain: list[Mention]) -> Site | None:
        """The place that a chain of names ends in; a state or an agency is one only where the words make it a place."""
        last, how = chain[-1], self._how(chain[0].span.start)
        if self.folded.startswith(self.words.topic, last.span.end):
            return None
        inland = next((word for word in self.words.inland if self.folded.startswith(word, last.span.end)), "")
        if (last.kind == "agency" and how != "at") or (last.kind == "state" and not how and not inland):
            return None
        joined = len(chain) > 1 and chain[-2].kind != "state" and self._gap(chain[-2], last) == ""
        start = chain[-2].span.start if joined else last.span.start
        tail = self._part_of(last) if how else 0
        text = self.folded[start : last.span.end + tail] + (inland if last.kind == "state" and not tail else "")
        seat = last.kind == "capital" and (bool(how) or len(chain) > 1)
        sure = last.kind in ("place", "agency", "sector") or bool(inland) or seat or bool(tail)
        key = last.code if last.kind in ("state", "agency", "sector") else last.place or last.name
        return Site(text, key, chain[0].span.start, how, sure) if len(text) > 1 else None

    def _part_of(self, last: Mention) -> int:
        """How many characters behind a name tell, unlisted, which part of the place is meant (巴黎爱丽舍宫)."""
        end = last.span.end
        found = self._tail.match(self.folded, end) if last.kind != "agency" else None
        if found is None or any(word in found.group(1) for word in (*self.words.unshaped, *self.words.hit)):
            return 0
        if self.folded.startswith(self.words.topic, found.end()):
            return 0
        other = bisect_left(self._mention_starts, end)
        crossed = other < len(self._mention_starts) and self._mention_starts[other] < found.end()
        return 0 if crossed else found.end() - end

    def _how(self, start: int) -> str:
        """What introduces a name: at, to, off or nothing; a word such as 首都 or 东部城市 may stand between."""
        before = self.folded[max(0, start - 10) : start].rstrip("“”")
        between = max((word for word in self.words.inner if word and before.endswith(word)), key=len, default="")
        before = before.removesuffix(between)
        kinds = (("at", self.words.at), ("to", self.words.to), ("hit", self.words.hit), ("off", self.words.off))
        return next((kind for kind, words in kinds if before.endswith(words)), "")

    def _set_scenes(self) -> Iterator[Scene]:
        """The sentences that tell of talks."""
        for match in re.finditer(r"[^。！？\n]+", self.folded):
            start, end = match.span()
            apart = any(word in match.group() for word in self.words.apart)
            if apart or any(word in match.group() for word in self.words.scene):
                site = self._best(start, self._told_to(start, end), ("at",) if apart else ("at", "to"))
                if site or (apart and any(word in match.group() for word in self.words.day)):
                    yield Scene(end, site, self._countries(start, end))

    def _told_to(self, start: int, end: int) -> int:
        """The end of what a sentence tells itself, before the words of a speaker (他说，5月在西安…)."""
        ends = (self.folded.find(word, start, end) for word in self.words.speaks)
        return min((at for at in ends if at >= 0), default=end)

    def _best(self, start: int, end: int, hows: tuple[str, ...]) -> Site | None:
        """The first place between two offsets of the first of ``hows`` that any has; a shape counts as at."""
        for how in hows:
            found = [site for site in self._between(start, end) if site.how == how]
            site = next((site for site in found if site.sure), None)
            if site := site or (self._shaped(start, end) if how == "at" else None) or (found[0] if found else None):
                return site
        return None

    def _countries(self, start: int, end: int) -> frozenset[str]:
        named = [mention for mention in self._mentions if start <= mention.span.start < end]
        return frozenset(code for m in named for code in m.countries)

    def _between(self, start: int, end: int) -> list[Site]:
        return self.sites[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def _shaped(self, start: int, end: int) -> Site | None:
        """A place that no table lists, known by 在 before it and its last character."""
        for found in self._shapes.finditer(self.folded, start, end):
            if len(found.group()) > 1 and not self._unfit(found.start(), found.end()):
                return Site(found.group(), "", found.start())
        return None

    def _unfit(self, start: int, end: int) -> bool:
        """Whether words of a place's shape are a topic, a name that the tables know, or more than a place."""
        topic = self.folded.startswith(self.words.topic, end)
        named = any(m.span.start <= start and end <= m.span.end for m in self._mentions)
        return topic or named or any(word in self.folded[start:end] for word in self.words.unshaped)

    def of(self, reading: Reading) -> Site | None:
        """The place of an event: in its clause, else in its sentence, else the scene, else a side's country."""
        kind = reading.rule.type
        site = self._spoken(reading) if kind in self.words.spoken else self._told(reading)
        if site is None and kind in self.words.said:
            site = self._scene(reading)
        if site is None and kind in self.words.anywhere:
            site = self._before(reading)
        home = self._country(reading)
        abroad = reading.rule.mode == "visit" and home is not None and self._country_of(site) != home.key
        return home if site is None or abroad else site

    def _country_of(self, site: Site | None) -> str:
        return self.gazetteer.point(site).code if site else ""

    def _before(self, reading: Reading) -> Site | None:
        """The last place named shortly before the sentence in its paragraph that lies in a side's country."""
        start = reading.spot.sentence.start
        first = max(paragraph_at(self._paragraphs, start).start, start - _NEAR)
        countries = {party.country for party in (*reading.actor, *reading.recipient)}
        sites = self._between(first, start)
        here = (site for site in reversed(sites) if site.sure and site.how in ("at", "to", "hit"))
        return next((site for site in here if self._country_of(site) in countries), None)

    def _told(self, reading: Reading) -> Site | None:
        """Where a deed happened: what 在 introduces in its clause or before, else a goal, else any place in them."""
        sentence, segment = reading.spot.sentence, reading.spot.segment
        spans = ((segment.start, segment.end), (sentence.start, segment.start))
        kind, words = reading.rule.type, self.words
        hows = ["at", *(["to"] if kind in words.going else []), *(["hit"] if kind in words.anywhere else [])]
        for how in hows:
            for start, end in spans:
                if site := self._best(start, end, (how,)):
                    return site
        found = [site for span in spans for site in self._between(*span) if site.sure and kind in words.anywhere]
        return next((site for site in found if not site.how), found[0] if found else None)

    def _spoken(self, reading: Reading) -> Site | None:
        """Where an act of speech happened: what 在 introduces before the words that are said."""
        sentence, at = reading.spot.sentence, reading.spot.at
        said = [number for number in range(at + 1) if sentence.segments[number].said is not None]
        end = sentence.segments[said[0]].start if said else reading.spot.word.start
        return self._best(sentence.start, end, ("at",)) or self._planned(reading)

    def _planned(self, reading: Reading) -> Site | None:
        """Where those who agree to meet will do so (愿与俄方在马里乌波尔举行谈判)."""
        start, end = reading.spot.word.start, max(reading.spot.segment.end, reading.spot.word.end)
        meets = any(word in self.folded[start:end] for word in self.words.meets)
        return self._best(start, end, ("at", "to")) if meets and reading.rule.type == "AGREE" else None

    def _scene(self, reading: Reading) -> Site | None:
        """The scene set last before the trigger, if the one who acts is named there or speaks 在会上."""
        sentence, actors = reading.spot.sentence, {party.country for party in reading.actor}
        sitting = any(word in self.folded[sentence.start : sentence.end] for word in self.words.sitting)
        scenes = [s for s in self._scenes if s.end <= sentence.end and (sitting or actors & s.countries)]
        return scenes[-1].site if scenes else None

    def _country(self, reading: Reading) -> Site | None:
        """The country of the side that is the place of such an event."""
        rule = reading.rule
        here = {rule.type, f"{rule.type}/{rule.mode}"}
        side = reading.recipient if here & self.words.there else reading.actor if here & self.words.home else ()
        for party in side:
            if party.span and party.name and party.kind in ("state", "capital", "place"):
                name = party.name if len(party.name) > 1 else self.gazetteer.state(party.country)
                return Site(name or party.name, party.country, party.span.start, "home")
            if here & self.words.home and (name := self.gazetteer.state(party.country)):
                return Site(name, party.country, reading.spot.word.start, "home")
        return None
