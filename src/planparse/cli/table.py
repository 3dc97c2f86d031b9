"""The task table as rich draws it: a row a task, folding at 80 columns."""

from __future__ import annotations

from collections.abc import Iterator

from rich.console import RenderableType
from rich.table import Table
from rich.text import Text

from planparse.cli.terminal import flat
from planparse.exporters.layout import Labels
from planparse.exporters.rows import COLUMNS
from planparse.records import Plan, Task

_HEADERS = {column.key: column for column in COLUMNS}
_LONGEST_NAME = 60
"""Characters: four lines of the table at 80 columns."""


def task_table(plan: Plan, labels: Labels) -> Iterator[RenderableType]:
    """The document's title, where it has one, and the table."""
    if plan.document.title:
        number = f"  {plan.document.document_number}" if plan.document.document_number else ""
        yield Text(flat(plan.document.title + number), style="bold")
    table = Table(show_lines=True, expand=True)
    header = {key: _HEADERS[key].header(labels) for key in _HEADERS}
    table.add_column(header["id"], overflow="fold", min_width=4, max_width=8)
    table.add_column(header["title"], overflow="fold", ratio=3)
    table.add_column("分工" if labels == "zh" else "Units", overflow="fold", ratio=4)
    table.add_column(header["due"], overflow="fold", min_width=10, max_width=10)
    section: tuple[str, ...] | None = None
    for task in plan.tasks:
        if task.outline != section:
            section = task.outline
            table.add_row("", Text(flat(" / ".join(section)), style="bold cyan"), "", "")
        table.add_row(task.id, Text(_name(task)), _units(task, labels), str(task.due or ""))
    yield table


def _name(task: Task) -> str:
    name = flat(task.title or task.text.replace("\n", ""))
    return name if len(name) <= _LONGEST_NAME else name[: _LONGEST_NAME - 1] + "…"


def _units(task: Task, labels: Labels) -> Text:
    text = Text()
    for key, style in (
        ("lead_units", "green"),
        ("responsible_units", "yellow"),
        ("supporting_units", "blue"),
    ):
        units = getattr(task, key)
        if units:
            text.append(("\n" if text else "") + _HEADERS[key].header(labels) + ":", style=style)
            text.append(flat("、".join(units)))
    return text
