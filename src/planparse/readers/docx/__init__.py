"""DOCX: paragraphs with their automatic numbers, tables, text boxes and notes as one text.

Headers come before the text and footers behind it, each distinct line once, as furniture; so do tables of contents, where
they stand. Footnotes and endnotes follow the body, each on lines of its own, in the order of their references. They are
furniture, too: what explains a word on the first page is no part of the last task.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from xml.etree.ElementTree import Element

from planparse.errors import ReaderError
from planparse.readers.docx.blocks import Block
from planparse.readers.docx.numbering import Numbering, read_numbering
from planparse.readers.docx.package import Package
from planparse.readers.docx.page import Page, lines_of
from planparse.readers.docx.story import Story
from planparse.readers.docx.styles import Styles, read_styles
from planparse.readers.docx.wordml import W
from planparse.readers.reading import Reading

_RELATION = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}id"
_WORD = re.compile(r"[^\W_]")


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read a Word file. `encoding` is not asked: the format says it itself.

    Raises ReaderError when the file is damaged, encrypted, too large, made to do harm, or holds no text.
    """
    del encoding
    package = Package(data, where)
    styles, numbering = _definitions(package)
    document = package.document()
    if next(document.iter(f"{W}altChunk"), None) is not None:
        raise ReaderError(where, "holds its text as an embedded file", "open it in Word and save it again")
    headers, footers = _named(package, document, "header"), _named(package, document, "footer")
    story = Story(styles, numbering)
    body = story.blocks(document)
    del document  # the largest tree goes before others are built
    page = Page()
    page.furnish(_lines(package, headers, Story(styles, numbering)), "docx/header")
    page.write(body)
    for note in _notes(package, story, Story(styles, numbering)):
        page.furnish(lines_of(note), "docx/note")
    page.furnish(_lines(package, footers, Story(styles, numbering)), "docx/footer")
    if not _WORD.search(page.text):
        raise ReaderError(where, "holds no text", "if its pages are pictures, run OCR on them first")
    return Reading(page.text, "utf-8", tables=page.tables, furniture=tuple(page.furniture))


def _definitions(package: Package) -> tuple[Styles, Numbering]:
    part = package.related("styles")
    styles = read_styles(part) if part is not None else Styles({}, "")
    part = package.related("numbering")
    lists = {name: style.num_id for name, style in styles.styles.items() if style.num_id is not None}
    return styles, read_numbering(part, lists) if part is not None else {}


def _named(package: Package, document: Element, kind: str) -> list[str]:
    """The parts that the sections of the document name as headers or footers, each once."""
    references = (one.get(_RELATION, "") for one in document.iter(f"{W}{kind}Reference"))
    relations = (package.relations[one] for one in references if one in package.relations)
    return list(dict.fromkeys(one.target for one in relations if one.kind == kind and one.target in package))


def _lines(package: Package, names: list[str], story: Story) -> Iterable[str]:
    """The lines of headers or footers, each distinct one once."""
    lines = (line for name in names for line in lines_of(story.blocks(package.part(name))))
    return dict.fromkeys(line.strip() for line in lines)


def _notes(package: Package, told: Story, story: Story) -> Iterator[tuple[Block, ...]]:
    """The footnotes and then the endnotes that the text `told` refers to, in the order of the references."""
    for kind in dict.fromkeys(note.part for note in told.notes):
        part = package.related(kind)
        found = {one.get(f"{W}id", ""): one for one in part} if part is not None else {}
        yield from (story.blocks(found[one.id]) for one in told.notes if one.part == kind and one.id in found)
