"""Dates that nobody filled in, and those that cannot be.

>>> value = "13月底前完工,X月底前验收。"
>>> for start, end, message in unread_dates(value, 0, len(value)):
...     print(value[start:end], message)
X月底前 日期“X月底前”没有填写完整
13月底前 “13月底前”不是一年中的月份,没有读作时限
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from planparse.literals import matches_at, positions
from planparse.patterns import lazily

_X: Final = r"[Xx×*_○]"
_PART: Final = r"(?:底|末|初|上旬|中旬|下旬)?前?"
_UNFILLED: Final = lazily(
    rf"(?<![A-Za-z\d一二三四五六七八九十○])(?P<year>(?:\d{{2,4}}|\d{{0,2}}{_X}{{1,4}})年 ?)?"
    rf"(?:{_X}{{1,2}} ?月(?: ?(?:{_X}{{1,2}}|\d{{1,2}}) ?日)?|\d{{1,2}}月 ?{_X}{{1,2}} ?日){_PART}"
)
_UNFILLED_MONTH: Final = re.compile(rf"月(?:(?<={_X}月)|(?<={_X} 月)|(?= ?{_X}))")
_BLANK: Final = lazily(r"\d{4}年(?: +月(?: *日)?前?|月底?前)")
_MONTH: Final = re.compile(r"月份?(?:(?:底|末|初|上旬|中旬|下旬)前?|前|\d{1,2}[日号]前?)")
_NO_MONTH: Final = re.compile(
    r"(?<![\d.])(?:1[3-9]|[2-9]\d|00?)$|(?<![一二三四五六七八九])十[三四五六七八九]$|(?<![A-Za-z\d])(?:[lI]\d?|1[OolI]|\dO)$"
)
_YEAR: Final = re.compile(r"年(?:[底末](?=[前,。;、)\n完建实]|$)前?|\d{1,2}月(?:底|末)?前?|前)")
_NO_YEAR: Final = re.compile(
    r"(?<![\d.A-Za-z])(?:\d{3}|\d{5,6}|[03-9]\d{3}|(?P<letter>(?=\d*[OolI])\d[\dOolI]{3}))$"
)


def unread_dates(value: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Dates that nobody filled in, and days that cannot be."""
    months = positions(value, "月", start=start, end=end)
    if next(matches_at(_UNFILLED_MONTH, value, months, end), None) is not None:
        for match in _UNFILLED.finditer(value, start, end):
            whole = match["year"] or match[0].endswith(("日", "前", "底", "末", "初", "旬"))
            if whole and ("*" not in match[0] or match["year"]):
                message = f"日期“{match[0].strip()}”没有填写完整"
                yield *match.span(), message
    if value.find("年 ", start, end) >= 0 or value.find("年月", start, end) >= 0:
        for match in _BLANK.finditer(value, start, end):
            yield *match.span(), f"日期“{match[0].strip()}”没有填写完整"
    for matches, number, what in (
        (matches_at(_MONTH, value, months, end), _NO_MONTH, "不是一年中的月份,没有读作时限"),
        (_YEAR.finditer(value, start, end), _NO_YEAR, "的年份有误"),
    ):
        for match in matches:
            before = number.search(value, max(start, match.start() - 7), match.start())
            if before is None or (match[0] == "年前" and not before["letter"]):
                continue
            text = value[before.start() : match.end()]
            yield before.start(), match.end(), f"“{text}”{what}"
