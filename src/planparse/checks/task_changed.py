"""A task that says otherwise than the document, in words that the document has elsewhere, or not at all.

任务的编号、序号、章节、名称、内容、子任务或关键词与原文所说的不同;文字在原文别处有,或者删掉了。

错:

    tasks:
    - {id: '1.1'}
    - {id: '1.2', title: 改造管网}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1'}
    - {id: '1.2', title: 推广节水器具}
    - {id: '3'}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "任务与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("task-changed")
