"""A restored page in the format that a measure of page separation reads."""

from bisect import bisect_right
from typing import Any

from dragoman.model import Document, Page
from dragoman.restoring.lines import split_lines


def answers(document: Document, page: Page) -> dict[str, Any]:
    """``{"page": id, "paragraphs": [{"fragment", "date"}, …]}``: one entry for each non-blank line of the document.

    ``fragment`` is None for a line that belongs to no article; ``date`` is the day of the fragment's anchor,
    ``--MM-DD`` where its year could not be found, None where nothing is known.
    """
    starts = sorted((piece.origin, fragment.index) for fragment in page.fragments for piece in fragment.map.pieces)
    ends = {piece.origin: piece.origin + piece.taken for part in page.fragments for piece in part.map.pieces}
    rows = [_row(page, _owner(starts, ends, line.span.start)) for line in split_lines(document)]
    return {"page": document.id, "paragraphs": rows}


def _owner(starts: list[tuple[int, int]], ends: dict[int, int], offset: int) -> int | None:
    """The fragment that holds the code point at ``offset``."""
    at = bisect_right(starts, (offset, len(ends))) - 1
    if at < 0 or offset >= ends[starts[at][0]]:
        return None
    return starts[at][1]


def _row(page: Page, index: int | None) -> dict[str, Any]:
    if index is None:
        return {"fragment": None, "date": None}
    anchor = page.fragments[index].anchor
    return {"fragment": index, "date": anchor.day.isoformat() if anchor.day else anchor.month_day or None}
