"""From bytes or text to documents: unpack, decode, ask which format it is, let its reader read."""

import codecs
import tarfile
import zipfile
from collections.abc import Iterable, Iterator
from itertools import count
from typing import IO

from msgspec.structs import replace

from dragoman.errors import BadInput
from dragoman.model import Document, Rejected
from dragoman.reading.assemble import Origin, document
from dragoman.reading.decode import SAMPLE, check, choose, decode
from dragoman.reading.formats import READERS
from dragoman.reading.layer import Layer, whole
from dragoman.reading.record import Draft, Fault, Reader
from dragoman.reading.streams import BROKEN, line_layers, read_head, read_whole, rejoined, text_lines
from dragoman.reading.unpack import kind_of, members

_DEEPEST = 4
"""How many files may lie in each other (.tar.gz in a .zip is three); more is no archive of news."""
_DAMAGED = (*BROKEN, tarfile.TarError, zipfile.BadZipFile, NotImplementedError)
"""What unpacking raises; zipfile raises NotImplementedError for a method of compression that it lacks."""


def from_stream(stream: IO[bytes], origin: Origin, depth: int = 0) -> Iterator[Document | Rejected]:
    """The documents of a file's bytes, and as ``Rejected`` whatever in it could not be read."""
    try:
        yield from _from_stream(stream, origin, depth)
    except BadInput as fault:
        yield Rejected(fault.where, fault.what, fault.cure)
    except _DAMAGED as fault:
        yield Rejected(origin.path, f"damaged data: {fault}", "Fetch it again; what came before the damage was read")


def from_text(text: str, origin: Origin) -> Iterator[Document | Rejected]:
    """The documents of a file's decoded text. Raises BadInput where it is none."""
    check(text, origin.path)
    reader = _claimed(text[:SAMPLE])
    yield from _documents(reader, text_lines(text) if reader.by_line else [whole(text)], origin)


def _from_stream(stream: IO[bytes], origin: Origin, depth: int) -> Iterator[Document | Rejected]:
    head = read_head(stream, SAMPLE)
    kind = kind_of(head)
    if kind is None:
        yield from _from_text_stream(head, stream, origin)
        return
    if depth == _DEEPEST:
        raise BadInput(origin.path, "too many files packed in each other", "Unpack it first")
    if depth:
        stream = rejoined(head, stream)
    else:
        stream.seek(0)  # the outermost can always be wound back, which spares a zip archive a copy
    for content, inner in members(kind, stream, origin):
        yield from from_stream(content, inner, depth + 1)


def _from_text_stream(head: bytes, stream: IO[bytes], origin: Origin) -> Iterator[Document | Rejected]:
    encoding, mark = choose(head, origin.path, origin.declared)
    beginning = codecs.getincrementaldecoder(encoding)(errors="replace").decode(head[mark:])
    check(beginning, origin.path)
    reader = _claimed(beginning)
    if reader.by_line:
        layers = line_layers(rejoined(head, stream), encoding, mark, origin.path)
        yield from _documents(reader, layers, replace(origin, encoding=encoding))
        return
    data, warnings = read_whole(rejoined(head, stream), origin.path)
    found = decode(data, origin.path, origin.declared)
    known = replace(origin, encoding=found.encoding, warnings=(*warnings, *found.warnings))
    yield from _documents(reader, [whole(found.text)], known)


def _claimed(head: str) -> Reader:
    return next(reader for reader in READERS if reader.claims(head))


def _documents(reader: Reader, layers: Iterable[Layer], origin: Origin) -> Iterator[Document | Rejected]:
    """What the reader makes of the layers; an article without text is rejected on its own."""
    known = replace(origin, format=reader.name)
    numbers = origin.numbers or count(1)
    for found in reader.read(layers):
        if isinstance(found, Fault):
            yield Rejected(f"{origin.path}:{found.place}", found.reason, found.cure)
        else:
            yield _document(found, known, next(numbers))


def _document(found: Draft, origin: Origin, number: int) -> Document | Rejected:
    if found.body.text:
        return document(found, origin, number)
    place = f"{origin.path}#{number}" if found.one_of_many or origin.many else origin.path
    return Rejected(place, "no text in it", "Check that the article's text is in the file and not behind a script")
