"""A phase that the document has otherwise.

实施步骤的阶段与原文不同:名称、起止日期、内容变了,多了或者少了。

错:

    phases:
    - {title: 部署阶段, end: 2024-03-30}
    - {title: 实施阶段}

对:

    phases:
    - {title: 部署阶段, end: 2024-03-31}
    - {title: 实施阶段}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "阶段与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("phase-changed")
