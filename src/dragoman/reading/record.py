"""What a reader of one format gives and what it is: the contract of every file in ``formats``."""

from collections.abc import Callable, Iterable
from datetime import datetime

import msgspec

from dragoman.model import Span
from dragoman.reading.layer import Layer


class Draft(msgspec.Struct, frozen=True, kw_only=True):
    """An article as one format's reader found it; the rest of a ``Document`` is the same for all formats.

    ``title_span`` is in ``body.text``, whose first line the title then is. ``published_by`` says where the time stood.
    ``one_of_many`` articles are numbered after the file's stem.
    """

    body: Layer
    title: str = ""
    title_span: Span | None = None
    published: datetime | None = None
    published_by: str = ""
    url: str = ""
    outlet: str = ""
    warnings: tuple[str, ...] = ()
    one_of_many: bool = False


class Fault(msgspec.Struct, frozen=True):
    """A record inside a file that could not be read, while others could: ``place`` is its line or number."""

    place: str
    reason: str
    cure: str = ""


class Reader(msgspec.Struct, frozen=True):
    """One format. ``claims`` decides by the beginning of the text; ``read`` takes the file's text as one layer, or as a
    layer a line where ``by_line`` (such files may be of any size)."""

    name: str
    claims: Callable[[str], bool]
    read: Callable[[Iterable[Layer]], Iterable[Draft | Fault]]
    by_line: bool = False
