"""The documents that task lists come of: found by name, else by what they hold, and read again once each.

>>> from planparse.records import SourceFile
>>> Sources("no-such-folder")
Traceback (most recent call last):
planparse.errors.UsageError: no-such-folder: there is no such file or folder; name the document, or the folder of the documents
"""

from __future__ import annotations

import hashlib
import os
from functools import cached_property
from pathlib import Path

from planparse.checks.document import Document, squeezed
from planparse.errors import UsageError
from planparse.normalise import normalise
from planparse.pipeline import known_bodies, parse_source
from planparse.readers import LARGEST_FILE, read
from planparse.readers.reading import Source
from planparse.records import Plan
from planparse.segment import with_keywords

_MOST_KEPT = 16
"""Documents that are kept for the next task list of the same: of a thousand, most have one."""


class Sources:
    """A document, or a folder in which documents are looked up. Raises UsageError where there is neither.

    `units` is the file of bodies' names that the task lists were made with.
    """

    def __init__(self, place: str | os.PathLike[str], *, units: str | None = None) -> None:
        self.place = Path(place)
        self.units = units
        self._read: dict[Path, tuple[Source, Plan, str]] = {}
        if not self.place.exists():
            raise UsageError(
                str(place),
                "there is no such file or folder",
                "name the document, or the folder of the documents",
            )

    def of(self, plan: Plan) -> Document:
        """The document of a task list. Raises ReaderError where it is there and cannot be read."""
        path = self._find(plan) if self.place.is_dir() else self.place
        if path is None:
            return Document(None, name=str(self.place))
        source, said, text = self._reread(path)
        most = max((len(task.keywords) for task in plan.tasks), default=0)
        if most:
            said = with_keywords(said, most)
        return Document(said, text, source.sha256 == plan.source.sha256, source.file)

    def _find(self, plan: Plan) -> Path | None:
        """The file that is called what the task list says, the one of the same bytes where several are; else any such."""
        name = plan.source.file.replace("\\", "/").rpartition("/")[2]
        named = [path for path in self._files if path.name == name]
        digest = plan.source.sha256
        if len(named) == 1:
            return named[0]
        same = next((path for path in named or self._files if digest and self._digest(path) == digest), None)
        return same or (named[0] if named else None)

    @cached_property
    def _files(self) -> list[Path]:
        """Everything in the folder and the folders below, but for what is hidden."""
        found = []
        for folder, below, names in os.walk(self.place):
            below[:] = sorted(name for name in below if not name.startswith("."))
            found += [Path(folder, name) for name in sorted(names) if not name.startswith(".")]
        return found

    @cached_property
    def _digests(self) -> dict[Path, str]:
        return {}

    def _digest(self, path: Path) -> str:
        if path not in self._digests:
            try:
                is_small = path.is_file() and path.stat().st_size <= LARGEST_FILE
                self._digests[path] = hashlib.sha256(path.read_bytes()).hexdigest() if is_small else ""
            except OSError:  # not one that could be the document
                self._digests[path] = ""
        return self._digests[path]

    def _reread(self, path: Path) -> tuple[Source, Plan, str]:
        if path not in self._read:
            if len(self._read) >= _MOST_KEPT:
                del self._read[next(iter(self._read))]
            source = read(path)
            said = parse_source(source, known_bodies(self.units))
            self._read[path] = (source, said, squeezed(normalise(source.reading.opened()).value))
        return self._read[path]
