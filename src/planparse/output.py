"""Bytes to where the user wants them: whole or not at all."""

from __future__ import annotations

import contextlib
import os
import re
import stat
import sys
from collections.abc import Iterable, Sequence
from pathlib import Path

from planparse.errors import OutputError, UsageError

STANDARD_OUTPUT = "-"

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f]")


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


def refuse_inputs(output: str, inputs: Iterable[str]) -> None:
    """Raise UsageError where an output would take the place of a file that it is made of."""
    if output == STANDARD_OUTPUT or not os.path.exists(output):
        return
    if any(os.path.exists(name) and os.path.samefile(name, output) for name in inputs):
        raise UsageError(output, "is read here, and would be written over", "name another file with -o")


def print_or_write(data: bytes, file: str, arguments: Sequence[str]) -> None:
    """What a module does that makes a file of this project: print it, or with `--write` put it into its place."""
    if list(arguments) == ["--write"]:
        write(data, file)
    else:
        write_standard_output(data)


def write_standard_output(data: bytes) -> None:
    """Write bytes to standard output, as they are. A reader that has gone away is no fault. Raises OutputError."""
    if sys.stdout is None:
        raise OutputError("standard output", "is closed", "name a file with -o")
    try:
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    except BrokenPipeError:
        # The reader has what it wanted (head). Nothing more may be written at exit either.
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
    except OSError as error:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
        raise OutputError("standard output", f"cannot be written ({error.strerror or error})") from None


def tell(*lines: str) -> None:
    """Lines for a person on standard error, each kept on one, without what a terminal would obey.

    Where nobody can read them, that is no fault.
    """
    stream = sys.stderr
    if stream is None:
        return
    encoding = stream.encoding or "utf-8"
    text = "".join(_CONTROL.sub("?", " ".join(line.splitlines())) + "\n" for line in lines)
    try:
        stream.write(text.encode(encoding, "replace").decode(encoding))
        stream.flush()
    except OSError:  # as above: nothing more may be written at exit
        os.dup2(os.open(os.devnull, os.O_WRONLY), stream.fileno())


def _umask() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return mask
