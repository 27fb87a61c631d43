"""The subject of a segment, and the person whom a clause before 的 describes and who goes on to act."""

from dragoman.coding.syntax import Group, Segment

_TAKES_OBJECT = frozenset(f"prepositions.{kind}" for kind in ("with", "to", "about", "by", "hold"))


def subject_of(segment: Segment) -> Group | None:
    """The segment's own subject: an eligible group before its first rule word that is not weak."""
    opener = next((word.start for word in segment.words if any(not rule.weak for rule in word.rules)), segment.end)
    return subject_before(segment, opener)


def subject_before(segment: Segment, at: int) -> Group | None:
    """The first group before ``at`` that nothing governs and that does not merely qualify; a place or outlet is none.

    What follows the object of 对, 就 or 把 in its segment belongs to that phrase
    (对日本为改善日韩关系所做的努力予以肯定)."""
    for group in segment.groups:
        if group.start >= at or group.governed in ("to", "about", "hold"):
            return segment.head
        if group.governed or group.owns:
            continue
        if group.pronoun or any(mention.kind not in ("place", "outlet") for mention in group.mentions):
            return group
    return segment.head


def head_of(text: str, segment: Segment) -> Group | None:
    """The person after 的 of whom the segment goes on to tell (正在印度访问的比根表示)."""
    for group in segment.groups:
        if group.qualified and not group.owns and not group.governed and _people(group):
            inside = any(word.rules for word in segment.words if word.end < group.start)
            after = any(word.rules or "speech.say" in word.kinds for word in segment.words if word.start >= group.end)
            return group if inside and after and not _loose(segment, group) and text[group.end] != "时" else None
    return None


def _people(group: Group) -> bool:
    return any(mention.kind in ("person", "office") for mention in group.mentions)


def _loose(segment: Segment, group: Group) -> bool:
    """Whether a preposition before ``group`` has no object of its own yet (与正在访问的X)."""
    objects = {other.start for other in segment.groups}
    return any(
        word.end <= group.start and word.end not in objects and not _TAKES_OBJECT.isdisjoint(word.kinds)
        for word in segment.words
    )
