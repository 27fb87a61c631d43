"""One file per format, and the register of them in the order in which they are asked."""

from dragoman.reading.formats import archive, feed, json_lines, json_whole, markdown, page, plain, table
from dragoman.reading.record import Reader

READERS: tuple[Reader, ...] = (
    archive.READER,
    feed.READER,
    json_lines.READER,
    json_whole.READER,
    markdown.READER,
    page.READER,
    table.READER,
    plain.READER,
)
"""The first that claims a file reads it; the last claims everything."""
