"""What a reader gives: the text of a file, and what its format knows beside it.

Every place counts characters of `text`. A reader prints what it knows of the document itself (发布日期, 索引号) as
lines of the text, so that it is found, and pointed at, as in any other document.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from planparse.text import Text


class Cell(NamedTuple):
    """A cell of a table: `text[start:end]` is what it prints. `name` is the format's own, as B12, or empty."""

    start: int
    end: int
    name: str = ""


class Table(NamedTuple):
    """A table that stands at `text[start:end]`, one line a row, cells parted by tabs.

    A merged cell is the same `Cell` in every row and column that it covers. Rows may differ in length.
    """

    start: int
    end: int
    rows: tuple[tuple[Cell, ...], ...]

    def moved(self, by: int) -> Table:
        """The table further down in the text."""
        rows = tuple(tuple(Cell(start + by, end + by, name) for start, end, name in row) for row in self.rows)
        return Table(self.start + by, self.end + by, rows)


class Furniture(NamedTuple):
    """A stretch of the text that the format says is no part of the body, as a running head."""

    start: int
    end: int
    rule: str


class Reading(NamedTuple):
    """What one file holds."""

    text: str
    encoding: str
    """utf-8 where the format, not the file, says how characters are written"""
    tool: str = ""
    """the library that read it and its version, as `pypdfium2 5.15.2`; empty for planparse itself"""
    pages: tuple[int, ...] = ()
    """where each page begins, for a format that has pages"""
    tables: tuple[Table, ...] = ()
    furniture: tuple[Furniture, ...] = ()
    """in order, disjoint"""

    def opened(self) -> Text:
        """The text without its furniture, ready for the passes.

        >>> Reading("页眉\\n一、目标", "utf-8", furniture=(Furniture(0, 3, "docx/header"),)).opened().value
        '一、目标'
        """
        raw = Text.raw(self.text)
        return (
            raw.edit((start, end, "", rule) for start, end, rule in self.furniture) if self.furniture else raw
        )

    def headed(self, lines: Iterable[str]) -> Reading:
        """The reading with lines above its text, to which they belong on its first page.

        >>> reading = Reading("页眉\\n一、目标", "utf-8", furniture=(Furniture(0, 3, "docx/header"),)).headed(["索引号:甲"])
        >>> reading.text, reading.furniture
        ('索引号:甲\\n页眉\\n一、目标', (Furniture(start=6, end=9, rule='docx/header'),))
        """
        head = "".join(f"{line}\n" for line in lines)
        by = len(head)
        if not by:
            return self
        return self._replace(
            text=head + self.text,
            pages=(*self.pages[:1], *(page + by for page in self.pages[1:])),
            tables=tuple(table.moved(by) for table in self.tables),
            furniture=tuple(Furniture(start + by, end + by, rule) for start, end, rule in self.furniture),
        )


class Source(NamedTuple):
    """A document's text, and which file it was read from. Offsets of records count its characters."""

    reading: Reading
    file: str
    media_type: str
    sha256: str

    @property
    def text(self) -> str:
        return self.reading.text
