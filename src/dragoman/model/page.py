"""A document taken apart: fragments of one article each, and what was set aside."""

import msgspec

from dragoman.model.document import TextMap
from dragoman.model.span import Span
from dragoman.model.time import Anchor


class Aside(msgspec.Struct, frozen=True):
    """Text that belongs to no article: ``kind`` caption, promotion, disclaimer, furniture, byline, tags, heading …"""

    span: Span
    kind: str
    reason: str


class Headline(msgspec.Struct, frozen=True):
    """A heading, the fragment it speaks of (None: unknown) and, where it was spun, what it should have said.

    ``changes`` pairs each wrong wording with the original one, as (found, original).
    """

    span: Span
    text: str
    fragment: int | None = None
    spun: bool = False
    proposed: str = ""
    changes: tuple[tuple[str, str], ...] = ()
    reason: str = ""


class Fragment(msgspec.Struct, frozen=True, kw_only=True):
    """One article of a document.

    ``text`` joins its paragraphs with newlines; ``map`` leads from it to ``Document.text``; ``anchor`` is the day its
    dates count from. ``agency`` is the credited agency of its dateline. ``confidence`` is 0 to 1, ``reasons`` say
    what held its paragraphs together. ``title`` is the heading that belongs to it.
    """

    doc: str
    index: int
    text: str
    map: TextMap
    anchor: Anchor
    title: str = ""
    agency: str = ""
    confidence: float = 1.0
    reasons: tuple[str, ...] = ()


class Page(msgspec.Struct, frozen=True):
    """A document's fragments, its headings, and what was set aside. Together they cover the document's text."""

    doc: str
    fragments: tuple[Fragment, ...]
    asides: tuple[Aside, ...] = ()
    headlines: tuple[Headline, ...] = ()
