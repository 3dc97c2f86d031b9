"""The cells of tables as one text, so that clauses, dates and numbers are found in them as anywhere else.

>>> from planparse.readers.reading import Reading
>>> from planparse.tabular.tables import find_tables
>>> reading = Reading("序号\\t任务\\t牵头单位\\t完成时限\\n1\\t修路\\t甲局、乙局\\t6月底", "utf-8")
>>> table_text = lay_out(reading.text, [(find_tables(reading)[0], "")])
>>> table_text.text.value
'修路\\n(完成时限:6月底;牵头单位:甲局、乙局)\\n'

An item's title and contents stand first, then its targets, then what its other cells say, as one clause: so a rule that
the first-named lead, verbs inside a cell and 下同 mean the same in a table as in a sentence.
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Final, NamedTuple

from planparse.clauses.brackets import LONGEST_CLAUSE
from planparse.tabular.cells import date_text, label_text, made, names_text, prose_text
from planparse.tabular.grids import Stretch
from planparse.tabular.headers import Column
from planparse.tabular.items import Item, Stretches, TaskTable
from planparse.text import Text
from planparse.vocab import words

_LABELS: Final = {
    "lead": "牵头单位:",
    "responsible": "责任单位:",
    "supporting": "配合单位:",
    "open": "责任分工:",
    "deadline": "完成时限:",
}
_RULES: Final = {"lead_rule": "列第一位", "comma_rule": "第一个逗号前为牵头"}
_READ_BEFORE: Final = len("目标:")
_MARK: Final = re.compile(r"[,，;；。:：]")
_NO_TIME: Final = re.compile(
    r"[^\W\d年月日号底末前初上中下旬季度至到内起止完成时限半全持续推进长期坚持常态化开展每第一二三四五六七八九十]"
)
_AMOUNT: Final = re.compile(r"\d(?!个月|个工作日)[^\W\d年月日号季时天周]")
_FEWEST_WORDS: Final = 4
"""Characters beside those of dates in a cell of dates that says what is to be done by each."""
_MOST_REPEATED: Final = 400_000
"""Characters of cells that are merged down and read again in each row; beyond, they are read in their first row."""


class Extra(NamedTuple):
    """A cell that a task says below its content, `start:end` with its header: a goal, or what no vocabulary names.

    A goal is read from `read` on, so that a bare 2座 is no count of what there is; the header may name a year.
    """

    year: int | None
    start: int
    read: int
    end: int
    dated: bool = False
    """whether its dates are read as those of a cell of dates"""


class Laid(NamedTuple):
    """Where an item's cells stand in the text."""

    title: Stretch
    prose: Stretch
    """title and contents, and what is to be done in each quarter"""
    clauses: tuple[int, ...]
    """where its clauses begin"""
    extras: tuple[Extra, ...]


class TableText(NamedTuple):
    """The text, and each item by where it begins in the source."""

    text: Text
    laid: dict[int, Laid]


def lay_out(source: str, tables: Iterable[tuple[TaskTable, str]]) -> TableText:
    """Lay the items of all tables out. Beside each table stands the rule on who leads that holds above it, if any."""
    desk = _Desk(source)
    rule = ""
    for table, above in tables:
        if table.rule:
            first, last = table.rule_span
            desk.put("(责任单位:", first)
            desk.take(label_text(source, (table.rule_span,)))
            desk.put(")\n", last)
        elif above and above != rule:
            desk.put(f"(责任单位:{_RULES[above]})\n", table.start)
        rule = table.rule or above or rule
        for block in table.blocks:
            if isinstance(block, Item):
                desk.lay(block)
    return TableText(Text.joined(desk.parts, source), desk.laid)


class _Desk:
    def __init__(self, source: str) -> None:
        self._source = source
        self._length = 0
        self._seen: set[Stretch] = set()
        self._repeated = 0
        self.parts: list[Text] = []
        self.laid: dict[int, Laid] = {}

    def take(self, text: Text) -> Stretch:
        start = self._length
        self.parts.append(text)
        self._length += len(text.value)
        return start, self._length

    def put(self, value: str, at: int) -> None:
        self.take(made(value, self._source, at))

    def lay(self, item: Item) -> None:
        """Put one item down."""
        title = self.take(prose_text(self._source, item.title))
        if item.title and item.contents:
            self.put("\n", item.start)
        start, end = title if not item.contents else self.take(prose_text(self._source, item.contents))
        if item.title:
            start = title[0]
        for head, stretches in item.periods:
            if self._is_affordable(stretches) and self._says_something(stretches):
                self.put("\n", item.end)
                self.take(label_text(self._source, (head,)))
                self.put(":", stretches[0][0])
                end = self.take(prose_text(self._source, stretches))[1]
        self.put("\n", item.end)
        extras: list[Extra] = []
        for column, stretches in item.targets:
            if self._is_affordable(stretches) and self._says_something(stretches):
                begin = self._length
                self.put((f"{column.year}年" if column.year else "") + column.label + ":", stretches[0][0])
                cell = self.take(prose_text(self._source, stretches))
                extras.append(Extra(column.year, begin, cell[0] - _READ_BEFORE, cell[1]))
                self.put("\n", item.end)
        for column, stretches in item.deadlines:
            text = prose_text(self._source, stretches)
            if _tells(text.value) and self._is_affordable(stretches):
                begin = self._length
                self.put(column.label + ":", stretches[0][0])
                cell = self.take(text)
                extras.append(Extra(None, begin, cell[0] - _READ_BEFORE, cell[1], True))
                self.put("\n", item.end)
        for head, stretches in item.others:
            if self._says_something(stretches):
                begin = self._length
                self.take(label_text(self._source, (head,)))
                self.put(":" if head[0] < head[1] else "", stretches[0][0])
                end_of_cell = self.take(prose_text(self._source, stretches))[1]
                extras.append(Extra(None, begin, end_of_cell, end_of_cell))
                self.put("\n", item.end)
        clauses = tuple(self._clauses(item))
        self.laid[item.start] = Laid(title, (start, end), clauses, tuple(extras))

    def _clauses(self, item: Item) -> list[int]:
        """Put the other cells down as clauses: one, or more where it would be too long."""
        values = [
            (_LABELS["deadline"], date_text(self._source, found))
            for _, found in item.deadlines
            if self._is_affordable(found)
        ]
        values += [
            (_label_of(column), names_text(self._source, found))
            for column, found in item.units
            if self._is_affordable(found)
        ]
        starts: list[int] = []
        for label, text in values:
            if not text.value:
                continue
            at = text.start_in_source(0)
            if starts and self._length - starts[-1] + len(text.value) + len(label) < LONGEST_CLAUSE - 2:
                self.put(";", at)
            else:
                if starts:
                    self.put(")\n", at)
                starts.append(self._length)
                self.put("(", at)
            self.put(label, at)
            self.take(text)
        if starts:
            self.put(")\n", item.end)
        return starts

    def _says_something(self, stretches: Stretches) -> bool:
        return label_text(self._source, stretches).value.strip() not in words("tables")["none"]["names"]

    def _is_affordable(self, stretches: Stretches) -> bool:
        again = [stretch for stretch in stretches if stretch in self._seen]
        self._seen.update(stretches)
        self._repeated += sum(end - start for start, end in again)
        return not again or self._repeated <= _MOST_REPEATED


def _label_of(column: Column) -> str:
    """The label of a column of bodies, and of the persons beside them: 责任单位及责任人."""
    label = _LABELS[column.kind]
    return f"{label[:-1]}及{column.persons}:" if column.persons else label


def _tells(value: str) -> bool:
    """Whether a cell of dates says what is to be done by them: 6月底前完成主体工程,12月底前建成3所."""
    if not _MARK.search(value):
        return False
    return len(_NO_TIME.findall(value)) >= _FEWEST_WORDS or bool(_AMOUNT.search(value))
