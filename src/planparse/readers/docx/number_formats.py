"""A number as a list prints it: 一, 十二, ⑫, 壹拾贰, xii, l.

>>> [formatted(12, name) for name in ("chineseCounting", "ideographDigital", "decimalEnclosedCircle", "upperRoman")]
['十二', '一二', '⑫', 'XII']

The names are those of `w:numFmt` (ECMA-376 part 1, 17.18.59). Where the standard leaves it open, Word's way counts: 十, not
一十; plain digits behind the last sign of a row (㈩). Formats of other scripts than these are printed in digits.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import partial

from planparse.numbering.numerals import chinese

_LARGEST = 9_999
"""Beyond, plain digits: no list is so long, and a Roman numeral or a row of letters would grow without end."""

_DIGITS = "〇一二三四五六七八九"
_NUMERAL = "零一二三四五六七八九十百千"
_STEMS = "甲乙丙丁戊己庚辛壬癸"
_BRANCHES = "子丑寅卯辰巳午未申酉戌亥"
_ROMAN = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip


def formatted(number: int, name: str, picture: str = "") -> str:
    """`number` in the format `name`; `picture` is `w:format` of a custom one, as `001, 002, 003, ...`."""
    if name in ("none", "bullet"):
        return ""
    if name == "custom":
        first = picture.split(",")[0].strip()
        return str(number).zfill(len(first) if first.isdigit() and len(first) < 10 else 0)
    write = _FORMATS.get(name)
    return write(number) if write and 0 <= number <= _LARGEST else str(number)


def _positional(digits: str, number: int) -> str:
    return "".join(digits[int(digit)] for digit in str(number))


def _counting(number: int) -> str:
    """As spoken, from 100 digit by digit: 九十九, 一〇〇."""
    return chinese(number) if 0 < number < 100 else _positional(_DIGITS, number)


def _legal(characters: str, number: int) -> str:
    """壹拾, of characters that nobody can alter; `characters` are those for 零 to 九 and 十, 百, 千."""
    spoken = chinese(number)
    full = "一" + spoken if spoken.startswith("十") else spoken
    return full.translate(str.maketrans(_NUMERAL, characters))


def _japanese(number: int) -> str:
    """百一: without zeros, and without a one before ten, hundred and thousand."""
    return re.sub("零|一(?=[十百千])", "", chinese(number)) or _DIGITS[0]


def _roman(number: int) -> str:
    text = ""
    for value, sign in _ROMAN:
        count, number = divmod(number, value)
        text += sign * count
    return text or "0"


def _letters(first: str, number: int) -> str:
    """a to z, then aa, bb, cc."""
    if not 0 < number <= 26 * 30:
        return str(number)
    times, letter = divmod(number - 1, 26)
    return chr(ord(first) + letter) * (times + 1)


def _row(signs: str, number: int) -> str:
    """One sign a number, plain digits behind the last."""
    return signs[number - 1] if 0 < number <= len(signs) else str(number)


def _signs(first: int, count: int) -> str:
    return "".join(chr(first + i) for i in range(count))


def _ordinal(number: int) -> str:
    ending = "th" if number // 10 % 10 == 1 else {1: "st", 2: "nd", 3: "rd"}.get(number % 10, "th")
    return f"{number}{ending}"


def _stem_and_branch(number: int) -> str:
    """甲子 to 癸亥."""
    return _STEMS[(number - 1) % 10] + _BRANCHES[(number - 1) % 12] if 0 < number <= 60 else str(number)


_full_width = partial(_positional, "０１２３４５６７８９")
_circled = partial(_row, _signs(0x2460, 20))

_FORMATS: dict[str, Callable[[int], str]] = {
    "decimalZero": lambda number: f"{number:02}",
    "decimalFullWidth": _full_width,
    "decimalFullWidth2": _full_width,
    "decimalEnclosedCircle": _circled,
    "decimalEnclosedCircleChinese": _circled,
    "decimalEnclosedParen": partial(_row, _signs(0x2474, 20)),
    "decimalEnclosedFullstop": partial(_row, _signs(0x2488, 20)),
    "numberInDash": lambda number: f"- {number} -",
    "hex": lambda number: f"{number:X}",
    "ordinal": _ordinal,
    "upperRoman": _roman,
    "lowerRoman": lambda number: _roman(number).lower(),
    "upperLetter": partial(_letters, "A"),
    "lowerLetter": partial(_letters, "a"),
    "chineseCounting": _counting,
    "taiwaneseCounting": _counting,
    "chineseCountingThousand": lambda number: chinese(number).replace("零", "〇"),
    "taiwaneseCountingThousand": chinese,
    "japaneseCounting": _japanese,
    "chineseLegalSimplified": partial(_legal, "零壹贰叁肆伍陆柒捌玖拾佰仟"),
    "ideographLegalTraditional": partial(_legal, "零壹貳參肆伍陸柒捌玖拾佰仟"),
    "ideographDigital": partial(_positional, _DIGITS),
    "taiwaneseDigital": partial(_positional, _DIGITS),
    "japaneseDigitalTenThousand": partial(_positional, _DIGITS),
    "ideographTraditional": partial(_row, _STEMS),
    "ideographZodiac": partial(_row, _BRANCHES),
    "ideographZodiacTraditional": _stem_and_branch,
    "ideographEnclosedCircle": partial(_row, _signs(0x3220, 10)),
}
