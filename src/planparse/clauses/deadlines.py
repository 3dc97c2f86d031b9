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
from functools import cache
from itertools import pairwise
from typing import NamedTuple

from planparse.numbering.numerals import integer
from planparse.patterns import lazily
from planparse.records import DeadlineKind, Period, Precision
from planparse.vocab import alternation, words

# 春节, by year: New Year's Day of the lunar calendar (紫金历, published by the Purple Mountain Observatory).
SPRING_FESTIVALS = {
    2010: (2, 14), 2011: (2, 3), 2012: (1, 23), 2013: (2, 10), 2014: (1, 31), 2015: (2, 19), 2016: (2, 8),
    2017: (1, 28), 2018: (2, 16), 2019: (2, 5), 2020: (1, 25), 2021: (2, 12), 2022: (2, 1), 2023: (1, 22),
    2024: (2, 10), 2025: (1, 29), 2026: (2, 17), 2027: (2, 6), 2028: (1, 26), 2029: (2, 13), 2030: (2, 3),
    2031: (1, 23), 2032: (2, 11), 2033: (1, 31), 2034: (2, 19), 2035: (2, 8),
}  # fmt: skip

FIVE_YEAR_PLANS = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
"""The last year of each."""

_HAN = "一二三四五六七八九十"
_YEAR = r"(?:(?P<year{0}>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{{3}})年(?![度版级份代]|\s*[X×x*]+\s*月)|(?P<said{0}>[今本当明]年))"

_HOUR = r"(?:\s*(?:\((?:含|含当[日天]|星期[一二三四五六日天]|周[一二三四五六日天])\)|[012]?\d(?:[时点]整?|:\d\d)|[上下]午|中午|下班)){1,3}"
"""What may follow a day by which something is due: 30日(含)前, 15日(星期五)下班前, 30日24时前."""


@cache
def _pattern() -> re.Pattern[str]:
    """Every expression of time, whether it is a deadline or not."""
    festivals = alternation([*words("deadlines")["festivals"], "春节"])
    return re.compile(
        rf"""
        每(?P<every>年|半年|季度?|个?月|周)(?:度|末|底)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?底?前?      # 每年2月底前
        | [“"]?(?P<plan>十[一二三四五六])五[”"]?(?:时期|期间)?末                                  # “十四五”末
        | 印发之日起(?P<count>\d{{1,3}}|[{_HAN}]{{1,3}})(?P<span>个工作日|工作日|日|天|个月|年)[之以]?内   # 印发之日起30日内
        | (?P<numeric>(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})日?                            # 2024-03-08
        | (?:{_YEAR.format(1)}|(?<!\d年)) (?<!\d)(?:(?<!\.)|(?<=\n\d\.)|(?<=\n\d\d\.))(?P<month>1[0-2]|0?[1-9]|[{_HAN}]{{1,2}})月份?
          (?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})[日号](?:{_HOUR}(?=[之以]?前))?|(?P<part>底|末|初|上旬|中旬|下旬))?                         # 2018年8月底
        | {_YEAR.format(2)}? (?P<half>[上下])半年                                               # 2019年上半年
        | {_YEAR.format(3)}? 第?(?P<quarter>[一二三四1-4])季度[末底]?                            # 一季度
        | (?:{_YEAR.format(4)}年?|(?<![\d{_HAN}两几数多每年])年)(?P<end>[底末终内])              # 2020年底, 年内
        | {_YEAR.format(6)}[“"]?(?P<named>{festivals})(?:[”"]|节)?                             # 2023年“五一”
        | {_YEAR.format(5)}                                                                  # 2020年
        | [“"]?(?P<festival>{festivals})(?:[”"]|节)?                                          # 国庆节
        | (?<![\d{_HAN}每Xx×○_])(?P<lost>月底)前                                                  # 月底前
        """,
        re.VERBOSE,
    )


class Calendar(NamedTuple):
    """What a date is read against: the plan's year, and the day it was issued."""

    year: int | None
    document_date: date | None
    since: int | None = None
    """the first year of the plan's term: what an earlier one names is past"""


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


class _Point(NamedTuple):
    """An expression of time: its first and last day, where they are known."""

    first: date | None
    last: date | None
    precision: Precision
    impossible: bool = False


class _Listed(NamedTuple):
    """The last date that was met: the next may go on with it (3月、6月、9月底前; 到2025年和2030年)."""

    end: int = -1
    kind: str = "open"
    """recurring, due, or open: what follows tells what it is"""
    waiting: tuple[Found, ...] = ()
    """the dates that are due where one that follows is"""


_NOT_BEFORE_FRONT = ("前后", "前期", "前列", "前三", "前提", "前景", "前款", "前述", "前置", "前沿")
_AND = re.compile(r"\s*(?:、|和|及|与|以及)?\s*")
_DONE = re.compile(r",?(?:全?[市县区镇省]|我[市县区镇省]|累计|均|全部){0,2}已(?![^,。;\n]{0,8}(?:的|项目))")
_PLANNED = re.compile(
    r"(?:全面|基本|全部|率先|力争|确保|计划|预计|将|要|累计)?(?:建成|完成|实现|投用|竣工|投产|通车|达标|启动|开工|出台|达到)(?!的)"
)
_TO = re.compile(r"\s*[-—–~至到]+\s*$")
_OPENS_RANGE = re.compile(r"\s*[-—–~至到]+\s*(?:(?:19|20)\d\d年|1[0-2]月|0?[1-9]月|年底)")
_DAY_ONLY = lazily(r"\s*[-—–~至到]+\s*(?P<day>\d{1,2})日")
_ANCHOR = re.compile(
    r"年|月|季度|每周|印发之日起|20\d\d[-./]|元旦|五一|劳动节|七一|国庆|十一|教师节|春节|五[”\"]?(?:时期|期间)?末"
)
_BEGINNING = frozenset('每十“"印0123456789今本当明一二三四五六七八九上下第年月元国劳教春')
"""What an expression of time begins with."""
_REACH = 14  # characters: as long as an expression of time is before its 年 or 月
_COUNTING = frozenset("今本当明每一二三四五六七八九十半〇○")
_ENDING = frozenset("底末内终")
_QUOTED = re.compile(r"《[^》\n]{0,80}》|“[^”\n]{0,20}”")
_PERIODS: dict[str, Period] = {
    "年": "year",
    "半": "half",
    "季": "quarter",
    "个": "month",
    "月": "month",
    "周": "week",
}


class Signs(NamedTuple):
    """What shows that an expression of time is near, found once for all parts of a text."""

    starts: list[int]
    ends: list[int]
    ongoing: list[tuple[int, int]]
    """where 长期坚持 and 持续推进 stand"""

    def within(self, start: int, end: int) -> bool:
        """Whether any stands in `value[start:end]`."""
        return bool(self.ongoing) or bisect_left(self.starts, start) < bisect_left(self.starts, end)


def signs_of_time(value: str) -> Signs:
    """The characters that expressions of time hold, and what goes on, in the whole text."""
    found = [
        sign.span()
        for sign in _ANCHOR.finditer(value)
        if sign[0] not in "年月" or _may_count(value, sign.start())
    ]
    may_go_on = any(word in value for word in words("deadlines")["ongoing"])
    ongoing = [one.span() for one in _ongoing().finditer(value)] if may_go_on else []
    return Signs([start for start, _ in found], [end for _, end in found], ongoing)


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
    going_on = [one for one in signs.ongoing if start <= one[0] and one[1] <= end]
    year: int | None = None
    previous: tuple[int, int, _Point] | None = None
    names: list[tuple[int, int]] | None = None
    listed = _Listed()
    for match in _times(value, start, end, signs):
        begin, stop = match.span()
        said = listed.kind if listed.end >= 0 and _AND.fullmatch(value, listed.end, begin) else ""
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
            names = [quoted.span() for quoted in _QUOTED.finditer(value, start, end)]
        if names and is_inside(names, begin) and not match["plan"]:
            continue
        if going_on and is_inside(going_on, begin + 1):
            continue  # 年内持续推进 is no date
        printed = _printed_year(match, calendar)
        point = _point(match, printed or year or calendar.year)
        year = printed or year
        before = value[max(start, begin - 6) : begin]
        after = value[stop : min(end, stop + 8)]
        ranged = previous is not None and _TO.fullmatch(value, previous[1], begin)
        range_begin, range_start = (previous[0], previous[2]) if previous and ranged else (begin, None)
        previous = (begin, stop, point)
        due = labelled or _is_due(match, before, after, range_start is not None)
        if not due and match["year5"]:
            due = said == "due" or _is_planned(value, stop, end, point, calendar)
        waiting = listed.waiting if said else ()
        listed = _Listed(
            stop, "due" if due else "open", () if due else (*waiting[-11:], _by(begin, stop, point))
        )
        if not due:
            continue
        if any(before.endswith(word) for word in _tuple("never_before")) and range_start is None:
            continue
        if after.startswith(_tuple("never_after")):
            continue
        if range_start is None and _OPENS_RANGE.match(value, stop, end):
            continue  # 2026年3月-6月: told with its end
        word = next((word for word in _tuple("until") if before.endswith(word)), "")
        if range_start is not None and not point.impossible and range_start.first is not None:
            yield Found(range_begin, stop, "between", point.last, point.precision, range_start.first)
            continue
        tail = next((word for word in _tuple("before") if after.startswith(word)), "")
        if not labelled and _DONE.match(value, stop + len(tail), end):
            continue  # 6月底前已完成摸底
        yield from waiting
        yield _by(begin - len(word), stop + len(tail), point)
    for begin, stop in going_on:
        yield Found(begin, stop, "ongoing")


def _by(start: int, end: int, point: _Point) -> Found:
    undated = point.last is None and not point.impossible
    return Found(start, end, "by", point.last, point.precision, impossible=point.impossible, undated=undated)


def is_inside(spans: Sequence[tuple[int, int]], place: int) -> bool:
    """Whether a place is inside one of some spans that stand in order, behind its first character.

    >>> [is_inside([(2, 5), (8, 9)], place) for place in (2, 3, 5, 8)]
    [False, True, False, False]
    """
    number = bisect_left(spans, (place,)) - 1
    return number >= 0 and place < spans[number][1]


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
    points: list[tuple[int, int, _Point]] = []
    for match in _times(value, start, end, signs or signs_of_time(value)):
        if match["every"] or match["count"]:
            continue
        printed = _printed_year(match, calendar)
        points.append((match.start(), match.end(), _point(match, printed or year or calendar.year)))
        year = printed or year
    if not points:
        return None
    begin, stop, first = points[0]
    for one, other in pairwise(points):
        if _TO.fullmatch(value, one[1], other[0]):
            return Range(one[0], other[1], one[2].first, other[2].last, other[2].precision)
    day = _DAY_ONLY.match(value, points[0][1], end)  # 3月11日-22日
    if day and first.last is not None:
        last = _day(first.last.year, first.last.month, int(day["day"]))
        return Range(begin, day.end(), first.first, last, "day")
    if value.startswith("起", stop) or value[max(start, begin - 1) : begin] in ("自", "从"):
        return Range(begin, stop, first.first, None, first.precision)
    return Range(begin, stop, None, first.last, first.precision)


def _times(value: str, start: int, end: int, signs: Signs) -> Iterator[re.Match[str]]:
    """Every expression of time in `value[start:end]`, tried only around the characters that such expressions hold."""
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return
    done = start
    pattern = _pattern()
    for sign in signs.starts[first:last]:
        place = max(sign - _REACH, done)
        while place <= sign:
            if value[place] in _BEGINNING:
                match = pattern.match(value, place, end)
                if match is not None:
                    yield match
                    place = done = match.end()
                    continue
            place += 1
        done = max(done, place)


def _may_count(value: str, place: int) -> bool:
    """Whether 年 or 月 may belong to a date: 2024年, 今年, 年底, 三月; but not 青年, 近年来."""
    before = value[place - 1 : place]
    return before.isdigit() or before in _COUNTING or value[place + 1 : place + 2] in _ENDING


def _printed_year(match: re.Match[str], calendar: Calendar) -> int | None:
    for number in "123456":
        if match[f"year{number}"]:
            return integer(match[f"year{number}"].replace("○", "〇"))
        said = match[f"said{number}"]
        if said and calendar.year is not None:
            return calendar.year + (said[0] == "明")
    return int(match["numeric"][:4]) if match["numeric"] else None


def _point(match: re.Match[str], year: int | None) -> _Point:
    """The days that an expression names, read in `year`."""
    if match["plan"]:
        last = FIVE_YEAR_PLANS[match["plan"]]
        return _Point(date(last - 4, 1, 1), date(last, 12, 31), "year")
    if match["numeric"]:
        day = _day(*(int(part) for part in re.split(r"[-./]", match["numeric"])))
        return _Point(day, day, "day", day is None)
    if match["lost"] or year is None:
        return _Point(None, None, "month")
    if match["month"]:
        return _month_point(match, year)
    if match["half"]:
        first, last = (1, 6) if match["half"] == "上" else (7, 12)
        return _Point(date(year, first, 1), _last_day(year, last), "half")
    if match["quarter"]:
        month = 3 * ("一二三四".find(match["quarter"]) + 1 or int(match["quarter"]))
        return _Point(date(year, month - 2, 1), _last_day(year, month), "quarter")
    festival = match["festival"] or match["named"]
    if festival:
        known = words("deadlines")["festivals"].get(festival) or SPRING_FESTIVALS.get(year)
        if known is None:
            return _Point(None, None, "day")
        day = date(year, *known)
        return _Point(day, day, "day")
    return _Point(date(year, 1, 1), date(year, 12, 31), "year")


def _month_point(match: re.Match[str], year: int) -> _Point:
    month = integer(match["month"]) or 0
    if not 1 <= month <= 12:
        return _Point(None, None, "month", True)
    if match["day"]:
        day = _day(year, month, integer(match["day"]) or 0)
        return _Point(day, day, "day", day is None)
    part = match["part"]
    last = {"上旬": 10, "中旬": 20, "初": 10}.get(part or "")
    first = {"中旬": 11, "下旬": 21}.get(part or "", 1)
    end = date(year, month, last) if last else _last_day(year, month)
    return _Point(date(year, month, first), end, "month")


def _is_due(match: re.Match[str], before: str, after: str, in_range: bool) -> bool:
    """Whether the words around a date say that something has to be done by it."""
    if before.endswith("每年"):
        return False
    if after.startswith(_tuple("before")) and not after.startswith(_NOT_BEFORE_FRONT):
        return True
    if match["lost"] or match["plan"] or match["end"] or (match["part"] in ("底", "末")):
        return True
    if match["festival"] or match["named"]:
        return False
    if before.endswith(_tuple("until")) and not before.endswith(("达到", "得到", "受到", "做到", "甚至")):
        return True
    if match["half"] or match["quarter"]:
        return any(word in after for word in words("deadlines")["done"])
    if match["month"] or in_range:
        return after.startswith(("完成", "到位", "竣工", "投用", "建成", "出台", "报送"))
    return before.endswith(("力争", "争取", "确保"))


def _is_planned(value: str, start: int, end: int, point: _Point, calendar: Calendar) -> bool:
    """Whether the plan does something in a year that is not past: 2025年实现全覆盖."""
    if point.last is None or calendar.year is None or _PLANNED.match(value, start, end) is None:
        return False
    return point.last.year >= (calendar.since or calendar.year)


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
    day = min(begun.day, _last_day(year, month).day)
    return Found(match.start(), match.end(), "by", date(year, month, day), "day")


def _day(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)


@cache
def _tuple(key: str) -> tuple[str, ...]:
    return tuple(sorted(words("deadlines")[key], key=len, reverse=True))


@cache
def _ongoing() -> re.Pattern[str]:
    return re.compile(alternation(words("deadlines")["ongoing"]))


@cache
def default_statement() -> re.Pattern[str]:
    """未明确年限的: what states a date for all tasks that have none of their own."""
    return re.compile(alternation(words("deadlines")["defaults"]))


def states_default(value: str) -> bool:
    """Whether any such statement stands in a text."""
    for mark, offset, openings in _openings_of_defaults():
        place = value.find(mark, offset)
        while place >= 0:
            if value.startswith(openings, place - offset):
                return True
            place = value.find(mark, place + 1)
    return False


@cache
def _openings_of_defaults() -> list[tuple[str, int, tuple[str, ...]]]:
    """What these statements begin with (未明确, 没有明确, 以上任务), by the rarer of its first two characters and where it is."""
    found: dict[tuple[str, int], set[str]] = {}
    for word in words("deadlines")["defaults"]:
        offset = int(word[0] in "以上")
        found.setdefault((word[offset], offset), set()).add(word[:3])
    return [(mark, offset, tuple(sorted(openings))) for (mark, offset), openings in sorted(found.items())]
