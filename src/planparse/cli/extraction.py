"""What `planparse extract` does, without the words of its command line."""

from __future__ import annotations

import os
import sys
from typing import TYPE_CHECKING, Literal, cast

from planparse.errors import UsageError

if TYPE_CHECKING:
    from planparse.records import Plan


def extract_to(
    file: str,
    output: str = "-",
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
    from planparse.output import write
    from planparse.pipeline import known_bodies, parse_source
    from planparse.readers import read

    if output != "-" and os.path.exists(output) and os.path.exists(file) and os.path.samefile(file, output):
        raise UsageError(output, "is the document itself", "name another file with -o")
    chosen = chosen_format(format, output)
    if chosen in BINARY and output == "-" and sys.stdout.isatty():
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
