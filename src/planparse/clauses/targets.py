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
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from planparse.clauses.units import Stretch
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
_SEGMENT = "。;!?,:、(\n"
_SENTENCE = "。!?\n"
_QUOTED = re.compile(r"“[^”\n]{0,24}”|《[^》\n]{0,80}》|\"[^\"\n]{0,16}\"")
_YEAR = re.compile(r"(?<![到至])(?<!达到)((?:19|20)\d\d)(?:年(?![度版级份代底末内前])|、)")
_LONGEST_INDICATOR = 24
_LEADING = re.compile(
    r"^(?:其中|并|且|以及|及|和|与|同时|力争|确保|全面|进一步|加快|推进|完成|实现|建成|新建|新增|增创|创建|培育|打造|建设|引进|开展|改造|新造|"
    r"达到|使|全市|全县|全区|全镇|全省|全年|每年|每村|每个|分别|牢牢守住|到|年底前|年底)+"
)
_TRAILING = re.compile(
    r"(?:力争)?(?:达到|达|保持在|稳定在|控制在|增长|提高|提升|增加|下降|减少|降低|到|至|为|占比?达?|不|要|须|应|在|约|共|各|有|全部|分别|累计)+$"
)


class Found(NamedTuple):
    """One target; `value[start:end]` is its wording, `measure` where the number with comparator and unit stands."""

    start: int
    end: int
    measure: Stretch
    indicator: str | None
    comparator: Comparator
    value: int | float
    unit: str


def find_targets(value: str, start: int, end: int, year: int | None) -> Iterator[Found]:
    """The targets in `value[start:end]`, in order. `year` is the plan's: what an earlier year names is past."""
    quoted: list[Stretch] | None = None
    done = start
    counts = list(_written_out(value, start, end))
    for match in _pattern().finditer(value, start, end):
        if quoted is None:
            quoted = [name.span() for name in _QUOTED.finditer(value, start, end)]
        number = match.start("number")
        if any(name[0] < number < name[1] for name in quoted):
            continue
        segment = _back_to(value, number, start, _SEGMENT)
        sentence = _back_to(value, number, start, _SENTENCE)
        stop = _ahead_to(value, match.end(), end)
        if not _commits(value, match, start, sentence, stop, year):
            continue
        while counts and counts[0].start < match.start():
            done = counts[0].end
            yield counts.pop(0)
        yield _found(value, match, max(segment, done), end)
        done = match.end()
    yield from counts


def _commits(
    value: str,
    match: re.Match[str],
    start: int,
    sentence: int,
    stop: int,
    year: int | None,
) -> bool:
    """Whether the plan commits to reach the number."""
    number = match.start("number")
    before = value[max(start, match.start() - 8) : match.start()]
    if value.startswith(_tuple("not_behind"), match.start("unit")) or before.endswith(("第", "〔", "[")):
        return False
    if before.endswith(_tuple("staffing")) or value[max(start, number - 8) : number].endswith(_tuple("caps")):
        return False
    if before.endswith(("后", "之日起")) or re.search(r"[后起]$", value[max(start, number - 1) : number]):
        return False
    whole = value[sentence:stop]
    if any(word in whole for word in _tuple("rules_of_money")):
        return False
    clause = _back_to(value, number, start, "。;!?,\n")
    if value.startswith(_tuple("conditions"), clause) and match["unit"] not in ("%",):
        return False
    subject = value[clause:number]
    if any(word in subject for word in ("消除", "规模大于", "不足")):
        return False
    if number == sentence and match["unit"] in ("个", "家", "座", "名", "处", "所", "条", "项"):
        return False  # 9个现代农业园区突出科技支撑: what there is
    if year is not None and any(int(one[1]) < year for one in _YEAR.finditer(value, sentence, number)):
        return False
    return not re.search(
        r"可以?申请|可认定|方可|以上的(?:企业|单位|个人|项目)[,,].{0,20}(?:认定|申报)", whole
    )


def _found(value: str, match: re.Match[str], segment: int, end: int) -> Found:
    before, behind = match["before"] or "", match["behind"] or ""
    measure = (match.start("before") if before else match.start("number"), match.end())
    indicator_start = segment
    if match["verb"]:
        measure = (match.start("number"), match.end())
    text = value[segment : match.start()]
    lead = _LEADING.match(text)
    indicator_start += lead.end() if lead else 0
    trail = _TRAILING.search(value, indicator_start, match.start())
    indicator_end = trail.start() if trail else match.start()
    while indicator_start < indicator_end and value[indicator_start] in " ,、和及与)":
        indicator_start += 1
    indicator = value[indicator_start:indicator_end].strip()
    text_start, text_end = measure
    if 2 <= len(indicator) <= _LONGEST_INDICATOR:
        text_start = indicator_start
    else:
        noun = _NOUN.match(value, match.end(), end)
        indicator = noun["noun"] if noun else ""
        text_end = noun.end() if noun else text_end
    amount = _amount(match["number"], match["scale"] or "")
    return Found(
        text_start,
        text_end,
        measure,
        indicator or None,
        _comparator(before, behind, value[max(segment, match.start() - 4) : match.start()]),
        amount,
        match["unit"],
    )


def _comparator(before: str, behind: str, verb: str) -> Comparator:
    for sign, words_of in words("targets")["comparators"].items():
        if sign in "+-":
            continue
        if (before and before in words_of.get("before", ())) or (
            behind and behind in words_of.get("behind", ())
        ):
            return cast(Comparator, sign)
    for sign in "+-":
        if (before or verb).endswith(tuple(words("targets")["comparators"][sign]["before"])):
            return cast(Comparator, sign)
    return "="


def _written_out(value: str, start: int, end: int) -> Iterator[Found]:
    """一条, 一座 behind a verb that commits."""
    for match in _firm().finditer(value, start, end):
        span = match.span("measure")
        number = _HAN_DIGITS[match["number"]]
        yield Found(span[0], span[1], span, None, "=", number, match["unit"])


def _amount(number: str, scale: str) -> int | float:
    """The plain number: 5.4 and 万 make 54000.

    >>> _amount("5.4", "万"), _amount("1.7", "亿"), _amount("95", ""), _amount("3,200", "")
    (54000, 170000000, 95, 3200)
    """
    number = number.replace(",", "")
    digits, _, fraction = number.partition(".")
    if len(digits) > 15:
        return float(number) * _SCALES.get(scale, 1)
    # In whole numbers as long as it goes: 1.1 * 10000 is not 11000 in floating point.
    scaled = int(digits + fraction) * _SCALES.get(scale, 1)
    power = int(10 ** len(fraction))
    return scaled // power if scaled % power == 0 else scaled / power


def _back_to(value: str, position: int, start: int, marks: str) -> int:
    """Behind the last of the marks before a position; a segment is short, so this looks back 200 characters."""
    low = max(start, position - 200)
    for place in range(position - 1, low - 1, -1):
        if value[place] in marks:
            return place + 1
    return low


def _ahead_to(value: str, position: int, end: int) -> int:
    """The end of the sentence, at most 80 characters on."""
    stop = min(end, position + 80)
    for place in range(position, stop):
        if value[place] in "。!?;\n":
            return place
    return stop


_NOUN = re.compile(r"(?:以上|以下|左右)?(?P<noun>[^\W\d_][^\d\W]{1,23})(?=[,。;、:(和及\n]|$)")


@cache
def _tuple(key: str) -> tuple[str, ...]:
    return tuple(words("targets")[key])


@cache
def _pattern() -> re.Pattern[str]:
    vocabulary = words("targets")
    groups = vocabulary["comparators"].values()
    before = alternation(
        [word for group in groups for word in group.get("before", ()) if group.get("before")]
    )
    behind = alternation([word for group in groups for word in group.get("behind", ())])
    verbs = alternation(
        [*vocabulary["verbs"], *("储备", "启动", "召开", "要有", "有", "开展", "培育", "建设", "安排")]
    )
    scales = alternation(_SCALES)
    return re.compile(
        rf"""
        (?:(?P<before>{before})(?P<verb>{verbs})?)?
        (?<![A-Za-z\d.\-+]) (?P<number>\d{{1,3}}(?:,\d{{3}})+(?:\.\d+)?|\d+(?:\.\d+)?) (?:\s*[-—–~至]\s*\d+(?:\.\d+)?%?)?
        (?P<scale>{scales})? 多?余?
        (?P<unit>{alternation(vocabulary["units"])})
        (?P<behind>{behind})?
        """,
        re.VERBOSE,
    )


@cache
def _firm() -> re.Pattern[str]:
    vocabulary = words("targets")
    verbs, units = alternation(vocabulary["firm_verbs"]), alternation(vocabulary["firm_units"])
    return re.compile(f"{verbs}(?:危桥)?(?P<measure>(?P<number>[一两二三四五六七八九十])(?P<unit>{units}))")
