"""What `planparse extract` does, without the words of its command line."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Literal, cast

from planparse.cli.terminal import is_terminal
from planparse.errors import PlanparseError, UsageError
from planparse.output import STANDARD_OUTPUT, refuse_inputs, tell, write

if TYPE_CHECKING:
    from planparse.records import Plan


def extract_to(
    file: str,
    output: str = STANDARD_OUTPUT,
    *,
    format: str | None = None,
    full: bool = False,
    labels: str = "zh",
    as_printed: bool = False,
    keywords: int | None = None,
    encoding: str | None = None,
    units: str | None = None,
) -> None:
    """Break a document down and write its task list. Raises PlanparseError."""
    from planparse.exporters import BINARY, chosen_format, exporter
    from planparse.exporters.layout import Layout
    from planparse.pipeline import known_bodies, parse_source
    from planparse.readers import read

    refuse_inputs(output, [file])
    chosen = chosen_format(format, output)
    if chosen in BINARY and output == STANDARD_OUTPUT and is_terminal():
        raise UsageError("--format", f"{chosen} is no text for a terminal", f"add: -o tasks.{chosen}")
    export = exporter(chosen)
    layout = Layout(full=full, labels=language(labels), as_printed=as_printed)
    # Only the evidence says more of a body than its printed name.
    known = known_bodies(units) if full or units is not None or chosen == "html" else None
    source = read(file, encoding=encoding)
    plan = parse_source(source, known)
    if keywords is not None:
        from planparse.segment import with_keywords  # jieba's dictionary takes longer than the document

        plan = with_keywords(plan, keywords)
    write(export(plan, layout._replace(text=source.text)), output)
    advise(plan, file)


def language(labels: str) -> Literal["zh", "en"]:
    """The language of headers. Raises UsageError for another one."""
    if labels not in ("zh", "en"):
        raise UsageError("--labels", f"there is no language {labels!r}", "choose zh or en")
    return cast(Literal["zh", "en"], labels)


def raise_all(faults: Sequence[PlanparseError]) -> None:
    """Tell of each fault, and raise the last: what a command does that goes on behind a bad file."""
    for fault in faults[:-1]:
        tell(f"planparse: {fault}")
    if faults:
        raise faults[-1]


def advise(plan: Plan, file: str) -> None:
    """Say on standard error what a person should look at."""
    if not plan.tasks:
        tell(f"planparse: {file}: no task found; see its structure with: planparse outline {file}")
    elif plan.diagnostics:
        first = plan.diagnostics[0]
        places = "1 place" if len(plan.diagnostics) == 1 else f"{len(plan.diagnostics)} places"
        tell(
            f"planparse: {file}: {places} to look at, the first in line {first.source.line} ({first.message});"
            " --full lists them"
        )
