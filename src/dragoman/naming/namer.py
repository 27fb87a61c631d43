"""The naming room's door: text in, resolved mentions out."""

from datetime import date

from dragoman.lexicon import Lexicon
from dragoman.lexicon.schema import Term
from dragoman.model import Anchor, Mention, Span
from dragoman.naming.fold import fold
from dragoman.naming.joining import PhraseBuilder
from dragoman.naming.namebook import Namebook, Token
from dragoman.naming.phrases import Part, Phrase
from dragoman.naming.roster import Roster, build_roster
from dragoman.naming.shapes import Shapes, load_shapes
from dragoman.naming.strangers import with_strangers
from dragoman.naming.tokens import undated, undotted, with_counted
from dragoman.naming.view import View


class Namer:
    """Finds and resolves every mention of a text; compiled once from a lexicon."""

    def __init__(self, lexicon: Lexicon) -> None:
        self.book = Namebook(lexicon)
        self.roster: Roster = build_roster(lexicon)
        self.shapes: Shapes = load_shapes(lexicon.extra)
        self.states = frozenset(row.code for row in lexicon.rows("states"))

    def name(self, text: str, anchor: Anchor) -> tuple[Mention, ...]:
        """The mentions of ``text`` in order, without overlap, resolved as of the anchor's day (or its latest bound)."""
        folded = fold(text)
        day = anchor.day or anchor.latest or date.today()
        found = undotted(undated(self.book.find(folded), folded), folded)
        found = with_counted(found, folded, self.shapes.many, self.shapes.many_code)
        tokens = with_strangers(folded, found, self.shapes)
        view = View(day, known=self.states)
        self._fill_view(tokens, view)
        phrases = PhraseBuilder(folded, tokens, self.roster, self.shapes, view).build()
        resolver = Resolver(text, self.roster, day, self.states)
        return tuple(mention for phrase in phrases if (mention := resolver.mention(phrase)))

    def _fill_view(self, tokens: list[Token], view: View) -> None:
        """Persons named in full anywhere in the text are in view for their surnames, states for their abbreviations."""
        for token in tokens:
            if (sense := token.sense("person")) is not None:
                view.persons.setdefault(sense.key, sense.code)
            if (state := token.sense("state", "capital", "metonym", "demonym", "person")) is not None:
                view.named.add(state.code.split(":")[0])


class Resolver:
    """Turns a phrase into a mention: who it is, and the code as of the day."""

    def __init__(self, text: str, roster: Roster, day: date, states: frozenset[str]) -> None:
        self.text, self.roster, self.day, self.states = text, roster, day, states
        self.strangers: dict[str, tuple[str, bool]] = {}

    def _coded(self, owner: str, sector: str) -> str:
        """The code of a body: organisations have no sector of their own."""
        if not owner:
            return f":{sector}"
        if ":" in owner:
            return owner
        return f"{owner}:{sector}" if sector and (owner in self.states or sector in ("ELI", "MED", "CVL")) else owner

    def mention(self, phrase: Phrase) -> Mention | None:
        """The mention that ``phrase`` makes; None for a phrase that names nothing (a lone prefix)."""
        if (person := phrase.last("person", "surname")) is not None:
            return self._person(phrase, person)
        last = phrase.parts[-1]
        kind = last.sense.kind
        if kind == "prefix" or (kind == "noun" and len(phrase.parts) == 1 and not last.sense.bare):
            return None
        if kind == "office" and len(phrase.parts) == 1 and not phrase.states and not self._unique(last):
            return None
        if kind in ("noun", "office"):
            return self._body(phrase, last)
        return self._plain(phrase, last)

    def _unique(self, part: Part) -> bool:
        """Whether an office alone names one person of the country in view (首相), not anyone (官员, 首脑)."""
        office = self.roster.offices.get(part.token.text)
        return office is not None and office.exclusive == "yes"

    def _made(self, phrase: Phrase, head: Span, kind: str, code: str, assumed: bool = False, **more: str) -> Mention:
        span = Span(phrase.start, phrase.end)
        codes = tuple(phrase.states) if len(phrase.states) > 1 else ()
        return Mention(
            span=span,
            text=span.cut(self.text),
            kind=kind,
            code=code,
            head=head,
            name=head.cut(self.text),
            codes=codes,
            assumed=assumed,
            **more,
        )

    def _plain(self, phrase: Phrase, last: Part) -> Mention:
        sense, head = last.sense, Span(phrase.start, phrase.end)
        kind = {"short": "state", "demonym": "sector", "metonym": "agency"}.get(sense.kind, sense.kind)
        code = phrase.states[0] if sense.kind == "short" or sense.members else sense.code
        if sense.kind == "agency" and phrase.states and not sense.bare:
            code = f"{phrase.states[0]}:{sense.code.partition(':')[2] or 'GOV'}"
        return self._made(phrase, head, kind, code, key=sense.key, reason=f"{sense.kind} {sense.key}")

    def _body(self, phrase: Phrase, last: Part) -> Mention:
        """A noun or office, with or without a state before it."""
        owner = phrase.last("agency", "group", "organisation", "metonym")
        state = phrase.states[0] if phrase.states else ""
        sector = last.sense.code
        if owner is not None and last.sense.kind == "office" and ":" in owner.sense.code:
            sector = owner.sense.code.partition(":")[2]
        if owner is not None and not state:
            state = owner.sense.code.split(":")[0]
        sector, stated = self._prefixed(phrase, sector), state
        state = state or phrase.seen
        code = self._coded(state, sector)
        office = last.token.text if last.sense.kind == "office" else ""
        return self._made(
            phrase,
            Span(phrase.start, phrase.end),
            "office" if office else "sector",
            code,
            office=office,
            key=last.sense.key,
            reason=f"{last.token.text} of {stated or f'the country in view, {state}'}",
            assumed=not stated,
        )

    def _prefixed(self, phrase: Phrase, sector: str) -> str:
        prefix = phrase.last("prefix")
        return "ELI" if prefix is not None and prefix.sense.code == "former" and sector == "GOV" else sector

    def _person(self, phrase: Phrase, part: Part) -> Mention:
        key = part.sense.key
        head = self._head(part.token, key)
        office = phrase.last("office")
        if key.startswith("?"):
            return self._stranger(phrase, part, head)
        code, reason, title = self._as_of(key, phrase, office)
        return self._made(phrase, head, "person", code, key=key, office=title, reason=reason)

    def _head(self, token: Token, key: str) -> Span:
        """The name without the title that some spellings begin with (国家副主席韩正)."""
        name = self.roster.people[key].name if key in self.roster.people else ""
        return (
            Span(token.end - len(name), token.end)
            if name and token.text.endswith(name)
            else Span(token.start, token.end)
        )

    def _stranger(self, phrase: Phrase, part: Part, head: Span) -> Mention:
        sector = self._prefixed(phrase, part.sense.key.partition("|")[2])
        owner = phrase.last("agency", "group")
        state, assumed = self._home(phrase, part, owner)
        if owner is not None and ":" in owner.sense.code:
            sector = owner.sense.code.partition(":")[2]
        return self._made(
            phrase,
            head,
            "person",
            self._coded(state, sector),
            key=part.sense.key.partition("|")[0],
            reason="name by shape after an office",
            assumed=assumed,
        )

    def _home(self, phrase: Phrase, part: Part, owner: Part | None) -> tuple[str, bool]:
        """A stranger's state, that named beside them, here or where they were met first, else that around them; and
        whether it had to be taken from there."""
        told = phrase.states[0] if phrase.states else ""
        if not told and owner is not None:
            told = owner.sense.code.split(":")[0]
        told = told or part.sense.owner
        return self.strangers.setdefault(part.sense.key, (told or phrase.seen, not told))

    def _as_of(self, key: str, phrase: Phrase, office: Part | None) -> tuple[str, str, str]:
        """Code, reason and office of a known person on the day."""
        person = self.roster.people[key]
        prefix = phrase.last("prefix")
        if prefix is not None and prefix.sense.code == "former":
            return f"{person.country}:ELI", "called former in the text", ""
        held = self.roster.held_on(key, self.day)
        if office is not None and (then := self._called(key, office)) and (prefix is not None or not held):
            return (
                then.body,
                f"{then.office} of {then.body} from {then.start} to {then.end or 'now'} ({then.origin})",
                then.office,
            )
        if office is not None:
            held = tuple(
                sorted(held, key=lambda h: self.roster.role(h.term.office) != self.roster.role(office.sense.key))
            )
        if held:
            term = held[0].term
            return (
                term.body,
                f"{term.office} of {term.body} from {term.start} to {term.end or 'now'} ({term.origin})",
                term.office,
            )
        if office is not None:
            sector = office.sense.code
            return f"{person.country}:{sector}", f"called {office.token.text} in the text", office.token.text
        return self._out_of_office(key, person.country, person.note)

    def _called(self, key: str, office: Part) -> Term | None:
        """The person's latest term before the day in the office that the text calls them by (时任首相菅义伟)."""
        role = self.roster.role(office.sense.key)
        past = [
            h for h in self.roster.held.get(key, ()) if h.start <= self.day and self.roster.role(h.term.office) == role
        ]
        return max(past, key=lambda holding: holding.start).term if past else None

    def _out_of_office(self, key: str, country: str, note: str) -> tuple[str, str, str]:
        sector = note.partition("sector=")[2][:3]
        if sector:
            return f"{country}:{sector}", "no office known", ""
        terms = self.roster.held.get(key, ())
        if terms and all(holding.end < self.day for holding in terms):
            return f"{country}:ELI", "held office before", ""
        return (f"{country}:GOV" if terms else f"{country}:CVL"), "no office known on the day", ""
