"""The parts of an OFD file: documents, their pages and templates, each an XML file that another one names."""

from __future__ import annotations

import math
import posixpath
import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from planparse.errors import ReaderError
from planparse.readers.archive import Archive, parse_xml
from planparse.readers.layout import Aside, Glyph, Sheet, Stroke, direction_of
from planparse.readers.ofd.drawing import (
    MOST_CHARACTERS,
    Drawing,
    child_of,
    children_of,
    draw,
    numbers_in,
)

LARGEST_PART = 8 * 1024 * 1024
"""Bytes of one page, unpacked."""
MOST_BYTES = 96 * 1024 * 1024
"""Of all parts that are read, unpacked."""

_A4 = (0.0, 0.0, 210.0, 297.0)
_TEMPLATE = re.compile(rb"""\bTemplateID=["'](\d+)""")

_Box = tuple[float, float, float, float]
"""The left and upper edge, the width and the height."""


class Package:
    """The file: its parts, within the limits."""

    def __init__(self, data: bytes, where: str) -> None:
        self._archive = Archive(data, where)
        self._where = where
        self._bytes = 0
        self._characters = 0

    def raw(self, path: str) -> bytes:
        """A part, by its path from the root. Raises ReaderError when there is none, or it is damaged."""
        return self._archive.read(path)

    def xml(self, path: str) -> Element:
        """A part as XML. Raises ReaderError as `raw` does, and when it is too large."""
        data = self._archive.read(path)
        self._bytes += len(data)
        if len(data) > LARGEST_PART or self._bytes > MOST_BYTES:
            raise ReaderError(
                self._where,
                f"unpacks to more than {LARGEST_PART >> 20} MB a page or {MOST_BYTES >> 20} MB in all",
                "it is no document, or damaged",
            )
        return parse_xml(data, f"{self._where} ({path})")

    def drawing(self, root: Element) -> Drawing:
        """What a page draws. Raises ReaderError when the file's pages print too much."""
        drawing = draw(root)
        self._characters += len(drawing.glyphs)
        if self._characters > MOST_CHARACTERS:
            raise ReaderError(self._where, f"prints more than {MOST_CHARACTERS:,} characters", "split it")
        return drawing


class Document:
    """One document of a file: its pages and its templates."""

    def __init__(self, package: Package, path: str) -> None:
        self._package = package
        root = package.xml(path)
        common = child_of(root, "CommonData")
        self._box = _box(child_of(common, "PageArea")) or _A4
        self.pages = [
            location(path, page.get("BaseLoc", ""))
            for pages in children_of(root, "Pages")
            for page in children_of(pages, "Page")
        ]
        self._templates = {
            template.get("ID", ""): location(path, template.get("BaseLoc", ""))
            for template in children_of(common, "TemplatePage")
        }
        self._drawings: dict[str, Drawing] = {}

    def sheets(self) -> Iterator[Sheet]:
        """The document's pages. What a template prints on several of them is told apart."""
        used: Counter[str] = Counter()
        for page in self.pages if self._templates else ():
            used.update({name.decode() for name in _TEMPLATE.findall(self._package.raw(page))})
        for page in self.pages:
            root = self._package.xml(page)
            drawing = self._package.drawing(root)
            asides: list[Aside] = []
            for template in children_of(root, "Template"):
                name = template.get("TemplateID", "")
                printed = self._template(name)
                if used[name] > 1:
                    asides.append(Aside("template", [glyph for _, glyph in printed.glyphs]))
                else:
                    drawing = Drawing(drawing.glyphs + printed.glyphs, drawing.strokes + printed.strokes)
            yield _sheet(drawing, _box(child_of(root, "Area")) or self._box, asides)

    def _template(self, name: str) -> Drawing:
        if name not in self._drawings:
            path = self._templates.get(name)
            self._drawings[name] = self._package.drawing(self._package.xml(path)) if path else Drawing([], [])
        return self._drawings[name]


def location(base: str, path: str) -> str:
    """A part's path from the root, as the part at `base` gives it: absolute, or from its own folder.

    >>> location("Doc_0/Document.xml", "Pages/Page_0/Content.xml"), location("Doc_0/Document.xml", "/Doc_0/a.xml")
    ('Doc_0/Pages/Page_0/Content.xml', 'Doc_0/a.xml')
    """
    if path.startswith("/"):
        return posixpath.normpath(path).lstrip("/")
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), path))


def _box(area: Element | None) -> _Box | None:
    """The left and upper edge of a page, its width and its height."""
    for name in ("PhysicalBox", "ApplicationBox"):
        box = child_of(area, name)
        numbers = numbers_in(box.text) if box is not None else []
        if len(numbers) == 4 and numbers[2] > 0 and numbers[3] > 0:
            return numbers[0], numbers[1], numbers[2], numbers[3]
    return None


def _sheet(drawing: Drawing, box: _Box, asides: list[Aside]) -> Sheet:
    """A page, with what is printed slantwise or across it told apart."""
    left, top, width, height = box
    turned: dict[int | None, list[tuple[float, Glyph]]] = defaultdict(list)
    for angle, glyph in drawing.glyphs:
        turned[direction_of(angle)].append((angle, glyph))
    upright = [
        glyph._replace(x=glyph.x - left, y=glyph.y - top, right=glyph.right - left)
        for _, glyph in turned.pop(0, [])
    ]
    for direction, glyphs in turned.items():
        asides.append(Aside("watermark" if direction is None else "", [_turned(*one) for one in glyphs]))
    strokes = tuple(
        Stroke(one.left - left, one.top - top, one.right - left, one.bottom - top) for one in drawing.strokes
    )
    return Sheet(width, height, upright, strokes, tuple(asides))


def _turned(angle: float, glyph: Glyph) -> Glyph:
    """A glyph as it stands when its line is turned to run across."""
    cos, sin = math.cos(math.radians(angle)), math.sin(math.radians(angle))
    x, y = glyph.x * cos + glyph.y * sin, glyph.y * cos - glyph.x * sin
    return glyph._replace(x=x, y=y, right=x + glyph.right - glyph.x)
