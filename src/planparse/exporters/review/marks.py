"""Which stretches of the source the page marks, and what it says of each.

>>> from planparse import parse
>>> plan = parse("一、任务\\n1.修路。2024年3月底前完成。(牵头单位:甲局)")
>>> found = Marks(plan, 40, "zh")
>>> [(mark.kind, mark.start, mark.end, mark.told) for mark in found.listed if mark.kind in ("deadline", "lead")]
[('lead', 28, 30, '牵头'), ('deadline', 10, 19, '时限：截止 2024-03-31')]
"""

from __future__ import annotations

from typing import NamedTuple

from planparse.exporters.layout import Labels
from planparse.exporters.review.labels import COMPARATORS, words
from planparse.records import Assignment, Deadline, Plan, Source, Target

AREAS = ("heading", "rest", "phase", "group", "task", "subtask")
"""Kinds that hold whole sentences or paragraphs, the outer first; the others are words in them."""
ORDER = {  # which mark holds the other where both are of one stretch
    kind: place
    for place, kind in enumerate(
        (*AREAS, "note", "doubt", "removed", "target", "deadline", "supporting", "responsible", "lead")
    )
}


class Mark(NamedTuple):
    """A stretch of the source. `tasks` are places in the plan's list; a section's clause speaks of many."""

    start: int
    end: int
    kind: str
    told: str
    tasks: list[int]


class Marks:
    """All marks of a plan, each stretch and kind once; a mark is called by its place in `listed`."""

    __slots__ = ("_length", "_places", "_words", "assigned", "listed", "of_record")

    def __init__(self, plan: Plan, length: int, labels: Labels) -> None:
        """`length` is the source's, in characters: no mark reaches beyond it."""
        self.listed: list[Mark] = []
        self.of_record: dict[int, int] = {}
        """a record's identity to its mark"""
        self.assigned: dict[tuple[int, str, str], int] = {}
        """task, role and unit to their mark"""
        self._places: dict[tuple[int, int, str], int] = {}
        self._length = length
        self._words = words(labels)
        self._of_tasks(plan)
        self._of_document(plan)

    def _add(self, record: object, source: Source | None, kind: str, told: str, task: int = -1) -> None:
        if source is None:
            return
        key = (source.start, source.end, kind)
        number = self._places.get(key)
        if number is None:
            number = self._places[key] = len(self.listed)
            start, end, _ = key
            if not 0 <= start <= end <= self._length:
                start = min(max(start, 0), self._length)
                end = min(max(end, start), self._length)
            self.listed.append(Mark(start, end, kind, told, [task] if task >= 0 else []))
        elif task >= 0 and task not in self.listed[number].tasks[-1:]:
            self.listed[number].tasks.append(task)
        self.of_record[id(record)] = number

    def _of_tasks(self, plan: Plan) -> None:
        for place, task in enumerate(plan.tasks):
            self._add(task, task.source, "task", task.id, place)
            for one in task.assignments:
                self._add(one, one.source, one.role, self._assignment(one), place)
                if one.source is not None:
                    self.assigned.setdefault((place, one.role, one.unit), self.of_record[id(one)])
            for deadline in task.deadlines:
                self._add(deadline, deadline.source, "deadline", self._deadline(deadline), place)
            for target in task.targets:
                self._add(target, target.source, "target", self._target(target), place)
            for part in task.subtasks:
                told = f"{self._said('subtask')} {part.number or ''}".strip()
                self._add(part, part.source, "subtask", told, place)

    def _of_document(self, plan: Plan) -> None:
        for kind, records in (("phase", plan.phases), ("group", plan.groups), ("note", plan.notes)):
            for record in records:
                self._add(record, record.source, kind, self._said(kind))
        for target in plan.targets:
            self._add(target, target.source, "target", self._target(target))
        for removed in plan.removed:
            self._add(removed, removed.source, "removed", f"{self._said('removed')}：{removed.rule}")
        for doubt in plan.diagnostics:
            self._add(doubt, doubt.source, "doubt", f"{self._said('doubt')}：{doubt.message}")
        for section in plan.sections:
            kind = "rest" if section.text else "heading"
            self._add(section, section.source, kind, section.title or "")

    def _said(self, key: str) -> str:
        return self._words[key]

    def _assignment(self, one: Assignment) -> str:
        role = self._said(one.role)
        if one.basis == "printed" and not one.resolved and not one.generic:
            return role
        parts = [role]
        if one.resolved:
            parts.append(f"{self._said('resolved')} {one.resolved}")
        if one.generic:
            parts.append(self._said("generic"))
        if one.basis != "printed":
            parts.append(self._said("lead_rule" if one.basis == "lead_rule" else "by_section"))
        return "，".join(parts)

    def _deadline(self, one: Deadline) -> str:
        days = "—".join(str(day) for day in (one.start, one.date) if day)
        parts = [self._said(one.kind) + (f" {days}" if days else "")]
        if one.inherited:
            parts.append(self._said("inherited"))
        return f"{self._said('deadline')}：{'，'.join(parts)}"

    def _target(self, one: Target) -> str:
        value = f"{COMPARATORS[one.comparator]} {one.value} {one.unit}".strip()
        return f"{self._said('target')}：{one.indicator or ''} {value}".replace("： ", "：")
