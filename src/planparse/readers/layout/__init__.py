"""Characters with their places to a `Reading`: one geometry for every format that has pages.

>>> def printed(text: str, x: float, y: float) -> list[Glyph]:
...     return [Glyph.of(character, x + 10 * i, y, 10.0, 10.0) for i, character in enumerate(text)]
>>> sheet = Sheet(140.0, 842.0, [*printed("持续稳定粮", 70, 90), *printed("食生产，发展油", 50, 110),
...                              *printed("料产业。", 50, 130), *printed("— 1 —", 60, 800)])
>>> reading = lay_out([sheet], "pdf")
>>> reading.text
'\u3000\u3000持续稳定粮\\n食生产，发展油\\n料产业。\\n— 1 —'
>>> reading.opened().value
'\u3000\u3000持续稳定粮食生产，发展油料产业。\\n'

The text keeps the lines that are printed. Page numbers, running heads, notes at a page's foot and the line ends inside a
paragraph are `Furniture`: they are in the text, and no part of the body.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from itertools import accumulate, pairwise
from typing import NamedTuple

from planparse.readers.layout.columns import Gutter, find_gutter, in_columns, still_parts
from planparse.readers.layout.furniture import find_furniture, is_page_number
from planparse.readers.layout.grids import find_grids
from planparse.readers.layout.lines import Line, line_of, lines_of, rows_of
from planparse.readers.layout.notes import find_notes
from planparse.readers.layout.paragraphs import Margins, body_size, find_margins, goes_on, indent_of
from planparse.readers.layout.sheet import Aside, Glyph, Sheet, Stroke, direction_of
from planparse.readers.layout.tables import Grid, Tables, carried_on, same_columns, says_continued
from planparse.readers.reading import Furniture, Reading

__all__ = ["Aside", "Glyph", "Sheet", "Stroke", "direction_of", "lay_out"]


class _Page(NamedTuple):
    """What was found on a sheet."""

    size: tuple[float, float]
    """width and height; the width of a column where there are two"""
    lines: list[Line]
    """outside of tables, in reading order"""
    grids: list[Grid]
    asides: list[tuple[str, Line]]
    gutter: Gutter | None
    strokes: list[Stroke]
    """horizontal, outside of tables"""


class _Entry(NamedTuple):
    """A line of the text, or a table."""

    page: int
    text: str
    line: Line | None = None
    """of the body, where it may go on with another"""
    rule: str = ""
    """why it is furniture"""
    grid: Grid | None = None
    carried: bool = False
    """whether the table goes on with the one before"""


def lay_out(sheets: Iterable[Sheet], name: str, tool: str = "") -> Reading:
    """The text of pages, in reading order. `name` begins the rules of furniture: pdf/page-number.

    A paragraph's first line keeps its indent, as U+3000. Time grows as sorting the characters does.
    """
    pages: list[_Page] = []
    for sheet in sheets:
        pages.append(_page(sheet, pages[-1] if pages else None))
    rules = find_furniture([page.lines for page in pages], [page.size[1] for page in pages])
    size = body_size([page.lines for page in pages])
    for page, found in zip(pages, rules, strict=True):
        notes = find_notes(page.lines, page.strokes, size, found) if page.gutter is None else ()
        found.update(dict.fromkeys(notes, "note"))
    bodies = [
        [line for number, line in enumerate(page.lines) if number not in found]
        for page, found in zip(pages, rules, strict=True)
    ]
    margins = find_margins(bodies, [page.size for page in pages])
    writing = _Writing(name, margins)
    for number, (page, found) in enumerate(zip(pages, rules, strict=True)):
        writing.write(_entries(number, page, found, margins, name))
    return writing.reading(len(pages), tool)


def _page(sheet: Sheet, before: _Page | None) -> _Page:
    known = before.grids[-1].edges if before and before.grids else ()
    grids, glyphs = find_grids(sheet.glyphs, sheet.strokes, sheet.height, known)
    rows = rows_of(glyphs)
    gutter = find_gutter(rows)
    if (
        gutter is None
        and before is not None
        and before.gutter is not None
        and still_parts(before.gutter, rows)
    ):
        gutter = before.gutter
    lines = (
        in_columns(rows, gutter) if gutter else (line for row in rows if (line := line_of(row)) is not None)
    )
    asides = [(aside.rule, line) for aside in sheet.asides for line in lines_of(aside.glyphs)]
    width = gutter.at if gutter else sheet.width
    return _Page((width, sheet.height), list(lines), grids, asides, gutter, _outside(sheet.strokes, grids))


def _outside(strokes: Iterable[Stroke], grids: list[Grid]) -> list[Stroke]:
    """The horizontal lines that are at the height of no table."""
    tops = [grid.top for grid in grids]
    bottoms = list(accumulate((grid.bottom for grid in grids), max))
    found: list[Stroke] = []
    for stroke in strokes:
        above = bisect_right(tops, stroke.bottom)
        if stroke.right - stroke.left > stroke.bottom - stroke.top and not (
            above and bottoms[above - 1] >= stroke.top
        ):
            found.append(stroke)
    return found


def _entries(page: int, found: _Page, rules: dict[int, str], margins: Margins, name: str) -> Iterator[_Entry]:
    """A page's lines and tables in reading order; then what is printed aside."""
    grids = list(found.grids)
    for number, line in enumerate(found.lines):
        while grids and grids[0].top < line.y:
            yield _Entry(page, "", grid=grids.pop(0))
        rule = rules.get(number)
        if rule:
            yield _Entry(page, line.text, rule=f"{name}/{rule}")
        else:
            yield _Entry(page, "\u3000" * indent_of(line, margins, page) + line.text, line)
    for grid in grids:
        yield _Entry(page, "", grid=grid)
    for rule, line in found.asides:
        rule = rule or ("page-number" if is_page_number(line.text) else "")
        yield _Entry(page, line.text, rule=f"{name}/{rule}" if rule else "")


class _Writing:
    """The text as it grows, with the places in it."""

    def __init__(self, name: str, margins: Margins) -> None:
        self._name = name
        self._margins = margins
        self._entries: list[_Entry] = []

    def write(self, entries: Iterable[_Entry]) -> None:
        """Add a page's entries. A table that opens it may go on with the one that ends the page before."""
        for entry in entries:
            if entry.grid is not None:
                entry = self._carried(entry)
            self._entries.append(entry)

    def _carried(self, entry: _Entry) -> _Entry:
        """A table's entry, as the rest of the table before where nothing but furniture and 续表 stands between."""
        number = len(self._entries) - 1
        while number >= 0 and (self._entries[number].rule or says_continued(self._entries[number].text)):
            number -= 1
        above = self._entries[number] if number >= 0 else entry
        if above.grid is None or entry.grid is None or above.page == entry.page:
            return entry
        if not same_columns(above.grid.edges, entry.grid.edges):
            return entry
        grid, following = carried_on(above.grid, entry.grid)
        self._entries[number] = above._replace(grid=grid)
        for between in range(number + 1, len(self._entries)):
            if not self._entries[between].rule:
                self._entries[between] = self._entries[between]._replace(rule=f"{self._name}/continued")
        return entry._replace(grid=following, carried=True)

    def reading(self, pages: int, tool: str) -> Reading:
        """What was written."""
        glue = dict(self._broken())
        pieces: list[str] = []
        begins: list[int] = []
        furniture: list[Furniture] = []
        tables = Tables()
        length = 0
        for number, entry in enumerate(self._entries):
            begins += [length] * (entry.page + 1 - len(begins))
            text = entry.text + glue.get(number, "")
            if entry.grid is not None:
                text = tables.write(entry.grid, length, carried=entry.carried)
            end = length + len(text)
            if entry.rule:
                furniture.append(Furniture(length, end, entry.rule))
            if number in glue:
                furniture.append(Furniture(end, end + 1, f"{self._name}/line-break"))
            pieces.append(text)
            length = end + 1
        begins += [max(length - 1, 0)] * (pages - len(begins))
        return Reading("\n".join(pieces), "utf-8", tool, tuple(begins), tuple(tables.found), tuple(furniture))

    def _broken(self) -> Iterator[tuple[int, str]]:
        """The lines whose end is no paragraph's, with the space that stands for it between two words."""
        body = [number for number, entry in enumerate(self._entries) if not entry.rule]
        for number, following in pairwise(body):
            before, after = self._entries[number], self._entries[following]
            if before.line is None or after.line is None:
                continue
            glue = goes_on(before.line, after.line, self._margins, before.page, after.page)
            if glue is not None:
                yield number, glue
                yield from ((between, "") for between in range(number + 1, following))
