"""The daily bread: small cases from real wording, a file a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planparse import parse
from planparse.clauses.agencies import is_generic, resolve
from planparse.clauses.responsibilities import find_responsibilities
from planparse.clauses.units import split_names
from planparse.clauses.unread import find_unread
from planparse.cli.outline import tree
from planparse.exporters.data import record_data
from planparse.normalise import PASSES, normalise
from planparse.numbering.markers import candidates
from planparse.records import Plan, Task
from planparse.text import Text
from tests.fixtures import CASES, Case, label, read_cases, topics

_PASSES = {run.__name__.removeprefix("normalise_"): run for run in PASSES}
_UNITS = {"lead": "lead_units", "responsible": "responsible_units", "supporting": "supporting_units"}


def _normalised(topic: str, given: str) -> str:
    name = topic.rpartition("/")[2]
    if name == "whole":
        return normalise(Text.raw(given)).value
    return _PASSES[name](Text.raw(given)).value


def _markers(_topic: str, given: str) -> str:
    return "\n".join(f"{m.kind} {m.ordinal} {m.number}" for m in candidates(given)) or "none"


def _outline(_topic: str, given: str) -> str:
    return "\n".join(tree(parse(given)))


def _units(_topic: str, given: str) -> str:
    return "\n".join(split_names(given)) or "none"


def _agencies(_topic: str, given: str) -> str:
    """Each name of one list, with what it is in full."""
    names = split_names(given)
    return "\n".join(
        name + (f" = {full}" if full else "") + (" *" if is_generic(name) else "")
        for name, full in zip(names, resolve(names), strict=True)
    )


def _unread(_topic: str, given: str) -> str:
    """What looks like a clause, a date or a number and was not read, in a normalised text."""
    found = find_unread(given, 0, len(given), find_responsibilities(given))
    return "\n".join(f"{one.code} {given[one.start : one.end]} | {one.message}" for one in found) or "none"


def units_of(task: Task) -> list[str]:
    lines = [
        f"{role}: {' | '.join(getattr(task, field))}"
        for role, field in _UNITS.items()
        if getattr(task, field)
    ]
    return lines + [f"{person.role}: {person.name}" for person in task.people]


def _responsibilities(_topic: str, given: str) -> str:
    """The units of the first task; where one item is given without a number it gets one."""
    plan = parse(given if given[:1] in "一1" else "1." + given)
    lines: list[str] = []
    for task in plan.tasks:
        lines += ([f"# {task.number}"] if len(plan.tasks) > 1 else []) + (units_of(task) or ["none"])
        for subtask in task.subtasks:
            shares = [
                f"{r}: {' | '.join(getattr(subtask, f))}" for r, f in _UNITS.items() if getattr(subtask, f)
            ]
            lines.append(f"- {subtask.number or '-'} {'; '.join(shares)}".rstrip())
    lines += [f"note {note.kind}: {note.text}" for note in plan.notes]
    return "\n".join(lines)


def _description(_topic: str, given: str) -> str:
    """Each field of the document that holds something."""
    data: dict[str, Any] = record_data(parse(given).document, full=True)
    shown = {
        key: " | ".join(value) if isinstance(value, list) else value for key, value in data.items() if value
    }
    return "\n".join(f"{key}: {value}" for key, value in shown.items()) or "none"


def _deadlines(_topic: str, given: str) -> str:
    """The deadlines of an item in a plan issued on 8 March 2024, and what is reported of them."""
    plan = parse(_PLAN_OF_2024 + "1." + given)
    lines = []
    for one in plan.tasks[0].deadlines:
        dates = f"{one.start}..{one.date}" if one.start else str(one.date or "-")
        lines.append(" ".join(filter(None, [one.kind, one.every, dates, one.precision, one.text])))
    return "\n".join(lines + [f"! {d.code} {d.message}" for d in plan.diagnostics]) or "none"


def _targets(_topic: str, given: str) -> str:
    """The targets of an item in a plan issued on 8 March 2024."""
    plan = parse(_PLAN_OF_2024 + "1." + given)
    return (
        "\n".join(
            f"{one.indicator or '-'} {one.comparator} {one.value} {one.unit} | {one.measure}"
            for one in plan.tasks[0].targets
        )
        or "none"
    )


def _groups(_topic: str, given: str) -> str:
    """Phases with their days, and rosters."""
    plan = parse(_PLAN_OF_2024 + given)
    lines = [f"{phase.title}: {phase.start or '-'}..{phase.end or '-'}" for phase in plan.phases]
    for group in plan.groups:
        lines += [group.name, *(f"  {role}: {' | '.join(names)}" for role, names in group.roles.items())]
    return "\n".join(lines) or "none"


def tables(_topic: str, given: str) -> str:
    """Each task with what its row says; → stands for a tab."""
    return "\n".join(told(parse(given.replace("→", "\t")))) or "none"


def told(plan: Plan) -> list[str]:
    """A line for each task, and below it one for each thing that its row says."""
    lines: list[str] = []
    for task in plan.tasks:
        lines.append(f"{task.id} {task.number} {task.title or '-'}: {task.text.replace(chr(10), ' / ')}")
        said = [" > ".join(task.outline), task.section_kind if task.section_kind != "tasks" else ""]
        said += units_of(task)
        said += [f"{one.kind} {one.date or '-'} {one.text}" for one in task.deadlines]
        said += [
            f"target {one.indicator or '-'} {one.measure} {one.by or ''}".strip() for one in task.targets
        ]
        said += [f"- {one.number or '-'} {one.text}" for one in task.subtasks]
        lines += [f"  {line}" for line in said if line]
    lines += [f"goal {one.indicator or '-'} {one.measure} {one.by or ''}".strip() for one in plan.targets]
    lines += [f"note {note.kind}: {note.text}" for note in plan.notes]
    return lines + [f"removed {one.rule}" for one in plan.removed]


_PLAN_OF_2024 = "县政府关于印发《清河县节水方案》的通知\n清政发〔2024〕2号\n现印发给你们。\n县政府\n2024年3月8日\n清河县节水方案\n"

STAGES: dict[str, Callable[[str, str], str]] = {
    "normalise": _normalised,
    "numbering": _markers,
    "structure": _outline,
    "clauses/units": _units,
    "clauses/agencies": _agencies,
    "clauses/unread": _unread,
    "clauses/responsibilities": _responsibilities,
    "clauses/deadlines": _deadlines,
    "clauses/clause_dates": _deadlines,
    "clauses/targets": _targets,
    "clauses/traditional_scales": _targets,
    "clauses/phases": _groups,
    "clauses/years": tables,
    "clauses/rosters": _groups,
    "description": _description,
    "tables": tables,
}


def _runner(topic: str) -> Callable[[str, str], str]:
    return STAGES.get(topic) or STAGES[topic.partition("/")[0]]


_ALL = [
    pytest.param(topic, case, id=label(case))
    for stage in sorted({path.parent.name for path in CASES.glob("*/*.md")})
    for topic in topics(stage)
    for case in read_cases(topic)
]


@pytest.mark.parametrize(("topic", "case"), _ALL)
def test_case(topic: str, case: Case) -> None:
    assert _runner(topic)(topic, case.given) == case.expected, case.place
