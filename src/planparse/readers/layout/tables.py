"""Tables as text, and tables that a page cut in two.

>>> def grid(*rows: str) -> Grid:
...     return Grid(0.0, 9.0, (0.0, 40.0, 90.0), tuple(
...         tuple(GridCell(10 * y + x, text.strip("…"), 5 if text[-1] == "…" else 99, 10) for x, text in enumerate(row.split()))
...         for y, row in enumerate(rows)))
>>> first, second = grid("序号 任务", "1 修路。", "2 改造老旧管…"), grid("序号 任务", "- 网。", "3 架桥。")
>>> second = second._replace(rows=(second.rows[0], (GridCell(10, ""), second.rows[1][1]), second.rows[2]))
>>> first, second = carried_on(first, second)
>>> tables = Tables()
>>> tables.write(first, 0, carried=False), tables.write(second, 20, carried=True)
('序号\\t任务\\n1\\t修路。\\n2\\t改造老旧管网。', '序号\\t任务\\n3\\t架桥。')
>>> [(table.start, table.end, len(table.rows)) for table in tables.found]
[(0, 31, 5)]

A row stands on the page where it begins; the header that each page repeats stays, as it is printed.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import inf
from typing import NamedTuple

from planparse.readers.layout.paragraphs import is_word
from planparse.readers.reading import Cell, Table

_CONTINUED = re.compile(
    r"[(（]?(?:续[上前]?表|[上前]表续)\w{0,6}[)）]?|[^。]{0,40}[(（]续表?[一二三四五六七八九十\d]*[)）]"
)
_SAME_EDGE = 0.005
"""Of a table's width: how far columns may lie apart that are the same."""


class GridCell(NamedTuple):
    """A cell and its text; `number` tells it from others that print the same."""

    number: int
    text: str
    room: float = inf
    """behind its last line; without end where that ends a sentence"""
    opening: float = 0.0
    """how wide the part is that may not be broken off from its first line"""


class Grid(NamedTuple):
    """A table on a page; a cell stands in every row and column that it covers."""

    top: float
    bottom: float
    edges: tuple[float, ...]
    """the columns' edges"""
    rows: tuple[tuple[GridCell, ...], ...]


def same_columns(edges: Sequence[float], others: Sequence[float]) -> bool:
    """Whether two tables have the same columns, wherever on their pages they begin."""
    if len(edges) != len(others):
        return False
    near = _SAME_EDGE * (edges[-1] - edges[0])
    return all(
        abs((edge - edges[0]) - (other - others[0])) <= near
        for edge, other in zip(edges, others, strict=True)
    )


def says_continued(text: str) -> bool:
    """Whether a line above a table says no more than that the table goes on.

    >>> says_continued("续表1"), says_continued("　　任务分解表（续）"), says_continued("继续完善续表制度")
    (True, True, False)
    """
    return bool(_CONTINUED.fullmatch("".join(text.split())))


def carried_on(grid: Grid, following: Grid) -> tuple[Grid, Grid]:
    """A table, and the same one on the next page, with the row that the page cut put together on the first.

    A cut row has no number of its own and goes on where each cell was full; a cell without text that covers several
    rows at the top is the one that was cut.
    """
    offset = 1 + max(cell.number for row in grid.rows for cell in row)
    rows = [tuple(cell._replace(number=cell.number + offset) for cell in row) for row in following.rows]
    head = 0
    while head < min(len(rows), len(grid.rows)) and _texts(rows[head]) == _texts(grid.rows[head]):
        head += 1
    last = grid.rows[-1]
    if head < len(rows) and _is_cut(last, rows[head]):
        longer = {
            cell.number: _joined(cell, rest) for cell, rest in zip(last, rows[head], strict=True) if rest.text
        }
        grid = grid._replace(
            rows=tuple(tuple(longer.get(cell.number, cell) for cell in row) for row in grid.rows)
        )
        del rows[head]
    if head < len(rows):
        carried = {
            cell.number: above
            for cell, above in zip(rows[head], grid.rows[-1], strict=True)
            if not cell.text and head + 1 < len(rows) and cell in rows[head + 1]
        }
        rows = [tuple(carried.get(cell.number, cell) for cell in row) for row in rows]
    return grid, following._replace(rows=tuple(rows))


def _texts(row: Sequence[GridCell]) -> list[str]:
    return [cell.text for cell in row]


def _is_cut(last: Sequence[GridCell], rest: Sequence[GridCell]) -> bool:
    """Whether a page's first row goes on with the last of the page before."""
    if rest[0].text or not any(cell.text for cell in rest):
        return False
    return all(cell.opening > above.room for above, cell in zip(last, rest, strict=True) if cell.text)


def _joined(cell: GridCell, rest: GridCell) -> GridCell:
    space = " " if is_word(cell.text[-1]) and is_word(rest.text[0]) else ""
    return GridCell(cell.number, cell.text + space + rest.text, rest.room, cell.opening)


class Tables:
    """The tables of a text, as it is written."""

    def __init__(self) -> None:
        self.found: list[Table] = []
        self._cells: dict[int, Cell] = {}
        """where each cell of the last table was printed"""

    def write(self, grid: Grid, start: int, *, carried: bool) -> str:
        """A table as text that begins at `start`: a row on a line, cells parted by tabs, each printed once.

        `carried` where it goes on with the table before.
        """
        if not carried:
            self._cells = {}
        lines: list[str] = []
        rows: list[tuple[Cell, ...]] = []
        at = start
        for row in grid.rows:
            line, cells = self._row(row, at)
            lines.append(line)
            rows.append(cells)
            at += len(line) + 1
        before = self.found.pop() if carried else Table(start, start, ())
        self.found.append(Table(before.start, max(at - 1, start), (*before.rows, *rows)))
        return "\n".join(lines)

    def _row(self, row: Sequence[GridCell], start: int) -> tuple[str, tuple[Cell, ...]]:
        texts: list[str] = []
        here: set[int] = set()
        for cell in row:
            texts.append("" if cell.number in self._cells or cell.number in here else cell.text)
            here.add(cell.number)
        line = "\t".join(texts).rstrip("\t")
        cells: list[Cell] = []
        position = 0
        for cell, text in zip(row, texts, strict=True):
            begin = start + min(position, len(line))
            cells.append(self._cells.setdefault(cell.number, Cell(begin, begin + len(text))))
            position += len(text) + 1
        return line, tuple(cells)
