"""What stands in a document one below the other: paragraphs, tables, and the cells that hold both."""

from __future__ import annotations

from typing import NamedTuple


class Paragraph(NamedTuple):
    """A paragraph as Word shows it, its number in front; a line break in it is a `\\n`."""

    text: str
    contents: bool = False
    """whether it is a line of a table of contents"""


class GridCell(NamedTuple):
    """A cell of a row. `merged` is the cell that it is a part of: `above`, `left`, or nothing where it stands alone."""

    blocks: tuple[Paragraph | Grid, ...]
    span: int = 1
    """the columns that it covers"""
    merged: str = ""


class Grid(NamedTuple):
    """A table's rows."""

    rows: tuple[tuple[GridCell, ...], ...]

    def is_frame(self) -> bool:
        """Whether it only puts a border around text: no row has two cells."""
        return all(len(row) < 2 for row in self.rows)


Block = Paragraph | Grid
