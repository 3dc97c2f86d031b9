"""What a task list says otherwise than its document: the two plans, field by field.

>>> from dataclasses import replace
>>> from planparse import parse
>>> from planparse.checks.document import squeezed
>>> text = "一、任务\\n1.修路。修一公里。(牵头单位:甲局)\\n2.架桥。(责任单位:乙局)"
>>> said = parse(text)
>>> here = replace(said, tasks=(replace(said.tasks[0], lead_units=("丙局",), due=None),))
>>> for change in compare(here, Document(said, squeezed(text), is_same=True, name="plan.txt")):
...     print(change.code, change.path, change.message)
wording-not-in-source ('tasks', 0, 'lead_units', 0) 原文牵头单位“甲局”,这里是“丙局”,原文没有这个名称
task-not-listed ('tasks', 0) 这里没有原文的任务“1.2”(第3行,2.架桥)
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import fields

from planparse.checks.change import Change
from planparse.checks.differences import Differ, by
from planparse.checks.document import Document
from planparse.checks.excerpts import named
from planparse.checks.pairing import Paired, pair, pair_tasks
from planparse.checks.problem import Path
from planparse.checks.unit_changes import unit_changes
from planparse.records import Plan, Subtask, Task

_SETTLED = frozenset({"reader", "file", "sha256"})
"""Fields of `source` that may differ, or are told on their own."""
_EVIDENCE = ("sections", "diagnostics", "removed")


def compare(here: Plan, document: Document) -> list[Change]:
    """Everything in which a task list differs from its document."""
    if document.plan is None:
        what = f"在 {document.name} 找不到原文“{here.source.file}”"
        return [Change("source-missing", ("source", "file"), what, values=(here.source.file,))]
    there = document.plan if is_full(here) else document.plan.brief()
    paired = pair_tasks(here.tasks, there.tasks)
    changes = list(_Comparison(here, there, document).changes(paired))
    if document.is_same:
        return changes
    if here.tasks and there.tasks and not _share_words(here, there, paired):
        what, hint = f"“{document.name}”像是另一份文件:没有一项任务相同", "用 --source 给出这份清单的原文"
        changes = []  # it would be told of everything
    else:
        what, hint = f"“{document.name}”与提取时不同,校验值应为 {there.source.sha256[:12]}…", ""
    values = (here.source.sha256,)
    return [
        Change("source-changed", ("source", "sha256"), what, hint=hint, field="sha256", values=values),
        *changes,
    ]


def _share_words(here: Plan, there: Plan, paired: Paired) -> bool:
    """Whether a task has the same text or the same title in both."""
    pairs = [(here.tasks[ours], there.tasks[theirs]) for ours, theirs in paired.pairs]
    return any(
        bool(ours.text and ours.text == theirs.text) or bool(ours.title and ours.title == theirs.title)
        for ours, theirs in pairs
    )


def is_full(plan: Plan) -> bool:
    """Whether a task list has the evidence that `--full` adds."""
    if plan.sections or plan.diagnostics or plan.removed or any(goal.source for goal in plan.targets):
        return True
    return any(
        task.assignments
        or any(one.source for one in task.deadlines)
        or any(one.source for one in task.targets)
        or any(one.source for one in task.subtasks)
        for task in plan.tasks
    )


class _Comparison:
    """Two plans, and what is asked of the document's text."""

    def __init__(self, here: Plan, there: Plan, document: Document) -> None:
        self.here, self.there, self.document = here, there, document
        self.is_full = is_full(here) and document.is_same
        self.differ = Differ(there, document)

    def changes(self, paired: Paired) -> Iterator[Change]:
        """All of them; the places in the document only where it is the same."""
        here, there = self.here, self.there
        yield from self.differ.record("document-changed", ("document",), here.document, there.document)
        yield from self.origin()
        yield from self.task_list(paired)
        yield from self.differ.items("phase-changed", ("phases",), here.phases, there.phases, by("title"))
        yield from self.differ.items("group-changed", ("groups",), here.groups, there.groups, by("name"))
        yield from self.differ.items(
            "target-changed", ("targets",), here.targets, there.targets, by("text"), by("indicator")
        )
        yield from self.differ.items("note-changed", ("notes",), here.notes, there.notes, by("text"))
        for name in _EVIDENCE if self.is_full else ():
            ours, theirs = getattr(here, name), getattr(there, name)
            yield from self.differ.items(
                "evidence-changed", (name,), ours, theirs, by("source"), by("text", "title")
            )

    def origin(self) -> Iterator[Change]:
        """Which file the task list says that it comes of."""
        here, there = self.here.source, self.there.source
        if not self.document.is_same:
            return
        said = here.file.replace("\\", "/").rpartition("/")[2]
        if here.file != "-" and said != self.document.name:
            yield self.differ.scalar("document-changed", ("source",), "file", here.file, self.document.name)
        for field in fields(here):
            ours, theirs = getattr(here, field.name), getattr(there, field.name)
            if field.name not in _SETTLED and ours != theirs:
                yield self.differ.scalar("document-changed", ("source",), field.name, ours, theirs)

    def task_list(self, paired: Paired) -> Iterator[Change]:
        """The tasks: pair by pair, those that only one of the two has."""
        here, there = self.here.tasks, self.there.tasks
        partner = {theirs: ours for ours, theirs in paired.pairs}
        for ours, theirs in sorted(paired.pairs):
            self.differ.tasks = tuple(dict.fromkeys((here[ours].id, there[theirs].id)))
            yield from self.task(("tasks", ours), here[ours], there[theirs])
        self.differ.tasks = ()
        for number in paired.extra:
            task = here[number]
            what = f"原文没有任务“{task.id}”({named(task)})"
            yield Change("task-not-in-source", ("tasks", number), what, tasks=(task.id,), values=(task.id,))
        for number in paired.missing:
            task = there[number]
            above = next((partner[one] for one in range(number - 1, -1, -1) if one in partner), None)
            what = f"这里没有原文的任务“{task.id}”(第{task.source.line}行,{named(task)})"
            path: Path = ("tasks",) if above is None else ("tasks", above)
            hint = "" if above is None else "补在这一项之后"
            hint = hint and f"{hint},或写进 accepted 并说明原因"
            yield Change(
                "task-not-listed",
                path,
                what,
                hint=hint,
                leans_on=(("tasks",),),
                tasks=(task.id,),
                values=(task.id,),
            )

    def task(self, path: Path, here: Task, there: Task) -> Iterator[Change]:
        if here == there:
            return
        names = ("id", "number", "outline", "section_kind", "title", "text")
        yield from self.differ.fields("task-changed", path, here, there, names)
        if here.keywords:
            yield from self.differ.fields("task-changed", path, here, there, ("keywords",))
        yield from unit_changes(path, here, there, self.differ)
        yield from self.differ.items(
            "person-changed", (*path, "people"), here.people, there.people, by("name")
        )
        yield from self.differ.fields("deadline-changed", path, here, there, ("due",))
        yield from self.differ.items(
            "deadline-changed",
            (*path, "deadlines"),
            here.deadlines,
            there.deadlines,
            by("text"),
            by("date"),
        )
        yield from self.differ.items(
            "target-changed", (*path, "targets"), here.targets, there.targets, by("text"), by("indicator")
        )
        yield from self.subtasks((*path, "subtasks"), here.subtasks, there.subtasks)
        if self.is_full:
            ours, theirs = here.assignments, there.assignments
            keys = (by("unit", "role"), by("source"), by("unit"))
            yield from self.differ.items("evidence-changed", (*path, "assignments"), ours, theirs, *keys)
        yield from self.differ.fields("evidence-changed", path, here, there, ("source",))

    def subtasks(self, path: Path, here: Sequence[Subtask], there: Sequence[Subtask]) -> Iterator[Change]:
        paired = pair(here, there, (by("number", "text"), by("text"), by("number"), by("title")))
        for ours, theirs in paired.pairs:
            part, other = here[ours], there[theirs]
            if part != other:
                names = ("number", "title", "text")
                yield from self.differ.fields("task-changed", (*path, ours), part, other, names)
                yield from unit_changes((*path, ours), part, other, self.differ)
                yield from self.differ.fields("evidence-changed", (*path, ours), part, other, ("source",))
        yield from self.differ.unpaired("task-changed", path, here, there, paired)
