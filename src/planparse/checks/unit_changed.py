"""A unit that the document has in another role, or not there, or that is left out.

牵头、责任、配合单位与原文不同:换了、多了、少了、角色变了、次序变了。一处改动报一次。

错:

    tasks:
    - {id: '1.1', lead_units: [县财政局], supporting_units: [县水利局, 各乡镇]}
    - {id: '1.2'}
    - {id: '3'}

对:

    accepted:
    - {task: '1.1', code: unit-changed, value: 县财政局, reason: 2024年5月调整分工}
    tasks:
    - {id: '1.1', supporting_units: [各乡镇]}
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
TITLE = "单位与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("unit-changed")
