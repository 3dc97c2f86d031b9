"""A line a finding, as compilers print it; with its source line and a caret where a person looks.

>>> from planparse.findings import Finding
>>> found = Finding("a.yaml", 2, 3, "unknown-field", "error", "没有“titel”这个字段", "是否想写“title”?")
>>> checked = Checked("a.yaml", (found,), {2: "  titel: 某方案"})
>>> print(report([checked], Look(source_lines=True)).decode(), end="")
a.yaml:2:3: error unknown-field 没有“titel”这个字段; 是否想写“title”?
    2 |   titel: 某方案
      |   ^^^^^
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from planparse.findings import Finding
from planparse.reports.checked import Checked, Look

_COLORS = {"error": "\x1b[1;31m", "warning": "\x1b[1;33m", "info": "\x1b[1;36m"}
_BOLD, _DIM, _PLAIN = "\x1b[1m", "\x1b[2m", "\x1b[0m"
_WIDEST = 100
"""Columns of a source line that are shown: more than that, and the stretch around the fault is."""
_LONGEST_CARET = 20  # characters
_TOKEN = re.compile(r"\"(?:[^\"\\]|\\.)*\"|'[^']*'|[^\s,\[\]{}:：\"']+|.")


def report(checked: Sequence[Checked], look: Look) -> bytes:
    """The findings as text."""
    lines: list[str] = []
    for one in checked:
        for finding in one.findings:
            lines.append(_headline(finding, look))
            if look.source_lines and finding.line in one.lines:
                lines += _source(one.lines[finding.line], finding, look)
    return "".join(line + "\n" for line in lines).encode("utf-8", "replace")


def _headline(finding: Finding, look: Look) -> str:
    if not look.color:
        return str(finding)
    place = f"{finding.file}:{finding.line}:{finding.column}"
    hint = f"; {finding.hint}" if finding.hint else ""
    severity = f"{_COLORS[finding.severity]}{finding.severity}{_PLAIN}"
    return f"{_BOLD}{place}:{_PLAIN} {severity} {_DIM}{finding.code}{_PLAIN} {finding.message}{hint}"


def _source(line: str, finding: Finding, look: Look) -> list[str]:
    """The line and the caret below it; what a terminal would obey is shown as a mark."""
    start = min(finding.column - 1, len(line))
    token = _TOKEN.match(line, start)
    first = _back(line, start, _WIDEST // 2)
    end = min(token.end() if token else start + 1, start + _LONGEST_CARET)
    last = _ahead(line, start, _WIDEST - width(line[first:start]))
    left, right = "…" if first else "", "…" if last < len(line) else ""
    before, marked = left + _visible(line[first:start]), _visible(line[start : max(min(end, last), start)])
    shown = before + _visible(line[start:last]) + right
    caret = " " * width(before) + "^" * max(width(marked), 1)
    if look.color:
        caret = f"{_COLORS[finding.severity]}{caret}{_PLAIN}"
    return [f"{finding.line:5} | {shown}".rstrip(), f"      | {caret}"]


def _back(line: str, place: int, columns: int) -> int:
    """As far back from a place as so many columns go."""
    while place > 0 and columns > 0:
        place -= 1
        columns -= width(line[place])
    return place


def _ahead(line: str, place: int, columns: int) -> int:
    while place < len(line) and columns > 0:
        columns -= width(line[place])
        place += 1
    return place


def _visible(text: str) -> str:
    return "".join(mark if mark.isprintable() else " " if mark == "\t" else "\ufffd" for mark in text)


def width(text: str) -> int:
    """The columns that a text takes on a terminal: two for a Chinese character.

    >>> width("3月底"), width("…")
    (5, 1)
    """
    return sum(
        0 if unicodedata.combining(mark) else 2 if unicodedata.east_asian_width(mark) in "WF" else 1
        for mark in text
    )
