"""How wide each column of a table is, so that the table gets no longer than it has to.

>>> fit([[40.0, 60.0], [4.0, 4.0]], [3.0, 3.0], 20.0)
[17.0, 3.0]

Widths are in em. Each column has what it needs at least; the rest goes, bit by bit, to the column that shortens
the table most.
"""

from __future__ import annotations

from collections.abc import Sequence

_STEP = 0.5
_SAMPLE = 200
"""Rows that are looked at, evenly chosen: more would not change the widths."""


def fit(texts: Sequence[Sequence[float]], least: Sequence[float], whole: float) -> list[float]:
    """The width of each column.

    `texts` has for each column the width of each row's text, were it on one line; `least` the least width of each.
    Together they take `whole`, or the least if that is more.
    """
    rooms = list(least)
    rows = list(zip(*texts, strict=True))
    rows = rows[:: len(rows) // _SAMPLE + 1]
    spare = whole - sum(rooms)
    while spare > 0.001:
        step = min(_STEP, spare)
        rooms[_best(rows, rooms, step)] += step
        spare -= step
    return rooms


def _best(rows: Sequence[Sequence[float]], rooms: Sequence[float], step: float) -> int:
    """The column that shortens the table most where it gets a step more; the one that holds most where none does."""
    gains = [0.0] * len(rooms)
    for row in rows:
        heights = [text / room for text, room in zip(row, rooms, strict=True)]
        tallest = max(range(len(heights)), key=heights.__getitem__)
        second = max((height for at, height in enumerate(heights) if at != tallest), default=0.0)
        lower = max(row[tallest] / (rooms[tallest] + step), second, 1.0)
        gains[tallest] += max(heights[tallest] - lower, 0.0)
    if any(gains):
        return max(range(len(gains)), key=gains.__getitem__)
    return max(range(len(rooms)), key=lambda at: (sum(row[at] for row in rows), rooms[at]))
