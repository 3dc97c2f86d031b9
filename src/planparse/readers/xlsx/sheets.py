"""The rows of a workbook's sheets as a person sees them, through openpyxl in read-only mode."""

from __future__ import annotations

import contextlib
import io
import re
import warnings
from datetime import datetime
from typing import Any, NamedTuple

import openpyxl
from openpyxl.utils.datetime import from_excel

from planparse.errors import ReaderError
from planparse.readers.xlsx.lean import MOST_CELLS, MOST_CHARACTERS, Sheet, too_many_cells, too_much_text
from planparse.readers.xlsx.number_formats import CHINESE_FORMATS, printed

MOST_ROWS = 1_048_576
"""Rows of a sheet: the format has no more."""
_MOST_WALKED = 6_000_000
"""Places that openpyxl fills up before the cells of a row: one cell in the last column costs 16,384."""

_ESCAPED_CONTROL = re.compile(r"_x000[9AaDd]_")


class Row(NamedTuple):
    """A row that holds something: its number, and what each place prints, by column."""

    number: int
    shown: dict[int, str]


def sheet_rows(lean: io.BytesIO, sheets: list[Sheet], where: str) -> list[tuple[Sheet, list[Row]]]:
    """The rows of each sheet that hold something. Raises ReaderError for a damaged or too large workbook."""
    with warnings.catch_warnings(), contextlib.redirect_stdout(io.StringIO()):
        warnings.simplefilter("ignore")  # openpyxl tells, and prints, what it leaves out; none of it is text
        try:
            book = openpyxl.load_workbook(lean, read_only=True, data_only=True, keep_links=False)
            walk = _Walk(book.epoch, where)
            return [(sheet, walk.rows(book[sheet.name])) for sheet in sheets]
        except ReaderError:
            raise
        except Exception as error:  # openpyxl raises whatever the bad part led to
            raise ReaderError(
                where,
                f"is damaged ({type(error).__name__} in its cells)",
                "open it in a spreadsheet program and save it again",
            ) from None


class _Walk:
    """Goes through the sheets of one workbook, and counts."""

    def __init__(self, epoch: datetime, where: str) -> None:
        self._epoch = epoch
        self._where = where
        self._walked = self._cells = self._characters = 0

    def rows(self, worksheet: Any) -> list[Row]:
        """The rows of a sheet that hold something."""
        worksheet.reset_dimensions()
        found: list[Row] = []
        for number, row in enumerate(worksheet.rows, 1):
            self._walked += len(row)
            shown = {column: text for column, cell in enumerate(row, 1) if (text := self._shown(cell))}
            if shown:
                self._cells += len(shown)
                found.append(Row(number, shown))
            if number > MOST_ROWS or self._walked > _MOST_WALKED or self._cells > MOST_CELLS:
                raise too_many_cells(self._where)
        return found

    def _shown(self, cell: Any) -> str:
        """What a cell prints, with its line breaks as U+2028."""
        value = cell.value
        if value is None:
            return ""
        if isinstance(value, str):
            self._characters += len(value)
            if self._characters > MOST_CHARACTERS:
                raise too_much_text(self._where)
            text = _ESCAPED_CONTROL.sub("\n", value)
        else:
            format = cell.number_format or "General"
            chinese = CHINESE_FORMATS.get(cell.style_array.numFmtId)
            if chinese and isinstance(value, int | float) and not isinstance(value, bool):
                value, format = from_excel(value, self._epoch), chinese
            text = printed(value, format)
        return "\u2028".join(line.strip() for line in text.splitlines() if line.strip()).replace("\t", " ")
