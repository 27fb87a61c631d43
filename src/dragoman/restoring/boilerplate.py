"""Furniture learnt from the archive itself: lines that an outlet repeats in file after file."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence

import msgspec

from dragoman.model import Document
from dragoman.restoring.lines import Line, split_lines
from dragoman.restoring.noise import Verdict

_FILES = 4
"""In how many files of an outlet, at least, a line must stand."""
_PART = 0.02
"""In which part of the outlet's files, at least, it must stand."""
_EDGE = 6
"""A long line is furniture only this near to the top or the end of its page."""
_SHORT = 24
_REPRINT = 0.5
"""A file with more than this part of its lines in other files is a reprint and does not count."""


class Boilerplate(msgspec.Struct, frozen=True):
    """For each outlet its repeated lines, folded, with the number of files that each stands in."""

    lines: dict[str, dict[str, int]]

    def verdicts(self, document: Document, lines: Sequence[Line]) -> dict[int, Verdict]:
        """The verdict on each line of the document that its outlet repeats."""
        known = self.lines.get(document.outlet, {})
        return {
            line.number: Verdict(
                "furniture", f"stands in {known[line.folded]} files of {document.outlet or 'the archive'}"
            )
            for line in lines
            if line.folded in known
        }


NONE = Boilerplate({})
"""Nothing learnt."""


def learn_boilerplate(documents: Iterable[Document]) -> Boilerplate:
    """What each outlet repeats over its files; documents without an outlet are taken together."""
    pages: defaultdict[str, list[tuple[Line, ...]]] = defaultdict(list)
    for document in documents:
        pages[document.outlet].append(_without_title(document))
    learnt = {outlet: _repeated(found) for outlet, found in pages.items()}
    return Boilerplate({outlet: lines for outlet, lines in learnt.items() if lines})


def _without_title(document: Document) -> tuple[Line, ...]:
    lines = split_lines(document)
    return tuple(line for line in lines if not (document.title_span and document.title_span.meets(line.span)))


def _repeated(pages: Sequence[Sequence[Line]]) -> dict[str, int]:
    everywhere = Counter(words for page in pages for words in {line.folded for line in page})
    counts: Counter[str] = Counter()
    for page in pages:
        if not _is_reprint(page, everywhere):
            counts.update({line.folded for at, line in enumerate(page) if _may_be(line, at, len(page))})
    enough = max(_FILES, _PART * len(pages))
    return {words: count for words, count in counts.items() if count >= enough}


def _is_reprint(page: Sequence[Line], everywhere: Mapping[str, int]) -> bool:
    long = [line for line in page if len(line.folded) > _SHORT]
    shared = sum(everywhere[line.folded] > 1 for line in long)
    return bool(long) and shared > _REPRINT * len(long)


def _may_be(line: Line, at: int, whole: int) -> bool:
    return len(line.folded) <= _SHORT or at < _EDGE or at >= whole - _EDGE
