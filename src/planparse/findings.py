"""What is wrong with a plan: one shape for every check and every output."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning"]


class Finding(NamedTuple):
    """One fault: where, how bad, which rule, what is wrong and what to do."""

    file: str
    line: int
    """counted from 1; 0 where the plan was never a file"""
    column: int
    code: str
    """permanent, kebab-case"""
    severity: Severity
    message: str
    hint: str = ""

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}:{self.column}" if self.line else self.file
        return f"{place}: {self.severity} {self.code} {self.message}" + (
            f"; {self.hint}" if self.hint else ""
        )
