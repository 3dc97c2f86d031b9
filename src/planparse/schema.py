"""The record's schema: one set of definitions holds what comes in and tells editors what may stand there.

Pydantic reads the dataclasses of `records.py`; it is loaded here and nowhere else, when first needed.
"""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING, Any

from planparse.records import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter


@cache
def adapter() -> TypeAdapter[Plan]:
    """The validator of plans."""
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the record (draft 2020-12), titles in Chinese and descriptions in English."""
    schema = adapter().json_schema()
    _split_descriptions(schema)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _split_descriptions(node: Any) -> None:
    """`标题 · the plan's own title` becomes a title and a description."""
    if isinstance(node, dict):
        description = node.get("description")
        if isinstance(description, str):
            chinese, _, english = description.partition(" · ")
            node["title"] = chinese
            node["description"] = english or chinese
        for part in node.values():
            _split_descriptions(part)
    elif isinstance(node, list):
        for part in node:
            _split_descriptions(part)
