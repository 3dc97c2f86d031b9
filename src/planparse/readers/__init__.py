"""Bytes to a `Source`: decoded once, here, strictly.

A reader is chosen by what the file holds. Each takes the bytes and the user's `encoding`, and returns the text
with its media type; what is no document is refused in one line.
"""

from __future__ import annotations

import hashlib
import importlib
import os
import re
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planparse.errors import ReaderError
from planparse.input import STANDARD_INPUT, read_input
from planparse.readers.reading import Reading, Source

LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A larger file is no plan; it is refused before it is read."""

_HTML = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?:---\r?\n.{0,8000}?\n---\s*\n\s*)?(?:<\?xml[^>]*>\s*)?(?:<!--.{0,2000}?-->\s*)*"
    rb"<(?:!doctype html|html|head|body|meta|title|table|tbody|div|article|section|main|style|base|link)\b",
    re.IGNORECASE | re.DOTALL,
)
_SAVED_PAGE = re.compile(
    rb"(?:\xef\xbb\xbf)?\s*(?=(?:[^\r\n]+\r?\n){0,40}?MIME-Version:)(?:[\w-]+:[^\n]*\n(?:[ \t][^\n]*\n)*){0,40}?"
    rb"Content-Type:\s*(?:multipart/related|text/html)",
    re.IGNORECASE,
)
_TAG = re.compile(rb"</(?:p|div|td|span|li|article)>", re.IGNORECASE)
_FEW_TAGS = 20  # a text with a few tags left in it is a text


class Format(NamedTuple):
    """A kind of file: how its bytes, or else its ending, show it, and the module that reads it.

    The module has `read(data, where, encoding) -> Reading`, and is loaded only when it is chosen. `extra` is what
    must be installed for it.
    """

    media_type: str
    module: str
    extra: str
    recognises: Callable[[bytes, str], bool]
    """of (data, the ending in lower case, as .docx)"""


def _is_zip_with(part: bytes) -> Callable[[bytes, str], bool]:
    return lambda data, _: data.startswith(b"PK\x03\x04") and part in data  # names are never compressed


def _is_page(data: bytes, ending: str) -> bool:
    head = data[: 64 * 1024]
    return (
        bool(_HTML.match(head))
        or (ending in (".html", ".htm", ".xhtml") and b"<" in head)
        or (ending not in (".md", ".markdown") and len(_TAG.findall(data)) > _FEW_TAGS)
    )


def _is_ole(data: bytes) -> bool:
    return data.startswith(b"\xd0\xcf\x11\xe0")


OLD_SHEETS = (".xls", ".et", ".xlt", ".ett")
_WORD = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"
_SHEET = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
_MARKDOWN = (".md", ".markdown")

FORMATS: tuple[Format, ...] = (
    Format("application/pdf", "pdf", "pdf", lambda data, _: b"%PDF-" in data[:1024]),
    Format(_WORD, "docx", "", _is_zip_with(b"word/document")),
    Format(_SHEET, "xlsx", "xlsx", _is_zip_with(b"xl/workbook.xml")),
    Format("application/ofd", "ofd", "", _is_zip_with(b"OFD.xml")),
    Format("application/vnd.ms-excel", "legacy", "", lambda data, end: _is_ole(data) and end in OLD_SHEETS),
    Format("application/msword", "legacy", "", lambda data, _: _is_ole(data)),
    Format("application/rtf", "legacy", "", lambda data, _: data.startswith(b"{\\rtf")),
    Format("multipart/related", "mht", "html", lambda data, _: bool(_SAVED_PAGE.match(data[: 16 * 1024]))),
    Format("text/html", "html", "html", _is_page),
    Format("text/markdown", "plain", "", lambda _, ending: ending in _MARKDOWN),
    Format("text/plain", "plain", "", lambda *_: True),  # last: every other reader recognises its own
)


def read(path: str | os.PathLike[str], *, encoding: str | None = None, name: str | None = None) -> Source:
    """Read a file, or standard input for `-`.

    `encoding` overrides detection; `name` is what the record calls the file (its last part by default).
    Raises ReaderError when it cannot be read or is no document.
    """
    where = os.fspath(path)
    if not where:
        raise ReaderError("FILE", "is an empty name", "name the document, or - for standard input")
    hint = f"convert all of it with: planparse batch {where} -o OUT"
    data = read_input(where, most=LARGEST_FILE, kind="document", folder_hint=hint)
    called = name or (where if where == STANDARD_INPUT else Path(where).name)
    printable = called.encode("utf-8", "replace").decode()  # a name that is no UTF-8
    return read_bytes(data, printable, where, encoding=encoding)


def read_bytes(data: bytes, name: str, where: str | None = None, *, encoding: str | None = None) -> Source:
    """The `Source` of bytes that are in memory; `where` is what messages call them."""
    called = where or name
    if not data:
        raise ReaderError(called, "is empty", "check that the download or the copy was complete")
    ending = os.path.splitext(name)[1].lower()
    chosen = next(format for format in FORMATS if format.recognises(data, ending))
    reading = _reader(chosen, called)(data, called, encoding)
    return Source(reading, name, chosen.media_type, hashlib.sha256(data).hexdigest())


def _reader(chosen: Format, where: str) -> Callable[[bytes, str, str | None], Reading]:
    """The reader of a format. Raises ReaderError where what it needs is not installed."""
    try:
        module = importlib.import_module(f"planparse.readers.{chosen.module}")
    except ModuleNotFoundError as error:
        if not chosen.extra or (error.name or "").startswith("planparse"):
            raise
        raise ReaderError(
            where,
            f"is a {chosen.module.upper()} file, and {error.name} is not installed",
            f"install it with: pip install 'planparse[{chosen.extra}]'",
        ) from None
    reader: Callable[[bytes, str, str | None], Reading] = module.read
    return reader


def from_text(text: str) -> Source:
    """The `Source` of a string that is decoded already."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(Reading(text, "utf-8"), STANDARD_INPUT, "text/plain", digest)
