"""YAML to a tree of nodes that know where they stand: no object is made, no code is run.

>>> tree = Tree(compose("tasks:\\n- id: 3.10\\n  text: |-\\n    修路\\n    XX 万元\\n"), "")
>>> tree.locate(("tasks", 0, "id")), tree.locate(("tasks", 0, "text")), tree.locate(("tasks", 7))
((2, 7), (3, 9), (2, 1))

Scalars keep their text and the type that YAML gives them; what they mean is for `shapes.py` to say.
"""

from __future__ import annotations

import operator
import re
from collections.abc import Callable, Sequence
from dataclasses import MISSING, fields
from functools import cache
from typing import Any, get_args, get_origin, get_type_hints

import yaml
from yaml.error import Mark

from planparse import records
from planparse.checks.problem import Path
from planparse.validation.stretches import Lines

DEEPEST = 40
"""Levels. The record has six; the parser's own limit is the machine's stack."""
MOST_NODES = 300_000
"""A plan of forty tasks has about 1,800."""

STR = "tag:yaml.org,2002:str"
SEQ = "tag:yaml.org,2002:seq"
MAP = "tag:yaml.org,2002:map"

_DEEP = re.compile(rf"\n {{{DEEPEST}}}")
_DASHES = re.compile(r"-[ \t]+-[ \t]+-[ \t]+-[ \t]")
_LEVELS = 8  # of brackets in brackets: more is looked at closely
_NO_BRACKETS = bytes(sorted(set(range(256)) - set(b"[]{}")))
_ONE_KIND = bytes.maketrans(b"{}", b"[]")
_BREAKS = str.maketrans({"\x85": " ", "\u2028": " ", "\u2029": " "})
"""Line ends for YAML, and for no editor."""

FIELDS = frozenset(
    field.name
    for record in vars(records).values()
    if isinstance(record, type) and issubclass(record, records.Record) and record is not records.Record
    for field in fields(record)  # type: ignore[arg-type]
)
"""The names of all fields of all records."""


@cache
def inner_records(record: Any) -> dict[str, tuple[type[records.Record] | None, bool]]:
    """The names of a record's fields, the record that each holds, and whether it holds a list of them.

    >>> inner_records(records.Plan)["document"], inner_records(records.Task)["title"]
    ((<class 'planparse.records.Document'>, False), (None, False))
    """
    hints = get_type_hints(record)
    found = {field.name: _record_in(hints[field.name]) for field in fields(record)}
    return {name: (one, one is not None and get_origin(hints[name]) is tuple) for name, one in found.items()}


def is_needed(field: Any) -> bool:
    """Whether a record has no default for a field."""
    return field.default is MISSING and field.default_factory is MISSING


def _record_in(hint: Any) -> type[records.Record] | None:
    if isinstance(hint, type) and issubclass(hint, records.Record):
        return hint
    return next(filter(None, map(_record_in, get_args(hint))), None)


_Base: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_RESOLVERS: dict[str, list[tuple[str, Any]]] = yaml.SafeLoader.yaml_implicit_resolvers


class TooMuch(Exception):
    """Nesting or a number of nodes that no plan has. Nothing more of the file is read."""

    def __init__(self, code: str, line: int, column: int) -> None:
        super().__init__(code)
        self.code, self.line, self.column = code, line, column


class _Loader(_Base):  # type: ignore[misc]
    """PyYAML's own, quicker to say that a text is a text. It resolves nothing by path."""

    # Called for each node, between C and C: functions of C that take as much, and do nothing, cost least.
    descend_resolver: Any = staticmethod(operator.is_)
    ascend_resolver: Any = staticmethod(int)

    def resolve(self, kind: Any, value: Any, implicit: Any) -> str:
        if kind is yaml.ScalarNode:
            if implicit[0] and value not in FIELDS:
                for tag, shape in _RESOLVERS.get(value[:1], ()):
                    if shape.match(value):
                        return tag
            return STR
        return SEQ if kind is yaml.SequenceNode else MAP


class _WatchfulLoader(_Loader):
    """The same for a text that may be deep or crowded: it counts, and stops in time."""

    def __init__(self, stream: str) -> None:
        super().__init__(stream)
        self.depth = self.nodes = 0

    def descend_resolver(self, current_node: Any, _current_index: Any) -> None:
        self.depth += 1
        self.nodes += 1
        if self.depth > DEEPEST or self.nodes > MOST_NODES:
            mark = current_node.start_mark
            code = "too-deep" if self.depth > DEEPEST else "too-large"
            raise TooMuch(code, mark.line + 1, mark.column + 1)

    def ascend_resolver(self) -> None:
        self.depth -= 1


def mark_at(line: int, column: int, index: int) -> Mark:
    """A place, as YAML's parser gives it: everything is counted from 0."""
    return Mark("", index, line, column, None, 0)


def compose(text: str) -> Any:
    """The root node, or None for a text without any. Raises yaml.YAMLError and TooMuch."""
    if not text.isascii() and any(mark in text for mark in "\x85\u2028\u2029"):
        text = text.translate(_BREAKS)
    loader = (_Loader if is_shallow(text) else _WatchfulLoader)(text)
    try:
        return loader.get_single_node()
    finally:
        loader.dispose()


def is_shallow(text: str) -> bool:
    """Whether a text is no deeper than a plan, nor holds more than a plan may, as far as can be seen at once.

    Brackets, indentation and rows of dashes are all that nests. The parser calls itself for each level, and a text of
    a million dashes would run over the stack: a text that passes has a thousand levels at most, however it is quoted.

    >>> is_shallow("tasks:\\n- id: '1'\\n"), is_shallow("[" * 50), is_shallow("- " * 50), is_shallow("? " * 50)
    (True, False, False, False)
    """
    if len(text) >= MOST_NODES or "? " in text or _DEEP.search(text) or _DASHES.search(text):
        return False
    brackets = text.encode("utf-8", "replace").translate(_ONE_KIND, _NO_BRACKETS)
    if brackets.count(b"[") >= 1000:
        return False
    for _ in range(_LEVELS):
        brackets = brackets.replace(b"[]", b"")
    return brackets.count(b"[") < DEEPEST - _LEVELS


Printed = Callable[[int, int], int]


class Tree:
    """The nodes of a file, and where each path's key and value stand: line and column, from 1."""

    __slots__ = ("_lines", "is_json", "printed", "root", "text")

    def __init__(
        self, root: Any, text: str, printed: Printed | None = None, *, is_json: bool = False
    ) -> None:
        self.root, self.text, self.is_json = root, text, is_json
        self._lines: Lines | None = None
        self.printed = printed
        """line and column, from 1, to the column in the file: where the text was put right so that it could be read"""

    def find(self, path: Path) -> Any:
        """The node of a path's value; None where there is none."""
        node = self.root
        for part in path:
            pair = _child(node, part)
            if pair is None:
                return None
            node = pair[1]
        return node

    def node(self, path: Path) -> Any:
        """The node of a path's value, of the nearest one above where it has none."""
        node = self.find(path)
        return self.node(path[:-1]) if node is None else node

    def locate(self, path: Path) -> tuple[int, int]:
        """The place of a path's value."""
        return self.mark(self.node(path).start_mark)

    def locate_in(self, node: Any, wording: str) -> tuple[int, int]:
        """The place of the first stretch in a node that reads as `wording`, else of the node."""
        found = self.text.find(wording, node.start_mark.index, node.end_mark.index) if wording else -1
        return self.mark(self.place(found) if found >= 0 else node.start_mark)

    def mark(self, mark: Any) -> tuple[int, int]:
        """The place of a mark in the text as it was given."""
        line, column = mark.line + 1, mark.column + 1
        return line, self.printed(line, column) if self.printed else column

    def place(self, offset: int) -> Mark:
        """The line and column of a character of the text."""
        self._lines = self._lines or Lines(self.text)
        return mark_at(*self._lines.place(offset), offset)


def _child(node: Any, part: str | int) -> tuple[Any, Any] | None:
    """The key and the value of one step; the last of several that are written twice."""
    if isinstance(part, int):
        inside: Sequence[Any] = node.value if isinstance(node, yaml.SequenceNode) else ()
        return (None, inside[part]) if part < len(inside) else None
    if not isinstance(node, yaml.MappingNode):
        return None
    pairs: list[tuple[Any, Any]] = node.value
    return next((pair for pair in reversed(pairs) if pair[0].value == part), None)
