"""What the checks of one plan share.

>>> from planparse import parse
>>> facts_of(parse("关于印发2024年节水方案的通知\\n一、任务\\n1.修管网。"), frozenset()).calendar.year
2024
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from planparse.assembly.measures import calendar_of
from planparse.checks.against import compare
from planparse.checks.change import Judged, judge
from planparse.checks.document import Document
from planparse.checks.problem import Problem
from planparse.clauses.times import Calendar
from planparse.records import Plan


class Facts(NamedTuple):
    """What is known beside the plan itself."""

    calendar: Calendar
    """the plan's year and its date: what a date without a year is read against"""
    known_units: frozenset[str]
    """names of bodies that need no second look"""
    doubtful: frozenset[int] = frozenset()
    """tasks whose number or outline could not be read"""
    judged: Judged = Judged()
    """in what the plan differs from its document, where that is at hand"""
    acceptable: frozenset[str] = frozenset()
    """the codes of such differences"""

    def problems(self, code: str) -> Iterator[Problem]:
        """The differences that are told under a code."""
        for change in self.judged.changes:
            if change.code == code:
                yield Problem(change.path, change.message, change.wording, change.hint, change.leans_on)


def facts_of(
    plan: Plan,
    known_units: frozenset[str],
    doubtful: frozenset[int] = frozenset(),
    document: Document | None = None,
    acceptable: frozenset[str] = frozenset(),
) -> Facts:
    """The facts of a plan; `document` is its document, read again."""
    judged = Judged()
    if document is not None:
        judged = judge(compare(plan, document), plan.accepted)
        if document.plan is None:
            judged = judged._replace(unused=())  # nothing was held against anything
    return Facts(calendar_of(plan.document, ""), known_units, doubtful, judged, acceptable)
