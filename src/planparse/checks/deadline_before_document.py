"""A deadline before the date of the document that sets it.

时限早于成文日期。多为年份写错,或者照抄了上一年的文件。照阶段得来的时限(`inherited`)不查:文件印发时,头一个阶段可以已经过去。

错:

    document: {document_date: 2024-03-08}
    tasks:
    - due: 2023-12-31
      deadlines: [{text: 2023年底前, kind: by, date: 2023-12-31}]

对:

    document: {document_date: 2024-03-08}
    tasks:
    - due: 2024-12-31
      deadlines: [{text: 2024年底前, kind: by, date: 2024-12-31}]
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "时限早于成文日期"
HINT = "核对年份"


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    issued = plan.document.document_date
    if issued is None:
        return
    for number, task in enumerate(plan.tasks):
        dated = [one for one in task.deadlines if one.date is not None]
        for place, deadline in enumerate(task.deadlines):
            if deadline.date is not None and deadline.date < issued and not deadline.inherited:
                path = ("tasks", number, "deadlines", place, "date")
                yield Problem(path, f"时限 {deadline.date} 早于成文日期 {issued}")
        if task.due is not None and task.due < issued and not dated:
            yield Problem(("tasks", number, "due"), f"完成时限 {task.due} 早于成文日期 {issued}")
