"""SARIF 2.1.0, the OASIS format that code scanning reads.

>>> from planparse.findings import Finding
>>> found = Finding("a b.yaml", 2, 3, "bad-date", "error", "没有 9 月 31 日")
>>> result = json.loads(report([Checked("a b.yaml", (found,), {})], Look()))["runs"][0]["results"][0]
>>> result["level"], result["locations"][0]["physicalLocation"]["artifactLocation"]
('error', {'uri': 'a%20b.yaml'})
"""

from __future__ import annotations

import json
from collections.abc import Sequence
from pathlib import PurePath
from typing import Any
from urllib.parse import quote

from planparse import __version__
from planparse.findings import Finding, Rule
from planparse.reports.checked import Checked, Look, fingerprints, relative
from planparse.validation.choosing import rules

_LEVELS = {"error": "error", "warning": "warning", "info": "note"}
_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"


def report(checked: Sequence[Checked], _look: Look) -> bytes:
    """The findings as one run, with the rules of all codes."""
    index = {code: number for number, code in enumerate(rules())}
    run = {
        "tool": {
            "driver": {
                "name": "planparse",
                "version": __version__,
                "language": "zh-CN",
                "rules": [_rule(rule) for rule in rules().values()],
            }
        },
        "columnKind": "unicodeCodePoints",
        "results": [
            _result(one, finding, fingerprint, index) for one, finding, fingerprint in fingerprints(checked)
        ],
    }
    log = {"$schema": _SCHEMA, "version": "2.1.0", "runs": [run]}
    return (json.dumps(log, ensure_ascii=False, indent=2) + "\n").encode("utf-8", "replace")


def _rule(rule: Rule) -> dict[str, Any]:
    shown = f"错:\n{rule.wrong}\n\n对:\n{rule.right}" if rule.wrong else rule.about
    return {
        "id": rule.code,
        "shortDescription": {"text": rule.title},
        "fullDescription": {"text": rule.about},
        "help": {"text": shown},
        "defaultConfiguration": {"level": _LEVELS[rule.severity]},
    }


def _result(one: Checked, finding: Finding, fingerprint: str, index: dict[str, int]) -> dict[str, Any]:
    region: dict[str, Any] = {"startLine": max(finding.line, 1), "startColumn": max(finding.column, 1)}
    if finding.line in one.lines:
        region["snippet"] = {"text": one.lines[finding.line]}
    return {
        "ruleId": finding.code,
        "ruleIndex": index[finding.code],
        "level": _LEVELS[finding.severity],
        "message": {"text": finding.message + (f"; {finding.hint}" if finding.hint else "")},
        "locations": [{"physicalLocation": {"artifactLocation": {"uri": _uri(one.file)}, "region": region}}],
        "partialFingerprints": {"planparse/v1": fingerprint},
    }


def _uri(file: str) -> str:
    path = relative(file)
    return PurePath(path).as_uri() if PurePath(path).is_absolute() else quote(path)
