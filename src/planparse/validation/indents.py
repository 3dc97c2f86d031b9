"""Fields that are not under each other, put back under the record that they belong to.

>>> sheet = Sheet(["tasks:\\n", "- id: '1'\\n", "  targets:\\n", "  - text: 5亩\\n", "  unit: 亩\\n", "title: 修路\\n"])
>>> straighten(sheet)
>>> for fault in sheet.faults:
...     print(f"{fault.line}:{fault.column} {fault.message}; {fault.hint}")
5:3 缩进不对; 前面空 4 格
6:1 缩进不对; 前面空 2 格
>>> print("".join(sheet.lines), end="")
tasks:
- id: '1'
  targets:
  - text: 5亩
    unit: 亩
  title: 修路

A field that stands where an entry can have it, and has not got it yet, stays there. Another goes to the entry around
it that can have it and stands nearest; one that no entry can have stays where it is.
"""

from __future__ import annotations

import re
from collections import Counter
from dataclasses import fields
from typing import Any

from planparse.records import Plan, Subtask, Task
from planparse.validation.nodes import inner_records, is_needed
from planparse.validation.slips import KEY, LITERAL, PARTS, Sheet, names

_STEP = 2
"""Columns from an entry to what is in it, where the file does not show others."""
_ENTRY = 400
"""Lines: where an entry's fields stand is taken from no more of them."""
_SHARED = names(Plan) & names(Task)
_OF_TASKS = names(Task) - names(Subtask) - {"source"}
"""Fields that only a task has."""
_QUOTED = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*\"""")


def straighten(sheet: Sheet) -> None:
    """Put the fields of all entries under each other; several lines that have moved together are told once."""
    walk = _Walk(sheet)
    for number in sheet.outside_literals(range(len(sheet.lines))):
        walk.line(number)


class _Level:
    """A record or a list of records that is being read, and the column of its fields or dashes."""

    def __init__(self, record: Any, column: int | None, *, is_list: bool = False) -> None:
        self.record, self.column, self.is_list = record, column, is_list
        self.names = names(record)
        self.needed = frozenset(one.name for one in fields(record) if is_needed(one))
        self.seen: set[str] = set()
        self.begins = ""
        """the field with which the items of a list begin"""

    def takes(self, name: str) -> bool:
        """Whether a field can be one of this record's, and is not there yet."""
        return not self.is_list and self.column is not None and name in self.names and name not in self.seen


class _Walk:
    """What is open at a line, from the plan to the innermost entry."""

    def __init__(self, sheet: Sheet) -> None:
        self.sheet = sheet
        self.levels = [_Level(Plan, 0)]
        self.continued: int | None = None
        """the column that the rest of a quoted text, or of brackets, stands behind"""
        self.moved = (-1, 0, 0)
        """the line that was moved last, from which column and to which"""

    def line(self, number: int) -> None:
        """Read a line, and move it where it belongs."""
        line = self.sheet.lines[number]
        indent = len(line) - len(line.lstrip(" "))
        if self.continued is not None:
            if indent > self.continued or not line.strip():
                return
            self.continued = None
        key = KEY.match(line)
        if key is None or key["dashes"].count("-") > 1:
            return
        name, column = key["key"], key.start("key")
        if key["dashes"]:
            level = self._item(number, indent, column, name)
        else:
            level = self._field(number, column, name)
        if level is not None:
            level.seen.add(name)
            self._open(level, name, line[key.end() :].strip())

    def _field(self, number: int, column: int, name: str) -> _Level | None:
        """The record that a field belongs to; None for one that stays where it is."""
        top = self.levels[-1]
        if top.column is None and not top.is_list and name in top.names:
            top.column = self._usual(number, self.levels[-2].column or 0, top)
        there = next((one for one in reversed(self.levels) if not one.is_list and one.column == column), None)
        wanted = self._home(number, column, name, there)
        if wanted is None:
            return None
        if wanted is not there:
            self._move(number, column, wanted.column or 0)
        self._close_to(wanted)
        return wanted

    def _home(self, number: int, column: int, name: str, there: _Level | None) -> _Level | None:
        """The record that a field belongs to which stands in the column of `there`; None where there is none."""
        others = [one for one in reversed(self.levels) if one is not there and one.takes(name)]
        lacking = [one for one in others if name in one.needed and not self._comes_later(number, one, name)]
        below = self._column_below(number, column)
        inner = next((one for one in others if one.column == below), None)
        if there is not None and there.takes(name) and not self._is_a_tasks(number, there, name):
            return lacking[0] if lacking and name not in there.needed else inner or there
        # Of two that are as near, the one that must have it, else the inner.
        nearest = min(
            others, key=lambda one: (abs((one.column or 0) - column), one not in lacking), default=None
        )
        return inner or nearest

    def _item(self, number: int, dash: int, column: int, name: str) -> _Level | None:
        """The record that begins with a dash and this field; None where no list takes it."""
        top = self.levels[-1]
        if top.is_list and top.column is None and name in top.names:
            top.column = self._usual(number, self.levels[-2].column or 0, top)
            wanted = top
        else:
            lists = [one for one in reversed(self.levels) if one.is_list and name in one.names]
            known = [one for one in lists if one.column is not None]
            if not known:
                return None
            wanted = min(known, key=lambda one: (one.begins != name, one.column != dash))
        if wanted.column != dash:
            self._move(number, dash, wanted.column or 0)
        self._close_to(wanted)
        wanted.begins = wanted.begins or name
        item = _Level(wanted.record, (wanted.column or 0) + column - dash)
        item.begins = wanted.begins
        self.levels.append(item)
        return item

    def _close_to(self, level: _Level) -> None:
        del self.levels[self.levels.index(level) + 1 :]

    def _open(self, level: _Level, name: str, value: str) -> None:
        """What begins behind a field's colon."""
        record, is_list = inner_records(level.record)[name]
        if record is not None and (not value or value.startswith("#")):
            self.levels.append(_Level(record, None, is_list=is_list))
            return
        left = _QUOTED.sub("", value)
        is_open = left.startswith(("'", '"')) or (
            left.startswith(("[", "{"))
            and left.count("[") + left.count("{") > left.count("]") + left.count("}")
        )
        if is_open:
            self.continued = level.column

    def _move(self, number: int, column: int, wanted: int) -> None:
        with_before = self.moved == (number - 1, column, wanted)
        self.sheet.indent(number, column, wanted, is_told=not with_before)
        self.moved = (number, column, wanted)

    def _usual(self, number: int, least: int, level: _Level) -> int:
        """The column in which most fields of a record stand from a line on, or most dashes before items that begin alike."""
        columns: Counter[int] = Counter()
        first = KEY.match(self.sheet.lines[number])
        wanted = {first["key"]} if first and level.is_list else level.names
        following = number + 1
        for other in self.sheet.outside_literals(range(number, min(number + _ENTRY, len(self.sheet.lines)))):
            key = KEY.match(self.sheet.lines[other])
            if key is None:
                continue
            column = len(key["indent"])
            if bool(key["dashes"]) == level.is_list and key["key"] in wanted:
                columns[column] += column >= least + (not level.is_list)
            elif level.is_list and first and other == following and key["key"] in level.names:
                columns[column - first.start("key") + len(first["indent"])] += 1
            elif column <= least:
                break
        usual = least if level.is_list else least + _STEP
        return max(columns, key=lambda one: (columns[one], one == usual)) if columns.total() else usual

    def _comes_later(self, number: int, level: _Level, name: str) -> bool:
        """Whether a record has a field of that name below a line, in whatever column."""
        for line in self.sheet.lines[number + 1 : number + _ENTRY]:
            key = KEY.match(line)
            if key is None:
                continue
            if key["key"] == name:
                return True
            if key["key"] == level.begins if key["dashes"] else key["key"] in PARTS:
                return False
        return False

    def _column_below(self, number: int, column: int) -> int | None:
        """Where the field on the next line stands, if it is deeper than it can be below a field that has a value."""
        lines = self.sheet.lines[number : number + 2]
        key = KEY.match(lines[-1]) if lines[0].split(":", 1)[1].strip() else None
        if key is None or key["dashes"] or LITERAL.match(lines[0].rstrip("\r\n")):
            return None
        return key.start("key") if key.start("key") > column else None

    def _is_a_tasks(self, number: int, there: _Level, name: str) -> bool:
        """Whether a field that plan and task both have stands at the margin, and more of the tasks comes below."""
        if there.record is not Plan or name not in _SHARED or len(self.levels) == 1:
            return False
        if self.levels[1].record is not Task:
            return False
        for line in self.sheet.lines[number + 1 :]:
            key = KEY.match(line)
            if key is None:
                continue
            if key["key"] in _OF_TASKS - _SHARED:
                return True
            if not key["indent"] and not key["dashes"] and key["key"] not in _SHARED:
                return False
        return False
