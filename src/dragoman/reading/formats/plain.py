"""Plain text, a page scraped as text too: each line that shows something is a paragraph, with its indent as it stands.

A line near the top that consists of a full date, with a label before or after (``2022-07-15 19:00 来源：…``), gives the
time of publication; a date inside a sentence does not.
"""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dragoman.reading.dates import starts_with_time
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import LINE, write_plain
from dragoman.reading.record import Draft, Reader

_STAMP_LINE = re.compile(
    r"\s*(?:\w{2,6}\s*[:：]\s*)?(?=\d{4}\s*[-/.年])(?P<time>[\d\s年月日时分:：/.T-]+)(?:$|[|｜]|\s\s*\S{0,8}[:：])"
)
_STAMPS_WITHIN = 6
"""How many lines from the top a line of its own with a date is the page's time."""

_LONGEST_STAMP = 120


def _read(layers: Iterable[Layer]) -> Iterator[Draft]:
    for layer in layers:
        yield _page(layer)


def _page(layer: Layer) -> Draft:
    writer = Writer()
    for line in LINE.finditer(layer.text):
        write_plain(writer, layer, line.start(), line.end())
    body = writer.layer()
    time, by = _stamp(body.text)
    return Draft(body=body, published=time, published_by=by)


def _stamp(text: str) -> tuple[datetime | None, str]:
    for number, line in enumerate(text.split("\n", _STAMPS_WITHIN)[:_STAMPS_WITHIN], 1):
        match = _STAMP_LINE.match(line) if len(line) <= _LONGEST_STAMP else None
        time = starts_with_time(match["time"].strip()) if match else None
        if time:
            return time, f"line {number}: {line.strip()[:40]}"
    return None, ""


def _claims(_head: str) -> bool:
    return True


READER = Reader("text", _claims, _read)
