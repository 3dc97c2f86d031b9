"""The canonical form of task YAML and JSON that people edit: as the exporters write it, with what people added.

>>> edited = "# 定稿\\ntasks:\\n- number: 1. # 照原文\\n\\n\\n  id: '1'\\n  lead_units:\\n  - 甲局\\nschema: planparse/1\\n"
>>> print(format_text(edited, "tasks.yaml"), end="")
# 定稿
schema: planparse/1
tasks:
- id: '1'
  number: 1.  # 照原文
  lead_units: [甲局]

compose    text  → nodes      validation/nodes.py, validation/json_nodes.py
order      nodes → nodes      order.py       fields as the records have them
remark     text  → remarks    remarks.py     comments and blank lines, each with the entry that it speaks of
write      both  → text       yaml_form.py, json_form.py

What comes out is read again: a form that would read otherwise, or lack a comment, is refused, never returned.
"""

from __future__ import annotations

from planparse.formatting.faults import FormatError

__all__ = ["FormatError", "format_text"]


def format_text(text: str, file: str) -> str:
    """The canonical form of a file's text; JSON where the file's name ends so, else YAML. Formatting twice is formatting once.

    Raises FormatError, with the place in its `where`, for what is no YAML or JSON, and for what has no place in a
    task list: a field that stands twice, an anchor, a tag, a second document.
    """
    text = text.removeprefix("\ufeff").replace("\r\n", "\n").replace("\r", "\n")
    if file.lower().endswith(".json"):
        from planparse.formatting.json_form import formatted
    else:
        from planparse.formatting.yaml_form import formatted
    return formatted(text, file)
