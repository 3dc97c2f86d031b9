"""Tables in plain text and Markdown: cells parted by | or by tabs.

>>> def cells(text): return [line.texts for grid in find_printed(text) for line in grid.lines]
>>> cells("| 序号 | 任务 | 单位 |\\n|---|---|---|\\n| 1 | 修路 | 甲局 |")
[]
>>> cells("|序号|任务|责任单位|\\n|---|---|---|\\n|1|修路|甲局|")
[('序号', '任务', '责任单位'), ('1', '修路', '甲局')]

A table begins with a header of a list of tasks; without one, lines with | or tabs are ordinary text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from planparse.clauses.shares import ends_with_verb
from planparse.clauses.units import ends_like_body
from planparse.literals import positions
from planparse.readers.reading import Cell
from planparse.tabular import PIPES
from planparse.tabular.flattened import read_flattened
from planparse.tabular.grids import (
    RULE_GAP,
    Gap,
    Grid,
    Line,
    Stretch,
    line_of,
    lines_of,
    number_of,
    page_number,
)
from planparse.tabular.headers import TASKS, Header, column_of, read_header
from planparse.tabular.spaced import read_spaced
from planparse.tabular.stacked import read_stacked

_PIPE = re.compile(rf"(?<!\\)[{PIPES}]")
_RULE = re.compile(rf"[{PIPES}\s:+=\-—─━├┼┤┌┬┐└┴┘┝┿┥┠╂┨]+")
_MARK = re.compile(rf"[\t{PIPES}]")
_LINE_END = re.compile(r"[\n\r]")
_LOOK_AHEAD = 6
"""Lines: how many a cell of several paragraphs may take up between two lines with tabs."""


def find_printed(text: str, taken: Sequence[Stretch] = ()) -> Iterator[Grid]:
    """The tables of tasks that are printed in a text, in order, outside the stretches that are `taken`."""
    if not _has_header_word(text):
        return
    lines = lines_of(text)
    for start, end in taken:
        first, last = bisect_left(lines, (start,)), bisect_left(lines, (end,))
        lines[first:last] = [(start, start)] if first < last else []  # no table goes on across it
    number = 0
    while number < len(lines):
        found = _table_at(text, lines, number)
        if found is None:
            number += 1
            continue
        grid, number = found
        yield grid


def _has_header_word(text: str) -> bool:
    """A quick look: whether any line with a mark of a table has a cell that can be a header."""
    if "序号" in text:
        return True
    done = 0
    for mark in positions(text, "\t", *PIPES):
        if mark < done:
            continue
        start = max(text.rfind("\n", done, mark), text.rfind("\r", done, mark)) + 1
        ending = _LINE_END.search(text, mark + 1)
        done = ending.start() if ending else len(text)
        if any(column_of(cell) for cell in _MARK.split(text[start:done]) if cell):
            return True
    return False


def _table_at(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """The table whose header is at this line, and the line behind it."""
    start, end = lines[number]
    if _PIPE.search(text, start, end):
        stroke = text[start:end].lstrip().startswith("序号") and text[end - 1] in PIPES
        return _piped(text, lines, number) or (read_stacked(text, lines, number) if stroke else None)
    if text.find("\t", start, end) >= 0:
        return _tabbed(text, lines, number)
    row = text[start:end].strip()
    if row.startswith("序号"):
        if row == "序号":
            return read_stacked(text, lines, number)
        return read_spaced(text, lines, number) or read_flattened(text, lines, number)
    return None


def _piped(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    framed = text[slice(*lines[number])].lstrip()[0] in PIPES
    first = _pipe_line(text, *lines[number], framed)
    ahead = [
        _pipe_line(text, *line, framed).texts
        for line in lines[number + 1 : number + 4]
        if not _RULE.fullmatch(text, *line) and _PIPE.search(text, *line)
    ]
    header = read_header([first.texts, *ahead])
    if header is None:
        return None
    rows = [first]
    gaps: list[Gap] = []
    waiting: list[Gap] = []
    at = number + 1
    stop = at
    while at < len(lines):
        start, end = lines[at]
        if _RULE.fullmatch(text, start, end):
            waiting.append(Gap(start, end, RULE_GAP))
        elif _PIPE.search(text, start, end):
            row = _pipe_line(text, start, end, framed)
            if len(row.cells) != len(first.cells) and text[start:end].lstrip()[0] not in PIPES:
                break
            if not framed and not first.texts[-1] and row.texts[-2:] == ("", ""):
                row = _below_merged(text, row, header)
            rows.append(row)
            gaps += waiting
            waiting = []
            stop = at + 1
        elif (page := page_number(text, start, end)) is not None:
            waiting.append(page)
        else:
            break
        at += 1
    while waiting and waiting[0].rule == RULE_GAP:
        gaps.append(waiting.pop(0))  # a line of dashes closes the table
        stop += 1
    return (Grid(tuple(rows), tuple(gaps)), stop) if len(rows) > header.rows else None


def _below_merged(text: str, row: Line, header: Header) -> Line:
    """A row whose cells all stand one column too far left, as a page's come out below a cell that is merged down.

    It ends with an empty cell more, and bodies stand where the task does.
    """
    kinds = [column.kind if column else "" for column in header.columns]
    told = [number for number, kind in enumerate(kinds) if kind in TASKS]
    merged = next(
        (n for n, kind in enumerate(kinds) if kind == "group" or (kind == "task" and n != told[-1])), -1
    )
    if merged < 0 or told[-1] <= merged or told[-1] >= len(row.cells):
        return row
    cell = row.cells[told[-1]][:2]
    if not (ends_like_body(text, *cell) or ends_with_verb(text, *cell)):
        return row
    at = row.cells[merged].start
    cells = (*row.cells[:merged], Cell(at, at), *row.cells[merged:-1])
    return line_of(text, cells, row.start, row.end)


def _pipe_line(text: str, start: int, end: int, framed: bool) -> Line:
    """A row; where the table is framed, the marks at its ends part no cells."""
    while start < end and text[start].isspace():
        start += 1
    marks = [match.start() for match in _PIPE.finditer(text, start, end)]
    opened = framed and bool(marks) and marks[0] == start
    closed = framed and len(marks) > 1 and marks[-1] == end - 1
    starts = [start, *(mark + 1 for mark in marks)][opened:]
    ends = [*marks, end][opened:]
    if closed:
        starts, ends = starts[:-1], ends[:-1]
    cells = tuple(_trimmed(text, *pair) for pair in zip(starts, ends, strict=True))
    return line_of(text, cells, start, end)


def _trimmed(text: str, start: int, end: int) -> Cell:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def _tabbed(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """Rows of tabs. A cell of several paragraphs breaks its row over lines: a row goes on until it is whole."""
    ahead = [_tab_cells(text, *line) for line in lines[number : number + 4] if _has_tab(text, line)]
    header = read_header([[text[cell.start : cell.end] for cell in cells] for cells in ahead])
    if header is None:
        return None
    width = len(header.columns)
    numbered = _column(header, "number")
    rows: list[list[Cell]] = [ahead[0]]
    gaps: list[Gap] = []
    waiting: list[Gap] = []
    at = number + 1
    stop = at
    while at < len(lines):
        line = lines[at]
        if line[0] == line[1]:
            break
        page = page_number(text, *line)
        if page is not None:
            waiting.append(page)
            at += 1
            continue
        goes_on = len(rows) > header.rows and len(rows[-1]) < width
        if _has_tab(text, line):
            cells = _tab_cells(text, *line)
            if goes_on and not _opens_row(text, cells, numbered, width):
                rows[-1] = [*rows[-1][:-1], Cell(rows[-1][-1].start, cells[0].end), *cells[1:]]
            else:
                rows.append(cells)
        elif not _tab_ahead(text, lines, at):
            break
        elif (
            goes_on and number_of(text[line[0] : line[1]].strip()[:4]) is None and not _is_heading(text, line)
        ):
            rows[-1][-1] = Cell(rows[-1][-1].start, line[1])
        elif _is_heading(text, line):
            rows.append([_trimmed(text, *line)])
        else:
            break
        gaps += waiting
        waiting = []
        at += 1
        stop = at
    if len(rows) <= header.rows:
        return None
    made = tuple(line_of(text, tuple(cells), cells[0].start, cells[-1].end) for cells in rows)
    return Grid(made, tuple(gaps)), stop


def _has_tab(text: str, line: Stretch) -> bool:
    return text.find("\t", *line) >= 0


def _tab_cells(text: str, start: int, end: int) -> list[Cell]:
    cells: list[Cell] = []
    for part in text[start:end].split("\t"):
        cells.append(_trimmed(text, start, start + len(part)))
        start += len(part) + 1
    return cells


def _opens_row(text: str, cells: list[Cell], numbered: int | None, width: int) -> bool:
    """Whether a line with tabs begins a row, where the row before it is not whole yet."""
    if numbered is None or numbered >= len(cells):
        return len(cells) >= width
    first = text[cells[numbered].start : cells[numbered].end]
    return not first or number_of(first) is not None or column_of(first) is not None


def _tab_ahead(text: str, lines: list[Stretch], number: int) -> bool:
    return any(_has_tab(text, line) for line in lines[number + 1 : number + 1 + _LOOK_AHEAD])


def _is_heading(text: str, line: Stretch) -> bool:
    """一、深化改革: a line without tabs that heads the rows below it."""
    body = text[slice(*line)].strip()
    return bool(_heading().match(body)) and len(body) <= 40 and body[-1] not in "。；;"


@cache
def _heading() -> re.Pattern[str]:
    return re.compile(
        r"[一二三四五六七八九十]{1,3}[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)"
    )


def _column(header: Header, kind: str) -> int | None:
    return next((i for i, column in enumerate(header.columns) if column and column.kind == kind), None)
