"""The records of `records.py` as readers of nodes: what stands in a file becomes a plan, and what cannot is a fault.

>>> from planparse.validation.nodes import compose
>>> reading = read_plan(compose("document: {titel: a}\\ntasks:\\n- {id: 3.10, number: '1', source: {line: 0, start: 1, end: 9}}"))
>>> for fault in reading.faults:
...     print(fault.line, fault.column, fault.code, fault.hint)
1 12 unknown-field 是否想写“title”?
3 8 wrong-type 加上引号:'3.10'
3 42 bad-value 行号从 1 数起
1 1 missing-field 补上这个字段
>>> reading.plan.tasks[0].number
'1'

The shape of a record is taken from its dataclass, so that the two cannot part. A value that is wrong is read as an
empty one, and its place is kept: what is right beside it can still be checked.
"""

from __future__ import annotations

import re
import types
from collections.abc import Callable, Collection, Hashable, Iterator
from dataclasses import MISSING, fields, is_dataclass
from datetime import date
from difflib import get_close_matches
from functools import cache
from typing import Any, ClassVar, Literal, NamedTuple, Union, cast, get_args, get_origin, get_type_hints

import yaml

from planparse import records
from planparse.records import Plan, Source, SourceFile
from planparse.validation.desk import CORE, LONGEST_SHOWN, Desk, has_strange_tag, is_null, kind_of, shown
from planparse.validation.faults import Fault
from planparse.validation.nodes import MAP, SEQ, TooMuch, Tree, is_needed
from planparse.validation.places import check_place
from planparse.validation.scalars import Shape, choice, day, number, optional, text, truth
from planparse.validation.stretches import Span

_MERGE = CORE + "merge"
_ONE_FIELD = re.compile(r"[A-Za-z_][A-Za-z_0-9]*[:：]\S")
_MOST_TWICE = 3
"""Fields of one entry that are told each, where they stand twice."""


class Reading(NamedTuple):
    """A plan as far as it could be read, what is wrong with the file, and which stretches of it could not be read."""

    plan: Plan
    faults: list[Fault]
    broken: set[Span]


def read_plan(root: Any, tree: Tree | None = None, unread: list[range] | None = None) -> Reading:
    """Read a plan from its root node.

    `unread` are the lines that were cut out because of their syntax: what is missing there is no second fault.
    Raises TooMuch where aliases unfold to more than a plan holds.
    """
    desk = Desk(tree, unread or [])
    plan = _record(Plan).read(root, desk, "文件")
    return Reading(plan, desk.faults, desk.broken)


def _list(item: Shape) -> Shape:
    inner = item.read

    def read(node: Any, desk: Desk, name: str) -> Any:
        if node.tag != SEQ or node.__class__ is not yaml.SequenceNode:
            _no_list(node, desk, name)
            return ()
        desk.allowance -= len(node.value) + 1
        if desk.allowance < 0:
            raise TooMuch("too-large", node.start_mark.line + 1, node.start_mark.column + 1)
        if not node.value and desk.empty_lists:
            desk.fault(node, "empty-list", f"“{name}”是空列表", "补上内容,或删去这一行", spoils=False)
        return tuple([inner(part, desk, name) for part in node.value])

    return Shape(read, ())


def _no_list(node: Any, desk: Desk, name: str) -> None:
    if is_null(node):
        if not desk.is_cut(node):
            desk.fault(node, "empty-value", f"“{name}”后面什么也没有", "补上内容,或删去这一行")
    elif not has_strange_tag(node, desk):
        is_scalar = isinstance(node, yaml.ScalarNode)
        value = f" {shown(node)}" if is_scalar else ""
        hint = "每项一行,以“- ”开头"
        hint = f"写成 [{node.value}],或{hint}" if is_scalar and len(node.value) <= LONGEST_SHOWN else hint
        desk.fault(node, "wrong-type", f"“{name}”应为列表,现为{kind_of(node)}{value}", hint)


def _table(values: Shape) -> Shape:
    """Names to lists: the roster of a group."""

    def read(node: Any, desk: Desk, name: str) -> Any:
        found: dict[str, Any] = {}
        if node.tag != MAP or node.__class__ is not yaml.MappingNode:
            _no_mapping(node, desk, name)
            return found
        if not node.value:
            desk.fault(node, "empty-value", f"“{name}”是空的", "补上内容,或删去这一项")
        for key, value in node.value:
            label = key.value if isinstance(key.value, str) else ""
            if not label.strip():
                desk.fault(key, "empty-value", f"“{name}”里有空的名称", "写出名称,如 组长")
            elif label in found:
                _written_twice(desk, node, [key])
            found[label] = values.read(value, desk, label)
        return found

    return Shape(read, {})


class _Record(Shape):
    """A record: its fields' shapes, and which of them it needs."""

    __slots__ = ("cls", "needs", "shapes")

    def __init__(self, cls: Any) -> None:
        self.cls = cls
        hints = _hints(cls)
        self.shapes = {field.name: _shape_of(hints[field.name], field) for field in fields(cls)}
        self.needs = [field.name for field in fields(cls) if is_needed(field)]
        super().__init__(self._read, None)

    def blank(self) -> Any:
        """The record with nothing in it: it stands for one that cannot be read."""
        return self.cls(
            **{
                name: shape.blank() if isinstance(shape, _Record) else shape.empty
                for name, shape in self.shapes.items()
                if name in self.needs
            }
        )

    def _read(self, node: Any, desk: Desk, name: str) -> Any:
        if node.tag != MAP or node.__class__ is not yaml.MappingNode:
            _no_mapping(node, desk, name)
            return self.blank()
        values: dict[str, Any] = {}
        shapes = self.shapes
        strange: list[tuple[Any, Any]] = []
        for key_node, value_node in node.value:
            key = key_node.value
            shape = shapes.get(key) if key.__class__ is str else None
            if shape is None:
                strange.append((key_node, value_node))
                continue
            values[key] = shape.read(value_node, desk, key)
        if len(values) + len(strange) < len(node.value):
            _written_twice(desk, node, _twice(node, shapes))
        meant = self._unknown(strange, values, desk) if strange else ()
        for needed in self.needs:
            if needed not in values:
                shape = shapes[needed]
                values[needed] = shape.blank() if isinstance(shape, _Record) else shape.empty
                if needed not in meant and not desk.is_cut(node):
                    desk.fault(node, "missing-field", f"缺少字段“{needed}”", "补上这个字段", spoils=False)
        record = self.cls(**values)
        if self.cls is Source or self.cls is SourceFile:
            check_place(record, node, desk)
        return record

    def _unknown(self, pairs: list[tuple[Any, Any]], values: dict[str, Any], desk: Desk) -> Collection[str]:
        """Tell of keys that are no fields, and read what stands behind them as the fields that they seem to mean."""
        meant: set[str] = set()
        for node, value in pairs:
            key = str(node.value) if isinstance(node, yaml.ScalarNode) else "?"
            if not key and desk.is_cut(node):
                continue
            if desk.is_full:
                return meant
            near = self._near(key, values)
            homes = [] if near else [label for label, others in _homes() if key in others]
            if near:
                hint = f"是否想写“{near[0]}”?"
            elif node.tag == _MERGE:
                hint = "不支持合并,把字段写全"
                meant.update(self.shapes)  # any of them may come with it
            else:
                hint = f"这是{homes[0]}的字段,检查缩进" if homes else "检查字段名的拼写,或删去"
            desk.fault(node, "unknown-field", f"没有“{key[:LONGEST_SHOWN]}”这个字段", hint)
            if near and near[0] not in values:
                meant.add(near[0])
                values[near[0]] = self.shapes[near[0]].read(value, desk, key)
        return meant

    def _near(self, key: str, values: dict[str, Any]) -> list[str]:
        if not key.isascii():
            label = _labels(self.cls).get(key.strip())
            return [label] if label else []
        wanted = re.sub(r"(?<=[a-z])(?=[A-Z])|[- ]", "_", key.strip()).lower()
        free = [name for name in self.shapes if name not in values]
        return get_close_matches(wanted, free, 1, 0.7) or get_close_matches(wanted, self.shapes, 1, 0.75)


def _no_mapping(node: Any, desk: Desk, name: str) -> None:
    if is_null(node):
        if not desk.is_cut(node):
            desk.fault(node, "empty-value", f"“{name}”后面什么也没有", "补上内容,或删去这一行")
    elif isinstance(node, yaml.ScalarNode) and _ONE_FIELD.match(node.value):
        desk.fault(
            node, "syntax", f"{shown(node)} 里没有半角冒号加空格", "写成“字段: 值”,冒号用半角,后空一格"
        )
    elif not has_strange_tag(node, desk):
        value = f" {shown(node)}" if isinstance(node, yaml.ScalarNode) else ""
        what = f"“{name}”应为键值对,现为{kind_of(node)}{value}"
        desk.fault(node, "wrong-type", what, "写成“字段: 值”,每个一行")


def _twice(node: Any, fields: Collection[str]) -> list[Any]:
    """The keys of a mapping that stand before."""
    seen: set[str] = set()
    found = []
    for key, _ in node.value:
        if key.value.__class__ is str and key.value in fields:
            if key.value in seen:
                found.append(key)
            seen.add(key.value)
    return found


def _written_twice(desk: Desk, node: Any, keys: list[Any]) -> None:
    """Keys of a mapping that stand before; many of them are the fields of an item that has lost its dash."""
    names = [key.value for key in keys]
    if len(names) > _MOST_TWICE:
        what = f"“{names[0]}”等 {len(names)} 个字段写了两次"
        desk.fault(keys[0], "duplicate-key", what, "像是漏了一项开头的“- ”", spoils=False)
        return
    for key in keys:
        first = next(one for one, _ in node.value if one.value == key.value)
        what = f"“{key.value}”写了两次(先在第{first.start_mark.line + 1}行)"
        desk.fault(key, "duplicate-key", what, "只留一个", spoils=False)


def _shape_of(hint: Any, field: Any) -> Shape:
    """The shape of a type, as `records.py` writes them."""
    origin, parts = get_origin(hint), get_args(hint)
    if origin in (Union, types.UnionType):
        rest = [part for part in parts if part is not type(None)]
        if len(rest) < len(parts):
            return optional(_shape_of(rest[0] if len(rest) == 1 else Union[tuple(rest)], field))  # noqa: UP007
        return number(whole=False)  # int | float
    if origin is tuple:
        return _list(_shape_of(parts[0], None))
    if origin is dict:
        return _table(_shape_of(parts[1], field))
    if origin is Literal:
        return choice(parts)
    if is_dataclass(hint):
        return _record(cast(Hashable, hint))
    simple: dict[Any, Callable[[], Shape]] = {
        str: lambda: text(required=field is None or field.default is MISSING),
        date: day,
        int: lambda: number(whole=True),
        bool: truth,
    }
    return simple[hint]()


@cache
def _record(cls: Hashable) -> _Record:
    return _Record(cls)


def _hints(cls: Any) -> dict[str, Any]:
    return {name: hint for name, hint in get_type_hints(cls).items() if get_origin(hint) is not ClassVar}


def _homes() -> Iterator[tuple[str, frozenset[str]]]:
    """The records by their Chinese names, with their fields: to say where a field belongs."""
    for cls in (
        records.Task,
        records.Plan,
        records.Document,
        records.Phase,
        records.Deadline,
        records.Target,
    ):
        yield (cls.__doc__ or "").partition(" · ")[0], frozenset(field.name for field in fields(cls))


@cache
def _labels(cls: Any) -> dict[str, str]:
    """The Chinese names of a record's fields: who writes 牵头单位 means lead_units."""
    from planparse.schema import json_schema  # loads Pydantic, for the sake of a hint

    definitions = json_schema()
    properties = definitions["$defs"].get(cls.__name__, definitions)["properties"]
    return {part["title"]: name for name, part in properties.items() if "title" in part}
