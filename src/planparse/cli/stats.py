"""`planparse stats`: how many tasks, whose, and by when, as bars."""

from __future__ import annotations

import logging
import os
from collections.abc import Iterable
from typing import TYPE_CHECKING, Annotated

import typer

from planparse.cli.options import Encoding, Labels, Plans
from planparse.errors import UsageError

if TYPE_CHECKING:
    from rich.table import Table

    from planparse.tallies import Tallies

_WORDS = {
    "zh": {
        "whole": "{plans} 个方案,{tasks} 项任务",
        "sections": "各章节的任务数",
        "units": "各单位的任务数",
        "roles": "有牵头、责任、配合单位的任务数",
        "years": "按完成年份的任务数",
        "months": "按月份的时限数",
        "lead": "牵头单位",
        "responsible": "责任单位",
        "supporting": "配合单位",
        "none": "没有单位",
        "undated": "没有时限",
        "untitled": "没有标题",
        "others": "其余 {count} 个",
    },
    "en": {
        "whole": "{plans} plans, {tasks} tasks",
        "sections": "Tasks by section",
        "units": "Tasks by unit",
        "roles": "Tasks that have units in each role",
        "years": "Tasks by the year in which they are due",
        "months": "Deadlines by month",
        "lead": "lead",
        "responsible": "responsible",
        "supporting": "supporting",
        "none": "no unit",
        "undated": "no date",
        "untitled": "no heading",
        "others": "{count} others",
    },
}
_PICTURES = ("svg", "png")
_BAR = "█"
_LONGEST_BAR = 30


def command(
    files: Plans,
    plot: Annotated[
        str | None,
        typer.Option("--plot", metavar="FILE", help="Draw it as a picture instead: FILE.svg or FILE.png."),
    ] = None,
    top: Annotated[
        int,
        typer.Option("--top", metavar="N", min=1, help="Show the N units and sections that have most tasks."),
    ] = 20,
    labels: Labels = "zh",
    encoding: Encoding = None,
) -> None:
    """Count over many plans: tasks by section, unit, role and year, and their deadlines on a time line.

    FILES are documents, or task YAML and JSON.

    Examples:

    - `planparse stats plans/*.txt`

    - `planparse stats tasks/*.yaml --plot stats.svg`
    """
    from planparse.cli.drawing import draw
    from planparse.cli.extraction import language, raise_all
    from planparse.output import STANDARD_OUTPUT, refuse_inputs, write
    from planparse.plans import load_plans
    from planparse.tallies import tally

    words = _WORDS[language(labels)]
    picture = None if plot is None else _picture(plot)
    refuse_inputs(plot or STANDARD_OUTPUT, files)
    plans, faults = load_plans(files, encoding=encoding)
    if plans:
        tallies = tally(plans)
        if plot is not None and picture is not None:
            from planparse.plotting import plot as drawn

            write(drawn(tallies, words, picture, top=top), plot)
        else:
            draw(*_bars(tallies, words, top))
    raise_all(faults)


def _picture(path: str) -> str:
    """The format that the picture's ending stands for. Raises UsageError; matplotlib has to be there as well."""
    format = os.path.splitext(path)[1].lower().removeprefix(".")
    if format not in _PICTURES:
        raise UsageError(path, "its ending names no picture", f"end it with .{' or .'.join(_PICTURES)}")
    logging.getLogger("matplotlib").setLevel(logging.ERROR)  # it tells of its cache of fonts
    try:
        import planparse.plotting  # noqa: F401  a long run should not end with this fault
    except ModuleNotFoundError as error:
        if (error.name or "").startswith("planparse"):
            raise
        hint = "install it with: pip install 'planparse[plot]'"
        raise UsageError("--plot", f"a picture needs {error.name}, which is not installed", hint) from None
    return format


def _bars(tallies: Tallies, words: dict[str, str], top: int) -> Iterable[Table]:
    from rich.table import Table
    from rich.text import Text

    from planparse.cli.terminal import flat
    from planparse.tallies import most

    sections = {name or words["untitled"]: count for name, count in tallies.sections.items()}
    hidden = {"units": len(tallies.units) - top, "sections": len(sections) - top}
    charts: dict[str, list[tuple[str, int]]] = {
        "sections": list(most(sections, top).items()),
        "units": list(most(tallies.units, top).items()),
        "roles": [(words[role or "none"], count) for role, count in tallies.roles.items()],
        "years": [(str(year or words["undated"]), count) for year, count in tallies.years.items()],
        "months": [(f"{year}-{month:02}", count) for (year, month), count in tallies.months.items()],
    }
    whole = Table.grid()
    whole.add_row(Text(words["whole"].format(plans=tallies.plans, tasks=tallies.tasks), style="bold"))
    yield whole
    for key, counts in charts.items():
        if not counts:
            continue
        highest = max(count for _, count in counts) or 1
        table = Table.grid(padding=(0, 1), expand=True)
        table.title, table.title_justify, table.title_style = f"\n{words[key]}", "left", "bold"
        table.add_column(overflow="fold", ratio=1)
        table.add_column(min_width=_LONGEST_BAR, max_width=_LONGEST_BAR)
        table.add_column(justify="right")
        for name, count in counts:
            bar = _BAR * round(_LONGEST_BAR * count / highest) or ("▏" if count else "")
            table.add_row(Text(flat(name)), Text(bar, style="cyan"), Text(str(count)))
        if hidden.get(key, 0) > 0:
            table.add_row(Text(words["others"].format(count=hidden[key])), "", "")
        yield table
