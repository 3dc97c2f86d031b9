"""The task table as rich draws it: a row a task, folding at 80 columns."""

from __future__ import annotations

import io
import os
import sys

from rich.console import Console
from rich.table import Table
from rich.text import Text

from planparse.exporters.layout import Labels
from planparse.exporters.rows import COLUMNS
from planparse.output import write_standard_output
from planparse.records import Plan, Task

_HEADERS = {column.key: column for column in COLUMNS}
_NARROW = 80


def task_table(plan: Plan, labels: Labels) -> None:
    """Print the table to standard output, coloured on a terminal only."""
    terminal = sys.stdout.isatty()
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=terminal,
        no_color="NO_COLOR" in os.environ or not terminal,
        width=None if terminal else int(os.environ.get("COLUMNS", _NARROW) or _NARROW),
        highlight=False,
    )
    if plan.document.title:
        number = f"  {plan.document.document_number}" if plan.document.document_number else ""
        console.print(Text(plan.document.title + number, style="bold"))
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
            table.add_row("", Text(" / ".join(section), style="bold cyan"), "", "")
        table.add_row(task.id, Text(_name(task)), _units(task, labels), str(task.due or ""))
    console.print(table)
    write_standard_output(out.getvalue().encode("utf-8", "replace"))


def _name(task: Task) -> str:
    name = task.title or task.text.replace("\n", "")
    return name if len(name) <= 60 else name[:59] + "…"


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
            text.append("、".join(units))
    return text
