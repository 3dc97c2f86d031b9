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
from typing import Final, NamedTuple

from planparse.assembly.assignments import Assigned, assign, by_role, inherited
from planparse.assembly.material import Material
from planparse.assembly.measures import section_deadline
from planparse.assembly.tasks import assignments, people_of
from planparse.clauses.labels import label_roles
from planparse.clauses.responsibilities import find_responsibilities
from planparse.patterns import lazily
from planparse.quick import altered
from planparse.records import Deadline, Person, Task
from planparse.structure.outline import Entry

_LONGEST: Final = 400
_LONGEST_NAME: Final = 30
_OPENING: Final = "([〔【"
_ABOVE: Final = frozenset(
    one + what
    for one in ("以上", "以上各项", "上述", "上述各项", "本部分", "本节", "本章", "该部分", "本板块")
    for what in ("", "任务", "工作", "措施", "工作任务", "重点任务", "事项")
)
_OF_TASKS: Final = lazily(r"(?:的)?(?:各项|主要|重点)?(?:工作)?(?:任务|工作|措施|事项|项目)?$")
_NUMBERED: Final = lazily(
    r"(?:任务|第)?(?P<number>[一二三四五六七八九十]{1,3}|\([一二三四五六七八九十]{1,3}\)|\d{1,2})(?:部分|项|大项)?$"
)
_BY: Final = lazily(
    r"(?:以上|上述)(?:各项|所有|全部)?(?:工作任务|任务|工作|措施|事项|内容|项目)?,?(?:均|都|全部|统一|分别)?由(?P<said>[^。;:\n]{2,200})[。;]?$"
)
_LIST_LABEL: Final = lazily(r"(?:主要|具体|重点)?(?:整改|工作|整治|推进|落实|实施)?(?:措施|举措|任务|内容):")
_FEWEST_LINES: Final = 2
_SHORTEST_PART: Final = 4
"""Characters of a heading's end that may name it: 产业发展 for 推进产业发展."""


class Spoken(NamedTuple):
    """Who a line behind a section's last item says does the whole section."""

    line: int
    section: int
    """which entry the section is; -1 where the item stands in none"""
    assigned: tuple[Assigned, ...]
    people: tuple[Person, ...] = ()
    date: Deadline | None = None


class _Speaking(NamedTuple):
    """A section that is spoken of: how far above the item (0 for the one it stands in), and who is assigned."""

    above: int
    assigned: tuple[Assigned, ...]


def spoken_behind(
    material: Material, entries: Sequence[Entry], entry: Entry, next_level: int
) -> Spoken | None:
    """The first line of a section's last item that says who does the whole section.

    `next_level` is the level of the entry that follows, 0 where none does.
    """
    sections: list[int] = []
    above = entry.parent
    while above >= 0 and entries[above].level >= next_level:
        sections.append(above)
        above = entries[above].parent
    if entry.parent >= 0 and not sections:
        return None
    named = [
        (entries[one].number, material.value[entries[one].heading.start : entries[one].heading.end].strip())
        for one in sections
    ]
    if sections and entry.ordinal > 1 and _heads_list(material, entries[sections[0]], entry):
        return _beside_list(material, entry.lines, sections[0])
    for number in entry.lines[1:]:
        spoken = _speaks_of_section(material, *material.lines[number], named)
        if spoken is not None:
            rest = range(number, entry.lines.stop)
            others = [
                one
                for clause in material.clauses_in(*material.extent(rest))
                for one in material.assigned[clause]
            ]
            known = {one.start for one in spoken.assigned}
            assigned = (*spoken.assigned, *(one for one in inherited(others) if one.start not in known))
            return Spoken(number, sections[spoken.above] if sections else -1, assigned)
    return None


def _heads_list(material: Material, section: Entry, last: Entry) -> bool:
    """Whether the line above a section's items is a label that heads them: 整改措施:, beside which 责任单位: stands behind them.

    Not where the section, or an item before the last one, has such lines itself.
    """
    start, end = material.lines[section.lines[-1]]
    if len(section.lines) < _FEWEST_LINES or material.clauses_in(section.start, last.start):
        return False
    return _LIST_LABEL.fullmatch(material.value, start, end) is not None


def _beside_list(material: Material, lines: range, section: int) -> Spoken | None:
    """What the labelled lines behind a list's last item say of all of it: 整改时限:, 责任单位:, 责任人:."""
    for number in lines[1:]:
        clauses = material.clauses_in(material.lines[number][0], material.lines[lines[-1]][1])
        if clauses and material.starts[clauses[0]] == material.lines[number][0]:
            assigned = inherited([one for clause in clauses for one in material.assigned[clause]])
            people = tuple([person for clause in clauses for person in people_of(material, clause)])
            date = section_deadline(material, clauses)
            return Spoken(number, section, assigned, people, date) if assigned else None
    return None


def spoken_below(material: Material, own: range, number: str, title: str) -> tuple[Assigned, ...]:
    """Who is assigned in a line below a heading that names the section: (产业发展责任单位:县文旅局)."""
    for line in own[1:]:
        spoken = _speaks_of_section(material, *material.lines[line], [(number, title)])
        if spoken is not None:
            return spoken.assigned
    return ()


def give_units(material: Material, tasks: list[Task], start: int, spoken: Spoken) -> None:
    """Give the units of a section's clause to those of `tasks[start:]` that have none of their own; so its persons and date."""
    units = by_role(spoken.assigned)
    records = assignments(material, spoken.assigned)
    if spoken.people:
        tasks[start:] = [
            task if task.people else altered(task, people=spoken.people) for task in tasks[start:]
        ]
    if spoken.date is not None:
        tasks[start:] = [
            task
            if task.due
            else altered(task, due=spoken.date.date, deadlines=(*task.deadlines, spoken.date))
            for task in tasks[start:]
        ]
    tasks[start:] = [
        task
        if task.assignments
        else altered(
            task,
            lead_units=units.lead,
            responsible_units=units.responsible,
            supporting_units=units.supporting,
            assignments=records,
        )
        for task in tasks[start:]
    ]


def _speaks_of_section(
    material: Material, start: int, end: int, sections: Sequence[tuple[str, str]]
) -> _Speaking | None:
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


def _speaking(material: Material, above: int, said: str, shift: int) -> _Speaking | None:
    """Who is assigned in a clause that stands at `shift`."""
    assigned = tuple(
        one._replace(start=one.start + shift, end=one.end + shift, basis="section")
        for clause in assign(said, find_responsibilities(said), material.known)
        for one in clause
    )
    return _Speaking(above, assigned) if assigned else None


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
    return tuple(sorted(label_roles(), key=len, reverse=True))
