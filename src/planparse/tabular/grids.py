"""A table laid out on the text: its rows with their stretches, and what each cell prints.

>>> from planparse.readers.reading import Cell, Table
>>> text = "任务\\t单位\\n修路\\t甲局\\n架桥"
>>> rows = ((Cell(0, 2), Cell(3, 5)), (Cell(6, 8), Cell(9, 11)), (Cell(12, 14), Cell(9, 11)))
>>> grid = of_table(text, Table(0, 14, rows))
>>> [(line.start, line.end, line.texts) for line in grid.lines]
[(0, 5, ('任务', '单位')), (6, 11, ('修路', '甲局')), (12, 14, ('架桥', '甲局'))]
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from planparse.normalise.boilerplate import load_rules
from planparse.numbering.numerals import integer
from planparse.readers.reading import Cell, Table

_NUMBER = re.compile(
    r"\s*(?P<open>\(?)\s*(?P<number>\d{1,4}(?:[.\-]\d{1,3}){0,3}|[一二三四五六七八九十百〇零]{1,5})\s*(?P<close>\)?)\s*[、.。]?\s*"
)
_LONGEST_NUMBER = 16
_LONGEST_PAGE_NUMBER = 20

HEADER_GAP = "table/header"
"""A header printed again, at the top of a page."""
RULE_GAP = "table/rule"
"""A line of dashes below a header or between rows, or a row of empty cells."""

BESIDE = "table/beside"
"""A cell of a column that is no part of a task."""

Stretch = tuple[int, int]


class Line(NamedTuple):
    """A row. `text[start:end]` holds what is printed in it first; a cell merged down prints in its first row."""

    cells: tuple[Cell, ...]
    texts: tuple[str, ...]
    """what each cell prints, without white space around it"""
    start: int
    end: int
    own: frozenset[Cell]
    """the cells that are printed here first"""


class Gap(NamedTuple):
    """What stands between two rows and is none, and the rule that says so."""

    start: int
    end: int
    rule: str


class Grid(NamedTuple):
    """A table's rows in order, and what stands between them."""

    lines: tuple[Line, ...]
    gaps: tuple[Gap, ...] = ()


def line_of(text: str, cells: tuple[Cell, ...], start: int, end: int) -> Line:
    """A row whose cells are all printed in it."""
    return Line(
        cells, tuple(text[cell.start : cell.end].strip() for cell in cells), start, end, frozenset(cells)
    )


def lines_of(text: str) -> list[Stretch]:
    """Each line that is not blank, with its indent and without the white space at its end."""
    found: list[Stretch] = []
    position = 0
    for part in re.split(r"(\r\n|[\n\r])", text):
        body = part.rstrip(" \u3000\r\n")
        if body.strip():
            found.append((position, position + len(body)))
        position += len(part)
    return found


def of_table(text: str, table: Table) -> Grid:
    """A reader's table: each row reaches from its first cell to where the next row begins."""
    seen: set[Cell] = set()
    rows: list[tuple[tuple[Cell, ...], frozenset[Cell]]] = []
    starts: list[int] = []
    position = table.start
    for cells in table.rows:
        own = frozenset(cell for cell in cells if cell not in seen and cell.start >= position)
        seen |= own
        printed = [cell.start for cell in own if cell.start < cell.end]
        position = min(printed, default=position)
        rows.append((cells, own))
        starts.append(position if printed else -1)
    lines: list[Line] = []
    following = table.end
    for (cells, own), begun in zip(reversed(rows), reversed(starts), strict=True):
        texts = tuple(text[cell.start : cell.end].strip() for cell in cells)
        if begun < 0:
            lines.append(Line(cells, texts, following, following, own))
            continue
        end = following
        while end > begun and text[end - 1].isspace():
            end -= 1
        lines.append(Line(cells, texts, begun, end, own))
        following = begun
    return Grid(tuple(reversed(lines)))


def number_of(text: str) -> tuple[str, str] | None:
    """What a number cell prints, and its digits; None where it is no number.

    >>> number_of("3、"), number_of("(二)"), number_of("2.10"), number_of("三是")
    (('3', '3'), ('(二)', '2'), ('2.10', '2.10'), None)
    """
    match = _NUMBER.fullmatch(unicodedata.normalize("NFKC", text)) if len(text) <= _LONGEST_NUMBER else None
    if match is None:
        return None
    number = match["number"]
    if number[0].isdigit():
        digits = number.replace("-", ".")
    else:
        value = integer(number)
        if not value:
            return None
        digits = str(value)
    return (f"({number})" if match["open"] and match["close"] else number), digits


def page_number(text: str, start: int, end: int) -> Gap | None:
    """The line `text[start:end]` as a page number; None where it is none."""
    rules = load_rules()
    line = text[start:end].strip()
    if len(line) < _LONGEST_PAGE_NUMBER and rules.page_number.fullmatch(line):
        return Gap(start, end, rules.page_number_name)
    return None
