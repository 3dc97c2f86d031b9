"""Places in a document, and the file itself: what a type cannot say of them.

>>> from planparse.records import Source
>>> from planparse.validation.nodes import compose
>>> desk = Desk(None, [])
>>> check_place(Source(line=3, start=20, end=6), compose("{line: 3, start: 20, end: 6}"), desk)
>>> desk.faults[0].message
'“end”的值 6 在起 20 之前'
"""

from __future__ import annotations

import re
from typing import Any

from planparse.records import SourceFile
from planparse.validation.desk import Desk, shown

_SHA256 = re.compile(r"[0-9a-f]{64}")


def check_place(record: Any, node: Any, desk: Desk) -> None:
    """What a type cannot say: lines count from 1, an end is not before its start, a digest has 64 digits."""
    if isinstance(record, SourceFile):
        if record.sha256 and not _SHA256.fullmatch(record.sha256):
            _bad_place(desk, node, "sha256", "不是 64 位十六进制的校验值", "照抄 planparse extract 写出的值")
        return
    if record.line < 1 and "line" in _keys(node):
        _bad_place(desk, node, "line", "不是行号", "行号从 1 数起")
    if record.start < 0:
        _bad_place(desk, node, "start", "是负数", "从 0 数起")
    elif record.end < record.start and "end" in _keys(node):
        _bad_place(desk, node, "end", f"在起 {record.start} 之前", "止不能小于起")


def _bad_place(desk: Desk, node: Any, key: str, what: str, hint: str) -> None:
    value = _keys(node).get(key)
    if value is not None and (value.start_mark.index, value.end_mark.index) not in desk.broken:
        desk.fault(value, "bad-value", f"“{key}”的值 {shown(value)} {what}", hint)


def _keys(node: Any) -> dict[str, Any]:
    return {key.value: value for key, value in node.value if isinstance(key.value, str)}
