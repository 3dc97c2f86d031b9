"""Places in the source for records: `Text` offsets to `Source` with its line, and its page or cell.

>>> from planparse.text import Text
>>> places = Places(Text.raw("一、目标\\n二、任务"))
>>> places.at(5, 9)
Source(line=2, start=5, end=9, page=None, cell=None)
"""

from __future__ import annotations

from bisect import bisect_right
from itertools import accumulate
from typing import Final

from planparse.patterns import lazily
from planparse.quick import quick
from planparse.readers.reading import Reading
from planparse.records import Source
from planparse.text import Text

_source: Final = quick(Source)
_LINE_END: Final = lazily(r"\r\n|[\n\r]")


def _line_ends(source: str) -> list[int]:
    """Behind each line's end."""
    if "\r" in source:
        return [match.end() for match in _LINE_END.finditer(source)]
    return list(accumulate([len(line) + 1 for line in source.split("\n")]))[:-1]


class Places:
    """Carries stretches of a text's value back to its source."""

    __slots__ = (
        "_cells",
        "_line",
        "_line_starts",
        "_line_stops",
        "_outs",
        "_pages",
        "_plain",
        "_run",
        "_shifts",
        "_stops",
        "text",
    )

    def __init__(self, text: Text, reading: Reading | None = None) -> None:
        self.text = text
        ends = _line_ends(text.source)
        self._line_starts, self._line_stops = [0, *ends], [*ends, len(text.source) + 1]
        self._pages = reading.pages if reading else ()
        named = {cell for table in reading.tables for row in table.rows for cell in row} if reading else set()
        self._cells = sorted(cell for cell in named if cell.name)
        self._plain = not self._pages and not self._cells
        self._outs, self._stops, self._shifts = text.copied()
        if not self._plain:
            self._stops = self._outs
        self._run = self._line = 0

    def at(self, start: int, end: int) -> Source:
        """The place of `value[start:end]`. Most that are asked for stand in the run and the line of the one before."""
        run = self._run
        if self._outs[run] <= start < end <= self._stops[run]:
            shift = self._shifts[run]
            first, stop = start + shift, end + shift
        else:
            run = self._run = bisect_right(self._outs, start) - 1
            # Nearly all of a text is a copy; what begins in one may end in another.
            last = run if end <= self._stops[run] else bisect_right(self._outs, end - 1, run) - 1
            if not start < end <= self._stops[last] or start >= self._stops[run]:
                return self.of(self.text.stretch(start, end))
            first, stop = start + self._shifts[run], end + self._shifts[last]
        line = self._line
        if not self._line_starts[line] <= first < self._line_stops[line]:
            line = self._line = bisect_right(self._line_starts, first) - 1
        return _source(line=line + 1, start=first, end=stop)

    def of(self, span: tuple[int, int]) -> Source:
        """The place of a stretch of the source."""
        start, end = span
        line = bisect_right(self._line_starts, start)
        if self._plain:
            return _source(line=line, start=start, end=end)
        page = bisect_right(self._pages, start) if self._pages else None
        return Source(line=line, start=start, end=end, page=page, cell=self._cell(start))

    def _cell(self, start: int) -> str | None:
        number = bisect_right(self._cells, start, key=lambda cell: cell.start) - 1
        if number < 0 or start >= max(self._cells[number].end, self._cells[number].start + 1):
            return None
        return self._cells[number].name
