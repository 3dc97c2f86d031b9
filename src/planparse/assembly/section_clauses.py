"""A clause behind a section's last item that speaks of the whole section: (产业发展责任单位:县文旅局), 以上由县教育局牵头负责。

>>> from planparse import parse
>>> plan = parse("一、产业发展\\n1.建书屋。甲。\\n2.建剧场。乙。(县住建局负责)\\n(产业发展牵头单位:县文旅局)")
>>> [(task.text, task.lead_units, task.responsible_units) for task in plan.tasks]
[('甲。', ('县文旅局',), ()), ('乙。', (), ('县住建局',))]

It stands on a line of its own, and names the section by its heading or its number, or what stands above: 以上任务, 本部分.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from typing import NamedTuple

from planparse.assembly.assignments import Assigned, assign
from planparse.assembly.material import Material
from planparse.clauses.responsibilities import find_responsibilities
from planparse.patterns import lazily
from planparse.vocab import words

_LONGEST = 400
_LONGEST_NAME = 30
_OPENING = "([〔【"
_ABOVE = frozenset(
    one + what
    for one in ("以上", "以上各项", "上述", "上述各项", "本部分", "本节", "本章", "该部分", "本板块")
    for what in ("", "任务", "工作", "措施", "工作任务", "重点任务", "事项")
)
_OF_TASKS = lazily(r"(?:的)?(?:各项|主要|重点)?(?:工作)?(?:任务|工作|措施|事项|项目)?$")
_NUMBERED = lazily(
    r"(?:任务|第)?(?P<number>[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十]{1,3}\)|\d{1,2})(?:部分|项|大项)?$"
)
_BY = lazily(
    r"(?:以上|上述)(?:各项|所有|全部)?(?:工作任务|任务|工作|措施|事项|内容|项目)?,?(?:均|都|全部|统一|分别)?由(?P<said>[^。;:\n]{2,200})[。;]?$"
)
_SHORTEST_PART = 4
"""Characters of a heading's end that may name it: 产业发展 for 推进产业发展."""


class Speaking(NamedTuple):
    """A section that is spoken of: how far above the item (0 for the one it stands in), and who is assigned."""

    above: int
    assigned: tuple[Assigned, ...]


def speaks_of_section(
    material: Material, start: int, end: int, sections: Sequence[tuple[str, str]]
) -> Speaking | None:
    """What the line `value[start:end]` says of one of the sections around it; None where it says nothing of the kind.

    `sections` are their numbers and headings, innermost first.
    """
    value = material.value
    if end - start > _LONGEST:
        return None
    if value.startswith(("以上", "上述"), start):
        said = _BY.match(value, start, end)
        if said is not None:
            return _speaking(material, 0, f"({said['said']})", said.start("said") - 1)
    colon = value.find(":", start, start + _LONGEST_NAME + 12)
    opening = start + (value[start] in _OPENING)
    if colon < 0 or colon >= end or not value.endswith(_labels(), opening, colon):
        return None
    label = next(one for one in _labels() if value.endswith(one, opening, colon))
    above = _named(value[opening : colon - len(label)], sections)
    if above is None:
        return None
    stop = end
    while stop > colon and value[stop - 1] in ")]〕】。":
        stop -= 1
    stop += value.count("(", colon, stop) > value.count(")", colon, stop)
    return _speaking(material, above, value[colon - len(label) : stop], colon - len(label))


def _speaking(material: Material, above: int, said: str, shift: int) -> Speaking | None:
    """Who is assigned in a clause that stands at `shift`."""
    assigned = tuple(
        one._replace(start=one.start + shift, end=one.end + shift, basis="section")
        for clause in assign(said, find_responsibilities(said), material.known)
        for one in clause
    )
    return Speaking(above, assigned) if assigned else None


def _named(name: str, sections: Sequence[tuple[str, str]]) -> int | None:
    """Which of the sections a name means, that stands before a label."""
    if name in _ABOVE:
        return 0
    short = _OF_TASKS.sub("", name)
    number = _NUMBERED.match(short or name)
    for place, (printed, title) in enumerate(sections):
        if number is not None and number["number"].strip("()") == printed.strip("()"):
            return place
        if len(name) > 1 and (
            title in (name, short) or title.startswith((f"{name}:", f"{name},", f"{name}、"))
        ):
            return place
        if len(short) >= _SHORTEST_PART and title.endswith(short):
            return place
    return None


@cache
def _labels() -> tuple[str, ...]:
    """The labels of units, the longest first."""
    roles = words("responsibilities")["roles"].values()
    return tuple(sorted((one for role in roles for one in role["labels"]), key=len, reverse=True))
