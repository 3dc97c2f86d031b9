"""Counts over one plan or many: tasks by section, unit, role and year, and deadlines on a time line.

>>> from planparse import parse
>>> plan = parse("一、任务\\n1.修路。2024年3月底前修。(牵头单位:县水利局;配合单位:各镇)\\n2.架桥。架。")
>>> tallies = tally([plan])
>>> tallies.tasks, tallies.sections, tallies.units, tallies.years
(2, {'一、任务': 2}, {'县水利局': 1, '各镇': 1}, {2024: 1, None: 1})
>>> tallies.roles, tallies.months
({'lead': 1, 'responsible': 0, 'supporting': 1, None: 1}, {(2024, 3): 1})
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from planparse.records import Plan, Role
from planparse.workload import ROLES, shares, workload


class Tallies(NamedTuple):
    """Counts of tasks; those of `months` are of deadlines. The key None counts what has none."""

    plans: int
    tasks: int
    sections: dict[str, int]
    """by the heading next above, in printed order"""
    units: dict[str, int]
    """those with most tasks first"""
    roles: dict[Role | None, int]
    """tasks that have units in the role"""
    years: dict[int | None, int]
    """by the year in which all must be done"""
    months: dict[tuple[int, int], int]
    """by year and month, in order"""


def tally(plans: Sequence[Plan]) -> Tallies:
    """Count over plans."""
    tasks = [task for plan in plans for task in plan.tasks]
    units = {
        unit.name: len({(share.plan, share.task.id) for share in unit.shares})
        for unit in workload(plans).values()
    }
    roles: dict[Role | None, int] = dict.fromkeys((*ROLES, None), 0)
    for task in tasks:
        for role in dict.fromkeys(role for _, role, _ in shares(task)) or (None,):
            roles[role] += 1
    years = Counter(task.due.year if task.due else None for task in tasks)
    days = [deadline.date for task in tasks for deadline in task.deadlines if deadline.date]
    months = Counter((day.year, day.month) for day in days)
    return Tallies(
        len(plans),
        len(tasks),
        dict(Counter(task.outline[-1] if task.outline else "" for task in tasks)),
        dict(sorted(units.items(), key=lambda pair: -pair[1])),
        roles,
        dict(sorted(years.items(), key=lambda pair: (pair[0] is None, pair[0] or 0))),
        dict(sorted(months.items())),
    )


def most(counts: dict[str, int], top: int) -> dict[str, int]:
    """The `top` highest counts, in their order; of equal ones the first.

    >>> most({"甲": 1, "乙": 3, "丙": 2}, 2)
    {'乙': 3, '丙': 2}
    """
    kept = {name for name, _ in sorted(counts.items(), key=lambda pair: -pair[1])[:top]}
    return {name: count for name, count in counts.items() if name in kept}
