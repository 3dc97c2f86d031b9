"""Wording that the document does not hold, wherever it is looked for.

任务的名称、内容、单位、姓名、时限和指标的文字,原文里找不到。空格、换行、全角半角不论;指出的是找不到的那一句。

错:

    tasks:
    - {id: '1.1', text: 2024年10月底前改造老旧管网30公里左右。}
    - {id: '1.2'}
    - {id: '3'}

对:

    tasks:
    - {id: '1.1', text: 2024年10月底前改造老旧管网 30 公里以上。}
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
TITLE = "原文没有这样的文字"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("wording-not-in-source")
