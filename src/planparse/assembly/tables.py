"""Where the tables of a document stand among its lines.

A table stands below the entry that its line belongs to. An entry that says nothing but its table is the table's
heading, and no task; a table with a caption of its own behind an item's text is a list of its own.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import Final

from planparse.assembly.material import Material
from planparse.assembly.measures import calendar_of
from planparse.assembly.table_tasks import Writer, Written
from planparse.assembly.table_text import lay_out
from planparse.assembly.under import Under
from planparse.clauses.responsibilities import find_responsibilities
from planparse.clauses.times import Calendar
from planparse.numbering import markers
from planparse.readers.reading import Reading
from planparse.records import Document
from planparse.tabular import PLACEHOLDER
from planparse.tabular.items import TaskTable
from planparse.vocab import words

_LONGEST_CAPTION: Final = 60
_OPENING: Final = 3000
"""Characters of what the items say in which a document that has no year elsewhere names its year."""
_POINTS_BELOW: Final = re.compile(r"[如见]下|[下附]表|附件|见表|:$")
_REMARK: Final = re.compile(r"[(〔][^()〔〕]*[)〕]$")


class Tables:
    """The tables of a document by the line that stands for each, and one text of all their cells."""

    def __init__(self, material: Material, reading: Reading, found: Sequence[TaskTable]) -> None:
        self._value = material.value
        self._extents = material.lines
        self._at = dict(_lines_of(material, found)) if found else {}
        if self._at:
            above = [_rule_above(material, line) for line in self._at]
            self._text, self._laid = lay_out(reading.text, zip(self._at.values(), above, strict=True))
            clauses = find_responsibilities(self._text.value)
            calendar = self._calendar(material.calendar)
            self._material = Material(self._text, clauses, calendar, [], reading, material.known)
            self._clauses = {clause.start: number for number, clause in enumerate(clauses)}

    def _calendar(self, calendar: Calendar) -> Calendar:
        """The document's; where nothing above the tables names a year, the year of what they open with."""
        if calendar.year is not None:
            return calendar
        opening = ""
        for laid in self._laid.values():
            if len(opening) > _OPENING:
                break
            opening += self._text.value[slice(*laid.prose)] + "\n"
        return calendar_of(Document(), opening[:_OPENING])._replace(document_date=calendar.document_date)

    def split(self, part: range) -> Iterator[tuple[range, TaskTable | None]]:
        """The part's lines between tables, and each table, in order."""
        start = part.start
        for line in (line for line in self._at if line in part):
            if start < line:
                yield range(start, line), None
            yield range(line, line + 1), self._at[line]
            start = line + 1
        if start < part.stop:
            yield range(start, part.stop), None

    def begin(self, lines: range) -> int | None:
        """The first of an entry's lines that stands for a table, or is its caption; None without a table."""
        line = next((line for line in self._at if line in lines), None)
        if line is not None and line - 1 > lines.start and self._is_caption(line - 1):
            return line - 1
        return line

    def caption(self, line: int) -> str:
        """What a line says, if it is the caption of the table below it."""
        return self._said(line) if line not in self._at and self._is_caption(line) else ""

    def heads(self, rest: int, begin: int) -> bool:
        """Whether an entry, whose text begins at `rest`, is but the heading of the table that begins at a line."""
        text = self._value[rest : self._extents[begin - 1][1]].strip(" 。;:\n")
        return not text or (not self.caption(begin) and bool(_POINTS_BELOW.search(self._said(begin - 1))))

    def write(self, table: TaskTable, under: Under) -> Written:
        """The tasks and sections of a table, in printed order; their ids may have been given before."""
        writer = Writer(self._material, self._laid, self._clauses, under)
        writer.write(table)
        return writer.written

    def _said(self, line: int) -> str:
        return self._value[slice(*self._extents[line])]

    def _is_caption(self, line: int) -> bool:
        said = self._said(line)
        named = _REMARK.sub("", said.strip("《》 ")).endswith(tuple(words("tables")["captions"]["names"]))
        return named and len(said) <= _LONGEST_CAPTION and markers.at(said, 0) is None


def _lines_of(material: Material, found: Sequence[TaskTable]) -> Iterator[tuple[int, TaskTable]]:
    """The line that stands for each table; a table that went with a page's furniture has none."""
    tables = {(table.start, table.end): table for table in found}
    for line, (start, end) in enumerate(material.lines):
        if end - start == 1 and material.value[start] == PLACEHOLDER:
            span = material.places.text.span(start, end)
            table = tables.get((span.start, span.end))
            if table is not None:
                yield line, _without_read_rule(material, table)


def _without_read_rule(material: Material, table: TaskTable) -> TaskTable:
    """The table without the statement on who leads that a clause above it has made: that one's note is enough."""
    for clause in material.clauses if table.rule else ():
        if clause.rule:
            start, end = material.places.text.span(*clause.rule_span)
            if start <= table.rule_span[0] < end:
                return table._replace(rule="")
    return table


def _rule_above(material: Material, line: int) -> str:
    """The rule on who leads that the clauses above a line have left."""
    before = material.clauses[: bisect_left(material.starts, material.lines[line][0])]
    return next((clause.rule for clause in reversed(before) if clause.rule), "")
