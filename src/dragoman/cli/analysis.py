"""``dyad``, ``chronology``, ``network`` and ``positions``: the linked record as tables, CSV, JSON lines and charts."""

from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.cli.choosing import codes, day, entities
from dragoman.cli.options import DEFAULT_STORE, LexiconFolder, MinConfidence, StoreFile
from dragoman.cli.sheets import Form, Format, Out, Shape, Traced, deliver

if TYPE_CHECKING:
    from dragoman.analysing.record import Deed
    from dragoman.storing import Filters

Several = list[str] | None
Since = Annotated[str | None, typer.Option(metavar="DATE", help="From this day, month or year on.", show_default=False)]
Until = Annotated[
    str | None, typer.Option(metavar="DATE", help="Up to the end of this day, month or year.", show_default=False)
]
Issues = Annotated[
    Several, typer.Option("--issue", metavar="ISSUE", help="About this, such as taiwan, trade.", show_default=False)
]
With = Annotated[
    Several, typer.Option("--with", metavar="CODE", help="It takes part; a name works too.", show_default=False)
]
Person = Annotated[
    Several, typer.Option(metavar="NAME", help="Takes part; part of a name is enough.", show_default=False)
]
_PART = "Only this table; all in turn if left out."


class DyadPart(StrEnum):
    """The tables of a dyad."""

    months = "months"
    breaks = "breaks"


class NetworkPart(StrEnum):
    """The tables of a network."""

    nodes = "nodes"
    edges = "edges"
    mediators = "mediators"


def register(app: typer.Typer) -> None:
    """Adds the commands of this module."""
    for command in (chronology, dyad, network, positions):
        app.command()(command)


def _deeds(store: Path, filters: "Filters | None") -> "list[Deed]":
    from dragoman.analysing.record import deeds
    from dragoman.storing import Store

    with Store.open(store) as opened:
        return deeds(opened, filters)


def _filters(since: str | None, until: str | None, issue: Several, confidence: float, **more: Any) -> "Filters":
    from dragoman.storing import Filters

    return Filters(
        since=day(since, "first"),
        until=day(until, "last"),
        issue=tuple(value.lower() for value in issue or ()),
        min_confidence=confidence,
        **more,
    )


def chronology(
    store: StoreFile = DEFAULT_STORE,
    either: With = None,
    person: Person = None,
    type: Annotated[Several, typer.Option(metavar="TYPE", help="PLOVER type.", show_default=False)] = None,
    since: Since = None,
    until: Until = None,
    issue: Issues = None,
    min_confidence: MinConfidence = 0.0,
    events: Traced = False,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """What happened, in order of time: one line for each happening, however many report it.

    **Examples**

        dragoman chronology --with JPN --with USA --since 2013-12 --until 2014

        dragoman chronology --issue taiwan -o taiwan.svg
    """
    from dragoman.analysing.charts import chronology_chart
    from dragoman.analysing.chronology import chronology as listed

    who = {"either": codes(either), "person": tuple(person or ()), "entities": entities(person)}
    kinds = tuple(one.upper() for one in type or ())
    found = _deeds(store, _filters(since, until, issue, min_confidence, type=kinds, **who))
    deliver([listed(found)], lambda: chronology_chart(found), Form(format, out, events))


def dyad(
    one: Annotated[str, typer.Argument(metavar="ONE", help="A country or organisation: JPN or 日本.")],
    other: Annotated[str, typer.Argument(metavar="OTHER", help="The other.")],
    store: StoreFile = DEFAULT_STORE,
    one_way: Annotated[bool, typer.Option("--one-way", help="Only what ONE did to OTHER.")] = False,
    since: Since = None,
    until: Until = None,
    issue: Issues = None,
    show: Annotated[DyadPart | None, typer.Option(help=_PART, show_default=False)] = None,
    min_confidence: MinConfidence = 0.0,
    events: Traced = False,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """Two countries month by month: deeds by type, mean Goldstein score, and the months in which the level changed.

    Plans, suppositions and denials do not count. A table leaves out months in which nothing happened, CSV has them.
    With --events each count by month and type has its own line with the ids of the events behind it.

    **Examples**

        dragoman dyad JPN USA

        dragoman dyad 中国 美国 --since 2017 --show breaks

        dragoman dyad CHN JPN -o dyad.svg
    """
    from dragoman.analysing.charts import dyad_chart
    from dragoman.analysing.dyads import cell_sheet, month_sheet, turn_sheet
    from dragoman.analysing.dyads import dyad as compared

    pair = [_single(value) for value in (one, other)]
    told = _deeds(store, _filters(since, until, issue, min_confidence, either=tuple(pair)))
    found = compared(told, *pair, one_way=one_way)
    form = Form(format, out, events)
    months = cell_sheet(found) if events else month_sheet(found, every=form.kind is not Format.table)
    sheets = {DyadPart.months: months, DyadPart.breaks: turn_sheet(found)}
    deliver([sheet for part, sheet in sheets.items() if show in (None, part)], lambda: dyad_chart(found), form)


def _single(value: str) -> str:
    found = codes([value])
    if len(found) != 1 or ":" in found[0]:
        raise typer.BadParameter(f"{value!r} is not one country or organisation; write a code such as JPN")
    return found[0]


def network(
    store: StoreFile = DEFAULT_STORE,
    either: With = None,
    since: Since = None,
    until: Until = None,
    issue: Issues = None,
    show: Annotated[NetworkPart | None, typer.Option(help=_PART, show_default=False)] = None,
    min_confidence: MinConfidence = 0.0,
    events: Traced = False,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """Who deals with whom: how central each country is, how busy and how friendly each pair, and who mediates.

    **Examples**

        dragoman network --since 2013-12 --issue air-defence-zone

        dragoman network --show mediators --events

        dragoman network -o network.png
    """
    from dragoman.analysing.charts import network_chart
    from dragoman.analysing.network import edge_sheet, mediation_sheet, node_sheet
    from dragoman.analysing.network import network as drawn

    found = drawn(_deeds(store, _filters(since, until, issue, min_confidence, either=codes(either))))
    sheets = {NetworkPart.nodes: node_sheet, NetworkPart.edges: edge_sheet, NetworkPart.mediators: mediation_sheet}
    chosen = [make(found) for part, make in sheets.items() if show in (None, part)]
    deliver(chosen, lambda: network_chart(found), Form(format, out, events))


def positions(
    issue: Annotated[str, typer.Option(metavar="ISSUE", help="The issue, such as air-defence-zone.")],
    store: StoreFile = DEFAULT_STORE,
    either: With = None,
    since: Since = None,
    until: Until = None,
    min_confidence: MinConfidence = 0.0,
    lexicon: LexiconFolder = None,
    events: Traced = False,
    format: Shape = None,
    out: Out = "-",
) -> None:
    """Who supports, demands, refuses or opposes what of whom about an issue, each with the surest words.

    **Examples**

        dragoman positions --issue air-defence-zone

        dragoman positions --issue trade --with CHN -o trade.svg
    """
    from dragoman.analysing.charts import positions_chart
    from dragoman.analysing.positions import positions as taken
    from dragoman.analysing.positions import sheet
    from dragoman.analysing.rules import stances

    told = _deeds(store, _filters(since, until, [issue], min_confidence, either=codes(either)))
    found = taken(told, issue.lower(), stances(lexicon))
    deliver([sheet(found, issue.lower())], lambda: positions_chart(found, issue.lower()), Form(format, out, events))
