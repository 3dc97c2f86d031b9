"""Plan to file; one format a file.

Each exporter takes a plan and a `Layout` and returns the file's bytes: UTF-8, whole, the same every time.
"""

from __future__ import annotations

from collections.abc import Callable
from importlib import import_module
from pathlib import PurePath
from typing import cast

from planparse.errors import UsageError
from planparse.exporters.layout import Layout
from planparse.records import Plan

Export = Callable[[Plan, Layout], bytes]

EXPORTERS: dict[str, tuple[str, ...]] = {  # name and module → endings of file names
    "yaml": (".yaml", ".yml"),
    "json": (".json",),
    "jsonl": (".jsonl", ".ndjson"),
    "csv": (".csv",),
}


def exporter(name: str) -> Export:
    """The exporter of that name, loaded now. Raises UsageError for an unknown one."""
    if name not in EXPORTERS:
        raise UsageError("--format", f"there is no format {name!r}", f"choose one of {', '.join(EXPORTERS)}")
    return cast(Export, import_module(f"planparse.exporters.{name}").export)


def format_of(path: str) -> str | None:
    """The format that a file name's ending stands for, or None.

    >>> format_of("tasks.YML"), format_of("tasks.txt")
    ('yaml', None)
    """
    ending = PurePath(path).suffix.lower()
    return next((name for name, endings in EXPORTERS.items() if ending in endings), None)
