"""When: expressions of time, and the days that they name.

>>> from datetime import date
>>> calendar = Calendar(year=2024, document_date=date(2024, 3, 8))
>>> value = "3月底前完工,上半年调度,国庆节前通车。"
>>> for match in find_times(value, 0, len(value), signs_of_time(value)):
...     print(match[0], point_of(match, printed_year(match, calendar) or calendar.year).last)
3月底 2024-03-31
上半年 2024-06-30
国庆节 2024-10-01

The last day of what is named counts.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator
from datetime import date, timedelta
from functools import cache
from typing import Final, NamedTuple

from planparse.clauses.amounts import NUMBER, number_end
from planparse.clauses.festivals import MOVING, festival_day
from planparse.numbering.numerals import integer
from planparse.patterns import lazily
from planparse.records import Precision
from planparse.vocab import alternation, words

FIVE_YEAR_PLANS: Final = {"十一": 2010, "十二": 2015, "十三": 2020, "十四": 2025, "十五": 2030, "十六": 2035}
"""The last year of each."""
_HAN: Final = "一二三四五六七八九十"
_YEAR: Final = r"(?:(?P<year>(?:19|20)\d\d|[一二][〇○零一二三四五六七八九]{3})年(?![度版级份代]|\s*[X×x*]+\s*月)|(?P<said>[今本当明去次翌]年))"
_HOUR: Final = r"(?:\s*(?:\((?:含|含当[日天]|星期[一二三四五六日天]|周[一二三四五六日天])\)|[012]?\d(?:[时点]整?|:\d\d)|[上下]午|中午|下班)){1,3}"
"""What may follow a day by which something is due: 30日(含)前, 15日(星期五)下班前, 30日24时前."""


@cache
def _pattern() -> re.Pattern[str]:
    """Every expression of time, whether it is a deadline or not."""
    festivals = alternation([*words("deadlines")["festivals"], *MOVING])
    feast = r"(?:[”\"](?:[^\W\d_]{1,3}节)?|节)?(?:黄金周|小?长假|假期)?"  # “八一”建军节
    return re.compile(
        rf"""
        每(?P<every>年|半年|季度?|个?月|周)(?:度|末|底)?(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?底?前?      # 每年2月底前
        | [“"]?(?P<plan>十[一二三四五六])五[”"]?(?:时期|期间)?末                                  # “十四五”末
        | 印发(?:之日起?|[后起])?的?(?P<count>\d{{1,3}}|[{_HAN}]{{1,3}})(?P<span>个工作日|工作日|日|天|个月|年)[之以]?内   # 印发之日起30日内
        | (?P<numeric>(?:19|20)\d\d[-./]\d{{1,2}}[-./]\d{{1,2}})日?                            # 2024-03-08
        | (?P<stated>{_YEAR})? (?:
            (?(stated)|(?<!\d年)) (?<!\d)(?:(?<!\.)|(?<=\n\d\.)|(?<=\n\d\d\.))(?P<month>1[0-2]|0?[1-9]|[{_HAN}]{{1,2}})月份?
              (?:(?P<day>\d{{1,2}}|[{_HAN}]{{1,3}})[日号](?:{_HOUR}(?=[之以]?前))?|(?P<part>底|末|初|上旬|中旬|下旬))?   # 2018年8月底
            | (?P<half>[上下])半年                                                           # 2019年上半年
            | 第?(?P<quarter>[一二三四1-4])季度[末底]?                                        # 一季度
            | (?(stated)年?|(?<![\d{_HAN}两几数多每年上前])年)(?P<end>[底末终内])               # 2020年底, 年内
            | [“"]?(?P<festival>{festivals}){feast}                                         # 2023年“五一”, 国庆节
            | (?(stated)|(?!)) )                                                            # 2020年
        | (?<![\d{_HAN}每Xx×○_])(?P<lost>月底)前                                                  # 月底前
        """,
        re.VERBOSE,
    )


_NUMERIC: Final = re.compile(r"20\d\d[-./]")
_RARER: Final = frozenset("庆党阳")
"""What festivals are looked for by whose first character is printed everywhere: 国庆, 建党, 重阳."""
TO: Final = lazily(r"\s*[-—–~至到]+\s*$")
_FROM_MONTH: Final = re.compile(
    r"(?<!\d)(?:(?<!\.)|(?<=\n\d\.)|(?<=\n\d\d\.))(?P<month>1[0-2]|0?[1-9])\s*[-—–~至到]+$"
)
_RANGING: Final = frozenset("-—–~至到")
_BEGINNING: Final = frozenset('每十“"印0123456789今本当明去次翌一二三四五六七八九上下第年月元国劳教春')
"""What an expression of time begins with."""
_REACH: Final = 14  # characters: as long as an expression of time is before its 年 or 月
_COUNTING: Final = frozenset("今本当明去次翌每一二三四五六七八九十半〇○")
_SAID: Final = {"明": 1, "去": -1, "次": 1, "翌": 1}
_FOLLOWING: Final = frozenset("次翌")
_ENDING: Final = frozenset("底末内终")


class Calendar(NamedTuple):
    """What a date is read against: the plan's year, and the day it was issued."""

    year: int | None
    document_date: date | None
    since: int | None = None
    """the first year of the plan's term: what an earlier one names is past"""


class Point(NamedTuple):
    """An expression of time: its first and last day, where they are known."""

    first: date | None
    last: date | None
    precision: Precision
    impossible: bool = False


class Signs:
    """What shows that an expression of time is near, found once for all parts of a text, and numbers in the same scan."""

    __slots__ = ("numbers", "ongoing", "starts")

    def __init__(self, starts: list[int], numbers: list[int], ongoing: list[tuple[int, int]]) -> None:
        """`numbers` are where numbers begin that may be measured, `ongoing` where 长期坚持 and 持续推进 stand."""
        self.starts = starts
        self.numbers = numbers
        self.ongoing = ongoing

    def within(self, start: int, end: int) -> bool:
        """Whether any stands in `value[start:end]`."""
        place = bisect_left(self.starts, start)
        return (place < len(self.starts) and self.starts[place] < end) or bool(self.going_on(start, end))

    def going_on(self, start: int, end: int) -> list[tuple[int, int]]:
        """What goes on in `value[start:end]`."""
        if not self.ongoing:
            return []
        inside = self.ongoing[bisect_left(self.ongoing, (start,)) : bisect_left(self.ongoing, (end,))]
        return [one for one in inside if one[1] <= end]


def signs_of_time(value: str) -> Signs:
    """The characters that expressions of time hold, what goes on, and numbers, in the whole text."""
    starts = [match.start() for match in _NUMERIC.finditer(value)]
    in_numbers = len(starts)
    numbers: list[int] = []
    ongoing: list[tuple[int, int]] = []
    goes_on = _ongoing()
    for sign in _anchor().finditer(value):
        word, place = sign[0], sign.start()
        if word[0].isdecimal():
            if sign.lastindex:
                numbers.append(place)
            continue
        if word in _RARER:
            place -= 1
        elif word in goes_on:
            ongoing.append(sign.span())
            if word[0] not in "年月":
                continue
            word = word[0]  # 年内持续推进
        if (word != "年" and word != "月") or _may_count(value, place):
            starts.append(place)
    return Signs(sorted(starts) if in_numbers else starts, numbers, ongoing)


@cache
def _anchor() -> re.Pattern[str]:
    """What every expression of time holds, what goes on, and numbers. Each alternative begins with its own character, so that a scan can skip to it."""
    names = {name.removesuffix("节") for name in words("deadlines")["festivals"]} | set(MOVING)
    shortest = {name for name in names if not any(name != one and name.startswith(one) for one in names)}
    goes_on = sorted(words("deadlines")["ongoing"], key=len, reverse=True)
    feasts = sorted(f"{name[1]}(?<={name})" if name[1] in _RARER else name for name in shortest)
    return re.compile(
        rf"(?:{NUMBER}|{'|'.join(goes_on)}|年|月|季度|每周|印发|{'|'.join(feasts)}|五[”\"]?(?:时期|期间)?末){number_end()}"
    )


@cache
def _ongoing() -> frozenset[str]:
    return frozenset(words("deadlines")["ongoing"])


def find_times(value: str, start: int, end: int, signs: Signs) -> Iterator[re.Match[str]]:
    """Every expression of time in `value[start:end]`, tried only around the characters that such expressions hold."""
    first, last = bisect_left(signs.starts, start), bisect_left(signs.starts, end)
    if first == last:
        return
    done = start
    pattern = _pattern()
    for sign in signs.starts[first:last]:
        place = sign - _REACH
        if place < done:
            place = done
        while place <= sign:
            if place == sign or value[place] in _BEGINNING:
                match = pattern.match(value, place, end)
                if match is not None:
                    yield match
                    place = done = match.end()
                    continue
            place += 1
        if place > done:
            done = place


def _may_count(value: str, place: int) -> bool:
    """Whether 年 or 月 may belong to a date: 2024年, 今年, 年底, 三月; but not 青年, 近年来."""
    before = value[place - 1 : place]
    return before.isdigit() or before in _COUNTING or value[place + 1 : place + 2] in _ENDING


def printed_year(match: re.Match[str], calendar: Calendar, named: int | None = None) -> int | None:
    """The year that an expression prints; 次年 is counted from `named`, the year that was named last before it."""
    printed, said, numeric = match.group("year", "said", "numeric")
    if printed:
        return int(printed) if printed.isdecimal() else integer(printed.replace("○", "〇"))
    if numeric:
        return int(numeric[:4])
    if said and said[0] in _FOLLOWING and named is not None:
        return named + 1
    return calendar.year + _SAID.get(said[0], 0) if said and calendar.year is not None else None


def is_bare_year(match: re.Match[str]) -> bool:
    """Whether an expression is a year in numbers and nothing else: 2020年, but not 2020年底, nor 今年."""
    return match.end() == match.end("year") + 1


def point_of(match: re.Match[str], year: int | None, issued: date | None = None) -> Point:
    """The days that an expression names, read in `year`; a festival of winter is that behind the day `issued`."""
    if match["plan"]:
        last = FIVE_YEAR_PLANS[match["plan"]]
        return Point(date(last - 4, 1, 1), date(last, 12, 31), "year")
    if match["numeric"]:
        day = day_of(*(int(part) for part in re.split(r"[-./]", match["numeric"])))
        return Point(day, day, "day", day is None)
    if match["lost"] or year is None:
        return Point(None, None, "month")
    if match["month"]:
        return _month_point(match, year)
    if match["half"]:
        first, last = (1, 6) if match["half"] == "上" else (7, 12)
        return Point(date(year, first, 1), last_day(year, last), "half")
    if match["quarter"]:
        month = 3 * ("一二三四".find(match["quarter"]) + 1 or int(match["quarter"]))
        return Point(date(year, month - 2, 1), last_day(year, month), "quarter")
    festival = match["festival"]
    if festival:
        day = festival_day(festival, year)
        if day is not None and issued is not None and day.month < 3 and day < issued:
            day = festival_day(festival, year + 1)  # 元旦前, in a plan of May
        return Point(day, day, "day")
    return Point(date(year, 1, 1), date(year, 12, 31), "year")


def opening_month(before: str, point: Point) -> tuple[int, Point] | None:
    """How far back the month is printed from which a range runs to `point`, a month of the same year, and the range: 5至6月.

    `before` is what stands before that month.
    """
    opened = _FROM_MONTH.search(before) if before[-1:] in _RANGING else None
    if opened is None or point.last is None or int(opened["month"]) >= point.last.month:
        return None
    return len(opened[0]), point._replace(first=point.last.replace(month=int(opened["month"]), day=1))


def _month_point(match: re.Match[str], year: int) -> Point:
    month = integer(match["month"]) or 0
    if not 1 <= month <= 12:
        return Point(None, None, "month", True)
    if match["day"]:
        day = day_of(year, month, integer(match["day"]) or 0)
        return Point(day, day, "day", day is None)
    part = match["part"]
    last = {"上旬": 10, "中旬": 20, "初": 10}.get(part or "")
    first = {"中旬": 11, "下旬": 21}.get(part or "", 1)
    end = date(year, month, last) if last else last_day(year, month)
    return Point(date(year, month, first), end, "month")


def day_of(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def last_day(year: int, month: int) -> date:
    return date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
