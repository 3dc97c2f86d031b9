"""How much: numbers that the plan commits to reach.

>>> value = "完成粮食生产总面积5.4万亩(其中:早稻0.3万亩),覆盖率达95%以上。每年遴选不超过10个。给予5000元奖励。"
>>> for found in find_targets(value, 0, len(value), None):
...     print(found.indicator, found.comparator, found.value, found.unit, value[found.measure[0]:found.measure[1]])
粮食生产总面积 = 54000 亩 5.4万亩
早稻 = 3000 亩 0.3万亩
覆盖率 >= 95 % 95%以上

A target has a value and a unit. Caps, subsidies, conditions, staffing, what there is already and names that hold a number
are none; `vocab/targets.yaml` has their words.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Iterator
from typing import Final, NamedTuple

from planparse.clauses.amounts import Measure, comparator_of, numbers_in, read_measure
from planparse.clauses.commitments import commits
from planparse.clauses.deadlines import is_inside
from planparse.clauses.money import speaks_of_money, speaks_to_applicants, sums
from planparse.clauses.past import is_past
from planparse.clauses.pieces import Stretch
from planparse.literals import matches_at, positions
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Comparator
from planparse.vocab import words

_HAN_DIGITS: Final = {
    "一": 1,
    "两": 2,
    "二": 2,
    "三": 3,
    "四": 4,
    "五": 5,
    "六": 6,
    "七": 7,
    "八": 8,
    "九": 9,
    "十": 10,
}
_SEGMENT: Final = re.compile(r"[。;!?,:、(\n]")
_SENTENCE: Final = re.compile(r"[。!?\n]")
_STATEMENT: Final = re.compile(r"[。!?;\n]")
_CLAUSE: Final = re.compile(r"[,。;!?\n]")
_WITHIN_CLAUSES: Final = frozenset("、:(")
"""What ends a segment and no clause."""
_WITHIN_SENTENCES: Final = frozenset(",;")
"""What ends a clause and no sentence."""
_QUOTED: Final = re.compile(r"“[^”\n]{0,24}”|《[^》\n]{0,80}》|\"[^\"\n]{0,16}\"")
_QUOTES: Final = '“《"'
_BUILDINGS: Final = "座条栋幢"
"""What is counted in words: 新建一座桥."""
_LISTED: Final = re.compile(r"[^\W\d_]{0,10}[、和及与]")
"""Between 一条 and 两座."""
_JOINED: Final = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-+")
_COMMITTING: Final = re.compile(
    r"(?:并|且)?(?:每年|力争|到20\d\d年底?)?(?:引进|培育|新增|建成|打造|新建|集聚|招引|培养|创建)"
)
_COMMITTING_STARTS: Final = frozenset("并且每力到引培新建打集招创")
_ITEM: Final = lazily(r"\(?(?:\d{1,2}|[一二三四五六七八九十]{1,3})[).、]")
_OTHERS: Final = re.compile(r",[每对凡]")
"""Opens a clause that speaks of each piece, or of others, and not of the number before it."""
_LONGEST_INDICATOR: Final = 24
_LEADING: Final = re.compile(
    r"(?:其中|并|且|以及|及|和|与|同时|力争|确保|全面|进一步|加快|推进|(?:完成|实现)(?![率度量])|(?:建设|改造)(?![率度量后区用项标]|规模)|建成(?!区(?![级域县]))|"
    r"新建|新增|增创|创建|培育|打造|引进|开展|新造|形成|"
    r"达到|使(?!用)|将|把|全市|全县|全区|全镇|全省|全年|每年|每村|每个|分别|牢牢守住|到(?![位账岗访期达])|年底前|年底|"
    r"在(?:19|20)\d\d年的?基础上)+"
)
_LEADING_STARTS: Final = frozenset("其并且以及和与同力确全进加推完实建改新增创培打引开形达使将把每分牢到年在")
_TRAILING: Final = re.compile(
    r"(?=[力达保稳控缩压精扩延减降增提下到至为占不要须应在约共各有全分累比较12从由自])(?:力争)?(?:达到|达|保持在|稳定在|控制在|缩短|压减|压缩|精简|扩大|扩展|延长|减|降|增长|提高|提升|增加|下降|减少|降低|到|至|为|占达?|不|要|须|应|在|(?<![签节履预])约|共|各|有|全部|分别|累计|"
    r"[比较](?:(?:19|20)\d\d|上|去)年|(?:(?:19|20)\d\d)年底?的?|"
    r"[从由自](?:(?:19|20)\d\d年底?的?|[目当]前的?|现有的?|原来的?)?\d[\d.,]*[百千万亿]*(?:%|[^\W\d_]{1,5}?)(?=[提升增扩降减压缩下上到至]|$))+$"
)
_TRAILING_ENDS: Final = frozenset("到达在长高升加降少低至为占比不要须应约共各有部别计年的底日")


class Found(NamedTuple):
    """One target; `value[start:end]` is its wording, `measure` where the number with comparator and unit stands."""

    start: int
    end: int
    measure: Stretch
    indicator: str | None
    comparator: Comparator
    value: int | float
    unit: str


_one: Final = quick(Found)


class Numbers:
    """Where the numbers with a unit stand in a text, found once for all its parts."""

    __slots__ = ("matches", "starts", "written_out")

    def __init__(self, matches: list[re.Match[str]], written_out: list[Found]) -> None:
        """`written_out` are 一条, 一座 behind a verb that commits."""
        self.starts = [match.start() for match in matches]
        self.matches = matches
        self.written_out = written_out

    def within(self, start: int, end: int) -> bool:
        """Whether any stands in `value[start:end]`."""
        place = bisect_left(self.starts, start)
        return (place < len(self.starts) and self.starts[place] < end) or bool(self.counted(start, end))

    def counted(self, start: int, end: int) -> list[Found]:
        """What is written out in `value[start:end]`."""
        if not self.written_out:
            return []
        first, last = bisect_left(self.written_out, (start,)), bisect_left(self.written_out, (end,))
        return [one for one in self.written_out[first:last] if one.end <= end]


def measured(value: str, places: Iterable[int] | None = None) -> Numbers:
    """Every number with a unit of the whole text, in order; `places` are where they may begin, where that is known."""
    return Numbers(numbers_in(value, places), list(_written_out(value)))


def find_targets(
    value: str, start: int, end: int, year: int | None, numbers: Numbers | None = None
) -> Iterator[Found]:
    """The targets in `value[start:end]`, in order.

    `year` is the first of the plan's term: what an earlier year names is past. `numbers` are the text's, where they are known.
    """
    numbers = numbers or measured(value)
    counts = numbers.counted(start, end)
    quoted: list[Stretch] | None = None
    done = start
    judged = (-1, -1, False)  # the sentence that was looked at last, and whether it speaks of money
    for match in numbers.matches[bisect_left(numbers.starts, start) : bisect_left(numbers.starts, end)]:
        begin = match.start()
        if begin < done or match.end() > end:
            continue
        if begin > start and value[begin - 1] in _JOINED:
            continue
        if quoted is None:
            quotes = positions(value, *_QUOTES, start=start, end=end)
            quoted = [name.span() for name in matches_at(_QUOTED, value, quotes, end)] if quotes else []
        if quoted and is_inside(quoted, begin):
            continue
        measure = read_measure(value, match, start)
        sentence, clause, segment = _openings(value, begin, start)
        if not commits(value, measure, start, sentence, clause, segment):
            continue
        if is_past(value, measure, sentence, year, quoted):
            continue
        low, stop = sentence, _ahead_to(value, measure.end, end)
        if value[clause] in _COMMITTING_STARTS and _COMMITTING.match(value, clause, begin):
            low = clause  # 给予补助,每年引进10名以上: a clause that commits stands for itself
        if not measure.unit.endswith("元"):
            low = max(low, value.rfind(";", low, measure.number) + 1)
            other = None if measure.behind else _OTHERS.search(value, measure.end, stop)
            stop = other.start() if other else stop  # 改造650户,每户补贴3000元
        if sums().search(value, clause, _clause_end(value, measure.end, stop)):
            continue
        if (low, stop) != judged[:2]:
            of_money = speaks_of_money(value, low, stop) or speaks_to_applicants(value, low, stop)
            judged = (low, stop, of_money)
        if judged[2]:
            continue
        while counts and counts[0].start < measure.start:
            done = counts[0].end
            yield counts.pop(0)
        yield _found(value, measure, max(segment, done), end)
        done = measure.end
    yield from counts


def _found(value: str, measure: Measure, segment: int, end: int) -> Found:
    printed = (measure.number if measure.verb else measure.start, measure.end)
    indicator_start = segment
    if segment < measure.start and value[segment] in _LEADING_STARTS:
        lead = _LEADING.match(value, segment, measure.start)
        indicator_start = lead.end() if lead else segment
    trail = None
    if value[measure.start - 1] in _TRAILING_ENDS:
        trail = _TRAILING.search(value[indicator_start : measure.start])
    indicator_end = indicator_start + trail.start() if trail else measure.start
    while indicator_start < indicator_end and value[indicator_start] in " ,、和及与)":
        indicator_start += 1
    indicator = value[indicator_start:indicator_end]
    if ")" in indicator and "(" not in indicator:
        indicator_start = _before_bracket(value, indicator_start, segment)
        indicator = value[indicator_start:indicator_end]
    indicator = indicator.strip()
    text_start, text_end = printed
    if 2 <= len(indicator) <= _LONGEST_INDICATOR:
        text_start = indicator_start
    else:
        noun = _NOUN.match(value, measure.end, end)
        indicator = noun["noun"] if noun else ""
        text_end = noun.end() if noun else text_end
    before = measure.before
    whole = (
        _OF_WHOLE.search(value, indicator_start, measure.start) if value[measure.start - 1] == "的" else None
    )
    if whole and not before:
        before = whole["sign"]  # 不低于机构总数的20%
        indicator = value[indicator_start : whole.start()]
    verb = value[max(segment, measure.start - 4) : measure.start]
    sign = comparator_of(before, measure.behind, verb)
    return _one(text_start, text_end, printed, indicator or None, sign, measure.amount, measure.unit)


def _before_bracket(value: str, position: int, segment: int) -> int:
    """Where an indicator begins whose bracket holds `position`: 智能工厂(数字化车间)60个, 重点场所(医院、学校)平均速率."""
    low = max(0, segment - _LONGEST_INDICATOR)
    opened = value.rfind("(", low, position)
    if opened < 0 or _SENTENCE.search(value, opened, position) or _ITEM.match(value, opened):
        begin = value.find(")", position) + 1
        lead = _LEADING.match(value, begin, begin + _LONGEST_INDICATOR)
        return lead.end() if lead else begin
    before = _SEGMENT.search(value[low:opened][::-1])
    begin = opened - before.start() if before else low
    item = _ITEM.match(value, begin)
    begin = item.end() if item else begin
    lead = _LEADING.match(value, begin, opened)
    return lead.end() if lead else begin


def _written_out(value: str) -> Iterator[Found]:
    """一条, 一座 behind a verb that commits, and what is listed behind them: 新建一条公路、两座桥梁."""
    verbs = tuple(words("targets")["firm_verbs"])
    before = -1
    for place in positions(value, *_BUILDINGS):
        number = _HAN_DIGITS.get(value[place - 1 : place])
        if number is None:
            continue
        start, end = place - 1, place + 1
        listed = before >= 0 and start - before < 14 and _LISTED.fullmatch(value, before, start)
        if listed or value[max(0, start - 4) : start].removesuffix("危桥").endswith(verbs):
            yield Found(start, end, (start, end), None, "=", number, value[place])
            before = end


def _openings(value: str, position: int, start: int) -> tuple[int, int, int]:
    """Where the sentence, the clause and the segment begin that hold a position, at most 200 characters back."""
    sentence = clause = segment = max(start, position - 200)
    behind = value[segment:position][::-1]
    mark = _SEGMENT.search(behind)
    if mark is not None:
        segment = position - mark.start()
        if mark[0] in _WITHIN_CLAUSES:
            mark = _CLAUSE.search(behind, mark.end())
    if mark is not None:
        clause = position - mark.start()
        if mark[0] in _WITHIN_SENTENCES:
            mark = _SENTENCE.search(behind, mark.end())
    if mark is not None:
        sentence = position - mark.start()
    return sentence, clause, segment


def _ahead_to(value: str, position: int, end: int) -> int:
    """The end of the sentence, at most 80 characters on."""
    stop = min(end, position + 80)
    mark = _STATEMENT.search(value, position, stop)
    return mark.start() if mark else stop


def _clause_end(value: str, position: int, stop: int) -> int:
    mark = _CLAUSE.search(value, position, stop)
    return mark.start() if mark else stop


_OF_WHOLE: Final = lazily(r"(?P<sign>不低于|不少于|超过|高于)(?:(?:19|20)\d\d年)?[^,。;、\d]{0,16}的$")
_NOUN: Final = re.compile(r"(?:以上|以下|左右)?(?P<noun>[^\W\d_][^\d\W]{1,23})(?=[,。;、:(和及\n]|$)")
