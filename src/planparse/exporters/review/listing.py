"""The task table, and the lists below it: goals, phases, groups, notes, doubts and what was removed.

Each entry is a link to its mark in the source. The table is one in HTML's sense, with its roles said again, since
page.css lays it out as blocks, of which those off the screen are not drawn.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from planparse.exporters.breakdown import Breakdown, Line, day, place
from planparse.exporters.layout import Layout
from planparse.exporters.punctuation import worded
from planparse.exporters.review.labels import said
from planparse.exporters.review.marks import Marks
from planparse.exporters.review.pane import written
from planparse.records import Plan, Source

_ROLES = ("lead", "responsible", "supporting")


class _Names(dict[str, str]):
    """Units as HTML: a plan names few of them, and each many times."""

    def __init__(self, layout: Layout) -> None:
        self._layout = layout

    def __missing__(self, unit: str) -> str:
        name = self[unit] = written(worded(unit, self._layout))
        return name


def table_body(table: Breakdown, marks: Marks, layout: Layout) -> str:
    """A `tbody` for each stretch of tasks under the same headings, its headings in a row of their own."""
    parts = []
    names = _Names(layout)
    for number, (first, last) in enumerate(table.sections()):
        outline = " › ".join(table.lines[first].task.outline) if last > first else ""
        parts.append('<tbody role="rowgroup">')
        if outline:
            heading = written(worded(outline, layout))
            parts.append(
                f'<tr role="row" class="section"><th role="rowheader" scope="rowgroup" colspan="5" lang="zh">{heading}</th></tr>'
            )
        parts += [
            _row(place, table.lines[place], marks, layout, names, number) for place in range(first, last)
        ]
        parts.append("</tbody>")
    return "".join(parts)


def _row(place: int, line: Line, marks: Marks, layout: Layout, names: _Names, section: int) -> str:
    task = line.task
    content, heading = line.cells["content"], line.heading
    title = f"<b>{written(content[:heading])}</b>" if heading else ""
    due = f' data-due="{task.due}"' if task.due else ""
    number = written(task.id)
    printed = f"<small>{written(line.cells['number'])}</small>" if line.cells["number"] != task.id else ""
    where = f"<small>{written(line.cells['place'])}</small>"
    return (
        f'<tr role="row" id="r{place}" data-s="{section}"{due}>'
        f'<th role="rowheader" scope="row">{_link(marks.of_record.get(id(task)), number, "task")}{printed}{where}</th>'
        f'<td role="cell" class="content" lang="zh"><div>{title}{written(content[heading:])}</div></td>'
        f'<td role="cell" class="units">{_units(place, line, marks, layout, names)}</td>'
        f'<td role="cell" class="due">{_due(line, marks, layout)}</td>'
        f'<td role="cell" class="targets" lang="zh">{_targets(line, marks, layout)}</td></tr>'
    )


def _link(mark: int | None, content: str, kind: str) -> str:
    """A link to a mark, or the words alone where the plan does not say where they stand; `content` is HTML."""
    if mark is None:
        return f'<span class="{kind}">{content}</span>'
    return f'<a class="{kind}" href="#m{mark}" tabindex="-1">{content}</a>'


def _units(place: int, line: Line, marks: Marks, layout: Layout, names: _Names) -> str:
    task = line.task
    parts = []
    for role, units in zip(
        _ROLES, (task.lead_units, task.responsible_units, task.supporting_units), strict=True
    ):
        if units:
            listed = "、".join(
                _link(marks.assigned.get((place, role, unit)), names[unit], role) for unit in units
            )
            parts.append(
                f'<div><span class="role {role}">{said(role, layout.labels)}</span> <span lang="zh">{listed}</span></div>'
            )
    if task.people:
        people = written(worded(line.cells["people"], layout))
        parts.append(
            f'<div><span class="role">{said("people", layout.labels)}</span> <span lang="zh">{people}</span></div>'
        )
    return "".join(parts)


def _due(line: Line, marks: Marks, layout: Layout) -> str:
    """The last day, then each wording of time."""
    last = f"<time>{day(line.task.due, layout.labels)}</time>" if line.task.due else ""
    wordings = "".join(
        f'<div lang="zh">{_link(marks.of_record.get(id(one)), written(worded(one.text, layout)), "deadline")}</div>'
        for one in line.task.deadlines
    )
    return last + wordings


def _targets(line: Line, marks: Marks, layout: Layout) -> str:
    return "".join(
        f"<div>{_link(marks.of_record.get(id(one)), written(worded(one.text, layout)), 'target')}</div>"
        for one in line.task.targets
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
        + (f" <small>{written(place(source, layout.labels))}</small></li>" if source else "</li>")
        for record, source, text, kind in listed
    ]
    if items:
        heading = f"{said(name, layout.labels)} <span>{len(items)}</span>"
        yield f'<section class="more" id="{name}" aria-labelledby="h-{name}"><h2 id="h-{name}">{heading}</h2>'
        yield f'<ol lang="zh">{"".join(items)}</ol></section>'
