"""A mention: words of a fragment and who or what they name as of its anchor date."""

import msgspec

from dragoman.model.span import Span


class Mention(msgspec.Struct, frozen=True, kw_only=True):
    """Words of a fragment that name somebody or something.

    ``kind`` is one of state, person, office, agency, organisation, group, sector, outlet, place,
    unknown. ``code`` is the codebook's code (JPN:GOV); ``codes`` holds several for a compound (日美韩).
    ``head`` is the part that is reported as the name (岸田文雄 inside 日本首相岸田文雄). ``key`` identifies the
    entity in the lexicon (a person's id, a state's code). ``reason`` says for people why it has this
    code; ``assumed`` marks a body named without its state, whose country the text around it gives.
    """

    span: Span
    text: str
    kind: str
    code: str
    head: Span
    name: str
    key: str = ""
    office: str = ""
    codes: tuple[str, ...] = ()
    reason: str = ""
    assumed: bool = False
    place: str = ""

    @property
    def countries(self) -> tuple[str, ...]:
        """The codes without a sector, one for each state of a compound."""
        return self.codes or (self.code.split(":")[0],)
