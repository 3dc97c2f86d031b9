"""Files of task YAML or JSON to text, and nothing that is none.

>>> read_text("no-such-file.yaml")
Traceback (most recent call last):
planparse.errors.ReaderError: no-such-file.yaml: there is no such file; check the name and the folder
"""

from __future__ import annotations

from planparse.input import read_input
from planparse.readers.plain import decode

LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. A plan of a thousand tasks has about one million; a larger file is refused before it is read."""


def read_text(path: str, *, encoding: str | None = None) -> str:
    """The text of a file, or of standard input for `-`. Raises ReaderError, and UsageError for an unknown encoding."""
    return text_of(read_data(path), path, encoding=encoding)


def read_data(path: str) -> bytes:
    """The bytes of a file, or of standard input for `-`. Raises ReaderError."""
    hint = f"name its files: {path.rstrip('/')}/*.yaml"
    return read_input(path, most=LARGEST_FILE, kind="task list", folder_hint=hint)


def text_of(data: bytes, path: str, *, encoding: str | None = None) -> str:
    """Bytes as text. Raises ReaderError where they are none, UsageError for an unknown encoding."""
    if encoding is None and b"\0" not in data:
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:  # another encoding, or no text at all
            pass
    return decode(data, path, encoding)[0]
