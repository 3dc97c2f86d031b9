"""Brackets that list bodies without a label or a verb, in a document that says of all its lists that the first-named leads.

>>> value = "各项任务列第一位的为牵头单位。\\n1.修路。(县交通局、县财政局)\\n2.架桥(县交通局旁)。"
>>> for clause in find_listed(value, []):
...     print([value[start:end] for share in clause.shares for start, end in share.names])
['县交通局', '县财政局']

Without such a statement nobody says what the bodies in the bracket have to do, and it is told as unread.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence

from planparse.clauses.brackets import CLOSERS, closing
from planparse.clauses.fields import Clause
from planparse.clauses.shares import Share
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.literals import positions

_BEFORE = frozenset("。;!\n)")
_PLACES = frozenset("省市县区州盟旗镇乡村")
_LEVELS = frozenset("省市县区州")
_LONGEST = 200


def find_listed(value: str, clauses: Sequence[Clause]) -> Iterator[Clause]:
    """The brackets of a normalised text that end a paragraph and hold nothing but bodies; `clauses` are those found already."""
    starts = [clause.start for clause in clauses]
    for start in positions(value, "(", "〔"):
        if start == 0 or value[start - 1] not in _BEFORE:
            continue
        end = closing(value, start, _LONGEST)
        near = bisect_right(starts, end - 1) - 1
        free = near < 0 or clauses[near].end <= start
        if not free or value[end - 1] not in CLOSERS or value[end : end + 1] not in ("\n", ""):
            continue
        names = name_stretches(value, start + 1, end - 1)
        listed = len(names) > 1 or value[start + 1] in _LEVELS
        if listed and names and all(is_office(value, *name) for name in names):
            commas = tuple(place for place in range(start, end) if value[place] == ",")
            yield Clause(start, end, (Share("responsible", tuple(names)),), commas=commas)


def is_office(value: str, start: int, end: int) -> bool:
    """Whether a name is that of a body, and not of a place; places stand behind 各 as their governments."""
    return ends_like_body(value, start, end) and (value[start] == "各" or value[end - 1] not in _PLACES)
