"""Brackets that list bodies without a label or a verb, at the end of a paragraph: the bodies are responsible.

>>> value = "各项任务列第一位的为牵头单位。\\n1.修路。(县交通局、县财政局)\\n2.架桥(县交通局旁)。"
>>> for clause in find_listed(value, []):
...     print([value[start:end] for share in clause.shares for start, end in share.names])
['县交通局', '县财政局']

Several paragraphs that end so are the document's way to say who does it, and so is one where it says that the first-named
leads. A single one may be anything, and is told as unread.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final

from planparse.clauses.brackets import open_before
from planparse.clauses.fields import Clause
from planparse.clauses.labels import label_roles
from planparse.clauses.shares import Share
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.literals import positions

_BEFORE: Final = frozenset("。;!\n)")
_PLACES: Final = frozenset("省市县区州盟旗镇乡村")
_LEVELS: Final = frozenset("省市县区州")
_CLOSERS: Final = frozenset(")〕")
_SEVERAL: Final = 2


def find_listed(value: str, clauses: Sequence[Clause], *, legend: bool = True) -> list[Clause]:
    """The brackets of a normalised text that end a paragraph and hold nothing but bodies; `clauses` are those found already.

    Without a `legend` that says who leads, one alone is none.
    """
    found = list(_listed(value, clauses))
    return found if legend or len(found) >= _SEVERAL else []


def _listed(value: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    near, last = 0, len(clauses)
    for line_end in (*positions(value, "\n"), len(value)):
        stop = line_end - 1
        if value[stop:line_end] not in _CLOSERS:
            continue
        while near < last and clauses[near].end <= stop:
            near += 1
        if near < last and clauses[near].start <= stop:
            continue
        start = open_before(value, stop, clauses[near - 1].end if near else 0)
        if start is None or value[start - 1] not in _BEFORE or value.find(":", start, stop) >= 0:
            continue
        names = name_stretches(value, start + 1, stop)
        listed = len(names) > 1 or value[start + 1] in _LEVELS
        if not names or not listed or value.startswith(_labels(), start + 1):
            continue
        if all(is_office(value, *name) for name in names):
            commas = tuple(place for place in range(start, stop) if value[place] == ",")
            yield Clause(start, stop + 1, (Share("responsible", tuple(names)),), commas=commas)


@cache
def _labels() -> tuple[str, ...]:
    return tuple(label_roles())


def is_office(value: str, start: int, end: int) -> bool:
    """Whether a name is that of a body, and not of a place; places stand behind 各 as their governments."""
    return ends_like_body(value, start, end) and (value[start] == "各" or value[end - 1] not in _PLACES)
