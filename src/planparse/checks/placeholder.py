"""A blank that somebody meant to fill in: XX, X月X日, 待定.

留空待填的地方没有填:XX、××、X月X日、2024年 月 日、〔2024〕号、待定、下划线。全文多处以 XX 代替地名的
(五处以上,多为公开的范本),只查日期、数量和“待定”。

错:

    tasks:
    - {lead_units: [县XX局], text: X月X日前完成}

对:

    tasks:
    - {lead_units: [县水利局], text: 3月10日前完成}
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.checks.walk import plain_text, wordings
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "占位符"
HINT = "填上实际内容"

MOST_NAMES = 5
"""Fields with XX for a name: in more of them it is a template's way of writing, not an oversight."""

_MARKS = (
    "X",
    "×",
    "Ｘ",
    "xx",
    "x月",
    "x年",
    "x日",
    "待定",
    "待补",
    "待填",
    "TBD",
    "TODO",
    "__",
    "＿",
    "***",
    "年 ",
    "〕号",
    "〕 ",
)
"""One of these stands in every placeholder: most plans have none, and are done."""
_CROSS = "[XxＸｘ×]"
_BLANK = re.compile(
    rf"(?<![A-Za-z0-9.]){_CROSS}+\s?(?:年|月|日|万|亿|千|百|元|个|家|人|名|项|亩|公里|级|号|[%％])(?![A-Za-z])"
    r"|年 +月(?: +日)?|〕\s*号|(?:待定|待补充?|待填写?)(?![点级向位])|\bTBD\b|\bTODO\b|_{2,}|＿+|\*{3,}"
)
_NAME = re.compile(rf"(?<![A-Za-z0-9]){_CROSS}{{2,}}(?![A-Za-z0-9])")


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    together = plain_text(plan)
    if not any(mark[0] in together and mark in together for mark in _MARKS):
        return
    names: list[Problem] = []
    for path, text in wordings(plan):
        blank = _BLANK.search(text)
        if blank:
            yield _problem(path, blank)
            continue
        name = _NAME.search(text)
        if name:
            names.append(_problem(path, name))
    if len(names) <= MOST_NAMES:
        yield from names


def _problem(path: tuple[str | int, ...], match: re.Match[str]) -> Problem:
    return Problem(path, f"占位符“{match[0]}”还没有填", wording=match[0])
