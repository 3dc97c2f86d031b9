"""Tables laid out with spaces: two or more part the cells of each row.

>>> from planparse.tabular.grids import lines_of
>>> text = "序号  任务名称  工作内容及标准   责任单位\\n一、道路\\n1  修路  打 路基  县交通局\\n2  架桥  架一座   县水利局"
>>> grid, behind = read_spaced(text, lines_of(text), 0)
>>> [line.texts for line in grid.lines][1:]
[('一、道路',), ('1', '修路', '打 路基', '县交通局'), ('2', '架桥', '架一座', '县水利局')]

Each row has as many cells as the header, but for a remark at its end that may be empty, and the rows count. Otherwise the
lines stay ordinary text.
"""

from __future__ import annotations

import re

from planparse.readers.reading import Cell
from planparse.tabular.flattened import FEWEST_ROWS, counted_below
from planparse.tabular.grids import Gap, Grid, Line, Stretch, line_of, page_number
from planparse.tabular.headers import read_header

_CELL = re.compile(r"\S+(?: \S+)*")
_FEWEST_COLUMNS = 3
_LONGEST_HEADER = 300


def read_spaced(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """The table whose header is the line `number`, and the line behind it; None where one row does not fit."""
    start, end = lines[number]
    names = _cells(text, start, end) if end - start <= _LONGEST_HEADER else []
    if len(names) < _FEWEST_COLUMNS:
        return None
    header = read_header([[text[name.start : name.end] for name in names]])
    if header is None or header.columns[0] is None or header.columns[0].kind != "number":
        return None
    last = header.columns[-1]
    fewest = len(names) - (last is not None and last.kind == "beside")
    rows: list[Line] = [line_of(text, tuple(names), names[0].start, names[-1].end)]
    gaps: list[Gap] = []
    expected, counted, at = 1, 0, number + 1
    while at < len(lines):
        page = page_number(text, *lines[at])
        if page is not None:
            gaps.append(page)
        elif (restarted := counted_below(text, lines, at, expected)) is not None:
            rows.append(line_of(text, (_cells(text, *lines[at])[0],), *lines[at]))
            expected = restarted
        else:
            cells = _cells(text, *lines[at])
            if text[cells[0].start : cells[0].end] != str(expected):
                break
            if not fewest <= len(cells) <= len(names):
                return None
            cells += [Cell(cells[-1].end, cells[-1].end)] * (len(names) - len(cells))
            rows.append(line_of(text, tuple(cells), cells[0].start, cells[-1].end))
            expected, counted = expected + 1, counted + 1
        at += 1
    return (Grid(tuple(rows), tuple(gaps)), at) if counted >= FEWEST_ROWS else None


def _cells(text: str, start: int, end: int) -> list[Cell]:
    return [Cell(*found.span()) for found in _CELL.finditer(text, start, end)]
