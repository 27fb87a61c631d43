"""Cuts HTML or XML into tags and text by offset, in linear time, whatever is broken.

No parser that builds a tree keeps offsets, and the offsets are what evidence stands on. The rules are those of the HTML
standard's tokenizer where they matter for text: a ``<`` that starts no tag is text, quotes count only after ``=``, the
content of scripts and titles is not markup, an unfinished tag at the end is dropped.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

_TAG = re.compile(r"""<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?>"[^"]*+"|'[^']*+'|))*+)>?""")
_ATTRIBUTE = re.compile(r"""([^\s"'<>/=]++)(?:\s*+=\s*+(?:"([^"]*+)"|'([^']*+)'|([^\s"'>]++)))?""")
_RAW = {
    name: re.compile(rf"</{name}(?=[\s/>])", re.IGNORECASE)
    for name in ("script", "style", "textarea", "title", "iframe", "noembed", "noframes", "xmp")
}
_LONGEST_TITLE = 4096
"""A title that is not closed within so many characters is broken markup; its text goes on as text."""


class Token(NamedTuple):
    """``kind`` is text, open, close, raw (a script's or title's content), cdata or comment; ``name`` is the element's.

    ``start`` and ``end`` are offsets in the text, marks included; the next token begins at ``end``.
    """

    kind: str
    start: int
    end: int
    name: str = ""


def tokens(text: str, xml: bool = False) -> Iterator[Token]:
    """The whole of ``text`` as tokens in order; in XML, names keep their case and no element's content is raw."""
    at, size = 0, len(text)
    last_comment = text.rfind("-->")
    while at < size:
        mark = text.find("<", at)
        before = Token("text", at, mark if mark >= 0 else size)
        token = before if mark != at else _at_mark(text, at, xml, last_comment)
        yield token
        at = token.end
        if token.kind == "open" and token.name in _RAW and not xml:
            yield Token("raw", at, _raw_end(text, token.name, at), token.name)
            at = _raw_end(text, token.name, at)


def content(text: str, token: Token) -> tuple[int, int]:
    """Where the content of a text or CDATA token lies."""
    if token.kind != "cdata":
        return token.start, token.end
    start = token.start + len("<![CDATA[")
    return start, max(start, token.end - 3) if text.startswith("]]>", token.end - 3) else token.end


def attributes(text: str, token: Token) -> dict[str, str]:
    """Names (in lower case) and values, as written, of the opening tag ``token``; the first of a name counts."""
    match = _TAG.match(text, token.start, token.end)
    found: dict[str, str] = {}
    for name, double, single, bare in _ATTRIBUTE.findall(match[3] if match else ""):
        found.setdefault(name.lower(), double or single or bare)
    return found


def _at_mark(text: str, at: int, xml: bool, last_comment: int) -> Token:
    """The token that starts at the ``<`` at ``at``."""
    match = _TAG.match(text, at)
    if match:
        return Token("close" if match[1] else "open", at, match.end(), match[2] if xml else match[2].lower())
    if text.startswith("<!--", at):
        # One that is never closed ends like a tag: it must not swallow the rest of a broken page.
        return Token("comment", at, text.find("-->", at + 4) + 3 if at + 4 <= last_comment else _after(text, ">", at))
    if xml and text.startswith("<![CDATA[", at):
        return Token("cdata", at, _after(text, "]]>", at))
    if text[at + 1 : at + 2] in ("!", "?", "/"):
        return Token("comment", at, _after(text, ">", at))
    return Token("text", at, at + 1)


def _raw_end(text: str, name: str, start: int) -> int:
    if name == "title":
        match = _RAW[name].search(text, start, start + _LONGEST_TITLE)
        return match.start() if match else start
    match = _RAW[name].search(text, start)
    return match.start() if match else len(text)


def _after(text: str, mark: str, at: int) -> int:
    found = text.find(mark, at)
    return found + len(mark) if found >= 0 else len(text)
