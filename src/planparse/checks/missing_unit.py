"""A task that nobody has to do, among tasks that each name somebody.

任务没有牵头单位,也没有责任单位,而同一部分的多数任务都有;或者只有配合单位。文件本来就不分工的部分
(总体要求、没有分工的清单)不报。

错:

    tasks:
    - {outline: [二、任务], lead_units: [县水利局]}
    - {outline: [二、任务]}
    - {outline: [二、任务], responsible_units: [县林业局]}

对:

    tasks:
    - {outline: [二、任务], lead_units: [县水利局]}
    - {outline: [二、任务], responsible_units: [各乡镇]}
    - {outline: [二、任务], responsible_units: [县林业局]}
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan, Task

SEVERITY: Severity = "warning"
TITLE = "任务没有单位"
HINT = "补上 lead_units 或 responsible_units"


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    without = [number for number, task in enumerate(plan.tasks) if not _is_assigned(task)]
    if not without:
        return
    placed = [task for number, task in enumerate(plan.tasks) if number not in facts.doubtful]
    tasks = Counter(map(_section, placed))
    assigned = Counter(_section(task) for task in placed if _is_assigned(task))
    for number in without:
        task = plan.tasks[number]
        others = tasks[_section(task)] - 1
        if task.supporting_units:
            yield Problem(("tasks", number), f"任务“{task.id}”只有配合单位")
        elif 2 * assigned[_section(task)] > others:
            yield Problem(("tasks", number), f"任务“{task.id}”没有牵头单位和责任单位")


def _is_assigned(task: Task) -> bool:
    """Whether somebody answers for a task, or for each part of it."""
    return bool(
        task.lead_units
        or task.responsible_units
        or task.people
        or any(part.lead_units or part.responsible_units for part in task.subtasks)
    )


def _section(task: Task) -> tuple[str, str]:
    """The part of the document in which a task stands."""
    return task.section_kind, task.outline[0] if task.outline else ""
