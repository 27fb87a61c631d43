"""What goes into a store: a file with its coded documents and what was set aside of it."""

import msgspec

from dragoman.model import Document, Event, Page, Rejected


class Coded(msgspec.Struct, frozen=True):
    """A document, taken apart, with its events."""

    document: Document
    page: Page
    events: tuple[Event, ...]


class FileRecord(msgspec.Struct, frozen=True, kw_only=True):
    """An input file as the store keeps it.

    ``digest`` is empty where the bytes could not be read; ``version`` is the fingerprint of the code, lexicon and
    options that made it; ``duplicate_of`` names the file with the same bytes that holds the documents.
    """

    path: str
    digest: str
    size: int
    version: str
    coded: tuple[Coded, ...] = ()
    rejected: tuple[Rejected, ...] = ()
    duplicate_of: str = ""

    @property
    def status(self) -> str:
        """The value of ``files.status``."""
        if self.duplicate_of:
            return "duplicate"
        return "coded" if self.coded else "rejected"


class Known(msgspec.Struct, frozen=True):
    """What a store already says of a file."""

    path: str
    digest: str
    version: str
    status: str
    reasons: tuple[str, ...] = ()
