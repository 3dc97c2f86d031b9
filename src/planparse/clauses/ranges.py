"""From when to when: the first and the last day that a stage's heading names."""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import Final, NamedTuple

from planparse.clauses.times import (
    Calendar,
    Point,
    Signs,
    day_of,
    find_times,
    opening_month,
    point_of,
    printed_year,
    signs_of_time,
)
from planparse.patterns import lazily
from planparse.records import Precision

_TO: Final = lazily(r"\s*起?\s*[-—–~至到]+\s*$")
_WITHOUT_END: Final = lazily(r"\s*起?\s*[-—–~至到]+\s*(?:长期|今后|以后|永久|持续|常态|年后)")
_DAY_ONLY: Final = lazily(r"\s*[-—–~至到]+\s*(?P<day>\d{1,2})日")


class Range(NamedTuple):
    """The first and the last day of a stage; `value[start:end]` says so."""

    start: int
    end: int
    first: date | None
    last: date | None
    precision: Precision


def find_range(
    value: str, start: int, end: int, calendar: Calendar, signs: Signs | None = None
) -> Range | None:
    """The first and the last day that a stage's heading names; a single date is the last. None where it names none.

    >>> value = "安排部署阶段(2024年3月11日-3月22日)"
    >>> found = find_range(value, 0, len(value), Calendar(None, None))
    >>> value[found.start:found.end], str(found.first), str(found.last)
    ('2024年3月11日-3月22日', '2024-03-11', '2024-03-22')
    """
    year: int | None = None
    points: list[tuple[int, int, Point]] = []
    for match in find_times(value, start, end, signs or signs_of_time(value)):
        if match["every"] or match["count"]:
            continue
        printed = printed_year(match, calendar, year)
        begin, point = match.start(), point_of(match, printed or year or calendar.year)
        opening = None
        if match["month"] and not match["year"]:
            opening = opening_month(value[max(start, begin - 6) : begin], point)  # 4—10月
        if opening is not None:
            begin -= opening[0]
            if points and points[-1][1] == begin:
                begin = points.pop()[0]  # 2023年4—10月
            return Range(begin, match.end(), opening[1].first, point.last, point.precision)
        points.append((begin, match.end(), point))
        year = printed or year
    if not points:
        return None
    begin, stop, first = points[0]
    for one, other in pairwise(points):
        if _TO.fullmatch(value, one[1], other[0]):
            return Range(one[0], other[1], one[2].first, other[2].last, other[2].precision)
    day = _DAY_ONLY.match(value, points[0][1], end)  # 3月11日-22日
    if day and first.last is not None:
        last = day_of(first.last.year, first.last.month, int(day["day"]))
        return Range(begin, day.end(), first.first, last, "day")
    if _WITHOUT_END.match(value, stop, end):
        return Range(begin, stop, first.first, None, first.precision)  # 2023年12月1日—长期
    if value.startswith("起", stop) or value[max(start, begin - 1) : begin] in ("自", "从"):
        return Range(begin, stop, first.first, None, first.precision)
    return Range(begin, stop, None, first.last, first.precision)
