"""One JSON object a plan: every key present, Chinese unescaped."""

from __future__ import annotations

import json
import re

from planparse.exporters.data import plan_data
from planparse.exporters.layout import Layout
from planparse.records import Plan

# Legal in JSON, and read as something else or refused where JSON is read as a part of YAML.
_AWKWARD = re.compile("[\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")


def export(plan: Plan, layout: Layout) -> bytes:
    """The plan as indented JSON with a final newline."""
    text = json.dumps(plan_data(plan, full=layout.full), ensure_ascii=False, indent=2, default=str)
    return (_AWKWARD.sub(lambda match: f"\\u{ord(match[0]):04x}", text) + "\n").encode("utf-8", "replace")
