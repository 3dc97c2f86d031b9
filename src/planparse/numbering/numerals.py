"""Chinese numerals to integers and back.

>>> integer("二十三"), integer("一百零五"), integer("二〇二五"), integer("廿三"), integer("12")
(23, 105, 2025, 23, 12)
>>> chinese(23), chinese(105)
('二十三', '一百零五')
"""

from __future__ import annotations

from functools import lru_cache
from typing import Final

_DIGITS: Final = {c: n for n, c in enumerate("零一二三四五六七八九")} | {
    "〇": 0,
    "○": 0,
    "O": 0,
    "两": 2,
    "元": 1,
}
_UNITS: Final = {"十": 10, "百": 100, "千": 1000, "万": 10000}
_TENS: Final = {"廿": 20, "卅": 30}

HANZI: Final = "一二三四五六七八九十百零〇两廿卅"
"""The characters of a numeral that orders: 一, 二十三, 一百零五."""


@lru_cache(maxsize=1024)
def integer(numeral: str) -> int | None:
    """The value of a numeral in Chinese or Arabic digits, 0 to 99,999,999; None where it is none.

    A bare row of digits is read as one: 二〇二五 is 2025.
    """
    if numeral.isascii() and numeral.isdigit():
        return int(numeral)
    if not numeral:
        return None
    if len(numeral) > 1 and all(c in _DIGITS for c in numeral):
        return int("".join(str(_DIGITS[c]) for c in numeral))
    total = section = digit = 0
    for character in numeral:
        if character in _DIGITS:
            digit = _DIGITS[character]
        elif character in _TENS:
            section += _TENS[character]
        elif character == "万":
            total = (total + section + digit) * 10000
            section = digit = 0
        elif character in _UNITS:
            section += (digit or 1) * _UNITS[character]
            digit = 0
        else:
            return None
    return total + section + digit


def chinese(value: int) -> str:
    """The numeral of an integer from 0 to 9,999, as headings print it."""
    if not 0 <= value <= 9999:
        raise ValueError(f"{value} is not between 0 and 9999")
    if value < 10:
        return "零一二三四五六七八九"[value]
    out, gap = "", False
    for unit, size in (("千", 1000), ("百", 100), ("十", 10), ("", 1)):
        digit, value = divmod(value, size)
        if digit:
            out += ("零" if gap and out else "") + "零一二三四五六七八九"[digit] + unit
            gap = False
        else:
            gap = True
    return out.removeprefix("一") if out.startswith("一十") else out
