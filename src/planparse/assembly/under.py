"""Where a table stands in a plan.

>>> Under("2.1.", ("二、重点任务", "(一)产业")).kind
'tasks'
"""

from __future__ import annotations

from typing import NamedTuple

from planparse.records import SectionKind


class Under(NamedTuple):
    """What the ids of a table's tasks begin with, the headings above it, and the kind and level of its sections."""

    prefix: str = ""
    labels: tuple[str, ...] = ()
    kind: SectionKind = "tasks"
    level: int = 1
