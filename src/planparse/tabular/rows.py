"""Rows one after the other: what is a task, what heads the rows below it, what goes on with the row before.

>>> from planparse.tabular.headers import read_header
>>> from planparse.tabular.items import layout_of
>>> from planparse.tabular.printed import find_printed
>>> text = "序号\\t任务\\t责任单位\\n一\\t深化改革\\n1\\t压缩时限。\\t甲局\\n2\\t推进网\\t乙局\\n\\t上办。\\t"
>>> lines = next(find_printed(text)).lines
>>> rows = Rows(text, layout_of(read_header([lines[0].texts])), lines[1:])
>>> for block in rows.blocks: print(type(block).__name__, text[block.start:block.end].split())
Heading ['一', '深化改革']
Work ['1', '压缩时限。', '甲局']
Work ['2', '推进网', '乙局', '上办。']

A row is a task. One without number and task cell goes on with the row before it, as rows do that a page breaks; an
empty group cell means the one above it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cache

from planparse.readers.reading import Cell
from planparse.tabular.grids import RULE_GAP, Gap, Line, number_of
from planparse.tabular.items import Aside, Heading, Layout, Stretches
from planparse.vocab import words

LONGEST_HEADING = 80
"""Characters: a longer row of one cell heads nothing."""

_TERMINAL = frozenset("。；;！!？?)）】:：")
_HANZI_HEADING = re.compile(
    r"[一二三四五六七八九十]{1,3}\s*[、.．]|[(（][一二三四五六七八九十]{1,3}[)）]|第[一二三四五六七八九十]{1,3}(?:部分|章|节)"
)
_SPACES = re.compile(r"\s+")
_NOWHERE = Cell(0, 0)


@dataclass
class Work:
    """An item as its rows are read: its cells, by column."""

    start: int
    end: int
    number: tuple[str, str] | None
    """as printed, and in digits"""
    groups: tuple[Cell, ...]
    is_part: bool
    """whether its number is that of the row before it"""
    columns: dict[int, list[Cell]] = field(default_factory=dict)

    def add(self, text: str, line: Line, layout: Layout) -> None:
        """Take the cells of a row that print something; of columns that are not read, where they are printed first."""
        for columns, only_own in ((layout.read, False), (layout.unread, True)):
            for column in columns:
                cell = cell_at(line, column)
                if cell is None or not is_printed(text, cell) or cell in self.columns.get(column, ()):
                    continue
                if not only_own or cell in line.own:
                    self.columns.setdefault(column, []).append(cell)
        self.end = max(self.end, line.end)

    def stretches(self, column: int) -> Stretches:
        return tuple((cell.start, cell.end) for cell in self.columns.get(column, ()))


def cell_at(line: Line, column: int | None) -> Cell | None:
    """The cell of a row in a column, where it reaches that far."""
    return line.cells[column] if column is not None and column < len(line.cells) else None


def is_printed(text: str, cell: Cell) -> bool:
    return bool(text[cell.start : cell.end].strip())


def said_at(line: Line, column: int | None) -> str:
    return line.texts[column] if column is not None and column < len(line.texts) else ""


class Rows:
    """The rows below one header: `blocks` are what they are read as, `gaps` those that hold nothing."""

    def __init__(
        self, text: str, layout: Layout, lines: Sequence[Line], breaks: frozenset[int] = frozenset()
    ) -> None:
        """`breaks` are where those of the lines begin that a new page opens with."""
        self._text = text
        self._breaks = breaks
        self._layout = layout
        self._open: Work | None = None
        self._groups: dict[int, Cell] = {}
        self._above: dict[int, Cell] = {}
        self.blocks: list[Work | Heading | Aside] = []
        self.gaps: list[Gap] = []
        said = [last for line in lines if (last := said_at(line, layout.contents[-1]))]
        self._has_stops = sum(one[-1] in _TERMINAL for one in said) * 2 >= len(said)
        numbers = (number_of(said_at(line, layout.number)) for line in lines)
        self._counts_in_digits = any(number and _in_digits(number[0]) for number in numbers)
        for line in lines:
            self._row(line)

    def _row(self, line: Line) -> None:
        if not any(is_printed(self._text, cell) for cell in line.own):
            if self._text[line.start : line.end].strip():
                self.gaps.append(Gap(line.start, line.end, RULE_GAP))
            return
        block = self._heading(line) or self._aside(line)
        if block is None:
            self._work(line)
            return
        self._open = None
        if isinstance(block, Heading):
            self._groups = {}
        self.blocks.append(block)

    def _heading(self, line: Line) -> Heading | None:
        """A row of one cell that is merged, numbered, or in a column of labels; or of a number 一 and one cell."""
        layout = self._layout
        cells = [cell for cell in dict.fromkeys(line.cells) if is_printed(self._text, cell)]
        number = cell_at(line, layout.number)
        label = ""
        if len(cells) == 2 and number in cells and self._counts_in_digits:
            counted = number_of(said_at(line, layout.number))
            cells.remove(number)
            if counted is None or _in_digits(counted[0]):
                return None
            label = counted[0]
        if len(cells) != 1:
            return None
        cell = cells[0]
        said = self._text[cell.start : cell.end].strip()
        stands = [column for column, one in enumerate(line.cells) if one == cell]
        if (
            said[-1] in "。；;"
            or len(said) > LONGEST_HEADING
            or _is_note(said)
            or number_of(said) is not None
        ):
            return None
        heads = label or len(stands) > 1 or stands[0] == layout.number or stands[0] in layout.groups
        if (heads and not (label and stands[0] in layout.answers)) or _HANZI_HEADING.match(said):
            return Heading(line.start, line.end, label, (cell.start, cell.end))
        return None

    def _aside(self, line: Line) -> Aside | None:
        """A sum, a note over all columns, or a row that says nothing of what is to be done."""
        layout = self._layout
        cells = [cell for cell in dict.fromkeys(line.cells) if is_printed(self._text, cell)]
        stands = [column for column, one in enumerate(line.cells) if one == cells[0]]
        alone = len(cells) == 1 and (len(stands) > 1 or stands[0] not in layout.read)
        first = {_SPACES.sub("", said_at(line, column)) for column in (layout.number, *layout.tasks)}
        has_number = number_of(said_at(line, layout.number)) is not None
        has_task = any(said_at(line, column) for column in layout.tasks)
        nothing = not has_task and (has_number or self._open is None)
        return Aside(line.start, line.end) if alone or nothing or first & _sums() else None

    def _work(self, line: Line) -> None:
        """A task, a part of the one before, or more of it."""
        layout, before = self._layout, self._open
        tasks = [column for column in layout.tasks if self._is_own(line, column)]
        answered = any(self._is_own(line, column) for column in layout.answers)
        said = said_at(line, layout.number)
        title_again = before is not None and not said and self._is_title_again(before, line)
        merged_down = bool(said) and cell_at(line, layout.number) not in line.own
        below_title = layout.title is not None and (title_again or layout.title not in tasks)
        is_part = False
        if before is not None and (merged_down or not said or not tasks):
            fresh = answered and line.start not in self._breaks
            if not tasks or (
                not merged_down and not title_again and self._goes_on(before, fresh, below_title)
            ):
                before.add(self._text, self._with_cells_above(line), layout)
                return
            is_part = merged_down or (below_title and layout.number is not None)
        self._carry(line)
        groups = tuple(self._groups[column] for column in layout.groups if column in self._groups)
        number = number_of(said) or ((said, "") if said else None)
        self._open = Work(line.start, line.end, number, groups, is_part)
        self._open.add(self._text, self._with_cells_above(line), layout)
        self.blocks.append(self._open)

    def _with_cells_above(self, line: Line) -> Line:
        """The row with the cells that 同上 stands for, in the columns of who and when."""
        cells = list(line.cells)
        for column in self._layout.answers:
            if not is_printed(self._text, cell_at(line, column) or _NOWHERE):
                continue
            if _SPACES.sub("", said_at(line, column)) in words("tables")["as_above"]["names"]:
                cells[column] = self._above.get(column, cells[column])
            self._above[column] = cells[column]
        return line._replace(cells=tuple(cells))

    def _is_title_again(self, before: Work, line: Line) -> bool:
        """Whether a row without a number prints the title of the row before it once more, as written-out merged cells do."""
        title = self._layout.title
        if title is None or self._layout.number is None or not self._is_own(line, title):
            return False
        above = "".join(self._text[start:end] for start, end in before.stretches(title))
        return _SPACES.sub("", above) == _SPACES.sub("", said_at(line, title))

    def _goes_on(self, before: Work, answered: bool, below_title: bool) -> bool:
        """Whether a row without a number goes on with the text of the one before it.

        `answered` says that it has units or dates of its own, and that no page breaks above it.
        """
        cells = [cell for column in self._layout.tasks for cell in before.columns.get(column, ())]
        last = self._text[cells[-1].start : cells[-1].end].strip() if cells else ""
        unfinished = self._has_stops and last != "" and last[-1] not in _TERMINAL
        if self._layout.number is None or (self._layout.title is not None and not below_title):
            return unfinished and not answered
        return unfinished or not answered

    def _carry(self, line: Line) -> None:
        """The groups that hold from here: an empty cell means the one above it, until an outer one changes."""
        changed = False
        for column in self._layout.groups:
            cell = cell_at(line, column)
            if cell is not None and is_printed(self._text, cell):
                changed = changed or self._groups.get(column) != cell
                self._groups[column] = cell
            elif changed:
                self._groups.pop(column, None)

    def _is_own(self, line: Line, column: int) -> bool:
        cell = cell_at(line, column)
        return cell is not None and cell in line.own and is_printed(self._text, cell)


def _in_digits(number: str) -> bool:
    return number.strip("()")[:1].isdigit()


def _is_note(said: str) -> bool:
    return said.startswith(tuple(words("tables")["notes"]["names"]))


@cache
def _sums() -> frozenset[str]:
    return frozenset(words("tables")["sums"]["names"])
