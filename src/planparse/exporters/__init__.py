"""Plan to file; one format a file.

Each exporter takes a plan and a `Layout` and returns the file's bytes: whole, text in UTF-8, the same every time.
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
    "md": (".md", ".markdown"),
    "md-table": (".table.md",),
    "xlsx": (".xlsx",),
    "docx": (".docx",),
    "ics": (".ics",),
    "html": (".html", ".htm"),
}

_EXTRAS = ("xlsx", "docx")
"""The formats that need a library of their own, each an extra of the same name."""

BINARY = frozenset(_EXTRAS)
"""The formats that are no text."""


def exporter(name: str) -> Export:
    """The exporter of that name, loaded now. Raises UsageError for one that is unknown, or not installed."""
    if name not in EXPORTERS:
        raise UsageError("--format", f"there is no format {name!r}", f"choose one of {', '.join(EXPORTERS)}")
    try:
        module = import_module(f"planparse.exporters.{name.replace('-', '_')}")
    except ModuleNotFoundError as error:
        if name not in _EXTRAS or (error.name or "").startswith("planparse"):
            raise
        hint = f"install it with: pip install 'planparse[{name}]'"
        raise UsageError("--format", f"{name} needs {error.name}, which is not installed", hint) from None
    return cast(Export, module.export)


def format_of(path: str) -> str | None:
    """The format that a file name's ending stands for, or None.

    >>> format_of("tasks.YML"), format_of("tasks.table.md"), format_of("tasks.txt")
    ('yaml', 'md-table', None)
    """
    file = PurePath(path).name.lower()
    found = {ending: name for name, endings in EXPORTERS.items() for ending in endings}
    longest = max(
        (ending for ending in found if file.endswith(ending) and file != ending), key=len, default=""
    )
    return found.get(longest)


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
