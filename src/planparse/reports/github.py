"""Workflow commands of GitHub Actions: each finding is an annotation at its line of the pull request.

>>> from planparse.findings import Finding
>>> found = Finding("a,b.yaml", 2, 3, "bad-date", "error", "没有 9 月 31 日", "100% 错")
>>> print(report([Checked("a,b.yaml", (found,), {})], Look()).decode(), end="")
::error file=a%2Cb.yaml,line=2,col=3,title=bad-date::没有 9 月 31 日; 100%25 错
"""

from __future__ import annotations

from collections.abc import Sequence

from planparse.findings import Finding
from planparse.reports.checked import Checked, Look, findings, relative

_COMMANDS = {"error": "error", "warning": "warning", "info": "notice"}


def report(checked: Sequence[Checked], _look: Look) -> bytes:
    """The findings as workflow commands, a line each."""
    return "".join(_annotation(finding) + "\n" for finding in findings(checked)).encode("utf-8", "replace")


def _annotation(finding: Finding) -> str:
    place = f"file={_property(relative(finding.file))},line={finding.line},col={finding.column}"
    said = finding.message + (f"; {finding.hint}" if finding.hint else "")
    return f"::{_COMMANDS[finding.severity]} {place},title={finding.code}::{_escaped(said)}"


def _escaped(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _escaped(text).replace(":", "%3A").replace(",", "%2C")
