"""Files of task YAML or JSON to text, and nothing that is none.

>>> read_text("no-such-file.yaml")
Traceback (most recent call last):
planparse.errors.ReaderError: no-such-file.yaml: there is no such file; check the name and the folder
"""

from __future__ import annotations

import sys

from planparse.errors import ReaderError
from planparse.readers.plain import decode

STANDARD_INPUT = "-"
LARGEST_FILE = 16 * 1024 * 1024
"""Bytes. A plan of a thousand tasks has about one million; a larger file is refused before it is read."""


def read_text(path: str, *, encoding: str | None = None) -> str:
    """The text of a file, or of standard input for `-`. Raises ReaderError, and UsageError for an unknown encoding."""
    data = _standard_input() if path == STANDARD_INPUT else _bytes(path)
    if len(data) > LARGEST_FILE:
        raise ReaderError(
            path, f"is larger than {LARGEST_FILE >> 20} MB", "split it, or check that it is a task list"
        )
    if encoding is None and b"\0" not in data:
        try:
            return data.decode("utf-8").removeprefix("\ufeff")
        except UnicodeDecodeError:  # another encoding, or no text at all
            pass
    return decode(data, path, encoding)[0]


def _bytes(path: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read(LARGEST_FILE + 1)
    except IsADirectoryError:
        raise ReaderError(path, "is a folder", f"name its files: {path.rstrip('/')}/*.yaml") from None
    except FileNotFoundError:
        raise ReaderError(path, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise ReaderError(path, "may not be read", "check the file's permissions") from None
    except OSError as error:
        raise ReaderError(path, f"cannot be read ({error.strerror or error})") from None
    except ValueError:
        raise ReaderError(path.replace("\0", "\\0"), "is no file name", "check the name") from None


def _standard_input() -> bytes:
    if sys.stdin is None:
        raise ReaderError(STANDARD_INPUT, "is closed", "pipe the file in, or name it")
    try:
        return sys.stdin.buffer.read(LARGEST_FILE + 1)
    except OSError as error:
        raise ReaderError(STANDARD_INPUT, f"cannot be read ({error.strerror or error})") from None
