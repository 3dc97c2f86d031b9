"""Spaces that print nothing a reader would miss.

>>> normalise_spacing(Text.raw("  组    长:陈细钿\\n到 2027 年底,建成 3000 亿元 产业 集群。\\nOpen AI")).value
'组长:陈细钿\\n到2027年底,建成3000亿元 产业 集群。\\nOpen AI'

After this: no white space at either end of a line, none beside punctuation, none between a Chinese character and
a digit but behind a number that opens a line, and no label spaced out letter by letter. One space between two Chinese
words stays: it often stands where a heading or a name ended.
"""

from __future__ import annotations

import re
from typing import Final

from planparse.patterns import lazily
from planparse.text import Edit, Text

_MARKS: Final = frozenset("，。、；：！？,;:!?…“”‘’（）()《》〈〉【】〔〕[]\n")
_LABEL: Final = lazily(r"[\-*|.· ]*([^\W\d_A-Za-z](?: +[^\W\d_A-Za-z])+)(?= *:)")
_SPACED: Final = lazily(r" [^\W\d_A-Za-z] *:")
"""What such a label ends with."""
_BRACKETED: Final = lazily(
    r"\((?<=[局委办厅部院署会]\()[\u3400-\u9fff]{1,12} {1,2}[\u3400-\u9fff]{1,12}[局委办厅部院署]\)"
)
"""A second name of a body behind its first: 市数据局(市人 工智能局)."""
_SPACES: Final = re.compile(r"  *")


def normalise_spacing(text: Text) -> Text:
    """Drop the spaces that stand for nothing."""
    if " " not in text.value:
        return text
    value = text.value
    labels = [
        (space.start(), space.end(), "", "")
        for end in _SPACED.finditer(value)
        for label in [_LABEL.match(value, value.rfind("\n", 0, end.start()) + 1)]
        if label is not None
        for space in _SPACES.finditer(value, *label.span(1))
    ]
    labels += [
        (space.start(), space.end(), "", "")
        for name in _BRACKETED.finditer(value)
        for space in _SPACES.finditer(value, *name.span())
    ]
    if labels:
        text = text.edit(sorted(set(labels)))
    return text.edit(_idle(text.value))


def _idle(value: str) -> list[Edit]:
    edits: list[Edit] = []
    for match in _SPACES.finditer(value):
        start, end = match.span()
        before = value[start - 1] if start else "\n"
        after = value[end] if end < len(value) else "\n"
        if before in _MARKS or after in _MARKS or _is_idle(value, start, before, after):
            edits.append((start, end, "", ""))
        elif end - start > 1 and _is_han(before) and _is_han(after):
            edits.append((start, end, " ", ""))
    return edits


def _is_idle(value: str, start: int, before: str, after: str) -> bool:
    """Between a number and a Chinese word: 3000 亿元, 到 2027 年, 1. 修路."""
    if after.isdigit():
        return _is_han(before) or before == "%"
    if not (_is_han(after) or after == "%"):
        return False
    if before.isdigit():
        return not _opens_line(value, start)
    return before == "." and value[start - 2 : start - 1].isdigit()


def _is_han(character: str) -> bool:
    return "\u3400" <= character <= "\u9fff" or character in "〇○"


def _opens_line(value: str, end: int) -> bool:
    """Whether what stands before `end` is a number at the start of its line: 12 公路投资."""
    start = max(0, end - 12)
    head = value[start:end].rsplit("\n", 1)
    number = head[-1].strip(" .")
    return (len(head) > 1 or start == 0) and number.isdigit() and len(number) <= 3
