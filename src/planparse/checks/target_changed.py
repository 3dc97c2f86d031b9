"""A target that the document has otherwise.

指标与原文不同:数值、比较符、计量单位、截止日期变了,多了或者少了。任务的指标和总体目标都在内。

错:

    tasks:
    - {id: '1.1', targets: [{text: 2024年10月底前改造老旧管网30公里以上, indicator: 老旧管网, comparator: '>=', value: 30, unit: 公里, measure: 30公里以上}]}
    - {id: '1.2'}
    - {id: '3'}

对:

    accepted:
    - {task: '1.1', code: target-changed, field: indicator, reason: 名称改短}
    tasks:
    - {id: '1.1', targets: [{text: 2024年10月底前改造老旧管网30公里以上, indicator: 老旧管网, comparator: '>=', value: 30, unit: 公里, measure: 30公里以上}]}
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
TITLE = "指标与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("target-changed")
