"""Other ways to look at a plan, each a table: by unit, deadlines in order, targets, stages, groups, notes, doubts.

>>> from planparse import parse
>>> from planparse.exporters.layout import Layout
>>> plan = parse("一、任务\\n1.修路。2024年3月底前修。(牵头单位:甲局)\\n2.架桥。架。(牵头单位:甲局)")
>>> for view in views(plan, Layout()):
...     print(view.title, view.rows)
按单位 [('甲局', '牵头', '修路', '1.1', datetime.date(2024, 3, 31), '第2行'), ('甲局', '牵头', '架桥', '1.2', None, '第3行')]
时限 [(datetime.date(2024, 3, 31), '2024年3月底前', '截止', '修路', '1.1', '甲局', '第2行')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import date
from typing import NamedTuple

from planparse.exporters.breakdown import headline, place
from planparse.exporters.layout import Labels, Layout
from planparse.exporters.punctuation import worded
from planparse.records import Deadline, Plan, Target, Task
from planparse.workload import workload

Value = str | int | float | date | None
_Pair = tuple[str, str]

_ROLES: dict[str, _Pair] = {
    "lead": ("牵头", "lead"),
    "responsible": ("责任", "responsible"),
    "supporting": ("配合", "supporting"),
}
_KINDS: dict[str, _Pair] = {
    "by": ("截止", "by"),
    "between": ("起止", "between"),
    "recurring": ("定期", "recurring"),
    "ongoing": ("长期", "ongoing"),
}
_COMPARATORS = {"=": "", ">=": "≥", "<=": "≤", ">": ">", "<": "<", "~": "约", "+": "增加", "-": "减少"}
_NOTES: dict[str, _Pair] = {
    "lead_rule": ("牵头规则", "lead rule"),
    "default_deadline": ("默认时限", "default deadline"),
    "scope": ("适用范围", "scope"),
}


class ViewColumn(NamedTuple):
    """One column: its header and its width in Latin characters."""

    header: str
    width: int


class View(NamedTuple):
    """One table; each row says all it has to say, so that it can be sorted and filtered."""

    title: str
    columns: tuple[ViewColumn, ...]
    rows: list[tuple[Value, ...]]


class _Kind(NamedTuple):
    """A view before it is filled; titles and headers are in Chinese and English."""

    title: _Pair
    columns: tuple[tuple[str, str, int], ...]
    rows: Callable[[Plan, Layout], Iterator[tuple[Value, ...]]]


def views(plan: Plan, layout: Layout) -> list[View]:
    """The views that have anything to show."""
    found = []
    for kind in _VIEWS:
        rows = list(kind.rows(plan, layout))
        if rows:
            columns = tuple(
                ViewColumn(_said((zh, en), layout.labels), width) for zh, en, width in kind.columns
            )
            found.append(View(_said(kind.title, layout.labels), columns, rows))
    return found


def _said(pair: _Pair, labels: Labels) -> str:
    return pair[labels == "en"]


def _by_unit(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    for unit in workload([plan]).values():
        for share in unit.shares:
            task, role = share.task, _said(_ROLES[share.role], layout.labels)
            name = worded(headline(task), layout)
            yield (
                worded(share.printed, layout), role, name, task.id, task.due, place(task.source, layout.labels),
            )  # fmt: skip


def _deadlines(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    """In order of date; what has none comes last."""
    found = [(deadline, task) for task in plan.tasks for deadline in task.deadlines]
    found.sort(key=lambda pair: pair[0].date or date.max)
    for deadline, task in found:
        source = deadline.source or task.source
        yield (
            deadline.date,
            worded(deadline.text, layout),
            _said(_KINDS[deadline.kind], layout.labels),
            worded(headline(task), layout),
            task.id,
            worded(_units(task), layout),
            place(source, layout.labels),
        )


def _units(task: Task) -> str:
    """The units that answer for a task: those that lead, else those responsible."""
    return "、".join(task.lead_units or task.responsible_units)


def _targets(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    whole = "总体目标" if layout.labels == "zh" else "overall"
    for target in plan.targets:
        yield whole, "", *_target(target, layout), target.by, _where(target, None, layout)
    for task in plan.tasks:
        for target in task.targets:
            name = worded(headline(task), layout)
            yield name, task.id, *_target(target, layout), target.by or task.due, _where(target, task, layout)


def _target(target: Target, layout: Layout) -> tuple[Value, ...]:
    return (
        worded(target.indicator or "", layout),
        _COMPARATORS[target.comparator],
        target.value,
        target.unit,
        worded(target.text, layout),
    )


def _where(found: Target | Deadline, task: Task | None, layout: Layout) -> str:
    source = found.source or (task.source if task else None)
    return place(source, layout.labels) if source else ""


def _phases(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    for phase in plan.phases:
        where = place(phase.source, layout.labels)
        yield worded(phase.title, layout), phase.start, phase.end, worded(phase.text, layout), where


def _groups(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    for group in plan.groups:
        for role, members in group.roles.items():
            listed = worded("、".join(members), layout)
            yield worded(group.name, layout), role, listed, place(group.source, layout.labels)


def _notes(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    for note in plan.notes:
        kind = _said(_NOTES[note.kind], layout.labels)
        yield kind, worded(note.text, layout), place(note.source, layout.labels)


def _diagnostics(plan: Plan, layout: Layout) -> Iterator[tuple[Value, ...]]:
    for one in plan.diagnostics:
        yield one.code, one.message, place(one.source, layout.labels)


_PLACE = ("位置", "Source", 11)
_TASK = (("事项", "Task", 44), ("编号", "ID", 10))
_VIEWS: tuple[_Kind, ...] = (
    _Kind(
        ("按单位", "By unit"),
        (("单位", "Unit", 24), ("角色", "Role", 8), *_TASK, ("到期日", "Due", 16), _PLACE),
        _by_unit,
    ),
    _Kind(
        ("时限", "Deadlines"),
        (
            ("到期日", "Due", 16),
            ("原文", "Wording", 22),
            ("类别", "Kind", 8),
            *_TASK,
            ("单位", "Units", 30),
            _PLACE,
        ),
        _deadlines,
    ),
    _Kind(
        ("目标", "Targets"),
        (
            ("事项", "Task", 30),
            ("编号", "ID", 9),
            ("指标名称", "Indicator", 22),
            ("比较", "Comparator", 7),
            ("数值", "Value", 12),
            ("计量单位", "Unit", 10),
            ("原文", "Wording", 28),
            ("到期日", "Due", 16),
            _PLACE,
        ),
        _targets,
    ),
    _Kind(
        ("阶段", "Phases"),
        (
            ("阶段名称", "Phase", 24),
            ("开始日期", "Start", 16),
            ("结束日期", "End", 16),
            ("内容", "Content", 70),
            _PLACE,
        ),
        _phases,
    ),
    _Kind(
        ("工作组", "Groups"),
        (("名称", "Group", 30), ("职务", "Role", 16), ("成员", "Members", 76), _PLACE),
        _groups,
    ),
    _Kind(("说明", "Notes"), (("类别", "Kind", 14), ("原文", "Wording", 90), _PLACE), _notes),
    _Kind(
        ("诊断", "Diagnostics"),
        (("代码", "Code", 22), ("说明", "Message", 90), _PLACE),
        _diagnostics,
    ),
)
