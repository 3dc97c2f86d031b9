"""An entry of `accepted` that speaks of no difference, or of none that there can be.

`accepted` 记的改动并不存在:已经改回,或者任务编号、字段、值写错了。代码写错的,不带 `--source` 也报告。

错:

    accepted:
    - {task: '1.1', code: person-changed, reason: 县领导分工调整}

对:

    accepted:
    - {task: '1.1', code: person-changed, reason: 县领导分工调整}
    tasks:
    - {id: '1.1', people: [{role: 分管领导, name: 王明}]}
    - {id: '1.2'}
    - {id: '3'}
"""

from __future__ import annotations

from collections.abc import Iterator
from difflib import get_close_matches

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "多余的认可"
HINT = "删去这一项,或者改正任务编号、字段和值"


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    for number, accepted in enumerate(plan.accepted):
        path = ("accepted", number)
        if accepted.code and accepted.code not in facts.acceptable:
            near = get_close_matches(accepted.code, facts.acceptable, 1, 0.6)
            hint = f"是否想写“{near[0]}”?" if near else "可以认可的代码见 docs/checks.md 的“对照原文”"
            yield Problem((*path, "code"), f"没有可以认可的“{accepted.code}”这个代码", hint=hint)
        elif number in facts.judged.unused:
            whose = f"任务“{accepted.task}”" if accepted.task else "这份清单"
            yield Problem(path, f"{whose}没有要认可的“{accepted.code}”")
