"""What a report is made of: each file that was checked, its findings, and the lines they stand in."""

from __future__ import annotations

import hashlib
import os
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from pathlib import PurePath
from typing import NamedTuple

from planparse.findings import Finding


class Checked(NamedTuple):
    """One file."""

    file: str
    findings: tuple[Finding, ...]
    lines: Mapping[int, str]
    """the source lines in which findings stand, without their line ends"""
    strict: bool = False
    """whether what is `info` fails too"""

    def fails(self, finding: Finding) -> bool:
        """Whether one of its findings makes the run fail."""
        return self.strict or finding.severity != "info"


class Look(NamedTuple):
    """How a report is to look."""

    color: bool = False
    source_lines: bool = False
    """with each finding's line, and a caret below it"""


def findings(checked: Iterable[Checked]) -> list[Finding]:
    """All findings, file by file."""
    return [finding for one in checked for finding in one.findings]


def relative(file: str) -> str:
    """A file's name as CI systems want it: from the working directory where it lies below, with slashes.

    >>> relative(os.path.join(os.getcwd(), "tasks", "a.yaml")), relative("./tasks/a.yaml")
    ('tasks/a.yaml', 'tasks/a.yaml')
    """
    path = PurePath(os.path.normpath(file))
    if path.is_absolute():
        here = PurePath(os.getcwd())
        path = path.relative_to(here) if path.is_relative_to(here) else path
    return path.as_posix().encode("utf-8", "replace").decode()


def fingerprints(checked: Sequence[Checked]) -> Iterator[tuple[Checked, Finding, str]]:
    """Each finding with a name that stays when lines are put in above it: of its file, its code and its line's text."""
    for one in checked:
        times: Counter[tuple[str, str]] = Counter()
        for finding in one.findings:
            line = one.lines.get(finding.line, "").strip()
            times[finding.code, line] += 1
            parts = (relative(one.file), finding.code, line, str(times[finding.code, line]))
            digest = hashlib.sha256("\0".join(parts).encode("utf-8", "replace")).hexdigest()
            yield one, finding, digest
