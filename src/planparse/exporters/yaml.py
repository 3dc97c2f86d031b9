"""YAML for people who edit it: literal blocks, Chinese unescaped, empty fields left out, a schema for the editor."""

from __future__ import annotations

from datetime import date
from typing import Any

import yaml

from planparse.exporters.data import plan_data
from planparse.exporters.layout import Layout
from planparse.records import Plan

SCHEMA_FILE = "planparse-1.schema.json"
"""The name under which the modeline looks for the JSON Schema: beside the file, as `planparse schema -o` writes it."""

_BLOCK_FROM = 60  # characters: a longer text is printed as a literal block
_FLOW_UP_TO = 80  # characters: a longer list of names gets a line for each
_WIDE = 2**30

_Dumper: Any = getattr(yaml, "CSafeDumper", yaml.SafeDumper)


class _PlanDumper(_Dumper):  # type: ignore[misc]
    """Long texts as literal blocks; short lists of words and places on one line."""

    def ignore_aliases(self, _data: object) -> bool:
        return True


def _represent_text(dumper: Any, value: str) -> Any:
    style = "|" if "\n" in value or (len(value) > _BLOCK_FROM and not value.isascii()) else None
    return dumper.represent_scalar("tag:yaml.org,2002:str", value, style=style)


def _represent_list(dumper: Any, value: list[Any]) -> Any:
    flow = all(isinstance(part, str) for part in value) and sum(map(len, value)) <= _FLOW_UP_TO
    return dumper.represent_sequence("tag:yaml.org,2002:seq", value, flow_style=flow)


def _represent_mapping(dumper: Any, value: dict[str, Any]) -> Any:
    flow = set(value) == {"line", "start", "end"}
    return dumper.represent_mapping("tag:yaml.org,2002:map", value.items(), flow_style=flow)


_PlanDumper.add_representer(str, _represent_text)
_PlanDumper.add_representer(list, _represent_list)
_PlanDumper.add_representer(dict, _represent_mapping)


def export(plan: Plan, layout: Layout) -> bytes:
    """The plan as YAML with a modeline that names the JSON Schema."""
    data = _without_empty(plan_data(plan, full=layout.full))
    text = yaml.dump(data, Dumper=_PlanDumper, allow_unicode=True, sort_keys=False, width=_WIDE)
    return f"# yaml-language-server: $schema={SCHEMA_FILE}\n{text}".encode("utf-8", "replace")


def _without_empty(value: Any) -> Any:
    """The value without keys that hold nothing; false and 0 hold something."""
    if isinstance(value, dict):
        return {key: _without_empty(part) for key, part in value.items() if not _is_empty(part)}
    if isinstance(value, list):
        return [_without_empty(part) for part in value]
    return value


def _is_empty(value: Any) -> bool:
    return value is None or value is False or (not isinstance(value, (int, float, date)) and len(value) == 0)
