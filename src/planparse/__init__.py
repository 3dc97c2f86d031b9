"""Chinese policy documents to validated task lists: who leads, what, by when, and where it says so.

>>> import planparse
>>> plan = planparse.parse("一、重点任务\\n1.修管网。改造老旧管网。(牵头单位:县水利局;配合单位:各镇)")
>>> plan.tasks[0].lead_units, plan.tasks[0].supporting_units
(('县水利局',), ('各镇',))
>>> planparse.check(plan)
[]

`parse` takes a text and never raises; `extract` takes a path; `check` returns findings on a plan.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from planparse.checks import check
    from planparse.errors import PlanparseError
    from planparse.findings import Finding
    from planparse.pipeline import extract, parse
    from planparse.records import Plan, Task

__version__ = "0.1.0"
__all__ = ["Finding", "Plan", "PlanparseError", "Task", "__version__", "check", "extract", "parse"]

_HOMES = {
    "Finding": "findings",
    "Plan": "records",
    "PlanparseError": "errors",
    "Task": "records",
    "check": "checks",
    "extract": "pipeline",
    "parse": "pipeline",
}


def __getattr__(name: str) -> Any:
    # Loaded on first use, so that `planparse --version` costs no more than Python itself.
    if name in _HOMES:
        from importlib import import_module

        return getattr(import_module(f"planparse.{_HOMES[name]}"), name)
    raise AttributeError(f"module 'planparse' has no attribute {name!r}")


def __dir__() -> list[str]:
    return __all__
