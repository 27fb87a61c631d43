"""Files that hold other files (compressed ones, tar and zip, web archives), and kinds that hold no text at all."""

import bz2
import gzip
import lzma
import tarfile
import zipfile
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import PurePosixPath
from typing import IO, Any, cast

import msgspec
from msgspec.structs import replace

from dragoman.errors import BadInput
from dragoman.reading.assemble import Origin
from dragoman.reading.streams import seekable

Member = tuple[IO[bytes], Origin]
"""A file inside a file: its bytes and what is known of it. Must be read before the next one is asked for."""

_TEXT_KINDS = (
    "text/",
    "application/xhtml",
    "application/xml",
    "application/rss",
    "application/atom",
    "application/json",
)
_NO_FILES_OF_TEXT = ("[Content_Types].xml", "mimetype")
"""Members that tell an office document or an e-book from a plain zip archive."""


class Kind(msgspec.Struct, frozen=True):
    """A kind of file known by its first bytes (``magic`` at offset ``at``): what opens it, or why nothing does."""

    magic: bytes
    name: str
    opener: Callable[[IO[bytes], Origin], Iterator[Member]] | None = None
    cure: str = ""
    at: int = 0


def kind_of(head: bytes) -> Kind | None:
    """The kind of a file that begins with ``head``; None where it may be text."""
    return next((kind for kind in KINDS if head.startswith(kind.magic, kind.at)), None)


def members(kind: Kind, stream: IO[bytes], origin: Origin) -> Iterator[Member]:
    """The files in the stream. Raises BadInput where the kind holds none that can be read."""
    if kind.opener is None:
        raise BadInput(origin.path, f"{kind.name}, not text", kind.cure)
    try:
        yield from kind.opener(stream, origin)
    except BadInput:
        raise
    except Exception as fault:  # damaged data makes unpackers raise almost anything (ValueError, AttributeError …)
        raise BadInput(
            origin.path, f"damaged {kind.name}: {fault}", "Fetch it again; what came before was read"
        ) from fault


def _compressed(opened: Callable[[IO[bytes]], Any]) -> Callable[[IO[bytes], Origin], Iterator[Member]]:
    def open_one(stream: IO[bytes], origin: Origin) -> Iterator[Member]:
        # voa.txt.gz has the id of voa.txt
        yield cast(IO[bytes], opened(stream)), replace(origin, stem=PurePosixPath(origin.stem).stem)

    return open_one


def _tar(stream: IO[bytes], origin: Origin) -> Iterator[Member]:
    with tarfile.open(fileobj=stream, mode="r|") as archive:
        for entry in archive:
            content = archive.extractfile(entry) if entry.isfile() and _wanted(entry.name) else None
            if content:
                yield content, _inside(origin, entry.name)


def _zip(stream: IO[bytes], origin: Origin) -> Iterator[Member]:
    with zipfile.ZipFile(seekable(stream)) as archive:
        names = sorted(archive.namelist())
        if any(name in names for name in _NO_FILES_OF_TEXT):
            raise BadInput(origin.path, "an office document or e-book, not text", "Save it as plain text or HTML")
        if any(entry.flag_bits & 1 for entry in archive.infolist()):
            raise BadInput(origin.path, "a zip archive with a password", "Unpack it first")
        for name in names:
            if not name.endswith("/") and _wanted(name):
                with archive.open(name) as content:
                    yield content, _inside(origin, name)


def _wanted(name: str) -> bool:
    return not any(part.startswith((".", "__MACOSX")) for part in PurePosixPath(name).parts)


def _inside(origin: Origin, name: str) -> Origin:
    return replace(origin, path=f"{origin.path}!/{name}", stem=PurePosixPath(name).stem)


def _web_archive(stream: IO[bytes], origin: Origin) -> Iterator[Member]:
    """Pages that a crawler got; its redirects, errors, pictures and own notes are no articles and are passed over."""
    try:
        from warcio.archiveiterator import ArchiveIterator  # type: ignore[import-untyped,import-not-found,unused-ignore]
    except ImportError as fault:
        raise BadInput(origin.path, "a web archive, and warcio is not installed", "pip install warcio") from fault
    shared = replace(origin, many=True, numbers=count(1))
    for record in ArchiveIterator(stream, arc2warc=True):
        if record.rec_type in ("response", "resource", "conversion") and _is_page(record):
            url = record.rec_headers.get_header("WARC-Target-URI") or ""
            yield record.content_stream(), replace(shared, url=url, declared=_charset(_content_type(record)))


def _is_page(record: Any) -> bool:
    status = record.http_headers.get_statuscode() if record.http_headers else "200"
    return status == "200" and _content_type(record).lower().startswith(_TEXT_KINDS)


def _content_type(record: Any) -> str:
    headers = record.http_headers or record.rec_headers
    return (headers.get_header("Content-Type") or "text/html").strip()


def _charset(content_type: str) -> str:
    _, _, charset = content_type.lower().partition("charset=")
    return charset.split(";")[0].strip("\"' ")


_AS_TEXT = "Save or extract its text first, and give that"

KINDS = (
    Kind(b"\x1f\x8b", "gzip", _compressed(lambda stream: gzip.GzipFile(fileobj=stream))),
    Kind(b"BZh", "bzip2", _compressed(bz2.BZ2File)),
    Kind(b"\xfd7zXZ\x00", "xz", _compressed(lzma.LZMAFile)),
    Kind(b"ustar", "tar", _tar, at=257),
    Kind(b"PK\x03\x04", "zip", _zip),
    Kind(b"WARC/", "web archive", _web_archive),
    Kind(b"filedesc://", "web archive (ARC)", _web_archive),
    Kind(b"%PDF", "a PDF", cure="Extract its text first (pdftotext), and give that"),
    Kind(b"\xd0\xcf\x11\xe0", "an office document", cure=_AS_TEXT),
    Kind(b"{\\rtf", "a rich text document", cure=_AS_TEXT),
    Kind(b"\x28\xb5\x2f\xfd", "zstd-compressed data", cure="Unpack it first (zstd -d)"),
    Kind(b"7z\xbc\xaf", "a 7z archive", cure="Unpack it first"),
    Kind(b"Rar!", "a RAR archive", cure="Unpack it first"),
    Kind(b"PAR1", "a Parquet file", cure="Export it as JSON lines or CSV first"),
    Kind(b"SQLite format 3", "a SQLite database", cure="Export it as JSON lines or CSV first"),
    Kind(b"\x89PNG", "a picture", cure="Leave it out"),
    Kind(b"\xff\xd8\xff", "a picture", cure="Leave it out"),
    Kind(b"GIF8", "a picture", cure="Leave it out"),
)
