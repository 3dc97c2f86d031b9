"""Two tasks with one id: whatever refers to it would mean either."""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "error"
HINT = "改成全文唯一的编号"


def check(plan: Plan) -> Iterator[Problem]:
    seen: set[str] = set()
    for number, task in enumerate(plan.tasks):
        if task.id in seen:
            yield Problem(("tasks", number, "id"), f"任务编号“{task.id}”重复")
        seen.add(task.id)
