"""Naming phrases: tokens that name one thing together, as a state, its agency, an office and a person do."""

import msgspec

from dragoman.naming.namebook import Sense, Token


class Part(msgspec.Struct, frozen=True):
    """A token with the sense it has inside a phrase."""

    token: Token
    sense: Sense


class Phrase(msgspec.Struct):
    """Tokens that name one thing together. ``codes`` holds the states (several for 日美韩); ``parts`` what was
    joined."""

    start: int
    end: int
    states: tuple[str, ...] = ()
    parts: list[Part] = []
    posted: str = ""
    seen: str = ""

    def last(self, *kinds: str) -> Part | None:
        """The last part of one of ``kinds``."""
        return next((part for part in reversed(self.parts) if part.sense.kind in kinds), None)
