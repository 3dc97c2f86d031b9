"""A person who answers for a task, and whom the document has otherwise.

任务的责任人与原文不同:换了、多了、少了,或者职责变了。

错:

    tasks:
    - {id: '1.1', people: [{role: 分管领导, name: 王明}]}
    - {id: '1.2'}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1', people: [{role: 责任领导, name: 王明}]}
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
TITLE = "责任人与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("person-changed")
