"""Plans from files: a document is broken down, task YAML or JSON is read back.

>>> load_plan("no-such-plan.yaml")
Traceback (most recent call last):
planparse.errors.ReaderError: no-such-plan.yaml: there is no such file; check the name and the folder
"""

from __future__ import annotations

import os
from collections.abc import Iterable

from planparse.errors import PlanparseError, ReaderError
from planparse.pipeline import extract
from planparse.readers import read
from planparse.records import Plan

_TASK_LISTS = (".yaml", ".yml", ".json")


def load_plan(path: str, *, encoding: str | None = None) -> Plan:
    """The plan in a file: of task YAML or JSON by its ending, of a document else; `-` is standard input.

    Raises PlanparseError where there is no file, no document, or no sound task list.
    """
    if os.path.splitext(path)[1].lower() not in _TASK_LISTS:
        return extract(path, encoding=encoding)
    from planparse.validation import validate_text

    validated = validate_text(read(path, encoding=encoding).text, path)
    if validated.plan is None:
        first = next(finding for finding in validated.findings if finding.severity == "error")
        raise ReaderError(
            path,
            f"is no sound task list ({first.code} in line {first.line})",
            f"see its faults with: planparse validate {path}",
        )
    return validated.plan


def load_plans(
    paths: Iterable[str], *, encoding: str | None = None
) -> tuple[list[Plan], list[PlanparseError]]:
    """The plans of many files, and the faults of those that have none: one bad file does not cost the others."""
    plans: list[Plan] = []
    faults: list[PlanparseError] = []
    for path in paths:
        try:
            plans.append(load_plan(path, encoding=encoding))
        except PlanparseError as fault:
            faults.append(fault)
    return plans, faults
