"""One run: list the documents, convert those that are not done, put everything together, report.

find      inputs    → Found      inputs.py, tables.py
survey    Found     → Job        journal.py, naming.py: a target for each, and what an earlier run made of it
convert   Job       → Outcome    pool.py, converting.py: in the workers
add       Outcome   → journal    journal.py
merge     journal   → one file   merging.py
report    journal   → reports    report.py, totals.py
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import closing, suppress
from functools import partial
from pathlib import Path
from typing import NamedTuple

from planparse import __version__
from planparse.batch.inputs import LIST, Inputs, check_given, find
from planparse.batch.jobs import Failure, Found, Job, Making, Outcome
from planparse.batch.journal import Journal
from planparse.batch.locking import locked
from planparse.batch.merging import merge
from planparse.batch.pool import run
from planparse.batch.progress import Progress, Silent
from planparse.batch.report import write_reports
from planparse.batch.totals import Totals, add_up
from planparse.batch.worker import Limits, Loss
from planparse.clauses.unit_files import load_units
from planparse.errors import OutputError, ReaderError, UsageError
from planparse.exporters import EXPORTERS
from planparse.output import refuse_inputs
from planparse.readers.plain import decode

STATE = ".planparse"
"""The folder in the output folder that holds the journal and the lock."""

_HINTS = {
    "crashed": "convert it alone with planparse extract, and report it",
    "timeout": "give it more with --timeout, or split it",
    "memory": "give it more with --memory, or split it",
    "internal": "report it",
}


Work = Callable[[Job, Making], Outcome]


class Order(NamedTuple):
    """What is asked for."""

    inputs: Inputs
    output: Path
    making: Making
    merged: Path | None = None
    """the one file of all tasks"""
    limits: Limits = Limits()
    resume: bool = False
    fail_fast: bool = False


def run_batch(order: Order, progress: Progress | None = None, work: Work | None = None) -> Totals:
    """Convert all documents and return what it adds up to.

    `work` is what a worker does with a document, `converting.convert` by default. Raises PlanparseError where the inputs name nothing, another run writes into the
    output folder, or nothing more can be written; what is done by then is kept for a run that resumes.
    """
    progress = progress or Silent()
    _check(order)
    _check_making(order)
    state = order.output / STATE
    is_first = not state.exists()
    with locked(state):
        parts = state / "parts"
        shutil.rmtree(parts, ignore_errors=True)
        try:
            parts.mkdir()
        except OSError as error:
            raise OutputError(
                str(order.output), f"cannot be written ({error.strerror})", "make room"
            ) from None
        making = order.making._replace(parts=str(parts))
        with closing(Journal(state, _settings(making), resume=order.resume)) as journal:
            ending = "" if making.merged else EXPORTERS[making.format][0]
            count = journal.survey(
                _found(order, is_first=is_first), ending, order.output, merged=making.merged
            )
            if not count:
                raise UsageError(
                    ", ".join(order.inputs.names), "holds no files", "check the name, and --glob"
                )
            _convert(order, making, journal, progress, count, work)
            return _finish(order, making, journal, parts)


def _found(order: Order, *, is_first: bool) -> Iterator[Found]:
    """The documents; the merged file of an earlier run is none. Raises UsageError where no run has written it."""
    merged = order.merged and os.path.realpath(order.merged)
    for one in find(order.inputs, order.output):
        if merged is None or one.row is not None or os.path.realpath(one.path) != merged:
            yield one
        elif is_first:
            what = f"is the document {one.name}, and would be written over"
            raise UsageError(str(order.merged), what, "name another file with --merge")


def _check(order: Order) -> None:
    output = order.output
    if output.exists() and not output.is_dir():
        raise UsageError(str(output), "is a file", "name a folder with -o")
    for name in order.inputs.names:
        check_given(name)  # before an earlier run's journal is touched
        if name != LIST and output.exists() and os.path.isdir(name) and os.path.samefile(name, output):
            raise UsageError(str(output), "is the input folder itself", "name another folder with -o")


def _check_making(order: Order) -> None:
    """Raise UsageError for what would fail with every document, or at the end of a long run."""
    encoding = order.making.encoding
    if encoding is not None:
        with suppress(ReaderError):  # of the empty text, whose encoding is asked about
            decode(b"", "", encoding)
    if order.merged is not None:
        if order.merged.is_dir():
            raise UsageError(str(order.merged), "is a folder", "name a file in it with --merge")
        refuse_inputs(str(order.merged), order.inputs.names)


def _settings(making: Making) -> str:
    """What a task list depends on beside its document."""
    units = b""
    if making.units:
        load_units(making.units)  # here, where a fault in it is told once
        units = Path(making.units).read_bytes()
    told = [
        __version__,
        making.format,
        making.merged,
        making.layout,
        making.encoding,
        hashlib.sha256(units).hexdigest(),
    ]
    return json.dumps(told)


def _convert(
    order: Order,
    making: Making,
    journal: Journal,
    progress: Progress,
    count: int,
    work: Work | None,
) -> None:
    """Convert what is not done, and note it as it comes."""
    failed = 0
    progress.begin(count)
    jobs = journal.jobs(order.output, order.inputs.text_column)
    results = run(partial(_done, work, making), jobs, weigh=_weight, limits=order.limits)
    try:
        with closing(results):  # type: ignore[type-var]
            for job, answer in results:
                outcome = _lost(job, answer) if isinstance(answer, Loss) else answer
                failure = outcome.failure
                if failure is not None and failure.code == "disk":
                    raise OutputError(failure.where, failure.what, failure.hint)
                if failure is not None:
                    failed += 1
                    progress.say(f"planparse: {failure}")
                    if job.kept is not None and not making.merged:
                        Path(job.target).unlink(missing_ok=True)  # of the document as it was
                journal.add(job, order.output, outcome)
                progress.advance(failed)
                if failed and order.fail_fast:
                    break
    finally:
        progress.end()


def _done(work: Work | None, making: Making, job: Job) -> Outcome:
    if work is None:
        from planparse.batch.converting import convert  # in the worker: this process parses nothing

        work = convert
    return work(job, making)


def _weight(job: Job) -> int:
    return job.size if job.kept is None else job.size >> 4


def _lost(job: Job, loss: Loss) -> Outcome:
    return Outcome(Failure(loss.cause, job.path, loss.detail, _HINTS[loss.cause]), seconds=loss.seconds)


def _finish(order: Order, making: Making, journal: Journal, parts: Path) -> Totals:
    totals = add_up(journal.entries())
    with journal.guarded():
        if order.merged is not None and not totals.left:
            part = parts / f"merged{order.merged.suffix}"
            merge(journal.rows(), part, making)
            _move(part, order.merged)
        write_reports(order.output, parts, journal.entries, totals, making)
    return totals


def _move(part: Path, target: Path) -> None:
    """Move a file into its place, over to another file system too, whole or not at all. Raises OutputError."""
    beside = target.with_name(f".{target.name[:40]}.part")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        shutil.move(part, beside)
        os.replace(beside, target)
    except OSError as error:
        with suppress(OSError):
            beside.unlink()
        raise OutputError(
            str(target),
            f"cannot be written ({error.strerror or error})",
            "mend that, then go on with --resume",
        ) from None
