"""A unit that one list names twice.

同一单位在一个列表里写了两次。

错:

    tasks:
    - {responsible_units: [县水利局, 各乡镇, 县水利局]}

对:

    tasks:
    - {responsible_units: [县水利局, 各乡镇]}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.checks.walk import ROLES, unit_lists
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "单位重复"
HINT = "只留一个"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    for path, role, units in unit_lists(plan):
        if len(set(units)) < len(units):
            seen: set[str] = set()
            for place, unit in enumerate(units):
                if unit in seen and unit:
                    yield Problem((*path, role, place), f"“{unit}”在{ROLES[role]}中写了两次")
                seen.add(unit)
