"""`planparse outline`: the section tree, for looking."""

from __future__ import annotations

from typing import TYPE_CHECKING

from planparse.cli.options import Encoding, File
from planparse.cli.terminal import flat

if TYPE_CHECKING:
    from planparse.records import Plan

_LONGEST_NAME = 30
"""Characters of a text that stands for a heading."""
_KINDS = {
    "preface": "版头",
    "notice": "通知正文",
    "preamble": "导语",
    "guiding": "总体要求",
    "principles": "原则",
    "goals": "目标",
    "safeguards": "保障",
    "phases": "步骤",
    "closing": "结语",
    "conclusions": "落款附件",
    "attachments": "附件正文",
    "table": "表头",
}


def command(file: File, encoding: Encoding = None) -> None:
    """Print the section tree of one document: what was read as a heading, what as a task.

    Example: `planparse outline plan.txt`
    """
    from planparse.output import write_standard_output
    from planparse.pipeline import extract

    plan = extract(file, encoding=encoding)
    write_standard_output("".join(line + "\n" for line in tree(plan)).encode("utf-8", "replace"))


def tree(plan: Plan) -> list[str]:
    """A line for each section and task in printed order, indented by level."""
    lines: list[tuple[int, str]] = []
    for section in plan.sections:
        kind = _KINDS.get(section.kind, "")
        name = flat(section.title or section.text[:_LONGEST_NAME])
        mark = f"  [{kind}]" if kind else ""
        label = f"{section.number} {name}" if section.number else name
        lines.append((section.source.start, f"{'  ' * max(section.level - 1, 0)}{label}{mark}"))
    for task in plan.tasks:
        name = flat(task.title or task.text[:_LONGEST_NAME])
        indent = "  " * len(task.outline)
        lines.append((task.source.start, f"{indent}{task.number} {name}  → {task.id}"))
    return [line for _, line in sorted(lines, key=lambda pair: pair[0])]
