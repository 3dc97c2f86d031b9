"""A workbook of nothing but cells, strings and number formats, which is what openpyxl is given.

What else a workbook holds (drawings, links to other files, macros, the size that a sheet claims, hidden sheets) is not
even looked at. The size of what is kept is, part by part, before anything goes through it.
"""

from __future__ import annotations

import io
import posixpath
import re
import zipfile
from typing import NamedTuple
from xml.sax.saxutils import quoteattr

from openpyxl.utils import column_index_from_string

from planparse.errors import ReaderError
from planparse.readers.archive import Archive, parse_xml

MOST_CELLS = 200_000
"""Cells that hold something, of all visible sheets."""
MOST_PLACES = 600_000
"""Cells with the empty ones before them in their rows, and the places that merged cells cover."""
MOST_CHARACTERS = 16_000_000
"""Of the text: one long string may be shared by many cells."""
_MOST_TAGS = 1_500_000
_LARGEST_PART = 8 * 1024 * 1024
"""Bytes of a part that holds neither cells nor strings, unpacked."""

_MAIN = b"http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = b"http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_STRICT = {  # what Excel calls Strict Open XML has other names for the same things
    b"http://purl.oclc.org/ooxml/spreadsheetml/main": _MAIN,
    b"http://purl.oclc.org/ooxml/officeDocument/relationships": _OFFICE,
}
_BOOK, _LINKS, _TYPES = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "[Content_Types].xml"
_ID = f"{{{_OFFICE.decode()}}}id"
_BOOK_OF = (
    f'<workbook xmlns="{_MAIN.decode()}" xmlns:r="{_OFFICE.decode()}">'
    '<workbookPr date1904="{1}"/><sheets>{0}</sheets></workbook>'
)

_ROOT = re.compile(rb"<(?:(\w+):)?worksheet\b[^>]*>")
_BLANK_CELL = re.compile(rb'<c r="[^<>]*/>')
_MERGED = re.compile(rb'<(?:\w+:)?mergeCell\b[^<>]*\bref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"')


class Sheet(NamedTuple):
    """A visible sheet: its name, and the areas of its merged cells as (row, column, row, column)."""

    name: str
    merged: tuple[tuple[int, int, int, int], ...]


def lean_workbook(archive: Archive, where: str) -> tuple[list[Sheet], io.BytesIO]:
    """The visible sheets, and a workbook of nothing but their cells, the strings and the formats."""
    links = {
        link.get("Id", ""): (link.get("Type", "").rpartition("/")[2], _target(link.get("Target", "")))
        for link in parse_xml(_part(archive, _LINKS, where), where)
    }
    shared = {target for kind, target in links.values() if kind == "sharedStrings"}
    others = {_LINKS, _TYPES, *(target for kind, target in links.values() if kind == "styles")}
    lean = io.BytesIO()
    sheets: list[Sheet] = []
    kept: list[str] = []
    tags = 0
    with zipfile.ZipFile(lean, "w", zipfile.ZIP_STORED) as made:
        for name in sorted((shared | others) & set(archive.names())):
            part = _part(archive, name, where, None if name in shared else _LARGEST_PART)
            tags = _check_tags(tags + part.count(b"<"), where)
            made.writestr(name, part)
        book = parse_xml(_part(archive, _BOOK, where), where)
        for element in book.iter():
            kind, target = links.get(element.get(_ID, ""), ("", ""))
            visible = element.get("state", "visible") == "visible"
            if not visible or kind != "worksheet" or target not in archive or target in made.namelist():
                continue
            cells, rest = _cells(_part(archive, target, where, None), where)
            if not cells:
                continue
            tags = _check_tags(tags + cells.count(b"<"), where)
            made.writestr(target, cells)
            name = element.get("name", "")
            sheets.append(Sheet(name, _merged(rest)))
            link = quoteattr(element.get(_ID, ""))
            kept.append(f'<sheet name={quoteattr(name)} sheetId="{len(kept) + 1}" r:id={link}/>')
        epoch = any(element.get("date1904", "0") in ("1", "true") for element in book.iter())
        made.writestr(_BOOK, _BOOK_OF.format("".join(kept), int(epoch)))
    return sheets, lean


def _part(archive: Archive, name: str, where: str, most: int | None = _LARGEST_PART) -> bytes:
    """A part's bytes, which declare no document type, and are written as the transitional format writes them."""
    data = archive.read(name)
    if most is not None and len(data) > most:
        raise ReaderError(
            where,
            f"holds more than {most >> 20} MB of formats or names",
            "copy the table into a new workbook",
        )
    if b"\0" in data[:200] or b"<!DOCTYPE" in data or b"<!ENTITY" in data:
        raise ReaderError(
            where,
            f"declares a document type (in {name})",
            "no document of this kind does: it may be an attack",
        )
    for strict, transitional in _STRICT.items():
        data = data.replace(strict, transitional)
    return data


def _check_tags(tags: int, where: str) -> int:
    if tags > _MOST_TAGS:
        raise too_many_cells(where)
    return tags


def too_many_cells(where: str) -> ReaderError:
    """The refusal of a workbook with too many cells."""
    return ReaderError(
        where, f"holds more than {MOST_CELLS:,} cells", "split it, or take out the sheets that do not count"
    )


def too_much_text(where: str) -> ReaderError:
    """The refusal of a workbook that prints too much."""
    return ReaderError(
        where,
        f"prints more than {MOST_CHARACTERS:,} characters or {MOST_PLACES:,} places",
        "split it, or take out the sheets that do not count",
    )


def _target(target: str) -> str:
    return target.lstrip("/") if target.startswith("/") else posixpath.normpath("xl/" + target)


def _cells(data: bytes, where: str) -> tuple[bytes, bytes]:
    """A sheet of its rows alone, without empty cells; and what stood behind the rows. Empty where it has no row."""
    root = _ROOT.search(data)
    start = re.search(rb"<(?:\w+:)?sheetData\b", data)
    if root is None or start is None:
        raise ReaderError(where, "is damaged", "open it in a spreadsheet program and save it again")
    prefix = root[1] + b":" if root[1] else b""
    closing = b"</" + prefix + b"sheetData>"
    end = data.rfind(closing)
    if end < 0:
        return b"", b""
    rows = data[start.start() : end]
    if not prefix and rows.count(b"<c ") == rows.count(b'<c r="') and b"<c>" not in rows:
        rows = _BLANK_CELL.sub(b"", rows)
    # A size is named, so that nothing goes through the rows to find it, and then forgotten.
    size = b"<" + prefix + b'dimension ref="A1"/>'
    return root[0] + size + rows + closing + b"</" + prefix + b"worksheet>", data[end:]


def _merged(rest: bytes) -> tuple[tuple[int, int, int, int], ...]:
    areas = []
    for left, top, right, bottom in _MERGED.findall(rest):
        columns = column_index_from_string(left.decode()), column_index_from_string(right.decode())
        areas.append((int(top), columns[0], int(bottom), columns[1]))
    return tuple(areas)
