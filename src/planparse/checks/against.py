"""What a task list says otherwise than its document: the two plans, field by field.

>>> from dataclasses import replace
>>> from planparse import parse
>>> text = "一、任务\\n1.修路。修一公里。(牵头单位:甲局)\\n2.架桥。(责任单位:乙局)"
>>> said = parse(text)
>>> here = replace(said, tasks=(replace(said.tasks[0], lead_units=("丙局",), due=None),))
>>> for change in compare(here, Document(said, squeezed(text), is_same=True, name="plan.txt")):
...     print(change.code, change.path, change.message)
wording-not-in-source ('tasks', 0, 'lead_units', 0) 原文牵头单位“甲局”,这里是“丙局”,原文没有这个名称
task-not-listed ('tasks', 0) 这里没有原文的任务“1.2”(第3行,2.架桥)
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, NamedTuple, cast

from planparse.checks.change import Change
from planparse.checks.excerpts import excerpts, label_of, named, short
from planparse.checks.pairing import Paired, pair, pair_tasks
from planparse.checks.problem import Path
from planparse.checks.walk import ROLES, plain_text
from planparse.records import Plan, Record, Source, Subtask, Task

_SPACE = re.compile(r"\s+")
_SENTENCE = re.compile(r"[^。;；\n]+[。;；]?")
_WORDINGS = frozenset({"title", "text", "measure", "indicator", "name"})
"""Fields whose words stand in the document."""
_SETTLED = frozenset({"reader", "file", "sha256"})
"""Fields of `source` that may differ, or are told on their own."""
_EVIDENCE = ("sections", "diagnostics", "removed")


class Document(NamedTuple):
    """The document of a task list, read again."""

    plan: Plan | None
    """None where there is no such document"""
    text: str = ""
    """its text, without spaces and line ends"""
    is_same: bool = True
    """whether it is, byte by byte, the one that the task list was made from"""
    name: str = ""
    """what its file is called, or, where there is none, where it was looked for"""


def squeezed(text: str) -> str:
    """A text as it is compared: spaces, line ends and the width of characters say nothing."""
    return _SPACE.sub("", unicodedata.normalize("NFKC", text))


def compare(here: Plan, document: Document) -> list[Change]:
    """Everything in which a task list differs from its document."""
    if document.plan is None:
        what = f"在 {document.name} 找不到原文“{here.source.file}”"
        return [Change("source-missing", ("source", "file"), what, values=(here.source.file,))]
    there = document.plan if is_full(here) else document.plan.brief()
    paired = pair_tasks(here.tasks, there.tasks)
    changes = []
    if not document.is_same:
        digest = here.source.sha256
        other = bool(here.tasks and there.tasks) and not any(
            _share_words(here.tasks[ours], there.tasks[theirs]) for ours, theirs in paired.pairs
        )
        what = (
            f"“{document.name}”像是另一份文件:没有一项任务相同"
            if other
            else f"“{document.name}”与提取时不同,校验值应为 {there.source.sha256[:12]}…"
        )
        hint = "用 --source 给出这份清单的原文" if other else ""
        changes.append(
            Change("source-changed", ("source", "sha256"), what, hint=hint, field="sha256", values=(digest,))
        )
        if other:
            return changes
    return changes + list(_Comparison(here, there, document).changes(paired))


def _share_words(here: Task, there: Task) -> bool:
    return (bool(here.text) and here.text == there.text) or (bool(here.title) and here.title == there.title)


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
        self.with_places = document.is_same
        self.is_full = is_full(here) and document.is_same
        self.tasks: tuple[str, ...] = ()
        self._all_wordings: str | None = None

    def changes(self, paired: Paired) -> Iterator[Change]:
        """All of them; the places in the document only where it is the same."""
        here, there = self.here, self.there
        yield from self.record("document-changed", ("document",), here.document, there.document)
        yield from self.origin()
        yield from self.task_list(paired)
        yield from self.items("phase-changed", ("phases",), here.phases, there.phases, _by("title"))
        yield from self.items("group-changed", ("groups",), here.groups, there.groups, _by("name"))
        yield from self.items(
            "target-changed", ("targets",), here.targets, there.targets, _by("text"), _by("indicator")
        )
        yield from self.items("note-changed", ("notes",), here.notes, there.notes, _by("text"))
        for name in _EVIDENCE if self.is_full else ():
            ours, theirs = getattr(here, name), getattr(there, name)
            yield from self.items(
                "evidence-changed", (name,), ours, theirs, _by("source"), _by("text", "title")
            )

    def origin(self) -> Iterator[Change]:
        """Which file the task list says that it comes of."""
        here, there = self.here.source, self.there.source
        if not self.document.is_same:
            return
        said = here.file.replace("\\", "/").rpartition("/")[2]
        if here.file != "-" and said != self.document.name:
            yield self.scalar("document-changed", ("source",), "file", here.file, self.document.name)
        for field in fields(here):
            ours, theirs = getattr(here, field.name), getattr(there, field.name)
            if field.name not in _SETTLED and ours != theirs:
                yield self.scalar("document-changed", ("source",), field.name, ours, theirs)

    def task_list(self, paired: Paired) -> Iterator[Change]:
        """The tasks: pair by pair, those that only one of the two has."""
        here, there = self.here.tasks, self.there.tasks
        partner = {theirs: ours for ours, theirs in paired.pairs}
        for ours, theirs in sorted(paired.pairs):
            self.tasks = tuple(dict.fromkeys((here[ours].id, there[theirs].id)))
            yield from self.task(("tasks", ours), here[ours], there[theirs])
        self.tasks = ()
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
        yield from self.fields("task-changed", path, here, there, names)
        if here.keywords:
            yield from self.fields("task-changed", path, here, there, ("keywords",))
        yield from self.units(path, here, there)
        yield from self.items("person-changed", (*path, "people"), here.people, there.people, _by("name"))
        yield from self.fields("deadline-changed", path, here, there, ("due",))
        yield from self.items(
            "deadline-changed",
            (*path, "deadlines"),
            here.deadlines,
            there.deadlines,
            _by("text"),
            _by("date"),
        )
        yield from self.items(
            "target-changed", (*path, "targets"), here.targets, there.targets, _by("text"), _by("indicator")
        )
        yield from self.subtasks((*path, "subtasks"), here.subtasks, there.subtasks)
        if self.is_full:
            ours, theirs = here.assignments, there.assignments
            keys = (_by("unit", "role"), _by("source"), _by("unit"))
            yield from self.items("evidence-changed", (*path, "assignments"), ours, theirs, *keys)
        yield from self.fields("evidence-changed", path, here, there, ("source",))

    def subtasks(self, path: Path, here: Sequence[Subtask], there: Sequence[Subtask]) -> Iterator[Change]:
        paired = pair(here, there, (_by("number", "text"), _by("text"), _by("number"), _by("title")))
        for ours, theirs in paired.pairs:
            part, other = here[ours], there[theirs]
            if part != other:
                names = ("number", "title", "text")
                yield from self.fields("task-changed", (*path, ours), part, other, names)
                yield from self.units((*path, ours), part, other)
                yield from self.fields("evidence-changed", (*path, ours), part, other, ("source",))
        yield from self.unpaired("task-changed", path, here, there, paired)

    def units(self, path: Path, here: Task | Subtask, there: Task | Subtask) -> Iterator[Change]:
        """Units that are in another role, that are other ones, that are too many or too few, one change for each."""
        lists = {role: (getattr(here, role), getattr(there, role)) for role in ROLES}
        extra = {role: _more(ours, theirs) for role, (ours, theirs) in lists.items()}
        missing = {
            role: [theirs[place] for place in _more(theirs, ours)] for role, (ours, theirs) in lists.items()
        }
        for role, (ours, _) in lists.items():
            for place in list(extra[role]):
                unit = ours[place]
                before = next((other for other in ROLES if unit in missing[other]), None)
                if before is not None:
                    missing[before].remove(unit)
                    extra[role].remove(place)
                    what = f"“{unit}”原文是{ROLES[before]},这里是{ROLES[role]}"
                    yield self.unit((*path, role, place), role, what, (unit,))
        for role, (ours, theirs) in lists.items():
            lost = missing[role]
            for place in extra[role]:
                unit = ours[place]
                at = (*path, role, place)
                if lost:
                    was = lost.pop(0)
                    values: tuple[str, ...] = (was, unit)
                    what = f"原文{ROLES[role]}“{was}”,这里是“{unit}”"
                else:
                    values = (unit,)
                    what = f"原文{ROLES[role]}没有“{unit}”"
                if unit and not self.holds(unit):
                    what += ",原文没有这个名称" if len(values) > 1 else ",全文也没有这个名称"
                    yield self.unit(at, role, what, values, code="wording-not-in-source")
                else:
                    yield self.unit(at, role, what, values)
            if lost and not ours:
                what = f"{ROLES[role]}缺少,原文是 {'、'.join(lost)}"
                yield self.unit((*path, role), role, what, tuple(lost))
                lost = []
            for unit in lost:
                what = f"{ROLES[role]}缺少原文的“{unit}”"
                yield self.unit((*path, role), role, what, (unit,))
            if ours != theirs and Counter(ours) == Counter(theirs):
                what = f"{ROLES[role]}的次序不同,原文是 {'、'.join(theirs)}"
                yield self.unit((*path, role), role, what, ())

    def unit(
        self, path: Path, role: str, what: str, values: tuple[str, ...], code: str = "unit-changed"
    ) -> Change:
        return Change(code, path, what, tasks=self.tasks, field=role, values=values)

    def items(
        self,
        code: str,
        path: Path,
        here: Sequence[Any],
        there: Sequence[Any],
        *keys: Callable[[Any], Hashable],
    ) -> Iterator[Change]:
        """Two lists of records."""
        if here == there:
            return
        if not self.with_places:
            here, there = [_placeless(one) for one in here], [_placeless(one) for one in there]
        paired = pair(here, there, keys)
        for ours, theirs in paired.pairs:
            yield from self.record(code, (*path, ours), here[ours], there[theirs])
        yield from self.unpaired(code, path, here, there, paired)

    def unpaired(
        self, code: str, path: Path, here: Sequence[Any], there: Sequence[Any], paired: Paired
    ) -> Iterator[Change]:
        name = str(path[-1])
        for number in paired.extra:
            label = label_of(here[number])
            yield Change(
                code,
                (*path, number),
                f"原文没有“{name}”的这一项:{label}",
                tasks=self.tasks,
                field=name,
                values=(label,),
            )
        if len(there) > 1 and not here:
            labels = tuple(map(label_of, there))
            what = f"“{name}”整个缺少,原文有 {len(there)} 项:{labels[0]} 等"
            yield Change(code, path, what, tasks=self.tasks, field=name, values=labels)
            return
        for number in paired.missing:
            label = label_of(there[number])
            yield Change(
                code, path, f"“{name}”缺少原文的一项:{label}", tasks=self.tasks, field=name, values=(label,)
            )

    def record(self, code: str, path: Path, here: Any, there: Any) -> Iterator[Change]:
        """Two records."""
        if here != there:
            names = [field.name for field in fields(here)]
            yield from self.fields(code, path, here, there, names)

    def fields(self, code: str, path: Path, here: Any, there: Any, names: Sequence[str]) -> Iterator[Change]:
        for name in names:
            ours, theirs = getattr(here, name), getattr(there, name)
            if ours == theirs:
                continue
            if name == "source":
                if self.with_places:
                    yield self.scalar("evidence-changed", path, name, _place(ours), _place(theirs))
            elif isinstance(ours, tuple) and all(isinstance(one, str) for one in (*ours, *theirs)):
                yield from self.names(code, (*path, name), ours, theirs)
            elif isinstance(ours, dict):
                for key in dict.fromkeys((*ours, *theirs)):
                    at = (*path, name, key)
                    yield from self.names(code, at, ours.get(key, ()), theirs.get(key, ()))
            elif isinstance(ours, str) and isinstance(theirs, str):
                yield from self.wording(code, path, name, ours, theirs)
            else:
                yield self.scalar(code, path, name, ours, theirs)

    def names(self, code: str, path: Path, here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[Change]:
        """Two lists of texts."""
        name = str(path[-1])
        lost = [there[place] for place in _more(there, here)]
        for place in _more(here, there):
            value = here[place]
            was = lost.pop(0) if lost else None
            what = f"“{name}”原文没有“{short(value)}”"
            if was is not None:
                what = f"“{name}”原文是“{short(was)}”,这里是“{short(value)}”"
            values = (value,) if was is None else (was, value)
            yield Change(code, (*path, place), what, tasks=self.tasks, field=name, values=values)
        for value in lost:
            what = f"“{name}”缺少原文的“{short(value)}”"
            yield Change(code, path, what, tasks=self.tasks, field=name, values=(value,))
        if here != there and Counter(here) == Counter(there):
            what = f"“{name}”的次序与原文不同"
            yield Change(code, path, what, tasks=self.tasks, field=name)

    def wording(self, code: str, path: Path, name: str, here: str, there: str) -> Iterator[Change]:
        """Two texts: what of it the document does not hold is another code than what it says elsewhere."""
        if squeezed(here) == squeezed(there):
            return
        change = self.scalar(code, path, name, here, there)
        if self.tasks and name in _WORDINGS and code != "evidence-changed":
            strange = next((one for one in _SENTENCE.findall(here) if not self.holds(one)), None)
            if strange is not None:
                change = change._replace(code="wording-not-in-source", wording=strange.strip())
        yield change

    def scalar(self, code: str, path: Path, name: str, here: Any, there: Any) -> Change:
        """Two values."""
        ours, theirs = excerpts(here, there)
        if here in (None, ""):
            what = f"缺少“{name}”,原文是{theirs}"
        elif there in (None, ""):
            what = f"原文没有“{name}”,这里是{ours}"
        else:
            what = f"“{name}”原文是{theirs},这里是{ours}"
        values = tuple(str(one) for one in (there, here) if one is not None)
        return Change(code, (*path, name), what, tasks=self.tasks, field=name, values=values)

    def holds(self, wording: str) -> bool:
        """Whether the document has a wording, printed so or understood so."""
        wanted = squeezed(wording)
        if wanted in self.document.text:
            return True
        if self._all_wordings is None:
            self._all_wordings = squeezed(plain_text(self.there))
        return wanted in self._all_wordings


def _by(*names: str) -> Callable[[Any], Hashable]:
    """A key of these fields; none where they are empty."""

    def key(one: Any) -> Hashable:
        values = tuple(getattr(one, name, None) for name in names)
        return values if any(values) else ()

    return key


def _more(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """The places of what is in the first list more often than in the second."""
    left = Counter(theirs)
    places = []
    for place, one in enumerate(ours):
        if left[one]:
            left[one] -= 1
        else:
            places.append(place)
    return places


def _placeless(one: Any) -> Any:
    """A record without the place in the document that it comes of."""
    if not isinstance(one, Record) or not hasattr(one, "source"):
        return one
    return replace(cast(Any, one), source=Source(line=1, start=0, end=0))


def _place(place: Source | None) -> str | None:
    if place is None:
        return None
    more = "".join(
        f" {name} {value}" for name, value in (("page", place.page), ("cell", place.cell)) if value
    )
    return f"line {place.line} start {place.start} end {place.end}{more}"
