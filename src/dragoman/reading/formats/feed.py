"""RSS and Atom: every entry is a Document, with its own title, address, time and text (escaped, CDATA or XHTML)."""

import html
import re
from collections.abc import Iterable, Iterator

import msgspec
from msgspec.structs import replace

from dragoman.reading.formats.fields import draft
from dragoman.reading.layer import Layer, Writer, rewritten, whole
from dragoman.reading.lines import decoded
from dragoman.reading.markup import Token, attributes, content, tokens
from dragoman.reading.record import Draft, Reader

_START = re.compile(r"[\ufeff\s]*(?:<\?xml|<!--|<\?|<!DOCTYPE|<rss|<feed|<rdf:RDF|<channel)", re.IGNORECASE)
_ROOT = re.compile(r"<(?:rss|feed|rdf:RDF|channel)\b")
_ENTITY = re.compile(r"&(?:#[0-9]{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")
_ENTRIES = ("item", "entry")
_FIELDS = {
    "title": "title",
    "link": "link",
    "pubDate": "published",
    "published": "published",
    "dc:date": "date",
    "updated": "timestamp",
    "content:encoded": "text",
    "content": "content",
    "description": "body",
    "summary": "body",
}
"""A feed's names for what ``fields`` knows; of several texts the fullest kind comes first there."""


class _Entry(msgspec.Struct):
    """An entry that is being read: its fields so far, the field that is open, and how deep in it the walk is."""

    fields: dict[str, Layer]
    name: str = ""
    start: int = 0
    depth: int = 0


def _claims(head: str) -> bool:
    return _START.match(head) is not None and _ROOT.search(head[:4096]) is not None


def _read(layers: Iterable[Layer]) -> Iterator[Draft]:
    for layer in layers:
        yield from _entries(layer)


def _entries(layer: Layer) -> Iterator[Draft]:
    entry: _Entry | None = None
    outer = _Entry({})
    for token in tokens(layer.text, xml=True):
        if token.kind == "open" and token.name in _ENTRIES and entry is None:
            entry = _Entry({})
        elif token.kind == "close" and token.name in _ENTRIES and entry is not None:
            yield _draft(entry, outer)
            entry = None
        else:
            _take(layer, token, entry or outer)
    if entry is not None:
        _close(layer, entry, len(layer.text))
        yield replace(_draft(entry, outer), warnings=("the feed breaks off in this entry",))


def _draft(entry: _Entry, outer: _Entry) -> Draft:
    found = draft(entry.fields)
    site = outer.fields.get("title")
    return replace(found, outlet=found.outlet or (decoded(site.text) if site else ""))


def _take(layer: Layer, token: Token, entry: _Entry) -> None:
    """Follows the tags of an entry down to its fields and back."""
    empty = token.kind == "open" and layer.text[token.end - 2 : token.end] == "/>"
    if token.kind == "open" and not entry.name and token.name in _FIELDS:
        address = attributes(layer.text, token)
        if "href" in address and address.get("rel", "alternate") == "alternate":
            entry.fields.setdefault("link", whole(decoded(address["href"])))
        elif not empty:
            entry.name, entry.start, entry.depth = token.name, token.end, 0
    elif token.kind == "open" and token.name == entry.name and not empty:
        entry.depth += 1
    elif token.kind == "close" and token.name == entry.name and entry.depth:
        entry.depth -= 1
    elif token.kind == "close" and token.name == entry.name:
        _close(layer, entry, token.start)


def _close(layer: Layer, entry: _Entry, end: int) -> None:
    """Ends the open field of an entry, if one is open."""
    if entry.name:
        entry.fields.setdefault(_FIELDS[entry.name], _content(layer, entry.start, end))
        entry.name = ""


def _content(layer: Layer, start: int, end: int) -> Layer:
    """An element's content as text: CDATA without its marks, entities decoded once; XHTML inside stays as it is."""
    writer = Writer()
    for token in tokens(layer.text[start:end], xml=True):
        first, last = content(layer.text, Token(token.kind, token.start + start, token.end + start))
        if token.kind == "text":
            plain = rewritten(layer, first, last, _ENTITY, html.unescape)
            writer.copy(plain, 0, len(plain.text))
        elif token.kind != "comment":
            writer.copy(layer, first, last)
    return writer.layer()


READER = Reader("feed", _claims, _read)
