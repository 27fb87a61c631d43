"""Groups, segments and sentences: what the rules look at.

A sentence is cut into segments at commas, colons, semicolons and after each verb of speech (parsing.py). A segment's
mentions are gathered into groups (groups.py; 日本、韩国和美国 is one), each with the preposition that governs it.
"""

import msgspec

from dragoman.coding.grammar import Word
from dragoman.model import Mention


class Group(msgspec.Struct):
    """Coordinated mentions. ``governed`` is the kind of preposition before it (with, to, by, at, about, source,
    hold or empty),
    ``owns`` whether 的 follows (it only qualifies what comes next), ``qualified`` whether 的 stands before it,
    ``owner`` the group that has it (他的律师)."""

    start: int
    end: int
    mentions: list[Mention]
    governed: str = ""
    owns: bool = False
    qualified: bool = False
    pronoun: str = ""
    owner: "Group | None" = None


class Segment(msgspec.Struct):
    """A clause or the part of one after a verb of speech. ``said`` is the verb of speech that ends the segment
    before.

    ``head`` is the person whom a clause before 的 describes and of whom the segment goes on to tell
    (正在印度访问的比根表示)."""

    start: int
    end: int
    groups: list[Group]
    words: list[Word]
    subject: Group | None = None
    head: Group | None = None
    said: Word | None = None
    speech: Word | None = None
    quoted: bool = False


class Sentence(msgspec.Struct):
    """A sentence's span in the fragment and its segments."""

    start: int
    end: int
    segments: list[Segment]
