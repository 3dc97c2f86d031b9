"""`planparse validate`: hand-edited task YAML or JSON, every fault with its place."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.options import Encoding, Output, StdinFilename, TaskFiles

if TYPE_CHECKING:
    from planparse.reports.checked import Checked


def command(
    files: TaskFiles,
    format: Annotated[
        str | None,
        typer.Option(
            "--format",
            "-f",
            metavar="NAME",
            help="text, json, github, gitlab, sarif or junit; github by itself in GitHub Actions, else text.",
        ),
    ] = None,
    output: Output = "-",
    select: Annotated[
        list[str] | None,
        typer.Option("--select", metavar="CODES", help="Only these codes, parted by commas."),
    ] = None,
    ignore: Annotated[
        list[str] | None,
        typer.Option("--ignore", metavar="CODES", help="Not these codes, parted by commas."),
    ] = None,
    strict: Annotated[
        bool, typer.Option("--strict", help="Fail for findings that are only information, too.")
    ] = False,
    units: Annotated[
        str | None,
        typer.Option(
            "--units", metavar="FILE", help="Names of bodies, as a YAML list: others may be slips of them."
        ),
    ] = None,
    stdin_filename: StdinFilename = None,
    source_lines: Annotated[
        bool | None,
        typer.Option(
            "--source-lines/--no-source-lines",
            help="Print each finding's line with a caret below it; by itself on a terminal.",
            show_default=False,
        ),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            "--source",
            metavar="PATH",
            help="The document, or a folder of documents: what the task lists say otherwise is reported.",
        ),
    ] = None,
    encoding: Encoding = None,
) -> None:
    """Check task YAML or JSON that people edit: every fault with file:line:column, a code and a hint.

    Exit code 1 where there are errors or warnings. Settings come from .planparse.yaml or [tool.planparse] of
    pyproject.toml, nearest above each file.

    Examples:

    - `planparse validate tasks.yaml`

    - `planparse validate tasks/*.yaml --ignore placeholder`

    - `planparse validate tasks/*.yaml --source plans/`

    - `planparse validate tasks/*.yaml --format sarif -o planparse.sarif`
    """
    import os

    from planparse.cli.extraction import raise_all
    from planparse.cli.terminal import has_color, is_terminal
    from planparse.output import STANDARD_OUTPUT, refuse_inputs, tell, write
    from planparse.reports import chosen_report, report
    from planparse.reports.checked import Look
    from planparse.validation.running import Choices, check_files

    refuse_inputs(output, [*files, *([source] if source else [])])
    make = report(chosen_report(format, os.environ))
    choices = Choices(select or (), ignore or (), strict, units, stdin_filename, encoding, source)
    run = check_files(files, choices)
    on_terminal = output == STANDARD_OUTPUT and is_terminal()
    look = Look(
        color=on_terminal and has_color(),
        source_lines=on_terminal if source_lines is None else source_lines,
    )
    write(make(run.checked, look), output)
    if on_terminal and run.checked:
        tell(_summary(run.checked))
    raise_all(run.unread)
    if run.failed:
        raise typer.Exit(1)


def _summary(checked: list[Checked]) -> str:
    """All well, or how many findings in how many files."""
    found = [len(one.findings) for one in checked if one.findings]
    files = "1 file" if len(checked) == 1 else f"{len(checked)} files"
    if not found:
        return f"{files}: nothing found"
    findings = "1 finding" if sum(found) == 1 else f"{sum(found)} findings"
    return f"{findings} in {len(found)} of {files}"
