"""Two tasks with one id: whatever refers to it would mean either.

两项任务的编号相同。凡引用这个编号的,说不清是哪一项。复制一项来改时,编号也要改。

错:

    tasks:
    - {id: '1.1', number: (一), outline: [一、任务]}
    - {id: '1.1', number: (一), outline: [一、任务]}

对:

    tasks:
    - {id: '1.1', number: (一), outline: [一、任务]}
    - {id: '1.2', number: (二), outline: [一、任务]}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "error"
TITLE = "任务编号重复"
HINT = "改成全文唯一的编号"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, task in enumerate(plan.tasks):
        if task.id in seen and task.id:
            yield Problem(("tasks", number, "id"), f"任务编号“{task.id}”重复")
        seen.add(task.id)
