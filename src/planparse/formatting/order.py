"""The fields of a plan in the order of its records; what no record knows comes after them, in its own order.

>>> from planparse.validation.nodes import compose
>>> plan = in_order(compose("tasks: [{备注: 急, number: 1., id: '1'}]\\nschema: planparse/1\\n"))
>>> [key.value for key, _ in plan.value], [key.value for key, _ in plan.value[1][1].value[0].value]
(['schema', 'tasks'], ['id', 'number', '备注'])
"""

from __future__ import annotations

from collections.abc import Hashable
from typing import Any, cast

import yaml

from planparse.records import Plan, Record
from planparse.validation.nodes import inner_records

_NONE = (None, False)


def in_order(node: Any, record: type[Record] | None = Plan) -> Any:
    """The node with its fields in the order of the record; the scalars in it are the same nodes, the rest is new."""
    if isinstance(node, yaml.SequenceNode):
        items = [in_order(item, record) for item in node.value]
        return yaml.SequenceNode(node.tag, items, node.start_mark, node.end_mark, node.flow_style)
    if not isinstance(node, yaml.MappingNode):
        return node
    known = inner_records(cast(Hashable, record)) if record else {}
    rank = {name: place for place, name in enumerate(known)}
    pairs = sorted(node.value, key=lambda pair: rank.get(pair[0].value, len(rank)))
    ordered = [(key, in_order(value, known.get(key.value, _NONE)[0])) for key, value in pairs]
    return yaml.MappingNode(node.tag, ordered, node.start_mark, node.end_mark, node.flow_style)
