"""What is past: a number that an earlier year reached.

>>> value = "2019年,收入为1.54万元"
>>> from planparse.clauses.amounts import numbers_in, read_measure
>>> is_past(value, read_measure(value, numbers_in(value)[0], 0), 0, 2021, [])
True
"""

from __future__ import annotations

import re

from planparse.clauses.amounts import Measure
from planparse.clauses.deadlines import is_inside
from planparse.clauses.units import Stretch
from planparse.patterns import lazily

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


def is_past(value: str, measure: Measure, sentence: int, year: int, names: list[Stretch]) -> bool:
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
