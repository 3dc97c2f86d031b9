"""The daily bread: small cases from real wording, a file a topic."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from planparse import parse
from planparse.clauses.units import split_names
from planparse.cli.outline import tree
from planparse.exporters.data import record_data
from planparse.normalise import PASSES, normalise
from planparse.numbering.markers import candidates
from planparse.records import Task
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


STAGES: dict[str, Callable[[str, str], str]] = {
    "normalise": _normalised,
    "numbering": _markers,
    "structure": _outline,
    "clauses/units": _units,
    "clauses/responsibilities": _responsibilities,
    "description": _description,
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
