"""A task that the document does not have.

清单里有这项任务,原文没有:后加的,或者一项抄了两遍。有意的写进 `accepted`。

错:

    tasks:
    - {id: '1.1'}
    - {id: '1.2'}
    - id: '1.3'
      number: '3'
      outline: [一、重点任务]
      text: 节水宣传进校园。
      responsible_units: [县机关事务中心]
      source: {line: 4, start: 81, end: 117}
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
TITLE = "原文没有的任务"
HINT = "删去,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("task-not-in-source")
