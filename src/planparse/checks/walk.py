"""Where the parts of a plan stand, for checks that look at all of one kind.

>>> from planparse import parse
>>> plan = parse("一、任务\\n1.修路。修一公里。(牵头单位:甲局;配合单位:乙局、丙局)")
>>> list(unit_lists(plan))
[(('tasks', 0), 'lead_units', ('甲局',)), (('tasks', 0), 'supporting_units', ('乙局', '丙局'))]
"""

from __future__ import annotations

from collections.abc import Iterator

from planparse.checks.problem import Path
from planparse.records import Deadline, Plan, Target

ROLES = {"lead_units": "牵头单位", "responsible_units": "责任单位", "supporting_units": "配合单位"}
"""The fields that name units, the weightiest first, and what they are called."""


def unit_lists(plan: Plan) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Each list of units that is not empty: whose it is, which it is, and its units."""
    for number, task in enumerate(plan.tasks):
        path = ("tasks", number)
        if task.lead_units:
            yield path, "lead_units", task.lead_units
        if task.responsible_units:
            yield path, "responsible_units", task.responsible_units
        if task.supporting_units:
            yield path, "supporting_units", task.supporting_units
        for place, subtask in enumerate(task.subtasks):
            for role in ROLES:
                units = getattr(subtask, role)
                if units:
                    yield (*path, "subtasks", place), role, units


def deadlines(plan: Plan) -> Iterator[tuple[int, Path, Deadline]]:
    """Each deadline with the number of its task."""
    for number, task in enumerate(plan.tasks):
        for place, deadline in enumerate(task.deadlines):
            yield number, ("tasks", number, "deadlines", place), deadline


def targets(plan: Plan) -> Iterator[tuple[Path, Target]]:
    """Each target of a task, and each of the document's own."""
    for number, task in enumerate(plan.tasks):
        for place, target in enumerate(task.targets):
            yield ("tasks", number, "targets", place), target
    for place, target in enumerate(plan.targets):
        yield ("targets", place), target


def plain_text(plan: Plan) -> str:
    """Everything that `wordings` gives, in one string and any order: to see at once what a plan does not hold."""
    document = plan.document
    parts = [document.title or "", document.notice_title or "", document.document_number or ""]
    parts += document.issuers + document.recipients + document.cc_recipients + document.attachments
    for task in plan.tasks:
        parts.append(task.title or "")
        parts.append(task.text)
        parts += task.lead_units + task.responsible_units + task.supporting_units
        parts += [person.name for person in task.people]
        parts += [deadline.text for deadline in task.deadlines]
        for part in task.subtasks:
            parts += (part.title or "", part.text)
            parts += part.lead_units + part.responsible_units + part.supporting_units
    for phase in plan.phases:
        parts += (phase.title, phase.text)
    for group in plan.groups:
        parts.append(group.name)
        parts += [name for names in group.roles.values() for name in names]
    return "\n".join(parts)


def wordings(plan: Plan) -> Iterator[tuple[Path, str]]:
    """Each text that a person reads, but for those that repeat another: the outline, the wording of a clause."""
    document = plan.document
    for name in ("title", "notice_title", "document_number"):
        value = getattr(document, name)
        if value:
            yield ("document", name), value
    for name in ("issuers", "recipients", "cc_recipients", "attachments"):
        for place, value in enumerate(getattr(document, name)):
            yield ("document", name, place), value
    for number, task in enumerate(plan.tasks):
        path: Path = ("tasks", number)
        if task.title:
            yield (*path, "title"), task.title
        if task.text:
            yield (*path, "text"), task.text
        for place, person in enumerate(task.people):
            yield (*path, "people", place, "name"), person.name
        for place, subtask in enumerate(task.subtasks):
            if subtask.title:
                yield (*path, "subtasks", place, "title"), subtask.title
            if subtask.text:
                yield (*path, "subtasks", place, "text"), subtask.text
        for place, deadline in enumerate(task.deadlines):
            yield (*path, "deadlines", place, "text"), deadline.text
    for path, role, units in unit_lists(plan):
        for place, unit in enumerate(units):
            yield (*path, role, place), unit
    for number, phase in enumerate(plan.phases):
        yield ("phases", number, "title"), phase.title
        yield ("phases", number, "text"), phase.text
    for number, group in enumerate(plan.groups):
        yield ("groups", number, "name"), group.name
        for role, names in group.roles.items():
            for place, name in enumerate(names):
                yield ("groups", number, "roles", role, place), name
