"""Rosters: who sits in a leading group.

>>> value = "组长:陈细钿\\n副组长:梁新钦、叶浩宁\\n成员单位:农林水务局、财政分局\\n主要职责:负责推进。"
>>> find_roster(value, 0, len(value)).roles
{'组长': ('陈细钿',), '副组长': ('梁新钦', '叶浩宁'), '成员单位': ('农林水务局', '财政分局')}
>>> value = "组长:XX 党委书记 副组长:XX 党委委员、副镇长 XX 副镇长 成员:XX 党建办负责人 领导小组下设办公室,设主任1名。"
>>> find_roster(value, 0, len(value)).roles
{'组长': ('XX 党委书记',), '副组长': ('XX 党委委员、副镇长', 'XX 副镇长'), '成员': ('XX 党建办负责人',)}

A role's label stands at the start of a line or behind a space, its names up to the next label. Where names and posts
are run together by spaces, a name begins a person and the posts behind it belong to it.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple

from planparse.clauses.units import split_names
from planparse.vocab import alternation, words

_HEADS = ("长:", "主任:", "总指挥:", "召集人:")
_SENTENCE = re.compile(r"[。;!?]|,(?!\s)")
_POST = ("书记", "主任", "局长", "县长", "区长", "市长", "镇长", "乡长", "委员", "主席", "部长", "负责人", "所长", "科长", "处长", "站长", "秘书长",
         "提名人选", "院长", "校长", "队长", "行长", "经理", "组长", "厅长", "州长", "省长", "政委", "司令员", "检察长", "理事长", "干部", "成员", "会长", "台长", "调研员", "同志")  # fmt: skip
_WORD = re.compile(r"X{2,}|[^ \nX]+")
_NAMED = re.compile(
    r"成立(?P<name>[^,。;:()《》\n]{2,40}?(?:领导小组|工作小组|工作专班|专班|指挥部|工作组|委员会|协调小组))"
)
_FOUNDING = re.compile(r"^(?:组建|成立|建立|设立|健全|调整|完善|明确|加强)+(?:了|以)?")


class Roster(NamedTuple):
    """`value[start:end]` from the first label to the last name, and the names of each role as printed."""

    start: int
    end: int
    roles: dict[str, tuple[str, ...]]


def roster_labels(value: str) -> list[int]:
    """Where labels of those who lead stand in a text: a part without any holds no roster."""
    found: list[int] = []
    for head in _HEADS:
        place = value.find(head)
        while place >= 0:
            found.append(place)
            place = value.find(head, place + 1)
    return sorted(found)


def find_roster(value: str, start: int, end: int) -> Roster | None:
    """The roster in `value[start:end]`; None where fewer than two roles stand there, or none that leads."""
    labels = list(_label().finditer(value, start, end))
    if len(labels) < 2:
        return None
    roles: dict[str, tuple[str, ...]] = {}
    first, last = labels[0].start("role"), start
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else end
        role = label["role"].replace(" ", "")
        if role in _duties():
            continue
        sentence = _SENTENCE.search(value, label.end(), stop)
        names, used = _names(value, label.end(), sentence.start() if sentence else stop, bool(sentence))
        if names:
            roles[role] = roles.get(role, ()) + names
            last = used
    leads = any(role.endswith(("长", "总指挥", "主任", "召集人")) for role in roles)
    return Roster(first, last, roles) if len(roles) > 1 and leads else None


def group_name(heading: str, before: str) -> str:
    """The group's name: the one that the text before sets up, else the heading's without the verb that founds it.

    >>> group_name("组建创建工作机构", ""), group_name("加强组织领导", "成立县节水工作领导小组,由县长任组长")
    ('创建工作机构', '县节水工作领导小组')
    """
    named = [match["name"] for match in _NAMED.finditer(before)]
    if named:
        return named[-1]  # it stands nearest
    return _FOUNDING.sub("", heading) or "领导小组"


def _names(value: str, start: int, end: int, cut: bool) -> tuple[tuple[str, ...], int]:
    """The names between two labels, and where the last of them ends."""
    content = value[start:end]
    stripped = content.strip(" \n。;")
    if not stripped:
        return (), start
    if " " not in stripped and "、" in stripped:
        return tuple(split_names(stripped.replace("\n", ""))), start + content.rfind(stripped) + len(stripped)
    words_of = [(match.start(), match.end()) for match in _WORD.finditer(content)]
    if cut:
        words_of.pop()  # the sentence that follows the roster began with it
    people: list[list[str]] = []
    last = start
    for begin, stop in words_of:
        word = content[begin:stop]
        is_post = word.endswith(_POST) and (len(word) > 2 or not people)
        if people and (is_post or (len(people[-1]) == 1 and _is_name(people[-1][0]) and not _is_name(word))):
            people[-1].append(word)
        elif _is_name(word) or "、" in word:
            people += [[name] for name in (split_names(word) if not is_post else [word])]
        else:
            people.append([word])
        last = start + stop
    return tuple(" ".join(parts) for parts in people), last


def _is_name(word: str) -> bool:
    return word.strip("X") == "" or (2 <= len(word) <= 4 and not word.endswith(_POST))


@cache
def _label() -> re.Pattern[str]:
    names = words("rosters")["roles"]["names"]
    return re.compile(rf"(?:(?<![^\n ])[.·•\-* ]*)(?P<role>{alternation(names)})[:]")


@cache
def _duties() -> frozenset[str]:
    return frozenset({"主要职责"})
