"""A statement for many tasks that the document has otherwise.

对许多任务都有效的说明(“列第一位的为牵头单位”)与原文不同:文字、类别变了,多了或者少了。

错:

    notes:
    - {kind: scope, text: '以上所提目标任务,未明确年限的,皆为到2024年。', source: {line: 5, start: 118, end: 143}}

对:

    accepted:
    - {code: note-changed, reason: 只用作说明}
    notes:
    - {kind: scope, text: '以上所提目标任务,未明确年限的,皆为到2024年。', source: {line: 5, start: 118, end: 143}}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "说明与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("note-changed")
