"""Places in the source for records: `Text` offsets to `Source` with its line.

>>> from planparse.text import Text
>>> places = Places(Text.raw("一、目标\\n二、任务"))
>>> places.at(5, 9)
Source(line=2, start=5, end=9)
"""

from __future__ import annotations

import re
from bisect import bisect_right

from planparse.records import Source
from planparse.text import Span, Text

_LINE_END = re.compile(r"\r\n|[\n\r]")


class Places:
    """Carries stretches of a text's value back to its source."""

    __slots__ = ("_ends", "text")

    def __init__(self, text: Text) -> None:
        self.text = text
        self._ends = [match.end() for match in _LINE_END.finditer(text.source)]

    def at(self, start: int, end: int) -> Source:
        """The place of `value[start:end]`."""
        first, last = self.text.span(start, end)
        return Source(line=bisect_right(self._ends, first) + 1, start=first, end=last)

    def of(self, span: Span) -> Source:
        """The place of a stretch of the source."""
        return Source(line=bisect_right(self._ends, span.start) + 1, start=span.start, end=span.end)
