"""A lexicon as a key: what is compiled from its tables is compiled once for each lexicon that is loaded."""

from dragoman.lexicon import Lexicon


class Held:
    """Holds a lexicon and compares by its identity (its tables are never changed after loading)."""

    __slots__ = ("lexicon",)

    def __init__(self, lexicon: Lexicon) -> None:
        self.lexicon = lexicon

    def __hash__(self) -> int:
        return id(self.lexicon)

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Held) and other.lexicon is self.lexicon
