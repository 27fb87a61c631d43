"""What the linker knows of a report: the fields that are compared, in a form that is quick to compare."""

import msgspec


class Report(msgspec.Struct, frozen=True, kw_only=True):
    """A coded event, with all that tell the same in the same words.

    ``id`` is the least id of ``events``, which stand in ``fragments`` (``doc_key#n``). ``first`` and ``last`` are days
    counted from 1970; ``precision`` is day, days, month, year, assumed (no date of its own: taken from the day it was
    told) or none. ``persons`` maps a country to the keys of its persons on either side. ``wide`` is how far (km) the
    place reaches where others lie in it. ``words`` are the evidence, ``bits`` a signature of its pairs of characters,
    ``moments`` the rows of the groups of words that exclude each other, ``numbers`` the facts in numbers as
    ``unit=value``.
    """

    id: str
    events: tuple[str, ...]
    fragments: tuple[str, ...]
    type: str
    mode: str | None
    aux: str | None
    actors: frozenset[str]
    recipients: frozenset[str]
    persons: dict[str, frozenset[str]]
    first: int
    last: int
    precision: str
    place: str
    place_code: str
    point: tuple[float, float] | None
    wide: float
    issues: frozenset[str]
    words: str
    bits: int
    moments: frozenset[str]
    numbers: frozenset[str]

    @property
    def countries(self) -> frozenset[str]:
        """Who takes part, on whichever side."""
        return self.actors | self.recipients

    @property
    def is_plan(self) -> bool:
        """Told ahead."""
        return self.aux == "future"

    @property
    def calls_off(self) -> bool:
        """Refuses or cancels a meeting."""
        return self.type == "REJECT" and self.mode == "meet"


class Score(msgspec.Struct, frozen=True):
    """How much speaks for two reports telling of one happening: above 0 it does. Each reason has its weight."""

    total: float
    reasons: tuple[tuple[str, float], ...]

    def lines(self) -> list[str]:
        """The reasons as a person reads them: ``the same day +2.0``."""
        return [f"{reason} {weight:+.1f}" for reason, weight in self.reasons]
