"""How wide a text is and how many lines it takes, in em: a Chinese character is one em wide.

>>> width("修路5公里"), lines("推进管网改造,完成5公里。", 6)
(4.6, 3)

Spreadsheets do not fit rows with merged cells to their text, so an exporter has to say how high a row is. No font
is at hand: the figures are those of common Chinese fonts, a little on the wide side.
"""

from __future__ import annotations

import re

_NARROW = 0.6
"""em: ASCII in a Chinese font is half an em, in Latin fonts up to two thirds; capitals are wider, digits narrower."""

_NARROW_CHARACTER = re.compile(r"[\x00-\u02ff]")
# What cannot be parted: a Latin word, or a character with the marks that may not begin or end a line.
_TOKEN = re.compile(
    r"[（《〈“‘〔【「『(\[]*(?:[!-&*+\-./0-9<=>?@A-Z\\^_`a-z{|}~]+|.)[,;:!?，。、；：？！）》〉”’〕】」』)\]%…—]*",
    re.DOTALL,
)


def width(text: str) -> float:
    """The width of a line of text in em."""
    narrow = len(_NARROW_CHARACTER.findall(text))
    return round(len(text) - narrow * (1 - _NARROW), 2)


def lines(text: str, room: float) -> int:
    """The lines that a text takes where a line has room for so many em; at least one."""
    return sum(_lines(paragraph, room) for paragraph in text.split("\n"))


def _lines(paragraph: str, room: float) -> int:
    if width(paragraph) <= room:
        return 1
    count, used = 1, 0.0
    sizes: dict[str, float] = {}
    for token in _TOKEN.findall(paragraph):
        size = sizes.get(token) or sizes.setdefault(token, width(token))
        if used + size <= room:
            used += size
        elif size <= room:
            count, used = count + 1, size
        else:  # wider than a line: broken wherever the line ends
            whole, rest = divmod(used + size, room)
            count, used = count + int(whole), rest
    return count
