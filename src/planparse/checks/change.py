"""A difference between a task list and its document, and the differences that people have accepted.

>>> from planparse.records import Accepted
>>> change = Change("unit-changed", ("tasks", 0), "", tasks=("2.1",), field="lead_units", values=("甲局", "乙局"))
>>> accepts(Accepted(task="2.1", code="unit-changed", reason="调整分工"), change)
True
>>> accepts(Accepted(task="2.1", code="unit-changed", value="丙局", reason="调整分工"), change)
False
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from planparse.checks.problem import Path
from planparse.records import Accepted


class Change(NamedTuple):
    """One difference: the code under which it is told, where, and what."""

    code: str
    path: Path
    message: str
    wording: str = ""
    """what to point at within the value, where that is a long text"""
    hint: str = ""
    """instead of the check's own"""
    leans_on: tuple[Path, ...] = ()
    """what else was looked at"""
    tasks: tuple[str, ...] = ()
    """the task's id here and in the document; none where it is no task's"""
    field: str = ""
    values: tuple[str, ...] = ()
    """what the document has, and what stands here instead"""


class Judged(NamedTuple):
    """The differences that nobody accepted, and the places in `accepted` of what speaks of none."""

    changes: tuple[Change, ...] = ()
    unused: tuple[int, ...] = ()


def accepts(accepted: Accepted, change: Change) -> bool:
    """Whether an entry of `accepted` speaks of a difference."""
    return (
        accepted.code == change.code
        and (accepted.task in change.tasks if accepted.task is not None else not change.tasks)
        and accepted.field in (None, change.field)
        and (accepted.value is None or accepted.value in change.values)
        and bool(accepted.reason.strip())
    )


def judge(changes: Sequence[Change], accepted: Sequence[Accepted]) -> Judged:
    """Part what is accepted from what is not."""
    used: set[int] = set()
    left = []
    for change in changes:
        fitting = [number for number, one in enumerate(accepted) if accepts(one, change)]
        used.update(fitting)
        if not fitting:
            left.append(change)
    return Judged(tuple(left), tuple(number for number in range(len(accepted)) if number not in used))
