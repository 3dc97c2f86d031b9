"""Many documents: a folder in, one file a document out, in a pool of processes.

A document that fails costs itself alone: its outcome says why, and the others go on.
"""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from concurrent.futures import FIRST_COMPLETED, Future, ProcessPoolExecutor, wait
from concurrent.futures.process import BrokenProcessPool
from functools import partial
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from planparse.errors import OutputError, PlanparseError, UsageError
from planparse.exporters import EXPORTERS, exporter
from planparse.exporters.layout import Layout
from planparse.output import write
from planparse.pipeline import parse_source
from planparse.readers import read

_AHEAD = 4  # documents a worker that wait in the queue: memory stays flat however many there are


class Job(NamedTuple):
    """One document: where it is, and where its task list goes."""

    source: str
    name: str
    target: str


class Outcome(NamedTuple):
    """What became of a document: its tasks, or the line that says why not."""

    job: Job
    tasks: int
    error: str | None


def plan_jobs(folder: Path, output: Path, format: str) -> list[Job]:
    """A job for each file below the folder, in order of name. Hidden files and the output's own are left out.

    The tree is mirrored. A target is named as its source, with the format's ending behind it where two sources
    would otherwise share a name. Raises UsageError where there is nothing to convert.
    """
    if not folder.is_dir():
        raise UsageError(str(folder), "is no folder", "convert a single file with: planparse extract FILE")
    skipped = output.resolve()
    if output.exists() and not output.is_dir():
        raise UsageError(str(output), "is a file", "name a folder with -o")
    if skipped == folder.resolve():
        raise UsageError(str(output), "is the input folder itself", "name another folder with -o")
    sources: list[Path] = []
    for place, folders, files in os.walk(folder):
        here = Path(place)
        folders[:] = sorted(f for f in folders if not f.startswith(".") and (here / f).resolve() != skipped)
        sources += [
            here / name for name in sorted(files) if not name.startswith(".") and (here / name).is_file()
        ]
    if not sources:
        raise UsageError(str(folder), "holds no files", "check the folder's name")
    ending = EXPORTERS[format][0]
    relatives = [source.relative_to(folder) for source in sources]
    stems: dict[str, int] = {}
    for relative in relatives:
        key = str(relative.with_suffix("")).casefold()
        stems[key] = stems.get(key, 0) + 1
    jobs = []
    for source, relative in zip(sources, relatives, strict=True):
        shared = stems[str(relative.with_suffix("")).casefold()] > 1
        target = relative.with_name(relative.name + ending) if shared else relative.with_suffix(ending)
        jobs.append(Job(str(source), relative.as_posix(), str(output / target)))
    return jobs


def convert(job: Job, *, format: str, layout: Layout) -> Outcome:
    """Convert one document. A fault of the document is its outcome, never an exception."""
    try:
        plan = parse_source(read(job.source, name=job.name))
        Path(job.target).parent.mkdir(parents=True, exist_ok=True)
        write(exporter(format)(plan, layout), job.target)
    except PlanparseError as error:
        return Outcome(job, 0, str(error))
    except OSError as error:
        return Outcome(job, 0, str(OutputError(job.target, f"cannot be written ({error.strerror or error})")))
    except Exception as error:
        return Outcome(job, 0, f"{job.source}: internal error ({type(error).__name__}: {error}); report it")
    return Outcome(job, len(plan.tasks), None)


def run(jobs: Sequence[Job], *, format: str, layout: Layout, workers: int) -> Iterator[Outcome]:
    """The outcome of each job, as it comes. One worker runs in this process."""
    work = partial(convert, format=format, layout=layout)
    if workers <= 1 or len(jobs) == 1:
        yield from map(work, jobs)
        return
    remaining = iter(jobs)
    with ProcessPoolExecutor(max_workers=workers) as pool:
        running: dict[Future[Outcome], Job] = {}
        for job in islice(remaining, workers * _AHEAD):
            running[pool.submit(work, job)] = job
        broken = False
        while running:
            done, _ = wait(running, return_when=FIRST_COMPLETED)
            for future in done:
                job = running.pop(future)
                try:
                    yield future.result()
                except BrokenProcessPool:
                    broken = True
                    yield Outcome(
                        job,
                        0,
                        f"{job.source}: its worker process died; convert it alone with planparse extract",
                    )
                following = next(remaining, None) if not broken else None
                if following is not None:
                    running[pool.submit(work, following)] = following
    yield from map(work, remaining)  # only where the pool broke: the rest is still converted
