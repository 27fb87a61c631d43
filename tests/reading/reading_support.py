"""What the tests of reading share: a lexicon with two outlets, a readable rendering, the check of the way back."""

import html
import json

from dragoman.lexicon import Lexicon
from dragoman.lexicon.schema import Outlet
from dragoman.model import Document

OUTLETS = (
    Outlet(name="甲报", code="AAA:MED", hosts=("jia.example",)),
    Outlet(name="乙国广播公司", code="BBB:MED", aliases=("乙国广播",), hosts=("www.yi-radio.example",)),
)
LEXICON = Lexicon({"outlets": OUTLETS}, ())


def rendered(document: Document) -> str:
    """A document as the ``.want`` files write it."""
    known = {
        "id": document.id,
        "format": document.format,
        "title": document.title,
        "published": document.published.isoformat() if document.published else "",
        "by": document.published_by,
        "outlet": document.outlet,
        "url": document.url,
        "warnings": " | ".join(document.warnings),
    }
    return "".join(f"{name}: {value}".rstrip() + "\n" for name, value in known.items()) + f"----\n{document.text}\n"


def assert_leads_back(document: Document, source: str) -> None:
    """Every character of the text is, or decodes from, the source at its place; only line breaks are put in."""
    text, end = document.text, 0
    for piece in document.map.pieces:
        assert piece.start >= end
        assert set(text[end : piece.start]) <= {"\n"}
        end = piece.start + piece.length
        written, shown = source[piece.origin : piece.origin + piece.taken], text[piece.start : end]
        assert len(written) == piece.taken > 0
        assert same(written, shown) or stands_for(written, shown), (written, shown)
        assert "\n" not in shown
    assert set(text[end:]) <= {"\n"}
    assert not any(line.strip() == "" for line in text.split("\n"))
    if document.title_span:
        assert document.title_span.cut(text) == document.title


def same(written: str, shown: str) -> bool:
    """Whether the two are alike character for character; a line break in HTML shows as a space."""
    pairs = zip(written, shown, strict=False)
    return len(written) == len(shown) and all(a == b or (b == " " and a in "\t\r\n\f\v") for a, b in pairs)


def stands_for(written: str, shown: str) -> bool:
    """Whether ``written`` is ``shown`` in JSON, in XML or HTML (once or twice), doubled in CSV, or a blank."""
    plain = unescaped(written)
    forms = {plain, html.unescape(plain), html.unescape(html.unescape(plain)), plain.replace('""', '"')}
    bare = {form.translate({0x200B: None, 0xAD: None, 0xFEFF: None, 0x200E: None}) for form in forms}
    return shown in bare or any(shown in form for form in bare) or (shown == " " and not html.unescape(plain).strip())


def unescaped(written: str) -> str:
    """JSON escapes decoded; other text as it is."""
    try:
        return str(json.loads(f'"{written}"', strict=False))
    except ValueError:
        return written
