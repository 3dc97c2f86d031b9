"""What has room in a cell, a column and a row of a spreadsheet.

Spreadsheets do not fit rows with merged cells to their text, hold no text of any length and draw no row of any height:
all that is worked out here, from how wide characters are.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from math import ceil

from planparse.exporters.breakdown import Breakdown
from planparse.exporters.measure import lines
from planparse.exporters.views import Value

SIZE = 12
"""pt: 小四, the table's font size."""
PADDING = 6.0
"""pt: above and below the text of a cell."""
_HIGHEST = 400.0
"""pt: Excel draws no row higher than 409."""
_LONGEST = 32_000
"""Characters: Excel holds no more than 32,767 in a cell."""
_WINDOW = 200
_INSIDE = re.compile(r"(?<=[\u4e00-\u9fff])(?=[\u4e00-\u9fff])(?![一二三四五六七八九十第])")
"""Between two Chinese characters, of which the second is no number of an item."""
_EM_PER_WIDTH = 7 / 16
"""em of 12 pt in a column's unit of width: 7 pixels of the 16 that a character takes at 96 to the inch."""
_EMPTY = 4.4
"""em of a column that holds nothing: its header."""
_DAY = 8.4
"""em: 2024年12月31日."""
_SPARE = 0.5
"""em of a column that its borders take."""
_PITCH = 1.45
"""Lines are so many font sizes apart; 仿宋 takes 1.2, the fonts that stand in for it up to 1.45."""
_WHOLE = 204.0
"""Latin characters: columns so wide together fill an A3 page at about its own size."""


def in_parts(value: Value) -> list[Value]:
    """A value in parts of which each has room in a cell.

    A text is cut between its lines, or else within a sentence, so that who reads it sees that it goes on.
    """
    if not isinstance(value, str) or len(value) <= _LONGEST // 2:
        return [value]
    parts: list[Value] = []
    start = 0
    longest = _LONGEST if value.isascii() or max(value) <= "\uffff" else _LONGEST // 2  # counted in UTF-16
    while len(value) - start > longest:
        stop = start + longest
        inside = [match.start() for match in _INSIDE.finditer(value, stop - _WINDOW, stop)]
        line = value.rfind("\n", start + 1, stop)
        cut = line if line > 0 else inside[-1] if inside else stop
        parts.append(value[start:cut])
        start = cut + (cut == line)
    return [*parts, value[start:]]


def column_widths(table: Breakdown) -> dict[str, float]:
    """The width of each column in Latin characters, the spreadsheet's own measure."""
    room = _WHOLE * _EM_PER_WIDTH - _SPARE * len(table.columns)
    return {
        key: round((width + _SPARE) / _EM_PER_WIDTH, 1)
        for key, width in table.widths(room, empty=_EMPTY, day=_DAY).items()
    }


def row_height(cells: Sequence[tuple[str, float]], size: float) -> float:
    """The height in points at which texts of a font size fit columns of these widths."""
    room = _EM_PER_WIDTH * SIZE / size
    most = max(lines(text, max(width * room - _SPARE, 1)) for text, width in cells)
    return most * size * _PITCH + PADDING


def row_heights(height: float) -> list[float]:
    """A height as rows that a spreadsheet can draw."""
    count = ceil(height / _HIGHEST)
    return [round(height / count, 1)] * count
