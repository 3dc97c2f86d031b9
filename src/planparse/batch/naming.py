"""Where each document's task list goes: the tree is mirrored, no two names collide, none leaves the output folder.

>>> targets = Targets(":memory:", ".yaml")
>>> [targets.claim(name) for name in ("a/plan.txt", "a/Plan.docx", "../../etc/passwd", "report.md")]
['a/plan.yaml', 'a/Plan.docx.yaml', 'etc/passwd.yaml', 'report.yaml']
"""

from __future__ import annotations

import hashlib
import os
import re
import sqlite3
import unicodedata
from collections.abc import Iterable, Iterator
from pathlib import PurePosixPath

REPORTS = ("report.json", "report.md")
RESERVED = (".planparse", *REPORTS)
"""What a run itself writes into the output folder."""

_LONGEST = 255
"""Bytes: no usual file system takes a longer name."""
_UNSAFE = re.compile(r'[\x00-\x1f\x7f/\\:*?"<>|%]')
_DEVICE = re.compile(r"(?i)(con|prn|aux|nul|com\d|lpt\d)(\.|$)")


class Targets:
    """The names given out so far. They are kept in a database, so that memory stays flat; `""` is one in a file of its own."""

    def __init__(self, database: str | sqlite3.Connection, ending: str) -> None:
        self._names = sqlite3.connect(database) if isinstance(database, str) else database
        self._names.execute(
            "CREATE TEMP TABLE names (key BLOB PRIMARY KEY, folder INTEGER NOT NULL) WITHOUT ROWID"
        )
        self._ending = ending
        self._folder: tuple[str, ...] = ()
        for name in RESERVED:
            self._take(name, folder=False)

    def claim(self, name: str, *, shared: bool = False) -> str:
        """The output's path below the output folder, with `/`, for a document of that name.

        The ending takes the place of the document's own; where that name is taken, or is `shared` by several documents
        of a folder, the ending stands behind the whole name, and then behind a number.
        """
        *folders, last = inside(name)
        place = self._folders(folders)
        for tried in self._candidates(last, shared):
            path = place + tried
            if self._take(path, folder=False):
                return path
        raise AssertionError("there is always another number")

    def _candidates(self, last: str, shared: bool) -> Iterator[str]:
        if not shared:
            yield _fitted(PurePosixPath(last).stem, self._ending)
        yield _fitted(last, self._ending)
        number = 2
        while True:
            yield _fitted(last, f"-{number}{self._ending}")
            number += 1

    def _folders(self, parts: list[str]) -> str:
        """The folder of a target; a part whose name is a file's already gets a tilde."""
        place = ""
        for part in parts:
            while not self._take(place + part, folder=True):
                part += "~"
            place += part + "/"
        return place

    def _take(self, path: str, *, folder: bool) -> bool:
        key = _key(path)
        taken = self._names.execute("SELECT folder FROM names WHERE key = ?", (key,)).fetchone()
        if taken is not None:
            return folder and bool(taken[0])
        self._names.execute("INSERT INTO names VALUES (?, ?)", (key, folder))
        return True


def shared_stems(names: Iterable[str]) -> frozenset[str]:
    """The stems, folded, that several of the names in one folder have.

    >>> sorted(shared_stems(["plan.txt", "Plan.docx", "other.txt"]))
    ['plan']
    """
    seen: set[str] = set()
    shared: set[str] = set()
    for name in names:
        stem = folded_stem(name)
        (shared if stem in seen else seen).add(stem)
    return frozenset(shared)


def folded_stem(name: str) -> str:
    """A file's name without its ending, as a file system that knows no case sees it."""
    return unicodedata.normalize("NFC", PurePosixPath(name).stem).casefold()


def inside(name: str) -> list[str]:
    """The parts of a path that stays where it is put: no root, no `..`.

    >>> inside("/data/../notices/./a.txt")
    ['data', 'notices', 'a.txt']
    """
    parts = [part for part in name.split("/") if part not in ("", ".", "..")]
    return parts or ["document"]


def safe(id: str) -> str:
    """One part of a path for any id; different ids get different parts.

    >>> safe("国发〔2024〕2号"), safe("../a"), safe(".b"), safe(""), safe("con")
    ('国发〔2024〕2号', '..%2fa', '%2eb', '%', '%63on')
    """
    printable = id.encode("utf-8", "backslashreplace").decode()
    name = _UNSAFE.sub(lambda match: f"%{ord(match[0]):02x}", printable)
    if name in ("", ".", "..") or _DEVICE.match(name) or (name.startswith(".") and not name.startswith("..")):
        name = f"%{ord(name[0]):02x}{name[1:]}" if name else "%"
    return name


def _fitted(stem: str, ending: str) -> str:
    """The name, cut to what a file system takes; a cut name ends with a mark of the whole."""
    if len(os.fsencode(stem + ending)) <= _LONGEST:
        return stem + ending
    digest = hashlib.sha256(os.fsencode(stem)).hexdigest()[:12]
    room = _LONGEST - len(os.fsencode(ending)) - len(digest) - 1
    return os.fsencode(stem)[:room].decode("utf-8", "ignore") + "~" + digest + ending


def _key(path: str) -> bytes:
    return unicodedata.normalize("NFC", path).casefold().encode("utf-8", "surrogateescape")
