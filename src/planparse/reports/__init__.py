"""Findings to what a terminal or a CI system shows; one form a file.

Each report takes what was checked and a `Look`, and returns the bytes to be printed: UTF-8, whole, the same every time.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from importlib import import_module
from typing import cast

from planparse.errors import UsageError
from planparse.reports.checked import Checked, Look

Report = Callable[[Sequence[Checked], Look], bytes]

REPORTS: dict[str, str] = {  # name and module: what it is for
    "text": "a line a finding; on a terminal with the source line",
    "json": "for programs",
    "github": "annotations of GitHub Actions",
    "gitlab": "GitLab's code quality report",
    "sarif": "SARIF 2.1.0, for code scanning",
    "junit": "JUnit XML, for test reports",
}


def report(name: str) -> Report:
    """The report of that name, loaded now. Raises UsageError for an unknown one."""
    if name not in REPORTS:
        raise UsageError("--format", f"there is no format {name!r}", f"choose one of {', '.join(REPORTS)}")
    return cast(Report, import_module(f"planparse.reports.{name}").report)


def chosen_report(name: str | None, environment: Mapping[str, str]) -> str:
    """The report asked for, else the one that the surroundings read.

    >>> chosen_report(None, {"GITHUB_ACTIONS": "true"}), chosen_report("json", {"GITHUB_ACTIONS": "true"})
    ('github', 'json')
    >>> chosen_report(None, {})
    'text'
    """
    return name or ("github" if environment.get("GITHUB_ACTIONS") == "true" else "text")
