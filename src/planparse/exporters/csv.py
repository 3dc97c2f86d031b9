"""CSV as RFC 4180 has it, with a BOM so that Excel opens it as UTF-8.

A cell that a spreadsheet would run as a formula gets an apostrophe before it, as OWASP advises: it begins with = + - @
of any width, white space aside, or with a tab or a line end. Control characters, which spreadsheets refuse, are left out.
"""

from __future__ import annotations

import csv
import io

from planparse.exporters.layout import Layout
from planparse.exporters.plain import legal
from planparse.exporters.rows import COLUMNS, rows
from planparse.records import Plan

_FORMULA = ("=", "+", "-", "@", "\uff1d", "\uff0b", "\uff0d", "\uff20")

_BREAKS = ("\t", "\n")


def export(plan: Plan, layout: Layout) -> bytes:
    """The task table, with the document's title and number in front of each row."""
    labels = ("文件标题", "发文字号") if layout.labels == "zh" else ("Document", "Document number")
    document = [harmless(plan.document.title or ""), harmless(plan.document.document_number or "")]
    out = io.StringIO(newline="")
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow([*labels, *(column.header(layout.labels) for column in COLUMNS)])
    for row in rows(plan):
        writer.writerow([*document, *(harmless(cell) for cell in row.values())])
    return out.getvalue().encode("utf-8-sig")


def harmless(cell: str) -> str:
    """The cell, so that every spreadsheet takes it and none runs it.

    >>> harmless("=1+1"), harmless("修路")
    ("'=1+1", '修路')
    """
    cell = legal(cell)
    return "'" + cell if cell.startswith(_BREAKS) or cell.lstrip().startswith(_FORMULA) else cell
