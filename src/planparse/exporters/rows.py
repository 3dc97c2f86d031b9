"""The one flattening that every tabular format uses: a task a row.

>>> from planparse import parse
>>> plan = parse("一、任务\\n1.修路。修一公里。(责任单位:甲局、乙局)")
>>> row = rows(plan)[0]
>>> row["number"], row["title"], row["responsible_units"]
('1', '修路', '甲局、乙局')
"""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from planparse.exporters.layout import Labels
from planparse.records import Plan, Task


class Column(NamedTuple):
    """One column: its key, its header in both languages, and what a task puts there."""

    key: str
    zh: str
    en: str
    cell: Callable[[Task], str]

    def header(self, labels: Labels) -> str:
        return self.zh if labels == "zh" else self.en


COLUMNS: tuple[Column, ...] = (
    Column("id", "编号", "ID", lambda task: task.id),
    Column("number", "序号", "Number", lambda task: task.number),
    Column("outline", "所属章节", "Section", lambda task: " / ".join(task.outline)),
    Column("title", "任务名称", "Task", lambda task: task.title or ""),
    Column("text", "工作内容", "Content", lambda task: task.text),
    Column("lead_units", "牵头单位", "Lead units", lambda task: "、".join(task.lead_units)),
    Column(
        "responsible_units", "责任单位", "Responsible units", lambda task: "、".join(task.responsible_units)
    ),
    Column("supporting_units", "配合单位", "Supporting units", lambda task: "、".join(task.supporting_units)),
    Column("people", "责任人", "People", lambda task: "、".join(f"{p.role}:{p.name}" for p in task.people)),
    Column("due", "完成时限", "Due", lambda task: str(task.due or "")),
    Column("targets", "指标", "Targets", lambda task: ";".join(target.text for target in task.targets)),
    Column("section_kind", "章节类别", "Kind", lambda task: task.section_kind),
    Column("line", "原文行号", "Source line", lambda task: str(task.source.line)),
)


def rows(plan: Plan) -> list[dict[str, str]]:
    """A row for each task, in printed order: column key to cell."""
    return [{column.key: column.cell(task) for column in COLUMNS} for task in plan.tasks]
