"""Lines whose characters stand apart: 河 东 区 工 作 方 案.

>>> normalise_lettering(Text.raw("河 东 区 工 作 方 案\\n1 . 开 展 排 查 。\\n组 长:张三 李四\\n2 .架桥")).value
'河东区工作方案\\n1.开展排查。\\n组 长:张三 李四\\n2.架桥'

After this: no row of four or more single characters with one space between each two, and no space between a number
that opens a line and its dot.
"""

from __future__ import annotations

import re
from typing import Final

from planparse.literals import positions
from planparse.patterns import lazily
from planparse.text import Text

_HINT: Final = lazily(r" [^\sA-Za-z] [^\sA-Za-z](?= )")
_ROW: Final = lazily(r"(?<!\S)[^\s\w|\-*#]?[^\sA-Za-z](?: {1,2}[^\sA-Za-z]){3,}(?!\S)")
_SPACES: Final = re.compile(r"  *")


def normalise_lettering(text: Text) -> Text:
    """Draw characters together that the page or an OCR program set apart."""
    value = text.value
    if " " not in value:
        return text
    edits = []
    if _HINT.search(value):
        edits = [
            (space.start(), space.end(), "", "")
            for row in _ROW.finditer(value)
            for space in _SPACES.finditer(value, row.start(), row.end())
        ]
    for last in positions(value, " .", " 、"):
        start = end = last + 1
        while value[start - 1 : start] == " ":
            start -= 1
        line = value[max(0, start - 4) : start].rpartition("\n")
        if line[2].isdigit() and (line[1] or start < 4):
            edits.append((start, end, "", ""))
    return text.edit(sorted(set(edits))) if edits else text
