"""Where the clauses, sentences and paragraphs of a text begin and end."""

import re
from bisect import bisect_right

import msgspec

from dragoman.model import Span

_CLAUSE = re.compile(r"[，,：:](?![0-9]{3}(?![0-9]))|[。！？!?；;\n]")
_SENTENCE = re.compile(r"[。！？!?；;][”’』」\"）)]*|\n")
_PARAGRAPH = re.compile(r"\n")


class Layout(msgspec.Struct, frozen=True):
    """The offsets at which a clause, a sentence and a paragraph begin, each in order and from 0."""

    clauses: tuple[int, ...]
    sentences: tuple[int, ...]
    paragraphs: tuple[int, ...]
    end: int

    def clause(self, at: int) -> Span:
        """The clause that holds the code point at ``at``, with the mark that ends it."""
        return self._part(self.clauses, at)

    def sentence(self, at: int) -> Span:
        """The sentence that holds the code point at ``at``, with the mark that ends it."""
        return self._part(self.sentences, at)

    def paragraph(self, at: int) -> Span:
        """The paragraph that holds the code point at ``at``."""
        return self._part(self.paragraphs, at)

    def _part(self, starts: tuple[int, ...], at: int) -> Span:
        index = bisect_right(starts, at)
        return Span(starts[index - 1], starts[index] if index < len(starts) else self.end)


def lay_out(text: str) -> Layout:
    """The layout of ``text``; one pass for each of its three levels."""
    return Layout(_starts(_CLAUSE, text), _starts(_SENTENCE, text), _starts(_PARAGRAPH, text), len(text))


def _starts(pattern: re.Pattern[str], text: str) -> tuple[int, ...]:
    return (0, *(match.end() for match in pattern.finditer(text) if match.end() < len(text)))
