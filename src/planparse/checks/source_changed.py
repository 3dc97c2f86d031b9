"""The document is not the one that the task list was made from, byte by byte.

原文与提取时不是同一份文件:校验值不同。也许原文修订过,也许给错了文件,也许校验值被改了。其余各项照样对照,只是不比较行号和位置。
核对以后,把 `source.sha256` 改成新的校验值。

错:

    source: {sha256: '0000000000000000000000000000000000000000000000000000000000000000'}

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
TITLE = "原文已经改动"
HINT = "照新的原文核对各处,再改 sha256;或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("source-changed")
