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
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from planparse.clauses.deadlines import is_inside
from planparse.clauses.units import Stretch
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Comparator
from planparse.vocab import alternation, words

_SCALES = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
}
_SCALES |= {"万亿": 1_000_000_000_000, "千亿": 100_000_000_000, "百亿": 10_000_000_000, "十万": 100_000}
_SCALES |= {scale.replace("万", "萬").replace("亿", "億"): size for scale, size in _SCALES.items()}
_HAN_DIGITS = {
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
_SEGMENT = re.compile(r"[。;!?,:、(\n]")
_SENTENCE = re.compile(r"[。!?\n]")
_STATEMENT = re.compile(r"[。!?;\n]")
_CLAUSE = re.compile(r"[,。;!?\n]")
_QUOTED = re.compile(r"“[^”\n]{0,24}”|《[^》\n]{0,80}》|\"[^\"\n]{0,16}\"")
_QUOTES = '“《"'
_YEAR = re.compile(
    r"(?<!\d)(?P<year>(?:19|20)\d\d)年?(?:\s*[-—–~至到]+\s*(?P<last>(?:19|20)\d\d)年?)?(?:(?<=年)(?![度版级份代])|(?=、))"
)
_BASE = (
    "比",
    "较",
    "较于",
    "与",
    "同",
    "跟",
    "相对",
    "相对于",
    "高于",
    "低于",
    "优于",
    "多于",
    "少于",
    "超过",
)
_BASE_BEHIND = lazily(r"[底末]?[^,。;!?\d]{0,8}?(?:基础上|为基[准数期])")
_STARTING = lazily(r"[底末初]?(?:起|开始|以来|至今)")
_DUE = lazily(r"年?[底末内前]|\d{1,2}月(?:\d{1,2}[日号])?[底末]?前|\d{1,2}月[底末]")
_DONE = re.compile(r"已(?![^,。;]{1,12}的)")
_BUILDINGS = "座条栋幢"
"""What is counted in words: 新建一座桥."""
_JOINED = frozenset("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz.-+")
_COUNTED = frozenset({"个", "家", "座", "名", "处", "所", "条", "项"})
_BROUGHT_ABOUT = lazily(r"[^\W\d_已]{0,12}(?:完成|建成|竣工|投用|达标)")
_COMMITTING = re.compile(
    r"(?:并|且)?(?:每年|力争|到20\d\d年底?)?(?:引进|培育|新增|建成|打造|新建|集聚|招引|培养|创建)"
)
_THRESHOLD = re.compile(r"消除|规模大于|不足")
_FOR_APPLICANTS = re.compile(r"可以?申请|可认定|方可|以上的(?:企业|单位|个人|项目),.{0,20}(?:认定|申报)")
_LONGEST_INDICATOR = 24
_LEADING = re.compile(
    r"^(?:其中|并|且|以及|及|和|与|同时|力争|确保|全面|进一步|加快|推进|完成|实现|建成|新建|新增|增创|创建|培育|打造|建设|引进|开展|改造|新造|"
    r"达到|使|全市|全县|全区|全镇|全省|全年|每年|每村|每个|分别|牢牢守住|到|年底前|年底|"
    r"在(?:19|20)\d\d年的?基础上)+"
)
_TRAILING = re.compile(
    r"(?:力争)?(?:达到|达|保持在|稳定在|控制在|增长|提高|提升|增加|下降|减少|降低|到|至|为|占比?达?|不|要|须|应|在|约|共|各|有|全部|分别|累计|"
    r"[比较](?:(?:19|20)\d\d|上|去)年)+$"
)
_SIZES = frozenset({"米", "公里", "千米", "分钟", "小时"})
_SIZED = re.compile(r"[^\W\d_]{0,6}?(?:覆盖率|可达率|到达率|[^\W\d_]{0,3}圈)")
_DURATIONS = frozenset({"天", "周", "小时", "分钟"})
_MONEY = ("元", "美元")
_BOUNDS = frozenset("内以之")
_FROM = lazily(r"[由从](?:(?:19|20)\d\d年)?[^,。;\d]{0,16}$")
_GIVEN = re.compile(r"(?:聚焦|围绕|对照|依托)[国省市县区全家定级“”十一二三四五规划重点确定的]{1,12}$")
_RATE = re.compile(r"\d+(?:\.\d+)?%")
_CAPPED = re.compile(
    r"(?:不超过|不高于|不得超过|不得高于|上限[为是]?|最高可?[提达]?[至到]?|至多|最多)[^,。;\d]{1,24}的$"
)
_TRAILING_ENDS = frozenset("到达在长高升加降少低至为占比不要须应约共各有部别计")


class Found(NamedTuple):
    """One target; `value[start:end]` is its wording, `measure` where the number with comparator and unit stands."""

    start: int
    end: int
    measure: Stretch
    indicator: str | None
    comparator: Comparator
    value: int | float
    unit: str


class _Measure(NamedTuple):
    """A number with its unit, and the comparator and the verb that touch it."""

    start: int
    """where the comparator or the number begins"""
    number: int
    unit_start: int
    end: int
    amount: int | float
    unit: str
    before: str
    verb: str
    behind: str


_one, _measured = quick(Found), quick(_Measure)


class Numbers(NamedTuple):
    """Where the numbers with a unit stand in a text, found once for all its parts."""

    starts: list[int]
    matches: list[re.Match[str]]
    written_out: list[Found]
    """一条, 一座 behind a verb that commits"""

    def within(self, start: int, end: int) -> bool:
        """Whether any stands in `value[start:end]`."""
        return bool(self.written_out) or bisect_left(self.starts, start) < bisect_left(self.starts, end)


def measured(value: str) -> Numbers:
    """Every number with a unit of the whole text, in order."""
    pattern = _pattern()
    found: list[re.Match[str]] = []
    for digits in _digits().finditer(value):
        if not digits.lastindex:
            continue
        start = digits.start()
        match = pattern.match(value, start)
        if match is not None:
            found.append(match)
        if start and value[start - 1] == "\n":
            behind = value.find(".", start, start + 3) + 1  # 3.50个村: a decimal, or an item of the list
            match = pattern.match(value, behind) if behind else None
            if match is not None:
                found.append(match)
    return Numbers([match.start() for match in found], found, list(_written_out(value)))


def find_targets(
    value: str, start: int, end: int, year: int | None, numbers: Numbers | None = None
) -> Iterator[Found]:
    """The targets in `value[start:end]`, in order.

    `year` is the first of the plan's term: what an earlier year names is past. `numbers` are the text's, where they are known.
    """
    numbers = numbers or measured(value)
    first, last = bisect_left(numbers.starts, start), bisect_left(numbers.starts, end)
    counts = [one for one in numbers.written_out if start <= one.start and one.end <= end]
    if first == last:
        yield from counts
        return
    quoted: list[Stretch] | None = None
    done = start
    judged = (-1, -1, False)  # the sentence that was looked at last, and whether it speaks of money
    for match in numbers.matches[first:last]:
        begin = match.start()
        if begin < done or match.end() > end:
            continue
        if value[max(start, begin - 1) : begin] in _JOINED:
            continue
        if quoted is None:
            quotes = any(value.find(mark, start, end) >= 0 for mark in _QUOTES)
            quoted = [name.span() for name in _QUOTED.finditer(value, start, end)] if quotes else []
        measure = _measure(value, match, start)
        if quoted and is_inside(quoted, measure.number):
            continue
        sentence, clause, segment = _openings(value, measure.number, start)
        if not _commits(value, measure, start, sentence, clause, segment):
            continue
        if year is not None and _is_past(value, measure, sentence, year, quoted):
            continue
        low, stop = sentence, _ahead_to(value, measure.end, end)
        if _COMMITTING.match(value, clause, measure.number):
            low = clause  # 给予补助,每年引进10名以上: a clause that commits stands for itself
        if (low, stop) != judged[:2]:
            of_money = _money().search(value, low, stop) or _FOR_APPLICANTS.search(value, low, stop)
            judged = (low, stop, bool(of_money))
        if judged[2]:
            continue
        while counts and counts[0].start < measure.start:
            done = counts[0].end
            yield counts.pop(0)
        yield _found(value, measure, max(segment, done), end)
        done = measure.end
    yield from counts


def _measure(value: str, match: re.Match[str], start: int) -> _Measure:
    number = match.start("number")
    verb = _ending(value, start, number, _verbs())
    before = _ending(value, start, number - len(verb), _comparators())
    if not before:
        verb = ""
    return _measured(
        number - len(verb) - len(before),
        number,
        match.start("unit"),
        match.end(),
        _amount(match["number"], match["scale"] or ""),
        match["unit"],
        before,
        verb,
        match["behind"] or "",
    )


def _ending(value: str, start: int, end: int, words_of: tuple[str, ...]) -> str:
    """The longest of the words that `value[start:end]` ends with, or nothing."""
    if value.endswith(words_of, start, end):
        for word in words_of:
            if value.endswith(word, start, end):
                return word
    return ""


def _commits(
    value: str,
    measure: _Measure,
    start: int,
    sentence: int,
    clause: int,
    segment: int,
) -> bool:
    """Whether the plan commits to reach the number."""
    number = measure.number
    before = value[max(start, measure.start - 8) : measure.start]
    if value.startswith(_tuple("not_behind"), measure.unit_start) or before.endswith(
        ("第", "〔", "[", "后", "之日起")
    ):
        return False
    if before.endswith(_tuple("staffing")) or value[max(start, number - 8) : number].endswith(_tuple("caps")):
        return False
    if measure.unit != "%" and value.startswith(_tuple("conditions"), clause):
        listed = value.startswith("对", clause) and value.startswith(("、", "等"), measure.end)
        if not listed:  # 对新增就业47万人、粮食产量500亿斤等完成情况进行监测
            return False
    if _names_things(value, measure, clause) or _is_left_behind(value, measure, clause, segment):
        return False
    if _THRESHOLD.search(value, clause, number):
        return False
    if measure.unit in _SIZES and _SIZED.match(value, measure.end):
        return False  # 500米覆盖率, 15分钟生活圈: a size inside a name
    if number == sentence and measure.unit in _COUNTED:
        # 9个现代农业园区突出科技支撑: what there is; an item that opens with 50个村完成整治 commits
        return number == start and _BROUGHT_ABOUT.match(value, measure.end) is not None
    return True


def _names_things(value: str, measure: _Measure, clause: int) -> bool:
    """Whether a number only says which things are meant, or how long a thing lasts."""
    start, end, unit = measure.start, measure.end, measure.unit
    if unit in _COUNTED:
        if value.endswith(_tuple("given"), clause, start) or _RATE.match(value, end):
            return True  # 围绕12个方面, 4个100%
        if value.endswith(_tuple("carried_out"), clause, start):
            return any(value.find(one, end, end + 10) >= 0 for one in _tuple("given_things"))
        return _GIVEN.search(value, max(clause, start - 16), start) is not None
    if unit in _DURATIONS:
        around_the_clock = measure.amount == 24 and unit == "小时" and value[end : end + 1] not in _BOUNDS
        if around_the_clock and not measure.behind:
            return True
        return value.endswith(_tuple("lasting"), clause, start) and value.find("每", clause, start) < 0
    if unit == "%":
        return (
            value[measure.number - 1] == "个"
            or _CAPPED.search(value, max(clause, start - 40), start) is not None
        )
    if unit in _SIZES:
        inside = measure.behind in ("以内", "之内") or value.startswith(("内", "范围"), end)
        return inside and value.endswith(_tuple("around"), clause, start)
    money = unit.startswith(_MONEY)
    if money or measure.behind in ("以上", "以下", "及以上", "及以下"):
        if money and _class_of_things().match(value, end):
            return True
        made = value.endswith(_tuple("making"), clause, start)
        return not made and measure.behind != "" and _actors().match(value, end) is not None
    return False


def _is_left_behind(value: str, measure: _Measure, clause: int, segment: int) -> bool:
    """Whether a number is what there is: 现有学生3000人, 由15个工作日压减至5个."""
    start = measure.start
    low = max(segment, start - 24)
    rising = value.find("由", low, start) >= 0 or value.find("从", low, start) >= 0
    if rising and _FROM.search(value, low, start) and _changing().match(value, measure.end):
        return True
    low = max(clause, start - 30)
    if value.find("有", low, start) < 0 and value.find("已", low, start) < 0:
        return False
    said = _present().search(value, low, start)
    return said is not None and not any(
        value.find(one, clause, said.start()) >= 0 for one in _tuple("done_with")
    )


def _is_past(value: str, measure: _Measure, sentence: int, year: int, names: list[Stretch]) -> bool:
    """Whether the year that is named last before a number is earlier than `year`; a base of comparison is none.

    到2025年,比2020年下降13.5% is to be reached; 2019年,收入为1.54万元 was.
    """
    if value.find("年", sentence, measure.number) < 0:
        return False
    for match in reversed(list(_YEAR.finditer(value, sentence, measure.number))):
        begin, stop = match.span()
        if names and is_inside(names, begin):
            continue
        from_it = value.endswith(("从", "由"), sentence, begin) and not _STARTING.match(value, stop)
        base = value.endswith(_BASE, sentence, begin) and not value.endswith("占比", sentence, begin)
        if base or from_it or _BASE_BEHIND.match(value, stop, measure.number):
            if value[stop : measure.start] in ("", "的", "底", "底的", "末的"):
                return True  # 比2020年的50%: what it was
            continue
        if int(match["last"] or match["year"]) >= year:
            return False
        if value.endswith(("截至", "截止", "截止到"), sentence, begin) or _DONE.search(
            value, stop, measure.number
        ):
            return True
        due = value.endswith(("到", "至", "力争", "确保", "争取"), sentence, begin)
        return not due and _DUE.match(value, stop) is None
    return False


def _found(value: str, measure: _Measure, segment: int, end: int) -> Found:
    printed = (measure.number if measure.verb else measure.start, measure.end)
    indicator_start = segment
    lead = _LEADING.match(value[segment : measure.start])
    indicator_start += lead.end() if lead else 0
    trail = None
    if value[measure.start - 1] in _TRAILING_ENDS:
        trail = _TRAILING.search(value[indicator_start : measure.start])
    indicator_end = indicator_start + trail.start() if trail else measure.start
    while indicator_start < indicator_end and value[indicator_start] in " ,、和及与)":
        indicator_start += 1
    indicator = value[indicator_start:indicator_end].strip()
    text_start, text_end = printed
    if 2 <= len(indicator) <= _LONGEST_INDICATOR:
        text_start = indicator_start
    else:
        noun = _NOUN.match(value, measure.end, end)
        indicator = noun["noun"] if noun else ""
        text_end = noun.end() if noun else text_end
    verb = value[max(segment, measure.start - 4) : measure.start]
    sign = _comparator(measure.before, measure.behind, verb)
    return _one(text_start, text_end, printed, indicator or None, sign, measure.amount, measure.unit)


def _comparator(before: str, behind: str, verb: str) -> Comparator:
    if before or behind:
        for sign, said_before, said_behind in _signs():
            if before in said_before or behind in said_behind:
                return sign
    for sign, verbs in _changes():
        if (before or verb).endswith(verbs):
            return sign
    return "="


@cache
def _signs() -> tuple[tuple[Comparator, frozenset[str], frozenset[str]], ...]:
    """What each word before a number and each word behind it says, in the order in which they count."""
    return tuple(
        (cast(Comparator, sign), frozenset(group.get("before", ())), frozenset(group.get("behind", ())))
        for sign, group in words("targets")["comparators"].items()
        if sign not in "+-"
    )


@cache
def _changes() -> tuple[tuple[Comparator, tuple[str, ...]], ...]:
    """The verbs of increase and of decrease."""
    groups = words("targets")["comparators"]
    return tuple((cast(Comparator, sign), tuple(groups[sign]["before"])) for sign in "+-")


def _written_out(value: str) -> Iterator[Found]:
    """一条, 一座 behind a verb that commits."""
    for place in positions(value, *_BUILDINGS):
        number = _HAN_DIGITS.get(value[place - 1 : place])
        if number is None:
            continue
        start, end = place - 1, place + 1
        if value[max(0, start - 4) : start].removesuffix("危桥").endswith(_tuple("firm_verbs")):
            yield Found(start, end, (start, end), None, "=", number, value[place])


def _amount(number: str, scale: str) -> int | float:
    """The plain number: 5.4 and 万 make 54000.

    >>> _amount("5.4", "万"), _amount("1.7", "亿"), _amount("95", ""), _amount("3,200", "")
    (54000, 170000000, 95, 3200)
    """
    if not scale and number.isdecimal() and len(number) <= 15:
        return int(number)
    number = number.replace(",", "")
    digits, _, fraction = number.partition(".")
    if len(digits) > 15:
        return float(number) * _SCALES.get(scale, 1)
    # In whole numbers as long as it goes: 1.1 * 10000 is not 11000 in floating point.
    scaled = int(digits + fraction) * _SCALES.get(scale, 1)
    power = int(10 ** len(fraction))
    return scaled // power if scaled % power == 0 else scaled / power


def _openings(value: str, position: int, start: int) -> tuple[int, int, int]:
    """Where the sentence, the clause and the segment begin that hold a position, at most 200 characters back."""
    low = max(start, position - 200)
    behind = value[low:position][::-1]
    mark = _SENTENCE.search(behind)
    sentence = position - mark.start() if mark else low
    mark = _CLAUSE.search(behind, 0, position - sentence)
    clause = position - mark.start() if mark else sentence
    mark = _SEGMENT.search(behind, 0, position - clause)
    return sentence, clause, position - mark.start() if mark else clause


def _ahead_to(value: str, position: int, end: int) -> int:
    """The end of the sentence, at most 80 characters on."""
    stop = min(end, position + 80)
    mark = _STATEMENT.search(value, position, stop)
    return mark.start() if mark else stop


_NOUN = re.compile(r"(?:以上|以下|左右)?(?P<noun>[^\W\d_][^\d\W]{1,23})(?=[,。;、:(和及\n]|$)")


@cache
def _tuple(key: str) -> tuple[str, ...]:
    return tuple(words("targets")[key])


@cache
def _changing() -> re.Pattern[str]:
    return re.compile(
        rf"(?:的[^,。;\d]{{0,6}})?(?:逐步|进一步|大幅)?{alternation(words('targets')['changing'])}[至到为成]"
    )


@cache
def _present() -> re.Pattern[str]:
    """现有, and behind it no word that turns it into a part of a name, nor a verb of the plan."""
    doing = alternation(["的", "基础上", "新增", "再", "扩大", "新建", "改造", "整治"])
    return re.compile(rf"{alternation(words('targets')['present'])}(?!.{{0,24}}?{doing})[^,。;\d]{{0,24}}$")


@cache
def _class_of_things() -> re.Pattern[str]:
    """Behind a sum: things, and how many of them: 10亿元以上项目2个."""
    return re.compile(rf"的?[^\W\d_]{{0,6}}?{alternation(words('targets')['sized_things'])}[^\W\d_]{{0,6}}\d")


@cache
def _actors() -> re.Pattern[str]:
    """Behind a size: who is meant: 50亩以上的种植大户."""
    return re.compile(rf"的[^\W\d_]{{0,6}}?{alternation(words('targets')['sized_actors'])}")


@cache
def _pattern() -> re.Pattern[str]:
    vocabulary = words("targets")
    behind = [word for group in vocabulary["comparators"].values() for word in group.get("behind", ())]
    return re.compile(
        rf"""
        (?P<number>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?)
        (?:\s*[-—–~至]\s*\d+(?:\.\d+)?%?)?
        (?P<scale>{alternation(_SCALES)})? 多?余?
        (?P<unit>{alternation(vocabulary["units"])}(?:/[百千万]?(?:人|户|亩|公里|日|天|年))?)
        (?P<behind>{alternation(behind)})?
        """,
        re.VERBOSE,
    )


@cache
def _digits() -> re.Pattern[str]:
    """A number, and right behind it what may stand behind one that is measured: a unit, a scale, 多, a dash of a range."""
    behind = {word[0] for word in words("targets")["units"]} | {*"十百千万亿萬億多余 -—–~至"}
    return re.compile(rf"[0-9][0-9]*+(?:[,.][0-9]++)*+((?=[{re.escape(''.join(sorted(behind)))}]))?")


@cache
def _comparators() -> tuple[str, ...]:
    """The words that belong to the measure they touch; 增长 and 下降 are verbs before it."""
    groups = [group for sign, group in words("targets")["comparators"].items() if sign not in "+-"]
    return tuple(
        sorted((word for group in groups for word in group.get("before", ())), key=len, reverse=True)
    )


@cache
def _verbs() -> tuple[str, ...]:
    """Verbs between comparator and number: 至少储备2名."""
    doing = ("储备", "启动", "召开", "要有", "有", "开展", "培育", "建设", "安排")
    return tuple(sorted({*words("targets")["verbs"], *doing}, key=len, reverse=True))


@cache
def _money() -> re.Pattern[str]:
    return re.compile(alternation(words("targets")["rules_of_money"]))
