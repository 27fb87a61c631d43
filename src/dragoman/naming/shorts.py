"""States named by one letter: a run of abbreviations (日美韩; 美、英、法), or one that its neighbours make a name."""

from dragoman.naming.namebook import Token
from dragoman.naming.phrases import Part, Phrase
from dragoman.naming.shapes import Shapes
from dragoman.naming.view import View


class Shorts:
    """Reads abbreviations as names where the words beside them, or the text's other names, allow it."""

    def __init__(self, text: str, tokens: list[Token], shapes: Shapes, view: View) -> None:
        self.text, self.tokens, self.shapes, self.view = text, tokens, shapes, view

    def at(self, first: int) -> Phrase | None:
        """A run of abbreviations from the token at ``first`` on, or one that its neighbours make a name."""
        run = [self.tokens[first]]
        while (
            (following := self._token(first + len(run)))
            and following.sense("short")
            and self._linked(first + len(run) - 1)
        ):
            run.append(following)
        if not (self._stands(first) if len(run) == 1 else self._known(run[0]) and all(map(self._usual, run[1:]))):
            return None
        states = tuple(
            self.view.choose(tuple(s.code for s in token.all("short")), self.shapes.strong_shorts.get(token.text, ""))
            for token in run
        )
        parts = [Part(token, token.all("short")[0]) for token in run]
        return Phrase(run[0].start, run[-1].end, tuple(dict.fromkeys(states)), parts)

    def _token(self, at: int) -> Token | None:
        return self.tokens[at] if at < len(self.tokens) else None

    def _linked(self, left: int) -> bool:
        """Whether the abbreviation at ``left`` and the next token stand side by side or in a list."""
        return self.text[self.tokens[left].end : self.tokens[left + 1].start] in ("", "、", "－", "-", "—")

    def _stands(self, at: int) -> bool:
        """Whether the words beside the single abbreviation at ``at`` make it a name."""
        token = self.tokens[at]
        before, after = self.text[max(0, token.start - 2) : token.start], self.text[token.end : token.end + 3]
        following = self._token(at + 1)
        if (
            following
            and following.start == token.end
            and following.sense("noun", "agency", "office", "person", "surname", "prefix")
        ):
            part = following.sense("noun") is not None and (following.end - following.start == 1 or self._opens(token))
            return self._known(token) or part
        if any(before.endswith(word) for word in self.shapes.short_before) and not self._glued(after):
            return self._known(token)
        return (
            self._opens(token)
            and self._known(token)
            and any(after.startswith(word) for word in self.shapes.short_after)
        )

    def _opens(self, token: Token) -> bool:
        """Whether a mark or nothing stands before the token."""
        return token.start == 0 or self.text[token.start - 1] in "，。；：、！？“”\n 　,;:（("

    def _glued(self, after: str) -> bool:
        """Whether the next character makes an ordinary word of the abbreviation; only marks and known starts do not."""
        return bool(after) and after[0] in "的之其这那么后前上下里外间中"

    def _known(self, token: Token) -> bool:
        """Whether one of the abbreviation's states is named in the text, or it is one that news uses without naming
        it."""
        return self._named(token) if token.text in self.shapes.doubtful else self._usual(token)

    def _usual(self, token: Token) -> bool:
        return token.text in self.shapes.strong_shorts or self._named(token)

    def _named(self, token: Token) -> bool:
        return any(sense.code in self.view.named for sense in token.all("short"))
