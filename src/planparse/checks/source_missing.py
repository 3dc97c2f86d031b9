"""The document of a task list is nowhere: nothing can be held against it.

找不到原文。`--source` 给出的文件夹里,没有叫这个名字的文件,也没有校验值相同的文件;不能对照。

错:

    source: {file: 另一份方案.txt, sha256: '0000000000000000000000000000000000000000000000000000000000000000'}

对:

    source: {file: plan.txt}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "找不到原文"
HINT = "检查 source.file,或用 --source 直接给出原文"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("source-missing")
