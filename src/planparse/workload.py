"""Who has what: the share of each unit in one plan or in many.

>>> from planparse import parse
>>> plan = parse("一、任务\\n1.修路。修。(牵头单位:县交通局;配合单位:各镇)\\n2.架桥。2024年6月底前架。(责任单位:县交通运输局)")
>>> for unit in workload([plan]).values():
...     print(unit.name, unit.count("lead"), unit.count("responsible"), unit.count("supporting"), unit.next_due())
县交通运输局 1 1 0 2024-06-30
各镇 0 0 1 None

A unit is its full name where that is certain, else its name as printed: 县交通局 and 县交通运输局 are one.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from typing import NamedTuple

from planparse.clauses.agencies import resolve
from planparse.records import Document, Plan, Role, SourceFile, Task

ROLES: tuple[Role, ...] = ("lead", "responsible", "supporting")


class Share(NamedTuple):
    """A unit's part in one task: which plan of those given, the task, the role, and its name as printed there."""

    plan: int
    task: Task
    role: Role
    printed: str


class Unit(NamedTuple):
    """One unit and all its shares, in printed order."""

    name: str
    shares: list[Share]

    def count(self, role: Role) -> int:
        """The tasks in which the unit has the role."""
        return sum(share.role == role for share in self.shares)

    def plans(self) -> int:
        """The plans that name the unit in a task."""
        return len({share.plan for share in self.shares})

    def next_due(self, today: date | None = None) -> date | None:
        """The first day, from `today` on, by which one of its tasks must be done; None when there is none."""
        days = {deadline.date for share in self.shares for deadline in share.task.deadlines if deadline.date}
        days |= {share.task.due for share in self.shares if share.task.due}
        return min((day for day in days if today is None or day >= today), default=None)


def workload(plans: Sequence[Plan]) -> dict[str, Unit]:
    """Each unit that a task names, by name, in the order in which they are first printed."""
    units: dict[str, Unit] = {}
    for number, plan in enumerate(plans):
        for task in plan.tasks:
            for name, role, printed in shares(task):
                units.setdefault(name, Unit(name, [])).shares.append(Share(number, task, role, printed))
    return units


def shares(task: Task) -> Iterator[tuple[str, Role, str]]:
    """Each unit of a task with its role and its name as printed, once; a task list without evidence is resolved here."""
    listed: tuple[tuple[str, ...], ...] = (task.lead_units, task.responsible_units, task.supporting_units)
    full = {one.unit: one.resolved for one in task.assignments}
    if not full:
        whole = [name for names in listed for name in names]
        full = dict(zip(whole, resolve(whole), strict=True))
    seen: set[tuple[str, Role]] = set()
    for role, names in zip(ROLES, listed, strict=True):
        for printed in names:
            name = full.get(printed) or printed
            if (name, role) not in seen:
                seen.add((name, role))
                yield name, role, printed


def own_list(unit: Unit, plans: Sequence[Plan]) -> Plan:
    """A unit's own list: a plan that holds its tasks alone, with everybody who shares in them.

    Of one plan, it is that plan with the unit's tasks, its stages, its notes and the groups in which the unit sits.
    Of several, each task says in its outline which document it is from, and its place is one in that document.
    """
    numbers = sorted({share.plan for share in unit.shares})
    kept = {number: [s.task for s in unit.shares if s.plan == number] for number in numbers}
    title = f"{unit.name}任务清单"
    spellings = {unit.name, *(share.printed for share in unit.shares)}
    if len(numbers) == 1:
        plan = plans[numbers[0]]
        return replace(
            plan,
            document=replace(plan.document, title=f"{plan.document.title or ''}{title}"),
            tasks=_once(kept[numbers[0]]),
            groups=tuple(g for g in plan.groups if any(spellings & set(names) for names in g.roles.values())),
            targets=(),
            sections=(),
            diagnostics=(),
            removed=(),
        )
    tasks: list[Task] = []
    for number in numbers:
        document = plans[number].document
        source = document.title or plans[number].source.file
        tasks += [
            replace(task, id=f"{number + 1}-{task.id}", outline=(f"《{source}》", *task.outline))
            for task in _once(kept[number])
        ]
    sources = [plans[number].source for number in numbers]
    digest = hashlib.sha256("".join(source.sha256 for source in sources).encode()).hexdigest()
    file = SourceFile(file="、".join(source.file for source in sources), sha256=digest)
    return Plan(document=Document(title=title), source=file, tasks=tuple(tasks))


def _once(tasks: Sequence[Task]) -> tuple[Task, ...]:
    """The tasks without repetition: a unit may have two roles in one."""
    return tuple({task.id: task for task in tasks}.values())
