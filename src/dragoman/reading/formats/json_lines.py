"""JSON lines: an article a line, an object with a field for its text (``fields`` has the names). Files of any size."""

import json
from collections.abc import Iterable, Iterator

from dragoman.reading.formats.fields import TEXTS, draft
from dragoman.reading.json_scan import Fields, objects, value
from dragoman.reading.layer import Layer
from dragoman.reading.record import Draft, Fault, Reader

_LINES_TO_TRY = 5
"""A file whose first line is broken may still be JSON lines."""


def _claims(head: str) -> bool:
    """Whether one of the first lines is an object; one that is longer than the head is believed to be."""
    lines = head.strip("\ufeff\r\n\t ").split("\n", _LINES_TO_TRY)[:_LINES_TO_TRY]
    if not lines[0].startswith("{") or not lines[0][1:].lstrip().startswith('"'):
        return False
    return len(lines) == 1 or any(fault_of(line) is None for line in lines if line.startswith("{"))


def _read(layers: Iterable[Layer]) -> Iterator[Draft | Fault]:
    for number, line in enumerate(layers, 1):
        if line.text.strip("\ufeff\x00\r\n\t "):
            yield from _line(line, number)


def _line(line: Layer, number: int) -> Iterator[Draft | Fault]:
    fault = fault_of(line.text)
    if fault:
        yield Fault(f"line {number}", f"no valid JSON: {fault[0]}", "Write the line again")
        return
    found = list(articles(line))
    yield from found
    if not found:
        yield no_text(f"line {number}", line.text)


def articles(layer: Layer, end: int | None = None) -> Iterator[Draft]:
    """The articles among the objects of the layer's JSON, which is valid up to ``end``."""
    for fields in objects(layer.text[:end], lambda fields: _has_text(layer.text, fields)):
        yield draft({name: value(layer, *at) for name, at in fields.items()})


def _has_text(text: str, fields: Fields) -> bool:
    return any(name in fields and text[slice(*fields[name])].strip() for name in TEXTS)


def fault_of(text: str) -> tuple[str, int] | None:
    """What is wrong with JSON text and where; None where nothing is."""
    shown = text.strip("\ufeff\x00\r\n\t ")
    try:
        json.loads(shown, strict=False)
    except json.JSONDecodeError as fault:
        return fault.msg, text.index(shown) + fault.pos
    except RecursionError:
        return "too many lists or objects in each other", 0
    return None


def no_text(place: str, text: str) -> Fault:
    """The complaint that none of the objects has a field for its text."""
    outer = objects(text, bool)
    names = ", ".join(sorted({name for fields in outer for name in fields})[:12])
    return Fault(place, f"no field with a text among: {names}", f"Name it one of: {', '.join(TEXTS)}")


READER = Reader("json lines", _claims, _read, by_line=True)
