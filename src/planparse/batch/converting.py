"""What a worker does with one document: read, parse, write. A fault of the document is its outcome, never an exception."""

from __future__ import annotations

import contextlib
import errno
import hashlib
import os
import time
from collections import Counter
from functools import cache
from pathlib import Path

from planparse.batch.jobs import Doubt, Failure, Job, Making, Outcome
from planparse.batch.merging import fragment
from planparse.clauses.agencies import Agencies
from planparse.errors import PlanparseError, ReaderError
from planparse.exporters import exporter
from planparse.pipeline import known_bodies, parse_source
from planparse.readers import read, read_bytes
from planparse.readers.reading import Source
from planparse.records import Plan

MOST_DOUBTS = 50
"""Diagnostics of one document that the report lists; the rest are counted."""

_OF_THE_DISK = frozenset(
    getattr(errno, name) for name in ("ENOSPC", "EDQUOT", "EFBIG", "EROFS", "EIO") if hasattr(errno, name)
)


def convert(job: Job, making: Making) -> Outcome:
    """Convert one document, unless what an earlier run made of it is still right."""
    begun = time.perf_counter()
    if job.kept is not None and _up_to_date(job, making):
        return Outcome(up_to_date=True)
    try:
        source = _source(job, making)
        plan = parse_source(source, _known(making))
        if making.merged:
            data = fragment(plan, making)
        else:
            data = exporter(making.format)(plan, making.layout._replace(text=source.text))
    except PlanparseError as error:
        return Outcome(Failure("unreadable", error.where, error.what, error.hint), seconds=_since(begun))
    if not making.merged:
        try:
            _write(data, job.target, making.parts)
        except OSError as error:
            return Outcome(unwritten(job.target, error), seconds=_since(begun))
    return _outcome(plan, data, making, _since(begun))


def _source(job: Job, making: Making) -> Source:
    if job.fault:
        raise ReaderError(job.name, job.fault)
    if job.data is None:
        return read(job.path, name=job.name, encoding=making.encoding)
    if isinstance(job.data, str):
        return read_bytes(job.data.encode("utf-8", "replace"), job.name, encoding="utf-8")
    return read_bytes(job.data, job.name, encoding=making.encoding)


def _known(making: Making) -> Agencies | None:
    """Only the evidence says more of a body than its printed name."""
    shown = making.layout.full or making.units is not None or making.format == "html"
    return _bodies(making.units) if shown else None


_bodies = cache(known_bodies)


def _up_to_date(job: Job, making: Making) -> bool:
    """Whether the document is the one that was converted, and its task list the one that was written."""
    assert job.kept is not None
    try:
        if job.data is None:
            data = Path(job.path).read_bytes()
        else:
            data = job.data.encode("utf-8", "replace") if isinstance(job.data, str) else job.data
        return _sha256(data) == job.kept.source and (
            making.merged or _sha256(Path(job.target).read_bytes()) == job.kept.output
        )
    except (OSError, ValueError):
        return False


def _sha256(data: bytes) -> str:
    return hashlib.sha256(data).hexdigest()


def _since(begun: float) -> float:
    return time.perf_counter() - begun


def _write(data: bytes, target: str, parts: str) -> None:
    """Write beside and move into its place; what a killed run leaves lies in a folder that the next one clears."""
    part = os.path.join(parts, str(os.getpid()))
    try:
        with open(part, "wb") as stream:
            stream.write(data)
        try:
            os.replace(part, target)
        except FileNotFoundError:
            os.makedirs(os.path.dirname(target), exist_ok=True)
            os.replace(part, target)
    except OSError:
        with contextlib.suppress(OSError):
            os.unlink(part)
        raise


def unwritten(target: str, error: OSError) -> Failure:
    """Why an output could not be written: `disk` where none of the others will be either.

    >>> unwritten("out/a.yaml", OSError(errno.ENOSPC, "No space left on device")).code
    'disk'
    """
    code = "disk" if error.errno in _OF_THE_DISK else "unwritable"
    return Failure(code, target, f"cannot be written ({error.strerror or error})", "mend that, then --resume")


def _outcome(plan: Plan, data: bytes, making: Making, seconds: float) -> Outcome:
    return Outcome(
        source=plan.source.sha256,
        output=_sha256(data),
        tasks=len(plan.tasks),
        assignments=sum(len(task.assignments) for task in plan.tasks),
        deadlines=sum(len(task.deadlines) for task in plan.tasks),
        targets=sum(len(task.targets) for task in plan.tasks),
        doubts=tuple(Doubt(one.code, one.source.line, one.message) for one in plan.diagnostics[:MOST_DOUBTS]),
        diagnostics=Counter(one.code for one in plan.diagnostics),
        rows=data if making.merged else b"",
        seconds=seconds,
    )
