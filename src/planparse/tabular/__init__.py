"""Tables that are lists of tasks (任务分解表): found in a reading, and taken out of its text until assembly.

>>> from planparse.readers.reading import Reading
>>> text, tables = open_tables(Reading("一、任务\\n序号\\t任务\\t责任单位\\n1\\t修路\\t甲局\\n二、保障", "utf-8"))
>>> text.value.split("\\n") == ["一、任务", PLACEHOLDER, "二、保障"], len(tables)
(True, 1)

`headers` finds the header by its words, `printed` finds tables in plain text, `rows` and `families` read the rows, `cells`
normalises what they print. The stages between read a document with one character in the place of each table; assembly
writes the table's tasks where that character stands.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.readers.reading import Reading
from planparse.text import Edit, Text

if TYPE_CHECKING:
    from planparse.tabular.items import TaskTable

PLACEHOLDER = "\ufffc"
"""A line that stands for a table. The character may stand in a text too: a line is a table's if its place is."""
PIPES = "|｜│┃"
"""What parts the cells of a printed table, beside tabs."""


def may_hold_table(reading: Reading) -> bool:
    """A quick look: whether there is any table, or any line that can be a row of one."""
    text = reading.text
    return bool(reading.tables) or "\t" in text or "序号" in text or any(pipe in text for pipe in PIPES)


def open_tables(reading: Reading) -> tuple[Text, list[TaskTable]]:
    """The text for the passes, without furniture and with a placeholder for each list of tasks; and these lists."""
    if not may_hold_table(reading):
        return reading.opened(), []
    from planparse.tabular.tables import find_tables  # most documents hold no table

    tables = find_tables(reading)
    if not tables:
        return reading.opened(), tables
    source = reading.text
    edits: list[Edit] = []
    for table in tables:
        before = "" if not table.start or source[table.start - 1] == "\n" else "\n"
        after = "" if source.startswith(("\n", "\r"), table.end) or table.end == len(source) else "\n"
        edits.append((table.start, table.end, before + PLACEHOLDER + after, ""))
    edits += [
        (one.start, one.end, "", one.rule)
        for one in reading.furniture
        if not any(table.start < one.end and one.start < table.end for table in tables)
    ]
    return Text.raw(source).edit(sorted(edits)), tables
