"""The lists of tasks in a reading: from its own tables, and from those that are printed in its text.

>>> from planparse.readers.reading import Reading
>>> text = "任务表\\n序号\\t任务\\t责任单位(列第一位的为牵头单位)\\n1\\t修路\\t甲局\\n注:以上均须完成。"
>>> [table] = find_tables(Reading(text, "utf-8"))
>>> text[table.start:table.end].split("\\n")[-1].split(), table.rule, text[slice(*table.rule_span)]
(['1', '修路', '甲局'], 'lead_rule', '列第一位的为牵头单位')

A table begins with its header and ends with its last task; what stands above and below stays ordinary text.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from functools import cache

from planparse.readers.reading import Furniture, Reading
from planparse.tabular.families import items_of
from planparse.tabular.grids import HEADER_GAP, Gap, Grid, Line, Stretch, number_of, of_table, page_number
from planparse.tabular.headers import Header, column_of, read_header
from planparse.tabular.items import Aside, Block, Heading, Item, TaskTable, layout_of
from planparse.tabular.printed import find_printed
from planparse.tabular.rows import Rows, said_at
from planparse.vocab import alternation, words

_DEEPEST_HEADER = 3
_FAR = 200
"""Characters above a table in which a statement about it may stand."""
_LINE = re.compile(r"\S[^\n\r]*")
_STATEMENT_STARTS = "([（〔【。；;\n\t|｜│:：，,"
_STATEMENT_ENDS = ")]）〕】。；;\n\t|｜│"


def find_tables(reading: Reading) -> list[TaskTable]:
    """The lists of tasks, in order; they do not overlap."""
    text = reading.text
    taken = sorted((table.start, table.end) for table in reading.tables)
    grids = [*_joined(reading), *find_printed(text, taken)]
    found: list[TaskTable] = []
    for grid in sorted(grids, key=lambda grid: grid.lines[0].start):
        table = read_table(text, grid)
        if table is not None and (not found or table.start >= found[-1].end):
            found.append(_with_surroundings(text, table, found[-1].end if found else 0, reading.furniture))
    return found


def _joined(reading: Reading) -> Iterator[Grid]:
    """The reader's tables; one that a page broke is one again: no header or the same, and nothing between."""
    waiting: Grid | None = None
    header: Header | None = None
    for table in sorted(reading.tables):
        grid = of_table(reading.text, table)
        if not grid.lines:
            continue
        first, own = _first_header(grid.lines)
        if waiting is not None and header is not None and (own is None or (own == header and first == 0)):
            between = _nothing_between(reading, waiting.lines[-1].end, table.start)
            if between is not None and _width(grid) == _width(waiting):
                waiting = Grid(waiting.lines + grid.lines, (*waiting.gaps, *between))
                continue
        if waiting is not None:
            yield waiting
        waiting, header = grid, own
    if waiting is not None:
        yield waiting


def _width(grid: Grid) -> int:
    return max(len(line.cells) for line in grid.lines)


def _first_header(lines: Sequence[Line]) -> tuple[int, Header | None]:
    for number in range(len(lines)):
        header = _header_at(lines, number)
        if header is not None:
            return number, header
    return len(lines), None


def _header_at(lines: Sequence[Line], number: int) -> Header | None:
    return read_header([line.texts for line in lines[number : number + _DEEPEST_HEADER]])


def _nothing_between(reading: Reading, start: int, end: int) -> list[Gap] | None:
    """What stands between two parts of a table, where it is nothing but page numbers and running heads."""
    gaps = [Gap(*one) for one in reading.furniture if start <= one.start and one.end <= end]
    for line in _LINE.finditer(reading.text, start, end):
        if any(gap.start <= line.start() < gap.end for gap in gaps):
            continue
        page = page_number(reading.text, *line.span())
        if page is None:
            return None
        gaps.append(page)
    return gaps


def read_table(text: str, grid: Grid) -> TaskTable | None:
    """The list of tasks that a grid holds, from its header on; None where it holds none."""
    lines = grid.lines
    first, header = _first_header(lines)
    blocks: list[Block] = []
    gaps = list(grid.gaps)
    while header is not None:
        top, below = lines[first], first + header.rows
        blocks.append(Aside(top.start, lines[below - 1].end))
        layout = layout_of(header)._replace(heads=_heads(lines[first:below], len(header.columns)))
        body: list[Line] = []
        following: Header | None = None
        while below < len(lines) and following is None:
            again = _header_below(lines, below, header, layout.number)
            if again is None:
                body.append(lines[below])
                below += 1
            elif again == header:
                gaps.append(Gap(lines[below].start, lines[below + header.rows - 1].end, HEADER_GAP))
                below += header.rows
            else:
                following = again
        rows = Rows(text, layout, body, _breaks(body, gaps))
        blocks += items_of(text, layout, rows.blocks)
        gaps += rows.gaps
        first, header = below, following
    while blocks and not isinstance(blocks[-1], Item):
        blocks.pop()  # headings of nothing, notes below the table
    if not blocks:
        return None
    start, end = blocks[0].start, max(block.end for block in blocks)
    within = tuple(sorted(gap for gap in gaps if start <= gap.start and gap.end <= end))
    legends = (find_legend(text, one.start, one.end) for one in blocks if isinstance(one, Aside | Heading))
    rule, span = next((legend for legend in legends if legend), ("", (start, start)))
    return TaskTable(start, end, tuple(blocks), within, rule, span)


def _heads(lines: Sequence[Line], width: int) -> tuple[Stretch, ...]:
    """Where the lowest header of each column stands; nowhere, for a column without any."""
    heads: list[Stretch] = [(lines[0].start, lines[0].start)] * width
    for line in lines:
        for number, (cell, said) in enumerate(zip(line.cells, line.texts, strict=True)):
            if said and number < width:
                heads[number] = (cell.start, cell.end)
    return tuple(heads)


def _breaks(lines: Sequence[Line], gaps: Sequence[Gap]) -> frozenset[int]:
    """Where those of the lines begin that stand right below something that is no row."""
    starts = [line.start for line in lines]
    below = (bisect_left(starts, gap.end) for gap in gaps)
    return frozenset(starts[number] for number in below if number < len(starts))


def _header_below(lines: Sequence[Line], number: int, current: Header, numbered: int | None) -> Header | None:
    """The header that is printed here once more, or another one; None where the row is a row."""
    line = lines[number]
    if number_of(said_at(line, numbered)) or sum(column_of(text) is not None for text in set(line.texts)) < 2:
        return None
    again = read_header([one.texts for one in lines[number : number + current.rows]])
    return again if again == current else _header_at(lines, number)


def _with_surroundings(text: str, table: TaskTable, low: int, furniture: Sequence[Furniture]) -> TaskTable:
    """The table with the furniture that stands in it, and with the statement above or below it on who leads."""
    inside = [Gap(*one) for one in furniture if table.start <= one.start and one.end <= table.end]
    if inside:
        table = table._replace(gaps=tuple(sorted({*table.gaps, *inside})))
    if table.rule or _says_who_leads(table):
        return table
    legend = find_legend(text, max(low, table.start - _FAR), table.start)
    below = _LINE.search(text, table.end)
    if legend is None and below is not None and below[0].startswith(tuple(words("tables")["notes"]["names"])):
        legend = find_legend(text, *below.span())
    return table._replace(rule=legend[0], rule_span=legend[1]) if legend else table


def _says_who_leads(table: TaskTable) -> bool:
    """Whether a column of the table's own names who leads."""
    items = (block for block in table.blocks if isinstance(block, Item))
    return any(column.kind == "lead" for item in items for column, _ in item.units)


def find_legend(text: str, start: int, end: int) -> tuple[str, Stretch] | None:
    """The statement in `text[start:end]` that the first-named lead, and its kind: 列第一位的为牵头单位."""
    match = _legend().search(text, start, end)
    if match is None:
        return None
    first, last = match.span()
    while first > start and text[first - 1] not in _STATEMENT_STARTS:
        first -= 1
    while last < min(end, len(text)) and text[last] not in _STATEMENT_ENDS:
        last += 1
    return ("comma_rule" if match["comma"] else "lead_rule"), (first, last)


@cache
def _legend() -> re.Pattern[str]:
    vocabulary = words("responsibilities")
    first, comma = (alternation(vocabulary[key]["names"]) for key in ("lead_rules", "comma_rules"))
    return re.compile(f"(?P<first>{first})|(?P<comma>{comma})")
