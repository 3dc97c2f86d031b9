"""The entries of an outline, in printed order: each becomes a task, a section or a stage.

What stands below an entry takes over from it: the labels of its path, the units of a section's clause, the date of a stage.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planparse.assembly.assignments import Assigned, inherited
from planparse.assembly.duties import headed_by_bodies
from planparse.assembly.marked_stages import marked_stages
from planparse.assembly.material import Material
from planparse.assembly.measures import section_deadline
from planparse.assembly.section_clauses import Spoken, give_units, spoken_behind, spoken_below
from planparse.assembly.sheet import (
    NOWHERE,
    Sheet,
    unique_id,
    write_entry,
    write_groups,
    write_section,
)
from planparse.assembly.stages import names_stage, read_stage
from planparse.assembly.tasks import build_task, closing_line, label, people_of, section_kind
from planparse.assembly.under import Under
from planparse.quick import quick
from planparse.records import Deadline, Diagnostic, Person, Phase
from planparse.structure.outline import EXCLUDED, Entry, Outline


class _Read(NamedTuple):
    """What an entry hands down to those below it."""

    labels: tuple[str, ...] = ()
    """its own behind those above it, outermost first"""
    path: str = ""
    units: tuple[Assigned, ...] = ()
    in_stage: bool = False
    """whether it is a stage or below one"""
    stage: Deadline | None = None
    """the date for the tasks below it"""
    people: tuple[Person, ...] = ()
    """whom the tasks below it have that name no person of their own"""
    begun: int = 0
    """how many tasks stand before it"""


_Cut = tuple[int, int | None, Spoken | None]
"""Where an entry's own lines end, and before what: a table, a clause that speaks of the whole section; else a closing sentence."""

_read: Final = quick(_Read)


def write_outline(material: Material, sheet: Sheet, outline: Outline, prefix: str) -> None:
    """Write down the entries of one part, in printed order; `prefix` begins the ids of an annex's tasks."""
    value, entries, tables = material.value, outline.entries, sheet.tables
    outermost = _Read(begun=len(sheet.tasks))
    headed = headed_by_bodies(material, entries)
    read: dict[int, _Read] = {}  # of the entries with others below them
    stages: dict[int, Phase] = {}  # the last one below each entry
    for index, entry in enumerate(entries):
        _, ordinal, _, level, parent, _, lines, leaf, (heading, heading_end, rest), kind, _ = entry
        above = read[parent] if parent >= 0 else outermost
        title = value[heading:heading_end].strip()
        begun = len(sheet.tasks)
        stop, table, spoken = _cut_at(material, sheet, entries, index, title)
        own = range(lines.start, stop) if stop < lines.stop else lines
        of_section: tuple[Assigned, ...] = ()
        stage, people = above.stage, above.people
        if not leaf:
            clauses = material.clauses_in(*material.extent(own))
            of_section, stage = _said_of_all(material, entry, own, clauses, title, stage)
            people = _people(material, clauses) or people
        of_stages = kind == "phases"
        is_stage = of_stages and names_stage(material, entry, below=above.in_stage)
        heads = table == stop and tables is not None and tables.heads(rest, stop)
        path = f"{above.path}.{ordinal}" if parent >= 0 else str(ordinal)
        marked = [] if is_stage or heads or not of_stages else marked_stages(material, entry, own)
        if marked:
            _write_stages(material, sheet, entry, title, own, marked)
        elif leaf and kind not in EXCLUDED and not is_stage and not heads:
            units = headed.get(index) or inherited(above.units)
            task_id = unique_id(sheet.ids, prefix + path)
            sheet.tasks.append(
                build_task(
                    material, entry, own, task_id, above.labels, units, above.people, stage, sheet.diagnostics
                )
            )
        else:
            write_entry(material, sheet, entry, title, own)
            if is_stage:
                phase, stage = read_stage(material, entry, own, stages.get(parent))
                stages[parent] = phase
                sheet.phases.append(phase)
        if not leaf:
            units = of_section or headed.get(index) or above.units
            labels = (*above.labels, label(entry, title))
            read[index] = _read(labels, path, units, above.in_stage or is_stage, stage, people, begun)
        if spoken is not None:
            section = read[spoken.section] if spoken.section >= 0 else outermost
            give_units(material, sheet.tasks, section.begun, spoken)
        if stop < lines.stop:
            under = NOWHERE
            if table is not None and tables is not None:
                labels = (*above.labels, label(entry, title))
                under = _under(entry, labels, prefix, path, tables.caption(table))
            write_section(material, sheet, range(stop, lines.stop), "closing", max(level - 1, 0), under)
    for gap in outline.gaps:
        entry = entries[gap.entry]
        place = material.places.at(entry.start, entry.start + len(entry.number))
        message = f"序号{entry.number}与前一序号不连续(应为第{gap.expected}项)"
        sheet.diagnostics.append(Diagnostic(code="numbering-gap", message=message, source=place))


def _cut_at(material: Material, sheet: Sheet, entries: Sequence[Entry], index: int, title: str) -> _Cut:
    """Where an entry's own lines end; the groups among them are written down."""
    entry = entries[index]
    lines = entry.lines
    stop = lines.stop
    spoken = None
    if entry.leaf and stop - lines.start > 1:
        level_below = entries[index + 1].level if index + 1 < len(entries) else 0
        if level_below < entry.level:
            spoken = spoken_behind(material, entries, entry, level_below)
            stop = closing_line(material, entry)
            stop = stop if spoken is None else min(stop, spoken.line)
    if material.rosters:
        last_name = write_groups(material, sheet, lines, title)
        if stop < lines.stop and material.lines[stop][0] < last_name:
            stop = lines.stop  # 成员单位:… behind 牵头单位:…
    table = sheet.tables.begin(lines) if sheet.tables else None
    return stop if table is None else min(stop, table), table, spoken


def _said_of_all(
    material: Material, entry: Entry, own: range, clauses: range, title: str, stage: Deadline | None
) -> tuple[tuple[Assigned, ...], Deadline | None]:
    """The units and the date that clauses below a section's heading give to the tasks below it, else the stage's."""
    units = tuple([one for number in clauses for one in material.assigned[number]])
    if not units and len(own) > 1:
        units = spoken_below(material, own, entry.number, title)
    if clauses and any(material.clauses[number].times for number in clauses):
        return units, section_deadline(material, clauses) or stage
    return units, stage


def _people(material: Material, clauses: range) -> tuple[Person, ...]:
    """The persons whom clauses below a section's heading name: 牵头领导:张三."""
    return tuple([person for number in clauses for person in people_of(material, number)])


def _write_stages(
    material: Material, sheet: Sheet, entry: Entry, title: str, own: range, marked: Sequence[Entry]
) -> None:
    """Write down a section whose stages no number opens, and the stages."""
    write_entry(material, sheet, entry, title, range(own.start, marked[0].lines.start))
    phase: Phase | None = None
    for one in marked:
        name = material.value[one.heading.start : one.heading.end].strip()
        write_entry(material, sheet, one, name, one.lines)
        phase, _ = read_stage(material, one, one.lines, phase)
        sheet.phases.append(phase)


def _under(entry: Entry, labels: tuple[str, ...], prefix: str, path: str, caption: str | None) -> Under:
    """Where a table behind an entry's own lines stands: under its caption, or under the entry."""
    if caption:
        return Under(prefix or "A1.", (caption,), "tasks", entry.level + 1)
    return Under(f"{prefix}{path}.", labels, section_kind(entry), entry.level + 1)
