"""Bytes to where the user wants them: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import stat
import sys
from pathlib import Path

from planparse.errors import OutputError

STANDARD_OUTPUT = "-"


def write(data: bytes, path: str) -> None:
    """Write a file whole, or not at all; `-` is standard output. Raises OutputError."""
    if path == STANDARD_OUTPUT:
        write_standard_output(data)
        return
    target = Path(path)
    try:
        if target.exists() and not stat.S_ISREG(target.stat().st_mode):
            if target.is_dir():
                raise OutputError(path, "is a folder", "name a file in it")
            with target.open("wb") as stream:  # a device or a pipe: nothing to replace
                stream.write(data)
        else:
            _replace(target, data)
    except OSError as error:
        raise OutputError(
            path, f"cannot be written ({error.strerror or error})", "choose another place with -o"
        ) from None
    except ValueError:
        raise OutputError(
            path.replace("\0", "\\0"), "is no file name", "choose another name with -o"
        ) from None


def _replace(target: Path, data: bytes) -> None:
    """Write beside the target and move into its place, so that no reader sees half a file."""
    place = target.resolve()
    if not place.parent.is_dir():
        raise OutputError(
            str(target), f"there is no folder {target.parent}", "make it first, or choose another with -o"
        )
    if place.exists() and not os.access(place, os.W_OK):
        raise PermissionError(13, os.strerror(13))
    import tempfile  # costs start-up, and most output goes to standard output

    handle, name = tempfile.mkstemp(prefix=f".{place.name[:40]}.", suffix=".part", dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as stream:
            stream.write(data)
            stream.flush()
            os.fsync(stream.fileno())
        mode = stat.S_IMODE(place.stat().st_mode) if place.exists() else 0o666 & ~_umask()
        os.chmod(name, mode)
        os.replace(name, place)
    except BaseException:
        with contextlib.suppress(OSError):
            os.unlink(name)
        raise


def write_standard_output(data: bytes) -> None:
    """Write bytes to standard output, as they are. A reader that has gone away is no fault."""
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has what it wanted (head). Nothing more may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError("standard output", f"cannot be written ({error.strerror or error})") from None


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
