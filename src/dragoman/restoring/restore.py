"""The room's door: a document into its fragments, its headings and what belongs to no article."""

from dragoman.lexicon import Lexicon
from dragoman.model import Anchor, Document, Page
from dragoman.restoring.lines import split_lines
from dragoman.restoring.placing import Part, Place, make_page


def restore(document: Document, _lexicon: Lexicon) -> Page:
    """Take ``document`` apart: every word of its text is in one fragment, aside or headline of the result."""
    lines = split_lines(document.text)
    places = [Place("body", 0) for _ in lines]
    return make_page(document, lines, places, [Part(anchor=_published(document))])


def _published(document: Document) -> Anchor:
    if document.published is None:
        return Anchor(reason="the document has no date")
    return Anchor(day=document.published.date(), reason=f"the document's own date ({document.published_by})")
