"""Tables and charts of an analysis, written in the form that the user asked for."""

import csv
from collections.abc import Callable, Sequence
from enum import StrEnum
from pathlib import Path
from typing import IO, TYPE_CHECKING, Annotated, Any

import msgspec
import typer

from dragoman.cli.output import notes, replacing, writing

if TYPE_CHECKING:
    from dragoman.analysing.sheets import Sheet


class Format(StrEnum):
    """How an analysis is written."""

    table = "table"
    csv = "csv"
    jsonl = "jsonl"
    svg = "svg"
    png = "png"


Shape = Annotated[
    Format | None,
    typer.Option("--format", "-f", help="table, or by the ending of -o; svg and png are charts.", show_default=False),
]
Out = Annotated[str, typer.Option("--out", "-o", metavar="FILE", help="Where to write; - is standard output.")]
Traced = Annotated[bool, typer.Option("--events", help="Add the ids of the events behind each number.")]


class Form(msgspec.Struct, frozen=True):
    """What the user asked for; no ``format`` means by the ending of ``out``."""

    format: Format | None
    out: str
    traced: bool

    @property
    def kind(self) -> Format:
        """The format to write."""
        ending = Path(self.out).suffix.lstrip(".").lower()
        return self.format or (Format(ending) if ending in set(Format) - {"table"} else Format.table)


def deliver(
    sheets: "Sequence[Sheet]",
    chart: Callable[[], Any] | None,
    form: Form,
    told: Callable[[IO[str]], None] | None = None,
) -> None:
    """Writes the tables, or the chart. CSV and JSON lines hold one table: the first. ``told`` writes what is read
    better in another form than a table."""
    if form.kind in (Format.svg, Format.png):
        _draw(sheets, chart, form)
        return
    shown = [sheet.traced() if form.traced else sheet for sheet in sheets]
    with writing(form.out) as stream:
        if form.kind is Format.csv:
            _csv(shown[0], stream)
        elif form.kind is Format.jsonl:
            stream.writelines(msgspec.json.encode(row).decode() + "\n" for row in shown[0].dicts())
        elif told:
            told(stream)
        else:
            _tables(shown, stream)
    for note in dict.fromkeys(note for sheet in shown for note in sheet.notes):
        notes().print(note, markup=False)


def _draw(sheets: "Sequence[Sheet]", chart: Callable[[], Any] | None, form: Form) -> None:
    from dragoman.analysing.charts import png, svg

    if chart is None:
        raise typer.BadParameter("this has no chart; ask for table, csv or jsonl")
    if not any(sheet.rows for sheet in sheets):
        raise typer.BadParameter("nothing to draw: no event passes these conditions")
    if form.kind is Format.svg:
        with writing(form.out) as stream:
            stream.write(svg(chart()))
        return
    if form.out == "-":
        raise typer.BadParameter("a PNG needs a file: add -o chart.png")
    with replacing(Path(form.out)) as partial:
        partial.write_bytes(png(chart()))


def _csv(sheet: "Sheet", stream: IO[str]) -> None:
    from dragoman.exporting.tables import harmless

    writer = csv.writer(stream, lineterminator="\n")
    writer.writerow(sheet.columns)
    writer.writerows([harmless(cell) for cell in row] for row in sheet.rows)


def _tables(sheets: "Sequence[Sheet]", stream: IO[str]) -> None:
    from rich.text import Text

    from dragoman.cli.showing import console

    out = console(stream)
    for number, sheet in enumerate(sheets):
        if len(sheets) > 1:
            out.print(Text(("\n" if number else "") + sheet.title, "bold"))
        if not sheet.rows:
            out.print(Text("nothing", "dim"))
        elif out.width < _WIDE and len(sheet.columns) > _FEW:
            _records(sheet, out)
        else:
            out.print(_grid(sheet))


_WIDE, _FEW = 160, 8


def _grid(sheet: "Sheet") -> Any:
    from rich.table import Table
    from rich.text import Text

    table = Table(box=None, header_style="bold", pad_edge=False, padding=(0, 2, 0, 0))
    numeric = [any(isinstance(row[at], int | float) for row in sheet.rows) for at in range(len(sheet.columns))]
    for column, number in zip(sheet.columns, numeric, strict=True):
        long = column in ("evidence", "events", "reason")
        table.add_column(column, overflow="fold", justify="right" if number else "left", ratio=3 if long else None)
    for row in sheet.rows:
        table.add_row(*(Text(written(cell)) for cell in row))
    return table


def _records(sheet: "Sheet", out: Any) -> None:
    """On a narrow terminal a line for each cell that is not empty."""
    from rich.text import Text

    for row in sheet.dicts():
        for column, cell in row.items():
            if cell not in (None, ""):
                out.print(Text.assemble((f"{column}  ", "dim"), written(cell)))
        out.print()


def written(cell: object) -> str:
    """A cell as a person reads it: nothing for an empty one, scores with two places."""
    return "" if cell is None else f"{cell:.2f}" if isinstance(cell, float) else str(cell)
