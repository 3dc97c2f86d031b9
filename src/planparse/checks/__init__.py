"""Plan to findings; one check a file.

>>> from dataclasses import replace
>>> from planparse import parse
>>> plan = parse("1.修路。修一公里。\\n2.架桥。架一座。")
>>> twice = replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], id="1")))
>>> [(finding.code, finding.message) for finding in check(twice)]
[('duplicate-id', '任务编号“1”重复')]

A check has `SEVERITY`, `TITLE`, `HINT` and `check(plan, facts)`, which yields a `Problem` for each fault. Its
docstring says in Chinese what it means, with an example that it faults and one that it passes; `rule` reads it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Callable, Collection, Iterator
from functools import cache
from inspect import getdoc
from types import ModuleType

from planparse.checks import (
    deadline_after_plan,
    deadline_before_document,
    deadline_changed,
    deadline_date,
    document_changed,
    duplicate_id,
    duplicate_unit,
    evidence_changed,
    group_changed,
    id_number,
    missing_unit,
    note_changed,
    numbering_gap,
    person_changed,
    phase_changed,
    phase_overlap,
    placeholder,
    source_changed,
    source_missing,
    start_after_end,
    target_changed,
    target_value,
    task_changed,
    task_not_in_source,
    task_not_listed,
    unit_changed,
    unit_in_two_roles,
    unlike_unit,
    unused_accepted,
    wording_not_in_source,
)
from planparse.checks.document import Document
from planparse.checks.facts import facts_of
from planparse.checks.problem import Problem
from planparse.findings import Finding, Rule
from planparse.records import Plan

CHECKS: tuple[ModuleType, ...] = (
    duplicate_id,
    id_number,
    numbering_gap,
    missing_unit,
    unit_in_two_roles,
    duplicate_unit,
    unlike_unit,
    deadline_date,
    deadline_before_document,
    deadline_after_plan,
    start_after_end,
    phase_overlap,
    target_value,
    placeholder,
)
"""In the order of the page: ids, units, dates, numbers, words."""

AGAINST_DOCUMENT: tuple[ModuleType, ...] = (
    source_missing,
    source_changed,
    task_not_listed,
    task_not_in_source,
    wording_not_in_source,
    task_changed,
    unit_changed,
    person_changed,
    deadline_changed,
    target_changed,
    phase_changed,
    group_changed,
    note_changed,
    document_changed,
    evidence_changed,
    unused_accepted,
)
"""Those that hold the plan against its document."""

Locate = Callable[[Problem], tuple[int, int] | None]
"""the line and column of a problem; None where what it speaks of could not be read"""

_PARTS = re.compile(r"^(错|对):$", re.MULTILINE)


def check(plan: Plan, *, known_units: Collection[str] = ()) -> list[Finding]:
    """The findings on a plan that `planparse validate` prints, without places in a file.

    `known_units` are names of bodies that are right as they are, and that others may be slips of.
    """
    return sorted(run_checks(plan, plan.source.file, lambda _: (0, 0), known_units=frozenset(known_units)))


def run_checks(
    plan: Plan,
    file: str,
    locate: Locate,
    *,
    known_units: frozenset[str] = frozenset(),
    without: Collection[str] = (),
    doubtful: frozenset[int] = frozenset(),
    document: Document | None = None,
) -> Iterator[Finding]:
    """Run every check but those `without`, and stamp each problem with its place, code and severity.

    `doubtful` are tasks whose number or outline could not be read; `document` is the plan's document, read again.
    """
    acceptable = codes_against_document() if plan.accepted else frozenset()
    facts = facts_of(plan, known_units, doubtful, document, acceptable)
    needed = (*CHECKS, *AGAINST_DOCUMENT) if document or plan.accepted else CHECKS
    for module in needed:
        code = code_of(module)
        if code in without:
            continue
        for problem in module.check(plan, facts):
            assert isinstance(problem, Problem)
            place = locate(problem)
            if place is not None:
                hint = problem.hint or module.HINT
                yield Finding(file, *place, code, module.SEVERITY, problem.message, hint)


@cache
def codes_against_document() -> frozenset[str]:
    """The codes that `accepted` may name: without the document, none of them is ever told."""
    return frozenset(map(code_of, AGAINST_DOCUMENT)) - {code_of(unused_accepted)}


def code_of(module: ModuleType) -> str:
    """A check's code: its module's name.

    >>> code_of(missing_unit)
    'missing-unit'
    """
    return module.__name__.rpartition(".")[2].replace("_", "-")


def rule(module: ModuleType) -> Rule:
    """What a check's docstring says of it.

    >>> rule(start_after_end).title, rule(start_after_end).right.splitlines()[0]
    ('开始晚于结束', 'phases:')
    """
    _, about, *examples = (getdoc(module) or "").split("\n\n", 2)
    parts = _PARTS.split(examples[0]) if examples else []
    shown = {
        mark: textwrap.dedent(text).strip("\n") for mark, text in zip(parts[1::2], parts[2::2], strict=True)
    }
    return Rule(
        code_of(module), module.SEVERITY, module.TITLE, about.replace("\n", ""), shown["错"], shown["对"]
    )
