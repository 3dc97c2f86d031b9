"""Clauses to assignments: which unit has which role, and what says so.

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> value = "(责任单位:省经信厅、省科技厅,列第一位的为牵头单位,下同)修路。(责任单位:省财政厅、省教育厅)"
>>> for assigned in assign(value, find_responsibilities(value)):
...     print([(a.unit, a.role, a.basis) for a in assigned])
[('省经信厅', 'lead', 'lead_rule'), ('省科技厅', 'responsible', 'printed')]
[('省财政厅', 'lead', 'lead_rule'), ('省教育厅', 'responsible', 'printed')]
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import TYPE_CHECKING, Final, NamedTuple

from planparse.clauses.fields import Clause
from planparse.patterns import lazily
from planparse.quick import new_tuple, quick
from planparse.records import Basis, Role
from planparse.vocab import words

if TYPE_CHECKING:
    from planparse.clauses.agencies import Agencies

_OTHERS_SUPPORT: Final = lazily(
    r"(?:其余|其他|其它|其后|后面|余下)(?:的|各|有关|相关)?(?:单位|部门)?的?(?:均|都)?[为是](?:配合|参与|参加|协办|协同|协助)"
)
"""What a rule says of the bodies behind the first: 列第一位的为牵头单位,其余为配合单位."""
_NEAR: Final = 20
_STARS: Final = frozenset("*★▲")
_MOST_ABOVE: Final = 100
"""Bodies that 同上 may stand for."""


class Assigned(NamedTuple):
    """A unit in a role; `value[start:end]` prints its name."""

    unit: str
    role: Role
    basis: Basis
    start: int
    end: int
    resolved: str | None = None
    generic: bool = False


@cache
def as_above() -> frozenset[str]:
    """同上, in place of names: those of the clause before in the same role."""
    return frozenset(words("tables")["as_above"]["names"])


def assign(
    value: str, clauses: Sequence[Clause], known: Agencies | None = None
) -> list[tuple[Assigned, ...]]:
    """The assignments of each clause, in order. A rule that the first-named lead holds from where it stands.

    `known` are the bodies whose full names are looked up; without them names stay as printed.
    """
    alike = as_above()
    rule = ""
    others: Role = "responsible"
    above: dict[Role, list[Assigned]] = {}  # whom the last clause with that role names in it
    result: list[tuple[Assigned, ...]] = []
    for clause in clauses:
        if clause.rule:
            rule = clause.rule
            supports = _OTHERS_SUPPORT.search(value, clause.rule_span[0], clause.rule_span[1] + _NEAR)
            others = "supporting" if supports else "responsible"
        leaders = _leaders(value, clause, rule)
        follows = bool(leaders) and others != "responsible"
        printed = [(share.role, start, end) for share in clause.shares for start, end in share.names]
        names = [value[start:end] for _, start, end in printed]
        known_as = known.look_up(names) if known else [(None, False)] * len(names)
        assigned = [
            new_tuple(Assigned, (name, "lead", "lead_rule", start, end, full, generic))
            if start in leaders
            else new_tuple(Assigned, (name, others, "lead_rule", start, end, full, generic))
            if follows and role == "responsible"
            else new_tuple(Assigned, (name, role, "printed", start, end, full, generic))
            for name, (role, start, end), (full, generic) in zip(names, printed, known_as, strict=True)
        ]
        says_above = not alike.isdisjoint(names)
        own: dict[Role, list[Assigned]] = {}
        said: list[Assigned] = []
        place = 0
        for share in clause.shares:
            behind = place + len(share.names)
            of_share = assigned[place:behind]
            if says_above:
                of_share = _with_those_above(of_share, share.role, above)
            if of_share:
                own.setdefault(share.role, []).extend(of_share)
                said += of_share
            place = behind
        above |= own
        result.append(tuple(said))
    return result


def _with_those_above(
    assigned: Sequence[Assigned], role: Role, above: dict[Role, list[Assigned]]
) -> list[Assigned]:
    """The assignments of a share, with those of the clause above in the place of 同上; once, where it is printed twice.

    It stays as printed where the clause above names more bodies than one looks up: 甲局、同上 in each of a thousand items.
    """
    found: list[Assigned] = []
    for one in assigned:
        if one.unit in as_above() and len(above.get(role, ())) <= _MOST_ABOVE:
            found += above.pop(role, ())
        else:
            found.append(one)
    return found


def _leaders(value: str, clause: Clause, rule: str) -> set[int]:
    """Where the names stand that lead by a rule; none where the clause itself says who leads."""
    starred: set[int] = set()
    for share in clause.shares:
        if share.role == "lead":
            return set()
        for start, _ in share.names:
            if start and value[start - 1] in _STARS:
                starred.add(start)
    if starred or not rule:
        return starred
    names = [start for share in clause.shares if share.role == "responsible" for start, _ in share.names]
    if rule == "lead_rule":
        return set(names[:1])
    first_comma = next((comma for comma in clause.commas if names and comma > names[0]), None)
    return {start for start in names if first_comma is None or start < first_comma}


def inherited(assigned: Sequence[Assigned]) -> tuple[Assigned, ...]:
    """The same assignments, for a task that has them from its section's clause."""
    return tuple([one._replace(basis="section") for one in assigned]) if assigned else ()


class ByRole(NamedTuple):
    """The units of each role, each once, in printed order."""

    lead: tuple[str, ...] = ()
    responsible: tuple[str, ...] = ()
    supporting: tuple[str, ...] = ()


_NONE, _by_role = ByRole(), quick(ByRole)


def by_role(assigned: Sequence[Assigned]) -> ByRole:
    """The units that are assigned, by role."""
    if not assigned:
        return _NONE
    roles: dict[Role, dict[str, None]] = {"lead": {}, "responsible": {}, "supporting": {}}
    for unit, role, _, _, _, _, _ in assigned:
        roles[role][unit] = None
    return _by_role(tuple(roles["lead"]), tuple(roles["responsible"]), tuple(roles["supporting"]))
