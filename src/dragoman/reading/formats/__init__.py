"""One file per format, and the register of them in the order in which they are asked."""

from dragoman.reading.formats import archive, markdown, plain
from dragoman.reading.record import Reader

READERS: tuple[Reader, ...] = (archive.READER, markdown.READER, plain.READER)
"""The first that claims a file reads it; the last claims everything."""
