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
    as_printed: bool = False
    """what people print keeps the record's punctuation; else it is set in Chinese punctuation again"""
    text: str | None = None
    """the source text, for a format that shows the document itself; the plan's places count its characters"""
