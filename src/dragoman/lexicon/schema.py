"""The shape of every table in ``lexicon/tables``: one record type per table.

A table is a UTF-8 TSV file whose header names the fields below, in any order. An empty cell is an
absent value; a cell of a tuple field holds its parts separated by ``|``. Every table ends in a
``note`` column for the reader. Chinese is written in simplified characters (text is folded to them
before it is matched); spellings used in Taiwan or Hong Kong are aliases written in simplified
characters too (川普, 普丁, 纽西兰).
"""

import msgspec


class Row(msgspec.Struct, frozen=True, kw_only=True):
    """What every row has: ``note`` for the reader and ``origin``, the file and line it came from."""

    note: str = ""
    origin: str = ""


class State(Row, frozen=True, kw_only=True):
    """A state or territory. ``code`` is ISO 3166-1 alpha-3 (or XKX); CLDR's Chinese names are added on load.

    ``short`` holds the abbreviations of compounds (美, 日), ``metonyms`` what stands for its government
    (白宫, 克里姆林宫), ``capitals`` its seats of government (which stand for it too), ``demonyms`` its
    people where that is not name + 人.
    """

    code: str
    name: str
    full: str = ""
    short: tuple[str, ...] = ()
    aliases: tuple[str, ...] = ()
    capitals: tuple[str, ...] = ()
    metonyms: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    regions: tuple[str, ...] = ()


class Organisation(Row, frozen=True, kw_only=True):
    """An international organisation or grouping of states: ``code`` as in the codebook (UNO, NATO, EU).

    ``kind``: organisation, agency, organ, court, mission, command, ngo, grouping, vague (国际社会) or counted, a
    grouping that is read as its ``members`` (中亚五国). An alias of one character (欧) is read like a state's
    abbreviation.
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    kind: str = ""
    members: tuple[str, ...] = ()


class Group(Row, frozen=True, kw_only=True):
    """An armed non-state group or a movement: ``code`` is country:SECTOR (PSE:REB)."""

    code: str
    name: str
    aliases: tuple[str, ...] = ()


class Agency(Row, frozen=True, kw_only=True):
    """A body of one state or organisation with its sector: ``code`` such as JPN:GOV, UNO.

    ``bare`` is yes where the name alone tells whose it is (五角大楼), no where a country must be in view
    (国防部).
    """

    code: str
    name: str
    aliases: tuple[str, ...] = ()
    bare: str = "yes"


class SectorNoun(Row, frozen=True, kw_only=True):
    """A noun that, after a state's name, makes an actor of it: 政府 GOV, 军队 MIL, 警方 COP, 民众 CVL.

    ``sector`` empty means the bare country (X国). ``bare`` is yes where the noun alone may be an actor
    whose country is the one in view (警方, 抗议者, 外交部).
    """

    noun: str
    sector: str = ""
    bare: str = "no"


class Office(Row, frozen=True, kw_only=True):
    """An office: ``role`` groups titles across countries (head-of-state, head-of-government, foreign-minister…).

    ``exclusive`` is yes where a state or body has one holder at a time. ``countries`` limits a title to the
    codes that use it (首相: JPN, GBR, …); empty means any.
    """

    name: str
    aliases: tuple[str, ...] = ()
    role: str = ""
    sector: str = "GOV"
    exclusive: str = "no"
    countries: tuple[str, ...] = ()


class OfficePrefix(Row, frozen=True, kw_only=True):
    """A word before an office and its effect: former, then, elect, acting, deputy, first."""

    prefix: str
    effect: str


class Person(Row, frozen=True, kw_only=True):
    """A person. ``id`` is an ASCII slug; ``aliases`` are further full spellings that name the person alone;
    ``short`` are forms that need the person in view or an office beside them (岸田, 安倍, 文在); a name that is
    repeated there needs them too (高峰, 韩正). ``country`` is the code of the person's state. A person without terms of
    office is coded by ``sector=`` and a sector in the note (sector=MED), else as a citizen."""

    id: str
    name: str
    country: str
    latin: str = ""
    aliases: tuple[str, ...] = ()
    short: tuple[str, ...] = ()


class Term(Row, frozen=True, kw_only=True):
    """A term of office: ``person`` is an id of persons, ``office`` a name or alias in offices, ``body`` the code
    of the state or organisation with its sector (JPN:GOV, USA:MIL, UNO). ``start`` and ``end`` are ISO days,
    months or years; an empty ``end`` means still in office when the table was last checked."""

    person: str
    office: str
    body: str
    start: str
    end: str = ""
    agency: str = ""


class Place(Row, frozen=True, kw_only=True):
    """A place: ``country`` its state's code (first claimant first, separated by ``|`` where disputed; empty for
    high seas), ``kind`` city, province, strait, sea, island, base, region, mountain, site, building."""

    name: str
    aliases: tuple[str, ...] = ()
    country: tuple[str, ...] = ()
    kind: str = "city"
    lat: float | None = None
    lon: float | None = None


class IssueWord(Row, frozen=True, kw_only=True):
    """A word and the codebook's issue tag that it speaks for; ``weight`` 1 (hint) to 3 (names the issue)."""

    word: str
    tag: str
    weight: int = 2


class DatedEvent(Row, frozen=True, kw_only=True):
    """A happening known by name that anchors text without a year: ``start``/``end`` ISO days or months."""

    name: str
    start: str
    end: str = ""
    aliases: tuple[str, ...] = ()
    place: str = ""
    participants: tuple[str, ...] = ()


class Outlet(Row, frozen=True, kw_only=True):
    """A news outlet or agency: ``code`` is country:MED (JPN:MED)."""

    name: str
    code: str
    aliases: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()


class Blocker(Row, frozen=True, kw_only=True):
    """A word that contains an entry but is none (以及, 其中, 日前, 中东): matching skips it whole."""

    word: str


class DatelineForm(Row, frozen=True, kw_only=True):
    """A shape of dateline at the head of a line (folded text): ``pattern`` is a regular expression with those of the
    groups agency, place, year, month, day, weekday that it has. ``strength`` says how surely it opens an article (3 a
    wire's own dateline, 1 an attribution that opens nothing by itself). ``example`` is a line that it must match."""

    name: str
    pattern: str
    strength: int = 1
    example: str = ""


class NoiseCue(Row, frozen=True, kw_only=True):
    """A cue that a line belongs to no article. ``where``: whole, start, end, contains or pattern (a regular
    expression). Cues of one line add up; at 3 it is set aside as the ``kind`` of its heaviest cue. Lines longer than
    ``longest`` code points (0: no bound) are not judged by the cue."""

    cue: str
    kind: str
    where: str = "contains"
    weight: int = 3
    longest: int = 0


class Discourse(Row, frozen=True, kw_only=True):
    """A word that ties a paragraph to what stands above it.

    ``kind``: speech (a verb of saying), again (says that it is not the first time), credit (names a source), ahead
    (tells of what is to come), at (makes what follows a place), person, deed or report (stands, at the head of a
    paragraph, for one told of before). Of offices entered: congratulation, won (by election or appointment), sworn.
    """

    word: str
    kind: str


class Cohesion(Row, frozen=True, kw_only=True):
    """How much a kind of evidence counts for a paragraph belonging to a fragment, as learnt by benchmarks/restoring."""

    evidence: str
    weight: float


class Founding(Row, frozen=True, kw_only=True):
    """What anniversaries count from: any of ``words``, in ``year``. With ``state`` it is China's and that state's."""

    words: tuple[str, ...]
    year: int
    state: str = ""


class Birth(Row, frozen=True, kw_only=True):
    """The day on which a person was born: a text that tells the age of ``person`` (an id of persons) is of one year."""

    person: str
    date: str


class Spun(Row, frozen=True, kw_only=True):
    """A word that machines which reword headlines put for another: ``found`` stands where ``original`` stood."""

    found: str
    original: str


class Era(Row, frozen=True, kw_only=True):
    """A word that dates a text: news speaks of it from ``start`` to ``end`` (ISO days, months or years; empty: open).

    ``strength`` 3: impossible outside; 2: unlikely; 1: a hint. One of the words of ``needs`` must be in the text too.
    """

    word: str
    start: str = ""
    end: str = ""
    strength: int = 2
    needs: tuple[str, ...] = ()


class Timing(Row, frozen=True, kw_only=True):
    """A kind of evidence for the year of a text, and what its scores are multiplied by (learnt)."""

    kind: str
    weight: float = 1.0


class Series(Row, frozen=True, kw_only=True):
    """A numbered series (第77届联合国大会): number ``first`` was in ``year``, up to number ``last`` (empty: still).

    ``words`` name it, with ``needs`` (any of them) in the same sentence; ``step`` numbers come every ``every`` years.
    It begins in ``month`` and lasts ``months``. ``units`` are the counters it is told with (届|次); a series without
    one is told with the bare number (COP27).
    """

    words: tuple[str, ...]
    units: tuple[str, ...] = ()
    first: int
    year: int
    month: int = 1
    months: int = 1
    step: int = 1
    every: int = 1
    last: int | None = None
    needs: tuple[str, ...] = ()


class Tally(Row, frozen=True, kw_only=True):
    """A point of a count that only grows (cases of an epidemic, a debt): on the day ``date`` it stood at ``value``.

    Rows of one ``name`` make its course. A number with ``unit`` in a sentence with one of ``words`` and, where there
    are any, one of ``needs`` is a reading of it; these cells are read from the name's first row.
    """

    name: str
    date: str
    value: float
    words: tuple[str, ...] = ()
    needs: tuple[str, ...] = ()
    unit: str = ""


class Conflict(Row, frozen=True, kw_only=True):
    """Two sides that fight each other, with their codes (RUS:MIL, UKR:MIL), from ``start`` to ``end`` (empty: still).

    Where a report of fighting names one side only, the other is its foe if the text names that country."""

    side: str
    foe: str
    start: str
    end: str = ""


TABLES: dict[str, type[Row]] = {
    "states": State,
    "organisations": Organisation,
    "groups": Group,
    "agencies": Agency,
    "sector_nouns": SectorNoun,
    "offices": Office,
    "office_prefixes": OfficePrefix,
    "persons": Person,
    "terms": Term,
    "places": Place,
    "issues": IssueWord,
    "dated_events": DatedEvent,
    "outlets": Outlet,
    "blockers": Blocker,
    "conflicts": Conflict,
    "datelines": DatelineForm,
    "noise": NoiseCue,
    "discourse": Discourse,
    "cohesion": Cohesion,
    "spun": Spun,
    "eras": Era,
    "foundings": Founding,
    "births": Birth,
    "timing": Timing,
    "series": Series,
    "tallies": Tally,
}
"""Table name to record type. A table is ``NAME.tsv`` or every ``NAME/*.tsv``."""
