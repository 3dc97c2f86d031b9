"""How a plan is to be written."""

from __future__ import annotations

from typing import Literal, NamedTuple

Labels = Literal["zh", "en"]


class Layout(NamedTuple):
    """Options that exporters share."""

    full: bool = False
    """with evidence, outline, diagnostics and removals"""
    labels: Labels = "zh"
    """the language of a table's header"""
