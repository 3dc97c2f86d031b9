"""Tables flattened to a line a row, with spaces between the cells.

>>> text = "序号 工 作 任 务 牵头部门\\n1 公路投资1.65万亿元 交通运输部\\n2 做好 港口 工作 交通运输部"
>>> grid, behind = read_flattened(text, [line.span() for line in re.finditer(".+", text)], 0)
>>> [line.texts for line in grid.lines]
[('序号', '工 作 任 务', '牵头部门'), ('1', '公路投资1.65万亿元', '交通运输部'), ('2', '做好 港口 工作', '交通运输部')]

Such rows have no marks between their cells: they are read only where every header is known, the rows count, and there is
one way to read each of them. A cell may go on in the lines below its row. Otherwise the lines stay ordinary text.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planparse.clauses.units import ends_like_body
from planparse.numbering.numerals import HANZI
from planparse.readers.reading import Cell
from planparse.tabular.grids import HEADER_GAP, Gap, Grid, Line, Stretch, line_of, page_number
from planparse.tabular.headers import BODIES, TASKS, Column, column_of, read_header
from planparse.tabular.rows import LONGEST_HEADING
from planparse.vocab import words

_TOKEN = re.compile(r"\S+")
_CHAPTER = re.compile(
    rf"\s*(?:[{HANZI}]{{1,3}}\s*[、.．]|[(（][{HANZI}]{{1,3}}[)）]|第[{HANZI}]{{1,3}}(?:部分|章|节)|[{HANZI}]{{1,3}}\s)\s*\S[^。；;\n]*$"
)
_MOST_CHAPTERS = 3
"""Rows of chapters that may stand on one another: 一、深化改革 (一)市场环境."""
_TIME = re.compile(r"\d.*[年月日底前]|[年月]底|长期|持续|全年|常态|每")
_LONGEST_HEADER = 200
FEWEST_ROWS = 2
_MOST_TOKENS = 40
_MOST_LINES = 6
_LONGEST_NUMBER = 4


def read_flattened(text: str, lines: list[Stretch], number: int) -> tuple[Grid, int] | None:
    """Rows flattened to lines. Every header is known, every row begins with the next number and reads in one way."""
    start, end = lines[number]
    if end - start > _LONGEST_HEADER:
        return None
    names = _names(text, start, end)
    if names is None:
        return None
    header = read_header([[text[cell.start : cell.end] for cell in names]])
    if header is None or header.columns[0] is None or header.columns[0].kind != "number":
        return None
    title = "".join(text[start:end].split())
    rows = [line_of(text, tuple(names), names[0].start, end)]
    gaps: list[Gap] = []
    waiting: list[Gap] = []
    chapters: list[Line] = []  # rows over all columns, which head the rows below them
    read_rows = 0
    expected = 0
    at = stop = number + 1
    while at < len(lines):
        line = lines[at]
        page = page_number(text, *line)
        if page is not None:
            waiting.append(page)
        elif "".join(text[slice(*line)].split()) == title and len(rows) > 1 and len(waiting) < 2:
            waiting.append(Gap(*line, HEADER_GAP))
        elif (counted := counted_below(text, lines, at, expected)) is not None:
            chapters.append(_chapter(text, *line))
            expected = counted
        else:
            read = _wrapped_row(text, lines, at, header.columns, expected, title)
            if read is None:
                break
            cells, at = read
            rows += chapters
            chapters = []
            read_rows += 1
            rows.append(line_of(text, tuple(cells), cells[0].start, cells[-1].end))
            expected = int(text[cells[0].start : cells[0].end]) + 1
            gaps += waiting
            waiting = []
            stop = at + 1
        at += 1
    if read_rows < FEWEST_ROWS:
        return None
    if not chapters and at < len(lines) and _is_unread_row(text, lines[at], expected):
        return None
    return Grid(tuple(rows), tuple(gaps)), stop


def _wrapped_row(
    text: str, lines: list[Stretch], at: int, columns: tuple[Column | None, ...], expected: int, title: str
) -> tuple[list[Cell], int] | None:
    """The cells of the row that begins at a line, and its last line: cells may go on in the lines below it.

    Where the next number follows, all lines before it are the row's.
    """
    first = _TOKEN.search(text, *lines[at])
    if first is None or not first[0].isdecimal() or len(first[0]) > _LONGEST_NUMBER:
        return None
    following = str(int(first[0]) + 1)
    for last in range(at, min(at + _MOST_LINES, len(lines))):
        if last > at and _is_break(text, lines[last], title):
            return None
        token = _TOKEN.search(text, *lines[last + 1]) if last + 1 < len(lines) else None
        ends = token is not None and token[0] == following
        cells = _row(text, (lines[at][0], lines[last][1]), columns, expected, wrapped=last > at)
        if cells is not None and (ends or not _number_ahead(text, lines, last + 1, following, title)):
            return cells, last
        if ends:
            return None
    return None


def _is_chapter(text: str, start: int, end: int) -> bool:
    """Whether a line can be a row over all columns, which heads the rows below it: 一、市场环境."""
    return end - start <= LONGEST_HEADING and _CHAPTER.match(text, start, end) is not None


def counted_below(text: str, lines: list[Stretch], at: int, expected: int) -> int | None:
    """The number of the row right below a chapter's: the next one, or one again. None where the line is no chapter's row."""
    if not _is_chapter(text, *lines[at]):
        return None
    following = lines[at + 1 : at + 1 + _MOST_CHAPTERS]
    below = next((line for line in following if not _is_chapter(text, *line)), None)
    token = _TOKEN.search(text, *below) if below is not None else None
    if token is None or not token[0].isdecimal() or len(token[0]) > _LONGEST_NUMBER:
        return None
    return int(token[0]) if int(token[0]) in (1, expected) else None


def _chapter(text: str, start: int, end: int) -> Line:
    """A chapter's row: one cell, or a number and a name that a space parts."""
    first = _TOKEN.search(text, start, end)
    name = _TOKEN.search(text, first.end(), end) if first is not None else None
    if first is None or name is None or first[0].strip(HANZI):
        return line_of(text, (Cell(start, end),), start, end)
    return line_of(text, (Cell(*first.span()), Cell(name.start(), end)), start, end)


def _number_ahead(text: str, lines: list[Stretch], at: int, number: str, title: str) -> bool:
    """Whether one of the next lines begins with a number, or with a chapter's row: those before it go on with the row above."""
    for place, (start, end) in enumerate(lines[at : at + _MOST_LINES], at):
        if _is_chapter(text, start, end):
            return place > at and counted_below(text, lines, place, int(number)) is not None
        if _is_break(text, (start, end), title):
            return False
        token = _TOKEN.search(text, start, end)
        if token is not None and token[0] == number:
            return True
    return False


def _is_break(text: str, line: Stretch, title: str) -> bool:
    """Whether a line is a page number, a chapter's row, or the header that a new page prints again."""
    if _is_chapter(text, *line):
        return True
    return page_number(text, *line) is not None or "".join(text[slice(*line)].split()) == title


def _is_unread_row(text: str, line: Stretch, expected: int) -> bool:
    """Whether the line behind the last row is one more, which reads in no way or in several."""
    token = _TOKEN.search(text, *line)
    return token is not None and token[0] == str(expected)


def _names(text: str, start: int, end: int) -> list[Cell] | None:
    """The names of columns in a line, where it holds nothing else; letters may stand apart: 工 作 任 务."""
    tokens = [match.span() for match in _TOKEN.finditer(text, start, end)]
    names: list[Cell] = []
    first = 0
    while first < len(tokens):
        last = next(
            (
                last
                for last in range(len(tokens) - 1, first - 1, -1)
                if column_of(text[tokens[first][0] : tokens[last][1]]) is not None
            ),
            None,
        )
        if last is None:
            return None
        names.append(Cell(tokens[first][0], tokens[last][1]))
        first = last + 1
    return names


class _Reading(NamedTuple):
    """Cells for the first columns of a row; the next token is the one at `used`."""

    ends: tuple[int, ...]
    used: int


def _row(
    text: str, line: Stretch, columns: tuple[Column | None, ...], expected: int, *, wrapped: bool
) -> list[Cell] | None:
    """The cells of a flattened row, where there is one way to give its words to the columns.

    In a row of several lines the words for bodies right before the column of bodies are more of them.
    """
    tokens = [match.span() for match in _TOKEN.finditer(text, *line)]
    if any(column is not None and column.kind == "people" for column in columns):
        tokens = _with_whole_names(tokens)
    if not len(columns) <= len(tokens) <= _MOST_TOKENS or not text[slice(*tokens[0])].isdecimal():
        return None
    if expected and int(text[slice(*tokens[0])]) != expected:
        return None
    return fit_cells(text, tokens, columns, wrapped=wrapped)


def _with_whole_names(tokens: list[Stretch]) -> list[Stretch]:
    """The words of a row, two of one character each put together: 刘 芳."""
    whole: list[Stretch] = []
    for start, end in tokens:
        if whole and end - start == 1 and whole[-1][1] - whole[-1][0] == 1 and len(whole) > 1:
            start = whole.pop()[0]
        whole.append((start, end))
    return whole


def fit_cells(
    text: str, tokens: list[Stretch], columns: tuple[Column | None, ...], *, wrapped: bool
) -> list[Cell] | None:
    """The cells where there is one way to give stretches of the text to the columns, in order; else None."""
    if not len(columns) <= len(tokens) <= _MOST_TOKENS:
        return None
    if len(tokens) == len(columns):
        ends = tuple(range(1, len(tokens) + 1))
        return _cells(tokens, ends) if _fits(text, tokens, columns, ends) else None
    ways = [_Reading((), 0)]
    for number, column in enumerate(columns):
        left = len(columns) - number - 1
        ways = [
            _Reading((*way.ends, used), used)
            for way in ways
            for used in range(way.used + 1, len(tokens) - left + 1)
            if may_hold(text, column, tokens[way.used : used])
        ]
        if len(ways) > len(tokens) ** 2:
            return None
    whole = [way for way in ways if way.used == len(tokens)]
    if wrapped:
        whole = [way for way in whole if not _splits_bodies(text, tokens, columns, way.ends)]
    return _cells(tokens, whole[0].ends) if len(whole) == 1 else None


def _splits_bodies(
    text: str, tokens: list[Stretch], columns: tuple[Column | None, ...], ends: tuple[int, ...]
) -> bool:
    """Whether the wording of a task goes on with a body, right before the column of bodies, or a person's cell holds one."""
    start = 0
    for column, behind, end in zip(columns, (*columns[1:], None), ends, strict=True):
        kind = column.kind if column is not None else ""
        before_bodies = kind in TASKS and behind is not None and behind.kind in BODIES
        within = tokens[start + 1 : end] if end - start > 1 else tokens[start:end]
        if before_bodies and any(text[one[1] - 1] != "。" and _is_bodies(text, *one) for one in within):
            return True
        if kind == "people" and end - start > 1 and any(_is_bodies(text, *one) for one in tokens[start:end]):
            return True
        start = end
    return False


def _fits(
    text: str, tokens: list[Stretch], columns: tuple[Column | None, ...], ends: tuple[int, ...]
) -> bool:
    return all(
        may_hold(text, column, tokens[end - 1 : end]) for column, end in zip(columns, ends, strict=True)
    )


def _cells(tokens: list[Stretch], ends: tuple[int, ...]) -> list[Cell]:
    starts = (0, *ends[:-1])
    return [Cell(tokens[first][0], tokens[end - 1][1]) for first, end in zip(starts, ends, strict=True)]


def may_hold(text: str, column: Column | None, tokens: list[Stretch]) -> bool:
    """Whether a column may hold these words: bodies below 牵头单位, a time below 完成时限."""
    kind = column.kind if column else ""
    if kind == "number":
        return len(tokens) == 1
    if kind in BODIES:
        return all(_is_bodies(text, *token) for token in tokens)
    if kind in ("deadline", "time"):
        return len(tokens) == 1 and bool(_TIME.search(text, *tokens[0]))
    return not (kind in ("task", "content") and _is_none(text, *tokens[0]))


def _is_bodies(text: str, start: int, end: int) -> bool:
    """Whether a word is a list of bodies, or says that there is none."""
    while start < end and text[end - 1] in "、,，;；。等":
        end -= 1
    return _is_none(text, start, end) or (end - start > 2 and ends_like_body(text, start, end))


def _is_none(text: str, start: int, end: int) -> bool:
    return text[start:end] in words("tables")["none"]["names"]
