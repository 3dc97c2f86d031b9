"""Tables by their drawn lines: where these make a grid, the characters in each of its cells are read together.

>>> def printed(text: str, x: float, y: float) -> list[Glyph]:
...     return [Glyph.of(character, x + 10 * i, y, 10.0, 10.0) for i, character in enumerate(text)]
>>> strokes = [Stroke(50, y, 150, y) for y in (0, 20, 60)] + [Stroke(x, 0, x, 60) for x in (50, 100, 150)]
>>> glyphs = [*printed("任务", 60, 15), *printed("单位", 110, 15), *printed("修路", 60, 40), *printed("县水利", 110, 35),
...           *printed("局", 110, 50), *printed("注", 50, 90)]
>>> grids, rest = find_grids(glyphs, strokes, 842.0)
>>> [[cell.text for cell in row] for row in grids[0].rows], [glyph.text for glyph in rest]
([['任务', '单位'], ['修路', '县水利局']], ['注'])

A cell that covers several rows or columns is the same in each. Lines that make no whole grid are let be: a wrong table
would tear sentences apart.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import inf
from typing import NamedTuple

from planparse.readers.layout.lines import Line, lines_of
from planparse.readers.layout.paragraphs import is_word, reach
from planparse.readers.layout.sheet import Glyph, Stroke
from planparse.readers.layout.tables import Grid, GridCell, same_columns

_NEAR = 1 / 400  # of the page's height: lines that are no farther apart meet
_COVERED = 0.6  # of an edge: a line that covers less of it parts no cells
_MOST_STROKES = 20_000
_MOST_CROSSINGS = 200_000
_MOST_CELLS = 20_000
_FEWEST_TEXTS = 4
_MIDDLE = 0.35  # of the font's size: how far a character's middle lies above its baseline
_SLACK = 0.02  # of the font's size: how exactly a word fits
_CHINESE = "的"
"""What most likely opens the next page's part of a cell, as any Chinese character."""
_LINE_END = "\u2028"
"""Between the lines of a cell, so that a row stays a line of the text."""


class _Bar(NamedTuple):
    """A drawn line, put together from its pieces: where it lies, and from where to where it runs."""

    at: float
    start: float
    end: float


class _Frame(NamedTuple):
    """Bars that touch each other, as the lines between rows and between columns."""

    ys: list[float]
    xs: list[float]
    across: list[_Bar]
    down: list[_Bar]


def find_grids(
    glyphs: Sequence[Glyph], strokes: Sequence[Stroke], height: float, known: Sequence[float] = ()
) -> tuple[list[Grid], list[Glyph]]:
    """The tables of a page that is `height` high, from the top down, and the characters outside of them.

    `known` are the edges of the columns of the table before: what has the same ones goes on with it, however short.
    """
    rest = list(glyphs)
    grids: list[Grid] = []
    near = height * _NEAR
    if _FEWEST_TEXTS < len(strokes) <= _MOST_STROKES:
        for frame in _frames(strokes, near):
            regions = _regions(frame, near)
            if regions is None:
                continue
            inside, outside = _parted(rest, frame)
            grid = _grid(inside, frame, regions, same_columns(frame.xs, known))
            if grid is not None:
                grids.append(grid)
                rest = outside
    return sorted(grids, key=lambda grid: grid.top), rest


def _frames(strokes: Sequence[Stroke], near: float) -> list[_Frame]:
    across = [
        _Bar((stroke.top + stroke.bottom) / 2, stroke.left, stroke.right)
        for stroke in strokes
        if stroke.bottom - stroke.top <= near < stroke.right - stroke.left
    ]
    down = [
        _Bar((stroke.left + stroke.right) / 2, stroke.top, stroke.bottom)
        for stroke in strokes
        if stroke.right - stroke.left <= near < stroke.bottom - stroke.top
    ]
    across, down = _joined(across, near), _joined(down, near)
    if len(across) * len(down) > _MOST_CROSSINGS:
        return []
    group = list(range(len(across) + len(down)))

    def root(number: int) -> int:
        while group[number] != number:
            group[number] = number = group[group[number]]
        return number

    for number, bar in enumerate(across):
        for other, post in enumerate(down, len(across)):
            if (
                bar.start - near <= post.at <= bar.end + near
                and post.start - near <= bar.at <= post.end + near
            ):
                group[root(number)] = root(other)
    members: dict[int, tuple[list[_Bar], list[_Bar]]] = defaultdict(lambda: ([], []))
    for number, bar in enumerate(across + down):
        members[root(number)][number >= len(across)].append(bar)
    return [_frame(*bars, near) for bars in members.values() if len(bars[0]) > 1 and len(bars[1]) > 1]


def _joined(pieces: list[_Bar], near: float) -> list[_Bar]:
    """Pieces that lie on one line and touch, as one; those at nearly one place lie on one line."""
    rows: list[list[_Bar]] = []
    for line in sorted(pieces):
        if rows and line.at - rows[-1][0].at <= near:
            rows[-1].append(line)
        else:
            rows.append([line])
    bars: list[_Bar] = []
    for row in rows:
        at, start, end = row[0].at, 0.0, float("-inf")
        for line in sorted(row, key=lambda line: line.start):
            if line.start - end > near:
                if end > start:
                    bars.append(_Bar(at, start, end))
                start, end = line.start, line.end
            end = max(end, line.end)
        bars.append(_Bar(at, start, end))
    return bars


def _frame(across: list[_Bar], down: list[_Bar], near: float) -> _Frame:
    """A frame with its sides, also where a table is open to the left and right."""
    ys = sorted({bar.at for bar in across})
    xs = sorted({bar.at for bar in down})
    left, right = min(bar.start for bar in across), max(bar.end for bar in across)
    for side, at in ((xs[0], left), (xs[-1], right)):
        if abs(at - side) > 3 * near:
            down = [*down, _Bar(at, ys[0], ys[-1])]
            xs = sorted([*xs, at])
    return _Frame(ys, xs, across, down)


def _regions(frame: _Frame, near: float) -> list[list[int]] | None:
    """For each row and column of the frame the number of the cell there; None where they make no whole grid."""
    rows, columns = len(frame.ys) - 1, len(frame.xs) - 1
    if rows < 1 or columns < 2 or rows * columns > _MOST_CELLS:
        return None
    open_below = _gaps(frame.across, frame.ys, frame.xs, near)
    open_beside = _gaps(frame.down, frame.xs, frame.ys, near)
    regions = [[-1] * columns for _ in range(rows)]
    for row in range(rows):
        for column in range(columns):
            if regions[row][column] >= 0:
                continue
            number = row * columns + column
            right = column
            while right + 1 < columns and (right + 1, row) in open_beside:
                right += 1
            below = row
            while below + 1 < rows and (below + 1, column) in open_below:
                below += 1
            for y in range(row, below + 1):
                for x in range(column, right + 1):
                    walled = (y < below and (y + 1, x) not in open_below) or (
                        x < right and (x + 1, y) not in open_beside
                    )
                    if regions[y][x] >= 0 or walled:
                        return None
                    regions[y][x] = number
    return regions


def _gaps(bars: list[_Bar], places: list[float], marks: list[float], near: float) -> set[tuple[int, int]]:
    """Which stretches between two marks no bar closes, as (place, stretch): that of the inner places only."""
    by_place: dict[float, list[_Bar]] = defaultdict(list)
    for bar in bars:
        by_place[bar.at].append(bar)
    found: set[tuple[int, int]] = set()
    for number, place in enumerate(places[1:-1], 1):
        for stretch, (start, end) in enumerate(pairwise(marks)):
            covered = sum(max(0.0, min(end, bar.end) - max(start, bar.start)) for bar in by_place[place])
            if covered + near < _COVERED * (end - start):
                found.add((number, stretch))
    return found


def _parted(glyphs: Sequence[Glyph], frame: _Frame) -> tuple[list[tuple[int, int, Glyph]], list[Glyph]]:
    """The characters inside the frame with their row and column, and the others."""
    inside: list[tuple[int, int, Glyph]] = []
    outside: list[Glyph] = []
    for glyph in glyphs:
        row = bisect_right(frame.ys, glyph.y - _MIDDLE * glyph.size) - 1
        column = bisect_right(frame.xs, (glyph.x + glyph.right) / 2) - 1
        if 0 <= row < len(frame.ys) - 1 and 0 <= column < len(frame.xs) - 1:
            inside.append((row, column, glyph))
        else:
            outside.append(glyph)
    return inside, outside


def _grid(
    inside: Iterable[tuple[int, int, Glyph]], frame: _Frame, regions: list[list[int]], known: bool
) -> Grid | None:
    """The table with its texts, or None where too few cells hold any for it to be one."""
    held: dict[int, list[Glyph]] = defaultdict(list)
    for row, column, glyph in inside:
        held[regions[row][column]].append(glyph)
    columns = len(frame.xs) - 1
    cells = {
        number: (number % columns, columns - row[::-1].index(number))
        for row in reversed(regions)
        for number in row
    }
    lines = {number: lines_of(glyphs) for number, glyphs in held.items()}
    lines = {number: found for number, found in lines.items() if found}
    is_table = (
        len(lines) >= _FEWEST_TEXTS
        and len({number // columns for number in lines}) > 1
        and len({number % columns for number in lines}) > 1
    )
    if not lines or not (known or is_table):
        return None
    padding = max(0.0, min(found[0].left - frame.xs[cells[number][0]] for number, found in lines.items()))
    made: dict[int, GridCell] = {}
    for number, (first, end) in cells.items():
        width = frame.xs[end] - frame.xs[first] - 2 * padding
        made[number] = _cell(number, lines.get(number, []), width)
    rows = dict.fromkeys(
        map(tuple, regions)
    )  # one that a stray line parts from the next is told apart no more
    return Grid(
        frame.ys[0],
        frame.ys[-1],
        tuple(frame.xs),
        tuple(tuple(made[number] for number in row) for row in rows),
    )


def _cell(number: int, lines: Sequence[Line], width: float) -> GridCell:
    """A cell's lines as one: run together where they fill its width."""
    if not lines:
        return GridCell(number, "")
    text = lines[0].text
    for line, following in pairwise(lines):
        if following.opening <= _room(line, width, following.text[0]):
            text += _LINE_END
        elif is_word(line.text[-1]) and is_word(following.text[0]):
            text += " "
        text += following.text
    last = lines[-1]
    room = inf if text[-1] in "。；;" else _room(last, width, _CHINESE)
    return GridCell(number, text, room, lines[0].opening)


def _room(line: Line, width: float, following: str) -> float:
    """How much room is left behind a line of a cell for what begins with a character."""
    return width + _SLACK * line.size - (reach(line, following) - line.left)
