"""A plan as plain lists and dictionaries, in the record's key order; JSON and YAML share it.

>>> from planparse import parse
>>> list(plan_data(parse("1.修路。修一公里。"), full=False))
['schema', 'document', 'source', 'tasks', 'phases', 'groups', 'targets', 'notes', 'accepted']
"""

from __future__ import annotations

from collections.abc import Hashable
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, cast

from planparse.records import Assignment, Deadline, Plan, Subtask, Target, Task

FULL_ONLY: dict[type, frozenset[str]] = {
    Plan: frozenset({"sections", "diagnostics", "removed"}),
    Task: frozenset({"assignments"}),
    Deadline: frozenset({"source"}),
    Target: frozenset({"source"}),
    Subtask: frozenset({"source"}),
    Assignment: frozenset(),
}
"""The keys that come with `--full` alone."""


def plan_data(plan: Plan, *, full: bool) -> dict[str, Any]:
    """The plan's keys and values; dates stay dates, every list may be empty and no key is left out."""
    return record_data(plan, full=full)


def record_data(record: Any, *, full: bool) -> dict[str, Any]:
    """One record's keys and values."""
    return {name: _value(getattr(record, name), full) for name in _names(cast(Hashable, type(record)), full)}


def _value(value: Any, full: bool) -> Any:
    if value is None or isinstance(value, (str, int, float, date)):
        return value
    if isinstance(value, tuple):
        return [_value(part, full) for part in value]
    if isinstance(value, dict):
        return {key: _value(part, full) for key, part in value.items()}
    if not is_dataclass(value):
        raise TypeError(f"no record: {type(value).__name__}")
    return record_data(value, full=full)


@cache
def _names(record: Any, full: bool) -> tuple[str, ...]:
    left_out = frozenset() if full else FULL_ONLY.get(record, frozenset())
    return tuple(field.name for field in fields(record) if field.name not in left_out)
