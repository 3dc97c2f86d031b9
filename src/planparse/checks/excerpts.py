"""Values of a task list and of its document side by side, in a few words.

>>> same = "全面落实粮食安全党政同责,严格责任制考核,全面完成粮食生产总面积和总产量的目标任务"
>>> excerpts(same + "三万亩", same + "四万亩")
('“…量的目标任务三万亩”', '“…量的目标任务四万亩”')
"""

from __future__ import annotations

from typing import Any

from planparse.records import Task

_AROUND = 6
"""Characters printed on either side of a difference."""
_LONGEST = 40


def named(task: Task) -> str:
    """A task as its document prints it, in a few words."""
    return short(f"{task.number}.{task.title or task.text}".strip(" 。\n").replace("\n", " "))


def label_of(one: Any) -> str:
    """What a record is known by."""
    for name in ("title", "text", "name", "unit", "message"):
        value = getattr(one, name, None)
        if value:
            return short(str(value).replace("\n", " "))
    return str(getattr(one, "number", None) or getattr(one, "rule", None) or "?")


def short(text: str) -> str:
    return text if len(text) <= _LONGEST else text[: _LONGEST - 1] + "…"


def excerpts(here: Any, there: Any) -> tuple[str, str]:
    """Two values as they are printed: of long texts what differs, and a little around it."""
    if isinstance(here, str) and isinstance(there, str) and max(len(here), len(there)) > _LONGEST:
        start, shortest = 0, min(len(here), len(there))
        while start < shortest and here[start] == there[start]:
            start += 1
        end = 0
        while end < shortest - start and here[-1 - end] == there[-1 - end]:
            end += 1
        here, there = (_cut(one, start, len(one) - end) for one in (here, there))
    return _shown(here), _shown(there)


def _cut(text: str, start: int, end: int) -> str:
    first, last = max(start - _AROUND, 0), min(end + _AROUND, len(text))
    inside = short(text[first:last].replace("\n", " "))
    return f"{'…' if first else ''}{inside}{'…' if last < len(text) else ''}"


def _shown(value: Any) -> str:
    if isinstance(value, str):
        return f"“{short(value)}”"
    if isinstance(value, bool):
        return str(value).lower()
    return f" {value}"
