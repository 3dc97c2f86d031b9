"""Notes at the foot of a page: lines smaller than the body, below a short rule that begins at the margin.

>>> texts = [("本方案所称民营经济¹均按此口径。", 600.0, 16.0), ("¹指非公有制经济。", 720.0, 10.0), ("— 1 —", 780.0, 14.0)]
>>> lines = [Line(text, 90.0, 500.0, 500.0, y, size, size) for text, y, size in texts]
>>> sorted(find_notes(lines, [Stroke(90.0, 700.0, 200.0, 700.0)], 16.0, {2}))
[1]

A note explains a word of its page. Where it stands, a paragraph often goes on from that page to the next.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from planparse.readers.layout.lines import Line
from planparse.readers.layout.sheet import Stroke

_SMALLER = 0.93  # of the body's size, at most: 小四 below 四号
_LONGEST_RULE = 0.5  # of the widest line; word processors draw a quarter or a third
_SHORTEST_RULE = 3.0  # of the body's size: a shorter one is a dash, or a part of a drawing
_AT_MARGIN = 1.5  # of the body's size


def find_notes(
    lines: Sequence[Line], strokes: Sequence[Stroke], size: float, furniture: Collection[int]
) -> set[int]:
    """The lines of a page that are notes, by their place among its lines.

    `strokes` are the page's lines outside of tables, `size` is that of the body, `furniture` the lines that are known to be
    none of it: a page number stands below the notes.
    """
    own = [number for number in range(len(lines)) if number not in furniture]
    own.sort(key=lambda number: lines[number].y)
    first = len(own)
    while first and lines[own[first - 1]].size <= _SMALLER * size:
        first -= 1
    if first in (0, len(own)):
        return set()
    left = min(lines[number].left for number in own)
    longest = _LONGEST_RULE * (max(lines[number].right for number in own) - left)
    rules = [
        stroke.bottom
        for stroke in strokes
        if abs(stroke.left - left) <= _AT_MARGIN * size
        and _SHORTEST_RULE * size < stroke.right - stroke.left < longest
        and lines[own[first - 1]].y < stroke.bottom < lines[own[-1]].y
    ]
    return {number for number in own[first:] if lines[number].y > min(rules)} if rules else set()
