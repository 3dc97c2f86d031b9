"""Rows to text: cells parted by tabs, a merged cell in every place that it covers."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right

from openpyxl.utils import get_column_letter

from planparse.readers.reading import Cell, Table
from planparse.readers.xlsx.lean import MOST_CHARACTERS, MOST_PLACES, Sheet, too_much_text
from planparse.readers.xlsx.sheets import Row

_DEFAULT_NAME = re.compile(r"(?:sheet|工作表|表) ?\d*", re.IGNORECASE)
_PLAIN_NAME = re.compile(r"[^\W\d]\w*")


def print_sheets(sheets: list[tuple[Sheet, list[Row]]], where: str) -> tuple[str, tuple[Table, ...]]:
    """The text, and each sheet's table."""
    pieces: list[str] = []
    tables: list[Table] = []
    length = places = 0
    several = len(sheets) > 1
    for sheet, rows in sheets:
        if several and len(rows[0].shown) > 1 and not _DEFAULT_NAME.fullmatch(sheet.name):
            pieces.append(sheet.name + "\n")  # the name is all the title that it has
            length += len(pieces[-1])
        grid = _Grid(sheet, rows, several, where)
        start = length
        lines: list[tuple[Cell, ...]] = []
        for row in rows:
            text, cells = grid.line(row, length)
            lines.append(cells)
            pieces += (text, "\n")
            length += len(text) + 1
            places += len(cells)
            if length > MOST_CHARACTERS or places > MOST_PLACES:
                raise too_much_text(where)
        tables.append(Table(start, length - 1, tuple(lines)))
    return "".join(pieces).removesuffix("\n"), tuple(tables)


class _Grid:
    """One sheet's cells with those that merged areas repeat."""

    def __init__(self, sheet: Sheet, rows: list[Row], several: bool, where: str) -> None:
        name = sheet.name if _PLAIN_NAME.fullmatch(sheet.name) else "'" + sheet.name.replace("'", "''") + "'"
        self._prefix = f"{name}!" if several else ""
        self._merged: dict[tuple[int, int], Cell | None] = {}
        """the cell that each merged area shows, by the area's first row and column"""
        self._reaching: dict[int, list[tuple[int, int, int]]] = {}
        """by row: first row, first column and last column of each merged area that reaches into it"""
        holding = {row.number: row.shown for row in rows}
        numbers = sorted(holding)
        width = max(max(row.shown) for row in rows)
        covered = 0
        for top, left, bottom, right in sheet.merged:
            if left not in holding.get(top, ()):
                continue  # an empty area
            right = min(right, width)
            for number in numbers[bisect_left(numbers, top) : bisect_right(numbers, bottom)]:
                self._reaching.setdefault(number, []).append((top, left, right))
                covered += right - left + 1
                if covered > MOST_PLACES:
                    raise too_much_text(where)
            self._merged[top, left] = None

    def line(self, row: Row, start: int) -> tuple[str, tuple[Cell, ...]]:
        """A row as a line of text that begins at `start`, and its cells."""
        repeated = {
            column: (top, left)
            for top, left, right in self._reaching.get(row.number, ())
            for column in range(left, right + 1)
            if (top, left) != (row.number, column)
        }
        last = max([*row.shown, *repeated])
        shown = ["" if column in repeated else row.shown.get(column, "") for column in range(1, last + 1)]
        text = "\t".join(shown).rstrip("\t")
        cells: list[Cell] = []
        position = 0
        for column, value in enumerate(shown, 1):
            begin = start + min(position, len(text))
            cell = Cell(begin, begin + len(value), f"{self._prefix}{get_column_letter(column)}{row.number}")
            if column in repeated:
                cell = self._merged[repeated[column]] or cell
            elif (row.number, column) in self._merged:
                self._merged[row.number, column] = cell
            cells.append(cell)
            position += len(value) + 1
        return text, tuple(cells)
