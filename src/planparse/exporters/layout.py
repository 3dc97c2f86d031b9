"""How a plan is to be written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

Labels = Literal["zh", "en"]


@dataclass(frozen=True, slots=True)
class Layout:
    """Options that exporters share."""

    full: bool = False
    """with evidence, outline, diagnostics and removals"""
    labels: Labels = "zh"
    """the language of a table's header"""
