"""How wide lines are, and which of them were broken because they were full.

>>> value = "\\n".join(["推进" * 10] * 9 + ["完成。"])
>>> full_lines(value, [(start, min(start + 20, len(value))) for start in range(0, len(value), 21)])[7:]
[True, True, False]
"""

from __future__ import annotations

import re
from bisect import bisect_left
from itertools import pairwise
from typing import Final

from planparse.numbering import markers
from planparse.patterns import lazily

LONGEST_HEADING: Final = 45
"""A line without a full stop that is no longer than this may be a heading."""
TERMINAL: Final = frozenset("。!?！？:：;；…】〕]")
"""What a paragraph ends with."""
SENTENCE: Final = re.compile(r"[。;!?]")

_FEWEST: Final = 8  # full lines: fewer are of one width by chance
_NARROWEST, _WIDEST = 16, 160
_ALMOST: Final = 0.85  # of the widest line
_NARROWEST_RAGGED: Final = 40  # columns
_FEWEST_EVIDENT: Final = 3
_INSIDE: Final = lazily(r"[,。;]")


def full_lines(value: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Which lines were wrapped because they were full; none where the text was not wrapped.

    Wrapped lines are full but for the last of each paragraph: a large share of them ends at one width, and next to
    none is longer. Programs count characters or columns, where a Chinese character takes two, and leave a line a
    little short where a mark may not open the next one.
    """
    lengths = sorted([end - start for start, end in lines])
    if len(lengths) < _FEWEST or lengths[len(lengths) * 19 // 20] > _WIDEST:
        return [False] * len(lines)
    best: tuple[int, int, list[int]] = (0, 0, [])
    for measure in (_characters, _columns):
        widths = [measure(value, start, end) for start, end in lines]
        for slack in (1, 3):
            count, width = common_width(widths, slack)
            if count * 20 > best[0] * 23 or not best[2]:  # looser must be clearly better
                best = (count, width - slack, widths)
    count, least, widths = best
    if not count and lengths[-1] <= LONGEST_HEADING:
        return _raggedly_full(value, lines)
    return [bool(count) and width >= least for width in widths]


def _raggedly_full(value: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Which lines were wrapped where the width is ragged, as letters and digits of any width make it.

    No line is long, and several that are almost as wide as any break inside a sentence that the next line goes on with.
    """
    widths = [_columns(value, start, end) for start, end in lines]
    least = max(widths) * _ALMOST
    full = [False] * len(lines)
    if least < _NARROWEST_RAGGED:
        return full
    evident = 0
    for number in range(len(lines) - 1):
        start, end = lines[number]
        if widths[number] < least or value[end - 1] in TERMINAL or value[end - 1] in "),;":
            continue
        begin, stop = lines[number + 1]
        goes_on = widths[number + 1] >= least or SENTENCE.search(value, begin, stop) is not None
        if (
            goes_on
            and not (value[begin].isdigit() and value[begin + 1 : begin + 2] == " ")
            and markers.at(value, begin) is None
        ):
            full[number] = True
            evident += _INSIDE.search(value, start, end) is not None
    # Long headings above short texts have no two in a row.
    in_a_row = any(one and other for one, other in pairwise(full))
    return full if evident >= _FEWEST_EVIDENT and in_a_row else [False] * len(lines)


def common_width(widths: list[int], slack: int) -> tuple[int, int]:
    """How many widths are at most `slack` below the most common one, and that one; zeros where there is none."""
    ordered = sorted(widths)
    best = (0, 0)
    for width in set(ordered):
        if _NARROWEST <= width <= _WIDEST:
            low, high = bisect_left(ordered, width - slack), bisect_left(ordered, width + 1)
            if (
                high - low >= _FEWEST
                and (high - low) * 5 >= len(ordered) * 2
                and (len(ordered) - high) * 20 <= len(ordered)
            ):
                best = max(best, (high - low, -width))
    return best[0], -best[1]


def _characters(value: str, start: int, end: int) -> int:
    """The printed width in characters, with the spaces that a line begins or ends with."""
    before, after = value.rfind("\n", 0, start) + 1, value.find("\n", end)
    return (len(value) if after < 0 else after) - before


def _columns(value: str, start: int, end: int) -> int:
    return len(value[start:end].encode("gb18030", "replace")) + _characters(value, start, end) - (end - start)
