"""What has been done, in a database in the output folder: a run that is killed goes on where it was.

A document's row is written behind its output and holds the SHA-256 of both, planparse's version and the options; rows
are committed some at a time. An output without its row is made again, and so is one that is no longer what its row says. So the next
run ends with what an unbroken one would have made. What only this run needs, the list of documents among it, lies in
temporary tables: memory stays flat.
"""

from __future__ import annotations

import json
import os
import sqlite3
import time
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any, NamedTuple

from planparse.batch.inputs import file_id
from planparse.batch.jobs import Doubt, Failure, Found, Job, Kept, Outcome
from planparse.batch.naming import REPORTS, Targets
from planparse.batch.tables import TEXT_COLUMN, texts
from planparse.errors import OutputError, ReaderError, UsageError

_COMMIT_EVERY = 1.0
"""Seconds: what is done again when a run is killed."""
_PAGE = 1000

_SCHEMA = """
CREATE TABLE IF NOT EXISTS done (
    target BLOB PRIMARY KEY, settings TEXT NOT NULL, source TEXT NOT NULL, output TEXT NOT NULL,
    start INTEGER NOT NULL, length INTEGER NOT NULL, counts TEXT NOT NULL, seconds REAL NOT NULL
) WITHOUT ROWID;
CREATE TEMP TABLE jobs (
    ordinal INTEGER PRIMARY KEY, name TEXT NOT NULL, path BLOB NOT NULL, row INTEGER, target BLOB NOT NULL, size INTEGER NOT NULL,
    fault TEXT NOT NULL, file TEXT NOT NULL
);
CREATE TEMP TABLE there (file TEXT PRIMARY KEY, target TEXT NOT NULL);
CREATE TEMP TABLE failed (
    ordinal INTEGER PRIMARY KEY, code TEXT NOT NULL, place TEXT NOT NULL, what TEXT NOT NULL, hint TEXT NOT NULL, seconds REAL NOT NULL
);
"""


class Entry(NamedTuple):
    """One document in the report: what became of it, or a failure, or neither where the run did not come so far."""

    name: str
    output: str
    counts: dict[str, Any] | None
    failure: Failure | None
    seconds: float


class Journal:
    """The record of one output folder. Everything that is written raises OutputError where the disk is full."""

    def __init__(self, folder: Path, settings: str, *, resume: bool) -> None:
        """Open the journal in `folder`; without `resume` what it says is forgotten."""
        self._settings = settings
        file, rows = folder / "journal.sqlite", folder / "rows"
        self.where = str(folder.parent)
        with self.guarded():
            if not resume:
                for old in (
                    file,
                    file.with_name("journal.sqlite-wal"),
                    file.with_name("journal.sqlite-shm"),
                    rows,
                ):
                    old.unlink(missing_ok=True)
            self._database = sqlite3.connect(file, isolation_level=None)
            try:
                # Exclusive, so that the log needs no memory shared with others, which network folders lack.
                for pragma in (
                    "locking_mode=EXCLUSIVE",
                    "journal_mode=WAL",
                    "synchronous=FULL",
                    "cache_size=-4000",
                ):
                    self._database.execute(f"PRAGMA {pragma}").fetchone()
                self._database.executescript(_SCHEMA)
            except sqlite3.DatabaseError as error:
                if isinstance(error, sqlite3.OperationalError):
                    raise
                raise UsageError(str(file), "is no sound journal", "run again without --resume") from None
            self._rows = rows.open("ab+")
            self._end = self._rows.seek(0, os.SEEK_END)
            self._database.execute("DELETE FROM done WHERE start + length > ?", (self._end,))
            self._database.execute("BEGIN")
        self._committed = time.monotonic()

    @contextmanager
    def guarded(self) -> Iterator[None]:
        """Turn what the file system says into one line."""
        try:
            yield
        except sqlite3.OperationalError as error:
            raise self._unwritten(str(error)) from None
        except OSError as error:
            raise self._unwritten(error.strerror or str(error)) from None

    def _unwritten(self, what: str) -> OutputError:
        return OutputError(self.where, f"cannot be written ({what})", "mend that, then go on with --resume")

    def survey(self, found: Iterable[Found], ending: str, output: Path, *, merged: bool) -> int:
        """List the documents and give each its target below `output`; returns how many there are.

        Raises UsageError where a document would be written over.
        """
        with self.guarded():
            for name in REPORTS:
                self._note_what_is_there(output, name)
            targets = Targets(self._database, ending)
            count = 0
            for count, one in enumerate(found, 1):
                target = targets.claim(one.name, shared=one.shared)
                self._database.execute(
                    "INSERT INTO jobs VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        count, _sound(one.name), os.fsencode(one.path), one.row, os.fsencode(target), one.size,
                        one.fault, one.file,
                    ),
                )  # fmt: skip
                if not merged:
                    self._note_what_is_there(output, target)
        self._refuse_what_is_read(output)
        return count

    def _note_what_is_there(self, output: Path, target: str) -> None:
        """Note which file a target would be written over, where there is one."""
        try:
            file = file_id(os.stat(output / target))
        except (OSError, ValueError):
            return
        self._database.execute("INSERT OR IGNORE INTO there VALUES (?, ?)", (file, _sound(target)))

    def _refuse_what_is_read(self, output: Path) -> None:
        lost = self._database.execute(
            "SELECT name, there.target FROM there JOIN jobs USING (file)"
        ).fetchone()
        if lost is not None:
            name, target = lost
            raise UsageError(
                str(output / target),
                f"is the document {name}, and would be written over",
                "name another folder with -o",
            )

    def jobs(self, output: Path, text_column: str | None) -> Iterator[Job]:
        """The jobs in order; the texts of tables are read as they come."""
        last, table = 0, _Table("", "")
        while page := self._database.execute(
            "SELECT ordinal, name, path, row, jobs.target, size, fault, source, output FROM jobs"
            " LEFT JOIN done ON done.target = jobs.target AND settings = ? WHERE ordinal > ? ORDER BY ordinal LIMIT ?",
            (self._settings, last, _PAGE),
        ).fetchall():
            for ordinal, name, path, row, target, size, fault, source, made in page:
                where = os.fsdecode(path)
                kept = Kept(source, made) if source is not None else None
                data = None
                if row is not None:
                    if table.path != where or row == 0:
                        table = _Table(where, text_column or TEXT_COLUMN)
                    data, fault = table.next()
                    size = len(data or "") * (3 if isinstance(data, str) else 1)
                place = os.path.join(output, os.fsdecode(target))
                yield Job(ordinal, name, where, data, fault, place, size, kept)
                last = ordinal

    def add(self, job: Job, target: Path, outcome: Outcome) -> None:
        """Note what became of a document."""
        with self.guarded():
            key = os.fsencode(os.path.relpath(job.target, target))
            if outcome.failure is not None:
                self._database.execute("DELETE FROM done WHERE target = ?", (key,))
                self._database.execute(
                    "INSERT OR REPLACE INTO failed VALUES (?, ?, ?, ?, ?, ?)",
                    (job.ordinal, *map(_sound, outcome.failure), outcome.seconds),
                )
            elif not outcome.up_to_date:
                start = self._end
                if outcome.rows:
                    self._rows.write(outcome.rows)
                    self._end += len(outcome.rows)
                counts = {
                    "tasks": outcome.tasks,
                    "deadlines": outcome.deadlines,
                    "targets": outcome.targets,
                    "diagnostics": dict(sorted(outcome.diagnostics.items())),
                    "doubts": outcome.doubts,
                }
                self._database.execute(
                    "INSERT OR REPLACE INTO done VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                    (
                        key, self._settings, outcome.source, outcome.output, start, len(outcome.rows),
                        json.dumps(counts, ensure_ascii=True), outcome.seconds,
                    ),
                )  # fmt: skip
            if time.monotonic() - self._committed >= _COMMIT_EVERY:
                self.commit()

    def commit(self) -> None:
        """Put on the disk what was noted."""
        with self.guarded():
            self._rows.flush()
            os.fsync(self._rows.fileno())
            self._database.execute("COMMIT")
            self._database.execute("BEGIN")
        self._committed = time.monotonic()

    def entries(self) -> Iterator[Entry]:
        """Every document in order, as the report has it."""
        cursor = self._database.execute(
            "SELECT name, jobs.target, counts, code, place, what, hint, coalesce(failed.seconds, done.seconds, 0)"
            " FROM jobs LEFT JOIN failed USING (ordinal)"
            " LEFT JOIN done ON done.target = jobs.target AND settings = ? AND code IS NULL ORDER BY ordinal",
            (self._settings,),
        )
        for name, target, counts, code, place, what, hint, seconds in cursor:
            failure = Failure(code, place, what, hint) if code is not None else None
            read = json.loads(counts) if counts is not None else None
            if read is not None:
                read["doubts"] = [Doubt(*doubt) for doubt in read["doubts"]]
            yield Entry(name, os.fsdecode(target).encode("utf-8", "replace").decode(), read, failure, seconds)

    def rows(self) -> Iterator[bytes]:
        """The parts of a merged file, in the order of the documents."""
        self._rows.flush()
        cursor = self._database.execute(
            "SELECT start, length FROM jobs JOIN done ON done.target = jobs.target AND settings = ?"
            " WHERE length > 0 ORDER BY ordinal",
            (self._settings,),
        )
        for start, length in cursor:
            self._rows.seek(start)
            yield self._rows.read(length)

    def close(self) -> None:
        """Commit, and let go of the files."""
        try:
            self.commit()
        finally:
            self._database.close()
            self._rows.close()


class _Table:
    """The texts of one table, in step with its rows."""

    def __init__(self, path: str, column: str) -> None:
        self.path = path
        self._texts = texts(path, column) if path else iter(())
        self._end = "is gone from its table"
        """what is said of a row for which there is no text any more"""

    def next(self) -> tuple[str | bytes | None, str]:
        try:
            return next(self._texts, (None, self._end))
        except (ReaderError, UsageError) as error:
            self._texts = iter(())
            self._end = error.what
            return None, error.what


def _sound(text: str) -> str:
    return text.encode("utf-8", "replace").decode()
