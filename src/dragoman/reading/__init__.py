"""Reading: bytes of any supported format in, ``Document``s out, every character of whose text leads back to the file.

A document's text has one paragraph a line and no blank lines; where the file names a title apart from the text, the
title is the first line and ``title_span`` its span. ``map`` leads to code point offsets in the decoded file (without
its byte order mark; for a member of an archive, in that member; for a web archive, in that record's page). Times always
have a zone; a day without one is midnight UTC, so ``published.date()`` is the day as printed.
"""

import hashlib
import io
import sys
from collections.abc import Iterable, Iterator
from datetime import date
from pathlib import Path, PurePath
from typing import IO

from msgspec.structs import replace

from dragoman.errors import BadInput
from dragoman.lexicon import Lexicon
from dragoman.model import Document, Rejected
from dragoman.reading.assemble import Origin
from dragoman.reading.files import files, rejected, shown
from dragoman.reading.outlets import Outlets, outlets
from dragoman.reading.read import from_stream, from_text
from dragoman.reading.streams import LARGEST, seekable

__all__ = ["LARGEST", "read_bytes", "read_paths", "read_text"]


def read_paths(
    paths: Iterable[str], published: date | None = None, *, lexicon: Lexicon | None = None
) -> Iterator[Document | Rejected]:
    """Every article of the files and folders ``paths`` (``-``: standard input), one at a time and in a fixed order.

    What can't be read comes out as ``Rejected`` and stops nothing. ``published`` dates the files that give no date.
    """
    known = outlets(lexicon)
    for given in paths:
        if given == "-":
            origin = replace(_origin("stdin", published, known), path="-")
            yield from _hashed(seekable(sys.stdin.buffer), origin)
            continue
        for path in files([given]):
            yield from _file(path, published, known) if isinstance(path, Path) else (path,)


def read_bytes(
    data: bytes, name: str, published: date | None = None, *, lexicon: Lexicon | None = None
) -> list[Document]:
    """The articles of a file's bytes; ``name`` is the file's name. Raises BadInput where there is none."""
    return _articles(_hashed(io.BytesIO(data), _origin(name, published, outlets(lexicon))), name)


def read_text(
    text: str, name: str = "text", published: date | None = None, *, lexicon: Lexicon | None = None
) -> list[Document]:
    """The articles of a text that is already decoded. Raises BadInput where there is none."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return _articles(from_text(text, replace(_origin(name, published, outlets(lexicon)), digest=digest)), name)


def _origin(name: str, published: date | None, known: Outlets) -> Origin:
    return Origin(path=name, stem=PurePath(name).stem or name, published=published, outlets=known)


def _articles(found: Iterable[Document | Rejected], name: str) -> list[Document]:
    """The documents; what was rejected beside them stands in the first one's warnings: nothing is lost unseen."""
    everything = list(found)
    documents = [item for item in everything if isinstance(item, Document)]
    faults = [item for item in everything if isinstance(item, Rejected)]
    if not documents:
        first = faults[0] if faults else Rejected(name, "no article in it", "Check that it is the right file")
        raise BadInput(first.path, first.reason, first.cure)
    told = tuple(f"left out {fault.path}: {fault.reason}" for fault in faults)
    return [replace(documents[0], warnings=(*documents[0].warnings, *told)), *documents[1:]]


def _file(path: Path, published: date | None, known: Outlets) -> Iterator[Document | Rejected]:
    try:
        with path.open("rb") as stream:
            yield from _hashed(seekable(stream), _origin(shown(path), published, known))
    except OSError as fault:
        yield rejected(path, fault)


def _hashed(stream: IO[bytes], origin: Origin) -> Iterator[Document | Rejected]:
    """The documents of a stream that can be wound back, with the digest of all its bytes."""
    digest = hashlib.sha256()
    while more := stream.read(1 << 20):
        digest.update(more)
    stream.seek(0)
    yield from from_stream(stream, replace(origin, digest=digest.hexdigest()))
