"""Who really tells: reports that copy one text, come from one outlet or credit one outlet are one source."""

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache

import msgspec

from dragoman.lexicon import load_lexicon
from dragoman.model import Document, TextMap
from dragoman.naming import fold
from dragoman.restoring.duplicates import near_duplicates


class Article(msgspec.Struct, frozen=True, kw_only=True):
    """The article that a report stands in: ``key`` is ``doc_key#n``, ``agency`` its dateline's."""

    key: str
    doc: str
    text: str
    title: str
    outlet: str
    agency: str
    url: str
    published: datetime | None


class Origin(msgspec.Struct, frozen=True):
    """Where a report comes from: the name of its source and the article whose text its own copies (or none)."""

    name: str
    copy_of: str = ""


def origins(articles: Sequence[Article], credited: Mapping[str, Iterable[str]]) -> dict[str, Origin]:
    """Key of each article to its origin; equal names are one source. ``credited`` are the names that it credits."""
    named = {one.key: _teller(one, credited.get(one.key, ())) for one in articles}
    copies = _copies(articles)
    leader = _joined(named, copies)
    return {key: Origin(leader[key], copies.get(key, "")) for key in named}


def _teller(article: Article, credited: Iterable[str]) -> str:
    """The outlet that it credits, its dateline's agency, its own outlet, or the article itself."""
    media = [outlet for name in credited if (outlet := _outlet(name))]
    own = [_outlet(name) or name for name in (article.agency, article.outlet) if name]
    return next(iter((*media, *own)), article.doc)


def _outlet(name: str) -> str:
    """The outlet's name in the lexicon; empty for what is none."""
    return _outlets().get(fold(name), "")


@lru_cache(maxsize=1)
def _outlets() -> dict[str, str]:
    rows = load_lexicon(None).rows("outlets")
    return {alias: row.name for row in rows for alias in (row.name, *row.aliases)}


def _copies(articles: Sequence[Article]) -> dict[str, str]:
    """Each article that copies another to the earliest of that text."""
    documents = [
        Document(id=one.key, path=one.doc, text=one.text, map=TextMap(()), title=one.title, published=one.published)
        for one in sorted(articles, key=lambda one: (str(one.published or "9999"), one.key))
    ]
    groups = near_duplicates(documents)
    return {copy: group.members[0] for group in groups for copy in group.members[1:]}


def _joined(named: Mapping[str, str], copies: Mapping[str, str]) -> dict[str, str]:
    """The name of each article's source, where those of one name and copies of one text share one."""
    groups: defaultdict[str, set[str]] = defaultdict(set)
    for key, name in named.items():
        groups[name].add(key)
    source = dict(named)
    for copy, first in sorted(copies.items()):
        mine, theirs = source[copy], source[first]
        if mine != theirs:
            for key in groups.pop(mine):
                source[key] = theirs
                groups[theirs].add(key)
    return source
