"""Bytes from where the user has them: all of them, or one line that says why not.

>>> read_input("no-such-file.yaml", most=100, kind="task list")
Traceback (most recent call last):
planparse.errors.ReaderError: no-such-file.yaml: there is no such file; check the name and the folder
"""

from __future__ import annotations

import sys

from planparse.errors import ReaderError

STANDARD_INPUT = "-"


def read_input(path: str, *, most: int, kind: str, folder_hint: str = "name a file in it") -> bytes:
    """The bytes of a file, or of standard input for `-`; `kind` is what messages call what it should hold.

    Raises ReaderError for what cannot be read, and for more than `most` bytes: no more of it is read.
    """
    data = _standard_input(most, kind) if path == STANDARD_INPUT else _file(path, most, folder_hint)
    if len(data) > most:
        raise ReaderError(path, f"is larger than {most >> 20} MB", f"split it, or check that it is a {kind}")
    return data


def _file(path: str, most: int, folder_hint: str) -> bytes:
    try:
        with open(path, "rb") as stream:
            return stream.read(most + 1)
    except IsADirectoryError:
        raise ReaderError(path, "is a folder", folder_hint) from None
    except FileNotFoundError:
        raise ReaderError(path, "there is no such file", "check the name and the folder") from None
    except PermissionError:
        raise ReaderError(path, "may not be read", "check the file's permissions") from None
    except OSError as error:
        raise ReaderError(path, f"cannot be read ({error.strerror or error})") from None
    except ValueError:
        raise ReaderError(path.replace("\0", "\\0"), "is no file name", "check the name") from None


def _standard_input(most: int, kind: str) -> bytes:
    if sys.stdin is None:
        raise ReaderError(STANDARD_INPUT, "is closed", f"pipe the {kind} in, or name a file")
    try:
        return sys.stdin.buffer.read(most + 1)
    except OSError as error:
        raise ReaderError(STANDARD_INPUT, f"cannot be read ({error.strerror or error})") from None
