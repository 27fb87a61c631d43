"""Two codings of the same documents compared event by event."""

from datetime import date
from pathlib import Path

import msgspec
import pytest

from dragoman import code
from dragoman.coding.compare import compare, read_events
from dragoman.errors import BadInput
from dragoman.exporting.lines import line
from dragoman.model import Entity, Event, Span

ASKED = Event(
    doc="one",
    type="REQUEST",
    actor=(Entity("DEU:GOV", "德国"),),
    recipient=(Entity("RUS:GOV", "俄罗斯"),),
    date="2023-11-24",
    evidence="德国要求俄罗斯停火",
    evidence_span=Span(10, 19),
    trigger="要求",
    trigger_span=Span(12, 14),
    confidence=0.7,
)


def moved(event: Event, by: int) -> Event:
    """The same said again further on."""
    spans = {name: getattr(event, name).shift(by) for name in ("evidence_span", "trigger_span")}
    return msgspec.structs.replace(event, **spans)


def test_the_same_coding_differs_in_nothing() -> None:
    found = compare([ASKED, moved(ASKED, 50)], [moved(ASKED, 50), ASKED])
    assert not found
    assert found.same == 2


def test_gained_and_lost() -> None:
    other = msgspec.structs.replace(ASKED, doc="two")
    found = compare([ASKED], [other])
    assert found.lost == (ASKED,)
    assert found.gained == (other,)
    assert not found.changed


def test_changed_fields_are_named_with_both_values() -> None:
    new = msgspec.structs.replace(ASKED, date="2023-11", recipient=(Entity("RUS", "俄罗斯"),))
    found = compare([ASKED], [new])
    assert [change.fields for change in found.changed] == [
        {"recipient": ("RUS:GOV 俄罗斯", "RUS 俄罗斯"), "date": ("2023-11-24", "2023-11")}
    ]
    assert not found.gained
    assert not found.lost


def test_another_type_at_the_same_word_is_a_change() -> None:
    found = compare([ASKED], [msgspec.structs.replace(ASKED, type="ACCUSE")])
    assert [change.fields for change in found.changed] == [{"type": ("REQUEST", "ACCUSE")}]


def test_another_type_at_another_word_is_none() -> None:
    new = msgspec.structs.replace(ASKED, type="ACCUSE", trigger_span=Span(16, 18))
    found = compare([ASKED], [new])
    assert (len(found.gained), len(found.lost), len(found.changed)) == (1, 1, 0)


def test_the_most_alike_are_paired_first() -> None:
    to_china = msgspec.structs.replace(ASKED, recipient=(Entity("CHN:GOV", None),))
    to_both = msgspec.structs.replace(ASKED, recipient=(Entity("CHN:GOV", None), Entity("IND:GOV", None)))
    found = compare([ASKED, to_china], [to_both, ASKED])
    assert found.same == 1
    assert [(change.old, change.new) for change in found.changed] == [(to_china, to_both)]


def test_the_order_of_parties_says_nothing() -> None:
    both = (Entity("DEU:GOV", None), Entity("FRA:GOV", None))
    one = msgspec.structs.replace(ASKED, actor=both)
    assert not compare([one], [msgspec.structs.replace(ASKED, actor=both[::-1])])


@pytest.mark.parametrize(("confidence", "differs"), [(0.72, False), (0.6, True)])
def test_small_moves_of_confidence_are_no_change(confidence: float, differs: bool) -> None:
    assert bool(compare([ASKED], [msgspec.structs.replace(ASKED, confidence=confidence)])) == differs


def test_lines_of_another_coder_need_no_spans(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"doc": "one", "type": "AID", "actor": [{"code": "USA:GOV", "name": null}]}\n\n')
    (event,) = read_events(path)
    assert event.confidence != event.confidence, "it is not known"
    assert event.actor == (Entity("USA:GOV", None),)
    dated = msgspec.structs.replace(event, date="2021")
    assert [change.fields for change in compare([event], [dated]).changed] == [{"date": ("", "2021")}]


def test_what_code_writes_is_read_back(tmp_path: Path) -> None:
    """The events of a file that ``dragoman code`` wrote, with their spans and confidence, are those that it coded."""
    coded = code("德国总理朔尔茨24日要求俄罗斯停火。", published=date(2023, 11, 24))
    path = tmp_path / "events.jsonl"
    path.write_text("".join(f"{line(event)}\n" for event in coded), encoding="utf-8")
    assert coded
    assert compare(coded, read_events(path)).same == len(coded)


def test_a_bad_line_is_named(tmp_path: Path) -> None:
    path = tmp_path / "events.jsonl"
    path.write_text('{"doc": "one", "type": "AID"}\n{"doc": 3}\n')
    with pytest.raises(BadInput, match="line 2"):
        read_events(path)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    with pytest.raises(BadInput, match=r"none\.jsonl"):
        read_events(tmp_path / "none.jsonl")
