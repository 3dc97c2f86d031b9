"""The number that a heading or a printed number counts.

>>> ordinal("(三)"), ordinal("一、重点任务"), ordinal("12"), ordinal("一是"), ordinal("③"), ordinal("第二章 总则"), ordinal("总则")
(3, 1, 12, 1, 3, 2, None)
"""

from __future__ import annotations

import re
import unicodedata
from functools import lru_cache

from planparse.numbering.numerals import HANZI, integer

_NUMBER = re.compile(
    rf"[(〔【第]?\s*(?P<numeral>\d{{1,3}}|[{HANZI}]{{1,5}})\s*(?:[)〕】、.．章节条篇是]|部分|(?=$|\s))"
)


@lru_cache(maxsize=4096)
def ordinal(printed: str) -> int | None:
    """What a printed number, or a heading that begins with one, counts; None where it counts nothing."""
    match = _NUMBER.match(printed)
    if match:
        return integer(match["numeral"]) or None
    first = unicodedata.numeric(printed[0], 0) if printed and printed[0] not in HANZI else 0
    return int(first) if first >= 1 and first == int(first) and not printed[0].isdecimal() else None
