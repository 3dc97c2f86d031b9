"""A deadline that the document has otherwise.

任务的完成时限与原文不同:`due` 或者 `deadlines` 里的日期、类别、精度、周期变了,多了或者少了。

错:

    tasks:
    - {id: '1.1', deadlines: [{text: 2024年10月底前, kind: by, date: 2024-10-31, precision: day}]}
    - {id: '1.2'}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1', deadlines: [{text: 2024年10月底前, kind: by, date: 2024-10-31, precision: month}]}
    - {id: '1.2'}
    - {id: '3'}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "时限与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("deadline-changed")
