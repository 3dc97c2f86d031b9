"""A task of the document that the task list does not have.

原文有这项任务,清单里没有:误删了,或者有意不列。有意的写进 `accepted`。

错:

    tasks:
    - {id: '1.1'}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1'}
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
TITLE = "缺少原文的任务"
HINT = "照原文补上,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("task-not-listed")
