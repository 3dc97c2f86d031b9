"""`planparse extract`: one document to one task list."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli.extraction import extract_to
from planparse.cli.options import AsPrinted, Encoding, File, Full, Labels, Output, Units


def command(
    file: File,
    output: Output = "-",
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="yaml, json, jsonl, csv, md, md-table, xlsx, docx, ics or html; else by the ending of -o, else yaml.",
        ),
    ] = None,
    full: Full = False,
    labels: Labels = "zh",
    as_printed: AsPrinted = False,
    keywords: Annotated[
        int | None,
        typer.Option("--keywords", metavar="N", min=1, help="Give each task its N keywords (关键词)."),
    ] = None,
    units: Units = None,
    encoding: Encoding = None,
) -> None:
    """Break one document down into its tasks.

    Examples:

    - `planparse extract plan.txt` prints YAML

    - `planparse extract plan.txt -o tasks.xlsx` writes the 任务分解表 as offices print it

    - `planparse extract - --format json --full < plan.txt` reads standard input
    """
    extract_to(
        file,
        output,
        format=format,
        full=full,
        labels=labels,
        as_printed=as_printed,
        keywords=keywords,
        encoding=encoding,
        units=units,
    )
