"""Items that open with the body whose duties they are: (一)市委宣传部:负责宣传工作。

>>> from planparse import parse
>>> plan = parse("一、职责分工\\n(一)市委宣传部:负责宣传工作。\\n(二)市文明办(创城办):开展督导检查。")
>>> [task.responsible_units for task in plan.tasks]
[('市委宣传部',), ('市文明办(创城办)',)]

The name ends with a colon, or is the item's whole heading: (一)市教育局。负责校园创建. One item alone that opens so may
be a heading; two in one section are a list of bodies.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final

from planparse.assembly.assignments import Assigned
from planparse.assembly.material import Material
from planparse.clauses.units import name_stretches
from planparse.patterns import lazily
from planparse.structure.outline import Entry

_LONGEST: Final = 26
_MARK: Final = lazily(r"[:。;\n]")
_FEWEST: Final = 2
_OFFICE: Final = lazily(
    r"(?:局|委|办|厅|部|院|署|处|会|办公室|政府|总队|支队|公司)(?:[(〔][^()〔〕]*[)〕])?$"
)
"""A name that ends like an office's; 省级园区 and 县城 end like bodies of another list, and do nothing."""
_LEVELS: Final = frozenset("省市县区州盟旗镇乡国")


def headed_by_bodies(material: Material, entries: Sequence[Entry]) -> dict[int, tuple[Assigned, ...]]:
    """The bodies that head each item of a list of bodies, by the item's place among the entries.

    What heads an item that has others below it is theirs.
    """
    value = material.value
    found: dict[int, list[tuple[int, tuple[Assigned, ...]]]] = {}
    for index, entry in enumerate(entries):
        if value[entry.heading.start : entry.heading.start + 1] not in _LEVELS:
            continue
        end = _head(value, entry)
        if end is not None:
            names = name_stretches(value, entry.heading.start, end)
            if names and all(_OFFICE.search(value, *name) for name in names):
                assigned = tuple(
                    Assigned(value[start:stop], "responsible", "printed", start, stop)
                    for start, stop in names
                )
                found.setdefault(entry.parent, []).append((index, assigned))
    return {index: assigned for items in found.values() if len(items) >= _FEWEST for index, assigned in items}


def _head(value: str, entry: Entry) -> int | None:
    """Where the name ends that may head an item: at a colon on its line, or with its heading."""
    start, heading_end = entry.heading.start, entry.heading.end
    mark = _MARK.search(value, start, start + _LONGEST)
    if mark is not None and mark[0] == ":" and entry.leaf:
        return mark.start()
    return heading_end if start + 2 < heading_end <= start + _LONGEST else None
