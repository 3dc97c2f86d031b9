"""What rich draws, on standard output: coloured on a terminal only, 80 columns wide elsewhere."""

from __future__ import annotations

import io
import os
import sys

from rich.console import Console, RenderableType

from planparse.exporters.plain import legal
from planparse.output import write_standard_output

_NARROW = 80


def draw(*parts: RenderableType) -> None:
    """Print the parts below each other."""
    terminal = sys.stdout.isatty()
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=terminal,
        no_color="NO_COLOR" in os.environ or not terminal,
        width=None if terminal else int(os.environ.get("COLUMNS", _NARROW) or _NARROW),
        highlight=False,
    )
    for part in parts:
        console.print(part)
    write_standard_output(out.getvalue().encode("utf-8", "replace"))


def flat(text: str) -> str:
    """A text of a document on one line, without what a terminal would obey."""
    return " ".join(legal(text).split())
