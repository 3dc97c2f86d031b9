"""By when and how much the item of a table says: its content, and the cells of dates and goals beside it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from typing import Final

from planparse.assembly.material import Material
from planparse.assembly.measures import read_deadlines, read_targets
from planparse.assembly.table_text import Extra, Laid
from planparse.records import Deadline, Diagnostic, Source, Target
from planparse.tabular.items import Item

_YEAR_MONTH: Final = re.compile(r"(20\d\d)(?:[./-](0?[1-9]|1[0-2]))?")
_GOALS: Final = re.compile(r"[;。\n]")


def deadlines_of(
    material: Material,
    item: Item,
    laid: Laid,
    start: int,
    clauses: list[int],
    diagnostics: list[Diagnostic],
) -> tuple[Deadline, ...]:
    """Those of the content and of its clauses, and of goals that the content does not say already."""
    year = next((column.year for column, _ in item.deadlines if column.year), None)
    found = read_deadlines(material, start, laid.prose[1], clauses, diagnostics, year)
    for goal in laid.extras:
        if goal.year is None and not goal.dated and not is_said(material, laid, goal):
            found += read_deadlines(material, goal.read, goal.end, [], diagnostics, year)
    ranges = [one.source for one in found if one.kind == "between"]
    found = tuple(one for one in found if one.kind != "by" or not _opens_range(one, ranges))
    return tuple(_in_figures(one) if one.kind == "by" and one.date is None else one for one in found)


def targets_of(material: Material, laid: Laid, start: int) -> Iterator[Target]:
    """Those of the content, and of the cells of goals what the content does not say already."""
    yield from read_targets(material, start, laid.prose[1])
    said = "".join(material.value[start : laid.prose[1]].split())
    for goal in laid.extras:
        for target in read_targets(material, goal.read, goal.end):
            if goal.year:
                yield replace(target, by=date(goal.year, 12, 31))
            elif "".join(target.text.split()) not in said:
                yield target


def is_said(material: Material, laid: Laid, goal: Extra) -> bool:
    """Whether the content says already what a cell of goals does."""
    value = material.value
    said = "".join(value[slice(*laid.prose)].split())
    cell = value[goal.read : goal.end].partition(":")[2]
    return goal.read < goal.end and all("".join(part.split()) in said for part in _GOALS.split(cell))


def _opens_range(deadline: Deadline, ranges: list[Source | None]) -> bool:
    """Whether a date of a cell is the first of two: 2026年3月 in 2026年3月-6月."""
    place = deadline.source
    return place is not None and any(one and one.start == place.start for one in ranges)


def _in_figures(deadline: Deadline) -> Deadline:
    """A cell of dates that prints 2026.6 or 2026 alone: the last day of the month or year."""
    match = _YEAR_MONTH.fullmatch(deadline.text)
    if match is None:
        return deadline
    year, month = int(match[1]), int(match[2] or 12)
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(days=1)
    return replace(deadline, date=last, precision="month" if match[2] else "year")
