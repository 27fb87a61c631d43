"""Charts of the analyses: Vega-Lite made by altair, drawn to SVG or PNG by vl-convert without a browser or network.

Labels are codes with Chinese names. An SVG keeps them as text in the first font of ``FONTS`` that its reader has; a PNG
needs a font with Chinese characters on the machine that draws it.
"""

from datetime import date
from io import BytesIO, StringIO
from typing import Any

from dragoman.analysing.chronology import kind, side
from dragoman.analysing.dyads import Dyad
from dragoman.analysing.labels import label
from dragoman.analysing.ledger import Entry
from dragoman.analysing.network import Edge, Network, layout
from dragoman.analysing.optional import need
from dragoman.analysing.positions import Position
from dragoman.analysing.record import Deed

FONTS = (
    "Noto Sans CJK SC, Noto Sans SC, Source Han Sans SC, PingFang SC, Hiragino Sans GB, Microsoft YaHei,"
    " WenQuanYi Zen Hei, WenQuanYi Micro Hei, SimHei, sans-serif"
)
MOST = 40
"""So many countries, pairs or positions a chart shows; the tables have all."""
_WIDTH = 820
# Green for, grey neither, red against; the same scale for stances and for Goldstein scores from -10 to 10.
_AGAINST, _NEITHER, _FOR = "#c0392b", "#b8b8b8", "#1e8449"


def svg(chart: Any) -> str:
    """The chart as SVG."""
    need("vl_convert", "charts")
    stream = StringIO()
    chart.save(stream, format="svg")
    return stream.getvalue()


def png(chart: Any) -> bytes:
    """The chart as PNG, twice its size in points."""
    need("vl_convert", "charts")
    stream = BytesIO()
    chart.save(stream, format="png", scale_factor=2)
    return stream.getvalue()


def _altair() -> Any:
    return need("altair", "charts")


def _data(rows: list[dict[str, Any]]) -> Any:
    return _altair().Data(values=rows)


def _finished(chart: Any, title: str, subtitle: str) -> Any:
    heading = _altair().TitleParams(title, subtitle=subtitle, anchor="start", fontSize=15)
    return chart.properties(title=heading).configure(font=FONTS).configure_view(stroke=None).configure_axis(grid=False)


def _leaning(field: str, title: str) -> Any:
    scale = _altair().Scale(domain=[-10, 0, 10], range=[_AGAINST, _NEITHER, _FOR], type="linear")
    return _altair().Color(field, scale=scale, title=title)


def _size(field: str, rows: list[dict[str, Any]]) -> Any:
    """Areas for numbers from 1 up, with whole numbers in the legend."""
    most = max(2, *(row[field] for row in rows), 2)
    scale = _altair().Scale(domain=[1, most], range=[50, 50 + 25 * min(most, 30)])
    return _altair().Size(f"{field}:Q", scale=scale, legend=_altair().Legend(values=sorted({1, (1 + most) // 2, most})))


def dyad_chart(found: Dyad) -> Any:
    """Deeds a month by type above, the mean Goldstein score below, breaks as dashed lines."""
    alt = _altair()
    counts: dict[tuple[str, str], int] = {}
    for month in found.months:
        for deed in month.deeds:
            counts[month.month, deed.type] = counts.get((month.month, deed.type), 0) + 1
    bars = [{"month": month, "type": name, "deeds": number} for (month, name), number in counts.items()]
    scores = [{"month": month.month, "score": month.goldstein} for month in found.months]
    axis = alt.X(
        "month:O", scale=alt.Scale(domain=[month.month for month in found.months]), title=None, axis=_months(found)
    )
    above = alt.Chart(_data(bars), width=_WIDTH, height=190).mark_bar()
    above = above.encode(
        axis, alt.Y("deeds:Q", title="deeds"), alt.Color("type:N", scale=alt.Scale(scheme="tableau20"))
    )
    below = alt.Chart(_data(scores), width=_WIDTH, height=130).mark_line(point=True, invalid="break-paths-show-domains")
    below = below.encode(axis, alt.Y("score:Q", title="mean Goldstein", scale=alt.Scale(domain=[-10, 10])))
    parts = [alt.layer(part, *_breaks(found, what, axis)) for part, what in ((above, "deeds"), (below, "goldstein"))]
    told = f"{sum(len(month.deeds) for month in found.months)} deeds; dashed: breaks in the level"
    return _finished(alt.vconcat(*parts), f"{label(found.one)} – {label(found.other)}", told)


def _months(found: Dyad) -> Any:
    """An axis that names about twenty months, however long the span."""
    every = max(1, len(found.months) // 20)
    shown = [month.month for month in found.months[::every]]
    return _altair().Axis(values=shown, labelAngle=-45)


def _breaks(found: Dyad, what: str, axis: Any) -> list[Any]:
    rows = [{"month": turn.month} for turn in found.turns if turn.what == what]
    if not rows:
        return []
    return [_altair().Chart(_data(rows)).mark_rule(strokeDash=[5, 4], strokeWidth=2, color="#222").encode(axis)]


def network_chart(found: Network) -> Any:
    """Countries as dots sized by their deeds, pairs as lines as wide as they are busy, coloured by mean Goldstein."""
    alt = _altair()
    shown = {node.country for node in sorted(found.nodes, key=lambda node: -len(node.deeds))[:MOST]}
    edges = [edge for edge in found.edges if edge.one in shown and edge.other in shown]
    places = layout(edges)
    x, y = alt.X("x:Q", axis=None), alt.Y("y:Q", axis=None)
    width = alt.StrokeWidth("deeds:Q", scale=alt.Scale(range=[0.7, 7]), legend=None)
    lines = alt.Chart(_data([_line(edge, places) for edge in edges])).mark_rule(opacity=0.85)
    lines = lines.encode(x, y, width, _leaning("goldstein:Q", "mean Goldstein"), x2="x2:Q", y2="y2:Q")
    ring = alt.condition("datum.mediates", alt.value("#e67e22"), alt.value("#34495e"))
    rows = _dots(found, places)
    dots = alt.Chart(_data(rows))
    words = dots.mark_text(dy=-18, fontSize=12).encode(x, y, text="label:N")
    chart = alt.layer(lines, dots.mark_circle(opacity=1).encode(x, y, _size("deeds", rows), color=ring), words)
    rest = f"; the {MOST} busiest of {len(found.nodes)}" if len(found.nodes) > MOST else ""
    subtitle = f"orange: mediated between others{rest}"
    return _finished(chart.properties(width=_WIDTH, height=560), "Who deals with whom", subtitle)


def _dots(found: Network, places: dict[str, tuple[float, float]]) -> list[dict[str, Any]]:
    mediators = {one.who for one in found.mediations}
    return [
        {"x": places[node.country][0], "y": places[node.country][1], "label": label(node.country)}
        | {"deeds": len(node.deeds), "mediates": node.country in mediators}
        for node in found.nodes
        if node.country in places
    ]


def _line(edge: Edge, places: dict[str, tuple[float, float]]) -> dict[str, Any]:
    (x, y), (x2, y2) = places[edge.one], places[edge.other]
    return {"x": x, "y": y, "x2": x2, "y2": y2, "deeds": len(edge.deeds), "goldstein": edge.goldstein or 0.0}


def positions_chart(found: list[Position], issue: str) -> Any:
    """A row for each pair, a column for each stance, a dot as large as the number of deeds."""
    alt = _altair()
    busiest = sorted(found, key=lambda one: -len(one.deeds))[:MOST]
    rows = [
        {
            "pair": label(one.who) + (f" → {label(one.whom)}" if one.whom else ""),
            "stance": one.stance.name,
            "deeds": len(one.deeds),
            "leaning": 10 * one.stance.leaning,
        }
        for one in found
        if one in busiest
    ]
    stances = list(dict.fromkeys(row["stance"] for row in rows))
    grid = alt.Axis(grid=True, labelLimit=300)
    dots = (
        alt.Chart(_data(rows), width=max(240, 90 * len(stances)))
        .mark_circle(opacity=0.9)
        .encode(
            alt.X("stance:N", sort=stances, title=None, axis=alt.Axis(labelAngle=0, orient="top", grid=True)),
            alt.Y("pair:N", title=None, sort=None, axis=grid),
            _size("deeds", rows),
            _leaning("leaning:Q", "leaning").legend(None),
        )
    )
    rest = f"; the {MOST} busiest of {len(found)}" if len(found) > MOST else ""
    return _finished(dots, f"Positions on {issue}", f"green: with the other side, red: against it{rest}")


def chronology_chart(told: list[Deed]) -> Any:
    """Deeds by day in lanes by type, larger where more events report them; those without a date are left out."""
    alt = _altair()
    rows = [
        {"day": deed.first.isoformat(), "type": deed.type, "reports": len(deed.reports), "score": deed.goldstein or 0.0}
        | {"what": f"{kind(deed)}: {side(deed.actor)} → {side(deed.recipient)}"}
        for deed in told
        if deed.first
    ]
    dots = (
        alt.Chart(_data(rows), width=_WIDTH)
        .mark_circle(opacity=0.75)
        .encode(
            alt.X("day:T", title=None),
            alt.Y("type:N", title=None, axis=alt.Axis(grid=True)),
            _size("reports", rows),
            _leaning("score:Q", "Goldstein"),
            tooltip="what:N",
        )
    )
    return _finished(dots, "Chronology", f"{len(rows)} deeds by day and type")


def ledger_chart(entries: list[Entry], until: date | None) -> Any:
    """A line for each entry from the day it was opened to its answer, its deadline or the end of the record, coloured
    by how it stands."""
    alt = _altair()
    rows = [_bar(number, entry, until) for number, entry in enumerate(entries[:MOST]) if entry.since]
    colour = alt.Color("state:N", scale=alt.Scale(domain=list(STATE_COLOURS), range=list(STATE_COLOURS.values())))
    place = alt.Y("entry:N", sort=None, title=None, axis=alt.Axis(labelLimit=420))
    base = alt.Chart(_data(rows), width=_WIDTH - 200).encode(place, colour)
    lines = base.mark_rule(strokeWidth=3).encode(alt.X("since:T", title=None), x2="end:T")
    dots = base.mark_circle(size=90, opacity=1).encode(alt.X("end:T"))
    rest = f"; the first {MOST} of {len(entries)}" if len(entries) > MOST else ""
    return _finished(
        alt.layer(lines, dots),
        "Ledger",
        f"from the day it was opened to its answer, its deadline or the end of the record{rest}",
    )


STATE_COLOURS = {
    "open": "#2980b9",
    "kept": _FOR,
    "in part": "#d4ac0d",
    "refused": _AGAINST,
    "overtaken": "#7d3c98",
    "lapsed": _NEITHER,
}


def _bar(number: int, entry: Entry, until: date | None) -> dict[str, Any]:
    to = ", ".join(map(label, sorted(entry.deed.recipients)))
    who = ", ".join(map(label, sorted(entry.deed.actors))) + (f" → {to}" if to else "")
    open_end = until if entry.state == "open" else entry.deadline
    end = entry.answers[-1].day if entry.answers else open_end or entry.since
    days = {"since": str(entry.since), "end": str(end)}
    return {"entry": f"{number + 1}. {entry.kind}: {who}", "state": entry.state, **days}
