"""The 任务分解表 as offices print it: title and number on top, a task a row, its section merged down.

>>> from planparse import parse
>>> from planparse.exporters.layout import Layout
>>> plan = parse("一、任务\\n1.修路。修一公里,2024年3月底前完成。(责任单位:甲局,乙局)")
>>> table = breakdown(plan, Layout())
>>> [column.header for column in table.columns][:4]
['序号', '重点任务', '工作内容', '目标']
>>> table.lines[0].cells["content"], table.lines[0].cells["due"]
('修路。修一公里，2024年3月底前完成。', '2024年3月31日')
"""

from __future__ import annotations

from datetime import date
from itertools import pairwise
from typing import NamedTuple

from planparse.exporters.fitting import fit
from planparse.exporters.layout import Labels, Layout
from planparse.exporters.measure import width
from planparse.exporters.punctuation import worded
from planparse.records import Plan, Source, Subtask, Task
from planparse.structure.headings import LONGEST

_HEADERS: dict[str, tuple[str, str]] = {
    "number": ("序号", "No."),
    "section": ("重点任务", "Key task"),
    "content": ("工作内容", "Content"),
    "targets": ("目标", "Targets"),
    "lead": ("牵头单位", "Lead units"),
    "responsible": ("责任单位", "Responsible units"),
    "supporting": ("配合单位", "Supporting units"),
    "people": ("责任人", "People"),
    "due": ("完成时限", "Due"),
    "place": ("原文位置", "Source"),
}
_ABOVE = {
    "document_number": ("发文字号：", "Document number: "),
    "document_date": ("成文日期：", "Document date: "),
}
_LEAST = {
    "number": 2.6,
    "section": 6.6,
    "content": 14.0,
    "targets": 4.4,
    "lead": 4.4,
    "responsible": 4.4,
    "supporting": 4.4,
    "people": 4.4,
    "place": 4.0,
}
"""em that each column has at least: its header."""
_LISTS = ("清单", "分解表", "任务表", "分工表", "台账", "任务书")
"""How a title ends that says already that a list of tasks follows."""


class PrintedColumn(NamedTuple):
    """One column: its key in each line's cells, and its header."""

    key: str
    header: str


class Line(NamedTuple):
    """One task: its cells, how much of the cell `content` is its heading, and whether `due` says a date alone."""

    task: Task
    cells: dict[str, str]
    heading: int
    is_dated: bool


class Breakdown(NamedTuple):
    """The whole table. `number` is the line below the title, which names number and date; it may be empty."""

    title: str
    number: str
    columns: tuple[PrintedColumn, ...]
    lines: list[Line]

    def widths(self, whole: float, *, empty: float, day: float) -> dict[str, float]:
        """The width of each column in em, of `whole` em that all of them have.

        A column without text has `empty`, that of 完成时限 at least `day`.
        """
        longest = max((width(line.cells["number"]) for line in self.lines), default=0.0)
        least = _LEAST | {"number": min(max(_LEAST["number"], longest), 6.0), "due": day}
        keys = [column.key for column in self.columns]
        unused = (key for key in keys if not any(line.cells[key] for line in self.lines))
        least |= {key: empty for key in unused if key != "content"}
        texts = [[0.0 if key == "section" else width(line.cells[key]) for line in self.lines] for key in keys]
        return dict(zip(keys, fit(texts, [least[key] for key in keys], whole), strict=True))

    def sections(self) -> list[tuple[int, int]]:
        """The stretches of lines that stand under the same headings, as `start:end`; a line under none is its own."""
        outlines = [line.task.outline for line in self.lines]
        starts = [
            n for n, outline in enumerate(outlines) if n == 0 or not outline or outline != outlines[n - 1]
        ]
        return list(pairwise([*starts, len(outlines)]))


def breakdown(plan: Plan, layout: Layout) -> Breakdown:
    """The table of a plan. The column of people is there only where the plan names any."""
    keys = [key for key in _HEADERS if key != "people" or any(task.people for task in plan.tasks)]
    columns = tuple(PrintedColumn(key, _HEADERS[key][layout.labels == "en"]) for key in keys)
    lines = [_line(task, layout) for task in plan.tasks]
    return Breakdown(table_title(plan, layout), number_and_date(plan, layout), columns, lines)


def table_title(plan: Plan, layout: Layout) -> str:
    """What stands above the table: the document's title, and that this is a list of its tasks."""
    title = worded(plan.document.title or "", layout)
    if layout.labels == "en":
        return f"{title}: task breakdown" if title else "Task breakdown"
    return title if title.endswith(_LISTS) else f"{title}任务分解表"


def number_and_date(plan: Plan, layout: Layout) -> str:
    """The line below the title: the document's number and its date, as far as they are known."""
    document = plan.document
    facts = {
        "document_number": worded(document.document_number or "", layout),
        "document_date": day(document.document_date, layout.labels),
    }
    return "\u3000".join(_ABOVE[key][layout.labels == "en"] + fact for key, fact in facts.items() if fact)


def content(task: Task, layout: Layout) -> tuple[str, str]:
    """A task's wording: its title with the stop behind it, and its text; either may be empty."""
    title, text = worded(task.title or "", layout), worded(task.text, layout)
    stop = "。" if title and text and title[-1] not in "。！？：；!?:;" else ""
    return title + stop, text


def _line(task: Task, layout: Layout) -> Line:
    """One task. What stands below no heading is a section of its own: 四、重大规划及重要文件推进安排."""
    heading, text = content(task, layout)
    by = due(task, layout)
    return Line(
        task,
        {
            "number": worded(task.number, layout),
            "section": worded("\n".join(task.outline) or _own_section(task), layout),
            "content": heading + text,
            "targets": "；".join(worded(target.text, layout) for target in task.targets),
            "lead": worded("、".join(task.lead_units), layout),
            "responsible": worded("、".join(task.responsible_units), layout),
            "supporting": worded("、".join(task.supporting_units), layout),
            "people": worded(people(task), layout),
            "due": by,
            "place": place(task.source, layout.labels),
        },
        len(heading),
        task.due is not None and by == day(task.due, layout.labels),
    )


def _own_section(task: Task) -> str:
    """What a task without a heading above it is a section of: its title; its text, where that is as short as one."""
    text = task.text.strip(" 。;；")
    return task.title or (text if len(text) <= LONGEST and "\n" not in text else "")


def people(task: Task) -> str:
    """The persons of a task, the names of each role together; the role that the column names already is left out."""
    names: dict[str, list[str]] = {}
    for person in task.people:
        names.setdefault(person.role, []).append(person.name)
    if list(names) == [_HEADERS["people"][0]]:
        return "、".join(person.name for person in task.people)
    return "；".join(f"{role}：{'、'.join(listed)}" for role, listed in names.items())


def due(task: Task, layout: Layout) -> str:
    """The last day of a task, and what recurs or never ends, as printed."""
    undated = [d.text for d in task.deadlines if d.kind in ("recurring", "ongoing") and d.date is None]
    parts = [day(task.due, layout.labels), *(worded(text, layout) for text in dict.fromkeys(undated))]
    return "；".join(part for part in parts if part)


def day(value: date | None, labels: Labels) -> str:
    """A day as people write it: 2024年3月31日, or the ISO date under English labels.

    >>> day(date(2024, 3, 31), "zh"), day(None, "zh")
    ('2024年3月31日', '')
    """
    if value is None:
        return ""
    return f"{value.year}年{value.month}月{value.day}日" if labels == "zh" else value.isoformat()


def place(source: Source, labels: Labels) -> str:
    """Where the document says so: a cell's name, or its page and line."""
    if source.cell:
        return source.cell
    if labels == "en":
        page = f"page {source.page}, " if source.page else ""
        return f"{page}line {source.line}"
    page = f"第{source.page}页" if source.page else ""
    return f"{page}第{source.line}行"


def headline(task: Task | Subtask, longest: int = 60) -> str:
    """What a task, or a part of one, is called in a list: its title, or the beginning of its wording.

    >>> from planparse import parse
    >>> headline(parse("1.修路架桥通水通电,限期完成").tasks[0], 8)
    '修路架桥通水通…'
    """
    name = task.title or task.text.split("\n", 1)[0].split("。", 1)[0]
    return name if len(name) <= longest else name[: longest - 1] + "…"
