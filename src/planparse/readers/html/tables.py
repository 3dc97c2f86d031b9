"""Tables that hold data, and those that only lay a page out.

>>> from planparse.readers.html.tree import parse
>>> table = parse("<table><tr><th>任务<th>单位<tr><td rowspan=2>修路<td>甲局<tr><td>乙局</table>", "page.html").find("table")
>>> cells = rows_of(table)
>>> is_data(table, cells), [[cell.words() for cell in row] for row in grid(cells)]
(True, [['任务', '单位'], ['修路', '甲局'], ['修路', '乙局']])
"""

from __future__ import annotations

import re

from planparse.readers.html.elements import BLOCKS
from planparse.readers.html.tree import Element

WIDEST = 100
"""Columns: a wider table lays a page out, or is no table."""
MOST_PLACES = 100_000
"""Rows times columns, with the places that merged cells cover."""

_PARTS = frozenset({"tbody", "thead", "tfoot"})
_OF_PAGES = frozenset(
    ["table", "h1", "h2", "nav", "aside", "header", "footer", "form", "article", "main", "iframe"]
)
"""What stands in the cells of a table that lays a page out."""
_LARGE = 400  # characters of a cell that may hold a page's whole text
_NUMBER = re.compile(r"\d+")


def rows_of(table: Element) -> list[list[Element]]:
    """The cells of each row, without the rows of tables inside. A foot is shown below, wherever it is written."""
    lines: list[Element] = []
    for child in sorted(table.elements(), key=lambda child: child.tag == "tfoot"):
        lines += child.elements() if child.tag in _PARTS else [child]
    return [
        [cell for cell in line.elements() if cell.tag in ("td", "th")] for line in lines if line.tag == "tr"
    ]


def is_data(table: Element, rows: list[list[Element]]) -> bool:
    """Whether the table's rows and columns mean something: two of each, and its text in more cells than one."""
    if table.attribute("role") in ("presentation", "none"):
        return False
    if any(element.tag in _OF_PAGES for element in table.descendants()):
        return False
    filled = [row for row in rows if any(cell.words().strip() for cell in row)]
    if len(filled) < 2 or not 2 <= max(map(len, filled)) <= WIDEST:
        return False
    sizes = [(len(cell.words()), cell) for row in filled for cell in row]
    largest, cell = max(sizes, key=lambda one: one[0])
    if largest > _LARGE and largest * 10 > sum(size for size, _ in sizes) * 6 and _is_laid_out(cell):
        return False
    return len(grid(rows)) == len(rows)


def _is_laid_out(cell: Element) -> bool:
    """Whether a cell holds a page's paragraphs."""
    return sum(element.tag in BLOCKS for element in cell.descendants()) > 4


def grid(rows: list[list[Element]]) -> list[list[Element]]:
    """The cell at each place; a merged one at every place it covers. Empty where that is too much."""
    placed: list[list[Element]] = []
    below: dict[int, tuple[int, Element]] = {}
    places = 0
    for cells in rows:
        line: list[Element] = []
        waiting = iter(cells)
        cell = next(waiting, None)
        while cell is not None or len(line) in below:
            column = len(line)
            if column in below:
                left, above = below.pop(column)
                line.append(above)
                if left > 1:
                    below[column] = (left - 1, above)
                continue
            assert cell is not None
            height = min(_span(cell, "rowspan"), len(rows))
            for place in range(column, column + min(_span(cell, "colspan"), WIDEST)):
                if place in below and place > column:
                    break
                line.append(cell)
                if height > 1:
                    below[place] = (height - 1, cell)
            cell = next(waiting, None)
        places += len(line)
        if places > MOST_PLACES:
            return []
        placed.append(line)
    return placed


def _span(cell: Element, name: str) -> int:
    number = _NUMBER.match(cell.attribute(name).strip())
    return max(1, int(number[0][:6])) if number else 1
