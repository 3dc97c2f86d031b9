"""Items that open with the body whose duties they are: (一)市委宣传部:负责宣传工作。

>>> from planparse import parse
>>> plan = parse("一、职责分工\\n(一)市委宣传部:负责宣传工作。\\n(二)市文明办(创城办):开展督导检查。")
>>> [task.responsible_units for task in plan.tasks]
[('市委宣传部',), ('市文明办(创城办)',)]

One item alone that opens so may be a heading; two in one section are a list of bodies.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from planparse.assembly.assignments import Assigned
from planparse.assembly.material import Material
from planparse.structure.outline import Entry

_LONGEST = 26
_FEWEST = 2
_OFFICE = re.compile(r"(?:局|委|办|厅|部|院|署|处|会|办公室|政府|总队|支队|公司)(?:[(〔][^()〔〕]*[)〕])?$")
"""A name that ends like an office's; 省级园区 and 县城 end like bodies of another list, and do nothing."""
_LEVELS = frozenset("省市县区州盟旗镇乡国")


def headed_by_bodies(material: Material, entries: Sequence[Entry]) -> dict[int, tuple[Assigned, ...]]:
    """The body that heads each item of a list of bodies, by the item's place among the entries."""
    value = material.value
    found: dict[int, list[tuple[int, Assigned]]] = {}
    for index, entry in enumerate(entries):
        start = entry.heading.start
        colon = (
            value.find(":", start, start + _LONGEST)
            if entry.leaf and value[start : start + 1] in _LEVELS
            else -1
        )
        if colon > start + 2 and _OFFICE.search(value, start, colon):
            assigned = Assigned(value[start:colon], "responsible", "printed", start, colon)
            found.setdefault(entry.parent, []).append((index, assigned))
    return {
        index: (assigned,) for items in found.values() if len(items) >= _FEWEST for index, assigned in items
    }
