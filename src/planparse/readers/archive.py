"""The zip archives that Office and OFD files are, opened with limits; and XML that loads nothing.

Limits hold for what the archive says and for what comes out of it: an archive may say anything.
"""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from xml.etree import ElementTree

from planparse.errors import ReaderError

MOST_ENTRIES = 20_000
LARGEST_ENTRY = 64 * 1024 * 1024
"""Bytes of one part, unpacked."""
LARGEST_ARCHIVE = 256 * 1024 * 1024
"""Bytes of all parts that are read, unpacked."""
MOST_MARKUP = 1_000_000
"""Tags and attributes of one part of XML: as a tree each takes up to 300 bytes. A page of Word has some hundreds."""
DEEPEST_XML = 256
"""Elements inside each other. Readers walk the tree by recursion; Word's own files stay below 100."""

_DAMAGED = (
    zipfile.BadZipFile,
    zlib.error,
    struct.error,
    EOFError,
    OSError,
    ValueError,
    IndexError,
    NotImplementedError,
)
_PACKINGS = (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED)
_DOCTYPES = tuple("<!DOCTYPE".encode(encoding) for encoding in ("utf-8", "utf-16-le", "utf-16-be"))


class Archive:
    """A zip archive in memory, whose parts are read by name. Nothing is ever unpacked to the disk.

    >>> data = io.BytesIO()
    >>> with zipfile.ZipFile(data, "w") as made: made.writestr("OFD.xml", "<OFD/>")
    >>> archive = Archive(data.getvalue(), "plan.ofd")
    >>> archive.names(), archive.read("OFD.xml"), archive.xml("OFD.xml").tag
    (['OFD.xml'], b'<OFD/>', 'OFD')
    """

    def __init__(self, data: bytes, where: str) -> None:
        """Open an archive; `where` is what messages call it. Raises ReaderError when it is damaged or encrypted."""
        self._where = where
        self._left = LARGEST_ARCHIVE
        try:
            self._zip = zipfile.ZipFile(io.BytesIO(data))
            entries = self._zip.infolist()
        except _DAMAGED:
            raise ReaderError(where, "is damaged or incomplete", "get the file again") from None
        if len(entries) > MOST_ENTRIES:
            raise ReaderError(
                where, f"holds more than {MOST_ENTRIES} parts", "it is no document of this kind"
            )
        if any(entry.flag_bits & 1 for entry in entries):
            raise ReaderError(where, "is encrypted", "save it without a password first")
        if any(
            entry.compress_type not in _PACKINGS for entry in entries
        ):  # the others unpack without a limit
            raise ReaderError(
                where, "is packed in a way that documents are not", "save it again, or repack it"
            )

    def names(self) -> list[str]:
        """The parts' names, in the archive's order."""
        return self._zip.namelist()

    def __contains__(self, name: str) -> bool:
        return name in self._zip.NameToInfo

    def read(self, name: str) -> bytes:
        """One part's bytes. Raises ReaderError when it is missing, damaged or too large."""
        try:
            with self._zip.open(name) as part:
                data = part.read(min(LARGEST_ENTRY, self._left) + 1)
        except KeyError:
            raise ReaderError(
                self._where, f"has no part {name}", "it is damaged, or of another kind"
            ) from None
        except RuntimeError:
            raise ReaderError(self._where, "is encrypted", "save it without a password first") from None
        except _DAMAGED:
            raise ReaderError(self._where, f"is damaged (in {name})", "get the file again") from None
        if len(data) > min(LARGEST_ENTRY, self._left):
            raise ReaderError(
                self._where,
                f"unpacks to more than {LARGEST_ENTRY >> 20} MB a part or {LARGEST_ARCHIVE >> 20} MB in all",
                "it is no document, or damaged",
            )
        self._left -= len(data)
        return data

    def xml(self, name: str) -> ElementTree.Element:
        """One part as XML. Raises ReaderError when it is no XML, or declares a document type (entities)."""
        return parse_xml(self.read(name), f"{self._where} ({name})")


class _Tree(ElementTree.TreeBuilder):
    """Builds a tree of limited depth."""

    def __init__(self, where: str) -> None:
        super().__init__()
        self._where = where
        self._depth = 0

    def start(self, tag: str, attrs: dict[str, str], /) -> ElementTree.Element:
        self._depth += 1
        if self._depth > DEEPEST_XML:
            raise ReaderError(
                self._where,
                f"nests its elements more than {DEEPEST_XML} deep",
                "it is damaged, or made to do harm",
            )
        return super().start(tag, attrs)

    def end(self, tag: str, /) -> ElementTree.Element:
        self._depth -= 1
        return super().end(tag)


def parse_xml(data: bytes, where: str) -> ElementTree.Element:
    """XML without document types, so without entities of its own and without anything external.

    It is read as UTF-8, or as UTF-16 where its first bytes are, whatever it declares: Office and OFD files are in no other
    encoding, and one that maps other bytes to `<` would get past the checks. Raises ReaderError.

    >>> parse_xml(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', "a.xml")
    Traceback (most recent call last):
    planparse.errors.ReaderError: a.xml: declares a document type; no document of this kind does: it may be an attack
    """
    if any(doctype in data for doctype in _DOCTYPES):
        raise ReaderError(
            where, "declares a document type", "no document of this kind does: it may be an attack"
        )
    if data.count(b"<") + data.count(b"=") > MOST_MARKUP:
        raise ReaderError(
            where,
            f"holds more than {MOST_MARKUP:,} XML tags and attributes",
            "split it, or save it as text first",
        )
    try:
        return ElementTree.fromstring(data, ElementTree.XMLParser(target=_Tree(where), encoding="utf-8"))
    except (ElementTree.ParseError, ValueError, LookupError):
        raise ReaderError(where, "is no valid XML", "the file is damaged: get it again") from None
