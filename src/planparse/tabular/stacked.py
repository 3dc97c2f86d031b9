"""Tables whose cells stand one on a line, as a page's table comes out when it is copied as text.

>>> from planparse.tabular.grids import lines_of
>>> text = "序号\\n工作任务\\n责任单位\\n1\\n修路\\n县交通局\\n2\\n架桥\\n县水利局\\n"
>>> grid, behind = read_stacked(text, lines_of(text), 0)
>>> [line.texts for line in grid.lines]
[('序号', '工作任务', '责任单位'), ('1', '修路', '县交通局'), ('2', '架桥', '县水利局')]

The header's lines end where the first number stands. A cell of several paragraphs takes several lines: such a row is read only
where there is one way to give its lines to the columns. Where one row cannot be read, none is.
"""

from __future__ import annotations

from planparse.readers.reading import Cell
from planparse.tabular.flattened import FEWEST_ROWS, fit_cells
from planparse.tabular.grids import Grid, Line, Stretch, line_of
from planparse.tabular.headers import read_header

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_LONGEST_HEADER_CELL = 20
_MOST_LINES = 30
"""Lines of one row."""
_GOES_ON = frozenset(",，、(（")


def read_stacked(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """The table whose header's first cell is the line `number`, and the line behind it; None where it is none."""
    first = next(
        (
            at
            for at in range(number, min(number + _MOST_COLUMNS + 1, len(lines)))
            if _says(text, lines[at], 1)
        ),
        None,
    )
    if first is None or first - number < _FEWEST_COLUMNS:
        return None
    names = lines[number:first]
    if any(end - start > _LONGEST_HEADER_CELL for start, end in names):
        return None
    header = read_header([[text[slice(*name)].strip() for name in names]])
    if header is None or header.columns[0] is None or header.columns[0].kind != "number":
        return None
    width = len(names)
    rows = [_row_of(text, [Cell(*_bare(text, name)) for name in names])]
    at, expected = first, 1
    while at < len(lines) and _says(text, lines[at], expected):
        limit = min(at + _MOST_LINES, len(lines))
        stop = next((place for place in range(at + 1, limit) if _says(text, lines[place], expected + 1)), 0)
        tokens = _whole(text, [_bare(text, line) for line in lines[at : stop or at + width]])
        cells = fit_cells(text, tokens, header.columns, wrapped=len(tokens) > width)
        if cells is None:
            return None
        rows.append(_row_of(text, cells))
        at, expected = stop or at + width, expected + 1
    return (Grid(tuple(rows)), at) if len(rows) > FEWEST_ROWS else None


def _says(text: str, line: Stretch, number: int) -> bool:
    return line[1] - line[0] <= 8 and text[slice(*line)].strip() in (str(number), f"{number}.", f"{number}、")


def _whole(text: str, cells: list[Stretch]) -> list[Stretch]:
    """The lines of a row, those that broke behind a comma put together."""
    whole: list[Stretch] = []
    for start, end in cells:
        if whole and text[whole[-1][1] - 1] in _GOES_ON:
            start = whole.pop()[0]
        whole.append((start, end))
    return whole


def _bare(text: str, line: Stretch) -> Stretch:
    start, end = line
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _row_of(text: str, cells: list[Cell]) -> Line:
    return line_of(text, tuple(cells), cells[0].start, cells[-1].end)
