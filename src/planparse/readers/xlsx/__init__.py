"""Excel workbooks (.xlsx, .xlsm): every visible sheet as one table, in order.

>>> import io
>>> book, data = openpyxl.Workbook(), io.BytesIO()
>>> for row in (["2026年重点任务分解表"], ["序号", "任务"], [1, "修路"]): book.active.append(row)
>>> book.active.merge_cells("A1:B1"); book.save(data)
>>> reading = read(data.getvalue(), "plan.xlsx", None)
>>> reading.text, [cell.name for cell in reading.tables[0].rows[2]]
('2026年重点任务分解表\\n序号\\t任务\\n1\\t修路', ['A3', 'B3'])

What a person sees is what is read: values in their number format, formulas by the value that was saved with them,
a merged cell in every place that it covers. Hidden sheets are left out; hidden rows and columns are kept, because
a filter hides rows without taking them away. Rows that hold nothing are left out. A line break inside a cell is
printed as U+2028, so that a row stays a line.

`lean` keeps what openpyxl is given within limits, `sheets` reads it, `grid` prints it.
"""

from __future__ import annotations

import openpyxl

from planparse.errors import ReaderError
from planparse.readers.archive import Archive
from planparse.readers.reading import Reading
from planparse.readers.xlsx.grid import print_sheets
from planparse.readers.xlsx.lean import lean_workbook
from planparse.readers.xlsx.sheets import sheet_rows

__all__ = ["read"]


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read a workbook; `encoding` has no meaning here. Raises ReaderError when it is damaged, encrypted or too large."""
    del encoding
    archive = Archive(data, where)
    sheets, lean = lean_workbook(archive, where)
    printed = [(sheet, rows) for sheet, rows in sheet_rows(lean, sheets, where) if rows]
    text, tables = print_sheets(printed, where)
    if not any(character.isalnum() for character in text):
        raise ReaderError(
            where, "holds no text", "check that it is the right file, and its sheets not hidden"
        )
    return Reading(text, "utf-8", f"openpyxl {openpyxl.__version__}", tables=tables)
