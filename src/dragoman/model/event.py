"""The coded event, in the codebook's fields and with the words that each came from."""

import msgspec

from dragoman.model.span import Span


class Entity(msgspec.Struct, frozen=True):
    """An actor or recipient: the codebook's ``code``, the ``name`` as written (None: implied), and why."""

    code: str
    name: str | None
    reason: str = ""
    span: Span | None = None
    key: str = ""


class Event(msgspec.Struct, frozen=True, kw_only=True):
    """One thing that one side did, said, or is expected to do, to or with another (CODEBOOK.md).

    ``evidence`` is an exact substring of the fragment's text; ``evidence_span`` and ``trigger_span`` are offsets in the
    decoded file. ``fragment`` is the fragment's index. ``date`` and ``date_end`` are ISO days, months or years.
    ``reasons`` maps a field's name to how it was found. ``confidence`` is the estimated chance that the event is right.
    """

    doc: str
    type: str
    mode: str | None = None
    aux: str | None = None
    actor: tuple[Entity, ...] = ()
    recipient: tuple[Entity, ...] = ()
    date: str | None = None
    date_end: str | None = None
    place: str | None = None
    issues: tuple[str, ...] = ()
    said_by: tuple[str, ...] = ()
    evidence: str = ""
    evidence_span: Span = Span(0, 0)
    trigger: str = ""
    trigger_span: Span = Span(0, 0)
    fragment: int = 0
    rule: str = ""
    confidence: float = 0.5
    cameo: str = ""
    goldstein: float | None = None
    id: str = ""
    place_code: str = ""
    latitude: float | None = None
    longitude: float | None = None
    reasons: dict[str, str] = {}
