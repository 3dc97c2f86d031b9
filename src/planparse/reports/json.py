"""JSON for programs: how many files and findings there are, and every finding.

>>> report([Checked("a.yaml", (), {})], Look())
b'{\\n  "files": 1,\\n  "errors": 0,\\n  "warnings": 0,\\n  "infos": 0,\\n  "findings": []\\n}\\n'
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Sequence

from planparse.reports.checked import Checked, Look, findings


def report(checked: Sequence[Checked], _look: Look) -> bytes:
    """The findings as one JSON object, with the fields of `Finding`."""
    found = findings(checked)
    times = Counter(finding.severity for finding in found)
    content = {
        "files": len(checked),
        "errors": times["error"],
        "warnings": times["warning"],
        "infos": times["info"],
        "findings": [finding._asdict() for finding in found],
    }
    return (json.dumps(content, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")
