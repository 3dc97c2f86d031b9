"""The labels of clauses: 牵头单位, 责任领导, 完成时限, and what stands behind them.

>>> value = "修路。(市级责任单位:甲局;完成时限:6月)【牵头单位】乙局。责任单位为丙局"
>>> for label in labels_in(value, 0, len(value)):
...     print(label["label"], value[label_start(value, label.start()):label.end()], is_label(value, label))
责任单位 市级责任单位: True
完成时限 完成时限: True
牵头单位 牵头单位】 True
责任单位 责任单位为 True
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, cast

from planparse.clauses.units import ends_like_body
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.records import Role
from planparse.vocab import alternation, words

_BEHIND_LABEL: Final = frozenset("]】* ")
"""What may stand between a label and its colon."""
_BEHIND_ROLE: Final = frozenset("、,;)〕。\n")
"""What stands behind a role in brackets beside a name."""
_LIST_JOINTS: Final = frozenset("、/")
"""Before a label of persons that is half of one: 责任单位/责任人."""
_LONGEST_LABEL: Final = 24
_ENDS: Final = frozenset(":为")
_SAID: Final = ("单位为", "部门为")
"""How a role ends that is said in words: 牵头单位为县交通局."""
_SAID_OPENINGS: Final = frozenset("单部")
_BEFORE_SAID: Final = frozenset("\n。;,、.() ")
_NO_BODIES: Final = ("单位", "部门", "主体")
_NAMED: Final = lazily(r"[^、,;。)\]〕\n]{2,40}")
_BEHIND: Final = 5  # characters: two brackets or asterisks more, a space and a colon


def labels_in(value: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels in `value[start:end]`, in order, looked for only before a colon, a closing bracket or 为."""
    found: list[re.Match[str]] = []
    endings = _label_endings()
    done = start
    for mark in positions(value, ":", "】", "]", *_SAID, start=start, end=end):
        if value[mark] in _SAID_OPENINGS:
            said = _said_label().search(value, max(done, mark - _LONGEST_LABEL), mark + 3)
            if said is not None and _says_who(value, said):
                found.append(said)
                done = said.end()
            continue
        stop, least = mark, max(done, mark - _BEHIND)
        while stop > least and value[stop - 1] in _BEHIND_LABEL:
            stop -= 1
        if stop - 2 < done or (value[stop - 1] != ")" and value[stop - 2 : stop] not in endings):
            continue
        reach = max(done, stop - _LONGEST_LABEL), min(end, mark + _BEHIND)
        label = _label().search(value, *reach)
        before = value[label.start() - 1 : label.start()] if label is not None else "、"
        if (before in _LIST_JOINTS or before.isalpha()) and value[stop - 2 : stop] in _further_endings():
            label = _further_label().search(value, *reach) or label
        if label is not None:
            found.append(label)
            done = label.end()
    return found


def label_start(value: str, start: int) -> int:
    """Where a label begins with the level before it: 市级责任单位."""
    return (
        start - 2 if start > 1 and value[start - 1] == "级" and value[start - 2] in "省市县区州镇" else start
    )


def is_label(value: str, label: re.Match[str]) -> bool:
    """Whether a label with a bracket in place of the colon has one before it: 【责任单位】, but not 园区)配合].

    Behind a name, and with no name behind it, it says what that body does: 县委组织部[牵头]、县民政局.
    """
    if value[label.end() - 1] in _ENDS:
        return True
    start = label_start(value, label.start())
    if start == 0 or value[start - 1] not in "【[*":
        return False
    beside = start > 1 and value[start - 2].isalpha() and value[label.end() : label.end() + 1] in _BEHIND_ROLE
    return not beside


def _says_who(value: str, label: re.Match[str]) -> bool:
    """Whether 责任单位为 opens a statement and a body follows: not 列首位的责任单位为牵头单位."""
    start = label_start(value, label.start())
    named = _NAMED.match(value, label.end())
    if named is None or (start > 0 and value[start - 1] not in _BEFORE_SAID):
        return False
    told = value[label.end()] != "各" and value.endswith(_NO_BODIES, *named.span())
    return not told and ends_like_body(value, *named.span())


def is_people_label(name: str) -> bool:
    """Whether a label is that of persons: 责任领导, 分管副县长.

    >>> [is_people_label(name) for name in ("责任人", "分管校领导", "牵头单位")]
    [True, True, False]
    """
    return name in _people() or (name[-2:] in _composed_endings() and bool(_composed().fullmatch(name)))


def people_pattern() -> str:
    """The labels of persons, as a pattern's source."""
    return f"(?:{alternation(_people())}|{_composed().pattern})"


@cache
def _people() -> frozenset[str]:
    return frozenset(words("responsibilities")["people"])


@cache
def _composed() -> re.Pattern[str]:
    """A label of persons put together: 责任 + 校 + 领导, 分管 + 副市长, 校 + 领导."""
    parts = words("responsibilities")["people_parts"]
    charges, levels, posts, heads = (
        alternation(parts[key]) for key in ("charges", "levels", "posts", "heads")
    )
    return re.compile(f"(?:{charges}(?:{levels}?{posts}|{heads})|{levels}领导)")


@cache
def _composed_endings() -> frozenset[str]:
    """How such labels end: two characters."""
    parts = words("responsibilities")["people_parts"]
    return frozenset(part[-2:] for part in [*parts["posts"], *parts["heads"], "领导"])


@cache
def _further_endings() -> frozenset[str]:
    beside = words("responsibilities")["people_beside"]
    return _composed_endings() | {label[-2:] for label in beside}


@cache
def label_roles() -> dict[str, Role]:
    groups = words("responsibilities")["roles"]
    return {label: cast(Role, role) for role, group in groups.items() for label in group["labels"]}


@cache
def time_labels() -> frozenset[str]:
    return frozenset(words("deadlines")["labels"])


@cache
def _openers() -> list[str]:
    vocabulary = words("responsibilities")
    return [*label_roles(), *vocabulary["people"], *vocabulary["open_labels"], *time_labels()]


@cache
def other_labels() -> frozenset[str]:
    return frozenset(words("responsibilities")["other_labels"])


@cache
def _label_endings() -> frozenset[str]:
    """What labels end with: two characters."""
    listed = [*_openers(), *other_labels(), *_further_endings()]
    return frozenset(label[-2:] for label in listed)


@cache
def _label() -> re.Pattern[str]:
    return _with_ending(alternation([*_openers(), *other_labels()]))


@cache
def _said_label() -> re.Pattern[str]:
    """A role and 为 behind it, with the groups of other labels."""
    return re.compile(f"(?P<label>{alternation(label_roles())})(?P<beside>(?P<boxed>)){{0}}为")


@cache
def _further_label() -> re.Pattern[str]:
    """The labels that are put together; few documents have one."""
    beside = alternation(words("responsibilities")["people_beside"])
    return _with_ending(
        f"{alternation(label_roles())}(?=[及和与、/])|{_composed().pattern}", f"(?:[及和与、/]其?{beside})?"
    )


def _with_ending(labels: str, beside: str = "") -> re.Pattern[str]:
    """The labels, `beside` and a remark in brackets behind them, and the colon or the bracket that ends them."""
    return re.compile(
        rf"(?P<label>{labels}){beside}(?:\((?P<beside>[^()\n:]{{2,6}})\))?(?:[\]】*]{{0,3}} ?:|(?P<boxed>[】\]]))"
    )
