"""WordprocessingML to paragraphs and tables, as Word shows them with all changes accepted.

Kept: what was inserted or moved here, results of fields, content controls, text boxes (behind the paragraph that holds them),
formulas as text. Dropped: what was deleted or moved away, field codes, hidden text, comments, guides to pronunciation.
A paragraph whose mark was deleted or is hidden goes on with the next one.

Unknown elements are walked through, so that nothing is lost that a later Word puts around text. The walk is recursive:
`archive.parse_xml` limits the depth.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.readers.docx import symbols
from planparse.readers.docx.blocks import Block, Grid, GridCell, Paragraph
from planparse.readers.docx.numbering import Counting, Numbering
from planparse.readers.docx.styles import Styles
from planparse.readers.docx.wordml import W, font, integer, switched, value
from planparse.readers.raised import raised

_PARAGRAPH, _PARAGRAPH_SETTINGS = f"{W}p", f"{W}pPr"
_RUN, _RUN_SETTINGS = f"{W}r", f"{W}rPr"
_TABLE, _TEXT, _TEXT_BOX = f"{W}tbl", f"{W}t", f"{W}txbxContent"
_FIELD, _SYMBOL = f"{W}fldChar", f"{W}sym"
_ALTERNATIVES = "{http://schemas.openxmlformats.org/markup-compatibility/2006}AlternateContent"
_MATH_TEXT = "{http://schemas.openxmlformats.org/officeDocument/2006/math}t"
_XML_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_WIDEST = 63  # columns of a table, in Word

_DROPPED = frozenset(
    f"{W}{name}"
    for name in (
        "pPr", "rPr", "sdtPr", "sdtEndPr", "tblPr", "tblGrid", "tblPrEx", "trPr", "tcPr", "sectPr", "rubyPr", "rt",
        "del", "moveFrom", "delText", "instrText", "delInstrText", "customXmlPr", "smartTagPr",
    )
)  # fmt: skip
_SIGNS = {
    f"{W}tab": "\t",
    f"{W}ptab": "\t",
    f"{W}br": "\n",
    f"{W}cr": "\n",
    f"{W}noBreakHyphen": "-",
}
_NOTES = {f"{W}footnoteReference": "footnotes", f"{W}endnoteReference": "endnotes"}


class Note(NamedTuple):
    """A footnote or an endnote that the text refers to: its part and its `w:id`."""

    part: str
    id: str


class Story:
    """One stream of text: the body, a header, the notes. Lists are counted through it."""

    def __init__(self, styles: Styles, numbering: Numbering) -> None:
        self._styles = styles
        self._numbering = numbering
        self._counting = Counting(numbering)
        self._fields = 0  # how many are open
        self._code = 0  # the outermost of them whose code is still being told, counted from one
        self.notes: dict[Note, None] = {}
        """in the order of the references"""

    def blocks(self, parent: Element) -> tuple[Block, ...]:
        """The paragraphs and tables in `parent`, those of text boxes behind the paragraph that holds them."""
        joined = _Joined()
        return (*self._blocks(parent, joined), *joined.rest())

    def _blocks(self, parent: Element, joined: _Joined) -> Iterator[Block]:
        for element in _children(parent):
            if element.tag == _PARAGRAPH:
                boxes: list[Element] = []
                yield from self._paragraph(element, joined, boxes)
                for box in boxes:
                    yield from self.blocks(box)
            elif element.tag == _TABLE:
                yield from joined.rest()
                yield self._table(element)
            elif _is_contents(element):
                yield from map(_as_contents, self._blocks(element, joined))
            else:
                yield from self._blocks(element, joined)

    def _paragraph(self, element: Element, joined: _Joined, boxes: list[Element]) -> Iterator[Paragraph]:
        settings = element.find(_PARAGRAPH_SETTINGS)
        mark = settings.find(_RUN_SETTINGS) if settings is not None else None
        style = value(settings, "pStyle") or self._styles.default
        hidden_style = self._styles.hidden(style)
        text = "".join(self._text(element, hidden_style, boxes))
        self._close_code()
        if mark is not None and (mark.find(f"{W}del") is not None or mark.find(f"{W}moveFrom") is not None):
            joined.behind_number.append(text)
            return
        hidden = switched(mark, "vanish")
        if (hidden_style if hidden is None else hidden) and not (text or joined.behind_number):
            return
        own = settings.find(f"{W}numPr") if settings is not None else None
        of_list = self._styles.of_list(style, own, self._numbering)
        number = self._counting.next(*of_list) if of_list else ""
        if number:
            text = text.lstrip("\n")  # a page break in front of a heading
        if hidden:
            joined.move_on(number, text)
        else:
            yield Paragraph(joined.take(number, text), self._styles.contents(style))

    def _text(self, parent: Element, hidden: bool, boxes: list[Element]) -> Iterator[str]:
        """The text of a paragraph, or of a part of one; `boxes` takes the text boxes in it."""
        for element in _children(parent):
            tag = element.tag
            if tag == _RUN:
                yield from self._run(element, hidden, boxes)
            elif tag == _MATH_TEXT:
                yield element.text or ""
            elif tag == _TEXT_BOX:
                boxes.append(element)
            else:
                yield from self._text(element, hidden, boxes)

    def _run(self, run: Element, hidden: bool, boxes: list[Element]) -> Iterator[str]:
        look = run.find(_RUN_SETTINGS)
        own = switched(look, "vanish")
        if own is None:
            own = hidden or self._styles.hidden(value(look, "rStyle") or "")
        named = font(look)
        is_raised = value(look, "vertAlign") == "superscript"
        for element in _children(run):
            tag = element.tag
            if tag == _FIELD:
                self._field(element.get(f"{W}fldCharType", ""))
            elif own or self._code:
                continue
            elif tag == _TEXT:
                words = symbols.plain(_words(element), named)
                yield raised(words) if is_raised else words
            elif tag in _SIGNS:
                yield _SIGNS[tag]
            elif tag == _SYMBOL:
                yield symbols.at(element.get(f"{W}char", ""), element.get(f"{W}font", ""))
            elif tag in _NOTES:
                self.notes.setdefault(Note(_NOTES[tag], element.get(f"{W}id", "")))
            elif tag == _TEXT_BOX:
                boxes.append(element)
            else:  # pictures with text boxes, pronunciations, formulas
                yield from self._text(element, own, boxes)

    def _field(self, kind: str) -> None:
        """Follow the beginning, the middle and the end of a field: its code, then its result."""
        if kind == "begin":
            self._fields += 1
            self._code = self._code or self._fields
        elif self._fields:
            if self._code == self._fields:
                self._code = 0
            self._fields -= kind == "end"

    def _close_code(self) -> None:
        """A code ends with its paragraph: one that never ends must not swallow the document."""
        if self._code:
            self._fields, self._code = self._code - 1, 0

    def _table(self, table: Element) -> Grid:
        return Grid(tuple(tuple(self._row(row)) for row in _below(table, "tr") if not _is_gone(row)))

    def _row(self, row: Element) -> Iterator[GridCell]:
        settings = row.find(f"{W}trPr")
        yield from _left_out(settings, "gridBefore")
        for cell in _below(row, "tc"):
            own = cell.find(f"{W}tcPr")
            if own is not None and own.find(f"{W}cellDel") is not None:
                continue
            across, down = value(own, "hMerge"), value(own, "vMerge")
            merged = "left" if across in ("continue", "") else "above" if down in ("continue", "") else ""
            span = min(max(integer(own, "gridSpan") or 1, 1), _WIDEST)
            yield GridCell(() if merged else self.blocks(cell), span, merged)
        yield from _left_out(settings, "gridAfter")


class _Joined:
    """What paragraphs without a mark of their own leave to the next one, in front of its number or behind it."""

    def __init__(self) -> None:
        self.before_number: list[str] = []
        self.behind_number: list[str] = []

    def move_on(self, number: str, text: str) -> None:
        self.before_number += [number, *self.behind_number, text]
        self.behind_number = []

    def take(self, number: str, text: str) -> str:
        self.move_on(number, text)
        whole = "".join(self.before_number)
        self.before_number = []
        return whole

    def rest(self) -> tuple[Paragraph, ...]:
        whole = self.take("", "")
        return (Paragraph(whole),) if whole else ()


def _children(parent: Element) -> Iterator[Element]:
    """The children that count; of alternatives the first, which is the newest (ECMA-376 part 3, 9.3)."""
    for child in parent:
        if child.tag == _ALTERNATIVES:
            chosen = next(iter(child), None)
            yield from _children(chosen) if chosen is not None else ()
        elif child.tag not in _DROPPED:
            yield child


def _below(parent: Element, name: str) -> Iterator[Element]:
    """The rows of a table or the cells of a row, also those inside content controls."""
    for child in _children(parent):
        if child.tag == W + name:
            yield child
        elif child.tag not in (_TABLE, _PARAGRAPH):
            yield from _below(child, name)


def _is_gone(row: Element) -> bool:
    settings = row.find(f"{W}trPr")
    return settings is not None and (
        settings.find(f"{W}del") is not None or bool(switched(settings, "hidden"))
    )


def _left_out(settings: Element | None, name: str) -> Iterator[GridCell]:
    """Columns that a row leaves out at its beginning or end."""
    for _ in range(min(integer(settings, name) or 0, _WIDEST)):
        yield GridCell(())


def _is_contents(element: Element) -> bool:
    """Whether a content control is Word's own table of contents."""
    return any(
        gallery.get(f"{W}val") == "Table of Contents"
        for settings in element.findall(f"{W}sdtPr")
        for gallery in settings.iter(f"{W}docPartGallery")
    )


def _as_contents(block: Block) -> Block:
    return block._replace(contents=True) if isinstance(block, Paragraph) else block


def _words(element: Element) -> str:
    """The text of a `w:t`: line ends in the file are spaces, outer ones count only where they are kept."""
    text = element.text or ""
    if element.get(_XML_SPACE) != "preserve":
        text = text.strip(" \t\r\n")
    return text.replace("\r", "").replace("\n", " ")
