"""Rosters: who sits in a leading group.

>>> value = "组长:陈细钿\\n副组长:梁新钦、叶浩宁\\n成员单位:农林水务局、财政分局\\n主要职责:负责推进。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('陈细钿',), '副组长': ('梁新钦', '叶浩宁'), '成员单位': ('农林水务局', '财政分局')}
>>> value = "组长:XX 党委书记 副组长:XX 党委委员、副镇长 XX 副镇长 成员:XX 党建办负责人 领导小组下设办公室,设主任1名。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('XX 党委书记',), '副组长': ('XX 党委委员、副镇长', 'XX 副镇长'), '成员': ('XX 党建办负责人',)}
>>> value = "组长:张建国 县长\\n副组长:李 强(副县长)\\n王小明(县政府办主任)\\n成员:县教育局,各镇\\n领导小组下设办公室,由李强负责。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('张建国 县长',), '副组长': ('李强(副县长)', '王小明(县政府办主任)'), '成员': ('县教育局', '各镇')}

A role's label stands at the start of a line or behind a space, its names (`people.py`) up to the next label. Behind the last
name may stand what the group does: a sentence, or another label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final, NamedTuple

from planparse.clauses.people import names_in
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.vocab import alternation, words

_HEADS: Final = ("长:", "主任:", "总指挥:", "召集人:", "主任委员:", "组长单位:", "牵头领导:")
_LEADING: Final = ("长", "总指挥", "主任", "召集人", "主任委员", "组长单位", "牵头领导")
_LEFT_TO_HEADINGS: Final = frozenset({"牵头领导"})
"""A role that is printed beside tasks too: it leads a group only below a heading that names one."""
_STOPS: Final = lazily("[,。;:、]")
_LONGEST_GROUP: Final = 60
_SPREAD: Final = 2
"""Characters of a label whose letters may stand apart on its line: 成 员:."""
_NAMED: Final = lazily(
    r"成立了?(?:[以由][^,。;:\n]{2,40}?的)?(?P<name>[^,。;:()《》\n]{0,40}?(?:领导小组|工作小组|工作专班|专班|指挥部|工作组|委员会|协调小组))"
)
_ANNEX: Final = lazily(r"^附件?[\d一二三四五六七八九十]{0,2}[:.、 ] ?")
"""附件:县节水工作领导小组名单."""
_FOUNDING: Final = lazily(r"(?:组建|成立|建立|设立|健全|调整|完善|明确|加强)+(?:了|以)?")


class Roster(NamedTuple):
    """`value[start:end]` from the first label to the last name, and the names of each role as printed."""

    start: int
    end: int
    roles: dict[str, tuple[str, ...]]


def roster_labels(value: str) -> list[int]:
    """Where labels of those who lead end in a text: a part without any holds no roster."""
    return [place for place in positions(value, ":") if value.endswith(_HEADS, 0, place + 1)]


def find_rosters(value: str, start: int, end: int) -> Iterator[Roster]:
    """The rosters in `value[start:end]`, in order: the role that opens one opens the next one too."""
    labels = list(_label().finditer(value, start, end))
    while labels and _role(labels[-1]) in _beside():
        labels.pop()  # a clause behind the roster
    first = 0
    while first < len(labels):
        opening = _role(labels[first])
        behind = first + 1
        while behind < len(labels) and (
            _role(labels[behind]) != opening or _role(labels[behind - 1]) == opening
        ):
            behind += 1
        stop = _above(value, labels[behind].start("role")) if behind < len(labels) else end
        roster = _roster(value, labels[first:behind], stop)
        if roster is not None:
            yield roster
        first = behind


def find_groups(value: str, start: int, end: int, heading: str) -> Iterator[tuple[str, Roster]]:
    """The rosters in `value[start:end]` and what the groups are called; `heading` stands above the first of them."""
    before = start
    for roster in find_rosters(value, start, end):
        above = value[before : roster.start]
        name = group_name(heading if before == start else "", above)
        before = roster.end
        if name.endswith(_bodies()) or any(
            _leads(role) and role not in _LEFT_TO_HEADINGS for role in roster.roles
        ):
            yield name, roster


def group_name(heading: str, before: str) -> str:
    """The group's name: the one that the text before sets up, else the heading's without the verb that founds it.

    The line right before the roster names it, where that is a name.

    >>> group_name("组建创建工作机构", ""), group_name("加强组织领导", "成立县节水工作领导小组,由县长任组长")
    ('创建工作机构', '县节水工作领导小组')
    >>> group_name("", "附件2\\n县节水工作领导小组成员名单\\n")
    '县节水工作领导小组'
    """
    line = _ANNEX.sub("", before.strip().rpartition("\n")[2])
    named = [match["name"] for match in _NAMED.finditer(before)]
    if _names_group(line) and not _NAMED.search(line) and not (heading and line.endswith(heading)):
        heading = line
    elif named:
        return named[-1]  # it stands nearest
    for ending in _lists():
        heading = heading.removesuffix(ending) or heading
    heading = heading.strip(" 《》:")
    founding = _FOUNDING.match(heading)
    return heading[founding.end() if founding else 0 :] or "领导小组"


def _role(label: re.Match[str]) -> str:
    return label["role"].replace(" ", "")


def _leads(role: str) -> bool:
    return role.endswith(_LEADING)


def _above(value: str, start: int) -> int:
    """Where the line begins that names the group whose roster begins at `start`; `start` itself where none does."""
    end = value.rfind("\n", 0, start)
    line = value.rfind("\n", 0, max(end, 0)) + 1
    return line if end > 0 and _names_group(value[line:end].strip()) else start


def _names_group(line: str) -> bool:
    """Whether a line is nothing but the name of a group, or of its roster: 综合协调组, 县节水领导小组成员名单."""
    return (
        len(line) <= _LONGEST_GROUP
        and line.endswith((*_lists(), *_bodies(), "组"))
        and not _STOPS.search(line)
    )


def _roster(value: str, labels: list[re.Match[str]], end: int) -> Roster | None:
    if len(labels) < 2:
        return None
    roles: dict[str, list[str]] = {}
    first, last = labels[0].start("role"), labels[0].end()
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else max(end, label.end())
        role = _role(label)
        if role in _duties():
            continue
        names, used = names_in(value, label.end(), stop, role)
        if names:
            roles.setdefault(role, []).extend(names)
            last = used
    if len(roles) < 2 or not any(map(_leads, roles)):
        return None
    return Roster(first, last, {role: tuple(names) for role, names in roles.items()})


@cache
def _label() -> re.Pattern[str]:
    names = [*words("rosters")["roles"]["names"], *_beside()]
    spread = "|".join(" {1,4}".join(name) for name in names if len(name) == _SPREAD)
    return re.compile(rf"(?:(?<![^\n 。;,:])[.·•\-* ]*)(?P<role>{alternation(names)}|{spread})[:]")


@cache
def _beside() -> frozenset[str]:
    return frozenset(words("rosters")["beside"]["names"])


@cache
def _duties() -> frozenset[str]:
    return frozenset({"主要职责"})


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("rosters")["bodies"]["names"])


@cache
def _lists() -> tuple[str, ...]:
    return tuple(sorted(words("rosters")["lists"]["names"], key=len, reverse=True))
