"""One JSON object a plan: every key present, Chinese unescaped."""

from __future__ import annotations

import json

from planparse.exporters.data import plan_data
from planparse.exporters.layout import Layout
from planparse.records import Plan


def export(plan: Plan, layout: Layout) -> bytes:
    """The plan as indented JSON with a final newline."""
    data = plan_data(plan, full=layout.full)
    return (json.dumps(data, ensure_ascii=False, indent=2, default=str) + "\n").encode("utf-8", "replace")
