"""What is written down while a document's parts are read in order, and how one section, group or default date is.

Each line of the document goes to one section or one task.
"""

from __future__ import annotations

from bisect import bisect_left
from typing import TYPE_CHECKING, Final, NamedTuple

from planparse.assembly.material import Material
from planparse.assembly.measures import find_default, read_goals
from planparse.assembly.under import Under
from planparse.clauses.rosters import find_groups
from planparse.quick import altered, quick
from planparse.records import (
    Deadline,
    Diagnostic,
    Group,
    Note,
    Phase,
    Removed,
    Section,
    Target,
    Task,
)
from planparse.structure.outline import Entry

if TYPE_CHECKING:
    from planparse.assembly.table_tasks import Written
    from planparse.assembly.tables import Tables

NOWHERE: Final = Under()
_section: Final = quick(Section)


class Sheet(NamedTuple):
    """What is written down while the parts are read in order."""

    tasks: list[Task]
    phases: list[Phase]
    sections: list[Section]
    diagnostics: list[Diagnostic]
    groups: list[Group]
    targets: list[Target]
    notes: list[Note]
    removed: list[Removed]
    ids: dict[str, int]
    defaults: list[tuple[int, Deadline]]
    """dates for the tasks that follow, and how many tasks stand before them"""
    tables: Tables | None


def write_section(
    material: Material, sheet: Sheet, part: range, kind: str, level: int = 0, under: Under = NOWHERE
) -> None:
    """Write down lines that are no entry's own, and the tables among them."""
    for piece, table in sheet.tables.split(part) if sheet.tables else ((part, None),):
        if table is not None and sheet.tables is not None:
            _table(sheet, sheet.tables.write(table, under))
        elif piece:
            start, end = material.extent(piece)
            place = material.places.at(start, end)
            sheet.sections.append(
                _section(level=level, kind=kind, text=material.wording(start, end), source=place)
            )
            if kind in ("closing", "preamble"):
                _default_deadline(material, sheet, start, end)


def write_entry(material: Material, sheet: Sheet, entry: Entry, title: str, own: range) -> None:
    """Write down an entry's own lines as a section, and the goals and the default date that they name."""
    start, end = material.extent(own)
    place = material.places.at(start, end)
    text = material.wording(entry.heading.rest, end)
    sheet.sections.append(
        _section(
            number=entry.number or None,
            title=title or None,
            level=entry.level,
            kind=entry.kind,
            text=text,
            source=place,
        )
    )
    if entry.kind == "goals":
        sheet.targets.extend(read_goals(material, own, entry.heading.start))
    _default_deadline(material, sheet, start, end)


def write_groups(material: Material, sheet: Sheet, part: range, heading: str = "") -> int:
    """Write down the groups whose rosters stand among the lines, and return where the last of them ends."""
    rosters = material.rosters
    if not rosters or not part:
        return 0
    start, end = material.extent(part)
    last = 0
    if rosters[0] < end and rosters[-1] >= start and bisect_left(rosters, start) < bisect_left(rosters, end):
        for name, roster in find_groups(material.value, start, end, heading):
            place = material.places.at(roster.start, roster.end)
            sheet.groups.append(Group(name=name, roles=roster.roles, source=place))
            last = roster.end
    return last


def _table(sheet: Sheet, written: Written) -> None:
    sheet.tasks.extend(altered(task, id=unique_id(sheet.ids, task.id)) for task in written.tasks)
    sheet.sections.extend(written.sections)
    sheet.notes.extend(written.notes)
    sheet.diagnostics.extend(written.diagnostics)
    sheet.removed.extend(written.removed)


def _default_deadline(material: Material, sheet: Sheet, start: int, end: int) -> None:
    """以上所提目标任务,未明确年限的,皆为到2022年: the date of each task that has none of its own."""
    found = find_default(material, start, end)
    if found is None:
        return
    note, default = found
    sheet.notes.append(note)
    if default is None:
        return
    if not sheet.tasks or note.text.startswith(("以下", "下列")):
        sheet.defaults.append((len(sheet.tasks), default))
    else:
        give_default(sheet.tasks, 0, len(sheet.tasks), default)


def give_default(tasks: list[Task], start: int, stop: int, default: Deadline) -> None:
    """Give a date to those of `tasks[start:stop]` that have none of their own."""
    tasks[start:stop] = [
        altered(task, due=default.date, deadlines=(*task.deadlines, default))
        if task.due is None and task.section_kind == "tasks"
        else task
        for task in tasks[start:stop]
    ]


def unique_id(ids: dict[str, int], wanted: str) -> str:
    """The id itself, or with -2, -3 … where a document counts the same path twice."""
    ids[wanted] = ids.get(wanted, 0) + 1
    return wanted if ids[wanted] == 1 else f"{wanted}-{ids[wanted]}"
