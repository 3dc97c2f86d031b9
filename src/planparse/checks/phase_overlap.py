"""A stage that begins before the one before it has ended.

一个阶段还没有结束,下一个阶段已经开始。以月为界的不算:前一阶段到 5 月底,后一阶段从 5 月起;前后共用一天的也不算。

错:

    phases:
    - {title: 部署阶段, start: 2024-03-11, end: 2024-04-22}
    - {title: 实施阶段, start: 2024-03-25, end: 2024-10-30}

对:

    phases:
    - {title: 部署阶段, start: 2024-03-11, end: 2024-03-22}
    - {title: 实施阶段, start: 2024-03-25, end: 2024-10-30}
"""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date, timedelta

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "阶段重叠"
HINT = "核对两个阶段的起止日期"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    before: tuple[date, str] | None = None
    for number, phase in enumerate(plan.phases):
        if before is not None and phase.start is not None and not _follows(before[0], phase.start):
            path = ("phases", number, "start")
            yield Problem(path, f"“{phase.title}”自 {phase.start} 起,而“{before[1]}”到 {before[0]} 才结束")
        if phase.end is not None:
            before = (phase.end, phase.title)


def _follows(end: date, start: date) -> bool:
    """Whether a stage that begins on `start` follows one that ends on `end`; a month or a day may be shared."""
    if start >= end:
        return True
    is_month = start.day == 1 and (end + timedelta(days=1)).day == 1
    return is_month and (start.year, start.month) == (end.year, end.month)
