"""The labels of clauses: 牵头单位, 责任领导, 完成时限, and what stands behind them.

>>> value = "修路。(市级责任单位:甲局;完成时限:6月)【牵头单位】乙局"
>>> for label in labels_in(value, 0, len(value)):
...     print(label["label"], value[label_start(value, label.start()):label.end()], is_label(value, label))
责任单位 市级责任单位: True
完成时限 完成时限: True
牵头单位 牵头单位】 True
"""

from __future__ import annotations

import re
from functools import cache
from typing import cast

from planparse.literals import positions
from planparse.records import Role
from planparse.vocab import alternation, words

_BEHIND_LABEL = frozenset("]】* ")
"""What may stand between a label and its colon."""
_LONGEST_LABEL = 24
_BEHIND = 5  # characters: two brackets or asterisks more, a space and a colon


def labels_in(value: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels in `value[start:end]`, in order, looked for only before a colon or a closing bracket."""
    found: list[re.Match[str]] = []
    endings = _label_endings()
    done = start
    for mark in positions(value, ":", "】", "]", start=start, end=end):
        stop = mark
        while stop > done and value[stop - 1] in _BEHIND_LABEL:
            stop -= 1
        if stop - 2 < done or (value[stop - 1] != ")" and value[stop - 2 : stop] not in endings):
            continue
        label = _label().search(value, max(done, stop - _LONGEST_LABEL), min(end, mark + _BEHIND))
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
    """Whether a label with a bracket in place of the colon has one before it: 【责任单位】, but not 园区)配合]."""
    if value[label.end() - 1] == ":":
        return True
    start = label_start(value, label.start())
    return start > 0 and value[start - 1] in "【[*"


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
    return frozenset(label[-2:] for label in [*_openers(), *other_labels()])


@cache
def _label() -> re.Pattern[str]:
    labels = alternation([*_openers(), *other_labels()])
    return re.compile(
        rf"(?P<label>{labels})(?:\((?P<beside>[^()\n:]{{2,6}})\))?(?:[\]】*]{{0,3}} ?:|(?P<boxed>[】\]]))"
    )
