"""Finds the objects of JSON text and where their strings stand, which no JSON parser tells."""

import json
import re
from collections.abc import Callable

from dragoman.reading.layer import Layer, rewritten

_TOKEN = re.compile(r'"(?:[^"\\]++|\\.)*+"|[{}\[\],:]|[^\s{}\[\],:"]++', re.DOTALL)
_ESCAPE = re.compile(r"\\u[dD][89abAB][0-9a-fA-F]{2}\\u[dD][c-fC-F][0-9a-fA-F]{2}|\\u[0-9a-fA-F]{4}|\\.", re.DOTALL)
_HALF = re.compile("[\ud800-\udfff]")

Fields = dict[str, tuple[int, int]]
"""Names of an object's strings, numbers and words, and where their values lie (strings without their quotes)."""


class _Frame:
    """An object or list that is open: the name that the next value belongs to, and the values so far."""

    def __init__(self, is_object: bool) -> None:
        self.is_object = is_object
        self.name: str | None = None
        self.fields: Fields = {}
        self.found: list[Fields] = []

    def take(self, text: str, start: int, end: int) -> None:
        """Takes in a string, number or word: a name, or the value of the name before."""
        quoted = text[start] == '"'
        inside = (start + 1, end - 1) if quoted else (start, end)
        if self.is_object and self.name is None:
            self.name = _unescaped(text[start:end]) if quoted else text[start:end]
        elif self.is_object and self.name is not None:
            if quoted or text[start:end] != "null":
                self.fields.setdefault(self.name.lower(), inside)
            self.name = None

    def close(self, inner: "_Frame", wanted: Callable[[Fields], bool]) -> None:
        """Takes in an object or a list that ends here, and what was found in it."""
        self.name = None
        self.found += inner.result(wanted)

    def result(self, wanted: Callable[[Fields], bool]) -> list[Fields]:
        """The object itself where it is wanted, else what was found inside it."""
        return [self.fields] if self.is_object and wanted(self.fields) else self.found


def objects(text: str, wanted: Callable[[Fields], bool]) -> list[Fields]:
    """The fields of the outermost objects in the JSON ``text`` that are ``wanted``; cut off ones count as closed."""
    root = _Frame(False)
    frames = [root]
    for token in _TOKEN.finditer(text):
        if token[0] in "{[":
            frames.append(_Frame(token[0] == "{"))
        elif token[0] in "}]" and len(frames) > 1:
            closed = frames.pop()
            frames[-1].close(closed, wanted)
        elif token[0] not in ",:}]":
            frames[-1].take(text, token.start(), token.end())
    while len(frames) > 1:
        closed = frames.pop()
        frames[-1].close(closed, wanted)
    return root.found


def value(layer: Layer, start: int, end: int) -> Layer:
    """The string (or number) that stands in ``layer.text[start:end]``, its escapes decoded."""
    return rewritten(layer, start, end, _ESCAPE, lambda escape: _unescaped(f'"{escape}"'))


def _unescaped(quoted: str) -> str:
    """What a JSON string stands for; half of a surrogate pair alone is no character and comes out as U+FFFD."""
    try:
        return _HALF.sub("\ufffd", json.loads(quoted, strict=False))
    except ValueError:
        return "\ufffd"
