"""A target whose number is not the one that its wording says: 5.4万亩 is 54000.

指标的数值、单位与数量原文不一致,或者原文里没有这个数量。数值写成不带“万”“亿”的数字。

错:

    tasks:
    - targets: [{text: 粮食面积5.4万亩, measure: 5.4万亩, value: 5.4, unit: 亩}]

对:

    tasks:
    - targets: [{text: 粮食面积5.4万亩, measure: 5.4万亩, value: 54000, unit: 亩}]
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import NamedTuple

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.checks.walk import targets
from planparse.clauses.targets import find_targets
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "指标数值与原文不一致"
HINT = "照原文改正数值,或者改正原文"

_LEAD_IN = "完成"
"""A number that opens a sentence counts what there is; behind a verb it is one to reach."""


def check(plan: Plan, _facts: Facts) -> Iterator[Problem]:
    for path, target in targets(plan):
        measure = target.measure
        if not measure or not target.unit:
            continue
        if target.text and measure not in target.text:
            yield Problem((*path, "measure"), f"指标原文“{target.text}”里没有“{measure}”")
        if measure == f"{target.value}{target.unit}":
            continue
        said = read_measure(measure)
        if said is None:
            continue
        if said.value != target.value:
            yield Problem((*path, "value"), f"“{measure}”应为 {said.value},现为 {target.value}")
        if said.unit != target.unit:
            yield Problem((*path, "unit"), f"“{measure}”的单位应为“{said.unit}”,现为“{target.unit}”")
        if said.comparator not in ("=", target.comparator):
            yield Problem(
                (*path, "comparator"), f"“{measure}”的比较符应为 {said.comparator},现为 {target.comparator}"
            )


class Measure(NamedTuple):
    """What a wording of a number says."""

    value: int | float
    unit: str
    comparator: str


@lru_cache(maxsize=4096)
def read_measure(measure: str) -> Measure | None:
    """Read the wording of a number with its unit; None where it cannot be read.

    >>> read_measure("5.4万亩"), read_measure("95%以上"), read_measure("若干")
    (Measure(value=54000, unit='亩', comparator='='), Measure(value=95, unit='%', comparator='>='), None)
    """
    value = _LEAD_IN + measure
    found = next(find_targets(value, 0, len(value), None), None)
    return Measure(found.value, found.unit, found.comparator) if found else None
