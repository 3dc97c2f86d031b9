"""A page's tree to lines of text, and where in them each part of the page stands.

>>> from planparse.readers.html.tree import parse
>>> page = "<div><p>一、<b>修</b><span>路</span></p>架桥<br>造林</div><table><tr><td>任务<td>单位<tr><td>修<br>路<td>甲局</table>"
>>> printed = print_page(parse(page, "page.html").find("body"), loose=False)
>>> printed.text, [printed.text[part.start:part.end] for part in printed.parts if part.tag == "p"]
('一、修路\\n架桥\\n造林\\n任务\\t单位\\n修\\u2028路\\t甲局', ['一、修路'])

All text that a page holds is printed, also what it hides or has at its edges: `furniture.py` says what of it is no
part of the document. A paragraph is a line, and so is a row, its cells parted by tabs; a line's end inside a cell is
printed as U+2028.
"""

from __future__ import annotations

import re
from typing import NamedTuple

from planparse.readers.html.evidence import DATE, evidence_of
from planparse.readers.html.labels import LONGEST_LABEL, is_metadata, label_of, value_of, with_colon
from planparse.readers.html.shape import closed_links, first_number, keeps_lines, leads_away, stands_apart
from planparse.readers.html.tables import grid, is_data, rows_of
from planparse.readers.html.tree import Element, Node
from planparse.readers.raised import raised
from planparse.readers.reading import Cell, Table

_SPACE = re.compile(r"[ \t\n\f\r]+")
_LINE_END = re.compile(r"[ \t]*\n[ \t\n]*")
_BEHIND = frozenset("。；;！!？?")
_NUMBERED = re.compile(
    r"\u3000\u3000|\xa0{4}|[一二三四五六七八九十]{1,3}、|[（(][一二三四五六七八九十]{1,3}[）)]|\d{1,2}[.．、]\D"
)
"""How a paragraph opens in text that was pasted without tags: an indent, or a number."""
_SILENT = frozenset({"head", "template", "title", "script", "style", "img", "input", "col", "colgroup"})
_DATE = re.compile(r"\s*(?:19|20)\d\d[-/.年]\d{1,2}[-/.月]\d{1,2}日?(?:\s+\d\d?:\d\d(?::\d\d)?)?\s*")


class Part(NamedTuple):
    """An element that stands at `text[start:end]`; `rule` is what it looks like, or empty."""

    start: int
    end: int
    tag: str
    rule: str


class Printed(NamedTuple):
    """The text of a page, its parts in the order in which they open, the links to elsewhere, and its tables of data."""

    text: str
    parts: list[Part]
    links: list[tuple[int, int]]
    tables: list[Table]


def print_page(body: Element, *, loose: bool) -> Printed:
    """Print what is in the body. `loose` says that the markup is a scrap, whose own lines are lines."""
    printer = _Printer(loose)
    printer.children(body)
    text = "".join(printer.pieces)
    parts = [Part(*_trimmed(text, start, end), tag, rule) for start, end, tag, rule in printer.parts]
    return Printed(
        text,
        [part for part in parts if part.start < part.end],
        [_trimmed(text, *link) for link in closed_links(text, printer.links)],
        printer.tables,
    )


def _trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    return start, end


class _Printer:
    """Puts text behind text; a line's end or a space is put only when something follows it."""

    def __init__(self, loose: bool) -> None:
        self.pieces: list[str] = []
        self.parts: list[tuple[int, int, str, str]] = []
        self.links: list[tuple[int, int, str]] = []
        self.tables: list[Table] = []
        self._loose = loose
        self._length = 0
        self._pending = ""
        self._indent = ""
        self._fresh = True
        self._below_title = False
        # how many elements are open that keep their lines, are a cell, a label's value, an article
        self._kept = self._cell = self._flat = self._article = 0

    def children(self, element: Element) -> None:
        """Print what is in an element; a label of metadata and its value on one line."""
        done = -1
        for number, node in enumerate(element.children):
            if number <= done:
                continue
            if isinstance(node, str):
                self._text(node, lines=self._loose and element.tag == "body")
                continue
            value = -1 if self._cell else value_of(element, number)
            if value < 0:
                self._element(node)
            else:
                self._labelled(node, element.children[value])
                done = value

    def _element(self, element: Element) -> None:
        tag = element.tag
        if tag in _SILENT:
            return
        if tag in ("br", "hr"):
            self._break()
            return
        rule = evidence_of(tag, element.raw, self._article > 0)
        apart, kept, article = stands_apart(element), keeps_lines(element), tag in ("article", "main")
        if apart:
            self._break()
        start, number = self._length, len(self.parts)
        self.parts.append((start, start, tag, rule))
        self._kept += kept
        self._article += article
        self._content(element, rule)
        self._article -= article
        self._kept -= kept
        if (apart or rule) and not self._cell:
            self.parts[number] = (start, self._length, tag, rule)
        if tag == "a" and self._length > start and leads_away(element):
            self.links.append((start, self._length, element.raw))
        if apart:
            self._break()

    def _content(self, element: Element, rule: str) -> None:
        if element.tag == "table" and not self._cell:
            self._table(element)
        elif element.tag == "ol" and (first := first_number(element)):
            self._numbered(element, first)
        elif rule == DATE and self._below_title and _opens_with_date(element):
            self._below_title = False
            self._break()
            self._put("发布日期:")
            self._fresh = True
            self.children(element)
        elif element.tag == "sup" and (words := element.words()).strip().isdecimal():
            self._text(raised(words), lines=False)
        else:
            self.children(element)
            self._below_title = self._below_title or element.tag == "h1"

    def _text(self, text: str, *, lines: bool) -> None:
        """A line's end is one of the page's where the page says so, or where the text was plainly pasted as it is."""
        if "\n" not in text:
            self._words(text)
            return
        keep = self._kept > 0 or lines
        pieces = text.split("\n") if keep else _LINE_END.split(text)
        last = len(pieces) - 1
        for number, piece in enumerate(pieces):
            self._words(piece)
            if number == last:
                return
            following = pieces[number + 1]
            if keep:
                self._break()
            elif not piece or not following:
                self._words(" ")  # at an end: what stands beside it may be another element
            elif (
                piece[-1] in _BEHIND or _NUMBERED.match(following) or (self._loose and piece[-1] not in "：:")
            ):
                self._break()
            elif piece[-1].isascii() or following[0].isascii():
                self._words(" ")  # none between two Chinese characters

    def _words(self, text: str) -> None:
        text = _SPACE.sub(" ", text)
        if text[:1] == " ":
            text = text[1:]
            if not self._fresh and not self._pending:
                self._pending = " "
        if not text:
            return
        if self._fresh and text.isspace():
            self._indent += text
            return
        if "。" in text:
            self._below_title = False
        self._put(text.rstrip(" "))
        if text[-1] == " ":
            self._pending = " "

    def _put(self, text: str) -> None:
        text = (self._pending if self._length else "") + self._indent + text
        self.pieces.append(text)
        self._length += len(text)
        self._pending = self._indent = ""
        self._fresh = False

    def _break(self) -> None:
        """Begin a line; in a cell the same within it; between a label and its value nothing."""
        if self._flat:
            self._pending = self._pending or ("" if self._fresh else " ")
            return
        if not self._fresh:
            self._pending = "\u2028" if self._cell else "\n"
        self._indent = ""
        self._fresh = True

    def _mark(self, mark: str) -> None:
        """Put a row's or a cell's end, whatever follows."""
        if mark and self._length:
            self.pieces.append(mark)
            self._length += 1
        self._pending = self._indent = ""
        self._fresh = True

    def _table(self, table: Element) -> None:
        rows = rows_of(table)
        if rows and is_metadata(rows):
            for row in rows:
                self._metadata(row)
        elif is_data(table, rows):
            self._data(table, rows)
        else:
            self.children(table)

    def _metadata(self, row: list[Element]) -> None:
        for place in range(0, len(row), 2):
            label, value = row[place], row[place + 1] if place + 1 < len(row) else Element("td")
            if label_of(label.opening(LONGEST_LABEL)):
                self._labelled(label, value)
            else:
                self._element(label)
                self._element(value)

    def _data(self, table: Element, rows: list[list[Element]]) -> None:
        for child in table.elements():
            if child.tag == "caption":
                self._element(child)
        printed: dict[int, Cell] = {}
        lines: list[tuple[Cell, ...]] = []
        start = self._length
        for row in grid(rows):
            if not any(id(cell) not in printed and cell.words().strip() for cell in row):
                continue
            self._mark("\n")
            start = start if lines else self._length
            for column, cell in enumerate(row):
                if column:
                    self._mark("\t")
                if id(cell) not in printed:
                    printed[id(cell)] = self._printed(cell)
            lines.append(tuple(printed[id(cell)] for cell in row))
        self.tables.append(Table(start, self._length, tuple(lines)))
        self._fresh = False
        self._break()

    def _printed(self, cell: Element) -> Cell:
        start = self._length
        self._cell += 1
        self.children(cell)
        self._cell -= 1
        self._mark("")
        return Cell(start, self._length)

    def _numbered(self, listing: Element, number: int) -> None:
        """A numbered list, with the numbers that a browser shows."""
        for child in listing.children:
            if isinstance(child, Element) and child.tag == "li":
                self._break()
                self._put(f"{number}.")
                self._fresh = True  # a block in the item does not break behind the number
                number += 1
            if isinstance(child, Element):
                self.children(child)
                self._break()

    def _labelled(self, label: Element, value: Node) -> None:
        """A label and its value on a line, or behind what stands on it where both are inline."""
        apart = stands_apart(label) or (isinstance(value, Element) and stands_apart(value))
        if apart:
            self._break()
        self._flat += 1
        self._put(with_colon(label))
        self._fresh = True
        if isinstance(value, str):
            self._text(value, lines=False)
        else:
            self._element(value)
        self._flat -= 1
        self._fresh = False
        if apart:
            self._break()


def _opens_with_date(element: Element) -> bool:
    """Whether the first text in an element is a date: 2019-01-25 <span>来源：中国政府网</span>."""
    node: Node = element
    while not isinstance(node, str):
        node = next((one for one in node.children if not isinstance(one, str) or one.strip()), "")
    return bool(_DATE.fullmatch(node))
