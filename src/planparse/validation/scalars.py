"""Texts, numbers, dates and choices as readers of nodes.

>>> from planparse.validation.nodes import compose
>>> desk = Desk(None, [])
>>> number(whole=False).read(compose("1.5e3"), desk, "value"), day().read(compose("2024-03-08"), desk, "due")
(1500.0, datetime.date(2024, 3, 8))
>>> text(required=True).read(compose("on"), desk, "id")
''
>>> desk.faults[0].message, desk.faults[0].hint
('“id”应为文字,on 会被读成真假值 true', "加上引号:'on'")
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable
from datetime import date
from difflib import get_close_matches
from functools import lru_cache
from typing import Any

import yaml

from planparse.validation.desk import (
    CORE,
    READ_AS,
    Desk,
    as_value,
    has_strange_tag,
    is_null,
    kind_of,
    plain_type,
    shown,
)
from planparse.validation.nodes import STR

_TIMESTAMP = CORE + "timestamp"
_ISO = re.compile(r"\d{4}-\d\d-\d\d")
_CHINESE_DATE = re.compile(r"(\d{4})\s*[-./年]\s*(\d{1,2})\s*[-./月]\s*(\d{1,2})\s*日?(?:[T ].*)?")
_NUMBER = re.compile(r"[-+]?(?:0|[1-9]\d*)(?:\.\d+)?(?:[eE][-+]?\d+)?|[-+]?\.\d+")
_INTEGER = re.compile(r"[-+]?(?:0|[1-9]\d*)")
_SEPARATORS = str.maketrans("", "", ",_\uff0c")
_TRUTH = {"true": True, "false": False}
_LONGEST_NUMBER = 40


class Shape:
    """How one kind of value is read: `read(node, desk, name)`, and what stands for it where it cannot be."""

    __slots__ = ("empty", "read")

    def __init__(self, read: Callable[[Any, Desk, str], Any], empty: Any) -> None:
        self.read, self.empty = read, empty


def text(required: bool) -> Shape:
    """A text; one that is required is not empty either."""

    def read(node: Any, desk: Desk, name: str) -> Any:
        if node.tag == STR and node.__class__ is yaml.ScalarNode:
            value = node.value
            if required and (not value or value.isspace()):
                desk.fault(node, "empty-value", f"“{name}”是空的", "补上内容,或删去这一项")
            return value
        return no_text(node, desk, name)

    return Shape(read, "")


def no_text(node: Any, desk: Desk, name: str) -> str:
    """A node that should be a text and is none."""
    if is_null(node) and node.value in ("", "null"):
        if not desk.is_cut(node):
            desk.fault(node, "empty-value", f"“{name}”是空的", "补上内容,或删去这一项")
    elif isinstance(node, yaml.ScalarNode) and plain_type(node):
        meant = f"'{node.value}'" if "'" not in node.value else f'"{node.value}"'
        desk.fault(
            node,
            "wrong-type",
            f"“{name}”应为文字,{shown(node)} 会被读成{READ_AS[plain_type(node)]}{as_value(node)}",
            f"加上引号:{meant}",
        )
    elif not has_strange_tag(node, desk):
        desk.fault(node, "wrong-type", f"“{name}”应为文字,现为{kind_of(node)}", "只写一段文字")
    return ""


def optional(shape: Shape) -> Shape:
    """A value that may be null. A text is not empty then: what is not there is left out."""

    inner = shape.read

    def read(node: Any, desk: Desk, name: str) -> Any:
        return None if is_null(node) and node.value != "~" else inner(node, desk, name)

    def read_text(node: Any, desk: Desk, name: str) -> Any:
        if node.tag == STR and node.__class__ is yaml.ScalarNode:
            value = node.value
            if not value or value.isspace():
                desk.fault(node, "empty-value", f"“{name}”是空的", "补上内容,或删去这一行")
            return value
        return read(node, desk, name)

    return Shape(read_text if shape.empty == "" else read, None)


def choice(allowed: tuple[Any, ...]) -> Shape:
    """One of a few words."""

    known = dict.fromkeys(allowed)

    def read(node: Any, desk: Desk, name: str) -> Any:
        if node.tag == STR and node.value.__class__ is str and node.value in known:
            return node.value
        if node.__class__ is yaml.ScalarNode and node.value in known:  # = and ~ and - mean something to YAML
            return no_text(node, desk, name) or allowed[0]
        if is_null(node) and node.value != "~":
            no_text(node, desk, name)
        elif not has_strange_tag(node, desk):
            near = get_close_matches(str(node.value), known, 1, 0.6)
            desk.fault(
                node,
                "bad-value",
                f"“{name}”的值不在允许之列:{shown(node)}",
                (f"是否想写 {near[0]}?" if near else "") + f"应为 {'、'.join(known)}",
            )
        return allowed[0]

    return Shape(read, allowed[0])


def day() -> Shape:
    """An ISO date."""

    def read(node: Any, desk: Desk, name: str) -> Any:
        value = node.value
        if node.__class__ is yaml.ScalarNode and (node.tag == _TIMESTAMP or node.tag == STR):
            day = _date_of(value)
            if day is not None:
                return day
        if not has_strange_tag(node, desk):
            desk.fault(node, "bad-date", f"“{name}”不是日期:{shown(node)}", _date_hint(str(value)))
        return None

    return Shape(read, None)


@lru_cache(maxsize=4096)
def _date_of(value: str) -> date | None:
    try:
        return date.fromisoformat(value) if _ISO.fullmatch(value) else None
    except ValueError:
        return None


def _date_hint(value: str) -> str:
    match = _CHINESE_DATE.fullmatch(value.strip())
    if match is None:
        return "写成 2024-03-08 的样子"
    year, month, day = (int(part) for part in match.groups())
    if not 1 <= month <= 12:
        return f"没有 {month} 月,一年只有 12 个月"
    try:
        return f"写成 {date(year, month, day)}"
    except ValueError:
        return f"{year} 年 {month} 月没有 {day} 日"


def number(whole: bool) -> Shape:
    """A number in plain decimal digits, as every reader of YAML takes it."""

    shape = _INTEGER if whole else _NUMBER
    wanted = "整数" if whole else "数字"

    def read(node: Any, desk: Desk, name: str) -> Any:
        value = node.value
        is_plain = node.__class__ is yaml.ScalarNode and not node.style
        if is_plain and value.isdecimal() and value.isascii() and (value[0] != "0" or value == "0"):
            if len(value) < _LONGEST_NUMBER:
                return int(value)
        elif is_plain and len(value) < _LONGEST_NUMBER and shape.fullmatch(value):
            if _INTEGER.fullmatch(value):
                return int(value)
            number = float(value)
            if math.isfinite(number):
                return number
        if has_strange_tag(node, desk):
            return 0
        if is_null(node) and value in ("", "null"):
            if not desk.is_cut(node):
                desk.fault(node, "empty-value", f"“{name}”是空的", "补上数字")
        else:
            read_as = f",会被读成 {as_value(node).strip()}" if as_value(node) else ""
            desk.fault(
                node,
                "wrong-type",
                f"“{name}”应为{wanted},现为{kind_of(node)} {shown(node)}{read_as}",
                _number_hint(str(value), whole),
            )
        return 0

    return Shape(read, 0)


def _number_hint(value: str, whole: bool) -> str:
    plain = value.strip().translate(_SEPARATORS)
    if (_INTEGER if whole else _NUMBER).fullmatch(plain):
        return f"写成 {plain},不加引号和分隔符"
    return "只写数字,不加引号" + ("" if whole else ";5.4万 写成 54000")


def truth() -> Shape:
    """true or false."""

    def read(node: Any, desk: Desk, name: str) -> Any:
        if node.tag == CORE + "bool" and node.value in _TRUTH:
            return _TRUTH[node.value]
        if not has_strange_tag(node, desk):
            desk.fault(
                node, "wrong-type", f"“{name}”应为 true 或 false,现为 {shown(node)}", "写 true 或 false"
            )
        return False

    return Shape(read, False)
