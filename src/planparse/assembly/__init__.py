"""Outline and clauses to a plan: each line of the document goes to one section or one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from planparse.assembly.assignments import Assigned
from planparse.assembly.material import Material
from planparse.assembly.tasks import build_task, closing_line, is_task, label, names_stage
from planparse.clauses.responsibilities import Clause
from planparse.readers import Source as SourceText
from planparse.records import Diagnostic, Document, Note, Phase, Plan, Removed, Section, SourceFile, Task
from planparse.structure.anatomy import Anatomy
from planparse.structure.outline import Entry, Outline
from planparse.text import Text


class _Sheet(NamedTuple):
    """What is written down while the parts are read in order."""

    tasks: list[Task]
    phases: list[Phase]
    sections: list[Section]
    diagnostics: list[Diagnostic]
    ids: dict[str, int]


def assemble(
    source: SourceText,
    text: Text,
    anatomy: Anatomy,
    outlines: Sequence[Outline],
    clauses: list[Clause],
    document: Document,
) -> Plan:
    """Make the plan of what the stages before found."""
    material = Material.of(text, clauses)
    sheet = _Sheet([], [], [], [], {})
    _plain_section(material, sheet, anatomy.preface, "preface")
    _plain_section(material, sheet, anatomy.notice, "notice")
    preamble = range(anatomy.notice.stop, outlines[0].lead.stop)
    _plain_section(material, sheet, preamble, "preamble")
    _outline(material, sheet, outlines[0], "")
    _plain_section(material, sheet, anatomy.conclusions, "conclusions")
    for number, (annex, outline) in enumerate(zip(anatomy.annexes, outlines[1:], strict=True), 1):
        _plain_section(material, sheet, range(annex.title.start, outline.lead.stop), "attachments")
        _outline(material, sheet, outline, f"A{number}.")
    return Plan(
        document=document,
        source=SourceFile(
            file=source.file, media_type=source.media_type, encoding=source.encoding, sha256=source.sha256
        ),
        tasks=tuple(sheet.tasks),
        phases=tuple(sheet.phases),
        notes=tuple(_notes(material)),
        sections=tuple(sheet.sections),
        diagnostics=tuple(sheet.diagnostics),
        removed=tuple(_removed(material)),
    )


def _plain_section(material: Material, sheet: _Sheet, part: range, kind: str, level: int = 0) -> None:
    if part:
        start, end = material.extent(part)
        place = material.places.at(start, end)
        sheet.sections.append(
            Section(level=level, kind=kind, text=material.wording(start, end), source=place)
        )


def _outline(material: Material, sheet: _Sheet, outline: Outline, prefix: str) -> None:
    """Write down the entries of one part, in printed order."""
    value = material.value
    entries = outline.entries
    titles = [value[e.heading.start : e.heading.end].strip() for e in entries]
    inherited: list[tuple[Assigned, ...]] = []
    for index, entry in enumerate(entries):
        following = entries[index + 1] if index + 1 < len(entries) else None
        last_child = following is None or following.level < entry.level
        stop = closing_line(material, entry, last_child) if entry.leaf else entry.lines.stop
        own = range(entry.lines.start, stop)
        start, end = material.extent(own)
        parent = inherited[entry.parent] if entry.parent >= 0 else ()
        here = (
            ()
            if entry.leaf
            else tuple(a for n in material.clauses_in(start, end) for a in material.assigned[n])
        )
        inherited.append(here or parent)
        if is_task(entry, titles[index]):
            task_id = _unique(sheet.ids, prefix + _path(entries, entry))
            outline_labels = tuple(_labels(entries, titles, entry.parent))
            sheet.tasks.append(build_task(material, entry, own, task_id, outline_labels, parent))
        else:
            _entry_section(material, sheet, entry, titles[index], own)
        _plain_section(material, sheet, range(stop, entry.lines.stop), "closing", max(entry.level - 1, 0))
    for gap in outline.gaps:
        entry = entries[gap.entry]
        place = material.places.at(entry.start, entry.start + len(entry.number))
        message = f"序号{entry.number}与前一序号不连续(应为第{gap.expected}项)"
        sheet.diagnostics.append(Diagnostic(code="numbering-gap", message=message, source=place))


def _entry_section(material: Material, sheet: _Sheet, entry: Entry, title: str, own: range) -> None:
    start, end = material.extent(own)
    place = material.places.at(start, end)
    text = material.wording(entry.heading.rest, end)
    sheet.sections.append(
        Section(
            number=entry.number,
            title=title or None,
            level=entry.level,
            kind=entry.kind,
            text=text,
            source=place,
        )
    )
    if names_stage(entry, title):
        sheet.phases.append(Phase(title=title, text=text, source=place))


def _labels(entries: Sequence[Entry], titles: Sequence[str], index: int) -> list[str]:
    """The headings above an entry, outermost first."""
    found: list[str] = []
    while index >= 0:
        found.append(label(entries[index], titles[index]))
        index = entries[index].parent
    return found[::-1]


def _path(entries: Sequence[Entry], entry: Entry) -> str:
    numbers = [str(entry.ordinal)]
    while entry.parent >= 0:
        entry = entries[entry.parent]
        numbers.append(str(entry.ordinal))
    return ".".join(reversed(numbers))


def _unique(ids: dict[str, int], wanted: str) -> str:
    """The id itself, or with -2, -3 … where a document counts the same path twice."""
    ids[wanted] = ids.get(wanted, 0) + 1
    return wanted if ids[wanted] == 1 else f"{wanted}-{ids[wanted]}"


def _notes(material: Material) -> Iterator[Note]:
    for clause in material.clauses:
        if clause.rule:
            start, end = clause.rule_span
            yield Note(
                kind="lead_rule",
                text=material.value[start:end].strip(),
                source=material.places.at(start, end),
            )


def _removed(material: Material) -> Iterator[Removed]:
    places = material.places
    for removal in sorted(places.text.removals, key=lambda removal: removal.span.start):
        text = places.text.source[removal.span.start : removal.span.end]
        yield Removed(rule=removal.rule, text=text, source=places.of(removal.span))
