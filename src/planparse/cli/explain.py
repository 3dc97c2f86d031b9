"""`planparse explain`: one task, what was read in it, and by which rule.

>>> from planparse.readers import from_text
>>> from planparse.pipeline import parse_source
>>> source = from_text("一、任务\\n1.修渠。2024年3月底前完工。(县水利局牵头)")
>>> plan = parse_source(source)
>>> for line in explain(plan, plan.tasks[0], source.text)[3:7]:
...     print(line)
原文
  2│ 1.修渠。⟦时限 2024年3月底前⟧完工。(⟦牵头 县水利局⟧牵头)
<BLANKLINE>
读出的内容
"""

from __future__ import annotations

import difflib
import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, Annotated, NamedTuple

import typer

from planparse.cli.options import Encoding, File
from planparse.cli.terminal import has_color
from planparse.errors import UsageError

if TYPE_CHECKING:
    from planparse.records import Assignment, Deadline, Plan, Source, Subtask, Target, Task

_ROLES = {"lead": "牵头", "responsible": "责任", "supporting": "配合"}
_COMPARATORS = {
    "=": "等于",
    ">=": "不少于",
    "<=": "不超过",
    ">": "超过",
    "<": "低于",
    "~": "约",
    "+": "增加",
    "-": "减少",
}
_PRECISIONS = {"day": "日", "month": "月", "quarter": "季度", "half": "半年", "year": "年"}
_PERIODS = {"year": "每年", "half": "每半年", "quarter": "每季度", "month": "每月", "week": "每周"}
_STYLES = {
    "牵头": "green",
    "责任": "yellow",
    "配合": "blue",
    "时限": "magenta",
    "指标": "cyan",
    "删去": "bright_black",
}
_STARS = ("*", "＊")
_LINE_END = re.compile(r"\r\n|[\n\r]")
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class Reading(NamedTuple):
    """One value: what it is called, what was read, the rule that gave it, and where it is printed."""

    label: str
    value: str
    rule: str
    source: Source | None


def command(
    file: File,
    task_id: Annotated[str, typer.Argument(metavar="ID", help="The task's id: 2.1.1.", show_default=False)],
    encoding: Encoding = None,
) -> None:
    """Explain one task: its wording with each value marked, and the rule that gave the value.

    Example: `planparse explain plan.txt 2.1.1`; the ids are in the first column of `planparse show plan.txt`.
    """
    from planparse.output import write_standard_output
    from planparse.pipeline import parse_source
    from planparse.readers import read

    source = read(file, encoding=encoding)
    plan = parse_source(source)
    text = "".join(line + "\n" for line in explain(plan, find_task(plan, task_id, file), source.text))
    if has_color():
        text = _coloured(text)
    write_standard_output(text.encode("utf-8", "replace"))


def find_task(plan: Plan, task_id: str, file: str) -> Task:
    """The task of this id. Raises UsageError, which names the closest ids."""
    tasks = {task.id: task for task in plan.tasks}
    if task_id in tasks:
        return tasks[task_id]
    if not tasks:
        raise UsageError(file, "has no tasks", f"see its structure with: planparse outline {file}")
    close = difflib.get_close_matches(task_id, tasks, n=3, cutoff=0.4) or list(tasks)[:3]
    raise UsageError(
        file, f"has no task {task_id!r}", f"close ids: {', '.join(close)}; all: planparse show {file}"
    )


def explain(plan: Plan, task: Task, text: str) -> list[str]:
    """The lines that explain a task; `text` is the source's."""
    readings = sorted(_readings(plan, task, text), key=_place)
    title = task.title or task.text.split("\n")[0][:30]
    lines = [f"{task.id}  {task.number} {title}", " > ".join(task.outline), "", "原文"]
    lines += _wording(task, readings, text)
    lines += ["", "读出的内容"]
    lines += [_told(reading) for reading in readings] or ["  没有读出单位、时限和指标"]
    if task.due is not None:
        lines.append(f"  完成时限 {task.due}:各时限中最晚的一日")
    return [_CONTROL.sub("", line) for line in lines]


def _place(reading: Reading) -> tuple[bool, int, int]:
    """In printed order, the wider before the narrower; what has no place of its own comes last."""
    source = reading.source
    return (source is None, source.start if source else 0, -source.end if source else 0)


def _told(reading: Reading) -> str:
    line = f"(第{reading.source.line}行)" if reading.source else ""
    rule = f":{reading.rule}" if reading.rule else ""
    return f"  {reading.label} {_flat(reading.value)}{rule}{line}"


def _readings(plan: Plan, task: Task, text: str) -> Iterator[Reading]:
    for assignment in task.assignments:
        yield _assignment(plan, task, assignment, text)
    for person in task.people:
        yield Reading(person.role, person.name, "原文写明", None)
    for deadline in task.deadlines:
        yield _deadline(plan, deadline)
    for target in task.targets:
        yield _target(target)
    for subtask in task.subtasks:
        yield _subtask(subtask)
    inside = range(task.source.start, task.source.end)
    for removed in plan.removed:
        if removed.source.start in inside:
            yield Reading("删去", removed.text, f"规则{removed.rule}", removed.source)
    for diagnostic in plan.diagnostics:
        if diagnostic.source.start in inside:
            yield Reading("疑点", diagnostic.message, f"代码{diagnostic.code}", diagnostic.source)


def _assignment(plan: Plan, task: Task, one: Assignment, text: str) -> Reading:
    value = one.unit + (f",全称{one.resolved}" if one.resolved else "") + (",泛指" if one.generic else "")
    start = one.source.start if one.source else 0
    if one.basis == "section":
        rule = "章节的责任分工"
    elif one.basis == "printed":
        rule = "原文写明"
    elif text[max(start - 1, 0) : start] in _STARS:
        rule = "名称前有*号的为牵头单位"
    else:
        rule = "列第一位的为牵头单位"
        said = [
            note for note in plan.notes if note.kind == "lead_rule" and note.source.start < task.source.end
        ]
        if said:
            rule += f",见第{said[-1].source.line}行“{_flat(said[-1].text)}”"
    return Reading(_ROLES[one.role], value, rule, one.source)


def _deadline(plan: Plan, one: Deadline) -> Reading:
    dated = f"{one.date},精确到{_PRECISIONS[one.precision]}" if one.date and one.precision else str(one.date)
    if one.kind == "ongoing":
        rule = "长期坚持,没有截止日期"
    elif one.kind == "recurring":
        rule = f"定期,{_PERIODS[one.every]}" if one.every else "定期"
    elif one.kind == "between":
        rule = f"起止日期,{one.start or '?'}至{dated}"
    else:
        rule = f"截止日期,{dated}" if one.date else "读不出日期"
    if one.inherited:
        rule += f",继承自{_giver(plan, one.source)}"
    return Reading("时限", one.text, rule, one.source)


def _giver(plan: Plan, source: Source | None) -> str:
    """What gave an inherited date: a stage, or a statement about all tasks."""
    if source is not None:
        for phase in plan.phases:
            if phase.source.start <= source.start < phase.source.end:
                return f"阶段“{_flat(phase.title)}”"
        if any(note.source == source for note in plan.notes):
            return "全文说明"
    return "全文"


def _target(one: Target) -> Reading:
    name = f"{_flat(one.indicator)} " if one.indicator else ""
    rule = f"{name}{_COMPARATORS[one.comparator]} {one.value} {one.unit},原文作{_flat(one.measure)}"
    return Reading("指标", one.text, rule, one.source)


def _subtask(one: Subtask) -> Reading:
    name = " ".join(part for part in (one.number, one.title or _flat(one.text)[:30]) if part)
    roles = (("牵头", one.lead_units), ("责任", one.responsible_units), ("配合", one.supporting_units))
    rule = ";".join(f"{role} {'、'.join(units)}" for role, units in roles if units)
    return Reading("子任务", name, rule, one.source)


def _wording(task: Task, readings: list[Reading], text: str) -> list[str]:
    """The task's stretch of the source with its marks, each line behind its number."""
    start, end = task.source.start, task.source.end
    opening: dict[int, str] = {}
    closing: dict[int, str] = {}
    around: list[int] = []  # where the marks end that are open
    for reading in readings:  # in printed order, the wider first
        place = reading.source
        if reading.label not in _STYLES or place is None or not start <= place.start < place.end <= end:
            continue
        while around and around[-1] <= place.start:
            around.pop()
        if around and place.end > around[-1]:
            continue  # it runs across another mark; it is told below
        around.append(place.end)
        opening[place.start] = opening.get(place.start, "") + f"⟦{reading.label} "
        closing[place.end] = closing.get(place.end, "") + "⟧"
    cuts = sorted({start, end, *opening, *closing})
    marked = "".join(
        closing.get(cut, "") + opening.get(cut, "") + text[cut:following]
        for cut, following in zip(cuts, [*cuts[1:], end], strict=True)
    )
    numbered = enumerate(_LINE_END.split(marked), task.source.line)
    return [f"{number:>3}│ {line.strip()}" for number, line in numbered if line.strip()]


def _flat(text: str) -> str:
    return " ".join(text.split())


def _coloured(text: str) -> str:
    """The text with its marks in colour, for a terminal."""
    import io

    from rich.console import Console
    from rich.text import Text

    drawn = Text(text, end="")
    for label, style in _STYLES.items():
        drawn.highlight_regex(rf"⟦{label} [^⟦⟧]*⟧?|^  {label} ", style)
    drawn.highlight_regex(r"\A.*|^(?:原文|读出的内容)$", "bold")
    out = io.StringIO()
    Console(file=out, force_terminal=True, highlight=False).print(drawn, soft_wrap=True, end="")
    return out.getvalue()
