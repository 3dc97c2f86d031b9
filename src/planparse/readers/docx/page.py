"""Blocks to one text: a paragraph a line, a row a line with its cells parted by tabs.

>>> page = Page()
>>> head, merged = GridCell((Paragraph("任务"),)), GridCell((), merged="above")
>>> page.write((Paragraph("一、分工"), Grid(((head, GridCell((Paragraph("甲局"),))), (merged, GridCell((Paragraph("乙局"),)))))))
>>> page.text
'一、分工\\n任务\\t甲局\\n\\t乙局\\n'
>>> [[page.text[cell.start : cell.end] for cell in row] for row in page.tables[0].rows]
[['任务', '甲局'], ['任务', '乙局']]

A row stays a line: a line's end inside a cell is printed as U+2028. A table in a cell follows the row that holds the cell. A
table with one cell in each row is a frame around text: its paragraphs are paragraphs.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from planparse.readers.docx.blocks import Block, Grid, GridCell, Paragraph
from planparse.readers.reading import Cell, Furniture, Table

_LINE_END = "\u2028"
_CONTENTS_TITLE = re.compile(r"[\s\u3000]*目[\s\u3000]*[录錄次][\s\u3000]*")


class Page:
    """A text as it is written, and what stands where in it."""

    def __init__(self) -> None:
        self._pieces: list[str] = []
        self._length = 0
        self._tables: list[Table] = []
        self.furniture: list[Furniture] = []

    @property
    def text(self) -> str:
        return "".join(self._pieces)

    @property
    def tables(self) -> tuple[Table, ...]:
        """In the order in which they begin."""
        return tuple(sorted(self._tables, key=lambda table: (table.start, -table.end)))

    def write(self, blocks: Sequence[Block]) -> None:
        """Add paragraphs and tables. Lines of a table of contents become furniture, with their title."""
        for number, block in enumerate(blocks):
            if isinstance(block, Grid):
                self._grid(block)
            elif _is_contents(blocks, number):
                self._furnish(block.text, "docx/contents")
            else:
                self._put(f"{block.text}\n")

    def furnish(self, lines: Iterable[str], rule: str) -> None:
        """Add lines that are no part of the body."""
        for line in lines:
            self._furnish(line, rule)

    def _furnish(self, line: str, rule: str) -> None:
        start, end = self._put(f"{line}\n")
        last = self.furniture[-1] if self.furniture else None
        if last is not None and last.end == start and last.rule == rule:
            self.furniture[-1] = last._replace(end=end)
        else:
            self.furniture.append(Furniture(start, end, rule))

    def _put(self, piece: str) -> tuple[int, int]:
        start = self._length
        self._pieces.append(piece)
        self._length += len(piece)
        return start, self._length

    def _grid(self, grid: Grid) -> None:
        if grid.is_frame():
            self.write([block for row in grid.rows for cell in row for block in cell.blocks])
            return
        start = self._length
        rows: list[tuple[Cell, ...]] = []
        for row in grid.rows:
            rows.append(self._row(row, rows[-1] if rows else ()))
            for cell in row:
                for inner in _grids(cell.blocks):
                    self._grid(inner)
        self._tables.append(Table(start, self._length - 1, tuple(rows)))

    def _row(self, row: Sequence[GridCell], above: Sequence[Cell]) -> tuple[Cell, ...]:
        cells: list[Cell] = []
        for number, one in enumerate(row):
            if number:
                self._put("\t")
            if one.merged == "left" and cells:
                cell = cells[-1]
            elif one.merged == "above" and len(cells) < len(above):
                cell = above[len(cells)]
            else:
                cell = Cell(*self._put(_LINE_END.join(_lines(one.blocks))))
            cells += [cell] * one.span
        self._put("\n")
        return tuple(cells)


def lines_of(blocks: Iterable[Block]) -> Iterator[str]:
    """Every line that blocks print, without what tables say of cells."""
    page = Page()
    page.write(tuple(blocks))
    return (line for line in page.text.split("\n") if line.strip())


def _lines(blocks: Iterable[Block]) -> Iterator[str]:
    """The lines of a cell that print something."""
    for block in blocks:
        if isinstance(block, Paragraph):
            yield from filter(None, map(str.strip, block.text.replace("\t", " ").split("\n")))
        elif block.is_frame():
            for row in block.rows:
                for cell in row:
                    yield from _lines(cell.blocks)


def _grids(blocks: Iterable[Block]) -> Iterator[Grid]:
    """The tables in a cell that are no frames."""
    for block in blocks:
        if isinstance(block, Grid):
            if block.is_frame():
                for row in block.rows:
                    for cell in row:
                        yield from _grids(cell.blocks)
            else:
                yield block


def _is_contents(blocks: Sequence[Block], number: int) -> bool:
    """Whether a paragraph is a line of a table of contents, or the title above it."""
    block = blocks[number]
    if not isinstance(block, Paragraph):
        return False
    if block.contents:
        return True
    below = blocks[number + 1] if number + 1 < len(blocks) else None
    return bool(isinstance(below, Paragraph) and below.contents and _CONTENTS_TITLE.fullmatch(block.text))
