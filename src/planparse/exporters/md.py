"""A readable Markdown document: what the plan is, its tasks at a glance, then every task under its headings.

>>> escaped("1. <b>*修路*</b> | a_b", line_start=True)
'1\\\\. \\\\<b\\\\>\\\\*修路\\\\*\\\\</b\\\\> \\\\| a\\\\_b'

`md-table` is the table alone. The wording is the record's, its punctuation too: nothing in it can become a mark, a
link or HTML.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence

from planparse.exporters.breakdown import day, due, headline, place
from planparse.exporters.layout import Layout
from planparse.exporters.plain import legal
from planparse.exporters.rows import COLUMNS
from planparse.records import Document, Phase, Plan, Subtask, Task

_MARK = re.compile(r"[\\`*_\[\]<>|~$&#]")
_LINE_START = re.compile(r"^(?:[-+=]|\d{1,9}(?=[.)]))")
_DEEPEST = 6
"""Levels of headings that Markdown has."""

_HEADERS = {column.key: column for column in COLUMNS}
_GLANCE = ("id", "title", "lead_units", "responsible_units", "supporting_units", "due")
_WORDS = {
    "tasks": ("任务一览", "Tasks at a glance"),
    "untitled": ("任务分解", "Task breakdown"),
    "number": ("发文字号", "Document number"),
    "issuers": ("发文机关", "Issuers"),
    "recipients": ("主送机关", "Recipients"),
    "date": ("成文日期", "Document date"),
    "targets": ("总体目标", "Overall targets"),
    "phases": ("阶段", "Phases"),
    "groups": ("工作机构", "Groups"),
    "notes": ("说明", "Notes"),
    "diagnostics": ("疑点", "Diagnostics"),
    "place": ("原文位置", "Source"),
}


def export(plan: Plan, layout: Layout) -> bytes:
    """The document as UTF-8 with a final newline."""
    return ("\n".join(_document(plan, layout._replace(as_printed=True))) + "\n").encode("utf-8")


def escaped(text: str, *, line_start: bool = False) -> str:
    """The text on one line, so that Markdown prints it as it is; `line_start` where it begins a line."""
    text = _MARK.sub(r"\\\g<0>", " ".join(legal(text).split()))
    if line_start:
        text = _LINE_START.sub(lambda match: f"{match[0]}\\" if match[0].isdigit() else f"\\{match[0]}", text)
    return text


def cell(text: str) -> str:
    """The text in a cell of a table: line ends are kept."""
    return "<br>".join(escaped(line) for line in text.split("\n"))


def table(header: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """A GitHub table of texts."""
    yield f"| {' | '.join(cell(text) for text in header)} |"
    yield f"|{' --- |' * len(header)}"
    for row in rows:
        yield f"| {' | '.join(cell(text) for text in row)} |"


def _document(plan: Plan, layout: Layout) -> Iterator[str]:
    word = _Words(layout)
    yield f"# {escaped(plan.document.title or word['untitled'])}"
    yield ""
    yield from _about(plan.document, layout, word)
    if plan.tasks:
        yield from ("", f"## {word['tasks']}", "")
        header = [_HEADERS[key].header(layout.labels) for key in _GLANCE]
        rows = ([_glance(task, key, layout) for key in _GLANCE] for task in plan.tasks)
        yield from table(header, rows)
    above: tuple[str, ...] = ()
    for task in plan.tasks:
        yield from _headings(task.outline, above)
        above = task.outline
        yield from _task(task, layout, word)
    yield from _rest(plan, layout, word)


class _Words:
    """The words of our own, in the language of the layout."""

    def __init__(self, layout: Layout) -> None:
        self._english = layout.labels == "en"
        self.colon = ": " if self._english else "："

    def __getitem__(self, key: str) -> str:
        return _WORDS[key][self._english]

    def item(self, label: str, text: str) -> str:
        return f"- **{label}**{self.colon}{escaped(text)}"


def _about(document: Document, layout: Layout, word: _Words) -> Iterator[str]:
    facts = {
        "number": document.document_number or "",
        "issuers": "、".join(document.issuers),
        "recipients": "、".join(document.recipients),
        "date": day(document.document_date, layout.labels),
    }
    yield from (word.item(word[key], text) for key, text in facts.items() if text)


def _glance(task: Task, key: str, layout: Layout) -> str:
    if key == "title":
        return headline(task)
    return due(task, layout) if key == "due" else _HEADERS[key].cell(task)


def _headings(outline: tuple[str, ...], above: tuple[str, ...]) -> Iterator[str]:
    """The headings of a task that do not stand already."""
    shared = 0
    while shared < min(len(outline), len(above)) and outline[shared] == above[shared]:
        shared += 1
    for level, heading in enumerate(outline[shared:], 2 + shared):
        yield from ("", f"{'#' * min(level, _DEEPEST)} {escaped(heading)}")


def _task(task: Task, layout: Layout, word: _Words) -> Iterator[str]:
    level = min(2 + len(task.outline), _DEEPEST)
    title = f" {escaped(task.title)}" if task.title else ""
    yield from ("", f"{'#' * level} {escaped(task.number)}{title}")
    for paragraph in task.text.split("\n"):
        if paragraph.strip():
            yield from ("", escaped(paragraph, line_start=True))
    yield ""
    for key in ("lead_units", "responsible_units", "supporting_units", "people"):
        text = _HEADERS[key].cell(task)
        if text:
            yield word.item(_HEADERS[key].header(layout.labels), text)
    if task.due or task.deadlines:
        said = "、".join(dict.fromkeys(deadline.text for deadline in task.deadlines if deadline.date))
        text = due(task, layout) + (f"（{said}）" if said else "")
        yield word.item(_HEADERS["due"].header(layout.labels), text)
    if task.targets:
        yield word.item(
            _HEADERS["targets"].header(layout.labels), "；".join(target.text for target in task.targets)
        )
    yield word.item(_HEADERS["id"].header(layout.labels), task.id)
    yield word.item(word["place"], place(task.source, layout.labels))
    for subtask in task.subtasks:
        yield from _subtask(subtask, layout, word)


def _subtask(subtask: Subtask, layout: Layout, word: _Words) -> Iterator[str]:
    """A subtask that has units of its own; the others stand in the task's wording."""
    units = [
        f"{_HEADERS[key].header(layout.labels)}{word.colon}{'、'.join(getattr(subtask, key))}"
        for key in ("lead_units", "responsible_units", "supporting_units")
        if getattr(subtask, key)
    ]
    if units:
        name = " ".join(part for part in (subtask.number, subtask.title) if part) or subtask.text[:30]
        said = "；".join(units)
        yield f"- {escaped(f'{name} — {said}', line_start=True)}"


def _rest(plan: Plan, layout: Layout, word: _Words) -> Iterator[str]:
    parts: dict[str, list[str]] = {
        "targets": [
            target.text + (f"（{day(target.by, layout.labels)}）" if target.by else "")
            for target in plan.targets
        ],
        "phases": [
            word.colon.join(part for part in (phase.title + _days(phase, layout), phase.text) if part)
            for phase in plan.phases
        ],
        "groups": [
            f"{group.name}{word.colon}"
            + "；".join(f"{role}{word.colon}{'、'.join(names)}" for role, names in group.roles.items())
            for group in plan.groups
        ],
        "notes": [note.text for note in plan.notes],
        "diagnostics": [
            f"{one.message}（{place(one.source, layout.labels)}，{one.code}）" for one in plan.diagnostics
        ],
    }
    for key, items in parts.items():
        if items:
            yield from ("", f"## {word[key]}", "")
            yield from (f"- {escaped(item, line_start=True)}" for item in items)


def _days(phase: Phase, layout: Layout) -> str:
    """From its first day to its last, or the one that is known."""
    days = [day(value, layout.labels) for value in (phase.start, phase.end) if value]
    return f"（{'—'.join(days)}）" if days else ""
