"""Slips of single lines that a person makes and sees at once, put right so that the lines can be read.

>>> lines = ["tasks：\\n", "- id: '1'\\n", "  title:修路\\n"]
>>> sheet = Sheet(lines)
>>> sheet.put_right()
>>> for fault in sheet.faults:
...     print(f"{fault.line}:{fault.column} {fault.message}")
1:6 字段名之后是全角冒号
3:8 冒号后没有空格
>>> print("".join(sheet.lines), end="")
tasks:
- id: '1'
  title: 修路
>>> sheet.printed(3, 12)
11
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import fields
from itertools import accumulate
from typing import Any

import yaml

from planparse.records import Plan, Task
from planparse.validation.faults import Fault
from planparse.validation.nodes import FIELDS
from planparse.validation.stretches import Span

MOST_FAULTS = 100
"""Slips of one file that are told."""

Shifts = dict[int, list[tuple[int, int]]]
"""line, from 1: the column behind which characters were put in, and how many; taken out where it is negative"""

KEY = re.compile(r"(?P<indent>[ ]*)(?P<dashes>(?:- +)*)(?P<key>[A-Za-z_][A-Za-z_0-9]*):(?:\s|$)")
ITEM = re.compile(r"(?P<indent> *)-(?:\s|$)")
DASHES = re.compile(r" *(?:-(?: +|(?=[\r\n]|$)))*")
LITERAL = re.compile(r".*[:\-]\s+[|>][-+\d]*\s*(?:#.*)?$")

_UNPRINTABLE: re.Pattern[str] = yaml.reader.Reader.NON_PRINTABLE
_COLON = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[A-Za-z_][A-Za-z_0-9]*)(?P<colon>[ ]*：|:(?=[^\s:/]))")
_NO_COLON = re.compile(r"(?P<before>[ ]*(?:- +)*)(?P<key>[A-Za-z_][A-Za-z_0-9]*)(?:\s|$)")
_QUOTED = re.compile(r"[ ]*(?:- +)*[A-Za-z_][A-Za-z_0-9]*: +(?P<quote>['\"])(?P<rest>[^\r\n]*)")


def names(record: Any) -> frozenset[str]:
    """The names of a record's fields."""
    return frozenset(field.name for field in fields(record))


PARTS = {"document", "schema", *(names(Plan) - names(Task))}
"""Fields that stand at the left margin and nowhere else."""


class Sheet:
    """The lines of a file that cannot be read, what is wrong with them, and what was done about it."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.faults: list[Fault] = []
        self.shifts: Shifts = {}
        self.unread: list[range] = []
        """lines that were cut out, from 0"""

    def tell(self, line: int, column: int, message: str, hint: str) -> None:
        """Write a fault down, at a line and a column from 0; the same is told once."""
        fault = Fault(line + 1, self.printed(line + 1, column + 1), "syntax", message, hint)
        if len(self.faults) < MOST_FAULTS and fault not in self.faults:
            self.faults.append(fault)

    def printed(self, line: int, column: int) -> int:
        """The column in which something stands in the file itself, from 1."""
        return printed(self.shifts, line, column)

    def put_right(self) -> None:
        """Characters that no YAML may hold, and colons."""
        for number, line in enumerate(self.lines):
            found = list(_UNPRINTABLE.finditer(line))
            for match in found:
                self.tell(number, match.start(), f"有不能显示的字符 U+{ord(match[0]):04X}", "删去这个字符")
            if found:
                self.lines[number] = _UNPRINTABLE.sub(" ", line)
        for number in self.outside_literals(range(len(self.lines))):
            if self.lines[number].strip() in PARTS and not self.lines[number].startswith(" "):
                self._no_colon(number)
            self._colon(number)

    def outside_literals(self, lines: range) -> Iterator[int]:
        """The lines that are no literal text."""
        least = -1
        """the column from which on a line is a literal text's: that of its first, or behind the field's"""
        begins = False
        for number in lines:
            line = self.lines[number]
            indent = len(line) - len(line.lstrip(" "))
            if least >= 0 and (indent >= least or not line.strip()):
                if begins and line.strip():
                    least, begins = indent, False
                continue
            begins = bool(LITERAL.match(line.rstrip("\r\n")))
            least = indent + 1 if begins else -1
            yield number

    def _colon(self, number: int) -> None:
        """A full-width colon behind a field's name, or one without a space behind it."""
        line = self.lines[number]
        match = _COLON.match(line)
        if match is None or match["key"] not in FIELDS:
            return
        place = match.end() - 1
        if line[place] == "：":
            self.tell(number, place, "字段名之后是全角冒号", "改成半角冒号,后空一格")
        else:
            self.tell(number, place, "冒号后没有空格", "冒号后空一格")
        head, behind = line[: match.end("key")] + ":", line[match.end() :]
        head += " " * (place + 1 - len(head))
        if behind.strip() and not behind.startswith((" ", "\t")):
            self.shifts.setdefault(number + 1, []).append((place + 1, 1))
            head += " "
        self.lines[number] = head + behind

    def _no_colon(self, number: int) -> None:
        """A part of the plan that is named, and nothing else: what stands below would go to the part before."""
        line = self.lines[number]
        name = line.strip()
        self.tell(number, len(name), "字段名之后缺少冒号", "在行末加上冒号")
        self.lines[number] = f"{name}:{line[len(line.rstrip()) :]}"

    def indent(self, number: int, column: int, wanted: int, *, is_told: bool = True) -> None:
        """Move what begins in a column to another one."""
        if is_told:
            self.tell(number, column, "缩进不对", f"前面空 {wanted} 格" if wanted else "顶格写")
        self.lines[number] = " " * wanted + self.lines[number][column:]
        self.shifts.setdefault(number + 1, []).append((0, wanted - column))

    def unclosed(self, entry: range) -> tuple[int, int] | None:
        """A quote that is not closed before the next field: the parser would take that field for its text."""
        for number in range(entry.start, entry.stop - 1):
            match = _QUOTED.match(self.lines[number])
            if match and KEY.match(self.lines[number + 1]):
                rest = match["rest"].replace("\\\\", "").replace('\\"', "").replace("''", "")
                if match["quote"] not in rest:
                    return number, match.start("quote")
        return None

    def without_colon(self, line: int) -> tuple[int, int] | None:
        """Where a line begins with a field's name and has no colon behind it: the next is told to have one too many."""
        match = _NO_COLON.match(self.lines[line]) if line >= 0 else None
        return (line, match.end("key")) if match and match["key"] in FIELDS else None

    def cut_field(self, line: int, stop: int) -> bool:
        """Cut a field with what belongs to it; False where nothing was left to cut."""
        text = self.lines[line]
        dashes = DASHES.match(text)
        indent = dashes.end() if dashes else 0
        rest = text[indent:].strip()
        if not rest:
            return False
        open_ended = rest.endswith(":") or bool(LITERAL.match(text.rstrip("\r\n")))
        is_item = "-" in text[:indent]
        end = line + 1
        while end < stop:
            below = self.lines[end]
            depth = len(below) - len(below.lstrip(" "))
            deeper = depth > indent or (depth == indent and not is_item and ITEM.match(below) is not None)
            if below.strip() and not (deeper and (open_ended or not KEY.match(below))):
                break
            end += 1
        self.cut(range(line, end))
        return True

    def cut(self, lines: range) -> None:
        """Blank the lines; the dash of an item stays, so that the items behind it keep their places."""
        for number in lines:
            line = self.lines[number]
            kept = DASHES.match(line) if number == lines.start else None
            content = (kept[0] if kept else "").ljust(len(line.rstrip("\r\n")))
            self.lines[number] = content + line[len(content) :]
        self.unread.append(lines)

    def spans(self) -> list[Span]:
        """Where the lines that were cut out stand in the text, in characters."""
        starts = [0, *accumulate(map(len, self.lines))]
        return [(starts[lines.start], starts[lines.stop]) for lines in self.unread]


def printed(shifts: Shifts, line: int, column: int) -> int:
    """The column in the file, from 1, of a column in the lines that were put right."""
    for behind, amount in reversed(shifts.get(line, ())):
        column = max(column - amount, 1) if column > behind else column
    return column
