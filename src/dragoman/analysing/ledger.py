"""The ledger: each demand, invitation, promise, plan and threat, open until the record answers it."""

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import Literal

import msgspec

from dragoman.analysing.answering import ASKED, Answer, Candidates, answers, told_as
from dragoman.analysing.record import Deed, ids
from dragoman.analysing.rules import Kind, LedgerRules, Opening
from dragoman.analysing.ties import ORDER, gap, needed

State = Literal["open", "kept", "refused", "in part", "overtaken", "lapsed"]

_STRONG = ORDER[: ORDER.index("issue")]


class Entry(msgspec.Struct, frozen=True, kw_only=True):
    """A line of the ledger: what stands open or stood, how it stands, why, and the answers that the record gives.

    ``since`` is the day from which it stands, ``deadline`` the last day that it was planned for, None without one.
    """

    kind: Kind
    state: State
    deed: Deed
    since: date | None
    deadline: date | None
    reason: str
    answers: tuple[Answer, ...] = ()

    @property
    def events(self) -> tuple[str, ...]:
        """The ids of the events that tell it."""
        return self.deed.reports

    @property
    def about(self) -> frozenset[str]:
        """The issues of what was asked or promised and of its answers."""
        return self.deed.about.union(*(answer.deed.about for answer in self.answers))

    @property
    def answered_by(self) -> tuple[str, ...]:
        """The ids of the events that answer it."""
        return ids(answer.deed for answer in self.answers)


def ledger(told: Iterable[Deed], rules: LedgerRules, until: date | None) -> list[Entry]:
    """The entries that the deeds open, in order of time, as they stand on the last day of the record, ``until``."""
    record = [deed for deed in told if until is None or deed.told is None or deed.told <= until]
    candidates = Candidates(record)
    opened = ((deed, opening(deed, rules)) for deed in record)
    entries = [_entry(deed, how, candidates, rules, until) for deed, how in opened if how]
    return sorted(entries, key=lambda entry: (entry.since or date.max, entry.deed.doc, entry.deed.start, entry.deed.id))


def opening(deed: Deed, rules: LedgerRules) -> Opening | None:
    """What the deed opens, if anything."""
    return next((one for one in rules.entry if _opens(one, deed)), None)


def _opens(one: Opening, deed: Deed) -> bool:
    return deed.type in one.types and told_as(deed) in one.aux and (not one.modes or deed.mode in one.modes)


def _entry(deed: Deed, how: Opening, among: Candidates, rules: LedgerRules, until: date | None) -> Entry:
    deadline = _deadline(deed, how)
    found = _telling(deed, answers(deed, how.kind, deadline is not None, among, rules), how.kind)
    state: State = _settled(deed, found) if found else _unanswered(deadline, rules.grace, until)
    return Entry(
        kind=how.kind,
        state=state,
        deed=deed,
        since=deed.first if deed.happened and deed.first else deed.told or deed.first,
        deadline=deadline,
        reason=_reason(deed, state, found, deadline, until),
        answers=tuple(found),
    )


def _deadline(deed: Deed, how: Opening) -> date | None:
    """The last day that it is planned for; a plan dated by the day it was told on has none."""
    if not how.deadline or deed.last is None or (deed.told and deed.last <= deed.told):
        return None
    return deed.last


def _telling(entry: Deed, found: list[Answer], kind: Kind) -> list[Answer]:
    """The answers that count: loosely tied ones only where no other is, on each day the most closely tied, in order.

    Of what waits for its own actor the first time that it is kept is the last word; to what was asked, each new word
    counts.
    """
    strong = [answer for answer in found if answer.tie in _STRONG] or found
    kept = min((answer.day for answer in strong if answer.rule.outcome == "kept"), default=None)
    once = kind not in ASKED and kept is not None
    days: dict[date, list[Answer]] = {}
    for answer in strong:
        if not once or (answer.day == kept and answer.rule.outcome == "kept"):
            days.setdefault(answer.day, []).append(answer)
    return [answer for day in _new_words([_closest(entry, days[day]) for day in sorted(days)]) for answer in day]


def _closest(entry: Deed, found: list[Answer]) -> list[Answer]:
    least = min(_distance(entry, answer) for answer in found)
    closest = (answer for answer in found if _distance(entry, answer) == least)
    return sorted(closest, key=lambda answer: (answer.deed.doc, answer.deed.start, answer.deed.id))


def _new_words(days: list[list[Answer]]) -> Iterator[list[Answer]]:
    """The days on which something else is said than the last time, or by somebody else."""
    said = [{(party, answer.rule.outcome) for answer in day for party in answer.by} for day in days]
    yield from (day for number, day in enumerate(days) if number == 0 or said[number] != said[number - 1])


def _distance(entry: Deed, answer: Answer) -> tuple[int, bool, int]:
    """How loosely the answer is tied to the entry. Of answers that only stand in one article with it, a refusal goes
    before assent, for one can agree to many things but refuses what was asked; then the nearest goes first."""
    order = ORDER.index(answer.tie)
    if answer.tie not in ("near", "document"):
        return order, False, 0
    return order, answer.rule.outcome != "refused", gap(entry, answer.deed)


def _settled(deed: Deed, found: list[Answer]) -> State:
    """The last word of each party whose answer is needed: one state if all say the same, else answered in part."""
    words = {party: _last_word(party, found) for party in needed(deed)}
    said = set(words.values())
    return said.pop() if len(said) == 1 else "in part"


def _last_word(party: str, found: list[Answer]) -> State:
    mine = [answer for answer in found if party in answer.by]
    last = {answer.rule.outcome for answer in mine if answer.day == mine[-1].day}
    return last.pop() if len(last) == 1 else "in part" if last else "open"


def _unanswered(deadline: date | None, grace: int, until: date | None) -> State:
    return "lapsed" if deadline and until and deadline + timedelta(grace) < until else "open"


def _reason(deed: Deed, state: State, found: list[Answer], deadline: date | None, until: date | None) -> str:
    if state == "lapsed":
        return f"planned for {deed.date}; nothing of it up to {until}"
    if not found:
        due = f", due {deadline}" if deadline else ""
        return f"no answer up to {until}{due}" if until else f"no answer{due}"
    lines = dict.fromkeys(answer.told for answer in found)
    silent = needed(deed) - {party for answer in found for party in answer.by}
    return "; ".join([*lines, *_silence(silent)])


def _silence(silent: frozenset[str]) -> Iterator[str]:
    if silent:
        yield f"nothing of {', '.join(sorted(silent))}"
