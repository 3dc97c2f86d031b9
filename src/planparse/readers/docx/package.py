"""The parts of a Word file and the relations between them (ECMA-376 part 2).

A part is found by what it is related as, not by its name: other programs than Word name them otherwise.
"""

from __future__ import annotations

import posixpath
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.readers.archive import Archive, parse_xml

_USUAL = "word/document.xml"
_STRICT = tuple(  # ISO 29500 strict has other names for the same elements
    (f"http://purl.oclc.org/ooxml/{strict}".encode(), f"http://schemas.openxmlformats.org/{usual}".encode())
    for strict, usual in (
        ("wordprocessingml/main", "wordprocessingml/2006/main"),
        ("officeDocument/math", "officeDocument/2006/math"),
        ("officeDocument/relationships", "officeDocument/2006/relationships"),
    )
)


class Relation(NamedTuple):
    """What a part is to another one, as `styles`, and its name in the archive."""

    kind: str
    target: str


class Package:
    """A Word file: its main part and what is related to it."""

    def __init__(self, data: bytes, where: str) -> None:
        """Open it; `where` is what messages call it. Raises ReaderError when it is damaged, encrypted or too large."""
        self._archive = Archive(data, where)
        self._where = where
        documents = (one.target for one in self._relations("").values() if one.kind == "officeDocument")
        self._main = next(documents, _USUAL)
        self.relations = self._relations(self._main)
        """of the main part, by their `r:id`"""

    def document(self) -> Element:
        """The main part."""
        return self.part(self._main)

    def related(self, kind: str) -> Element | None:
        """The part that is related as `kind`; None where there is none."""
        names = (one.target for one in self.relations.values() if one.kind == kind)
        name = next((name for name in names if name in self._archive), None)
        return self.part(name) if name is not None else None

    def part(self, name: str) -> Element:
        """A part as XML, in the names of the usual, transitional form. Raises ReaderError when it is missing or damaged."""
        data = self._archive.read(name)
        if b"purl.oclc.org" in data:
            for strict, usual in _STRICT:
                data = data.replace(strict, usual)
        return parse_xml(data, f"{self._where} ({name})")

    def __contains__(self, name: str) -> bool:
        return name in self._archive

    def _relations(self, part: str) -> dict[str, Relation]:
        folder, name = posixpath.split(part)
        listing = posixpath.join(folder, "_rels", f"{name}.rels")
        if listing not in self._archive:
            return {}
        return {
            one.get("Id", ""): Relation(
                one.get("Type", "").rsplit("/", 1)[-1],
                posixpath.normpath(posixpath.join("/", folder, one.get("Target", ""))).lstrip("/"),
            )
            for one in self.part(listing)
            if one.get("TargetMode") != "External"
        }
