"""A news archive's file: a Unix stamp in a comment, ``[title](url)``, a rule of dashes, then the article's HTML.

The title becomes the text's first line; every block of the HTML a line of its own, captions, lists of related reports
and promotions too (restoring sets them aside). What a program left behind instead of text (``Array``) is left out.
"""

import re
from collections.abc import Iterable, Iterator

from dragoman.reading.blocks import tree
from dragoman.reading.dates import from_unix
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import write_marked
from dragoman.reading.record import Draft, Reader

STAMP = re.compile(r"\s*<!--\s*(\d{10}|\d{13})\s*-->")
_LINE_END = r"[^\S\n]*(?:\r?\n|$)"
_HEAD = re.compile(
    rf"{STAMP.pattern}{_LINE_END}"
    rf"(?:\s*\[(?P<title>[^\r\n]{{0,1000}})\]\((?P<url>\S{{0,4000}})\){_LINE_END})?"
    rf"(?:\s*-{{3,}}{_LINE_END})?"
)
_TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
_LEFTOVER = re.compile(r"\s*(?:Array|undefined|null|NaN|\[object Object\])\s*")


def _claims(head: str) -> bool:
    """A stamp alone may also stand above Markdown or plain text; a linked title or a tag makes it an archive's file."""
    found = _HEAD.match(head)
    return found is not None and (found["title"] is not None or _TAG.search(head, found.end()) is not None)


def _read(layers: Iterable[Layer]) -> Iterator[Draft]:
    for layer in layers:
        yield _article(layer)


def _article(layer: Layer) -> Draft:
    head = _HEAD.match(layer.text) or STAMP.match(layer.text)
    assert head is not None
    named = head.groupdict()
    writer = Writer()
    title = write_marked(writer, layer, [head.span("title")]) if named.get("title") else None
    found = tree(layer.text[head.end() :])
    for block in found.blocks:
        runs = [(start + head.end(), end + head.end()) for start, end in block.runs]
        if not _LEFTOVER.fullmatch("".join(layer.text[start:end] for start, end in runs)):
            write_marked(writer, layer, runs)
    body = writer.layer()
    return Draft(
        body=body,
        title=title.cut(body.text) if title else "",
        title_span=title,
        published=from_unix(head[1]),
        published_by=f"stamp {head[1]} on the first line",
        url=named.get("url") or "",
        warnings=("the HTML breaks off",) if found.unclosed else (),
    )


READER = Reader("archive", _claims, _read)
