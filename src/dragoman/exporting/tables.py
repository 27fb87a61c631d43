"""Events as flat rows for spreadsheets and data frames, and as Parquet."""

import csv
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import IO, Any

from dragoman.exporting.lines import fields
from dragoman.model import Entity, Event

# A spreadsheet runs a cell that begins with one of these as a formula; an apostrophe in front keeps it text.
_FORMULA = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")

COLUMNS = (
    "id", "doc", "type", "mode", "aux", "actor", "actor_name", "recipient", "recipient_name", "date", "date_end",
    "place", "place_code", "latitude", "longitude", "issues", "said_by", "evidence", "evidence_start", "evidence_end",
    "trigger", "rule", "confidence", "cameo", "goldstein", "fragment",
)  # fmt: skip


def flat(event: Event) -> dict[str, Any]:
    """The event as one flat row; several values of a field are joined by ``|``, an implied name is empty."""
    return {
        **{name: getattr(event, name) for name in COLUMNS if hasattr(event, name)},
        "actor": _codes(event.actor),
        "actor_name": _names(event.actor),
        "recipient": _codes(event.recipient),
        "recipient_name": _names(event.recipient),
        "issues": "|".join(event.issues),
        "said_by": "|".join(event.said_by),
        "evidence_start": event.evidence_span.start,
        "evidence_end": event.evidence_span.end,
        "confidence": round(event.confidence, 4),
    }


def _codes(side: tuple[Entity, ...]) -> str:
    return "|".join(entity.code for entity in side)


def _names(side: tuple[Entity, ...]) -> str:
    return "|".join(entity.name or "" for entity in side) if any(entity.name for entity in side) else ""


def harmless(value: object) -> object:
    """``value``, with an apostrophe before text that a spreadsheet would run as a formula."""
    return f"'{value}" if isinstance(value, str) and value.startswith(_FORMULA) else value


def write_csv(events: Iterable[Event], stream: IO[str]) -> None:
    """The events as CSV with a header, safe to open in a spreadsheet."""
    writer = csv.DictWriter(stream, COLUMNS, lineterminator="\n")
    writer.writeheader()
    writer.writerows({name: harmless(value) for name, value in flat(event).items()} for event in events)


def write_parquet(events: Iterable[Event], path: Path) -> None:
    """The events as Parquet, with actors, recipients, issues and sources as lists."""
    import pyarrow as pa
    import pyarrow.parquet as parquet

    table = pa.Table.from_pylist(list(_nested(events)), schema=_schema())
    parquet.write_table(table, path, compression="zstd")


def _nested(events: Iterable[Event]) -> Iterator[dict[str, Any]]:
    for event in events:
        row = fields(event)
        row["reasons"] = list(event.reasons.items())
        row["evidence_start"], row["evidence_end"] = row.pop("evidence_span")
        row["trigger_start"], row["trigger_end"] = row.pop("trigger_span")
        yield row


def _schema() -> Any:
    import pyarrow as pa

    text, texts, whole, real = pa.string(), pa.list_(pa.string()), pa.int32(), pa.float64()
    side = pa.list_(pa.struct({"code": text, "name": text, "entity": text, "reason": text}))
    kinds = {
        "actor": side, "recipient": side, "issues": texts, "said_by": texts, "fragment": whole, "evidence_start": whole,
        "evidence_end": whole, "trigger_start": whole, "trigger_end": whole, "confidence": real, "goldstein": real,
        "latitude": real, "longitude": real, "reasons": pa.map_(text, text),
    }  # fmt: skip
    names = (
        "id", "doc", "type", "mode", "aux", "actor", "recipient", "date", "date_end", "place", "place_code", "latitude",
        "longitude", "issues", "said_by", "evidence", "evidence_start", "evidence_end", "trigger", "trigger_start",
        "trigger_end", "rule", "confidence", "cameo", "goldstein", "fragment", "reasons",
    )  # fmt: skip
    return pa.schema([(name, kinds.get(name, text)) for name in names])
