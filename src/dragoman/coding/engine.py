"""The default engine: mentions, triggers, readings, the arbiter's choice, and the event with all its fields."""

from datetime import date

import msgspec

from dragoman.coding.arbiter import Arbiter, load_arbiter
from dragoman.coding.attribution import load_words
from dragoman.coding.candidate import SYMMETRIC, Reading, Worth
from dragoman.coding.codes import Sectors, both_sides, entities, load_sectors
from dragoman.coding.finish import Finisher
from dragoman.coding.foes import Foes
from dragoman.coding.gazetteer import Gazetteer
from dragoman.coding.grammar import Grammar, load_grammar
from dragoman.coding.merge import distinct
from dragoman.coding.modes import load_modes, mode_of
from dragoman.coding.plans import as_planned, load_plans
from dragoman.coding.reader import Reader, Trigger
from dragoman.coding.sound import sound_rules
from dragoman.coding.topics import Topics
from dragoman.lexicon import Lexicon
from dragoman.model import Document, Event, Fragment, Mention, Page
from dragoman.naming import Namer, fold


class Engine:
    """Codes fragments; compiled once from a lexicon and usable for any number of texts."""

    def __init__(self, lexicon: Lexicon, arbiter: Arbiter | None = None) -> None:
        self.namer = Namer(lexicon)
        sound_rules(lexicon.extra)
        self.grammar: Grammar = load_grammar(lexicon.extra)
        self.topics = Topics(lexicon)
        self.foes = Foes(lexicon)
        self.gazetteer = Gazetteer(lexicon)
        self.arbiter = arbiter or load_arbiter()
        self.modes, self.credits = load_modes(lexicon.extra), load_words(lexicon.extra)
        self.plans = load_plans(lexicon.extra)
        self.sectors = Sectors(load_sectors(lexicon.extra), frozenset(row.code for row in lexicon.rows("states")))

    def mentions(self, fragment: Fragment) -> tuple[Mention, ...]:
        """The mentions of a fragment, resolved as of its anchor."""
        return self.namer.name(fragment.text, fragment.anchor)

    def triggers(self, fragment: Fragment) -> list[Trigger]:
        """Every trigger of a fragment with all its readings, before any choice."""
        return list(self._reader(fragment, fold(fragment.text), self.mentions(fragment), None).triggers())

    def _reader(self, fragment: Fragment, folded: str, mentions: tuple[Mention, ...], worth: Worth | None) -> Reader:
        day = fragment.anchor.day or fragment.anchor.latest or date.today()
        return Reader(self.grammar, folded, mentions, self.foes, day, worth)

    def code(self, fragment: Fragment) -> tuple[Event, ...]:
        """The events of one fragment; offsets are in the fragment's text."""
        folded, mentions = fold(fragment.text), self.mentions(fragment)
        found = list(self._reader(fragment, folded, mentions, self.arbiter.worth).triggers())
        chosen = [reading for trigger in found if (reading := self.arbiter.choose(trigger)) is not None]
        finisher = Finisher(fragment, folded, mentions, self.topics.weigh(folded), self.gazetteer, self.credits)
        return tuple(self._event(as_planned(reading, self.plans), finisher) for reading in distinct(chosen))

    def _event(self, reading: Reading, finisher: Finisher) -> Event:
        mode = mode_of(reading, self.modes)
        kind = reading.rule.type
        actors, recipients = both_sides(reading, mode, self.sectors)
        actor = entities(actors, "actor", reading, mode, self.sectors)
        role = "actor" if reading.rule.pair and kind in SYMMETRIC else "recipient"
        recipient = entities(recipients, role, reading, mode, self.sectors)
        event = finisher.event(reading, mode, actor, recipient)
        return msgspec.structs.replace(event, confidence=round(self.arbiter.chance(reading), 3))


_ENGINES: dict[int, Engine] = {}


def engine_for(lexicon: Lexicon) -> Engine:
    """The engine of a lexicon, built on first use."""
    key = id(lexicon)
    if key not in _ENGINES:
        _ENGINES[key] = Engine(lexicon)
    return _ENGINES[key]


def code_page(document: Document, page: Page, lexicon: Lexicon) -> tuple[Event, ...]:
    """The events of every fragment of ``page``, with ids and offsets in the decoded file."""
    engine = engine_for(lexicon)
    events = [_placed(document, fragment, event) for fragment in page.fragments for event in engine.code(fragment)]
    return tuple(msgspec.structs.replace(event, id=f"{document.id}:{number}") for number, event in enumerate(events, 1))


def _placed(document: Document, fragment: Fragment, event: Event) -> Event:
    """The event with its spans in the decoded file."""
    spans = {
        name: document.map.back(fragment.map.back(getattr(event, name))) for name in ("evidence_span", "trigger_span")
    }
    return msgspec.structs.replace(event, doc=document.id, fragment=fragment.index, **spans)
