"""The records that pass between the rooms: small, frozen, typed, with no behaviour that needs another room.

Offsets are half-open and count Unicode code points. A record's ``span`` is in the text of the
record that holds it; ``Piece`` says how that text maps to where it came from.
"""

from dragoman.model.document import Document, Piece, Rejected, TextMap
from dragoman.model.event import Entity, Event
from dragoman.model.mention import Mention
from dragoman.model.page import Aside, Fragment, Headline, Page
from dragoman.model.span import Span
from dragoman.model.time import Anchor, When

__all__ = [
    "Anchor",
    "Aside",
    "Document",
    "Entity",
    "Event",
    "Fragment",
    "Headline",
    "Mention",
    "Page",
    "Piece",
    "Rejected",
    "Span",
    "TextMap",
    "When",
]
