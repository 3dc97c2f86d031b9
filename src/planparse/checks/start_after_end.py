"""A stage or a deadline that begins after it ends.

阶段或者时限的开始日期晚于结束日期。

错:

    phases:
    - {title: 集中整治阶段, start: 2024-10-30, end: 2024-03-25}

对:

    phases:
    - {title: 集中整治阶段, start: 2024-03-25, end: 2024-10-30}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.checks.walk import deadlines
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "开始晚于结束"
HINT = "核对两个日期"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    for number, phase in enumerate(plan.phases):
        if phase.start is not None and phase.end is not None and phase.start > phase.end:
            path = ("phases", number, "start")
            yield Problem(path, f"“{phase.title}”的开始日期 {phase.start} 晚于结束日期 {phase.end}")
    for _, place, deadline in deadlines(plan):
        if deadline.start is not None and deadline.date is not None and deadline.start > deadline.date:
            yield Problem(
                (*place, "start"),
                f"“{deadline.text}”的开始日期 {deadline.start} 晚于截止日期 {deadline.date}",
            )
