"""One JSON value for the whole file: a list of articles, an object that holds such a list, or one article."""

import re
from collections.abc import Iterable, Iterator

from dragoman.reading.formats.json_lines import articles, fault_of, no_text
from dragoman.reading.layer import Layer
from dragoman.reading.record import Draft, Fault, Reader

_START = re.compile(r'[\ufeff\s]*(?:\[\s*\{\s*"|\{\s*")')


def _claims(head: str) -> bool:
    return _START.match(head) is not None


def _read(layers: Iterable[Layer]) -> Iterator[Draft | Fault]:
    for layer in layers:
        found = False
        fault = fault_of(layer.text)
        for article in articles(layer, fault[1] if fault else None):
            found = True
            yield article
        if fault:
            place = f"line {layer.text.count(chr(10), 0, fault[1]) + 1}"
            yield Fault(place, f"no valid JSON: {fault[0]}", "What stands before was read; write the file again")
        elif not found:
            yield no_text("JSON", layer.text)


READER = Reader("json", _claims, _read)
