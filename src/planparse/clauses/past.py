"""What is past: a number that an earlier year reached, or that there is already.

>>> value = "2019年,收入为1.54万元"
>>> from planparse.clauses.amounts import numbers_in, read_measure
>>> is_past(value, read_measure(value, numbers_in(value)[0], 0), 0, 2021, [])
True
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.amounts import Measure
from planparse.clauses.deadlines import is_inside
from planparse.clauses.pieces import Stretch
from planparse.patterns import lazily
from planparse.vocab import alternation, words

_YEAR: Final = re.compile(
    r"(?P<year>(?:19|20)(?<!\d{3})\d\d)年?(?:\s*[-—–~至到]+\s*(?P<last>(?:19|20)\d\d)年?)?(?:(?<=年)(?![度版级份代])|(?=、))"
)
_BASE: Final = (
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
_BASE_BEHIND: Final = lazily(r"[底末]?[^,。;!?\d]{0,8}?(?:基础上|为基[准数期])")
_STARTING: Final = lazily(r"[底末初]?(?:起|开始|以来|至今)")
_DUE: Final = lazily(r"[底末]?[前内]|\d{1,2}月(?:\d{1,2}[日号])?[底末]?前")
_LATER: Final = lazily(r"[^。;!?]{0,60}?,(?:[^\W\d_]{0,3})(?:\d{1,2}月(?:\d{1,2}[日号])?[底末]?|年底)前")
_DONE: Final = lazily(r"已(?![^,。;]{1,12}的)")


def is_past(value: str, measure: Measure, sentence: int, year: int | None, names: list[Stretch]) -> bool:
    """Whether what was reached by 截至目前, in 去年 or in a year before `year` is told; a base of comparison is not.

    到2025年,比2020年下降13.5% is to be reached; 2019年,收入为1.54万元 was.
    """
    before = value[sentence : measure.number]
    if "年" not in before and "前" not in before:
        return False  # one of them is in every word for what is past, be it a year, 去年 or 截至目前
    if _was_lately(value, measure, sentence):
        return True
    return year is not None and _was_in_year(value, measure, sentence, year, names)


def _was_lately(value: str, measure: Measure, sentence: int) -> bool:
    """Whether 去年 or 截至目前 stands in a number's clause, or makes up the one before it, and no word of what is to come.

    巩固去年成果,新建6个 is to be done.
    """
    low = max(sentence, value.rfind(";", sentence, measure.number) + 1)
    said = [match.span() for match in _lately().finditer(value, low, measure.number)]
    if not said:
        return False
    begin, stop = said[-1]
    comma = value.find(",", stop, measure.number)
    told = value.startswith(("近", "截"), begin) and _opens(value, begin, stop, comma, sentence)
    if told and _LATER.match(value, stop, measure.number):
        return False
    if comma >= 0 and not told and (comma > stop + 1 or value.find(",", comma + 1, measure.number) >= 0):
        return False
    if value.endswith(_BASE, sentence, begin) or _BASE_BEHIND.match(value, stop, measure.number):
        return False
    return _anew().search(value, stop, measure.number) is None


def _opens(value: str, begin: int, stop: int, comma: int, sentence: int) -> bool:
    """Whether 近三年 opens a clause that tells what was: the clauses behind it go on; not 近三年发现的问题,新建3座."""
    opened = begin == sentence or value[begin - 1] in ",;:"
    return opened and comma >= 0 and value.find("的", stop, comma) < 0


def _was_in_year(value: str, measure: Measure, sentence: int, year: int, names: list[Stretch]) -> bool:
    """Whether the year that is named last before a number is earlier than `year`."""
    for match in reversed(list(_YEAR.finditer(value, sentence, measure.number))):
        begin, stop = match.span()
        if names and is_inside(names, begin):
            continue
        from_it = value.endswith(("从", "由"), sentence, begin) and not _STARTING.match(value, stop)
        base = value.endswith(_BASE, sentence, begin) and not value.endswith("占比", sentence, begin)
        if base or from_it or _BASE_BEHIND.match(value, stop, measure.number):
            if measure.unit != "倍" and value[stop : measure.start] in ("", "的", "底", "底的", "末的"):
                return True  # 比2020年的50%: what it was
            continue
        if int(match["last"] or match["year"]) >= year:
            return False
        if _anew().search(value, stop, measure.number) or _LATER.match(value, stop, measure.number):
            return False  # 截至2022年底建成7座,力争新增3座; 2022年以来签约的项目,6月底前开工15个
        if value.endswith(("截至", "截止", "截止到"), sentence, begin) or _DONE.search(
            value, stop, measure.number
        ):
            return True
        due = value.endswith(("到", "至", "力争", "确保", "争取"), sentence, begin)
        return not due and _DUE.match(value, stop) is None
    return False


@cache
def _lately() -> re.Pattern[str]:
    """去年, 上年度, 截至目前."""
    named = sorted(words("targets")["lately"], key=len, reverse=True)
    # Not behind 以, which is looked for when the first character is there: a scan can skip to that.
    return re.compile("|".join(f"{word[0]}(?<!以{word[0]}){re.escape(word[1:])}" for word in named))


@cache
def _anew() -> re.Pattern[str]:
    """今年, 力争: from here on the plan speaks of what is to come."""
    return re.compile(rf"{alternation(words('targets')['anew'])}(?!的)")
