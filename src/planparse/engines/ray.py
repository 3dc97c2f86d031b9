"""Ray Data: a folder, JSONL or Parquet in, Parquet files of tasks out, on this machine or a running cluster.

The files of a folder are listed here and read where the work is done, so that all machines must see them under the same
path. A worker that is killed is replaced, and its documents are read again.
"""

from __future__ import annotations

import logging
import os
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

from planparse.batch.inputs import Inputs, find, row_name
from planparse.batch.tables import TEXT_COLUMN, ids, is_table, texts
from planparse.errors import OutputError, UsageError

_BLOCK = 256  # documents: what one call gets, and what is done again where a worker is killed


def run_on_ray(
    inputs: Inputs, output: str, *, full: bool = False, address: str | None = None
) -> tuple[int, int]:
    """Write the tasks of all documents as Parquet files into the folder `output`; returns how many tasks, and failures.

    `address` is a running cluster's, as `auto`; without it Ray is started here for the time of the run. A document
    that fails gives a row with `error`. Raises PlanparseError where Ray is not installed, or there is nothing to read.
    """
    try:
        import ray
    except ModuleNotFoundError as error:
        raise UsageError(
            "--engine",
            f"ray needs {error.name}, which is not installed",
            "install it with: pip install 'planparse[ray]'",
        ) from None
    target = Path(output)
    if target.exists() and not target.is_dir():
        raise OutputError(output, "is a file", "name a folder with -o")
    if target.exists() and any(target.iterdir()):
        raise OutputError(output, "is not empty", "name another folder with -o")
    started = not ray.is_initialized()
    if started:
        try:
            ray.init(address=address, log_to_driver=False, logging_level=logging.ERROR)
        except ConnectionError as error:
            what = f"is no running cluster ({str(error).splitlines()[0]})"
            raise UsageError(address or "ray", what, "start one with: ray start --head") from None
    try:
        return _run(ray, inputs, os.path.abspath(output), full)
    finally:
        if started:
            ray.shutdown()


def _run(ray: Any, inputs: Inputs, output: str, full: bool) -> tuple[int, int]:
    context = ray.data.DataContext.get_current()
    context.execution_options.preserve_order = True
    context.enable_progress_bars = False
    logging.getLogger("ray.data").setLevel(logging.ERROR)
    column = inputs.text_column or TEXT_COLUMN
    tables = [name for name in inputs.names if is_table(name)]
    if tables and len(tables) < len(inputs.names):
        raise UsageError("--engine", "ray reads tables or folders, not both at once", "run it once for each")
    if not tables and inputs.text_column:
        raise UsageError(
            "--text-column", "is that of tables, and ray reads none in folders", "name the tables"
        )
    if tables and inputs.id_column and all(name.lower().endswith(".parquet") for name in tables):
        documents = ray.data.read_parquet(
            [os.path.abspath(name) for name in tables], columns=[inputs.id_column, column], include_paths=True
        )
        work = partial(_named_tasks, text_column=column, id_column=inputs.id_column, full=full)
    else:
        rows = _table_rows(tables, inputs) if tables else _file_rows(inputs, Path(output))
        documents = ray.data.from_arrow(list(rows))
        path = None if tables else "path"
        work = partial(_tasks, text_column="text", id_column="name", path_column=path, full=full)
    tasks = documents.map_batches(work, batch_format="pyarrow", batch_size=_BLOCK, zero_copy_batch=True)
    tasks.write_parquet(output)
    return _counted(output)


def _counted(output: str) -> tuple[int, int]:
    """How many tasks, and how many documents that failed, the files hold."""
    import pyarrow.dataset

    written = pyarrow.dataset.dataset(output, format="parquet")
    failed = written.count_rows(filter=pyarrow.dataset.field("error").is_valid())
    return written.count_rows() - failed, failed


def _tasks(documents: Any, **columns: Any) -> Any:
    """Arrow table to Arrow table, as Ray hands them over."""
    import pyarrow

    from planparse.arrow import tasks_of

    batches = [tasks_of(batch, **columns) for batch in documents.to_batches()]
    return pyarrow.Table.from_batches(batches)


def _named_tasks(documents: Any, *, text_column: str, id_column: str, full: bool) -> Any:
    """The same for the rows of Parquet, which are called what the local engine calls them."""
    import pyarrow

    ids = documents.column(id_column).to_pylist()
    paths = documents.column("path").to_pylist()
    names = [row_name(Path(path).name, id, 0) for path, id in zip(paths, ids, strict=True)]
    table = pyarrow.table({"name": names, "text": documents.column(text_column)})
    return _tasks(table, text_column="text", id_column="name", full=full)


def _file_rows(inputs: Inputs, skipped: Path) -> Iterator[Any]:
    import pyarrow

    names: list[str] = []
    paths: list[str] = []
    for one in find(inputs, skipped):
        names.append(one.name)
        paths.append(os.path.abspath(one.path))
        if len(names) == _BLOCK:
            yield pyarrow.table({"name": names, "path": paths})
            names, paths = [], []
    if names:
        yield pyarrow.table({"name": names, "path": paths})


def _table_rows(tables: list[str], inputs: Inputs) -> Iterator[Any]:
    """The rows of JSONL, whose texts travel with them."""

    column = inputs.text_column or TEXT_COLUMN
    for path in tables:
        names: list[str] = []
        found: list[str | bytes | None] = []
        for number, (id, (text, _)) in enumerate(
            zip(ids(path, inputs.id_column), texts(path, column), strict=True),
        ):
            names.append(row_name(Path(path).name, id, number))
            found.append(text)
            if len(names) == _BLOCK:
                yield _texts_table(names, found)
                names, found = [], []
        if names:
            yield _texts_table(names, found)


def _texts_table(names: list[str], found: list[str | bytes | None]) -> Any:
    import pyarrow

    kind = pyarrow.binary() if any(isinstance(text, bytes) for text in found) else pyarrow.string()
    return pyarrow.table({"name": names, "text": pyarrow.array(found, kind)})
