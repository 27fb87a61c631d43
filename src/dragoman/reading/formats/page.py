"""A web page: its headline, then the blocks of its article; menus, scripts, footers and hidden parts are left out."""

import re
from collections.abc import Iterable, Iterator
from datetime import datetime

from dragoman.model import Span
from dragoman.reading.blocks import FURNITURE, Block, Tree, tree, write_block
from dragoman.reading.dates import find
from dragoman.reading.layer import Layer, Writer
from dragoman.reading.lines import decoded, write_marked
from dragoman.reading.main_part import article, prose
from dragoman.reading.page_head import PageHead, page_head
from dragoman.reading.record import Draft, Reader

_WHOLE_PAGE = re.compile(
    r"\s*(?:<\?xml[^>]*>\s*)?(?:<!--(?:(?!-->).)*+-->\s*)*+<(?:!doctype\s+html|html|head|body)\b",
    re.IGNORECASE | re.DOTALL,
)
_TAG = re.compile(r"</?(?:p|div|span|br|a|li|ul|table|tr|td|h[1-6]|article|section|strong|img)\b[^<>]*>", re.IGNORECASE)
_FIRST = re.compile(r"\s*<(?:p|div|table|article|section|h[1-6]|ul|ol|blockquote)\b[^<>]*>", re.I)
_FEWEST_TAGS = 3
_SHORTEST_HEADLINE = 5
_LONGEST_HEADLINE = 400
_SENTENCE = re.compile("[，。！？]")
_LONGEST_STAMP = 80
"""A block with more characters is prose, and a date in it no stamp."""


def looks_like_html(head: str) -> bool:
    """Whether the text is a whole page, begins with a block or has a few of the commonest tags."""
    if _WHOLE_PAGE.match(head) or (_FIRST.match(head) and "</" in head):
        return True
    tags = _TAG.finditer(head)
    return sum(1 for _ in zip(tags, range(_FEWEST_TAGS), strict=False)) == _FEWEST_TAGS


def _read(layers: Iterable[Layer]) -> Iterator[Draft]:
    for layer in layers:
        yield _page(layer)


def _page(layer: Layer) -> Draft:
    page = tree(layer.text, FURNITURE)
    head = page_head(layer.text, page.marks)
    headline = _headline(layer.text, page, head)
    writer = Writer()
    title = _write_title(writer, layer, page, head, headline)
    shown = [at for at in article(layer.text, page) if at != headline]
    for at in shown:
        write_block(writer, layer, page.blocks[at])
    body = writer.layer()
    time, by = _time(layer.text, page.blocks, head, headline, shown)
    return Draft(
        body=body,
        title=title.cut(body.text) if title else head.headline,
        title_span=title,
        published=time,
        published_by=by,
        url=head.url,
        outlet=head.site,
        warnings=("the page breaks off before its end",) if page.cut_short else (),
    )


def _headline(text: str, page: Tree, head: PageHead) -> int:
    """The block that repeats the page's title or begins it (the site's name may follow); -1 where none does."""
    named = [_packed(head.headline), _packed(decoded(text[slice(*head.title)])) if head.title else ""]
    best, longest = -1, _SHORTEST_HEADLINE - 1
    for at, block in enumerate(page.blocks):
        words = _packed(decoded(_source(text, block))) if block.size < _LONGEST_HEADLINE else ""
        if len(words) > longest and any(name.startswith(words) for name in named):
            best, longest = at, len(words)
    return best


def _packed(text: str) -> str:
    return re.sub(r"\s+", "", text)


def _source(text: str, block: Block) -> str:
    return "".join(text[start:end] for start, end in block.runs)


def _write_title(writer: Writer, layer: Layer, page: Tree, head: PageHead, headline: int) -> Span | None:
    if headline >= 0:
        return write_block(writer, layer, page.blocks[headline])
    return write_marked(writer, layer, [head.title]) if head.title else None


def _time(
    text: str, blocks: tuple[Block, ...], head: PageHead, headline: int, shown: list[int]
) -> tuple[datetime | None, str]:
    """The time in the page's head, or in a short block between the headline and the article's first paragraph."""
    if head.published:
        return head.published, head.published_by
    first = next((at for at in shown if at > headline and prose(text, blocks[at])), max(shown, default=-1))
    for block in blocks[max(headline, 0) : first + 1]:
        words = decoded(_source(text, block)) if block.size < _LONGEST_STAMP * 4 else ""
        time = find(words) if len(words) <= _LONGEST_STAMP and not _SENTENCE.search(words) else None
        if time:
            return time, f"text of the page: {words}"
    return None, ""


READER = Reader("page", looks_like_html, _read)
