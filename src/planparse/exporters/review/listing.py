"""The task table, and the lists below it: goals, phases, groups, notes, doubts and what was removed.

Each entry is a link to its mark in the source. The table is one in HTML's sense, with its roles said again, since
page.css lays it out as blocks, of which those off the screen are not drawn.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby
from operator import itemgetter

from planparse.exporters.breakdown import content, day, headline, people
from planparse.exporters.breakdown import place as place_of
from planparse.exporters.layout import Layout
from planparse.exporters.punctuation import worded
from planparse.exporters.review.labels import said
from planparse.exporters.review.marks import Marks
from planparse.exporters.review.pane import written
from planparse.records import Assignment, Plan, Source, Subtask, Task


class _Names(dict[str, str]):
    """Units as HTML: a plan names few of them, and each many times."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def __missing__(self, unit: str) -> str:
        name = self[unit] = written(worded(unit, self._layout))
        return name


def table_body(plan: Plan, marks: Marks, layout: Layout) -> str:
    """A `tbody` for each stretch of tasks under the same headings, its headings in a row of their own."""
    parts = []
    names = _Names(layout)
    stretches = groupby(enumerate(plan.tasks), lambda pair: pair[1].outline)
    for number, (outline, below) in enumerate(stretches):
        parts.append('<tbody role="rowgroup">')
        if outline:
            heading = written(worded(" › ".join(outline), layout))
            parts.append(
                f'<tr role="row" class="section"><th role="rowheader" scope="rowgroup" colspan="5" lang="zh">{heading}</th></tr>'
            )
        parts += [_row(place, task, marks, layout, names, number) for place, task in below]
        parts.append("</tbody>")
    return "".join(parts)


def _row(place: int, task: Task, marks: Marks, layout: Layout, names: _Names, section: int) -> str:
    heading, text = content(task, layout)
    title = f"<b>{written(heading)}</b>" if heading else ""
    due = f' data-due="{task.due}"' if task.due else ""
    number = worded(task.number, layout)
    printed = f"<small>{written(number)}</small>" if number != task.id else ""
    where = f"<small>{written(place_of(task.source, layout.labels))}</small>"
    return (
        f'<tr role="row" id="r{place}" data-s="{section}"{due}>'
        f'<th role="rowheader" scope="row">{_link(marks.of_record.get(id(task)), written(task.id), "task")}{printed}{where}</th>'
        f'<td role="cell" class="content" lang="zh"><div>{title}{written(text)}</div>'
        f"{_subtasks(place, task, marks, layout, names)}</td>"
        f'<td role="cell" class="units">{_units(place, task, marks, layout, names)}</td>'
        f'<td role="cell" class="due">{_due(task, marks, layout)}</td>'
        f'<td role="cell" class="targets" lang="zh">{_targets(task, marks, layout)}</td></tr>'
    )


def _link(mark: int | None, content: str, kind: str) -> str:
    """A link to a mark, or the words alone where the plan does not say where they stand; `content` is HTML."""
    if mark is None:
        return f'<span class="{kind}">{content}</span>'
    return f'<a class="{kind}" href="#m{mark}" tabindex="-1">{content}</a>'


def _units(place: int, task: Task, marks: Marks, layout: Layout, names: _Names) -> str:
    parts = []
    for role, units in _by_role(task):
        if units:
            listed = "、".join(
                _link(marks.assigned.get((place, role, unit)), names[unit], role) for unit in units
            )
            parts.append(
                f'<div><span class="role {role}">{said(role, layout.labels)}</span> <span lang="zh">{listed}</span></div>'
            )
    if task.people:
        named = written(worded(people(task), layout))
        parts.append(
            f'<div><span class="role">{said("people", layout.labels)}</span> <span lang="zh">{named}</span></div>'
        )
    return "".join(parts)


def _subtasks(place: int, task: Task, marks: Marks, layout: Layout, names: _Names) -> str:
    """The parts of a task, each with the units of its own, which lead to where that part names them."""
    if not task.subtasks:
        return ""
    items = []
    placed = sorted(
        ((one.source.start, number, one) for number, one in enumerate(task.assignments) if one.source)
    )
    for part in task.subtasks:
        name = written(worded(f"{part.number or ''}{headline(part)}", layout))
        own: dict[tuple[str, str], int | None] = {
            (one.role, one.unit): marks.of_record.get(id(one)) for one in _inside(part.source, placed)
        }
        listed = [
            f"{said(role, layout.labels)} "
            + "、".join(
                _link(own.get((role, unit), marks.assigned.get((place, role, unit))), names[unit], role)
                for unit in units
            )
            for role, units in _by_role(part)
            if units
        ]
        units = f" <small>{'，'.join(listed)}</small>" if listed else ""
        items.append(f"<li>{_link(marks.of_record.get(id(part)), name, 'subtask')}{units}</li>")
    return f'<ol class="parts" aria-label="{said("subtasks", layout.labels)}">{"".join(items)}</ol>'


def _by_role(record: Task | Subtask) -> tuple[tuple[str, tuple[str, ...]], ...]:
    return (
        ("lead", record.lead_units),
        ("responsible", record.responsible_units),
        ("supporting", record.supporting_units),
    )


def _inside(place: Source | None, placed: Sequence[tuple[int, int, Assignment]]) -> Iterator[Assignment]:
    """The assignments that stand in a place, of those that are sorted by where they begin."""
    if place is not None:
        first, stop = (bisect_left(placed, at, key=itemgetter(0)) for at in (place.start, place.end))
        yield from (one for _, _, one in placed[first:stop])


def _due(task: Task, marks: Marks, layout: Layout) -> str:
    """The last day, then each wording of time."""
    last = f"<time>{day(task.due, layout.labels)}</time>" if task.due else ""
    wordings = "".join(
        f'<div lang="zh">{_link(marks.of_record.get(id(one)), written(worded(one.text, layout)), "deadline")}</div>'
        for one in task.deadlines
    )
    return last + wordings


def _targets(task: Task, marks: Marks, layout: Layout) -> str:
    return "".join(
        f"<div>{_link(marks.of_record.get(id(one)), written(worded(one.text, layout)), 'target')}</div>"
        for one in task.targets
    )


def lists(plan: Plan, marks: Marks, layout: Layout) -> str:
    """What else was read, and what could not be; a list that would be empty is left out."""
    entries: dict[str, Iterable[tuple[object, Source | None, str, str]]] = {
        "doubts": ((one, one.source, one.message, "doubt") for one in plan.diagnostics),
        "goals": ((one, one.source, worded(one.text, layout), "target") for one in plan.targets),
        "phases": ((one, one.source, worded(one.title, layout), "phase") for one in plan.phases),
        "groups": ((one, one.source, worded(one.name, layout), "group") for one in plan.groups),
        "notes": ((one, one.source, worded(one.text, layout), "note") for one in plan.notes),
        "removed": ((one, one.source, f"{one.text}（{one.rule}）", "removed") for one in plan.removed),
    }
    return "".join(part for name, listed in entries.items() for part in _list(name, listed, marks, layout))


def _list(
    name: str, listed: Iterable[tuple[object, Source | None, str, str]], marks: Marks, layout: Layout
) -> Iterator[str]:
    items = [
        f"<li>{_link(marks.of_record.get(id(record)), written(text), kind)}"
        + (f" <small>{written(place_of(source, layout.labels))}</small></li>" if source else "</li>")
        for record, source, text, kind in listed
    ]
    if items:
        heading = f"{said(name, layout.labels)} <span>{len(items)}</span>"
        yield f'<section class="more" id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{heading}</h2>'
        yield f'<ol lang="zh">{"".join(items)}</ol></section>'
