"""Streams of bytes: looked into without losing what was looked at, read whole up to a limit, or line by line."""

import io
import lzma
import tempfile
import zlib
from collections.abc import Callable, Iterator
from shutil import copyfileobj
from typing import IO, BinaryIO, cast

from dragoman.errors import BadInput
from dragoman.reading.layer import Layer, whole

LARGEST = 64 * 1024 * 1024
"""How many bytes one text may have. Files of many records (JSON lines, CSV, web archives) may be of any size."""

BROKEN = (EOFError, OSError, zlib.error, lzma.LZMAError)
"""What reading compressed data raises where it is damaged or ends too early."""


class _Rejoined(io.RawIOBase):
    """A stream that gives ``head`` again and then the rest."""

    def __init__(self, head: bytes, rest: IO[bytes]) -> None:
        self._head, self._rest = memoryview(head), rest

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: memoryview) -> int:  # type: ignore[override]
        found = self._head[: len(buffer)] if self._head else memoryview(_some(self._rest, len(buffer)))
        self._head = self._head[len(found) :] if self._head else self._head
        buffer[: len(found)] = found
        return len(found)


def rejoined(head: bytes, rest: IO[bytes]) -> BinaryIO:
    """A stream of ``head`` and what ``rest`` still has."""
    return cast(BinaryIO, io.BufferedReader(_Rejoined(head, rest)))


def read_head(stream: IO[bytes], size: int) -> bytes:
    """The first ``size`` bytes, or fewer where the stream ends or its data is damaged after some."""
    found = bytearray()
    try:
        while len(found) < size and (more := _some(stream, size - len(found))):
            found += more
    except BROKEN:
        if not found:
            raise
    return bytes(found)


def _some(stream: IO[bytes], most: int) -> bytes:
    """What one read gives: a longer read would lose what came before the damage in compressed data."""
    read: Callable[[int], bytes] = getattr(stream, "read1", stream.read)
    return read(most)


def seekable(stream: IO[bytes]) -> IO[bytes]:
    """The stream itself, or a copy on disk of what it has, where it can't be wound back (a pipe)."""
    if stream.seekable():
        return stream
    copy = tempfile.SpooledTemporaryFile(max_size=LARGEST)  # noqa: SIM115 - closed when it is let go
    copyfileobj(stream, copy)
    copy.seek(0)
    return cast(IO[bytes], copy)


def read_whole(stream: IO[bytes], path: str) -> tuple[bytes, tuple[str, ...]]:
    """All bytes of one text; a warning where the data breaks off. Raises BadInput above ``LARGEST``."""
    found = bytearray()
    warnings: tuple[str, ...] = ()
    try:
        while len(found) <= LARGEST and (more := _some(stream, 1 << 20)):
            found += more
    except BROKEN as fault:
        if not found:
            raise
        warnings = (f"the compressed data breaks off after {len(found)} bytes: {fault}",)
    if len(found) > LARGEST:
        cure = f"Split it into files of at most {LARGEST >> 20} MiB"
        raise BadInput(path, f"one text of more than {LARGEST >> 20} MiB", cure)
    return bytes(found), warnings


def line_layers(stream: BinaryIO, encoding: str, skip: int, path: str) -> Iterator[Layer]:
    """The lines of the stream after ``skip`` bytes, ends included, each with its offset in the decoded file."""
    stream.read(skip)
    lines = io.TextIOWrapper(stream, encoding, errors="replace", newline="\n")
    offset = number = 0
    while line := lines.readline(LARGEST):
        number += 1
        if len(line) == LARGEST:
            raise BadInput(
                f"{path}:line {number}", f"a line of {LARGEST} characters or more", "Put one record on a line"
            )
        yield whole(line, offset)
        offset += len(line)


def text_lines(text: str) -> Iterator[Layer]:
    """The lines of a decoded text, as ``line_layers`` gives them."""
    offset = 0
    for line in io.StringIO(text, newline="\n"):
        yield whole(line, offset)
        offset += len(line)
