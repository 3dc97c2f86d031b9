"""Documents in, tasks out, as Arrow record batches: what any engine that speaks Arrow can call.

>>> import pyarrow
>>> batch = pyarrow.RecordBatch.from_pydict({"id": ["a"], "text": ["一、任务\\n1.修路。修。(牵头单位:甲局)"]})
>>> tasks = tasks_of(batch, id_column="id")
>>> tasks.column("file").to_pylist(), tasks.column("lead_units").to_pylist(), tasks.column("error").to_pylist()
(['a'], [['甲局']], [None])
"""

from __future__ import annotations

import types
from collections.abc import Iterator, Sequence
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

import pyarrow

from planparse.errors import PlanparseError
from planparse.exporters.data import FULL_ONLY, record_data
from planparse.pipeline import known_bodies, parse_source
from planparse.readers import read, read_bytes
from planparse.readers.reading import Source
from planparse.records import Document, Plan, Task

_PLAIN: dict[Any, pyarrow.DataType] = {
    str: pyarrow.string(),
    int: pyarrow.int64(),
    float: pyarrow.float64(),
    bool: pyarrow.bool_(),
    date: pyarrow.date32(),
}


@cache
def schema(*, full: bool = False) -> pyarrow.Schema:
    """The columns of tasks: the document's, then the task's own, in the record's order."""
    return pyarrow.schema(
        [
            pyarrow.field("file", pyarrow.string()),
            pyarrow.field("sha256", pyarrow.string()),
            pyarrow.field("document", _struct(Document, full)),
            *_struct(Task, full),
        ]
    )


@cache
def _with_error(full: bool) -> pyarrow.Schema:
    return schema(full=full).append(pyarrow.field("error", pyarrow.string()))


def tasks_of(
    batch: pyarrow.RecordBatch,
    *,
    text_column: str = "text",
    id_column: str | None = None,
    path_column: str | None = None,
    full: bool = False,
) -> pyarrow.RecordBatch:
    """The tasks of a batch of documents, a row each, in their order.

    `text_column` holds texts, or files' bytes in any format that planparse reads; with `path_column` the files that
    it names are read instead. `id_column` is what `file` then says. A document that cannot be read gets one row with
    nothing but `file` and `error`. Never raises for a document.
    """
    places = batch.column(path_column).to_pylist() if path_column else [None] * batch.num_rows
    texts = [None] * batch.num_rows if path_column else batch.column(text_column).to_pylist()
    names = batch.column(id_column).to_pylist() if id_column else [None] * batch.num_rows
    known = known_bodies() if full else None
    rows: list[dict[str, Any]] = []
    for place, text, name in zip(places, texts, names, strict=True):
        called = str(name if name is not None else place or "-")
        try:
            plan = parse_source(_source(place, text, called), known)
        except PlanparseError as error:
            rows.append({"file": called, "error": str(error)})
            continue
        except Exception as error:
            rows.append({"file": called, "error": f"internal error ({type(error).__name__}: {error})"})
            continue
        rows += task_rows(plan, full=full)
    return _batch(rows, _with_error(full))


def plan_batch(plan: Plan, *, full: bool = False) -> pyarrow.RecordBatch:
    """The tasks of one plan."""
    return _batch(list(task_rows(plan, full=full)), schema(full=full))


def task_rows(plan: Plan, *, full: bool) -> Iterator[dict[str, Any]]:
    """A row for each task: `file`, `sha256`, `document`, then the task's own keys."""
    head = {
        "file": plan.source.file,
        "sha256": plan.source.sha256,
        "document": record_data(plan.document, full=full),
    }
    for task in plan.tasks:
        row = head | record_data(task, full=full)
        for target in row["targets"]:
            target["value"] = _float(target["value"])
        yield row


def _source(place: str | None, text: str | bytes | None, called: str) -> Source:
    if place is not None:
        return read(place, name=called)
    if isinstance(text, str):
        return read_bytes(text.encode("utf-8", "replace"), called, encoding="utf-8")
    return read_bytes(text or b"", called)


def _float(value: int | float) -> float:
    try:
        return float(value)
    except OverflowError:
        return float("inf")


def _batch(rows: Sequence[dict[str, Any]], columns: pyarrow.Schema) -> pyarrow.RecordBatch:
    try:
        return pyarrow.RecordBatch.from_pylist(rows, schema=columns)
    except UnicodeEncodeError:  # half a surrogate pair
        return pyarrow.RecordBatch.from_pylist([_sound(row) for row in rows], schema=columns)


def _sound(value: Any) -> Any:
    if isinstance(value, str):
        return value.encode("utf-8", "replace").decode()
    if isinstance(value, dict):
        return {key: _sound(part) for key, part in value.items()}
    return [_sound(part) for part in value] if isinstance(value, list) else value


def _struct(record: Any, full: bool) -> pyarrow.StructType:
    hints = get_type_hints(record)
    left_out = frozenset() if full else FULL_ONLY.get(record, frozenset())
    return pyarrow.struct(
        [
            pyarrow.field(one.name, _type(hints[one.name], full))
            for one in fields(record)
            if one.name not in left_out
        ]
    )


def _type(hint: Any, full: bool) -> pyarrow.DataType:
    """The Arrow type of a record's field: a record is a struct, a tuple a list, a choice of words a word."""
    if hint in _PLAIN:
        return _PLAIN[hint]
    if is_dataclass(hint):
        return _struct(hint, full)
    origin, parts = get_origin(hint), get_args(hint)
    if origin is Literal:
        return pyarrow.string()
    if origin is tuple:
        return pyarrow.list_(_type(parts[0], full))
    if origin in (Union, types.UnionType):
        some = [part for part in parts if part is not types.NoneType]
        return _PLAIN[float] if set(some) == {int, float} else _type(some[0], full)
    raise TypeError(f"no column for {hint!r}")
