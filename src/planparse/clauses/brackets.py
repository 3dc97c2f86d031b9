"""Brackets of any kind around a clause.

>>> value = "修路(一期)。(县交通局(牵头),县财政局配合)"
>>> open_before(value, value.index(",县财"), 0), closing(value, value.index("(县交"))
(7, 24)
"""

from __future__ import annotations

import re
from typing import Final

LONGEST_CLAUSE: Final = 1500
"""Characters: a bracket that is not closed by then is not a clause's."""
LONGEST_HEAD: Final = 200
"""Characters back from a verb in which its bracket or sentence begins."""
BRACKET: Final = re.compile(r"[()\[\]〔〕【】〈〉{}]")
_FLAT: Final = re.compile(r"[(\[〔【〈{][^()\[\]〔〕【】〈〉{}]*+[)\]〕】〉}]")
"""A bracket with none inside, as most are."""
OPEN: Final = frozenset("([〔【〈{")
CLOSERS: Final = ")]〕】〉}"


def open_before(value: str, position: int, done: int) -> int | None:
    """The bracket that stands open before a position on its line, at most a clause's length back."""
    low = max(done, position - LONGEST_HEAD)
    low = max(low, value.rfind("\n", low, position) + 1)
    depth = 0
    for mark in reversed(list(BRACKET.finditer(value, low, position))):
        if mark[0] in OPEN:
            if depth == 0:
                return mark.start()
            depth -= 1
        else:
            depth += 1
    return None


def closing(value: str, start: int, longest: int = LONGEST_CLAUSE) -> int:
    """Behind the bracket that closes the one at `start`; the line's end where none does."""
    limit = min(len(value), start + longest)
    line_end = value.find("\n", start, limit)
    limit = limit if line_end < 0 else line_end
    flat = _FLAT.match(value, start, limit)
    if flat is not None:
        return flat.end()
    depth = 0
    for match in BRACKET.finditer(value, start, limit):
        if match[0] in OPEN:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return match.end()
    return limit
