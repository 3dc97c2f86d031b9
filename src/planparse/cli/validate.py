"""`planparse validate`: hand-edited task YAML or JSON, every fault with its place."""

from __future__ import annotations

import sys
from typing import Annotated

import typer

from planparse.cli.options import Encoding


def command(
    files: Annotated[
        list[str],
        typer.Argument(
            metavar="FILE...", help="Task YAML or JSON; - for standard input.", show_default=False
        ),
    ],
    encoding: Encoding = None,
) -> None:
    """Check task YAML or JSON that people edit: every fault with file:line:column, a code and a hint.

    Exit code 1 where there are findings.

    Examples:

    - `planparse validate tasks.yaml`

    - `planparse validate tasks/*.yaml`
    """
    from planparse.errors import ReaderError
    from planparse.output import write_standard_output
    from planparse.readers import read
    from planparse.validation import validate_text

    lines: list[str] = []
    unread: list[ReaderError] = []
    for file in files:
        try:
            text = read(file, encoding=encoding).text
        except ReaderError as error:  # the other files are still checked
            unread.append(error)
            continue
        lines += [str(finding) for finding in validate_text(text, file).findings]
    write_standard_output("".join(line + "\n" for line in lines).encode("utf-8", "replace"))
    for fault in unread[:-1]:
        print(f"planparse: {fault}", file=sys.stderr)
    if unread:
        raise unread[-1]
    if lines:
        raise typer.Exit(1)
