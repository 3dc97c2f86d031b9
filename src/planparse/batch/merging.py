"""All tasks in one file: workers make each document's part, the parts are put together in the order of the inputs.

>>> kind_of("tasks.XLSX")
'xlsx'
"""

from __future__ import annotations

import csv
import io
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from itertools import chain
from pathlib import Path, PurePath
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from planparse.batch.jobs import Making
from planparse.errors import UsageError
from planparse.exporters import exporter
from planparse.exporters.csv import harmless
from planparse.exporters.layout import Layout
from planparse.exporters.rows import COLUMNS, rows
from planparse.records import Plan

_ENDINGS = {".jsonl": "jsonl", ".ndjson": "jsonl", ".csv": "csv", ".xlsx": "xlsx", ".parquet": "parquet"}
_SHEET_ROWS = 1_000_000
"""Excel has 1,048,576 in a sheet."""
_LONGEST_CELL = 32_000
"""Characters: Excel holds no more than 32,767 in a cell."""
_GROUP_BYTES = 16 * 1024 * 1024
"""A row group of Parquet: what is held in memory at once."""
_EPOCH = (1980, 1, 1, 0, 0, 0)
_HEAD = (("来源文件", "File"), ("文件标题", "Document"), ("发文字号", "Document number"))


def kind_of(file: str) -> str:
    """The kind of merged file that a name's ending stands for. Raises UsageError for another, or one not installed."""
    kind = _ENDINGS.get(PurePath(file).suffix.lower())
    if kind is None:
        raise UsageError(
            file, "its ending names no kind of merged file", f"end it with {', '.join(_ENDINGS)}"
        )
    try:
        if kind == "parquet":
            import pyarrow  # noqa: F401
        if kind == "xlsx":
            import openpyxl  # noqa: F401
    except ModuleNotFoundError as error:
        raise UsageError(
            file,
            f"needs {error.name}, which is not installed",
            f"install it with: pip install 'planparse[{kind}]'",
        ) from None
    return kind


def fragment(plan: Plan, making: Making) -> bytes:
    """A document's part of a merged file."""
    if making.format == "jsonl":
        return exporter("jsonl")(plan, making.layout)
    if making.format == "parquet":
        from planparse.arrow import plan_batch

        return plan_batch(plan, full=making.layout.full).serialize().to_pybytes() if plan.tasks else b""
    head = [plan.source.file, plan.document.title or "", plan.document.document_number or ""]
    table = [[*head, *row.values()] for row in rows(plan)]
    if making.format == "xlsx":
        return json.dumps(table).encode() if table else b""
    out = io.StringIO(newline="")
    csv.writer(out, lineterminator="\r\n").writerows([harmless(cell) for cell in row] for row in table)
    return out.getvalue().encode("utf-8", "replace")


def merge(fragments: Iterable[bytes], part: Path, making: Making) -> None:
    """Write the merged file of all parts, some of which are empty. Raises OSError."""
    _WRITERS[making.format](filter(None, fragments), part, making.layout)


def _header(layout: Layout) -> list[str]:
    chosen = 0 if layout.labels == "zh" else 1
    return [*(pair[chosen] for pair in _HEAD), *(column.header(layout.labels) for column in COLUMNS)]


def _write_jsonl(fragments: Iterator[bytes], part: Path, _layout: Layout) -> None:
    with part.open("wb") as stream:
        stream.writelines(fragments)


def _write_csv(fragments: Iterator[bytes], part: Path, layout: Layout) -> None:
    head = ("\ufeff" + ",".join(_header(layout)) + "\r\n").encode()
    _write_jsonl(chain([head], fragments), part, layout)


def _write_parquet(fragments: Iterator[bytes], part: Path, layout: Layout) -> None:
    import pyarrow
    from pyarrow import parquet

    from planparse.arrow import schema

    columns = schema(full=layout.full)
    with parquet.ParquetWriter(part, columns, compression="zstd") as writer:
        held: list[Any] = []
        size = 0
        for data in fragments:
            held.append(pyarrow.ipc.read_record_batch(pyarrow.py_buffer(data), columns))
            size += len(data)
            if size >= _GROUP_BYTES:
                writer.write_table(pyarrow.Table.from_batches(held, columns))
                held, size = [], 0
        if held:
            writer.write_table(pyarrow.Table.from_batches(held, columns))


def _write_xlsx(fragments: Iterator[bytes], part: Path, layout: Layout) -> None:
    """Row by row; a sheet that is full is followed by another. Text stays text: nothing becomes a formula."""
    from datetime import datetime

    from openpyxl import Workbook
    from openpyxl.cell import WriteOnlyCell
    from openpyxl.writer.excel import ExcelWriter

    from planparse.exporters.plain import legal

    book = Workbook(write_only=True)
    book.properties.creator = "planparse"
    book.properties.created = book.properties.modified = datetime(2000, 1, 1)
    title = "任务" if layout.labels == "zh" else "Tasks"
    sheet: Any = None
    written = _SHEET_ROWS
    for row in chain.from_iterable(map(json.loads, chain([b"[]"], fragments))):
        if written >= _SHEET_ROWS:
            sheet, written = _new_sheet(book, title, layout), 1
        cells = []
        for text in row:
            cell: Any = WriteOnlyCell(sheet)
            cell._value, cell.data_type = legal(text)[:_LONGEST_CELL], "s"
            cells.append(cell)
        sheet.append(cells)
        written += 1
    if sheet is None:
        _new_sheet(book, title, layout)
    dated = part.with_suffix(".dated")
    with dated.open("w+b") as stream:
        ExcelWriter(book, ZipFile(stream, "w", ZIP_DEFLATED)).save()  # not `save`, which asks the clock
        with ZipFile(stream) as given, ZipFile(part, "w", ZIP_DEFLATED) as archive:
            for name in given.namelist():
                info = ZipInfo(name, _EPOCH)
                info.compress_type = ZIP_DEFLATED
                with given.open(name) as source, archive.open(info, "w", force_zip64=True) as target:
                    shutil.copyfileobj(source, target, 1 << 20)
    os.unlink(dated)


def _new_sheet(book: Any, title: str, layout: Layout) -> Any:
    number = len(book.worksheets)
    sheet = book.create_sheet(title if not number else f"{title}{number + 1}")
    sheet.freeze_panes = "A2"
    sheet.append(_header(layout))
    return sheet


_WRITERS: dict[str, Callable[[Iterator[bytes], Path, Layout], None]] = {
    "jsonl": _write_jsonl,
    "csv": _write_csv,
    "xlsx": _write_xlsx,
    "parquet": _write_parquet,
}
