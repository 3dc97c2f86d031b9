"""Metadata in a table without colons: 索 引 号⇥014567⇥主题分类⇥农业.

>>> normalise_labels(Text.raw("索 引 号\\t014567/2024-12\\t发布日期\\t2024-05-08\\n序号\\t任务\\n1\\t修路")).value
'索引号:014567/2024-12\\n发布日期:2024-05-08\\n序号\\t任务\\n1\\t修路'

After this: each label of such a row stands on a line of its own with its colon, as pages print it elsewhere.
"""

from __future__ import annotations

from functools import cache

from planparse.text import Edit, Text
from planparse.vocab import words

_FURTHEST = 3000
"""Characters from the start: metadata stand above the document."""


def normalise_labels(text: Text) -> Text:
    """Give labels of metadata their colons, in rows where every other cell is one."""
    head = text.value[:_FURTHEST]
    if "\t" not in head:
        return text
    edits: list[Edit] = []
    start = 0
    for line in head.split("\n"):
        if "\t" in line:
            edits += _row(line, start)
        start += len(line) + 1
    return text.edit(edits) if edits else text


def _row(line: str, start: int) -> list[Edit]:
    """The edits of one row: nothing, where a cell that should be a label is none."""
    edits: list[Edit] = []
    place = start
    for number, cell in enumerate(line.split("\t")):
        end = place + len(cell)
        if number % 2 == 0 and cell.strip():
            if "".join(cell.split()).rstrip(":：") not in _labels():
                return []
            if number:
                edits.append((place - 1, place, "\n", ""))
            edits += [(place + at, place + at + 1, "", "") for at, one in enumerate(cell) if one.isspace()]
        elif number % 2:
            if "".join(cell.split()) in _labels():
                return []  # a header: 名称⇥时间
            before = line[place - start - 2 : place - start - 1]
            edits.append((place - 1, place, "" if before in ":：" else ":", ""))
        place = end + 1
    return edits


@cache
def _labels() -> frozenset[str]:
    metadata = words("metadata")
    return frozenset(
        [*metadata["kept"], *(label for field in metadata["fields"].values() for label in field)]
    )
