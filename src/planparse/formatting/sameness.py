"""Whether two trees of nodes say the same, and whether one says anything twice.

>>> from planparse.validation.nodes import compose
>>> same(compose("{id: 3.10, number: '1'}"), compose("number: 1\\nid: 3.10\\n"))
False
>>> same(compose("{id: 3.10, number: '1'}"), compose("number: '1'\\nid: 3.10\\n"))
True
"""

from __future__ import annotations

from typing import Any

import yaml

from planparse.formatting.faults import fault_at
from planparse.validation.nodes import STR


def same(one: Any, other: Any) -> bool:
    """Whether types and values are the same, as they are written; the order of fields, quotes and layout say nothing."""
    return bool(_said(one) == _said(other))


def _said(node: Any) -> Any:
    if isinstance(node, yaml.MappingNode):
        return node.tag, {_said(key): _said(value) for key, value in node.value}
    if isinstance(node, yaml.SequenceNode):
        return node.tag, [_said(item) for item in node.value]
    return None if node is None else (node.tag, node.value)


def refuse_twice(node: Any, file: str) -> None:
    """Raise FormatError at the first field that stands twice, or that is no single word."""
    if isinstance(node, yaml.SequenceNode):
        for item in node.value:
            refuse_twice(item, file)
    elif isinstance(node, yaml.MappingNode):
        seen = set()
        for key, value in node.value:
            if not isinstance(key, yaml.ScalarNode):
                raise fault_at(file, key.start_mark, "a list or a mapping is no field's name", "write a word")
            if not key.value and key.tag != STR:
                raise fault_at(file, key.start_mark, "a field has no name", "write it before the colon")
            if (key.tag, key.value) in seen:
                raise fault_at(file, key.start_mark, f"{key.value!r} stands twice", "keep one of the two")
            seen.add((key.tag, key.value))
            refuse_twice(value, file)
