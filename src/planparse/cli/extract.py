"""`planparse extract`: one document to one task list."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli.extraction import extract_to
from planparse.cli.options import Encoding, File, Full, Labels, Output


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
    keywords: Annotated[
        int | None,
        typer.Option("--keywords", metavar="N", min=1, help="Give each task its N keywords (关键词)."),
    ] = None,
    encoding: Encoding = None,
) -> None:
    """Break one document down into its tasks.

    Examples:

    - `planparse extract plan.txt` prints YAML

    - `planparse extract plan.txt -o tasks.csv` writes a table that Excel opens

    - `planparse extract - --format json --full < plan.txt` reads standard input
    """
    extract_to(file, output, format=format, full=full, labels=labels, keywords=keywords, encoding=encoding)
