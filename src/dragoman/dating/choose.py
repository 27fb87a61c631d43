"""Which time expression governs a place in a text: the date of the event that is told there."""

from bisect import bisect_left
from collections.abc import Callable, Iterable

import msgspec

from dragoman.dating.calendar import Point, of_month, plus_days
from dragoman.dating.find import Found, as_when, find_all
from dragoman.dating.grammar import Grammar, load_grammar
from dragoman.dating.layout import Layout, lay_out
from dragoman.model import Anchor, Span, When

LEAD = {"month": 40, "year": 8, "vague": 12, "untold": 5}
"""A month, a year or 近日 dates its clause only this near (code points) to the clause's beginning."""

DATELINE = 8
"""A sentence that holds hardly more than a date dates no other sentence."""

NEAR = 14
"""A day carries on into later paragraphs if it is at most this many days before the anchor."""

Test = Callable[["Timeline", int], bool]


class Timeline(msgspec.Struct, frozen=True):
    """The time expressions of ``text`` in order, its layout, and the anchor they were read against.

    ``mains`` are the indexes of the expressions that date a whole sentence: what follows may go on from them.
    """

    text: str
    whens: tuple[When, ...]
    found: tuple[Found, ...]
    layout: Layout
    anchor: Anchor
    grammar: Grammar
    mains: tuple[int, ...] = ()


def timeline(text: str, anchor: Anchor, grammar: Grammar | None = None) -> Timeline:
    """Read ``text`` once; ``date_for`` then answers for any place in it."""
    layout = lay_out(text)
    grammar = grammar or load_grammar()
    found = find_all(text, anchor, layout, grammar)
    times = Timeline(text, tuple(as_when(item) for item in found), found, layout, anchor, grammar)
    return msgspec.structs.replace(times, mains=tuple(_mains(times)))


def date_for(times: Timeline, span: Span, *, future: bool = False) -> When | None:
    """The time of what is told at ``span`` (its trigger or its evidence), or None where the text gives no ground.

    In this order: a day in the span or its clause, a month or year at the head of that clause, the same earlier in the
    sentence, the day that the text goes on telling of, the anchor's month. With ``future`` (the event is planned) only
    a time that may be the plan's counts, never that of its announcement.
    """
    clause = times.layout.clause(span.start)
    reach = Span(clause.start, max(clause.end, span.end))
    before = Span(times.layout.sentence(span.start).start, clause.start)
    if future:
        return _planned(times, reach) or _planned(times, before)
    for part, why in ((reach, ""), (before, "earlier in the sentence: ")):
        inside = [index for index in _within(times, part) if not _aside(times, index, span)]
        for test in TESTS:
            if (index := _first(times, inside, test)) is not None:
                return _answer(times, index, why)
        if (index := _reported(times, _within(times, part), inside)) is not None:
            return _answer(times, index, why)
    return _carried(times, before.start) or _anchored(times, span)


def _first(times: Timeline, indexes: Iterable[int], test: Test) -> int | None:
    return next((index for index in indexes if test(times, index)), None)


def _reported(times: Timeline, within: Iterable[int], inside: Iterable[int]) -> int | None:
    """A newsroom's day among ``inside``, where nothing else tells the day; a noun's day before it is the likelier.

    （某社24日电）23日对敖德萨的港口发射导弹 tells of the 23rd.
    """
    index = _first(times, inside, _is_some_day)
    return index if index is None else _first(times, (at for at in within if at > index), _is_day) or index


def _within(times: Timeline, part: Span) -> range:
    """The indexes of the expressions that begin in ``part``."""
    first = bisect_left(times.whens, part.start, key=_start)
    return range(first, bisect_left(times.whens, part.end, key=_start))


def _start(when: When) -> int:
    return when.span.start


def _aside(times: Timeline, index: int, span: Span) -> bool:
    """Whether the time belongs to a noun before ``span`` (对26日发生的袭击予以谴责), not to what ``span`` tells."""
    end = times.found[index].span.end
    following = times.whens[index + 1].span.start if index + 1 < len(times.whens) else span.start
    noun = times.text[end + 1 : min(span.start, following, times.layout.clause(end).end)]
    return end <= span.start and "的" in noun


def _is_day(times: Timeline, index: int) -> bool:
    """A day on which something happened, as far as the words around it show."""
    return _is_some_day(times, index) and not times.found[index].reporting


def _is_some_day(times: Timeline, index: int) -> bool:
    item = times.found[index]
    exact = times.whens[index].precision == "day" and not item.since and not item.bound
    return exact and not _ahead(times, item)


def _leads(times: Timeline, index: int) -> bool:
    """A month or year at the head of its clause; the anchor's own year says less than what is told around it."""
    item, precision = times.found[index], times.whens[index].precision
    if precision not in ("month", "year") or item.kind == "vague" or item.since or item.bound or _ahead(times, item):
        return False
    this_year = precision == "year" and times.anchor.day and times.whens[index].start == str(times.anchor.day.year)
    return not this_year and _at_head(times, item, precision)


def _is_recent(times: Timeline, index: int) -> bool:
    return times.found[index].sort == "recent" and _at_head(times, times.found[index], "vague")


def _is_since(times: Timeline, index: int) -> bool:
    """自4月15日起 dates what went on from then; 2011年以来首次 dates nothing."""
    item = times.found[index]
    if not item.since or _ahead(times, item) or times.whens[index].precision == "none":
        return False
    return not times.grammar.first_time.search(times.text, item.span.end, times.layout.sentence(item.span.start).end)


def _is_untold(times: Timeline, index: int) -> bool:
    return times.found[index].sort == "untold" and _at_head(times, times.found[index], "untold")


TESTS: tuple[Test, ...] = (_is_day, _leads, _is_recent, _is_since, _is_untold)
"""What makes a time the date of its clause, the surest first."""


def _at_head(times: Timeline, item: Found, kind: str) -> bool:
    return item.span.start - times.layout.clause(item.span.start).start <= LEAD[kind]


def _ahead(times: Timeline, item: Found) -> bool:
    """Whether the time begins after the anchor, give or take a day of time zones."""
    first = item.period.start.first() if item.period.start else None
    return bool(first and times.anchor.day and first > plus_days(times.anchor.day, 1))


def _answer(times: Timeline, index: int, why: str) -> When | None:
    when = times.whens[index]
    if when.start is None and not when.partial:
        return None
    return msgspec.structs.replace(when, reason=why + when.reason)


def _mains(times: Timeline) -> Iterable[int]:
    """The first day of each sentence that has one and says more than the day."""
    for start, end in zip(times.layout.sentences, (*times.layout.sentences[1:], times.layout.end), strict=True):
        index = _first(times, _within(times, Span(start, end)), _is_main)
        if index is not None and end - start - (times.found[index].span.end - times.found[index].span.start) > DATELINE:
            yield index


def _is_main(times: Timeline, index: int) -> bool:
    span = times.found[index].span
    clause = times.layout.clause(span.start)
    deep = span.start - clause.start > 2 * LEAD["vague"] and "的" in times.text[span.end : clause.end]
    return _is_some_day(times, index) and not deep


def _carried(times: Timeline, at: int) -> When | None:
    """The time that the text was telling of before ``at``; into a new paragraph only a recent day goes on."""
    paragraph = times.layout.paragraph(at)
    last = bisect_left(times.mains, at, key=lambda index: times.whens[index].span.start) - 1
    if last >= 0 and times.whens[times.mains[last]].span.start >= paragraph.start:
        return _answer(times, times.mains[last], "told of before in the paragraph: ")
    while last >= 0 and not _near(times, times.mains[last]):
        last -= 1
    if last >= 0:
        return _answer(times, times.mains[last], "told of before: ")
    end = times.layout.sentence(at).end
    later = next((index for index in times.mains if _near(times, index) and times.whens[index].span.start >= end), None)
    return _answer(times, later, "told of next: ") if later is not None else None


def _near(times: Timeline, index: int) -> bool:
    start = times.found[index].period.start
    day = start.whole_day() if start else None
    if times.anchor.day is None:
        return times.whens[index].precision == "day"
    return day is not None and day >= plus_days(times.anchor.day, -NEAR)


def _anchored(times: Timeline, span: Span) -> When | None:
    """Nothing in the text: the anchor's month is all that can be said."""
    day = times.anchor.day
    at = Span(span.start, span.start)
    return When(of_month(day).iso(), None, "month", "no time is told: the anchor's month", at) if day else None


def _planned(times: Timeline, part: Span) -> When | None:
    """The first time of ``part`` that lies ahead, or that a word of its clause puts there."""
    options = [index for index in _within(times, part) if _may_be_planned(times, index)]
    if not options:
        return None
    best = max(options, key=lambda index: (not times.found[index].saying, times.found[index].future, -index))
    return _rolled(times, best)


def _may_be_planned(times: Timeline, index: int) -> bool:
    item = times.found[index]
    if item.kind == "vague":
        return item.sort == "coming" or (item.sort == "recent" and item.future)
    if item.period.start is None:
        return False
    month = item.kind == "date" and item.period.guessed
    return item.future or month or not _is_over(times, item)


def _is_over(times: Timeline, item: Found) -> bool:
    return times.anchor.day is not None and _last_day(item.period.end or item.period.start) < str(times.anchor.day)


def _rolled(times: Timeline, index: int) -> When | None:
    """The time as it is; a year on where its year was only guessed and is over (出席9月的大会, told in August)."""
    item, when = times.found[index], times.whens[index]
    start = item.period.start
    if (
        start is None
        or start.year is None
        or item.kind != "date"
        or not item.period.guessed
        or not _is_over(times, item)
    ):
        return _answer(times, index, "")
    end = item.period.end
    later, last = start.next_year(), end.next_year() if end else None
    why = "the next one, as it is planned"
    return msgspec.structs.replace(when, start=later.iso(), end=last.iso() if last else None, reason=why)


def _last_day(point: Point | None) -> str:
    """The last day that a point may mean, as text that sorts."""
    if point is None or point.year is None:
        return ""
    return f"{point.year:04}-{point.month or 12:02}-{point.day or 31:02}"
