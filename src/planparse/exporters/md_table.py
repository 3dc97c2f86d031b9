"""The task table alone, as GitHub and most Markdown readers draw it: the columns of the CSV, a task a row."""

from __future__ import annotations

from planparse.exporters.layout import Layout
from planparse.exporters.md import table
from planparse.exporters.rows import COLUMNS, rows
from planparse.records import Plan


def export(plan: Plan, layout: Layout) -> bytes:
    """The table as UTF-8 with a final newline."""
    header = [column.header(layout.labels) for column in COLUMNS]
    return ("\n".join(table(header, (list(row.values()) for row in rows(plan)))) + "\n").encode("utf-8")
