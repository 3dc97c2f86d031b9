"""What rich draws, on standard output: coloured on a terminal only, 80 columns wide elsewhere."""

from __future__ import annotations

import io
import os

from rich.console import Console, RenderableType

from planparse.cli.terminal import has_color, is_terminal
from planparse.output import write_standard_output

_USUAL_WIDTH = 80
"""Columns, where nothing says otherwise."""


def draw(*parts: RenderableType) -> None:
    """Print the parts below each other."""
    out = io.StringIO()
    console = Console(
        file=out,
        force_terminal=is_terminal(),
        no_color=not has_color(),
        width=None if is_terminal() else _width(),
        highlight=False,
    )
    for part in parts:
        console.print(part)
    write_standard_output(out.getvalue().encode("utf-8", "replace"))


def _width() -> int:
    """The columns that COLUMNS asks for, where it is a number of them."""
    asked = os.environ.get("COLUMNS", "")
    return int(asked) if asked.isascii() and asked.isdecimal() and int(asked) > 0 else _USUAL_WIDTH
