"""Who has which role in a task, here and in its document.

>>> from planparse import parse
>>> from planparse.checks.document import Document
>>> from planparse.records import Subtask
>>> said = parse("1.修路。(牵头单位:甲局;配合单位:乙局)")
>>> differ = Differ(said, Document(said, "1.修路。(牵头单位:甲局;配合单位:乙局)"))
>>> here = Subtask(number="1", text="修路。", lead_units=("乙局",), supporting_units=("丙局",))
>>> for change in unit_changes(("tasks", 0), here, said.tasks[0], differ):
...     print(change.code, change.path, change.message)
unit-changed ('tasks', 0, 'lead_units', 0) “乙局”原文是配合单位,这里是牵头单位
unit-changed ('tasks', 0, 'lead_units') 牵头单位缺少原文的“甲局”
wording-not-in-source ('tasks', 0, 'supporting_units', 0) 原文配合单位没有“丙局”,全文也没有这个名称
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from planparse.checks.change import Change
from planparse.checks.differences import Differ, surplus
from planparse.checks.problem import Path
from planparse.checks.walk import ROLES
from planparse.records import Subtask, Task


def unit_changes(path: Path, here: Task | Subtask, there: Task | Subtask, differ: Differ) -> Iterator[Change]:
    """Units that are in another role, that are other ones, that are too many or too few, one change for each."""

    def change(
        role: str, what: str, *values: str, place: int | None = None, code: str = "unit-changed"
    ) -> Change:
        at = (*path, role) if place is None else (*path, role, place)
        return Change(code, at, what, tasks=differ.tasks, field=role, values=values)

    lists: dict[str, tuple[tuple[str, ...], tuple[str, ...]]] = {
        role: (getattr(here, role), getattr(there, role)) for role in ROLES
    }
    extra = {role: surplus(ours, theirs) for role, (ours, theirs) in lists.items()}
    missing = {
        role: [theirs[place] for place in surplus(theirs, ours)] for role, (ours, theirs) in lists.items()
    }
    for role, place, unit, before in _moved(lists, extra, missing):
        yield change(role, f"“{unit}”原文是{ROLES[before]},这里是{ROLES[role]}", unit, place=place)
    for role, (ours, theirs) in lists.items():
        lost = missing[role]
        for place in extra[role]:
            unit = ours[place]
            was = lost.pop(0) if lost else None
            what = (
                f"原文{ROLES[role]}没有“{unit}”"
                if was is None
                else f"原文{ROLES[role]}“{was}”,这里是“{unit}”"
            )
            values = (unit,) if was is None else (was, unit)
            code = "unit-changed"
            if unit and not differ.holds(unit):
                what += ",全文也没有这个名称" if was is None else ",原文没有这个名称"
                code = "wording-not-in-source"
            yield change(role, what, *values, place=place, code=code)
        if lost and not ours:
            yield change(role, f"{ROLES[role]}缺少,原文是 {'、'.join(lost)}", *lost)
        else:
            for unit in lost:
                yield change(role, f"{ROLES[role]}缺少原文的“{unit}”", unit)
        if ours != theirs and Counter(ours) == Counter(theirs):
            yield change(role, f"{ROLES[role]}的次序不同,原文是 {'、'.join(theirs)}")


def _moved(
    lists: dict[str, tuple[tuple[str, ...], tuple[str, ...]]],
    extra: dict[str, list[int]],
    missing: dict[str, list[str]],
) -> Iterator[tuple[str, int, str, str]]:
    """Units that have changed their role: role, place and name here, the role there. They are taken out of both lists."""
    for role, (ours, _) in lists.items():
        for place in list(extra[role]):
            unit = ours[place]
            before = next((other for other in ROLES if unit in missing[other]), None)
            if before is not None:
                missing[before].remove(unit)
                extra[role].remove(place)
                yield role, place, unit, before
