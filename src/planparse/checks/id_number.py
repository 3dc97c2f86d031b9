"""An id that is not made of the numbers printed above and before the task.

任务编号应由各级序号的阿拉伯数字组成:“二、”下“(一)”下的“3.”是 2.1.3。插入或移动任务后,编号与序号要一起改。
附件里的任务以 A1. 开头;同一序号出现两次的,后一个加 -2。

错:

    tasks:
    - {id: '2.4', number: '3', outline: [二、重点任务]}

对:

    tasks:
    - {id: '2.3', number: '3', outline: [二、重点任务]}
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator

from planparse.checks.facts import Facts
from planparse.checks.ordinals import ordinal
from planparse.checks.problem import Problem
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "编号与序号不一致"
HINT = "编号由各级序号组成,如 2.1.3"

_ID = re.compile(r"(?P<annex>(?:[A-Z]\d*\.)*)(?P<numbers>\d+(?:\.\d+)*)(?:-\d+)?")


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    times = Counter([task.id for task in plan.tasks])
    above: dict[tuple[str, ...], str | None] = {}
    for number, task in enumerate(plan.tasks):
        if not task.id or not task.number or times[task.id] > 1:
            continue  # an id that stands twice is told of as that
        if task.outline not in above:
            above[task.outline] = _path(task.outline)
        before, count = above[task.outline], ordinal(task.number)
        meant = None if before is None or count is None else f"{before}{count}"
        if task.id == meant:
            continue
        match = _ID.fullmatch(task.id)
        path = ("tasks", number, "id")
        if match is None:
            yield Problem(path, f"编号“{task.id}”不是由序号组成的")
        elif meant is not None and _plain(match["numbers"]) != meant and number not in facts.doubtful:
            hint = f"按章节和序号应为 {match['annex']}{meant}"
            yield Problem(path, f"编号“{task.id}”与序号不一致", hint=hint)


def _path(outline: tuple[str, ...]) -> str | None:
    """The numbers of the headings, each with a dot behind it; None where a heading has none."""
    counts = [ordinal(one) for one in outline]
    return None if None in counts else "".join(f"{count}." for count in counts)


def _plain(numbers: str) -> str:
    """The numbers of an id without zeros before them: 02.1 is 2.1."""
    return ".".join(number.lstrip("0") or "0" for number in numbers.split("."))
