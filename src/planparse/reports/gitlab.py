"""GitLab's code quality report: `artifacts: {reports: {codequality: FILE}}` shows it in the merge request.

>>> from planparse.findings import Finding
>>> found = Finding("a.yaml", 2, 3, "bad-date", "error", "没有 9 月 31 日")
>>> json.loads(report([Checked("a.yaml", (found,), {2: "  date: x"})], Look()))[0]["location"]
{'path': 'a.yaml', 'positions': {'begin': {'line': 2, 'column': 3}}}
"""

from __future__ import annotations

import json
from collections.abc import Sequence

from planparse.reports.checked import Checked, Look, fingerprints, relative

_SEVERITIES = {"error": "major", "warning": "minor", "info": "info"}


def report(checked: Sequence[Checked], _look: Look) -> bytes:
    """The findings as a list of issues; each keeps its fingerprint when lines move."""
    issues = [
        {
            "type": "issue",
            "check_name": finding.code,
            "description": finding.message + (f"; {finding.hint}" if finding.hint else ""),
            "severity": _SEVERITIES[finding.severity],
            "fingerprint": fingerprint,
            "location": {
                "path": relative(one.file),
                "positions": {"begin": {"line": finding.line, "column": finding.column}},
            },
        }
        for one, finding, fingerprint in fingerprints(checked)
    ]
    return (json.dumps(issues, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
