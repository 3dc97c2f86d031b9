"""Sentences of prose that say who leads, and stay in the item's text.

>>> from planparse.literals import positions
>>> value = "1.巡检。由国网龙岩供电公司牵头,组织各县供电公司开展巡检。\\n2.协调。省发展改革委和省林业局为电网改造的总牵头单位。"
>>> for clause in find_statements(value, [], positions(value, "牵头")):
...     for share in clause.shares:
...         print(share.role, [value[start:end] for start, end in share.names])
lead ['国网龙岩供电公司']
lead ['省发展改革委', '省林业局']

Only the last sentence of a paragraph that has no clause of its own is read so, and only names of bodies are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from planparse.clauses.fields import Clause
from planparse.clauses.pieces import Stretch
from planparse.clauses.shares import Share
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.patterns import lazily

_LONGEST: Final = 200
_ENDINGS: Final = ("牵头单位", "牵头部门")
_AS: Final = lazily(r"(?P<names>[^。;:,为\n]{2,80})为[^。;:,\n]{0,60}牵头(?:单位|部门)$")
_BY: Final = lazily(r"由(?P<names>[^。;:,\n]{2,60}?)(?:负责牵头|牵头负责|牵头),(?=[^。\n]*。?(?:\n|$))")


def find_statements(value: str, clauses: Sequence[Clause], leads: Sequence[int]) -> Iterator[Clause]:
    """The statements of a normalised text, in order; `clauses` are those that were found already, `leads` where 牵头 stands."""
    found: list[tuple[int, int, Stretch]] = []
    if any(value.startswith(",", place + 2) for place in leads):
        for match in _BY.finditer(value):
            if match.start() == 0 or value[match.start() - 1] in "。;\n":
                found.append((*match.span(), match.span("names")))
    for place in leads:
        if not value.startswith(_ENDINGS, place):
            continue
        end = place + 4
        if value[end : end + 1] not in ("。", "\n", "") or (
            value[end - 2] == "单" and value[place - 1] not in "总的"
        ):
            continue
        line = value.rfind("\n", 0, place) + 1
        start = max(value.rfind("。", line, place) + 1, line, place - _LONGEST)
        said = _AS.match(value, start, end)
        if said is not None:
            found.append((start, end, said.span("names")))
    number = 0
    for start, end, names in sorted(found):
        line, stop = value.rfind("\n", 0, start) + 1, value.find("\n", end)
        stop = len(value) if stop < 0 else stop
        while number < len(clauses) and clauses[number].end <= line:
            number += 1
        bodies = name_stretches(value, *names)
        alone = number == len(clauses) or clauses[number].start >= stop
        if alone and bodies and all(ends_like_body(value, *body) for body in bodies):
            yield Clause(start, end, (Share("lead", tuple(bodies)),), kept=True)
