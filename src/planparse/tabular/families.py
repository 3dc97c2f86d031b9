"""Rows below one number or one task cell: a task with several paragraphs, or several tasks below a heading.

>>> from planparse.tabular.headers import read_header
>>> from planparse.tabular.items import layout_of
>>> from planparse.tabular.printed import find_printed
>>> from planparse.tabular.rows import Rows
>>> text = "序号\\t重点任务\\t工作措施\\t责任单位\\n1\\t修路\\t打路基。\\t甲局\\n\\t\\t铺路面。\\t乙局\\n2\\t架桥\\t架一座。\\t甲局"
>>> lines = next(find_printed(text)).lines
>>> layout = layout_of(read_header([lines[0].texts]))
>>> for item in items_of(text, layout, Rows(text, layout, lines[1:]).blocks):
...     print(item.path, item.digits, [group.number for group in item.groups], [text[a:b] for a, b in item.contents])
('1',) ['1'] ['打路基。']
('1',) ['1'] ['铺路面。']
() 2 [] ['架一座。']

A number that is merged down over rows with units or dates of their own heads them; so does a task cell that is merged
down over numbered rows, or that has a heading's number beside the row's own: 1 beside 一、深化改革.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from planparse.readers.reading import Cell
from planparse.tabular.headers import Column
from planparse.tabular.items import Aside, Block, Group, Headed, Heading, Item, Layout, Values
from planparse.tabular.rows import Work

_HEADING = re.compile(
    r"\s*(?:([一二三四五六七八九十]{1,3})\s*[、.．]|第[一二三四五六七八九十]{1,3}(?:部分|篇|章))"
)


def items_of(text: str, layout: Layout, blocks: Sequence[Work | Heading | Aside]) -> list[Block]:
    """The blocks with their works as items; `text` is the source."""
    has_heads = _has_heads(text, layout, [block for block in blocks if isinstance(block, Work)])
    found: list[Block] = []
    head: Cell | None = None
    for family in _families(blocks):
        if not isinstance(family, list):
            found.append(family)
            head = None
            continue
        titles = family[0].columns.get(layout.title, []) if layout.title is not None else []
        head = titles[0] if titles else head
        found += _items(layout, family, head if has_heads else None)
    return found


def _families(blocks: Sequence[Work | Heading | Aside]) -> Iterator[list[Work] | Heading | Aside]:
    """The works that share one number together."""
    family: list[Work] = []
    for block in blocks:
        if isinstance(block, Work) and block.is_part and family:
            family.append(block)
            continue
        if family:
            yield family
        family = [block] if isinstance(block, Work) else []
        if not isinstance(block, Work):
            yield block
    if family:
        yield family


def _has_heads(text: str, layout: Layout, works: Sequence[Work]) -> bool:
    """Whether the title column heads numbered rows: its cells are merged down, left empty, or numbered as headings."""
    if layout.title is None:
        return False
    above: Cell | None = None
    for work in works:
        if not work.is_part:
            cells = work.columns.get(layout.title)
            if above is not None and (not cells or cells[0] == above):
                return True
            if cells and _is_heading(text, cells[0], work):
                return True
            above = cells[0] if cells else above
    return False


def _is_heading(text: str, cell: Cell, work: Work) -> bool:
    """Whether a cell opens with the number of a heading, and the row has another number of its own."""
    found = _HEADING.match(text, cell.start, cell.end)
    return found is not None and work.number is not None and work.number[0] != found[1]


def _items(layout: Layout, family: list[Work], head: Cell | None) -> Iterator[Item]:
    """One item of works that share their units and dates; else one each, below the number that they share."""
    first = family[0]
    shared = {cell for column in layout.answers for cell in first.columns.get(column, ())}
    apart = any(
        cell not in shared
        for part in family[1:]
        for column in layout.answers
        for cell in part.columns.get(column, ())
    )
    if not apart:
        for part in family[1:]:
            for column, cells in part.columns.items():
                kept = first.columns.setdefault(column, [])
                kept += [cell for cell in cells if cell not in kept]
            first.end = max(first.end, part.end)
        yield _item(layout, first, first, head)
        return
    number, digits = first.number or ("", "")
    title = first.stretches(layout.title) if layout.title is not None and head is None else ()
    for part in family:
        if layout.title is not None:
            part.columns.pop(layout.title, None)
        part.number = None
        item = _item(layout, part, first, head)
        shared_by_all = (Group(number, title),) if title or digits else ()
        yield item._replace(groups=item.groups + shared_by_all, path=(digits,) if digits else ())


def _item(layout: Layout, work: Work, first: Work, head: Cell | None) -> Item:
    groups = [Group("", ((cell.start, cell.end),)) for cell in (*first.groups, *((head,) if head else ()))]
    number, digits = work.number or ("", "")
    return Item(
        start=work.start,
        end=work.end,
        number=number,
        digits=digits,
        path=(),
        groups=tuple(groups),
        title=work.stretches(layout.title) if layout.title is not None and head is None else (),
        contents=tuple(stretch for column in layout.contents for stretch in work.stretches(column)),
        units=_values(work, layout.units),
        people=_values(work, layout.people),
        deadlines=_values(work, layout.deadlines),
        targets=_values(work, layout.targets),
        periods=_headed(work, layout, layout.periods),
        others=_headed(work, layout, layout.others),
        beside=_headed(work, layout, layout.beside),
    )


def _values(work: Work, columns: Sequence[tuple[int, Column]]) -> Values:
    return tuple((column, found) for number, column in columns if (found := work.stretches(number)))


def _headed(work: Work, layout: Layout, columns: Sequence[int]) -> Headed:
    return tuple(
        (layout.heads[number] if layout.heads else (work.start, work.start), found)
        for number in columns
        if (found := work.stretches(number))
    )
