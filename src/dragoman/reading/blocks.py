"""Takes HTML apart into blocks: the paragraphs, items, captions and headings that a browser shows on own lines."""

import re
from collections import Counter
from collections.abc import Iterator
from itertools import groupby

import msgspec

from dragoman.model import Span
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import write_marked
from dragoman.reading.markup import Token, attributes, tokens


def _names(*lines: str) -> frozenset[str]:
    return frozenset(name for line in lines for name in line.split())


_BLOCKS = _names(
    "address article aside blockquote body caption center dd details dialog dir div dl dt fieldset figcaption figure",
    "footer form h1 h2 h3 h4 h5 h6 head header hgroup hr html legend li main menu nav ol option p pre search section",
    "summary table tbody td tfoot th thead title tr ul",
)
_ITEMS = _names("li dd dt")
_VOID = _names("area base br col embed hr img input link meta param source track wbr")
_SILENT = _names("audio canvas datalist map math noscript object rp rt script select style svg template video")
"""Elements that show no text of the page."""
FURNITURE = _names("aside button dialog footer menu nav")
"""Elements that hold what stands around an article."""
_MAY_HIDE = re.compile(r"\bhidden\b|display\s*:\s*none", re.IGNORECASE)
_NOT_SHOWN = re.compile(r"display\s*:\s*none", re.IGNORECASE)
_SHORTEST_HIDING = len("<p hidden>")
_LONGEST_TAG = 2000
"""How many characters of a tag are searched for signs that it hides its content."""


class Node(msgspec.Struct, frozen=True):
    """A block element: its ``name``, its opening tag and the index of the one around it (-1: none)."""

    name: str
    token: Token
    parent: int


class Block(msgspec.Struct, frozen=True):
    """Runs of text on one line; ``linked`` counts the characters inside links, ``node`` is the element it stands in."""

    runs: tuple[tuple[int, int], ...]
    linked: int
    node: int

    @property
    def size(self) -> int:
        """How many characters the runs have."""
        return sum(end - start for start, end in self.runs)


class Tree(msgspec.Struct, frozen=True):
    """A page's blocks in order, its block elements, and every token that is no text (for titles and dates).

    ``unclosed`` are names of the block elements still open at the end, and ``tag`` for a tag that the end cuts.
    """

    blocks: tuple[Block, ...]
    nodes: tuple[Node, ...]
    marks: tuple[Token, ...]
    unclosed: tuple[str, ...]

    @property
    def cut_short(self) -> bool:
        """Whether the page ends before it closes what pages close (the ends of paragraphs may be left out)."""
        return any(name in ("tag", "html", "body") for name in self.unclosed)


class _Run(msgspec.Struct, frozen=True):
    start: int
    end: int
    linked: bool
    block: int
    node: int


def tree(text: str, left_out: frozenset[str] = frozenset()) -> Tree:
    """The blocks of the HTML ``text`` without those inside the elements ``left_out`` or inside hidden ones.

    An element to leave out that is never closed is not left out: broken markup must not swallow the page.
    """
    walk = _Walk(text, left_out | _SILENT)
    for token in tokens(text):
        walk.take(token)
    blocks = tuple(_blocks(walk.runs))
    return Tree(blocks, tuple(walk.nodes), tuple(walk.marks), walk.unclosed())


def _blocks(runs: list[_Run]) -> Iterator[Block]:
    for _, group in groupby(runs, key=lambda run: run.block):
        line = list(group)
        linked = sum(run.end - run.start for run in line if run.linked)
        yield Block(tuple((run.start, run.end) for run in line), linked, line[0].node)


class _Open:
    """A stack of named things of which any may be left unclosed: closing one drops those above it."""

    def __init__(self) -> None:
        self.items: list[tuple[str, int]] = []
        self.counts: Counter[str] = Counter()

    def push(self, name: str, value: int) -> None:
        self.items.append((name, value))
        self.counts[name] += 1

    def close(self, name: str) -> int | None:
        """The value of the innermost ``name``, which is taken off; None where none is open."""
        while self.counts[name]:
            found, value = self.items.pop()
            self.counts[found] -= 1
            if found == name:
                return value
        return None

    def top(self) -> tuple[str, int]:
        """The innermost name and value."""
        return self.items[-1] if self.items else ("", -1)


class _Walk:
    """The state of one pass: open elements, open zones to leave out, and the runs so far."""

    def __init__(self, text: str, left_out: frozenset[str]) -> None:
        self.text = text
        self.left_out = left_out
        self.runs: list[_Run] = []
        self.nodes: list[Node] = []
        self.marks: list[Token] = []
        self.open = _Open()
        self.zones = _Open()
        self.linked = False
        self.block = 0

    def take(self, token: Token) -> None:
        """Takes in the next token."""
        if token.kind == "text":
            self.runs.append(_Run(token.start, token.end, self.linked, self.block, self.open.top()[1]))
            return
        self.marks.append(token)
        if token.kind == "open" and token.name not in _VOID:
            self._opened(token)
        elif token.kind == "close":
            self._closed(token)
        if token.name in _BLOCKS or token.name == "br":
            self.block += 1

    def unclosed(self) -> tuple[str, ...]:
        """What is open at the end of the text."""
        last = self.marks[-1] if self.marks else None
        cut = last is not None and last.end == len(self.text) and self.text[-1:] != ">"
        return (*(name for name, _ in self.open.items), *(("tag",) if cut else ()))

    def _opened(self, token: Token) -> None:
        name = token.name
        if name == "a":
            self.linked = True
        if name in self.left_out or self._hidden(token):
            self.zones.push(name, len(self.runs))
        elif self.zones.counts[name]:
            self.zones.push(name, -1)
        if name in _BLOCKS:
            self._close_implied(name)
            self.nodes.append(Node(name, token, self.open.top()[1]))
            self.open.push(name, len(self.nodes) - 1)

    def _close_implied(self, name: str) -> None:
        """A block ends an open paragraph, an item ends the item before it."""
        above = self.open.top()[0]
        if above == "p" or (above == name and name in _ITEMS):
            self.open.close(above)

    def _closed(self, token: Token) -> None:
        if token.name == "a":
            self.linked = False
        start = self.zones.close(token.name)
        if start is not None and start >= 0:
            del self.runs[start:]
        self.open.close(token.name)

    def _hidden(self, token: Token) -> bool:
        if token.name in ("html", "body"):  # hidden until a script has run; a page is not hidden from its reader
            return False
        end = min(token.end, token.start + _LONGEST_TAG)
        if end - token.start < _SHORTEST_HIDING or not _MAY_HIDE.search(self.text, token.start, end):
            return False
        values = attributes(self.text, token)
        return values.get("hidden", "false").lower() not in ("false", "until-found") or bool(
            _NOT_SHOWN.search(values.get("style", ""))
        )


def write_block(writer: Writer, layer: Layer, block: Block) -> Span | None:
    """Appends the block as one line; its span in the writer, None where the block shows nothing."""
    return write_marked(writer, layer, list(block.runs))


def write_html(writer: Writer, layer: Layer) -> bool:
    """Appends every block of the layer's HTML as a line; whether the HTML was cut short."""
    found = tree(layer.text)
    for block in found.blocks:
        write_block(writer, layer, block)
    return bool(found.unclosed)
