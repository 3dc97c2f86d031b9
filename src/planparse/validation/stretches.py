"""Stretches of a text, and its lines: what is asked of them again and again is worked out once.

>>> broken = Stretches([(10, 20), (15, 30), (50, 60)])
>>> broken.touch(0, 10), broken.touch(29, 31), broken.touch(30, 50)
(False, True, False)
>>> Lines("ab\\r\\ncd\\n").place(5)
(1, 1)
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable

Span = tuple[int, int]

_LINE_END = re.compile(r"\r\n|\r|\n")


class Stretches:
    """Stretches of a text, half open, in any order; they may overlap."""

    __slots__ = ("_ends", "_starts")

    def __init__(self, spans: Iterable[Span]) -> None:
        self._starts: list[int] = []
        self._ends: list[int] = []
        for start, end in sorted(spans):
            if self._ends and start <= self._ends[-1]:
                self._ends[-1] = max(self._ends[-1], end)
            else:
                self._starts.append(start)
                self._ends.append(end)

    def __bool__(self) -> bool:
        return bool(self._starts)

    def touch(self, start: int, end: int) -> bool:
        """Whether one of them shares a character with a stretch."""
        place = bisect_right(self._ends, start)
        return place < len(self._starts) and self._starts[place] < end


class Lines:
    """Where the lines of a text begin, as editors count them."""

    __slots__ = ("starts",)

    def __init__(self, text: str) -> None:
        self.starts = [0, *(end.end() for end in _LINE_END.finditer(text))]

    def place(self, offset: int) -> tuple[int, int]:
        """The line and the column of a character, from 0."""
        line = bisect_right(self.starts, offset) - 1
        return line, offset - self.starts[line]
