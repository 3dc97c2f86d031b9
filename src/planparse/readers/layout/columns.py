"""Two columns of text, as in gazettes: the left one is read before the right one.

>>> def printed(text: str, x: float, y: float) -> list[Glyph]:
...     return [Glyph.of(character, x + 10 * i, y, 10.0, 10.0) for i, character in enumerate(text)]
>>> rows = [printed("左栏的文字一直写到头", 50, 20.0 * i) + printed("右栏的文字也写到尽头", 170, 20.0 * i) for i in range(1, 13)]
>>> gutter = find_gutter([printed("清河县人民政府公报二〇二六年", 90, 5.0), *rows])
>>> gutter.at, gutter.shift
(160.0, 120)
>>> [line.text for line in in_columns(rows[:2], gutter)]
['左栏的文字一直写到头', '左栏的文字一直写到头', '右栏的文字也写到尽头', '右栏的文字也写到尽头']

A gap down the page is such a gutter only where both sides are full lines of text of one width: columns of figures, a
table without lines and a list of names are none.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.readers.layout.lines import Line, line_of
from planparse.readers.layout.sheet import Glyph

_MIDDLE = (0.4, 0.6)  # of the text's width: where the gutter may lie
_NARROWEST = 1.0  # of the font's size
_CROSSED = 0.15  # of the lines: more run across it and it is no gutter
_FEWEST_LINES = 8
_FEWEST_LETTERS = 9  # in a line
_FULL = 0.5  # of a column's lines
_STEP = 0.25  # of the font's size
_MOST_STEPS = 400


class Gutter(NamedTuple):
    """Where two columns meet, and how far the right one lies from the left one."""

    at: float
    shift: float


def find_gutter(rows: Sequence[Sequence[Glyph]]) -> Gutter | None:
    """The gutter of a page, of which `rows` are the characters of each line; None where it has one column."""
    if len(rows) < _FEWEST_LINES:
        return None
    size = Counter(row[0].size for row in rows).most_common(1)[0][0]
    left = min(min(glyph.x for glyph in row) for row in rows)
    right = max(max(glyph.right for glyph in row) for row in rows)
    start, end = (left + share * (right - left) for share in _MIDDLE)
    if _runs_across(rows, start, end, _NARROWEST * size):
        return None
    step = max(_STEP * size, (end - start) / _MOST_STEPS)
    first, last = round(start / step), round(end / step)
    crossed: Counter[int] = Counter()
    for row in rows:
        covered: set[int] = set()
        for glyph in row:
            if glyph.right > start and glyph.x < end:
                covered.update(range(max(first, round(glyph.x / step)), min(last, round(glyph.right / step))))
        crossed.update(covered)
    free = [place for place in range(first, last) if crossed[place] <= _CROSSED * len(rows)]
    stretch = max(_stretches(free), key=len, default=[])
    if len(stretch) * step < _NARROWEST * size:
        return None
    at = (stretch[0] + len(stretch) / 2) * step
    sides = [
        [[glyph for glyph in row if (glyph.x < at) == is_left] for row in rows if not _crosses(row, at)]
        for is_left in (True, False)
    ]
    edges = [_column(side, size) for side in sides]
    if edges[0] is None or edges[1] is None:
        return None
    (left, left_end), (right, right_end) = edges[0], edges[1]
    alike = 0.8 < (left_end - left) / (right_end - right) < 1.25
    return Gutter(at, right - left) if alike else None


def still_parts(gutter: Gutter, rows: Sequence[Sequence[Glyph]]) -> bool:
    """Whether the gutter of the page before parts this one, too: a last page may be too short to show it."""
    return sum(_crosses(row, gutter.at) for row in rows) <= _CROSSED * len(rows)


def in_columns(rows: Sequence[Sequence[Glyph]], gutter: Gutter) -> Iterator[Line]:
    """The lines of a page's rows, column by column between lines that run across; the right column's as if they
    stood in the left one."""
    waiting: list[Line] = []
    for row in rows:
        if _crosses(row, gutter.at):
            yield from waiting
            waiting = []
            sides = [row]
        else:
            sides = [
                [glyph for glyph in row if glyph.x < gutter.at],
                [glyph for glyph in row if glyph.x >= gutter.at],
            ]
        line = line_of(sides[0])
        if line is not None:
            yield line
        if len(sides) == 2 and (line := line_of(sides[1])) is not None:
            shift = gutter.shift
            waiting.append(
                line._replace(left=line.left - shift, right=line.right - shift, inner=line.inner - shift)
            )
    yield from waiting


def _runs_across(rows: Sequence[Sequence[Glyph]], start: float, end: float, narrowest: float) -> bool:
    """Whether too many lines have no gap between two places: found early on most pages."""
    most = _CROSSED * len(rows)
    for row in rows:
        at = start
        for x, right in sorted(
            (glyph.x, glyph.right) for glyph in row if glyph.right > start and glyph.x < end
        ):
            if x - at >= narrowest:
                break
            at = max(at, right)
        else:
            most -= end - at < narrowest
            if most < 0:
                return True
    return False


def _stretches(places: Sequence[int]) -> Iterator[list[int]]:
    """Runs of numbers that follow each other."""
    run: list[int] = []
    for place in places:
        if run and place != run[-1] + 1:
            yield run
            run = []
        run.append(place)
    if run:
        yield run


def _crosses(row: Sequence[Glyph], at: float) -> bool:
    return any(
        glyph.x < at + _STEP * glyph.size and glyph.right > at - _STEP * glyph.size
        for glyph in row
        if not glyph.text.isspace()
    )


def _column(rows: Sequence[Sequence[Glyph]], size: float) -> tuple[float, float] | None:
    """The edges of a column of running text; None where the characters make none."""
    lines = [line for row in rows if (line := line_of(row)) is not None]
    if len(lines) < _FEWEST_LINES or sum(len(line.text) for line in lines) < _FEWEST_LETTERS * len(lines):
        return None
    end = Counter(round(line.inner / size) for line in lines).most_common(1)[0][0] * size
    full = sum(line.inner > end - 1.5 * size for line in lines)
    if full < _FULL * len(lines):
        return None
    return min(line.left for line in lines), max(line.inner for line in lines)
