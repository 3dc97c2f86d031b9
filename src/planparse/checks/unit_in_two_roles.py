"""A unit that leads a task and supports it too: which of the two it answers for is open.

同一单位在一项任务里既是牵头单位又是责任单位,或者又是配合单位。保留原文所写的一个角色。

错:

    tasks:
    - {lead_units: [县水利局], supporting_units: [县财政局, 县水利局]}

对:

    tasks:
    - {lead_units: [县水利局], supporting_units: [县财政局]}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Path, Problem
from planparse.checks.walk import ROLES, unit_lists
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "单位有两个角色"
HINT = "只留一个角色"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    whose: Path | None = None
    roles: dict[str, str] = {}
    for path, role, units in unit_lists(plan):
        if path != whose:
            whose, roles = path, {}
        told: set[str] = set()
        for place, unit in enumerate(units):
            before = roles.setdefault(unit, role)
            if before != role and unit and unit not in told:
                told.add(unit)
                yield Problem((*path, role, place), f"“{unit}”已是{ROLES[before]},又列为{ROLES[role]}")
