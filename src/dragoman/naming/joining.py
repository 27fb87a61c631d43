"""Joins adjacent names into naming phrases: state, agency, office and person become one mention."""

from dragoman.naming.bearers import Bearers
from dragoman.naming.namebook import Sense, Token
from dragoman.naming.owners import Owners, Sight
from dragoman.naming.phrases import Part, Phrase
from dragoman.naming.roster import Roster
from dragoman.naming.shapes import Shapes
from dragoman.naming.shorts import Shorts
from dragoman.naming.view import View

_LOCATING = ("place", "surname", "group", "agency")
"""Kinds of names that have a state though no phrase of theirs is given one."""


class PhraseBuilder:
    """Reads tokens from left to right and joins them by adjacency."""

    def __init__(self, text: str, tokens: list[Token], roster: Roster, shapes: Shapes, view: View) -> None:
        self.text, self.tokens, self.roster, self.shapes, self.view = text, tokens, roster, shapes, view
        self.bearers, self.shorts = Bearers(roster, view), Shorts(text, tokens, shapes, view)
        self.at = 0

    def build(self) -> list[Phrase]:
        """Every phrase of the text in order."""
        phrases: list[Phrase] = []
        while self.at < len(self.tokens):
            phrase = self._phrase()
            if phrase is not None:
                self._meet(phrase)
                phrases.append(phrase)
                self.view.see(
                    tuple(
                        state
                        for state in phrase.states
                        if state.isupper() and len(state) == 3 and state != self.shapes.many_code
                    )
                )
        self._give_owners(phrases)
        return phrases

    def _give_owners(self, phrases: list[Phrase]) -> None:
        """Tells each phrase without a state whose body or office it means: that which the text last named with its
        state, else the state that the place in the text is about."""
        sights = [Sight(one.start, one.end, state) for one in phrases for state in self._sighted(one)]
        owners = Owners(self.text, sights, self.shapes.dateline)
        for phrase in phrases:
            if not phrase.states:
                phrase.seen = owners.at(phrase.start)

    def _sighted(self, phrase: Phrase) -> tuple[str, ...]:
        """The states that a phrase names, one by a place too."""
        last = phrase.parts[-1].sense
        if last.kind == "outlet":
            return ()
        named = phrase.states or ((last.code.split(":")[0],) if last.kind in _LOCATING else ())
        return tuple(code for code in named if code in self.view.known)

    def _phrase(self) -> Phrase | None:
        start = self.at
        phrase = self._head()
        if phrase is None:
            self.at = max(self.at, start + 1)
            return None
        while self._extend(phrase):
            pass
        self._without_prefix(phrase)
        return phrase

    def _without_prefix(self, phrase: Phrase) -> None:
        """Leaves out prefixes at the phrase's end, where they belong to what follows (日本前)."""
        while len(phrase.parts) > 1 and phrase.parts[-1].sense.kind == "prefix":
            phrase.parts.pop()
            phrase.end = phrase.parts[-1].token.end
            self.at -= 1

    def _meet(self, phrase: Phrase) -> None:
        """Puts the person of the phrase in view, so that the name alone means them from here on."""
        person = phrase.last("person", "surname")
        if person is not None and not person.sense.key.startswith("?"):
            self.view.persons.setdefault(person.sense.key, person.sense.code)

    def _peek(self) -> Token | None:
        return self.tokens[self.at] if self.at < len(self.tokens) else None

    def _head(self) -> Phrase | None:
        token = self.tokens[self.at]
        if token.sense("short"):
            return self._run() or (self._single(token) if len(token.senses) > len(token.all("short")) else None)
        return self._single(token)

    def _run(self) -> Phrase | None:
        phrase = self.shorts.at(self.at)
        if phrase is not None:
            self.at += len(phrase.parts)
        return phrase

    def _single(self, token: Token) -> Phrase | None:
        sense = self._pick(token)
        self.at += 1
        if sense is None or (sense.kind == "noun" and not sense.bare):
            return None
        states: tuple[str, ...] = (sense.key,) if sense.kind in ("state", "metonym", "capital", "demonym") else ()
        if sense.kind == "organisation":
            states = sense.members or (sense.code,)
        if sense.kind in ("agency", "group") and sense.bare:
            states = (sense.code.split(":")[0],)
        if sense.kind == "person" and sense.code:
            states = (sense.code,)
        if sense.owner:
            states = (sense.owner,)
        return Phrase(token.start, token.end, states, [Part(token, sense)])

    def _pick(self, token: Token) -> Sense | None:
        """The sense that a token has at the head of a phrase."""
        order = (
            "state",
            "person",
            "organisation",
            "group",
            "agency",
            "metonym",
            "outlet",
            "capital",
            "demonym",
            "prefix",
            "office",
            "noun",
            "place",
            "surname",
        )
        for kind in order:
            found = token.all(kind)
            if kind == "agency" and len(found) > 1:
                mine = [sense for sense in found if sense.code.split(":")[0] in self.view.states[-1:]]
                return (mine or list(found))[0]
            if kind == "surname" and found:
                return (
                    self.bearers.by_surname(found, "")
                    or self.bearers.by_office(found, self._office_after(token))
                    or self.bearers.leader(found)
                )
            if found and not (kind == "office" and self._anyone(token)):
                return self.bearers.in_view(found)
        return None

    def _anyone(self, token: Token) -> bool:
        """Whether an office that many hold is read as the people who do (律师, 军人, 法官)."""
        noun, office = token.sense("noun"), self.roster.offices.get(token.text)
        return noun is not None and noun.bare and (office is None or office.exclusive != "yes")

    def _office_after(self, token: Token) -> Sense | None:
        following = self._token(self.at + 1)
        return following.sense("office") if following and following.start == token.end else None

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if at < len(self.tokens) else None

    def _extend(self, phrase: Phrase) -> bool:
        """Joins the next token to the phrase where the two name one thing; False at the phrase's end."""
        token = self._peek()
        if token is None or phrase.last("outlet"):
            return False
        gap = self.text[phrase.end : token.start]
        if gap in self.shapes.posted and token.sense("state", "short", "organisation", "place", "capital"):
            return self._post(phrase, token)
        sense = self._continues(phrase, token, gap)
        if sense is None:
            return False
        phrase.parts.append(Part(token, sense))
        phrase.end = token.end
        self.at += 1
        return True

    def _post(self, phrase: Phrase, token: Token) -> bool:
        """X驻Y大使: the host is part of the phrase but not its state."""
        following = self._token(self.at + 1)
        if following is None or not following.sense("office", "noun", "agency") or following.start - token.end > 3:
            return False
        host = token.sense("state", "short", "organisation", "place", "capital")
        phrase.posted = host.code if host else ""
        phrase.end = token.end
        self.at += 1
        return True

    def _continues(self, phrase: Phrase, token: Token, gap: str) -> Sense | None:
        last = phrase.parts[-1].sense.kind
        if last in ("person", "surname"):
            return token.sense("office") if gap == "" else None
        if (
            gap == ""
            and (person := token.sense("person"))
            and last in ("office", "noun", "state", "agency", "organisation", "short", "prefix", "group", "metonym")
        ):
            return self._person(phrase, token, person)
        if gap == "" and last in ("office", "state", "short", "noun") and (found := token.all("surname")):
            office = phrase.last("office")
            named = self.bearers.by_surname(found, phrase.states[0] if phrase.states else "")
            return named or self.bearers.by_office(found, office.sense if office else None)
        if (
            last == "organisation"
            and gap == ""
            and phrase.parts[-1].token.text[-1] in "国家区"
            and (state := token.sense("state"))
        ):
            phrase.states = (state.code,)
            return state
        if last == "place" and not phrase.states:
            return token.sense("noun", "agency", "office") if gap == "" else None
        return self._noun(phrase, token, gap)

    def _person(self, phrase: Phrase, token: Token, first: Sense) -> Sense | None:
        """The person named right after a state or office: of several the one of that state; after a bare state's
        name only
        where it is theirs (中国拜登 is no phrase)."""
        mine = [sense for sense in token.all("person") if sense.code in phrase.states]
        if phrase.parts[-1].sense.kind in ("state", "short", "metonym"):
            return mine[0] if mine else None
        if phrase.parts[-1].sense.kind == "prefix" and not phrase.last("office"):
            return None
        return mine[0] if mine else first

    def _noun(self, phrase: Phrase, token: Token, gap: str) -> Sense | None:
        if not self._bridges(gap) or self._acts_for(token):
            return None
        if gap == "" and (prefix := token.sense("prefix")):
            return prefix
        if token.end - token.start == 1:
            return token.sense("noun") if gap == "" and phrase.parts[-1].sense.kind in ("state", "short") else None
        kinds = ("agency", "office", "noun") if len(gap) < 2 else ("noun", "office")
        for kind in kinds:
            for sense in token.all(kind):
                if kind != "agency" or sense.code.split(":")[0] in phrase.states or not sense.bare:
                    return sense
        return (
            token.sense("place")
            if gap == ""
            and phrase.last("state")
            and not phrase.last("noun", "office", "agency")
            and self._leads_on(token)
            else None
        )

    def _acts_for(self, token: Token) -> bool:
        """Whether a word that may be an office is a verb, as before countries that are only counted
        (德国代表三十九个国家)."""
        following = self._token(self.at + 1)
        if following is None or following.start != token.end or token.text not in self.shapes.acting_for:
            return False
        return following.senses[0].code == self.shapes.many_code

    def _leads_on(self, token: Token) -> bool:
        """Whether a noun or office follows the place soon, so that the place only qualifies it (韩国济州岛农民)."""
        following = self._token(self.at + 1)
        return bool(
            following
            and following.sense("noun", "office", "agency")
            and self._bridges(self.text[token.end : following.start])
        )

    def _bridges(self, gap: str) -> bool:
        """Whether a gap between two names may be part of one: short, without marks, function words and verbs."""
        if not gap:
            return True
        short = len(gap) <= self.shapes.longest_gap and self.shapes.gap_stops.isdisjoint(gap)
        return short and not any(verb in gap for verb in self.shapes.gap_verbs)
