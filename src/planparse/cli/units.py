"""`planparse units`: who has what, over many plans."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.options import AsPrinted, Encoding, Labels, Plans
from planparse.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from planparse.exporters.layout import Labels as Language
    from planparse.workload import Unit

_HEADERS = {
    "zh": ("单位", "牵头", "责任", "配合", "方案", "最近时限"),
    "en": ("Unit", "Lead", "Responsible", "Supporting", "Plans", "Next due"),
}


def command(
    files: Plans,
    split: Annotated[
        str | None,
        typer.Option("--split", metavar="OUT", help="Write each unit's own list into this folder instead."),
    ] = None,
    format: Annotated[
        str | None,
        typer.Option("--format", "-f", metavar="NAME", help="The format of those lists, by default xlsx."),
    ] = None,
    as_of: Annotated[
        str | None,
        typer.Option(
            "--as-of",
            metavar="DATE",
            help="The day from which the next deadline counts: today, else 2024-03-08.",
        ),
    ] = None,
    labels: Labels = "zh",
    as_printed: AsPrinted = False,
    encoding: Encoding = None,
) -> None:
    """Show who has what over many plans: the tasks that each unit leads, answers for and supports, and its next deadline.

    FILES are documents, or task YAML and JSON.

    Examples:

    - `planparse units plans/*.txt`

    - `planparse units tasks/*.yaml --split lists/` writes an Excel file for each unit

    - `planparse units plan.txt --split lists/ --format docx`
    """
    from planparse.cli.drawing import draw
    from planparse.cli.extraction import language, raise_all
    from planparse.exporters.layout import Layout
    from planparse.output import tell
    from planparse.plans import load_plans
    from planparse.splitting import split as split_into
    from planparse.workload import workload

    layout = Layout(labels=language(labels), as_printed=as_printed)
    today = _day(as_of)
    if split is None and format is not None:
        raise UsageError("--format", "is that of the lists of --split", "add: --split OUT")
    plans, faults = load_plans(files, encoding=encoding)
    if split is not None and plans:
        count = split_into(plans, split, format=format or "xlsx", layout=layout, inputs=files)
        tell(f"{count} list{'s' * (count != 1)} in {split}")
    elif plans:
        units = sorted(workload(plans).values(), key=_weight)
        draw(_table(units, today, layout.labels))
    raise_all(faults)


def _day(text: str | None) -> date:
    try:
        return date.today() if text is None else date.fromisoformat(text)
    except ValueError:
        raise UsageError("--as-of", f"{text!r} is no date", "write it as 2024-03-08") from None


def _weight(unit: Unit) -> tuple[int, int, int]:
    """Who leads most comes first."""
    return -unit.count("lead"), -unit.count("responsible"), -unit.count("supporting")


def _table(units: list[Unit], today: date, labels: Language) -> Table:
    from rich.table import Table
    from rich.text import Text

    from planparse.cli.terminal import flat

    table = Table(expand=True)
    name, *numbers, due = _HEADERS[labels]
    table.add_column(name, overflow="fold", ratio=1)
    for header in numbers:
        table.add_column(header, justify="right")
    table.add_column(due, min_width=10)
    for unit in units:
        counts = [unit.count("lead"), unit.count("responsible"), unit.count("supporting"), unit.plans()]
        shown = [Text(str(count) if count else "") for count in counts]
        table.add_row(Text(flat(unit.name)), *shown, Text(str(unit.next_due(today) or "")))
    return table
