"""Two tasks with one id: whatever refers to it would mean either."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "error"
HINT = "改成全文唯一的编号"


def check(plan: Plan) -> Iterator[Problem]:
    return problems([task.id for task in plan.tasks])


def problems(ids: list[Any]) -> Iterator[Problem]:
    """A problem for each id that stood before; what is no text is another fault."""
    seen: set[str] = set()
    for number, one in enumerate(ids):
        if not isinstance(one, str):
            continue
        if one in seen:
            yield Problem(("tasks", number, "id"), f"任务编号“{one}”重复")
        seen.add(one)
