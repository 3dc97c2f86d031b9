"""Clauses to assignments: which unit has which role, and what says so.

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> value = "(责任单位:省经信厅、省科技厅,列第一位的为牵头单位,下同)修路。(责任单位:省财政厅、省教育厅)"
>>> for assigned in assign(value, find_responsibilities(value)):
...     print([(a.unit, a.role, a.basis) for a in assigned])
[('省经信厅', 'lead', 'lead_rule'), ('省科技厅', 'responsible', 'printed')]
[('省财政厅', 'lead', 'lead_rule'), ('省教育厅', 'responsible', 'printed')]
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from planparse.clauses.responsibilities import Clause
from planparse.records import Basis, Role


class Assigned(NamedTuple):
    """A unit in a role; `value[start:end]` prints its name."""

    unit: str
    role: Role
    basis: Basis
    start: int
    end: int


def assign(value: str, clauses: Sequence[Clause]) -> list[tuple[Assigned, ...]]:
    """The assignments of each clause, in order. A rule that the first-named lead holds from where it stands."""
    rule = ""
    result: list[tuple[Assigned, ...]] = []
    for clause in clauses:
        rule = clause.rule or rule
        leaders = _leaders(value, clause, rule)
        result.append(
            tuple(
                Assigned(
                    value[start:end],
                    "lead" if start in leaders else share.role,
                    "lead_rule" if start in leaders else "printed",
                    start,
                    end,
                )
                for share in clause.shares
                for start, end in share.names
            )
        )
    return result


def _leaders(value: str, clause: Clause, rule: str) -> set[int]:
    """Where the names stand that lead by a rule; none where the clause itself says who leads."""
    if any(share.role == "lead" for share in clause.shares):
        return set()
    starred = {
        start for share in clause.shares for start, _ in share.names if start and value[start - 1] == "*"
    }
    if starred or not rule:
        return starred
    names = [start for share in clause.shares if share.role == "responsible" for start, _ in share.names]
    if rule == "lead_rule":
        return set(names[:1])
    first_comma = next((comma for comma in clause.commas if names and comma > names[0]), None)
    return {start for start in names if first_comma is None or start < first_comma}


def inherited(assigned: Iterable[Assigned]) -> tuple[Assigned, ...]:
    """The same assignments, for a task that has them from its section's clause."""
    return tuple(one._replace(basis="section") for one in assigned)


def units(assigned: Iterable[Assigned], role: Role) -> tuple[str, ...]:
    """The units of one role, each once, in printed order."""
    return tuple(dict.fromkeys(one.unit for one in assigned if one.role == role))
