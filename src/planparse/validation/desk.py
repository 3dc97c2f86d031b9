"""What is written down while a file is read, and what can be said of a node that is not what it should be.

>>> from planparse.validation.nodes import compose
>>> kind_of(compose("3.10")), as_value(compose("3.10")), kind_of(compose("'3.10'")), kind_of(compose("[]"))
('小数', ' 3.1', '文字', '列表')
"""

from __future__ import annotations

from typing import Any

import yaml

from planparse.validation.faults import Fault
from planparse.validation.nodes import MAP, MOST_NODES, SEQ, STR, Tree
from planparse.validation.stretches import Span

CORE = "tag:yaml.org,2002:"
MOST_FAULTS = 1000
"""Faults of one file that are told."""
LONGEST_SHOWN = 40
READ_AS = {
    "int": "整数",
    "float": "小数",
    "bool": "真假值",
    "null": "空值",
    "timestamp": "日期",
    "value": "默认值记号",
    "merge": "合并记号",
    "binary": "二进制",
}
"""What YAML may take a scalar for, that is no text."""


class Desk:
    """What is written down while a file is read."""

    def __init__(self, tree: Tree | None, unread: list[range]) -> None:
        self.faults: list[Fault] = []
        self.broken: set[Span] = set()
        self.tree = tree
        self.unread = unread
        self.allowance = MOST_NODES
        self.empty_lists = tree is None or not tree.is_json

    def fault(self, node: Any, code: str, message: str, hint: str, *, spoils: bool = True) -> None:
        """Write a fault down; what it `spoils` is not checked any further."""
        if spoils:
            self.broken.add((node.start_mark.index, node.end_mark.index))
        if self.is_full:
            return
        mark = node.start_mark
        line, column = self.tree.mark(mark) if self.tree else (mark.line + 1, mark.column + 1)
        if len(self.faults) == MOST_FAULTS - 1:
            code, message, hint = "too-large", f"问题太多,只列出前 {MOST_FAULTS} 处", "改好后再查一遍"
        self.faults.append(Fault(line, column, code, message, hint))

    @property
    def is_full(self) -> bool:
        """Whether no more faults are told."""
        return len(self.faults) >= MOST_FAULTS

    def is_cut(self, node: Any) -> bool:
        """Whether lines were cut out of a node."""
        if not self.unread:
            return False
        first, last = node.start_mark.line, node.end_mark.line + is_null(node)  # its lines stood below
        return any(lines.start <= last and first < lines.stop for lines in self.unread)


def is_null(node: Any) -> bool:
    """Whether a node holds nothing: what stands behind a colon, null, a tilde."""
    return bool(node.tag == CORE + "null")


def plain_type(node: Any) -> str:
    """What YAML takes a scalar for, where that is no text: int, bool; empty for a tag of the file's own."""
    name = str(node.tag).removeprefix(CORE)
    return name if name in READ_AS else ""


def has_strange_tag(node: Any, desk: Desk) -> bool:
    """Whether a node has a tag that no plan has; it is a fault then."""
    if node.tag in (STR, SEQ, MAP) or plain_type(node):
        return False
    tag = str(node.tag).replace(CORE, "!!")[:LONGEST_SHOWN]
    desk.fault(node, "unknown-tag", f"不允许的标签 {tag}", "删去标签,只写值")
    return True


def kind_of(node: Any) -> str:
    """What a node is, for a person."""
    if isinstance(node, yaml.SequenceNode):
        return "列表"
    if isinstance(node, yaml.MappingNode):
        return "键值对"
    return READ_AS.get(plain_type(node), "文字")


def shown(node: Any) -> str:
    """A value as it is printed, or what it is where that is long."""
    if not isinstance(node, yaml.ScalarNode):
        return kind_of(node)
    value = node.value.replace("\n", " ")
    value = value if len(value) <= LONGEST_SHOWN else value[: LONGEST_SHOWN - 1] + "…"
    return f"“{value}”" if node.style or not value else value


def as_value(node: Any) -> str:
    """How a program would print what YAML makes of a scalar, where that differs from what is printed."""
    if plain_type(node) not in ("int", "float", "bool") or node.style:
        return ""
    try:
        read = str(yaml.safe_load(node.value))
    except (yaml.YAMLError, ValueError):
        return ""
    return f" {read.lower()}" if read.lower() != node.value else ""
