"""`planparse extract`: one document to one task list."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Annotated, Literal, cast

import typer

from planparse.cli.options import Encoding, File, Full, Labels, Output
from planparse.errors import UsageError

if TYPE_CHECKING:
    from planparse.records import Plan


def command(
    file: File,
    output: Output = "-",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="yaml, json, jsonl or csv; else by the ending of -o, else yaml.",
        ),
    ] = None,
    full: Full = False,
    labels: Labels = "zh",
    encoding: Encoding = None,
) -> None:
    """Break one document down into its tasks.

    Examples:

    - `planparse extract plan.txt` prints YAML

    - `planparse extract plan.txt -o tasks.csv` writes a table that Excel opens

    - `planparse extract - --format json --full < plan.txt` reads standard input
    """
    from planparse.exporters import chosen_format, exporter
    from planparse.exporters.layout import Layout
    from planparse.output import write
    from planparse.pipeline import extract

    if output != "-" and os.path.exists(output) and os.path.exists(file) and os.path.samefile(file, output):
        raise UsageError(output, "is the document itself", "name another file with -o")

    export = exporter(chosen_format(format, output))
    layout = Layout(full=full, labels=language(labels))
    plan = extract(file, encoding=encoding)
    write(export(plan, layout), output)
    advise(plan, file)


def language(labels: str) -> Literal["zh", "en"]:
    """The language of headers. Raises UsageError for another one."""
    if labels not in ("zh", "en"):
        raise UsageError("--labels", f"there is no language {labels!r}", "choose zh or en")
    return cast(Literal["zh", "en"], labels)


def advise(plan: Plan, file: str) -> None:
    """Say on standard error what a person should look at."""
    if not plan.tasks:
        print(
            f"planparse: {file}: no task found; see its structure with: planparse outline {file}",
            file=sys.stderr,
        )
    elif plan.diagnostics:
        first = plan.diagnostics[0]
        places = "1 place" if len(plan.diagnostics) == 1 else f"{len(plan.diagnostics)} places"
        print(
            f"planparse: {file}: {places} to look at, the first in line {first.source.line} ({first.message});"
            " --full lists them",
            file=sys.stderr,
        )
