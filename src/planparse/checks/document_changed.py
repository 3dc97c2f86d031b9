"""What the document says of itself, and which file it is, otherwise than it does.

公文要素(标题、发文字号、机关、日期等)或者来源文件的名称、类型、编码与原文不同。

错:

    document: {document_date: 2024-03-18}

对:

    document: {document_date: 2024-03-08}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "公文要素与原文不同"
HINT = "照原文改正,或写进 accepted 并说明原因"


def check(_plan: Plan, facts: Facts) -> Iterator[Problem]:
    return facts.problems("document-changed")
