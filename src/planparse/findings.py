"""What is wrong with a plan: one shape for every check and every output."""

from __future__ import annotations

from typing import Literal, NamedTuple

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""The worst first. Errors and warnings fail a run; what is `info` does so with `--strict` alone."""


class Finding(NamedTuple):
    """One fault: where, how bad, which rule, what is wrong and what to do."""

    file: str
    line: int
    """counted from 1; 0 where the plan was never a file"""
    column: int
    """in characters, from 1"""
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


class Rule(NamedTuple):
    """What a code stands for, as the docs and the reports tell it."""

    code: str
    severity: Severity
    title: str
    """in a few words"""
    about: str
    """what it means, and what to do"""
    wrong: str
    """YAML that raises it; what it does not speak of is left out"""
    right: str
    """YAML that does not"""
