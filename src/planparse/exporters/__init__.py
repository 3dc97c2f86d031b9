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


def chosen_format(format: str | None, output: str) -> str:
    """The format asked for, else the one that the output's ending stands for; YAML for standard output.

    Raises UsageError for an ending that stands for none: tasks.xlsx must not hold YAML.
    """
    if format is not None:
        return format
    by_ending = format_of(output)
    if by_ending is None and output != "-" and PurePath(output).suffix:
        endings = ", ".join(endings[0] for endings in EXPORTERS.values())
        raise UsageError(output, "its ending names no format", f"end it with {endings}, or say --format")
    return by_ending or "yaml"
