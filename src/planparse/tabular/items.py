"""What a table is read as: items, headings, and rows that are neither; each with its place in the source.

>>> from planparse.tabular.headers import read_header
>>> layout = layout_of(read_header([["序号", "章节", "对应任务", "细则名称", "细则内容", "牵头部门", "完成时限"]]))
>>> layout.number, layout.groups, layout.title, layout.contents, [number for number, _ in layout.units]
(0, (1, 2), 3, (4,), [5])
"""

from __future__ import annotations

from typing import NamedTuple

from planparse.tabular.grids import Gap, Stretch
from planparse.tabular.headers import Column, Header

Stretches = tuple[Stretch, ...]
"""What a cell prints; two stretches or more where it goes on in another row."""
Values = tuple[tuple[Column, Stretches], ...]
"""The cells of a row that answer one question, each below its header."""
Headed = tuple[tuple[Stretch, Stretches], ...]
"""Cells of a row, each with where its header stands."""


class Layout(NamedTuple):
    """Which columns hold what, by number."""

    width: int
    number: int | None
    groups: tuple[int, ...]
    title: int | None
    contents: tuple[int, ...]
    units: tuple[tuple[int, Column], ...]
    people: tuple[tuple[int, Column], ...]
    deadlines: tuple[tuple[int, Column], ...]
    targets: tuple[tuple[int, Column], ...]
    periods: tuple[int, ...]
    others: tuple[int, ...]
    """the columns whose headers no vocabulary names"""
    beside: tuple[int, ...]
    """the columns that are no part of a task: 备注, 联系人"""
    heads: tuple[Stretch, ...] = ()
    """where the lowest header of each column stands, in the source"""

    @property
    def tasks(self) -> tuple[int, ...]:
        """The columns that say what is to be done."""
        return self.contents if self.title is None else (self.title, *self.contents)

    @property
    def answers(self) -> tuple[int, ...]:
        """The columns that say who does it, and by when."""
        return tuple(number for number, _ in (*self.units, *self.people, *self.deadlines))

    @property
    def read(self) -> tuple[int, ...]:
        """The columns that an item takes cells from."""
        return (*self.tasks, *self.answers, *(number for number, _ in self.targets), *self.periods)

    @property
    def unread(self) -> tuple[int, ...]:
        """The columns of which an item takes but what its own rows print."""
        return (*self.others, *self.beside)


class Group(NamedTuple):
    """What several rows have in common: 领域, or a task over its measures; `number` is the task's."""

    number: str
    name: Stretches


class Item(NamedTuple):
    """A row that is a task, and the rows that go on with it."""

    start: int
    end: int
    number: str
    """as printed; empty where the row has none"""
    digits: str
    """the number in Arabic digits; empty where it is none"""
    path: tuple[str, ...]
    """the digits of the number that is merged down over this row and others"""
    groups: tuple[Group, ...]
    title: Stretches
    contents: Stretches
    units: Values
    people: Values
    deadlines: Values
    targets: Values
    periods: Headed
    others: Headed
    beside: Headed


class Heading(NamedTuple):
    """A row that heads those below it: 一、深化改革. `number` is what its number cell prints, if anything."""

    start: int
    end: int
    number: str
    name: Stretch


class Aside(NamedTuple):
    """A row that is neither: a header, a sum, a row with nothing in it but its number."""

    start: int
    end: int


Block = Item | Heading | Aside


class TaskTable(NamedTuple):
    """A list of tasks that stands at `source[start:end]`; the blocks are in order and do not overlap."""

    start: int
    end: int
    blocks: tuple[Block, ...]
    gaps: tuple[Gap, ...]
    """what stands between them, or inside an item, and belongs to no row"""
    rule: str
    """`lead_rule` or `comma_rule` where the table says that the first-named lead"""
    rule_span: Stretch


def layout_of(header: Header) -> Layout:
    """What each column is for. Of several that name tasks the last is the text, the one before it the title."""
    found: dict[str, list[tuple[int, Column]]] = {}
    for number, column in enumerate(header.columns):
        if column is not None:
            found.setdefault(column.kind, []).append((number, column))
    numbers = {kind: [number for number, _ in columns] for kind, columns in found.items()}
    tasks, contents = numbers.get("task", []), numbers.get("content", [])
    if not contents:
        contents = [tasks.pop()]
    units = [one for kind in ("lead", "responsible", "supporting", "open") for one in found.get(kind, [])]
    return Layout(
        width=len(header.columns),
        number=next(iter(numbers.get("number", [])), None),
        groups=tuple(sorted(numbers.get("group", []) + tasks[:-1])),
        title=tasks[-1] if tasks else None,
        contents=tuple(contents),
        units=tuple(sorted(units)),
        people=tuple(found.get("people", [])),
        deadlines=tuple(sorted(found.get("deadline", []) + found.get("time", []))),
        targets=tuple(found.get("target", [])),
        periods=tuple(numbers.get("period", [])),
        others=tuple(number for number, column in enumerate(header.columns) if column is None),
        beside=tuple(numbers.get("beside", [])),
    )
