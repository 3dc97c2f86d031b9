"""Bytes to a `Source`: decoded once, here, strictly.

A reader is chosen by what the file holds. Each takes the bytes and the user's `encoding`, and returns the text
with its media type; what is no document is refused in one line.
"""

from __future__ import annotations

import hashlib
import os
import sys
from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple

from planparse.errors import ReaderError
from planparse.readers.plain import read_plain

STANDARD_INPUT = "-"
LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A larger file is no plan; it is refused before it is read."""


class Source(NamedTuple):
    """A document's text, and which file it was read from. Offsets of records count its characters."""

    text: str
    file: str
    media_type: str
    encoding: str
    sha256: str


Reader = Callable[[bytes, str, str | None], tuple[str, str]]
"""(data, file name for messages, encoding or None) to (text, encoding)"""

READERS: tuple[tuple[str, Callable[[bytes], bool], Reader], ...] = (
    ("text/plain", lambda _: True, read_plain),  # last: every other reader recognises its own
)


def read(path: str | os.PathLike[str], *, encoding: str | None = None, name: str | None = None) -> Source:
    """Read a file, or standard input for `-`.

    `encoding` overrides detection; `name` is what the record calls the file (its last part by default).
    Raises ReaderError when it cannot be read or is no document.
    """
    where = os.fspath(path)
    if not where:
        raise ReaderError("FILE", "is an empty name", "name the document, or - for standard input")
    data = _standard_input() if where == STANDARD_INPUT else _bytes(Path(where))
    called = name or (where if where == STANDARD_INPUT else Path(where).name)
    printable = called.encode("utf-8", "replace").decode()  # a name that is no UTF-8
    return read_bytes(data, printable, where, encoding=encoding)


def read_bytes(data: bytes, name: str, where: str | None = None, *, encoding: str | None = None) -> Source:
    """The `Source` of bytes that are in memory; `where` is what messages call them."""
    for media_type, recognises, reader in READERS:
        if recognises(data):
            text, used = reader(data, where or name, encoding)
            return Source(text, name, media_type, used, hashlib.sha256(data).hexdigest())
    raise AssertionError("the last reader recognises everything")


def from_text(text: str) -> Source:
    """The `Source` of a string that is decoded already."""
    digest = hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
    return Source(text, STANDARD_INPUT, "text/plain", "utf-8", digest)


def _bytes(path: Path) -> bytes:
    where = str(path)
    try:
        if path.is_dir():
            raise ReaderError(where, "is a folder", f"convert all of it with: planparse batch {where} -o OUT")
        if path.stat().st_size > LARGEST_FILE:
            raise ReaderError(
                where, f"is larger than {LARGEST_FILE >> 20} MB", "split it, or check that it is a document"
            )
        return path.read_bytes()
    except FileNotFoundError:
        raise ReaderError(where, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise ReaderError(where, "may not be read", "check the file's permissions") from None
    except OSError as error:
        raise ReaderError(where, f"cannot be read ({error.strerror or error})") from None
    except ValueError:
        raise ReaderError(where.replace("\0", "\\0"), "is no file name", "check the name") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise ReaderError(STANDARD_INPUT, "is closed", "pipe the document in, or name a file")
    try:
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ReaderError(STANDARD_INPUT, f"cannot be read ({error.strerror or error})") from None
