"""A number that does not follow the one before it under the same heading.

同一标题下,任务的序号不连续:缺了一项,或者次序颠倒。删去一项任务后,其后的序号不必改;有意为之的,
在这一行写 `# planparse: ignore[numbering-gap] 原因`。

错:

    tasks:
    - {id: '2.1', number: '1', outline: [二、任务]}
    - {id: '2.3', number: '3', outline: [二、任务]}

对:

    tasks:
    - {id: '2.1', number: '1', outline: [二、任务]}
    - {id: '2.2', number: '2', outline: [二、任务]}
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.ordinals import ordinal
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan, Task

SEVERITY: Severity = "warning"
TITLE = "序号不连续"
HINT = "核对是否漏了一项,或者改正序号"


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    last: dict[tuple[str, ...], tuple[int, str]] = {}
    for number, task in enumerate(plan.tasks):
        if number in facts.doubtful:
            last.clear()  # it may have been any
            continue
        _passes(task, last)
        count = ordinal(task.number)
        before = last.pop(task.outline, None)
        if count is None or task.section_kind == "phases":
            continue  # stages stand among these, and are no tasks
        last[task.outline] = (count, task.number)
        if before is None or count in (1, before[0] + 1):
            continue
        if count > before[0]:
            missing = count - before[0] - 1
            message = f"“{before[1]}”之后是“{task.number}”,缺 {missing} 项"
        else:
            message = f"序号“{task.number}”不应在“{before[1]}”之后"
        yield Problem(("tasks", number, "number"), message)


def _passes(task: Task, last: dict[tuple[str, ...], tuple[int, str]]) -> None:
    """The headings above a task count too: (二) with tasks below it stands between (一) and (三)."""
    for depth in range(len(task.outline)):
        above = task.outline[:depth]
        count = ordinal(task.outline[depth])
        if above in last and count is not None and count in (last[above][0], last[above][0] + 1):
            last[above] = (count, task.outline[depth])
