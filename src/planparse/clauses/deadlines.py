"""By when: dates by which something has to be done.

>>> from datetime import date
>>> calendar = Calendar(year=2024, document_date=date(2024, 3, 8))
>>> value = "确保3月底前完工,到2025年建成,每季度调度,9月31日前报送。"
>>> for found in find_deadlines(value, 0, len(value), calendar):
...     print(value[found.start:found.end], found.kind, found.day, found.precision, found.every, found.impossible)
3月底前 by 2024-03-31 month None False
到2025年 by 2025-12-31 year None False
每季度 recurring None None quarter False
9月31日前 by None day None True

A date is a deadline only where something has to be done by it: it says 前, 底, 内 or 末, stands behind 到 or 至, or
behind 完成时限. The last day of what is named counts. A year that is not printed is the nearest one named before
in the same item, else the plan's.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from typing import Final, NamedTuple

from planparse.clauses.planned import is_due, is_planned, is_reached, tuples, until
from planparse.clauses.times import (
    TO,
    Calendar,
    Point,
    Signs,
    find_times,
    is_bare_year,
    last_day,
    opening_month,
    point_of,
    printed_year,
    signs_of_time,
)
from planparse.literals import matches_at, positions
from planparse.numbering.numerals import integer
from planparse.patterns import lazily
from planparse.records import DeadlineKind, Period, Precision


class Found(NamedTuple):
    """One deadline; `value[start:end]` is its wording."""

    start: int
    end: int
    kind: DeadlineKind
    day: date | None = None
    precision: Precision | None = None
    first: date | None = None
    every: Period | None = None
    impossible: bool = False
    """a day that no calendar has: 9月31日"""
    undated: bool = False
    """a date whose year or month is not known"""


class _Listed(NamedTuple):
    """The last date that was met: the next may go on with it (3月、6月、9月底前; 到2025年和2030年)."""

    end: int = -1
    kind: str = "open"
    """recurring, due, or open: what follows tells what it is"""
    waiting: tuple[Found, ...] = ()
    """the dates that are due where one that follows is"""


_AND: Final = lazily(r"\s*(?:、|和|及|与|以及)?\s*")
_AND_SO_MANY: Final = lazily(r"[的为达]?到?\d[\d.,]*[百千万亿]*(?:%|[^\W\d_]{1,3})(?:、|,|和|及|与|,其中)")
"""Between years that are listed with what is to be reached in each: 2023年的90%、2024年的92%."""
_SINCE: Final = ("以来", "起", "的基础", "基础", "底以来", "年底以来")
_DONE: Final = re.compile(
    r",?(?:全?[市县区镇省]|我[市县区镇省]|累计|均|全部){0,2}已(?![^,。;\n]{0,8}(?:的|项目))"
)
_OF_THOSE: Final = lazily(r"(?:^|[,。;:\n])(?:凡是?|对于?|针对)在?$")
_THOSE: Final = lazily(r"[之以]?前已?[^,。;\d未没不]{1,10}的")
_OPENS_RANGE: Final = re.compile(r"\s*[-—–~至到]+\s*(?:(?:19|20)\d\d年|1[0-2]月|0?[1-9]月|年底)")
_FROM_YEAR: Final = lazily(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-—–~至到]+$")
_QUOTED: Final = lazily(r"《[^》\n]{0,80}》|“[^”\n]{0,20}”")
_PERIODS: Final[dict[str, Period]] = {
    "年": "year",
    "半": "half",
    "季": "quarter",
    "个": "month",
    "月": "month",
    "周": "week",
}


def find_deadlines(
    value: str,
    start: int,
    end: int,
    calendar: Calendar,
    *,
    labelled: bool = False,
    signs: Signs | None = None,
) -> Iterator[Found]:
    """The deadlines in `value[start:end]`, in order.

    With `labelled` any date is one: it stands behind 完成时限. `signs` are the text's, where they are known.
    """
    signs = signs or signs_of_time(value)
    going_on = signs.going_on(start, end)
    year: int | None = None
    previous: tuple[int, int, Point] | None = None
    before_previous: int | None = None  # the year that held before the date that was met last
    names: list[tuple[int, int]] | None = None
    listed = _Listed()
    for match in find_times(value, start, end, signs):
        begin, stop = match.span()
        said = listed.kind if listed.end >= 0 and _AND.fullmatch(value, listed.end, begin) else ""
        if listed.kind == "due" and is_bare_year(match) and _AND_SO_MANY.fullmatch(value, listed.end, begin):
            said = "due"
        if match["every"]:
            listed = _Listed(stop, "recurring")
            yield Found(begin, stop, "recurring", every=_PERIODS[match["every"][0]])
            continue
        if said == "recurring":
            listed = _Listed(stop, said)  # 每年6月30日和12月31日前
            continue
        if match["count"]:
            yield _relative(match, calendar)
            continue
        if names is None:
            quotes = positions(value, "《", "“", start=start, end=end)
            names = [quoted.span() for quoted in matches_at(_QUOTED, value, quotes, end)] if quotes else []
        if names and is_inside(names, begin) and not match["plan"]:
            continue
        if going_on and is_inside(going_on, begin + 1):
            continue  # 年内持续推进 is no date
        printed = printed_year(match, calendar, year)
        issued = calendar.document_date if not printed and not year else None
        point = point_of(match, printed or year or calendar.year, issued)
        held, year = year, printed or year
        before = value[max(start, begin - 6) : begin]
        after = value[stop : min(end, stop + 8)]
        ranged = previous is not None and TO.fullmatch(value, previous[1], begin)
        range_begin, range_start = (previous[0], previous[2]) if previous and ranged else (begin, None)
        if range_start is None and match["month"] and not match["year"]:
            opening = opening_month(before, point)  # 1-6月, 2023年1-6月
            if opening is not None:
                ranged_from = begin - opening[0]
                joined = previous is not None and previous[1] == ranged_from
                range_begin, range_start = (previous[0] if previous and joined else ranged_from), opening[1]
        if range_start is None:
            before_previous = held
        previous = (begin, stop, point)
        due = labelled or is_due(match, value, start, end, ranged=range_start is not None)
        if not due and (is_bare_year(match) or match["half"] or match["quarter"]):
            due = said == "due" or _is_planned(value, begin, stop, end, point, calendar)
        elif not due and match["month"]:
            due = _is_ahead(point, calendar) and is_reached(value, stop, end)
        if not due and not _goes_on(match, value, before, after, point, range_start, calendar):
            year = before_previous
        waiting = listed.waiting if said else ()
        listed = _Listed(
            stop, "due" if due else "open", () if due else (*waiting[-11:], _by(begin, stop, point))
        )
        if not due:
            continue
        if range_start is None and before.endswith(tuples("never_before")):
            continue
        if after.startswith(tuples("never_after")):
            continue
        if _THOSE.match(value, stop, end) and _OF_THOSE.search(before):
            year = held
            continue  # 对2023年12月31日前立项的项目
        if range_start is None and _OPENS_RANGE.match(value, stop, end):
            continue  # 2026年3月-6月: told with its end
        word = until().closing(before, 0, len(before))
        if range_start is not None and not point.impossible and range_start.first is not None:
            yield Found(range_begin, stop, "between", point.last, point.precision, range_start.first)
            continue
        opened = _FROM_YEAR.search(before) if is_bare_year(match) else None
        if opened and point.last is not None:  # 2022—2024年
            first = date(int(opened["year"]), 1, 1)
            yield Found(begin - len(opened[0]), stop, "between", point.last, point.precision, first)
            continue
        tail = next((word for word in tuples("before") if after.startswith(word)), "")
        if (
            not labelled
            and not tail
            and (value[begin] == "去" or _is_past(word, printed, point, after, calendar))
        ):
            year = held
            continue  # 截至2022年底
        if not labelled and _DONE.match(value, stop + len(tail), end):
            continue  # 6月底前已完成摸底
        yield from waiting
        yield _by(begin - len(word), stop + len(tail), point)
    for begin, stop in going_on:
        yield Found(begin, stop, "ongoing")


def _is_planned(value: str, start: int, stop: int, end: int, point: Point, calendar: Calendar) -> bool:
    """Whether the plan does something in the year `value[start:stop]`."""
    return _is_ahead(point, calendar) and is_planned(value, start, stop, end)


def _is_ahead(point: Point, calendar: Calendar) -> bool:
    """Whether a day is not before the plan's term."""
    since = calendar.since or calendar.year
    return since is not None and point.last is not None and point.last.year >= since


def _goes_on(
    match: re.Match[str],
    value: str,
    before: str,
    after: str,
    point: Point,
    opened: Point | None,
    calendar: Calendar,
) -> bool:
    """Whether the year of a date that is no deadline holds for the dates behind it that print none.

    The plan's year holds behind 去年, 比2020年, 2022年以来, a year before the plan's term, and how long a project lasts
    (2026年4月-2027年10月).
    """
    if value[match.start()] == "去":
        return False
    if opened is not None and opened.first is not None and point.last is not None:
        return opened.first.year == point.last.year
    if not is_bare_year(match) or after[:1].isdigit():
        return True  # 2023年1-6月: told with its months
    if before.endswith(tuples("bases")) or after.startswith(_SINCE):
        return False
    return calendar.year is None or _is_ahead(point, calendar)


def _is_past(until: str, year: int | None, point: Point, after: str, calendar: Calendar) -> bool:
    """Whether what was done by a date before the plan's term is told: 截至2022年底; 2022年底,累计完成5000户; not 2022年底前.

    截至2024年6月底 is past, too, where the plan was issued later.
    """
    told = until.startswith("截")
    if point.last is None or not (told or (not until and after.startswith((",", "累计", "共")))):
        return False
    since = calendar.since or calendar.year
    if year is not None and since is not None and point.last.year < since:
        return True
    return told and calendar.document_date is not None and point.last < calendar.document_date


def _by(start: int, end: int, point: Point) -> Found:
    undated = point.last is None and not point.impossible
    return Found(start, end, "by", point.last, point.precision, impossible=point.impossible, undated=undated)


def is_inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place is inside one of some spans that stand in order, behind its first character.

    >>> [is_inside([(2, 5), (8, 9)], place) for place in (2, 3, 5, 8)]
    [False, True, False, False]
    """
    number = bisect_left(spans, (place,)) - 1
    return number >= 0 and place < spans[number][1]


def _relative(match: re.Match[str], calendar: Calendar) -> Found:
    """印发之日起30日内: counted from the day the plan was issued."""
    count, unit = integer(match["count"]) or 0, match["span"]
    begun = calendar.document_date
    if begun is None or unit.endswith("工作日"):
        return Found(match.start(), match.end(), "by", None, undated=begun is None)
    if unit in ("日", "天"):
        return Found(match.start(), match.end(), "by", begun + timedelta(days=count), "day")
    ahead = begun.month - 1 + count * (12 if unit == "年" else 1)
    year, month = begun.year + ahead // 12, ahead % 12 + 1
    day = min(begun.day, last_day(year, month).day)
    return Found(match.start(), match.end(), "by", date(year, month, day), "day")
