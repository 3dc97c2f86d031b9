"""Where a heading ends, and what it says of the section below it.

>>> value = "1.推进农业发展。建立长效机制。"
>>> heading = split(value, 2, len(value), alone=False)
>>> value[heading.start:heading.end], value[heading.rest:]
('推进农业发展', '建立长效机制。')
>>> kind_of("加强组织领导"), kind_of("主要目标及战略安排"), kind_of("目标责任考核")
('safeguards', 'goals', None)
>>> kind_of("总体目标和主要任务"), kind_of("实施时间及步骤")
('tasks', 'phases')
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from planparse.quick import new_tuple
from planparse.vocab import words

LONGEST: Final = 40
"""A heading sentence is a phrase of at most this many characters."""

_FULL_STOP: Final = re.compile(r"[。!?]")
_STOP: Final = re.compile(r"[。:;!?]")
_NAME_END: Final = re.compile(r"[和与及、,(:暨\s]")
_LONGEST_NAME: Final = 12
_MOST_NAMES: Final = 3
_WORK: Final = frozenset({"tasks", "safeguards", "phases"})
_TELLING: Final = 4
_VERB: Final = 2
"""Characters of 保障, 要求 and 领导, which are names and verbs."""
_WHEN_AND_HOW: Final = ("时间", "方法", "方式", "程序")
_BEHIND_OTHERS: Final = frozenset({"safeguards", "phases"})
_OF_YEARS: Final = re.compile(
    r"(?:(?:19|20)\d\d年?[-—–~至])?(?:19|20)\d\d年度?(?:全[省市县区镇])?|“?十[一二三四五六]五”?(?:时期|期间)?"
)
_CLAUSE: Final = re.compile(r"[(\[〔【](?=[^()\[\]〔〕【】]{0,16}(?:单位|部门|负责|牵头|责任)[^()]{0,4}:)")


class Heading(NamedTuple):
    """`value[start:end]` is the title, and the text begins at `rest`; no title where `start == end`."""

    start: int
    end: int
    rest: int


def split(value: str, start: int, end: int, *, alone: bool) -> Heading:
    """Find the heading sentence of a line, behind its marker.

    `alone` says that more lines follow, so that a short line is a heading as it stands. A heading ends at the
    first full stop, at the line's end, before a clause in brackets, or at a space between two Chinese words: there a
    scraper turned the line's end into a space. A colon ends one only where the line ends with it.
    """
    reach = min(end, start + LONGEST + 1)
    stop = _FULL_STOP.search(value, start, reach)
    if stop is not None:
        place = stop.start()
        return (
            new_tuple(Heading, (start, place, place + 1))
            if alone or place + 1 < end
            else new_tuple(Heading, (start, start, start))
        )
    clause = _CLAUSE.search(value, start, reach)
    if clause is not None and clause.start() > start and not _STOP.search(value, start, clause.start()):
        return new_tuple(Heading, (start, clause.start(), clause.start()))
    if end - start <= LONGEST:
        last = end - 1 if value[end - 1] in ":;" else end
        ends = alone and not _STOP.search(value, start, last)
        return new_tuple(Heading, (start, last, end)) if ends else new_tuple(Heading, (start, start, start))
    space = value.find(" ", start, start + LONGEST + 1)
    while space > 0:
        ends = (
            space - start >= 4 and _is_han(value[space - 1 : space]) and not _STOP.search(value, start, space)
        )
        if ends and (_is_han(value[space + 1 : space + 2]) or value.startswith("XX", space + 1)):
            return new_tuple(Heading, (start, space, space + 1))
        space = value.find(" ", space + 1, start + LONGEST + 1)
    return new_tuple(Heading, (start, start, start))


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff"


def kind_of(heading: str, *, whole: bool = True) -> str | None:
    """The kind of section that a heading opens: guiding, principles, goals, tasks, safeguards, phases, closing; or None.

    Of several names the first decides, but goals or guiding thought with work behind them are work (总体目标和主要任务),
    and stages and safeguards also count behind what is no name (责任分工和实施步骤). Where the heading runs into its text
    (`whole` is false) a name of three characters or more at its start decides, unless 的 makes it part of a sentence
    (存在问题的商户).
    """
    if _traditional().search(heading):
        heading = heading.translate(_simple())
    starts = [heading]
    for verb in _verbs().get(heading[:1], ()):
        if heading.startswith(verb):
            starts.append(heading[len(verb) :])
    names, kinds = _kinds()
    for start in starts:
        if whole:
            name, *others = _NAME_END.split(start, maxsplit=_MOST_NAMES)
            kind = kinds.get(name) or _by_its_end(name)
            if others and kind in _WORK and start is heading and _is_verb(name, heading, others[0]):
                continue
            if others and kind not in _WORK:
                kind = _with_others(name, kind, others)
            if kind is not None:
                return kind
        else:
            for length in range(min(len(start), _LONGEST_NAME), 2, -1):
                if start[:length] in names and start[length : length + 1] != "的":
                    return names[start[:length]]
    return None


def kind_of_leaf(heading: str) -> str | None:
    """The kind that a heading of the first level names where nothing numbered stands below it: 目标任务 is goals there.

    >>> kind_of_leaf("目标任务"), kind_of_leaf("重点任务")
    ('goals', None)
    """
    dated = _OF_YEARS.match(heading)
    if dated is None:
        return _leaves().get(heading)
    name = heading[dated.end() :]  # 2026年主要预期目标
    kind = _leaves().get(name) or kind_of(name)
    return kind if kind in ("goals", "guiding") else None


def _by_its_end(name: str) -> str | None:
    """The kind of a name that is two characters and an end which is of one kind behind any of them but verbs: 整改目标."""
    kind = _ends().get(name[2:])
    return kind if kind is not None and name[:2] not in _does() else None


def _is_verb(name: str, heading: str, behind: str) -> bool:
    """Whether a name of two characters is a verb, as in 保障和改善民生, where what stands behind 和 is no name."""
    return len(name) == _VERB and heading[_VERB] in "和与及" and behind not in _kinds()[1]


def _with_others(name: str, first: str | None, others: list[str]) -> str | None:
    """The kind of a heading with several names, the first of which is no work: those behind may tell that work is below."""
    kinds = _kinds()[1]
    if first is not None:
        return "tasks" if any(other.startswith(_work_names()) for other in others) else first
    told = len(others[0]) >= _TELLING or name.endswith(_WHEN_AND_HOW)
    behind = kinds.get(others[0]) if told else None
    return behind if behind in _BEHIND_OTHERS else None


@cache
def _verbs() -> dict[str, list[str]]:
    """The verbs that a heading may open with, by their first character."""
    by_first: dict[str, list[str]] = {}
    for verb in words("sections")["verbs"]:
        by_first.setdefault(verb[0], []).append(verb)
    return by_first


@cache
def _kinds() -> tuple[dict[str, str], dict[str, str]]:
    """The kind of each name; and of each name and each subject with a head behind it (攻坚目标)."""
    known = words("sections")
    names = {name: kind for kind, group in known["kinds"].items() for name in group["names"]}
    composed = {
        subject + head: kind
        for kind, group in known["kinds"].items()
        for head in group.get("heads", ())
        for subject in known["subjects"]
    }
    return names, composed | names


@cache
def _work_names() -> tuple[str, ...]:
    """What opens a name behind 目标和 that says that work is below it: 任务分工安排."""
    return (*words("sections")["kinds"]["tasks"]["names"], *words("responsibilities")["open_labels"])


@cache
def _leaves() -> dict[str, str]:
    known = words("sections")["leaves"]
    return {name: kind for kind in ("goals", "guiding") for name in known[kind]}


@cache
def _ends() -> dict[str, str]:
    return {end: kind for kind, group in words("sections")["kinds"].items() for end in group.get("ends", ())}


@cache
def _does() -> frozenset[str]:
    """What makes work of such an end: 量化目标, 实现目标."""
    return frozenset(word for group in words("sections")["kinds"].values() for word in group.get("does", ()))


@cache
def _traditional() -> re.Pattern[str]:
    return re.compile(f"[{''.join(pair[0] for pair in words('sections')['traditional'])}]")


@cache
def _simple() -> dict[int, str]:
    return {ord(pair[0]): pair[1] for pair in words("sections")["traditional"]}
