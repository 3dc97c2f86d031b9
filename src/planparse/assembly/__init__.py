"""Outline and clauses to a plan: each line of the document goes to one section or one task."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from planparse import __version__
from planparse.assembly.assignments import Assigned, by_role, inherited
from planparse.assembly.duties import headed_by_bodies
from planparse.assembly.marked_stages import marked_stages
from planparse.assembly.material import Material
from planparse.assembly.measures import calendar_of, find_default, read_goals, section_deadline
from planparse.assembly.section_clauses import speaks_of_section
from planparse.assembly.stages import names_stage, read_stage
from planparse.assembly.tasks import (
    assignment,
    build_task,
    closing_line,
    is_task,
    label,
    section_kind,
)
from planparse.assembly.under import Under
from planparse.clauses.responsibilities import Clause
from planparse.clauses.rosters import find_groups
from planparse.clauses.unread import find_unread
from planparse.numbering.markers import WORDED
from planparse.readers.reading import Source as SourceText
from planparse.records import (
    Deadline,
    Diagnostic,
    Document,
    Group,
    Note,
    Phase,
    Plan,
    Removed,
    Section,
    SourceFile,
    Target,
    Task,
)
from planparse.structure.anatomy import Anatomy, Lines
from planparse.structure.outline import Entry, Outline
from planparse.text import Text

if TYPE_CHECKING:
    from planparse.assembly.table_tasks import Written
    from planparse.assembly.tables import Tables
    from planparse.clauses.agencies import Agencies
    from planparse.tabular.items import TaskTable

_OPENING = 3000
"""Characters from the start in which a plan without number, title's year or date names its year."""
_NOWHERE = Under()


class _Sheet(NamedTuple):
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


def assemble(
    source: SourceText,
    text: Text,
    lines: Lines,
    anatomy: Anatomy,
    outlines: Sequence[Outline],
    clauses: list[Clause],
    document: Document,
    tables: Sequence[TaskTable] = (),
    known: Agencies | None = None,
) -> Plan:
    """Make the plan of what the stages before found.

    `tables` are those that placeholders in the text stand for; `known` are the bodies whose full names are looked up.
    """
    calendar = calendar_of(document, text.value[:_OPENING])
    material = Material.of(text, clauses, calendar, lines, source.reading, known)
    notes, removed = list(_notes(material)), list(_removed(material))
    sheet = _Sheet([], [], [], [], [], [], notes, removed, {}, [], _placed(material, source, tables))
    _plain_section(material, sheet, anatomy.preface, "preface")
    _plain_section(material, sheet, anatomy.notice, "notice")
    preamble = range(anatomy.notice.stop, outlines[0].lead.stop)
    _plain_section(material, sheet, preamble, "preamble")
    _groups(material, sheet, preamble)
    _outline(material, sheet, outlines[0], "")
    _plain_section(material, sheet, anatomy.conclusions, "conclusions", under=Under("A1."))
    _groups(material, sheet, anatomy.conclusions)
    for place, (annex, outline) in enumerate(zip(anatomy.annexes, outlines[1:], strict=True), 1):
        printed = re.search(r"\d+", material.value[slice(*material.extent(annex.title))])
        prefix = f"A{printed[0] if printed else place}."
        lead = range(annex.title.start, outline.lead.stop)
        title = " ".join(material.value[slice(*lines[number])] for number in annex.title)
        _plain_section(material, sheet, lead, "attachments", under=Under(prefix, (title,)))
        _groups(material, sheet, lead)
        _outline(material, sheet, outline, prefix)
    following = [standing for standing, _ in sheet.defaults[1:]] + [len(sheet.tasks)]
    for (standing, default), stop in zip(sheet.defaults, following, strict=False):
        _give_default(sheet.tasks, standing, stop, default)
    worded = [entry for outline in outlines for entry in outline.entries if entry.kind_of_marker in WORDED]
    read = {material.places.at(one.start, one.heading.start) for one in worded}
    for part in anatomy.bodies():
        sheet.diagnostics.extend(one for one in _unread(material, part) if one.source not in read)
    return Plan(
        document=document,
        source=SourceFile(
            file=source.file,
            media_type=source.media_type,
            encoding=source.reading.encoding,
            reader=source.reading.tool or f"planparse {__version__}",
            sha256=source.sha256,
        ),
        tasks=tuple(sheet.tasks),
        phases=tuple(sheet.phases),
        groups=tuple(sheet.groups),
        targets=tuple(sheet.targets),
        notes=tuple(sheet.notes),
        sections=tuple(sheet.sections),
        diagnostics=tuple(sheet.diagnostics),
        removed=tuple(sorted(sheet.removed, key=lambda one: one.source.start)),
    )


def _unread(material: Material, part: range) -> Iterator[Diagnostic]:
    """What looks like a clause, a date or a number there, and could not be read."""
    if part:
        for one in find_unread(material.value, *material.extent(part), material.clauses):
            place = material.places.at(one.start, one.end)
            yield Diagnostic(code=one.code, message=one.message, source=place)


def _plain_section(
    material: Material, sheet: _Sheet, part: range, kind: str, level: int = 0, under: Under = _NOWHERE
) -> None:
    """Write down lines that are no entry's own, and the tables among them."""
    for piece, table in sheet.tables.split(part) if sheet.tables else ((part, None),):
        if table is not None and sheet.tables is not None:
            _table(sheet, sheet.tables.write(table, under))
        elif piece:
            start, end = material.extent(piece)
            place = material.places.at(start, end)
            sheet.sections.append(
                Section(level=level, kind=kind, text=material.wording(start, end), source=place)
            )
            if kind in ("closing", "preamble"):
                _default_deadline(material, sheet, start, end)


def _placed(material: Material, source: SourceText, tables: Sequence[TaskTable]) -> Tables | None:
    """The tables among the lines, loaded only for a document that has one."""
    if not tables:
        return None
    from planparse.assembly.tables import Tables

    return Tables(material, source.reading, tables)


def _table(sheet: _Sheet, written: Written) -> None:
    sheet.tasks.extend(replace(task, id=_unique(sheet.ids, task.id)) for task in written.tasks)
    sheet.sections.extend(written.sections)
    sheet.notes.extend(written.notes)
    sheet.diagnostics.extend(written.diagnostics)
    sheet.removed.extend(written.removed)


def _outline(material: Material, sheet: _Sheet, outline: Outline, prefix: str) -> None:
    """Write down the entries of one part, in printed order."""
    entries = outline.entries
    labels: list[tuple[str, ...]] = []  # of each entry with those above it, outermost first
    begun: list[int] = []  # how many tasks stand before each entry
    before = len(sheet.tasks)
    paths: list[str] = []
    handed_down: list[tuple[Assigned, ...]] = []
    headed = headed_by_bodies(material, entries)
    stages: list[
        tuple[bool, Deadline | None]
    ] = []  # whether it is a stage or below one, and the date below it
    for index, entry in enumerate(entries):
        title = material.value[entry.heading.start : entry.heading.end].strip()
        above_it, path = (
            ((), str(entry.ordinal))
            if entry.parent < 0
            else (labels[entry.parent], f"{paths[entry.parent]}.{entry.ordinal}")
        )
        labels.append((*above_it, label(entry, title)))
        begun.append(len(sheet.tasks))
        paths.append(path)
        following = entries[index + 1] if index + 1 < len(entries) else None
        last_child = following is None or following.level < entry.level
        stop = closing_line(material, entry, last_child) if entry.leaf else entry.lines.stop
        spoken = None
        if entry.leaf and last_child and len(entry.lines) > 1:
            spoken = _spoken_of(material, entries, entry, following.level if following else 0)
            stop = stop if spoken is None else min(stop, spoken[0])
        last_name = _groups(material, sheet, entry.lines, title)
        if stop < entry.lines.stop and material.lines[stop][0] < last_name:
            stop = entry.lines.stop  # 成员单位:… behind 牵头单位:…
        table = sheet.tables.begin(entry.lines) if sheet.tables else None
        stop = stop if table is None else min(stop, table)
        own = range(entry.lines.start, stop)
        start, end = material.extent(own)
        above = handed_down[entry.parent] if entry.parent >= 0 else ()
        clauses = () if entry.leaf else material.clauses_in(start, end)
        own_units = tuple(one for number in clauses for one in material.assigned[number])
        if not (entry.leaf or own_units) and len(own) > 1:
            own_units = _spoken_below(material, own, entry.number, title)
        handed_down.append(own_units or headed.get(index) or above)
        below, stage = stages[entry.parent] if entry.parent >= 0 else (False, None)
        if clauses and any(material.clauses[number].times for number in clauses):
            stage = section_deadline(material, clauses) or stage
        is_stage = names_stage(material, entry, below=below)
        heads = table == stop and sheet.tables is not None and sheet.tables.heads(entry.heading.rest, stop)
        marked = [] if is_stage or heads else marked_stages(material, entry, own)
        if marked:
            _entry_section(material, sheet, entry, title, range(own.start, marked[0].lines.start))
            for one in marked:
                name = material.value[one.heading.start : one.heading.end].strip()
                _entry_section(material, sheet, one, name, one.lines)
                sheet.phases.append(read_stage(material, one, one.lines)[0])
        elif is_task(entry) and not is_stage and not heads:
            task_id = _unique(sheet.ids, prefix + path)
            sheet.tasks.append(
                build_task(
                    material,
                    entry,
                    own,
                    task_id,
                    above_it,
                    headed.get(index) or inherited(above),
                    stage,
                    sheet.diagnostics,
                )
            )
        else:
            _entry_section(material, sheet, entry, title, own)
            if is_stage:
                phase, stage = read_stage(material, entry, own)
                sheet.phases.append(phase)
        if spoken is not None:
            section = spoken[1]
            _give_units(material, sheet.tasks, begun[section] if section >= 0 else before, spoken[2])
        stages.append((below or is_stage, stage))
        under = _NOWHERE
        if table is not None and sheet.tables is not None:
            caption = sheet.tables.caption(table)
            ids = (prefix or "A1.") if caption else f"{prefix}{path}."
            under = Under(
                ids,
                (caption,) if caption else labels[index],
                "tasks" if caption else section_kind(entry),
                entry.level + 1,
            )
        if stop < entry.lines.stop:
            closing = range(stop, entry.lines.stop)
            _plain_section(material, sheet, closing, "closing", max(entry.level - 1, 0), under)
    for gap in outline.gaps:
        entry = entries[gap.entry]
        place = material.places.at(entry.start, entry.start + len(entry.number))
        message = f"序号{entry.number}与前一序号不连续(应为第{gap.expected}项)"
        sheet.diagnostics.append(Diagnostic(code="numbering-gap", message=message, source=place))


def _spoken_of(
    material: Material, entries: Sequence[Entry], entry: Entry, next_level: int
) -> tuple[int, int, tuple[Assigned, ...]] | None:
    """The first line of a section's last item that says who does the whole section: the line, the section, and who.

    The section is -1 where the item stands in none; `next_level` is the level of the entry that follows, 0 where none does.
    """
    sections: list[int] = []
    above = entry.parent
    while above >= 0 and entries[above].level >= next_level:
        sections.append(above)
        above = entries[above].parent
    if entry.parent >= 0 and not sections:
        return None
    named = [
        (entries[one].number, material.value[entries[one].heading.start : entries[one].heading.end].strip())
        for one in sections
    ]
    for number in entry.lines[1:]:
        spoken = speaks_of_section(material, *material.lines[number], named)
        if spoken is not None:
            rest = range(number, entry.lines.stop)
            others = (
                one
                for clause in material.clauses_in(*material.extent(rest))
                for one in material.assigned[clause]
            )
            known = {one.start for one in spoken.assigned}
            assigned = (*spoken.assigned, *(one for one in inherited(others) if one.start not in known))
            return number, sections[spoken.above] if sections else -1, assigned
    return None


def _spoken_below(material: Material, own: range, number: str, title: str) -> tuple[Assigned, ...]:
    """Who is assigned in a line below a heading that names the section: (产业发展责任单位:县文旅局)."""
    for line in own[1:]:
        spoken = speaks_of_section(material, *material.lines[line], [(number, title)])
        if spoken is not None:
            return spoken.assigned
    return ()


def _give_units(material: Material, tasks: list[Task], start: int, assigned: tuple[Assigned, ...]) -> None:
    """Give the units of a section's clause to those of `tasks[start:]` that have none of their own."""
    units = by_role(assigned)
    records = tuple(assignment(material, one) for one in assigned)
    tasks[start:] = [
        task
        if task.assignments
        else replace(
            task,
            lead_units=units.lead,
            responsible_units=units.responsible,
            supporting_units=units.supporting,
            assignments=records,
        )
        for task in tasks[start:]
    ]


def _entry_section(material: Material, sheet: _Sheet, entry: Entry, title: str, own: range) -> None:
    start, end = material.extent(own)
    place = material.places.at(start, end)
    text = material.wording(entry.heading.rest, end)
    sheet.sections.append(
        Section(
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


def _groups(material: Material, sheet: _Sheet, part: range, heading: str = "") -> int:
    """Write down the groups whose rosters stand among the lines, and return where the last of them ends."""
    rosters = material.rosters
    if not rosters or not part:
        return 0
    start, end = material.extent(part)
    last = 0
    if bisect_left(rosters, start) < bisect_left(rosters, end):
        for name, roster in find_groups(material.value, start, end, heading):
            place = material.places.at(roster.start, roster.end)
            sheet.groups.append(Group(name=name, roles=roster.roles, source=place))
            last = roster.end
    return last


def _default_deadline(material: Material, sheet: _Sheet, start: int, end: int) -> None:
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
        _give_default(sheet.tasks, 0, len(sheet.tasks), default)


def _give_default(tasks: list[Task], start: int, stop: int, default: Deadline) -> None:
    """Give a date to those of `tasks[start:stop]` that have none of their own."""
    tasks[start:stop] = [
        replace(task, due=default.date, deadlines=(*task.deadlines, default))
        if task.due is None and task.section_kind == "tasks"
        else task
        for task in tasks[start:stop]
    ]


def _unique(ids: dict[str, int], wanted: str) -> str:
    """The id itself, or with -2, -3 … where a document counts the same path twice."""
    ids[wanted] = ids.get(wanted, 0) + 1
    return wanted if ids[wanted] == 1 else f"{wanted}-{ids[wanted]}"


def _notes(material: Material) -> Iterator[Note]:
    """What clauses say of all tasks: who leads where nothing else says so, and whom every task concerns."""
    for clause in material.clauses:
        start, end = clause.scope_span
        if end > start:
            yield Note(
                kind="scope",
                text=material.value[start:end].strip(" 。;,"),
                source=material.places.at(start, end),
            )
        if clause.rule:
            start, end = clause.rule_span
            yield Note(
                kind="lead_rule",
                text=material.value[start:end].strip(" 。;,"),
                source=material.places.at(start, end),
            )


def _removed(material: Material) -> Iterator[Removed]:
    places = material.places
    for removal in sorted(places.text.removals, key=lambda removal: removal.span.start):
        text = places.text.source[removal.span.start : removal.span.end]
        yield Removed(rule=removal.rule, text=text, source=places.of(removal.span))
