"""The record's schema: one set of definitions holds what comes in and tells editors what may stand there.

>>> task = json_schema()["$defs"]["Task"]["properties"]
>>> task["lead_units"]["title"], task["lead_units"]["description"], task["id"]["description"]
('牵头单位', 'Lead units', "Id: the path's numbers in Arabic digits; unique in the plan")

Pydantic reads the dataclasses of `records.py`; it is loaded here and nowhere else, when first needed. After a change
there, `python -m planparse.schema --write` makes the package's `planparse-1.schema.json` anew, which nobody edits by hand.
"""

from __future__ import annotations

import json
import re
import sys
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from planparse.exporters.yaml import SCHEMA_FILE
from planparse.output import print_or_write
from planparse.records import Plan

if TYPE_CHECKING:
    from pydantic import TypeAdapter

_WORD_BEGINS = re.compile(r"(?<=[a-z])(?=[A-Z])")


@cache
def adapter() -> TypeAdapter[Plan]:
    """The validator of plans."""
    from pydantic import TypeAdapter

    return TypeAdapter(Plan)


def json_schema() -> dict[str, Any]:
    """The JSON Schema of the record (draft 2020-12): titles in Chinese, descriptions in English."""
    schema = adapter().json_schema()
    _explain(schema, "plan")
    for holder in (schema, *schema["$defs"].values()):
        for name, node in holder["properties"].items():
            _explain(node, name)
    for name, node in schema["$defs"].items():
        _explain(node, name)
    return {"$schema": "https://json-schema.org/draft/2020-12/schema"} | schema


def _explain(node: dict[str, Any], name: str) -> None:
    """`编号 · unique in the plan`, said of `id`, becomes the title 编号 and the description "Id: unique in the plan"."""
    chinese, _, english = node.get("description", "").partition(" · ")
    words = _WORD_BEGINS.sub(" ", name).replace("_", " ").lower()
    words = words[:1].upper() + words[1:]
    node["title"] = chinese
    node["description"] = f"{words}: {english}" if english else words


def published() -> bytes:
    """The bytes of the schema's file in this package: what `planparse schema` prints, without Pydantic."""
    return files("planparse").joinpath(SCHEMA_FILE).read_bytes()


def printed() -> bytes:
    """What the file should hold."""
    return (json.dumps(json_schema(), ensure_ascii=False, indent=2) + "\n").encode()


def main(arguments: list[str]) -> None:
    """Print the schema as the records have it now, or with `--write` write it to the package's file."""
    print_or_write(printed(), str(files("planparse").joinpath(SCHEMA_FILE)), arguments)


if __name__ == "__main__":
    main(sys.argv[1:])
