"""Tables whose cells stand one on a line, as a page's table comes out when it is copied as text.

>>> from planparse.tabular.grids import lines_of
>>> def rows(text): return [line.texts for line in read_stacked(text, lines_of(text), 0)[0].lines]
>>> rows("序号\\n工作任务\\n责任单位\\n1\\n修路\\n县交通局\\n2\\n架桥\\n县水利局\\n")
[('序号', '工作任务', '责任单位'), ('1', '修路', '县交通局'), ('2', '架桥', '县水利局')]
>>> rows("序号 |\\n任务 |\\n责任单位 |\\n一、交通 |\\n1 |\\n修路,\\n通车 |\\n县交通局 |\\n2\\n|\\n架桥\\n|\\n县水利局\\n|\\n")[1:]
[('一、交通',), ('1', '修路,\\n通车', '县交通局'), ('2', '架桥', '县水利局')]

The header's lines end where the first number stands, or a chapter's row above it. A cell of several paragraphs takes several
lines: such a row is read only where strokes end its cells, or there is one way to give its lines to the columns. Where one
row cannot be read, none is.
"""

from __future__ import annotations

from planparse.readers.reading import Cell
from planparse.tabular import PIPES
from planparse.tabular.flattened import FEWEST_ROWS, counted_below, fit_cells, may_hold
from planparse.tabular.grids import Grid, Line, Stretch, line_of
from planparse.tabular.headers import BODIES, Header, read_header

_FEWEST_COLUMNS, _MOST_COLUMNS = 3, 12
_BEYOND = 5
"""Cells behind a header in which the first row begins."""
_LONGEST_HEADER_CELL = 20
_MOST_LINES = 30
"""Lines of one row, and of one cell that a stroke ends."""
_MOST_OF_LAST = 6
"""Lines of the last row beyond one for each column."""
_GOES_ON = frozenset(",，、(（")
_EMPTY = frozenset({*BODIES, "deadline", "time"})
"""Kinds of columns whose cells are merged with those above, or left empty, and print nothing then."""


class _Cells:
    """The lines from one on as cells, read as far as they are asked for; with strokes, what stands up to each of them."""

    def __init__(self, text: str, lines: list[Stretch], number: int) -> None:
        self._text, self._lines, self._next = text, lines, number
        self.stroked = _has_stroke(text, lines[number]) or (
            number + 1 < len(lines) and text[slice(*lines[number + 1])].strip() in PIPES
        )
        self.cells: list[Stretch] = []
        self.ends: list[tuple[int, int]] = []
        """where each ends with its stroke, and the line behind it"""

    def upto(self, count: int) -> list[Stretch]:
        """The first cells, as many as are asked for where there are so many, or more."""
        while len(self.cells) < count and self._next < len(self._lines):
            last = self._next
            if self.stroked:
                stop = min(last + _MOST_LINES, len(self._lines))
                last = next((at for at in range(last, stop) if _has_stroke(self._text, self._lines[at])), -1)
                if last < 0:
                    self._next = len(self._lines)
                    break
            start, end = self._lines[self._next][0], self._lines[last][1]
            self.cells.append(_bare(self._text, (start, end - self.stroked)))
            self.ends.append((end, last + 1))
            self._next = last + 1
        return self.cells


def read_stacked(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """The table whose header's first cell is the line `number`, and the line behind it; None where it is none."""
    every = _Cells(text, lines, number)
    cells = every.upto(_MOST_COLUMNS + _BEYOND)
    first = next((at for at in range(min(_MOST_COLUMNS + 1, len(cells))) if _opens(text, cells, at, 1)), 0)
    if first < _FEWEST_COLUMNS:
        return None
    names = cells[:first]
    if any(end - start > _LONGEST_HEADER_CELL for start, end in names):
        return None
    header = read_header([[text[slice(*name)].strip() for name in names]])
    if header is None or header.columns[0] is None or header.columns[0].kind != "number":
        return None
    rows = [_row_of(text, [Cell(*name) for name in names], every.ends[first - 1][0])]
    at, expected, counted = first, 1, 0
    while at < len(every.upto(at + 2 * _MOST_LINES)):
        while not _says(text, cells[at], expected) and (below := _chapter_above(text, cells, at, expected)):
            rows.append(_row_of(text, [Cell(*_bare(text, cells[at]))], every.ends[at][0]))
            at, expected = at + 1, below
        if not _says(text, cells[at], expected):
            break
        limit = min(at + _MOST_LINES, len(cells))
        stop = next((place for place in range(at + 1, limit) if _opens(text, cells, place, expected + 1)), 0)
        if stop:
            fitted = _fitted(text, cells[at:stop], header, stroked=every.stroked)
        else:
            stop, fitted = _last(text, cells, at, header, stroked=every.stroked)
        if fitted is None and not every.stroked:
            upper, fitted = _merged(text, cells[at:stop], header)
            if upper is not None:
                rows.append(_row_of(text, upper, upper[-1].end))
        if fitted is None:
            return None
        row = _row_of(text, fitted, every.ends[stop - 1][0])
        own = [cell for cell in fitted if not rows[-1].end > cell.start]
        if len(own) < len(fitted):
            row = row._replace(start=own[0].start, own=frozenset(own))
        rows.append(row)
        at, expected, counted = stop, expected + 1, counted + 1
    return (Grid(tuple(rows)), every.ends[at - 1][1]) if counted >= FEWEST_ROWS else None


def _fitted(text: str, cells: list[Stretch], header: Header, *, stroked: bool) -> list[Cell] | None:
    """The cells of a row, as many as the header's; None where they cannot be told."""
    width = len(header.columns)
    if stroked:
        return [Cell(*cell) for cell in cells] if len(cells) == width else None
    whole = _whole(text, [_bare(text, cell) for cell in cells])
    return fit_cells(text, whole, header.columns, wrapped=len(whole) > width)


def _last(
    text: str, cells: list[Stretch], at: int, header: Header, *, stroked: bool
) -> tuple[int, list[Cell] | None]:
    """Where the last row ends, which no number follows, and its cells: the fewest lines that read as a row."""
    stop = min(at + len(header.columns), len(cells))
    for further in range(stop, stop + 1 if stroked else min(stop + _MOST_OF_LAST, len(cells)) + 1):
        fitted = _fitted(text, cells[at:further], header, stroked=stroked)
        if fitted is not None:
            return further, fitted
        if further == len(cells) or not _says_who_or_when(text, cells[further], header):
            break
    return min(at + len(header.columns) - 1, len(cells)), None


def _says_who_or_when(text: str, line: Stretch, header: Header) -> bool:
    return any(
        may_hold(text, one, [line]) for one in header.columns if one is not None and one.kind in _EMPTY
    )


def _merged(text: str, cells: list[Stretch], header: Header) -> tuple[list[Cell] | None, list[Cell] | None]:
    """A row whose cell of bodies or of the date is empty, behind None; or two that share their number and that cell."""
    whole = _whole(text, [_bare(text, cell) for cell in cells])
    width = len(header.columns)
    alone = _with_empty(text, whole, header, None)
    ways: list[tuple[list[Cell] | None, list[Cell]]] = [] if alone is None else [(None, alone)]
    for place in range(width, len(whole)):
        upper = fit_cells(text, whole[:place], header.columns, wrapped=place > width)
        lower = _with_empty(text, whole[place:], header, upper) if upper is not None else None
        if lower is not None:
            ways.append((upper, lower))
    return ways[0] if len(ways) == 1 else (None, None)


def _with_empty(
    text: str, whole: list[Stretch], header: Header, upper: list[Cell] | None
) -> list[Cell] | None:
    """The cells of a row where one that says who or by when is missing; below an `upper` one it is that one's, as the number is."""
    first = 0 if upper is None else 1
    columns = header.columns[first:]
    ways: list[list[Cell]] = []
    for number, column in enumerate(columns):
        if column is None or column.kind not in _EMPTY:
            continue
        if any(text[line[1] - 1] != "。" and may_hold(text, column, [line]) for line in whole):
            continue
        fitted = fit_cells(text, whole, (*columns[:number], *columns[number + 1 :]), wrapped=True)
        if fitted is not None:
            missing = (
                Cell(fitted[number - 1].end, fitted[number - 1].end) if upper is None else upper[number + 1]
            )
            ways.append([*fitted[:number], missing, *fitted[number:]])
    return (ways[0] if upper is None else [upper[0], *ways[0]]) if len(ways) == 1 else None


def _opens(text: str, cells: list[Stretch], at: int, number: int) -> bool:
    """Whether a row begins with a number, or the chapter's row above it."""
    return _says(text, cells[at], number) or _chapter_above(text, cells, at, number) is not None


def _chapter_above(text: str, cells: list[Stretch], at: int, expected: int) -> int | None:
    """The number of the row below a chapter's row, which is no cell of the row before it."""
    start, end = cells[at]
    return None if start == end or text[start].isdecimal() else counted_below(text, cells, at, expected)


def _says(text: str, line: Stretch, number: int) -> bool:
    return line[1] - line[0] <= 8 and text[slice(*line)].strip() in (str(number), f"{number}.", f"{number}、")


def _has_stroke(text: str, line: Stretch) -> bool:
    """Whether the only stroke of a line is its last character."""
    return text[line[1] - 1] in PIPES and not any(
        text.find(pipe, line[0], line[1] - 1) >= 0 for pipe in PIPES
    )


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


def _row_of(text: str, cells: list[Cell], end: int) -> Line:
    return line_of(text, tuple(cells), cells[0].start, end)
