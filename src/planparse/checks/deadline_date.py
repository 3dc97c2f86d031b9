"""A deadline whose date is not the one that its wording says: 3月底前 of 2024 is 2024-03-31.

时限的日期、类别与时限原文不一致,或者任务的 `due` 不是各时限中最晚的一个。原文没有年份的,年份取计划的年份,
或者同一任务里写到的年份。

错:

    document: {document_date: 2024-03-08}
    tasks:
    - due: 2024-03-30
      deadlines: [{text: 3月底前, kind: by, date: 2024-03-30, precision: month}]

对:

    document: {document_date: 2024-03-08}
    tasks:
    - due: 2024-03-31
      deadlines: [{text: 3月底前, kind: by, date: 2024-03-31, precision: month}]
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from functools import lru_cache

from planparse.checks.facts import Facts
from planparse.checks.problem import Problem
from planparse.clauses.deadlines import Found, find_deadlines
from planparse.clauses.times import Calendar
from planparse.findings import Severity
from planparse.records import Deadline, Plan, Task

SEVERITY: Severity = "warning"
TITLE = "时限日期与原文不一致"
HINT = "照原文改正日期,或者改正原文"

_YEAR = re.compile(r"(?:19|20)\d\d")
_MOST_YEARS = 12
_NEAR = 1
"""Years around the dates given that are tried where the plan's year is not known."""


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    for number, task in enumerate(plan.tasks):
        if not task.deadlines:
            continue
        years = _years_of(task, facts.calendar)
        for place, deadline in enumerate(task.deadlines):
            path = ("tasks", number, "deadlines", place)
            for field, message in _differences(deadline, years, facts.calendar):
                yield Problem((*path, field), message, leans_on=(path,))
        latest = max((one.date for one in task.deadlines if one.date is not None), default=None)
        if latest is not None and task.due is not None and task.due != latest:
            message = f"完成时限 {task.due} 不是各时限中最晚的 {latest}"
            leans_on = (("tasks", number, "deadlines"),)
            yield Problem(("tasks", number, "due"), message, leans_on=leans_on)


def _differences(deadline: Deadline, years: Sequence[int], calendar: Calendar) -> Iterator[tuple[str, str]]:
    """The fields in which a deadline differs from its wording, and how."""
    readings = [
        found
        for year in _years(deadline, years, calendar)
        for found in read_wording(deadline.text, year, calendar.document_date)
    ]
    if not readings:
        return
    if any(_agrees(deadline, found) for found in readings):
        return
    said = readings[0]
    if said.day != deadline.date and said.day is not None:
        yield "date", f"“{deadline.text}”应为 {said.day},现为 {deadline.date or '空'}"
    elif deadline.inherited:
        return
    elif said.kind != deadline.kind:
        yield "kind", f"“{deadline.text}”的类别应为 {said.kind},现为 {deadline.kind}"
    elif said.first != deadline.start:
        yield "start", f"“{deadline.text}”自 {said.first} 起,现为 {deadline.start or '空'}"
    elif said.every != deadline.every:
        yield "every", f"“{deadline.text}”的周期应为 {said.every},现为 {deadline.every or '空'}"


def _agrees(deadline: Deadline, found: Found) -> bool:
    if found.day is None and deadline.date is not None:
        return True  # the wording names no day that could be read: a person knew it
    if deadline.inherited:
        return found.day == deadline.date
    return (found.kind, found.day, found.first, found.every) == (
        deadline.kind,
        deadline.date,
        deadline.start,
        deadline.every,
    )


def _years(deadline: Deadline, years: Sequence[int], calendar: Calendar) -> Sequence[int | None]:
    """The years that a date without one may be of, the likeliest first."""
    if calendar.year is None:
        return [deadline.date.year, deadline.date.year - _NEAR] if deadline.date else [None]
    return [calendar.year] if _YEAR.search(deadline.text) else years


def _years_of(task: Task, calendar: Calendar) -> Sequence[int]:
    """The plan's year, and those that a task names."""
    if calendar.year is None:
        return []
    said = [one.text for one in task.deadlines]
    named = _YEAR.findall(" ".join([*task.outline, task.title or "", task.text, *said]))
    return list(dict.fromkeys([calendar.year, *map(int, named)]))[:_MOST_YEARS]


@lru_cache(maxsize=8192)
def read_wording(text: str, year: int | None, document_date: date | None) -> tuple[Found, ...]:
    """The deadlines that a wording names, read in a year.

    >>> [str(found.day) for found in read_wording("3月底前", 2024, None)]
    ['2024-03-31']
    """
    return tuple(find_deadlines(text, 0, len(text), Calendar(year, document_date), labelled=True))
