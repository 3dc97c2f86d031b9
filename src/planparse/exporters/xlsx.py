"""An Excel workbook: the 任务分解表 as offices print it, and a sheet for each other view of the plan.

The first sheet is set for A3 landscape with its header on every page. Spreadsheets do not fit rows with merged cells
to their text, so the heights are worked out here. A section's name stands in every cell of its merged stretch, of
which a spreadsheet shows the first, so that a filter on it finds all its tasks. Text is text: nothing in it can
become a formula.
"""

from __future__ import annotations

import io
import re
from collections.abc import Sequence
from copy import copy
from datetime import date
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from openpyxl import Workbook
from openpyxl.cell.cell import Cell
from openpyxl.cell.rich_text import CellRichText, TextBlock
from openpyxl.cell.text import InlineFont
from openpyxl.styles import Alignment, Border, Font, PatternFill, Side
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.cell_range import CellRange
from openpyxl.worksheet.page import PageMargins
from openpyxl.worksheet.properties import PageSetupProperties
from openpyxl.worksheet.worksheet import Worksheet
from openpyxl.writer.excel import ExcelWriter

from planparse.exporters.breakdown import Breakdown, Line, breakdown
from planparse.exporters.layout import Layout
from planparse.exporters.ooxml import dated, packed
from planparse.exporters.plain import legal
from planparse.exporters.views import Value, View, views
from planparse.exporters.xlsx_room import PADDING, SIZE, column_widths, in_parts, row_height, row_heights
from planparse.records import Plan

_TITLE_FONT = "方正小标宋简体"
_BODY_FONT = "仿宋_GB2312"
_HEAD_FONT = "黑体"
_A3, _A4 = 8, 9
_TITLE_SIZE, _NUMBER_SIZE = 22, 14
"""pt: 二号 and 四号, above the table."""
_DIGIT = 1.3
"""Units of width that a digit of 12 pt takes, in any font."""
_HEADER = 3
_FIRST_YEAR = 1901
_DATE = 'yyyy"年"m"月"d"日"'
_FORMULA = ("=", "+", "-", "@", "\t", "＝", "＋", "－", "＠")
_ESCAPED = re.compile("_(?=x[0-9A-Fa-f]{4}_)")

_CENTRED = frozenset({"number", "due", "place"})

_THIN = Side(style="thin", color="000000")
_BORDER = Border(left=_THIN, right=_THIN, top=_THIN, bottom=_THIN)
_FILL = PatternFill("solid", fgColor="E7ECF3")


def export(plan: Plan, layout: Layout) -> bytes:
    """The workbook. The same plan gives the same bytes."""
    workbook = Workbook()
    looks = _Looks(workbook)
    table = breakdown(plan, layout)
    first = workbook.worksheets[0]
    first.title = "任务分解表" if layout.labels == "zh" else "Tasks"
    _write_breakdown(first, table, looks)
    _print_setup(first, _A3, header=_HEADER, layout=layout)
    for view in views(plan, layout):
        sheet = workbook.create_sheet(view.title)
        _write_view(sheet, view, looks)
        _print_setup(sheet, _A4, header=1, layout=layout)
    properties = workbook.properties
    properties.creator, properties.title = "planparse", legal(table.title)
    properties.created = properties.modified = dated(plan)
    out = io.BytesIO()
    ExcelWriter(workbook, ZipFile(out, "w", ZIP_DEFLATED)).save()  # not `save`, which asks the clock
    return packed(out.getvalue())


class _Looks:
    """The looks of a workbook's cells, each made once: setting a font on every cell would cost more than the text."""

    def __init__(self, workbook: Workbook) -> None:
        sheet = workbook.worksheets[0]
        left = Alignment(horizontal="left", vertical="center", wrap_text=True)
        centre = Alignment(horizontal="center", vertical="center", wrap_text=True)
        top = Alignment(horizontal="left", vertical="top", wrap_text=True)
        self.title = _look(sheet, Font(_TITLE_FONT, _TITLE_SIZE), centre)
        self.number = _look(sheet, Font(_BODY_FONT, _NUMBER_SIZE), centre)
        self.header = _look(sheet, Font(_HEAD_FONT, SIZE), centre, _BORDER, _FILL)
        self.text = _look(sheet, Font(_BODY_FONT, SIZE), left, _BORDER)
        self.centred = _look(sheet, Font(_BODY_FONT, SIZE), centre, _BORDER)
        self.section = _look(sheet, Font(_HEAD_FONT, SIZE), top, _BORDER)


def _look(
    sheet: Worksheet,
    font: Font,
    alignment: Alignment,
    border: Border | None = None,
    fill: PatternFill | None = None,
) -> Any:
    """The number of that look in the workbook; openpyxl hides what it is."""
    cell: Any = Cell(sheet, row=1, column=1)
    cell.font, cell.alignment = font, alignment
    if border is not None:
        cell.border = border
    if fill is not None:
        cell.fill = fill
    return cell._style


def _write_breakdown(sheet: Worksheet, table: Breakdown, looks: _Looks) -> None:
    widths = column_widths(table)
    last = len(widths)
    heading = ((table.title, looks.title, _TITLE_SIZE), (table.number, looks.number, _NUMBER_SIZE))
    for row, (text, look, size) in enumerate(heading, 1):
        _put(sheet, row, 1, text, look)
        _merge(sheet, row, row, 1, last)
        sheet.row_dimensions[row].height = row_height([(text, sum(widths.values()))], size)
    for at, column in enumerate(table.columns, 1):
        _put(sheet, _HEADER, at, column.header, looks.header)
        sheet.column_dimensions[get_column_letter(at)].width = widths[column.key]
    headers = [(column.header, widths[column.key]) for column in table.columns]
    sheet.row_dimensions[_HEADER].height = row_height(headers, SIZE) + PADDING
    section = 1 + [column.key for column in table.columns].index("section")
    row = _HEADER + 1
    for start, end in table.sections():
        begun = row
        for line in table.lines[start:end]:
            row = _write_line(sheet, row, table, line, widths, looks, opens=row == begun)
        _merge(sheet, begun, row - 1, section, section)
    sheet.freeze_panes = f"A{_HEADER + 1}"
    sheet.auto_filter.ref = f"A{_HEADER}:{get_column_letter(last)}{row - 1}"


def _write_line(
    sheet: Worksheet,
    row: int,
    table: Breakdown,
    line: Line,
    widths: dict[str, float],
    looks: _Looks,
    *,
    opens: bool,
) -> int:
    """Write one task, and return the row behind it.

    A text that is too long for a cell, or too high for a row, takes several rows, over which the rest is merged.
    The first row of a section is at least as high as the section's name: a page may end behind it.
    """
    values: dict[str, Value] = {column.key: legal(line.cells[column.key]) for column in table.columns}
    parts = {key: in_parts(value) for key, value in values.items()}
    beside = [(parts[key], widths[key]) for key in parts if opens or key != "section"]
    starts, end = _write_heights(sheet, row, beside)
    if line.is_dated:
        parts["due"] = [line.task.due]
    for at, column in enumerate(table.columns, 1):
        key = column.key
        look = looks.centred if key in _CENTRED else looks.section if key == "section" else looks.text
        if key == "section":  # in every row, for filters; merged once its last task is written
            for below in range(row, end):
                _put(sheet, below, at, values[key], look)
        else:
            _write_parts(sheet, at, parts[key], starts, end, look)
        if key == "content":
            _embolden(sheet.cell(row, at), legal(line.cells[key][: line.heading]))
    return end


def _write_heights(
    sheet: Worksheet, row: int, beside: Sequence[tuple[list[Value], float]]
) -> tuple[list[int], int]:
    """Make the rows high enough for cells of these parts and widths: where each part begins, and the row behind."""
    starts: list[int] = []
    for number in range(max(len(parts) for parts, _ in beside)):
        shown = [(str(parts[number] or ""), width) for parts, width in beside if number < len(parts)]
        starts.append(row)
        for height in row_heights(row_height(shown, SIZE)):
            sheet.row_dimensions[row].height = height
            row += 1
    return starts, row


def _write_parts(
    sheet: Worksheet, column: int, parts: list[Value], starts: list[int], end: int, look: Any
) -> None:
    """Write each part of a value where it begins, merged down to the next one; every row has the look."""
    firsts = starts[: len(parts)]
    for part, first, after in zip(parts, firsts, [*firsts[1:], end], strict=True):
        for below in range(first, after):
            _put(sheet, below, column, part if below == first else None, look)
        _merge(sheet, first, after - 1, column, column)


def _write_view(sheet: Worksheet, view: View, looks: _Looks) -> None:
    for at, column in enumerate(view.columns, 1):
        _put(sheet, 1, at, column.header, looks.header)
        longest = max((len(str(row[at - 1])) for row in view.rows if _is_number(row[at - 1])), default=0)
        width = max(column.width, longest * _DIGIT + 2)  # a number that does not fit is shown as ####
        sheet.column_dimensions[get_column_letter(at)].width = width
    sheet.row_dimensions[1].height = 30
    row = 2
    for values in view.rows:
        cells = [(in_parts(value), column.width) for value, column in zip(values, view.columns, strict=True)]
        starts, end = _write_heights(sheet, row, cells)
        for at, (parts, _) in enumerate(cells, 1):
            _write_parts(sheet, at, parts, starts, end, looks.text)
        row = end
    sheet.freeze_panes = "A2"
    sheet.auto_filter.ref = f"A1:{get_column_letter(len(view.columns))}{row - 1}"


def _is_number(value: Value) -> bool:
    return isinstance(value, int | float)


def _put(sheet: Worksheet, row: int, column: int, value: Value, look: Any) -> None:
    """A value in a cell. Text stays text, whatever it begins with, also when someone edits the cell."""
    cell: Any = sheet.cell(row, column)
    cell._style = copy(look)
    if isinstance(value, str):
        cell.value = _ESCAPED.sub("_x005F_", legal(value)) or None
        cell.data_type = "s"
        if value.lstrip(" ").startswith(_FORMULA):
            cell.quotePrefix = True
    elif isinstance(value, date) and value.year < _FIRST_YEAR:
        cell.value = value.isoformat()
    elif value is not None:
        cell.value = value
        if isinstance(value, date):
            cell.number_format = _DATE


def _embolden(cell: Any, heading: str) -> None:
    """Set the beginning of a cell's text in bold."""
    text = cell.value
    if heading and isinstance(text, str):
        cut = len(_ESCAPED.sub("_x005F_", heading))
        font = InlineFont(rFont=_BODY_FONT, sz=SIZE)
        bold = InlineFont(rFont=_BODY_FONT, sz=SIZE, b=True)
        parts = [TextBlock(bold, text[:cut]), TextBlock(font, text[cut:])]
        cell.value = CellRichText([part for part in parts if part.text])
        cell.data_type = "s"


def _merge(sheet: Worksheet, top: int, bottom: int, left: int, right: int) -> None:
    """Merge cells; what stands in those that are covered stays, which `merge_cells` would clear."""
    if (top, left) != (bottom, right):
        sheet.merged_cells.add(CellRange(min_col=left, min_row=top, max_col=right, max_row=bottom))


def _print_setup(sheet: Worksheet, paper: int, *, header: int, layout: Layout) -> None:
    """Landscape, as wide as the paper, the header on every page, and the page's number below."""
    setup = sheet.page_setup
    setup.orientation, setup.paperSize = "landscape", paper
    setup.fitToWidth, setup.fitToHeight = 1, 0
    sheet.sheet_properties.pageSetUpPr = PageSetupProperties(fitToPage=True)
    sheet.print_title_rows = f"{header}:{header}"
    sheet.print_options.horizontalCentered = True
    sheet.page_margins = PageMargins(left=0.6, right=0.6, top=0.7, bottom=0.7, header=0.3, footer=0.3)
    footer: Any = sheet.oddFooter
    footer.center.text = "第 &P 页，共 &N 页" if layout.labels == "zh" else "Page &P of &N"
