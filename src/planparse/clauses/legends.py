"""Rules for the whole document that stand outside its clauses: 各项任务中,列第一位的为牵头单位。

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> value = "列第一位的为牵头单位。\\n1.修路。(责任单位:甲局、乙局)\\n2.架桥。(责任单位:丙局)"
>>> [clause.rule for clause in with_rules(value, find_responsibilities(value), rule_cues(value))]
['lead_rule', '']

A rule is handed to the clause from which it holds: the one that it follows without a word between, else the next. One
that speaks of what stands above it (以上任务), or behind which no clause stands, holds for all of them.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Final

from planparse.clauses.brackets import open_before
from planparse.clauses.fields import Clause, enclosed, legend
from planparse.clauses.pieces import Stretch
from planparse.literals import positions
from planparse.patterns import lazily

_LEAD, *_OTHER_VERBS = ("牵头", "主办", "主责")
_SAYING: Final = ("为", "是", "为总", "部门", "位")
"""What stands before the verb where a rule says who is to lead."""
_LONGEST: Final = 80
_NEAR: Final = 12
"""Characters from the words that say who is meant to those that say what it is, and from a clause to its rule."""
_MARK: Final = lazily(r"[。;:\n()\[\]〔〕【】〈〉]")
_BACKWARD: Final = ("以上", "上述")
_IDLE: Final = " 。;,\n"


def rule_cues(value: str, leads: Sequence[int] | None = None) -> list[int]:
    """Where a verb stands that may say who is to lead; `leads` are the places of 牵头, where they are known."""
    leads = positions(value, _LEAD) if leads is None else leads
    others = positions(value, *_OTHER_VERBS)
    return [place for place in sorted([*leads, *others]) if value.endswith(_SAYING, 0, place)]


def states_rule(value: str, clauses: Sequence[Clause], cues: Sequence[int]) -> bool:
    """Whether a clause, or a sentence between them, says that the first-named lead."""
    return any(clause.rule for clause in clauses) or any(
        legend(value, *_around(value, place)[1]) for place in cues
    )


def with_rules(value: str, clauses: list[Clause], cues: Sequence[int]) -> list[Clause]:
    """The clauses of a normalised text, in order, with the rules that stand between them, at `cues`."""
    if not cues:
        return clauses
    clauses = clauses[:]
    for place in cues:
        number = bisect_right(clauses, place, key=_start) - 1
        if number >= 0 and place < clauses[number].end:
            continue
        stretch, (near, far) = _around(value, place)
        rule = legend(value, near, far)
        if not rule:
            continue
        bracket = open_before(value, place, clauses[number].end if number >= 0 else 0)
        listed = enclosed(value, bracket) if bracket is not None and bracket + 1 < near else None
        if listed is not None:
            clauses.insert(number + 1, listed)
        elif clauses:
            _hand(value, clauses, rule, stretch, number, bracket is not None)
    return clauses


def _around(value: str, place: int) -> tuple[Stretch, Stretch]:
    """The statement around a verb, and the words near it that may make it a rule."""
    stretch = _statement(value, place)
    near = max(stretch[0], value.rfind(",", stretch[0], place) + 1, place - _NEAR)
    return stretch, (near, min(stretch[1], place + _NEAR))


def _start(clause: Clause) -> int:
    return clause.start


def _statement(value: str, place: int) -> Stretch:
    """The sentence, or the bracket's, around a place."""
    low, high = max(0, place - _LONGEST), min(len(value), place + _LONGEST)
    start = max((mark.end() for mark in _MARK.finditer(value, low, place)), default=low)
    mark = _MARK.search(value, place, high)
    return start, mark.start() if mark else high


def _hand(value: str, clauses: list[Clause], rule: str, stretch: Stretch, number: int, boxed: bool) -> None:
    """Give a rule to the clause from which it holds; `number` is the last before it."""
    start, end = stretch
    opening = start - boxed
    before = clauses[number].end if number >= 0 else opening
    behind = number >= 0 and opening - before <= _NEAR and not value[before:opening].strip(_IDLE)
    alone = value.find("\n", before, opening) >= 0
    last = number + 1 == len(clauses)
    if value.startswith(_BACKWARD, start) or (last and (alone or not behind)):
        chosen = 0
    else:
        chosen = number if behind else number + 1
    clause = clauses[chosen]
    if clause.rule:
        return
    clause = clause._replace(rule=rule, rule_span=stretch)
    if boxed and behind and chosen == number and not clause.kept:
        closed = value[end : end + 1] in (")", "]", "〕", "】", "〉")
        clause = clause._replace(end=end + closed)  # the bracket is no wording of the item
    clauses[chosen] = clause
