"""Options that several commands share."""

from __future__ import annotations

from typing import Annotated

import typer

File = Annotated[
    str, typer.Argument(metavar="FILE", help="The document, or - for standard input.", show_default=False)
]
Encoding = Annotated[
    str | None,
    typer.Option("--encoding", metavar="NAME", help="The file's encoding, where it is not found by itself."),
]
TaskFiles = Annotated[
    list[str],
    typer.Argument(metavar="FILE...", help="Task YAML or JSON; - for standard input.", show_default=False),
]
StdinFilename = Annotated[
    str | None,
    typer.Option("--stdin-filename", metavar="NAME", help="What standard input is called, and read as."),
]
Output = Annotated[
    str,
    typer.Option(
        "--output",
        "-o",
        metavar="FILE",
        help="Write to this file, whole or not at all; - is standard output.",
    ),
]
Full = Annotated[
    bool,
    typer.Option(
        "--full", help="With evidence: each value's place, the outline, diagnostics, what was removed."
    ),
]
Labels = Annotated[str, typer.Option("--labels", metavar="zh|en", help="The language of a table's header.")]
Units = Annotated[
    str | None,
    typer.Option(
        "--units", metavar="FILE", help="Further names of bodies, short and full: YAML, see docs/units.md."
    ),
]
AsPrinted = Annotated[
    bool,
    typer.Option(
        "--as-printed",
        help="XLSX, DOCX and HTML: keep the record's ASCII punctuation; else it is set in Chinese marks again.",
    ),
]
Plans = Annotated[
    list[str],
    typer.Argument(
        metavar="FILES...",
        help="Documents, or task YAML and JSON; - for standard input.",
        show_default=False,
    ),
]
