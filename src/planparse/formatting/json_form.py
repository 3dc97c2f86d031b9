"""JSON as the JSON exporter writes it: the record's order of fields, two spaces, a number as its author wrote it.

>>> print(formatted('{"tasks": [], "schema": "planparse/1", "n": 5.40}', "tasks.json"), end="")
{
  "schema": "planparse/1",
  "tasks": [],
  "n": 5.40
}
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml

from planparse.formatting.faults import FormatError
from planparse.formatting.order import in_order
from planparse.formatting.sameness import refuse_twice, same
from planparse.validation.json_nodes import read_json
from planparse.validation.nodes import STR, TooMuch

# Legal in JSON, and read as something else or refused where JSON is read as a part of YAML; no text by themselves.
_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff\ud800-\udfff]")


def formatted(text: str, file: str) -> str:
    """The canonical form of a JSON text. Raises FormatError."""
    root = _read(text, file)
    if not isinstance(root, yaml.MappingNode):
        raise FormatError(f"{file}:1:1", "holds no plan", "a plan is an object: { … }")
    refuse_twice(root, file)
    written = _written(in_order(root), "\n") + "\n"
    if not same(root, _read(written, file)):
        raise FormatError(file, "would not read the same in canonical form and is left alone", "report this")
    return written


def _read(text: str, file: str) -> Any:
    try:
        root, faults = read_json(text)
    except TooMuch as much:
        what = "is nested too deeply" if much.code == "too-deep" else "holds too much"
        raise FormatError(f"{file}:{much.line}:{much.column}", what, "this is no task list") from None
    if faults:
        hint = f"see its faults with: planparse validate {file}"
        raise FormatError(f"{file}:{faults[0].line}:{faults[0].column}", "is no JSON from here on", hint)
    return root


def _written(node: Any, line_end: str) -> str:
    if isinstance(node, yaml.ScalarNode):
        return _quoted(node.value) if node.tag == STR else str(node.value)
    inner = line_end + "  "
    if isinstance(node, yaml.MappingNode):
        inside = [f"{_quoted(key.value)}: {_written(value, inner)}" for key, value in node.value]
        opening, closing = "{", "}"
    else:
        inside = [_written(item, inner) for item in node.value]
        opening, closing = "[", "]"
    if not inside:
        return opening + closing
    return opening + inner + f",{inner}".join(inside) + line_end + closing


def _quoted(value: str) -> str:
    quoted = json.dumps(value, ensure_ascii=False)
    return _AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", quoted)
