"""`planparse batch`: every document of folders, lists and tables."""

from __future__ import annotations

import math
import os
import time
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.options import AsPrinted, Encoding, Full, Labels, Units
from planparse.errors import UsageError
from planparse.output import tell

if TYPE_CHECKING:
    from planparse.batch.inputs import Inputs
    from planparse.batch.running import Order
    from planparse.batch.totals import Totals


_LONGEST = 1_000_000.0
"""Seconds, eleven days: clocks of the system take no number however high."""
_MOST_MEMORY = 1 << 30
"""Megabytes, a petabyte: what the system counts in bytes has an end too."""


def command(
    inputs: Annotated[
        list[str],
        typer.Argument(
            metavar="INPUTS...",
            help="Folders, files, - for a list of paths on standard input, JSONL or Parquet with a column of texts.",
            show_default=False,
        ),
    ],
    output: Annotated[
        str | None,
        typer.Option(
            "--output",
            "-o",
            metavar="OUT",
            help="The folder for the task lists and the report; with --merge it is FILE.batch by default.",
            show_default=False,
        ),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="yaml (the default), json, jsonl, csv, md, md-table, xlsx, docx, ics or html.",
            show_default=False,
        ),
    ] = None,
    merge: Annotated[
        str | None,
        typer.Option(
            "--merge",
            metavar="FILE",
            help="One file of all tasks instead, in the order of the inputs: .jsonl, .csv, .xlsx or .parquet.",
        ),
    ] = None,
    glob: Annotated[
        list[str] | None,
        typer.Option(
            "--glob", metavar="PATTERN", help="Of folders only these files, as `*.docx` or `2024/**/*.txt`."
        ),
    ] = None,
    text_column: Annotated[
        str | None,
        typer.Option(
            "--text-column",
            metavar="NAME",
            help="The column of texts, text by default; then folders' tables are read too.",
        ),
    ] = None,
    id_column: Annotated[
        str | None, typer.Option("--id-column", metavar="NAME", help="The column that names the documents.")
    ] = None,
    full: Full = False,
    labels: Labels = "zh",
    as_printed: AsPrinted = False,
    units: Units = None,
    encoding: Encoding = None,
    jobs: Annotated[
        int | None, typer.Option("--jobs", "-j", metavar="N", min=1, help="Processes; by default one a core.")
    ] = None,
    timeout: Annotated[
        float,
        typer.Option(
            "--timeout",
            metavar="SECONDS",
            min=0.1,
            max=_LONGEST,
            help="The longest that a document may take.",
        ),
    ] = 120.0,
    memory: Annotated[
        int,
        typer.Option(
            "--memory",
            metavar="MB",
            min=16,
            max=_MOST_MEMORY,
            help="The most that a worker may take for a document.",
        ),
    ] = 2048,
    resume: Annotated[
        bool, typer.Option("--resume", help="Do only what is missing, or changed since an earlier run.")
    ] = False,
    fail_fast: Annotated[
        bool, typer.Option("--fail-fast", help="End at the first document that fails.")
    ] = False,
    engine: Annotated[
        str,
        typer.Option(
            "--engine", metavar="local|ray", help="What does the work: this machine, or a Ray cluster."
        ),
    ] = "local",
    address: Annotated[
        str | None,
        typer.Option(
            "--address", metavar="ADDRESS", help="The running Ray cluster, as auto or ray://head:10001."
        ),
    ] = None,
    quiet: Annotated[
        bool, typer.Option("--quiet", "-q", help="No progress and no summary; failures are still told.")
    ] = False,
) -> None:
    """Convert every document of folders, lists and tables, one file a document or all in one, in parallel.

    A document that fails is told on standard error and costs itself alone; the exit code is then 1. The report is in OUT/report.md.

    Examples:

    - `planparse batch notices/ -o tasks/`

    - `planparse batch notices/ -o tasks/ --resume` goes on where a run was ended

    - `planparse batch notices/ --glob "*.docx" --merge tasks.xlsx`

    - `planparse batch notices.jsonl --text-column body --id-column url --merge tasks.parquet`
    """
    from planparse.batch.inputs import Inputs
    from planparse.batch.jobs import Making
    from planparse.batch.running import Order
    from planparse.batch.worker import Limits
    from planparse.cli.extraction import language
    from planparse.exporters import exporter
    from planparse.exporters.layout import Layout

    _refuse_nonsense(output, merge, timeout)
    if merge is not None and format is not None:
        raise UsageError("--merge", "takes no --format", "its file's ending says what it holds")
    found = Inputs(inputs, glob or (), text_column, id_column)
    if engine != "local":
        _refuse_with_ray(
            {
                "--format": format,
                "--units": units,
                "--encoding": encoding,
                "--resume": resume,
                "--fail-fast": fail_fast,
            }
        )
        _on_ray(engine, found, output, merge, full=full, address=address, quiet=quiet)
        return
    if address is not None:
        raise UsageError("--address", "is that of a Ray cluster", "add: --engine ray")
    if output is None and merge is None:
        raise UsageError("-o", "is missing", "name a folder for the task lists")
    if merge is not None:
        from planparse.batch.merging import kind_of

        chosen = kind_of(merge)
    else:
        chosen = format or "yaml"
        exporter(chosen)
    layout = Layout(full=full, labels=language(labels), as_printed=as_printed)
    order = Order(
        inputs=found,
        output=Path(output if output is not None else f"{merge}.batch"),
        making=Making(chosen, layout, merged=merge is not None, units=units, encoding=encoding),
        merged=Path(merge) if merge is not None else None,
        limits=Limits(jobs or _cores(), timeout, memory * 1024 * 1024),
        resume=resume,
        fail_fast=fail_fast,
    )
    _run(order, quiet)


def _refuse_nonsense(output: str | None, merge: str | None, timeout: float) -> None:
    """Raise UsageError for what a script passes whose variable is not set, or holds no number."""
    for option, name in (("-o", output), ("--merge", merge)):
        if name == "":
            raise UsageError(option, "is an empty name", "name a file or a folder")
    if math.isnan(timeout):  # neither less nor more than anything
        raise UsageError("--timeout", "is no number of seconds", "write one, as --timeout 120")


def _run(order: Order, quiet: bool) -> None:
    from planparse.batch.progress import progress
    from planparse.batch.running import run_batch

    begun = time.monotonic()
    try:
        totals = run_batch(order, progress(quiet=quiet))
    except KeyboardInterrupt:
        tell("planparse: stopped; go on with --resume")
        raise typer.Exit(130) from None
    if not quiet:
        tell(*_summary(totals, order, time.monotonic() - begun))
    if totals.failed:
        raise typer.Exit(1)


def _summary(totals: Totals, order: Order, seconds: float) -> list[str]:
    causes = ", ".join(f"{number} {code}" for code, number in sorted(totals.causes.items()))
    left = f", {totals.left} left" if totals.left else ""
    documents = f"{totals.documents} document{'s' * (totals.documents != 1)}"
    slowest = ", ".join(f"{name} {spent:.1f} s" for spent, name in totals.slowest)
    return [
        (
            f"{documents}: {totals.converted} converted, {totals.failed} failed{f' ({causes})' if causes else ''}{left};"
            f" {totals.tasks} tasks; {seconds:.1f} s"
        ),
        f"slowest: {slowest}",
        f"report: {order.output / 'report.md'}",
    ]


def _cores() -> int:
    return len(os.sched_getaffinity(0)) if hasattr(os, "sched_getaffinity") else os.cpu_count() or 1


def _refuse_with_ray(options: dict[str, object]) -> None:
    """Raise UsageError for options that would change nothing, rather than be silent about it."""
    for name, given in options.items():
        if given:
            raise UsageError(name, "does nothing with another engine than local", "leave it out")


def _on_ray(
    engine: str,
    inputs: Inputs,
    output: str | None,
    merge: str | None,
    *,
    full: bool,
    address: str | None,
    quiet: bool,
) -> None:
    if engine != "ray":
        raise UsageError("--engine", f"there is no engine {engine!r}", "choose local or ray")
    if output is None or merge is not None:
        raise UsageError(
            "--engine", "ray writes a folder of Parquet files", "name it with -o, without --merge"
        )
    from planparse.engines.ray import run_on_ray

    tasks, failed = run_on_ray(inputs, output, full=full, address=address)
    if not quiet:
        tell(f"{tasks} tasks in {output}; {failed} documents failed")
    if failed:
        raise typer.Exit(1)
