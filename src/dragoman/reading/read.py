"""From bytes or text to documents: decode, ask which format it is, let its reader read."""

import hashlib
from collections.abc import Iterable, Iterator

from msgspec.structs import replace

from dragoman.errors import BadInput
from dragoman.model import Document, Rejected
from dragoman.reading.assemble import Origin, document
from dragoman.reading.decode import SAMPLE, check, decode
from dragoman.reading.formats import READERS
from dragoman.reading.layer import Layer, whole
from dragoman.reading.record import Draft, Fault, Reader

LARGEST = 64 * 1024 * 1024
"""How many bytes one text may have. Files of many records (JSON lines, CSV, WARC) may be of any size."""


def from_bytes(data: bytes, origin: Origin) -> Iterator[Document | Rejected]:
    """The documents of a file's bytes. Raises BadInput where nothing in it can be read."""
    if len(data) > LARGEST:
        cure = f"Split it into files of at most {LARGEST >> 20} MiB"
        raise BadInput(origin.path, f"one text of {len(data) >> 20} MiB", cure)
    found = decode(data, origin.path)
    known = replace(origin, encoding=found.encoding, digest=hashlib.sha256(data).hexdigest(), warnings=found.warnings)
    yield from from_text(found.text, known)


def from_text(text: str, origin: Origin) -> Iterator[Document | Rejected]:
    """The documents of a file's decoded text."""
    check(text, origin.path)
    reader = claimed(text[:SAMPLE])
    layers: Iterable[Layer] = [whole(text)]
    yield from documents(reader, layers, origin)


def claimed(head: str) -> Reader:
    """The reader of the format that a text with this beginning has."""
    return next(reader for reader in READERS if reader.claims(head))


def documents(reader: Reader, layers: Iterable[Layer], origin: Origin) -> Iterator[Document | Rejected]:
    """What the reader makes of the layers; an article without text is rejected on its own."""
    known = replace(origin, format=reader.name)
    number = 0
    for found in reader.read(layers):
        number += isinstance(found, Draft)
        yield _document(found, known, number)


def _document(found: Draft | Fault, origin: Origin, number: int) -> Document | Rejected:
    if isinstance(found, Fault):
        return Rejected(f"{origin.path}:{found.place}", found.reason, found.cure)
    if not found.body.text:
        place = f"{origin.path}#{number}" if found.one_of_many else origin.path
        return Rejected(place, "no text in it", "Check that the article's text is in the file and not behind a script")
    return document(found, origin, number)
