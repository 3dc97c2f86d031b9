"""Plan to findings; one check a file.

>>> from dataclasses import replace
>>> from planparse import parse
>>> plan = parse("1.修路。修一公里。\\n2.架桥。架一座。")
>>> twice = replace(plan, tasks=(plan.tasks[0], replace(plan.tasks[1], id="1")))
>>> [(finding.code, finding.message) for finding in check(twice)]
[('duplicate-id', '任务编号“1”重复')]
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from types import ModuleType

from planparse.checks import duplicate_id
from planparse.checks.problem import Path, Problem
from planparse.findings import Finding
from planparse.records import Plan

CHECKS: tuple[ModuleType, ...] = (duplicate_id,)

Locate = Callable[[Path], tuple[int, int]]
"""a path in the record to line and column"""


def check(plan: Plan) -> list[Finding]:
    """The findings on a plan that `planparse validate` prints, without places in a file."""
    return sorted(run_checks(plan, plan.source.file, lambda _: (0, 0)))


def run_checks(plan: Plan, file: str, locate: Locate) -> Iterator[Finding]:
    """Run every check, and stamp each problem with its place, code and severity."""
    for module in CHECKS:
        code = module.__name__.rpartition(".")[2].replace("_", "-")
        for problem in module.check(plan):
            assert isinstance(problem, Problem)
            line, column = locate(problem.path)
            yield Finding(file, line, column, code, module.SEVERITY, problem.message, module.HINT)
