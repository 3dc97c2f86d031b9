"""`planparse batch`: every document below a folder."""

from __future__ import annotations

import os
import sys
import time
from pathlib import Path
from typing import Annotated

import typer

from planparse.cli.options import Full, Labels


def command(
    folder: Annotated[
        str, typer.Argument(metavar="FOLDER", help="The folder with the documents.", show_default=False)
    ],
    output: Annotated[
        str,
        typer.Option(
            "--output", "-o", metavar="OUT", help="The folder for the task lists.", show_default=False
        ),
    ],
    format: Annotated[
        str, typer.Option("--format", "-f", metavar="NAME", help="yaml, json, jsonl or csv.")
    ] = "yaml",
    full: Full = False,
    labels: Labels = "zh",
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core.")
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are still told.")
    ] = False,
) -> None:
    """Convert every document below a folder, one file a document, in parallel.

    A document that fails is told on standard error and costs itself alone; the exit code is then 1.

    Examples:

    - `planparse batch notices/ -o tasks/`

    - `planparse batch notices/ -o tables/ --format csv -j 4`
    """
    from rich.console import Console
    from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeRemainingColumn

    from planparse.batch import plan_jobs, run
    from planparse.cli.extraction import language
    from planparse.exporters import exporter
    from planparse.exporters.layout import Layout

    exporter(format)
    layout = Layout(full=full, labels=language(labels))
    work = plan_jobs(Path(folder), Path(output), format)
    console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
    workers = jobs or len(
        os.sched_getaffinity(0) if hasattr(os, "sched_getaffinity") else range(os.cpu_count() or 1)
    )
    begun = time.monotonic()
    tasks = failed = 0
    columns = (TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn(), TimeRemainingColumn())
    with Progress(
        *columns, console=console, disable=quiet or not sys.stderr.isatty(), transient=True
    ) as progress:
        bar = progress.add_task("documents", total=len(work))
        for outcome in run(work, format=format, layout=layout, workers=workers):
            tasks += outcome.tasks
            if outcome.error is not None:
                failed += 1
                console.print(f"planparse: {outcome.error}")
            progress.advance(bar)
    if not quiet:
        seconds = time.monotonic() - begun
        console.print(
            f"{len(work)} document{'s' * (len(work) != 1)}: {len(work) - failed} converted, {failed} failed; {tasks} tasks; {seconds:.1f} s"
        )
    if failed:
        raise typer.Exit(1)
