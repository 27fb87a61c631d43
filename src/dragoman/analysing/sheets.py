"""A table of an analysis: named columns, plain cells, and for each row the ids of the events behind it."""

import msgspec

Cell = str | int | float | None


class Sheet(msgspec.Struct, frozen=True):
    """Rows of cells under ``columns``. ``events`` holds, for each row, the ids that its numbers count; ``title`` and
    ``notes`` are for the reader."""

    title: str
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...]
    events: tuple[tuple[str, ...], ...]
    notes: tuple[str, ...] = ()

    def traced(self) -> "Sheet":
        """The same with a last column of the ids, so that every number can be followed back."""
        rows = tuple((*row, " ".join(ids)) for row, ids in zip(self.rows, self.events, strict=True))
        return msgspec.structs.replace(self, columns=(*self.columns, "events"), rows=rows)

    def dicts(self) -> list[dict[str, Cell]]:
        """Each row by column."""
        return [dict(zip(self.columns, row, strict=True)) for row in self.rows]
