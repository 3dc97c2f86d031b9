"""Characters of symbol fonts, which Word stores by their place in the font: ①, √ and bullets.

>>> plain("\\uf081\\uf06c", "Wingdings"), plain("\\uf0b7", ""), plain("\\uf0b3", "Symbol")
('①●', '•', '≥')

A place is U+F000 and its number in the font. The tables hold the places that office documents use; of a place that they
leave out the character stays what it is.
"""

from __future__ import annotations

import re

_PLACED = re.compile("[\uf020-\uf0ff]")
_BULLETS = {0xB7: "•", 0x6C: "●", 0x6E: "■", 0x75: "◆", 0xA7: "▪", 0xD8: "➢", 0xFC: "✓"}
"""Where no font is named: the places that are bullets in Word's own lists."""

_WINGDINGS = {
    **{0x80 + i: c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(
        zip(
            b"lnopqrstuvw\x9e\x9f\xa1\xa7\xa8\xab\xd8\xdf\xe0\xe1\xe2\xe8\xfb\xfc\xfd\xfe",
            "●■□❐❑❒⬧⧫◆❖⬥·•○▪◻★➢←→↑↓➔✗✓☒☑",
            strict=True,
        )
    ),
}
_WINGDINGS_2 = {
    **{0x69 + i: c for i, c in enumerate("⓪①②③④⑤⑥⑦⑧⑨⑩⓿❶❷❸❹❺❻❼❽❾❿")},
    **dict(zip(b"OPQRS\x96\x97\xa2\xa3", "✗✓☒☑☒•●■□", strict=True)),
}
_SYMBOL = {
    **{place: chr(place) for place in range(0x20, 0x40) if chr(place) not in "\"$'*-"},
    **dict(
        zip(
            b"abcdefghlmpqrstw-~\xa3\xa5\xac\xae\xb0\xb1\xb3\xb4\xb7\xb8\xb9\xbb\xbc\xd7\xe5\xd6",
            "αβχδεφγηλμπθρστω−∼≤∞←→°±≥×•÷≠≈…⋅∑√",
            strict=True,
        )
    ),
}
_FONTS = {"wingdings": _WINGDINGS, "wingdings 2": _WINGDINGS_2, "symbol": _SYMBOL}


def plain(text: str, font: str) -> str:
    """The text with the places of `font`, a font's name or nothing, made characters."""
    if not _PLACED.search(text):
        return text
    table = _FONTS.get(font.lower(), _BULLETS)
    return _PLACED.sub(lambda match: table.get(ord(match[0]) - 0xF000, match[0]), text)


def at(place: str, font: str) -> str:
    """The character of a `w:sym`: its place or its own number in hexadecimal digits; nothing where that is none.

    >>> at("F0FE", "Wingdings"), at("2460", "宋体"), at("no", "")
    ('☑', '①', '')
    """
    try:
        number = int(place, 16)
        if number < 0x100 and font.lower() in _FONTS:
            number += 0xF000
        return "" if 0xD800 <= number < 0xE000 or number < 0x20 else plain(chr(number), font)
    except (ValueError, OverflowError):
        return ""
