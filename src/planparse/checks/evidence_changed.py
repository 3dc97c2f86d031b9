"""Places, outline, diagnostics and assignments that are not those of the document.

原文位置(行号、起止)、分工依据、章节、疑点、删除的文字,与重读原文所得的不同。这些由程序写出,不必手改;原文改动过的不比较。

错:

    tasks:
    - {id: '1.1', source: {line: 40, start: 17, end: 80}}
    - {id: '1.2'}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1', source: {line: 3, start: 17, end: 80}}
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
TITLE = "依据与原文不同"
HINT = "用 planparse extract 重新生成,照抄这一处"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("evidence-changed")
