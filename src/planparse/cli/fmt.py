"""`planparse fmt`: hand-edited task YAML or JSON in canonical form, with its comments."""

from __future__ import annotations

from typing import Annotated

import typer

from planparse.cli.options import StdinFilename, TaskFiles


def command(
    files: TaskFiles,
    check: Annotated[
        bool, typer.Option("--check", help="Write nothing; exit code 1 where a file would change.")
    ] = False,
    diff: Annotated[
        bool, typer.Option("--diff", help="Print what would change instead; exit code 1 where there is any.")
    ] = False,
    stdin_filename: StdinFilename = None,
) -> None:
    """Put task YAML or JSON into canonical form: as `extract` writes it, with the comments that people added.

    Fields in the record's order, a line for each, quotes only where needed. No value changes, and formatting twice
    is formatting once. Files are written in place, in UTF-8; standard input goes to standard output.

    Examples:

    - `planparse fmt tasks.yaml`

    - `planparse fmt --check --diff tasks/*.yaml`
    """
    from planparse.cli.extraction import raise_all
    from planparse.errors import PlanparseError
    from planparse.formatting.files import difference, format_file
    from planparse.input import STANDARD_INPUT
    from planparse.output import STANDARD_OUTPUT, tell, write

    faults: list[PlanparseError] = []
    has_changes = False
    for file in files:
        try:
            formatted = format_file(file, stdin_filename)
            has_changes |= formatted.is_changed
            if diff:
                write(difference(formatted).encode("utf-8", "replace"), STANDARD_OUTPUT)
            elif not check and (file == STANDARD_INPUT or formatted.is_changed):
                write(formatted.data, file)
        except PlanparseError as fault:
            faults.append(fault)
            continue
        if formatted.is_changed and (check or diff or file != STANDARD_INPUT):
            done = "would format" if check or diff else "formatted"
            tell(f"planparse: {done} {formatted.name}")
    raise_all(sorted(faults, key=lambda one: one.exit_code))
    if has_changes and (check or diff):
        raise typer.Exit(1)
