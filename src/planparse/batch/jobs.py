"""What travels through a run: documents that are found, jobs for the workers, what became of them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import NamedTuple

from planparse.exporters.layout import Layout


class Found(NamedTuple):
    """A document that an input names."""

    name: str
    """what records call it: its path below the folder, with `/`"""
    path: str
    """the file, or the table that holds it"""
    row: int | None = None
    """of a table, from 0"""
    size: int = 0
    """bytes, for weighing; 0 where it is not known"""
    shared: bool = False
    """another file of its folder has the same name but for the ending"""
    file: str = ""
    """what the system knows its file by, whatever it is called; empty where there is none"""
    fault: str = ""
    """why there is no document, where that is known already"""


class Kept(NamedTuple):
    """What an earlier run made of a document: it is up to date while all of it is the same."""

    source: str
    """SHA-256 of the document"""
    output: str
    """SHA-256 of its task list"""


class Job(NamedTuple):
    """One document for a worker."""

    ordinal: int
    name: str
    path: str
    data: str | bytes | None
    """a table's cell; None for a file"""
    fault: str
    """why there is no document, where that is known already"""
    target: str
    """where the task list goes"""
    size: int
    kept: Kept | None


class Failure(NamedTuple):
    """Why a document has no task list."""

    code: str
    """unreadable, crashed, timeout, memory, internal, unwritable, or disk, which ends the run"""
    where: str
    what: str
    hint: str = ""

    def __str__(self) -> str:
        return f"{self.where}: {self.what}" + (f"; {self.hint}" if self.hint else "")


class Doubt(NamedTuple):
    """A diagnostic of one document."""

    code: str
    line: int
    message: str


class Outcome(NamedTuple):
    """What became of a document."""

    failure: Failure | None = None
    up_to_date: bool = False
    source: str = ""
    output: str = ""
    tasks: int = 0
    assignments: int = 0
    deadlines: int = 0
    targets: int = 0
    doubts: tuple[Doubt, ...] = ()
    diagnostics: Mapping[str, int] = {}
    """code to how many"""
    rows: bytes = b""
    """its part of a merged file"""
    seconds: float = 0.0


class Making(NamedTuple):
    """How task lists are made."""

    format: str
    """an exporter, or the kind of a merged file"""
    layout: Layout
    merged: bool = False
    units: str | None = None
    encoding: str | None = None
    parts: str = ""
    """the folder where outputs are written before they are moved into their place"""
