"""A leading group that the document has otherwise.

工作机构与原文不同:名称、职务、成员变了,多了或者少了。

错:

    groups:
    - {name: 清河县节水工作领导小组, roles: {组长: [李强], 副组长: [赵刚]}}

对:

    groups:
    - {name: 清河县节水工作领导小组, roles: {组长: [李强], 副组长: [王明]}}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "工作机构与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("group-changed")
