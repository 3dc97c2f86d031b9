"""Tables whose rows are documents: JSONL, and Parquet where pyarrow is installed.

>>> is_table("notices.JSONL"), is_table("notices.txt")
(True, False)
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from planparse.errors import ReaderError, UsageError

TEXT_COLUMN = "text"
"""The column that is read where none is named."""

_LINES = (".jsonl", ".ndjson")
_PARQUET = ".parquet"
_GONE = ("there is no such file", "check the name")
_BATCH = 64  # rows of Parquet that are held at once


def is_table(path: str) -> bool:
    """Whether a file's ending says that its rows are documents."""
    return path.lower().endswith((*_LINES, _PARQUET))


def ids(path: str, column: str | None, *, needed: bool = True) -> Iterator[str | None]:
    """The id of each row, None where it has none.

    Raises ReaderError for a table that is none, UsageError for Parquet without the column where that is `needed`.
    """
    if path.lower().endswith(_PARQUET):
        if column and not needed:
            with _parquet(path) as file:
                column = column if column in file.schema_arrow.names else None
        for values in _columns(path, [column] if column else []):
            for value in values[column] if column else [None] * values[""]:
                yield None if value is None else str(value)
        return
    for line in _lines(path):
        value = None if column is None else _object(line).get(column)
        yield None if value is None else str(value)


def texts(path: str, column: str) -> Iterator[tuple[str | bytes | None, str]]:
    """The document of each row, or None and why there is none."""
    if path.lower().endswith(_PARQUET):
        for values in _columns(path, [column]):
            yield from (_text(value, column) for value in values[column])
        return
    for number, line in enumerate(_lines(path), 1):
        row = _object(line)
        if row:
            yield _text(row.get(column), column)
        else:
            yield None, f"is no JSON object in row {number} of {path}"


def _text(value: Any, column: str) -> tuple[str | bytes | None, str]:
    return (value, "") if isinstance(value, (str, bytes)) else (None, f"has no text in its column {column!r}")


def _lines(path: str) -> Iterator[bytes]:
    try:
        with open(path, "rb") as stream:
            for line in stream:
                if line.strip():
                    yield line
    except FileNotFoundError:
        raise ReaderError(path, *_GONE) from None
    except OSError as error:
        raise ReaderError(path, f"cannot be read ({error.strerror or error})") from None


def _object(line: bytes) -> dict[str, Any]:
    try:
        row = json.loads(line)
    except (ValueError, RecursionError):
        return {}
    return row if isinstance(row, dict) else {}


def _columns(path: str, names: list[str]) -> Iterator[dict[str, Any]]:
    """The columns of a Parquet file, some rows at a time; under `""` how many."""
    with _parquet(path) as file:
        present = file.schema_arrow.names
        missing = [name for name in names if name not in present]
        if missing:
            raise UsageError(path, f"has no column {missing[0]!r}", f"choose one of {', '.join(present)}")
        if not names:
            yield {"": file.metadata.num_rows}
            return
        for batch in file.iter_batches(batch_size=_BATCH, columns=names):
            yield {"": batch.num_rows} | {name: batch.column(name).to_pylist() for name in names}


@contextmanager
def _parquet(path: str) -> Iterator[Any]:
    """An open Parquet file. Raises ReaderError where it is none, or pyarrow is not installed."""
    try:
        from pyarrow import ArrowException, parquet
    except ModuleNotFoundError:
        raise ReaderError(
            path,
            "is a Parquet file, and pyarrow is not installed",
            "install it with: pip install 'planparse[parquet]'",
        ) from None
    try:
        with parquet.ParquetFile(path) as file:
            yield file
    except FileNotFoundError:
        raise ReaderError(path, *_GONE) from None
    except (ArrowException, OSError) as error:
        raise ReaderError(path, f"is no sound Parquet file ({str(error).splitlines()[0]})") from None
