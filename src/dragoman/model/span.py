"""A half-open range of Unicode code points."""

import msgspec


class Span(msgspec.Struct, frozen=True, order=True):
    """Code points ``start`` (included) to ``end`` (excluded) of some text."""

    start: int
    end: int

    def cut(self, text: str) -> str:
        """The part of ``text`` that the span covers."""
        return text[self.start : self.end]

    def holds(self, other: "Span") -> bool:
        """Whether ``other`` lies wholly inside this span."""
        return self.start <= other.start and other.end <= self.end

    def meets(self, other: "Span") -> bool:
        """Whether the two share at least one code point."""
        return self.start < other.end and other.start < self.end

    def shift(self, by: int) -> "Span":
        """The same span moved right by ``by`` code points."""
        return Span(self.start + by, self.end + by)
