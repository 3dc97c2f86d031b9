"""A leaf of the outline and its clauses make a task."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from planparse.assembly.assignments import Assigned, as_above, by_role
from planparse.assembly.material import Material, spans
from planparse.assembly.measures import due, read_deadlines, read_targets
from planparse.assembly.subtasks import find_subtasks
from planparse.clauses.people import split_people
from planparse.numbering.markers import WORDED
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Assignment, Deadline, Diagnostic, Person, SectionKind, Task
from planparse.structure.decimals import KINDS as DECIMALS
from planparse.structure.outline import Entry
from planparse.vocab import words

_task, _assigned = quick(Task), quick(Assignment)
_FURTHEST: Final = 40
"""Clauses back to the one that 同上 may speak of."""
_LABELLED: Final = lazily(r"[\u3400-\u9fff]{2,8}:(?=.)")
_HEADED: Final = {
    "hanzi": "、",
    "arabic": ".",
    "record": ".",
    **dict.fromkeys(("part", "chapter", "section", "article", "stage", *DECIMALS), " "),
    "ordinal": ",",
    **dict.fromkeys(WORDED, ":"),
}


def label(entry: Entry, title: str) -> str:
    """A heading as an outline prints it: 二、重点任务, (一)确保国家粮食安全."""
    return entry.number + _HEADED.get(entry.kind_of_marker, "") + title


def section_kind(entry: Entry) -> SectionKind:
    """The kind of section that a task stands in."""
    if entry.kind == "safeguards":
        return "safeguards"
    return "phases" if entry.kind == "phases" else "tasks"


def closing_line(material: Material, entry: Entry) -> int:
    """The first of a section's last entry's lines that speaks of the whole plan, or the end of its lines.

    It is a paragraph that opens like one (以上所提, 本方案), or one behind the item's clause that has none of its own. A
    labelled line (验收标准:建成1座公园) tells more of the item, whatever stands before it.
    """
    for number in range(entry.lines.start + 1, entry.lines.stop):
        start, end = material.lines[number]
        if material.value.startswith(_closings(), start, end):
            return number
        if _LABELLED.match(material.value, start, end):
            continue
        before = material.lines[number - 1]
        behind_clause = _ends_with_clause(material, *before)
        rest = (start, material.lines[entry.lines.stop - 1][1])
        if behind_clause and not material.clauses_in(*rest):
            return number
    return entry.lines.stop


def build_task(
    material: Material,
    entry: Entry,
    lines: range,
    task_id: str,
    outline: tuple[str, ...],
    otherwise: tuple[Assigned, ...],
    leaders: tuple[Person, ...],
    stage: Deadline | None,
    diagnostics: list[Diagnostic],
) -> Task:
    """Make a task of a leaf.

    `lines` are its own; `otherwise` is what is assigned where it has no clause of its own, `leaders` whom it has where it names
    no person; `stage` is the date of the stage it stands
    below, which it has where it has none of its own.
    """
    start, end = material.extent(lines)
    heading, heading_end, rest = entry.heading
    title = material.value[heading:heading_end].strip() or None
    clauses = material.clauses_in(start, end)
    cuts = spans(material.clauses, clauses) if clauses else []
    text = material.wording(rest, end, cuts)
    if title is not None and not text.strip(" 。;\n"):  # 1.修路5公里。(责任单位:甲局): there is no more to it
        title, rest = None, heading
        text = material.wording(rest, end, cuts)
    inside = (
        clauses if not clauses or material.starts[clauses.start] >= rest else material.clauses_in(rest, end)
    )
    assigned = [one for number in clauses for one in material.assigned[number]] or list(otherwise)
    units = by_role(assigned)
    deadlines = read_deadlines(material, heading, end, clauses, diagnostics)
    last_day = due(deadlines) if deadlines else None
    if stage is not None and last_day is None:
        deadlines += (stage,)
        last_day = stage.date
    return _task(
        id=task_id,
        number=entry.number,
        outline=outline,
        section_kind=section_kind(entry),
        title=title,
        text=text,
        lead_units=units.lead,
        responsible_units=units.responsible,
        supporting_units=units.supporting,
        people=tuple(
            [
                person
                for number in clauses
                if material.clauses[number].people
                for person in people_of(material, number)
            ]
        )
        or leaders,
        due=last_day,
        deadlines=deadlines,
        targets=read_targets(material, heading, end, clauses),
        subtasks=find_subtasks(material, rest, end, inside),
        assignments=assignments(material, assigned),
        source=material.places.at(start, end),
    )


def people_of(material: Material, number: int) -> Iterator[Person]:
    """The persons of a clause."""
    for role, (start, end) in material.clauses[number].people:
        content = material.value[start:end].strip(" 。;,、")
        if content in as_above():
            yield from _people_above(material, number, role)
            continue
        for name in split_people(content):
            yield Person(role=role.removesuffix("为"), name=name)


def _people_above(material: Material, number: int, role: str) -> Iterator[Person]:
    """The persons of the nearest clause above that has the same label, for 牵头领导:同上."""
    for before in range(number - 1, max(-1, number - _FURTHEST), -1):
        for label_before, (start, end) in material.clauses[before].people:
            content = material.value[start:end].strip(" 。;,、")
            if label_before == role and content not in as_above():
                for name in split_people(content):
                    yield Person(role=role.removesuffix("为"), name=name)
                return


def assignments(material: Material, assigned: Sequence[Assigned]) -> tuple[Assignment, ...]:
    """What is assigned, as records with their places."""
    at = material.places.at
    return tuple(
        [
            _assigned(
                unit=unit, role=role, resolved=full, generic=generic, basis=basis, source=at(start, end)
            )
            for unit, role, basis, start, end, full, generic in assigned
        ]
    )


def _ends_with_clause(material: Material, start: int, end: int) -> bool:
    numbers = material.clauses_in(start, end)
    return bool(numbers) and material.clauses[numbers[-1]].end >= end - 1


@cache
def _closings() -> tuple[str, ...]:
    return tuple(words("sections")["closings"]["names"])
