"""Outline and clauses to a plan: each line of the document goes to one section or one task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Final

from planparse import __version__
from planparse.assembly.material import Material
from planparse.assembly.measures import calendar_of
from planparse.assembly.outlined import write_outline
from planparse.assembly.sheet import Sheet, give_default, write_groups, write_section
from planparse.assembly.under import Under
from planparse.clauses.responsibilities import Clause
from planparse.clauses.unread import find_unread
from planparse.numbering.markers import WORDED
from planparse.patterns import lazily
from planparse.readers.reading import Source as SourceText
from planparse.records import Diagnostic, Document, Note, Plan, Removed, SourceFile
from planparse.structure.anatomy import Anatomy, Lines
from planparse.structure.decimals import KINDS as DECIMALS
from planparse.structure.outline import Outline
from planparse.text import Text

if TYPE_CHECKING:
    from planparse.assembly.tables import Tables
    from planparse.clauses.agencies import Agencies
    from planparse.tabular.items import TaskTable

_OPENING: Final = 3000
"""Characters from the start in which a plan without number, title's year or date names its year."""

_COUNTED: Final = frozenset((*WORDED, *DECIMALS))
"""Kinds of number that are wording unless the count bears them out."""
_ANNEX_NUMBER: Final = lazily(r"附[^\d\n]{0,6}(\d{1,2})(?!\d)")


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
    material = Material(text, clauses, calendar, lines, source.reading, known)
    notes, removed = list(_notes(material)), list(_removed(material))
    sheet = Sheet([], [], [], [], [], [], notes, removed, {}, [], _placed(material, source, tables))
    write_section(material, sheet, anatomy.preface, "preface")
    write_section(material, sheet, anatomy.notice, "notice")
    preamble = range(anatomy.notice.stop, outlines[0].lead.stop)
    write_section(material, sheet, preamble, "preamble")
    write_groups(material, sheet, preamble)
    write_outline(material, sheet, outlines[0], "")
    write_section(material, sheet, anatomy.conclusions, "conclusions", under=Under("A1."))
    write_groups(material, sheet, anatomy.conclusions)
    for place, (annex, outline) in enumerate(zip(anatomy.annexes, outlines[1:], strict=True), 1):
        printed = _ANNEX_NUMBER.match(material.value, material.extent(annex.title)[0])
        prefix = f"A{printed[1] if printed else place}."
        lead = range(annex.title.start, outline.lead.stop)
        title = " ".join(material.value[slice(*lines[number])] for number in annex.title)
        write_section(material, sheet, lead, "attachments", under=Under(prefix, (title,)))
        write_groups(material, sheet, lead)
        write_outline(material, sheet, outline, prefix)
    following = [standing for standing, _ in sheet.defaults[1:]] + [len(sheet.tasks)]
    for (standing, default), stop in zip(sheet.defaults, following, strict=False):
        give_default(sheet.tasks, standing, stop, default)
    counted = (entry for outline in outlines for entry in outline.entries if entry.kind_of_marker in _COUNTED)
    read = {material.places.at(one.start, one.heading.start) for one in counted}
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


def _placed(material: Material, source: SourceText, tables: Sequence[TaskTable]) -> Tables | None:
    """The tables among the lines, loaded only for a document that has one."""
    if not tables:
        return None
    from planparse.assembly.tables import Tables

    return Tables(material, source.reading, tables)


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
