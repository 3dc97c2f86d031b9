"""Sentences with numbers that are no goals: rules on money, and on who may apply for it.

>>> said = "对新建园区补贴5万元。占地50亩以上的企业方可入驻。开展补贴性培训300人次。"
>>> sentences = [(0, 11), (11, 26), (26, len(said))]
>>> [(speaks_of_money(said, *one), speaks_to_applicants(said, *one)) for one in sentences]
[(True, False), (False, True), (False, False)]
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.patterns import lazily
from planparse.vocab import alternation, words

_NO_MONEY: Final = lazily(r"补贴性|资助(?:体系|面|学生|对象|工作)")
_FOR_APPLICANTS: Final = lazily(r"可以?申请|可认定|方可|以上的(?:企业|单位|个人|项目),.{0,20}(?:认定|申报)")


def speaks_of_money(value: str, start: int, end: int) -> bool:
    """Whether `value[start:end]` gives money or takes it: 补贴, and not 补贴性培训."""
    said = value[start:end]
    for word in words("targets")["rules_of_money"]:
        if word in said:
            break
    else:
        return False
    for match in _money().finditer(value, start, end):
        place = match.start()
        if value[place - 1 : place] != "捐" and not _NO_MONEY.match(value, place):
            return True
    return False


def speaks_to_applicants(value: str, start: int, end: int) -> bool:
    """Whether `value[start:end]` says who may apply."""
    said = value[start:end]
    return ("可" in said or "以上的" in said) and _FOR_APPLICANTS.search(said) is not None


@cache
def sums() -> re.Pattern[str]:
    """What makes a clause speak of a sum alone, not the whole sentence."""
    return re.compile(alternation(words("targets")["sums"]))


@cache
def _money() -> re.Pattern[str]:
    return re.compile(alternation(words("targets")["rules_of_money"]))
