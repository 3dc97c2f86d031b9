"""One task a line, each with the document's fields: what databases and `jq` read."""

from __future__ import annotations

import json

from planparse.exporters.data import record_data
from planparse.exporters.layout import Layout
from planparse.records import Plan


def export(plan: Plan, layout: Layout) -> bytes:
    """A line for each task: `file`, `sha256`, `document`, then the task's own keys."""
    head = {
        "file": plan.source.file,
        "sha256": plan.source.sha256,
        "document": record_data(plan.document, full=layout.full),
    }
    lines = [
        json.dumps(head | record_data(task, full=layout.full), ensure_ascii=False, default=str) + "\n"
        for task in plan.tasks
    ]
    return "".join(lines).encode("utf-8", "replace")
