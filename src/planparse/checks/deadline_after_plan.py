"""A deadline after the plan's own end: its last stage's, or that of the years in its title.

时限晚于计划的终止时间:最后一个阶段的结束日期,或者标题里的年份范围(2023—2025年)。两样都有的,以晚的为准。

错:

    document: {title: 节水三年行动方案(2023—2025年)}
    tasks:
    - due: 2026-12-31
      deadlines: [{text: 2026年底前, kind: by, date: 2026-12-31}]

对:

    document: {title: 节水三年行动方案(2023—2025年)}
    tasks:
    - due: 2025-12-31
      deadlines: [{text: 2025年底前, kind: by, date: 2025-12-31}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "时限晚于计划终止时间"
HINT = "核对年份,或者阶段的结束日期"

_YEARS = re.compile(r"(?<!\d)((?:19|20)\d\d)年?\s*[-—–~～至到]+\s*((?:19|20)\d\d)年?(?!\d)")


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    end = end_of(plan)
    if end is None:
        return
    for number, task in enumerate(plan.tasks):
        dated = False
        for place, deadline in enumerate(task.deadlines):
            dated = dated or deadline.date is not None
            if deadline.date is not None and deadline.date > end:
                path = ("tasks", number, "deadlines", place, "date")
                yield Problem(path, f"时限 {deadline.date} 晚于计划终止时间 {end}")
        if task.due is not None and task.due > end and not dated:
            yield Problem(("tasks", number, "due"), f"完成时限 {task.due} 晚于计划终止时间 {end}")


def end_of(plan: Plan) -> date | None:
    """The day on which a plan ends, by its title's years or its stages; None where neither says.

    >>> from planparse import parse
    >>> end_of(parse("湖州市打造示范区行动方案(2019-2022年)\\n一、任务\\n1.修路。"))
    datetime.date(2022, 12, 31)
    """
    ends = [phase.end for phase in plan.phases if phase.end is not None]
    years = _YEARS.search(plan.document.title or "")
    if years and years[1] <= years[2]:
        ends.append(date(int(years[2]), 12, 31))
    return max(ends, default=None)
