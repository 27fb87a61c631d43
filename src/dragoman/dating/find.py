"""Finds the time expressions of a text in order, joins spans and explained dates, and resolves them."""

import re
from datetime import date

import msgspec

from dragoman.dating.calendar import Point, plus_days
from dragoman.dating.context import Context, Parts, Period, nothing
from dragoman.dating.grammar import Grammar, load_grammar
from dragoman.dating.layout import Layout, lay_out
from dragoman.dating.resolve import resolve
from dragoman.model import Anchor, Span, When

REACH = 14
"""How far (code points) a word that looks ahead reaches within its clause."""

SURE = frozenset({"date", "day"})
"""Kinds that name their day by number: of two expressions for one time, these win."""

YEARLESS = 2001
"""The year in which months and days are counted where the anchor's year is unknown; they lose it in the end."""

UNTIL_NOW = frozenset({"span", "past"})
"""Kinds that end on the day that the text is telling of."""

BY_WEEK = frozenset({"week", "weekday"})
"""Kinds that mean nothing without a year."""


class Found(msgspec.Struct, frozen=True):
    """An expression at ``span``: its ``kind`` of shape and its ``period``.

    ``since``: something went on from then (5月以来); ``bound``: the time is only a limit (年底前). ``future``: its
    clause looks ahead. ``saying`` and ``reporting``: it is when somebody, or a newsroom, said what follows. ``sort`` is
    the table of vague words that it is of. ``closed``: it was joined from a first and a last time.
    """

    span: Span
    kind: str
    period: Period
    since: bool = False
    bound: bool = False
    future: bool = False
    saying: bool = False
    reporting: bool = False
    sort: str = ""
    closed: bool = False


def find_dates(text: str, anchor: Anchor, grammar: Grammar | None = None) -> tuple[When, ...]:
    """Every time expression of ``text`` in order, resolved against ``anchor``; spans are half-open in code points."""
    found = find_all(text, anchor, lay_out(text), grammar or load_grammar())
    return tuple(as_when(item) for item in found)


def find_all(text: str, anchor: Anchor, layout: Layout, grammar: Grammar) -> tuple[Found, ...]:
    """As ``find_dates``, with the kind of each expression kept."""
    today = anchor.day or _day_without_year(anchor.month_day)
    reader = _Reader(text, layout, grammar, today)
    for match in grammar.every.finditer(text):
        reader.take(match)
    return tuple(reader.found if anchor.day else map(_bared, reader.found))


def as_when(found: Found) -> When:
    """The expression as the model's record."""
    period = found.period
    if period.start is None:
        return When(None, None, "era" if period.era else "none", period.reason, found.span)
    start, end = period.start.iso(), period.end.iso() if period.end else None
    partial = "/".join(point.partial() for point in (period.start, period.end) if point and point.partial())
    return When(start, end if end != start else None, period.start.precision(), period.reason, found.span, partial)


def _day_without_year(month_day: str) -> date | None:
    if not month_day:
        return None
    leap = month_day == "--02-29"
    return date.fromisoformat(f"{YEARLESS - leap}-{month_day[2:]}")


def _bared(item: Found) -> Found:
    """Without a known year, nothing but what the text itself dates keeps one."""
    period = item.period
    if period.explicit or period.start is None:
        return item
    if item.kind in BY_WEEK:
        return msgspec.structs.replace(item, period=nothing("no year to count weeks in"))
    end = period.end.without_year() if period.end else None
    bare = msgspec.structs.replace(period, start=period.start.without_year(), end=end)
    return msgspec.structs.replace(item, period=bare)


class _Reader:
    """Reads matches in order and remembers what was told: the state of one pass over one text."""

    def __init__(self, text: str, layout: Layout, grammar: Grammar, today: date | None) -> None:
        self.text, self.layout, self.grammar = text, layout, grammar
        self.today = today
        self.found: list[Found] = []
        self.told: date | None = None
        self.told_year: int | None = None

    def take(self, match: re.Match[str]) -> None:
        """Resolve one match of ``grammar.every`` and add it, or join it to the expression before it."""
        index = int(str(match.lastgroup)[1:])
        kind, span = self.grammar.kinds[index], Span(*match.span())
        inner = self.grammar.shapes[index].match(self.text, span.start)
        if kind == "none" or inner is None:
            return
        parts = inner.groupdict()
        if not (self._explains(kind, parts, span) or self._closes_span(kind, parts, span)):
            self._add(self._made(span, kind, self._read(kind, parts, span), _sort(parts)))

    def _read(self, kind: str, parts: Parts, span: Span, after: Point | None = None) -> Period:
        context = Context(
            grammar=self.grammar,
            today=self.today,
            told=self.told,
            told_year=self.told_year,
            future=self._future(span),
            spoken=kind == "day_word" and self._spoken(span),
            after=after,
            year=self._year_in_view(span),
        )
        return resolve(kind, parts, context)

    def _add(self, item: Found) -> None:
        self.found.append(item)
        start = item.period.start
        if start is None or start.year is None:
            return
        self.told_year = start.year
        last = item.period.end if item.kind in UNTIL_NOW else None
        self.told = (last or start).whole_day() or self.told

    def _explains(self, kind: str, parts: Parts, span: Span) -> bool:
        """星期六（10月10日）: an expression in brackets right after another says the same time once more."""
        last = self.found[-1] if self.found else None
        if last is None or self.text[last.span.end : span.start].strip() not in ("(", "（"):
            return False
        closing = re.compile(r"[^。，,()（）\n]{0,6}[)）]").match(self.text, span.end)
        if closing is None:
            return False
        period = last.period
        if last.kind not in SURE and kind in SURE:
            period = self._read(kind, parts, span)
        elif last.closed and kind in SURE:
            period = msgspec.structs.replace(period, end=self._read(kind, parts, span, period.start).start)
        self.found.pop()
        self._add(self._made(Span(last.span.start, closing.end()), "date", period))
        return True

    def _closes_span(self, kind: str, parts: Parts, span: Span) -> bool:
        """2日至4日 is one span; so are 9日和10日, as they follow each other."""
        last = self.found[-1] if self.found else None
        if last is None or last.period.start is None:
            return False
        between = self.text[last.span.end : span.start]
        ranged = not last.closed and bool(self.grammar.until.fullmatch(between))
        if not ranged and between and not self.grammar.both.fullmatch(between):
            return False
        period = self._read(kind, parts, span, last.period.end or last.period.start)
        if period.start is None or not (ranged or _follows(last.period, period)):
            return False
        joined = msgspec.structs.replace(last.period, end=period.end or period.start)
        made = self._made(Span(last.span.start, span.end), last.kind, joined)
        self.found[-1] = msgspec.structs.replace(made, closed=True)
        return True

    def _made(self, span: Span, kind: str, period: Period, sort: str = "") -> Found:
        grammar = self.grammar
        return Found(
            span=span,
            kind=kind,
            period=period,
            since=bool(grammar.since.match(self.text, span.end)),
            bound=bool(grammar.bound.match(self.text, span.end)),
            future=self._future(span),
            saying=bool(grammar.saying.match(self.text, span.end)),
            reporting=bool(grammar.reporting.match(self.text, span.end)),
            sort=sort,
        )

    def _spoken(self, span: Span) -> bool:
        """Whether the sentence gives somebody's words, as far as a word or a quotation mark near the time shows."""
        sentence = self.layout.sentence(span.start)
        window = self.text[max(sentence.start, span.start - 2 * REACH) : min(sentence.end, span.end + REACH)]
        return any(match.group("yes") for match in self.grammar.spoken.finditer(window))

    def _future(self, span: Span) -> bool:
        """Whether the clause looks ahead: by a word before the time or behind it, if that is no time of saying."""
        if self.grammar.saying.match(self.text, span.end):
            return False
        clause = self.layout.clause(span.start)
        ahead = self.text[max(clause.start, span.start - REACH) : span.start]
        behind = self.text[span.end : min(clause.end, span.end + 2)]
        return any(match.group("yes") for side in (ahead, behind) for match in self.grammar.future.finditer(side))

    def _year_in_view(self, span: Span) -> int | None:
        """The year that the text gave just before: in this sentence, or with a month in this paragraph."""
        last = self.found[-1] if self.found else None
        if last is None or not last.period.explicit or last.period.start is None:
            return None
        start = last.period.start
        part = self.layout.paragraph(span.start) if start.month else self.layout.sentence(span.start)
        return start.year if last.span.start >= part.start else None


def _sort(parts: Parts) -> str:
    """The table that a vague word is of: recent, now, coming, untold."""
    return next((name for name in ("recent", "now", "coming", "untold") if parts.get(name)), "")


def _follows(first: Period, second: Period) -> bool:
    """Whether the second is the day right after the first."""
    last = first.end or first.start
    a, b = (last.whole_day() if last else None), (second.start.whole_day() if second.start else None)
    return a is not None and b is not None and plus_days(a, 1) == b
