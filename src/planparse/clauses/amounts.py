"""Numbers with a unit, and the comparator that touches them.

>>> value = "不低于5.4万亩,95%以上"
>>> for match in numbers_in(value):
...     measure = read_measure(value, match, 0)
...     print(value[measure.start:measure.end], measure.amount, measure.unit, comparator_of(measure.before, measure.behind, ""))
不低于5.4万亩 54000 亩 >=
95%以上 95 % >=
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import cache
from typing import Final, cast

from planparse.literals import Words
from planparse.records import Comparator
from planparse.vocab import alternation, words

_SIMPLIFIED: Final = {
    "十": 10,
    "百": 100,
    "千": 1000,
    "万": 10_000,
    "十万": 100_000,
    "百万": 1_000_000,
    "千万": 10_000_000,
    "亿": 100_000_000,
    "百亿": 10_000_000_000,
    "千亿": 100_000_000_000,
    "万亿": 1_000_000_000_000,
}
_SCALES: Final = {
    written: size
    for scale, size in _SIMPLIFIED.items()
    for written in (scale, scale.replace("万", "萬").replace("亿", "億"))
}

NUMBER: Final = "|".join(rf"{digit}[0-9]*+(?:[,.][0-9]++)*+" for digit in "0123456789")
"""A number. An alternative for each digit: among others that begin with a character of their own, a scan can skip to it."""


class Measure:
    """A number with its unit, and the comparator and the verb that touch it."""

    __slots__ = ("amount", "before", "behind", "end", "number", "start", "unit", "unit_start", "verb")

    def __init__(
        self,
        start: int,
        number: int,
        unit_start: int,
        end: int,
        amount: int | float,
        unit: str,
        before: str,
        verb: str,
        behind: str,
    ) -> None:
        """`start` is where the comparator or the number begins, `number` where the number does."""
        self.start = start
        self.number = number
        self.unit_start = unit_start
        self.end = end
        self.amount = amount
        self.unit = unit
        self.before = before
        self.verb = verb
        self.behind = behind


def read_measure(value: str, match: re.Match[str], start: int) -> Measure:
    number, end = match.span()
    verb = _verbs().closing(value, start, number)
    touched = number - len(verb)
    before = _comparators().closing(value, start, touched)
    if before and value.endswith(_ending_alike(), start, touched):
        before = ""  # 签约6个
    if not before:
        verb = ""
    printed, _, scale, unit, behind = match.groups("")
    return Measure(
        number - len(verb) - len(before),
        number,
        end - len(unit) - len(behind),
        end,
        _amount(printed, scale),
        unit or "元",  # 3.5个亿
        before,
        verb,
        behind,
    )


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


def comparator_of(before: str, behind: str, verb: str) -> Comparator:
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


def numbers_in(value: str, places: Iterable[int] | None = None) -> list[re.Match[str]]:
    """Every number with a unit of the whole text, in order; `places` are where numbers begin, where that is known."""
    pattern = _pattern()
    found: list[re.Match[str]] = []
    if places is None:
        numbers = re.finditer(f"(?:{NUMBER}){number_end()}", value)
        places = [number.start() for number in numbers if number.lastindex]
    for start in places:
        match = pattern.match(value, start)
        if match is not None:
            found.append(match)
        if start and value[start - 1] == "\n":
            behind = value.find(".", start, start + 3) + 1  # 3.50个村: a decimal, or an item of the list
            match = pattern.match(value, behind) if behind else None
            if match is not None:
                found.append(match)
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """A number, the unit of a range, a scale, a unit and a comparator behind it, each a group."""
    vocabulary = words("targets")
    behind = [word for group in vocabulary["comparators"].values() for word in group.get("behind", ())]
    return re.compile(
        rf"""
        ((?>[0-9]{{1,3}}(?:,[0-9]{{3}})+(?:\.[0-9]+)?|[0-9]+(?:\.[0-9]+)?))
        (?:\s*[-—–~至]\s*\d+(?:\.\d+)?%?
          | (?P<low>[百千万亿]{{0,2}}(?:%|个百分点|[元个家名亩人户吨条座项次所米]))[-—–~]\d+(?:\.\d+)?(?=(?P=low)))?   # 5%-8%, 3家—5家
        (?:个(?=[亿億](?!元|级)))?({alternation(_SCALES)})? 多?余?
        ((?<=个[亿億])|{alternation(vocabulary["units"])}(?:/[百千万]?{alternation(vocabulary["per"])})?)
        ({alternation(behind)})?
        """,
        re.VERBOSE,
    )


@cache
def number_end() -> str:
    """A group that stands behind a number where there may be what follows one that is measured: a unit, a scale, 多, a dash.

    A number without it is to be found, too, so that none is tried again from within.
    """
    behind = {word[0] for word in words("targets")["units"]} | {*"十百千万亿萬億多余 -—–~至"}
    return rf"((?=[{re.escape(''.join(sorted(behind)))}]))?"


@cache
def _comparators() -> Words:
    """The words that belong to the measure they touch; 增长 and 下降 are verbs before it."""
    groups = [group for sign, group in words("targets")["comparators"].items() if sign not in "+-"]
    return Words(word for group in groups for word in group.get("before", ()))


@cache
def _verbs() -> Words:
    """Verbs between comparator and number: 至少储备2名."""
    doing = ("储备", "启动", "召开", "要有", "有", "开展", "培育", "建设", "安排")
    return Words([*words("targets")["verbs"], *doing])


@cache
def _ending_alike() -> tuple[str, ...]:
    return tuple(words("targets")["ending_alike"])
