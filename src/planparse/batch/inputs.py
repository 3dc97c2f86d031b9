"""Which documents there are: folders, files, a list on standard input, tables with a column of texts.

The order is always the same: inputs as they are given, a folder's files before its subfolders, each in order of name.

>>> matches("2024/年度/plan.docx", ["*.docx"]), matches("2024/plan.docx", ["2023/**"]), matches("a/b/c.txt", ["a/**/*.txt"])
(True, False, True)
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from pathlib import Path
from typing import BinaryIO, NamedTuple

from planparse.batch.jobs import Found
from planparse.batch.naming import folded_stem, inside, safe, shared_stems
from planparse.batch.tables import ids, is_table
from planparse.errors import ReaderError, UsageError

LIST = "-"
_NO_DOCUMENTS = frozenset({"thumbs.db", "desktop.ini"})


class Inputs(NamedTuple):
    """What a run reads."""

    names: Sequence[str]
    """folders, files, or `-` for a list of them on standard input"""
    globs: Sequence[str] = ()
    """which files of a folder; all without any"""
    text_column: str | None = None
    """that of tables; where it is named, tables in folders are read as tables too"""
    id_column: str | None = None


def find(inputs: Inputs, skipped: Path) -> Iterator[Found]:
    """Each document. What lies in the folder `skipped`, hidden files and what is no file are left out.

    Raises UsageError for an input that is not there.
    """
    several = sum(name != LIST for name in inputs.names) > 1
    for name in inputs.names:
        if name == LIST:
            if sys.stdin is None:
                raise ReaderError(LIST, "is closed", "pipe a list of paths in, or name the inputs")
            for listed in _listed(sys.stdin.buffer):
                yield from _find(listed, inputs, skipped, prefix=listed, given=False)
        else:
            check_given(name)
            prefix = os.path.basename(os.path.abspath(name)) if several else ""
            yield from _find(name, inputs, skipped, prefix=prefix, given=True)


def check_given(name: str) -> None:
    """Raise UsageError for an input that is not there."""
    if name != LIST and not os.path.exists(name):
        raise UsageError(name, "there is no such file or folder", "check the name")


def _find(name: str, inputs: Inputs, skipped: Path, *, prefix: str, given: bool) -> Iterator[Found]:
    if os.path.isdir(name):
        yield from _walk(name, inputs, os.path.realpath(skipped), "/".join(inside(prefix)) if prefix else "")
    elif is_table(name):
        called = "/".join(inside(_posix(prefix or os.path.basename(name))))
        yield from _rows(name, called, inputs, given=given)
    else:
        called = os.path.basename(name) if given else "/".join(inside(_posix(name)))
        yield _file(called, name)


def _listed(stream: BinaryIO) -> Iterator[str]:
    """The paths of a list, a line each or with a NUL behind each."""
    held = b""
    separator = b""
    while block := stream.read1(1 << 16):  # type: ignore[attr-defined]
        held += block
        separator = separator or (b"\0" if b"\0" in block else b"\n" if b"\n" in block else b"")
        if separator:
            *whole, held = held.split(separator)
            yield from filter(None, map(_path, whole))
    if path := _path(held):
        yield path


def _path(line: bytes) -> str:
    return os.fsdecode(line.rstrip(b"\r").strip(b"\n"))


def _walk(top: str, inputs: Inputs, skipped: str, prefix: str) -> Iterator[Found]:
    """The files below a folder. A link to a folder is followed unless it leads to where the walk comes anyhow."""
    root = os.path.realpath(top)
    seen = {root}
    waiting = [(top, prefix)]
    while waiting:
        folder, place = waiting.pop()
        try:
            files, folders = _contents(folder)
        except OSError as error:  # its documents are not lost in silence
            called = place or os.path.basename(os.path.abspath(folder))
            yield Found(called, folder, fault=f"cannot be read ({error.strerror or error})")
            continue
        chosen = [
            name for name in files if matches(_below(prefix, f"{place}/{name}".lstrip("/")), inputs.globs)
        ]
        shared = shared_stems(chosen)
        for name in chosen:
            path, called = os.path.join(folder, name), f"{place}/{name}".lstrip("/")
            if inputs.text_column is not None and is_table(name):
                yield from _rows(path, called, inputs, given=False)
            else:
                yield _file(called, path, shared=folded_stem(name) in shared)
        below = []
        for name in folders:
            path = os.path.join(folder, name)
            real = os.path.realpath(path)
            if os.path.islink(path) and (
                real in seen or f"{root}/".startswith(f"{real}/") or real.startswith(f"{root}/")
            ):
                continue
            if real != skipped and real not in seen:
                seen.add(real)
                below.append((path, f"{place}/{name}".lstrip("/")))
        waiting += reversed(below)


def _contents(folder: str) -> tuple[list[str], list[str]]:
    """The names of a folder's files and of its folders, in order. Raises OSError for one that is gone or may not be read."""
    files, folders = [], []
    with os.scandir(folder) as entries:
        for entry in entries:
            if entry.name.startswith((".", "~$")) or entry.name.lower() in _NO_DOCUMENTS:
                continue
            try:
                if entry.is_dir():
                    folders.append(entry.name)
                elif entry.is_file():
                    files.append(entry.name)
            except OSError:  # a link in a circle
                continue
    return sorted(files), sorted(folders)


def _file(called: str, path: str, *, shared: bool = False) -> Found:
    try:
        found = os.stat(path)
    except (OSError, ValueError):  # a worker will say what is wrong
        return Found(called, path, shared=shared)
    return Found(called, path, size=found.st_size, shared=shared, file=file_id(found))


def file_id(found: os.stat_result) -> str:
    """What the system knows a file by: the same for all its names and links."""
    return f"{found.st_dev}:{found.st_ino}"


def _rows(path: str, called: str, inputs: Inputs, *, given: bool) -> Iterator[Found]:
    """The rows of a table, each named by its id or else its number.

    Raises ReaderError or UsageError for a table that is `given` and is none, or has no such ids; another that is none
    is a document that fails.
    """
    file = _file(called, path).file
    try:
        for row, id in enumerate(ids(path, inputs.id_column, needed=given)):
            yield Found(row_name(called, id, row), path, row, shared=True, file="" if row else file)
    except ReaderError as error:
        if given:
            raise
        yield Found(called, path, fault=error.what + (f"; {error.hint}" if error.hint else ""))


def row_name(table: str, id: object, row: int) -> str:
    """What records call a table's row, by its id, or else by its place from 0.

    >>> row_name("a/notices.jsonl", None, 0), row_name("notices.parquet", 7, 0)
    ('a/notices/000001', 'notices/7')
    """
    return f"{os.path.splitext(table)[0]}/{safe(str(id)) if id is not None else f'{row + 1:06d}'}"


def _below(prefix: str, name: str) -> str:
    return name[len(prefix) + 1 :] if prefix else name


def _posix(path: str) -> str:
    return Path(path).as_posix() if os.sep != "/" else path


def matches(name: str, globs: Iterable[str]) -> bool:
    """Whether a path below a folder fits one of the patterns: on its last part, or on all of it where a pattern has a `/`."""
    patterns = list(globs)
    return not patterns or any(
        _pattern(glob).fullmatch(name if "/" in glob else name.rpartition("/")[2]) for glob in patterns
    )


@cache
def _pattern(glob: str) -> re.Pattern[str]:
    """`*` and `?` stop at a `/`, `**` does not."""
    parts = {"**/": "(?:.*/)?", "**": ".*", "*": "[^/]*", "?": "[^/]"}
    return re.compile(
        "".join(parts.get(part, re.escape(part)) for part in re.split(r"(\*\*/|\*\*|\*|\?)", glob)), re.DOTALL
    )
