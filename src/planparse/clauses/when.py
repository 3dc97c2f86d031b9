"""Dates among the names of a clause: what says by when, and is no name.

>>> value = "县水利局,2023年6月底前,持续推进"
>>> is_time(value, 5, 14), is_time(value, 0, 4), says_when(value, 5, 14), says_when(value, 15, 19)
(True, False, True, True)
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.pieces import Stretch
from planparse.clauses.units import ends_like_body
from planparse.patterns import lazily
from planparse.vocab import words

TRAILING: Final = " 。.、,;:"
"""What surrounds a piece of a clause and is no part of it."""
_TIME: Final = re.compile(r"\d.*[年月日天]|年内|月底|年底|持续|长期|全年")
_POINT: Final = r"(?:(?:19|20)\d\d年|[今本明]年)?(?:1?\d月份?(?:[1-3]?\d[日号]|[上中下]旬)?|第?[一二三四1-4]季度|[上下]半年)|(?:19|20)\d\d年"
_WHEN: Final = lazily(
    rf"(?:{_POINT})[初底末]?(?:[-—–~至到]+(?:{_POINT}|[1-3]?\d日)[初底末]?)?[之以]?前?(?:完成)?"
)
"""A date, or the first and the last, and nothing else: 2023年9月—12月."""
_DATE_BEGINS: Final = lazily(r"(?:19|20)\d\d年|1?\d月|第?[一二三四1-4]季度")
_READ_ANYWHERE: Final = lazily(r"[前底末内每]")
"""What makes a date a deadline wherever it stands."""


def is_time(value: str, start: int, end: int) -> bool:
    """Whether the stretch says when, and is no name with a number in it."""
    return bool(_TIME.search(value, start, end)) and not ends_like_body(value, start, end)


def says_when(value: str, start: int, end: int) -> bool:
    """Whether the stretch is a date, or the first and the last, or 持续推进, and nothing else."""
    when = date_from(value, start, end)
    return when is not None and not value[start:when].strip(TRAILING)


def date_from(value: str, start: int, end: int) -> int | None:
    """Where a date begins that is all of a piece, or what follows a body's name in it (市教育局2023年9月); None without."""
    while start < end and value[start] in TRAILING:
        start += 1
    while start < end and value[end - 1] in TRAILING:
        end -= 1
    if start == end or value[end - 1] not in _endings_of_times():
        return None
    if value[start:end] in _ongoing() or _WHEN.fullmatch(value, start, end):
        return start
    mark = _DATE_BEGINS.search(value, start, end)
    if mark is None or not ends_like_body(value, start, mark.start()):
        return None
    return mark.start() if _WHEN.fullmatch(value, mark.start(), end) else None


def is_read_anywhere(value: str, start: int, end: int) -> bool:
    """Whether a date is one that is read wherever it stands: 6月底前, 长期坚持."""
    return bool(_READ_ANYWHERE.search(value, start, end)) or any(
        value.find(word, start, end) >= 0 for word in words("deadlines")["ongoing"]
    )


def side_by_side(value: str, times: list[Stretch]) -> list[Stretch]:
    """Dates side by side as one: 2023年6月、9月 name one year."""
    joined: list[Stretch] = []
    for start, end in times:
        if joined and value[joined[-1][1] : start] == "、":
            joined[-1] = joined[-1][0], end
        else:
            joined.append((start, end))
    return joined


@cache
def _ongoing() -> frozenset[str]:
    return frozenset(words("deadlines")["ongoing_behind_label"])


@cache
def _endings_of_times() -> frozenset[str]:
    return frozenset("年月份日号旬季度初底末前成") | {word[-1] for word in _ongoing()}
