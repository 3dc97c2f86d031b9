"""Characters to printed lines: by their baselines, whatever order the file draws them in.

>>> made = [Glyph.of(text, x, 50.0, 10.0, 10.0) for text, x in [("建", 10), ("工", 20), ("工", 20.4), ("业", 30), ("园", 70)]]
>>> [line.text for line in lines_of([*made[2:], *made[:2], Glyph.of("甲", 10.0, 70.0, 10.0, 10.0)])]
['建工业 园', '甲']

A character that is drawn twice at one place, to look bold, counts once. A space is what shows as one: a gap wider
than those of the line's other characters, whether or not the file draws a space there. A small raised figure is
written as one: m², and not a line that says 2.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from planparse.readers.layout.sheet import Glyph, is_ideograph
from planparse.readers.raised import raised

_SAME_LINE = 0.35  # of the font's size: how far baselines of one line may lie apart
_SAME_PLACE = 0.3  # of a character's width: a second one of its kind there only thickens the first
_GAP_IN_CHINESE = 0.4  # of the font's size, beyond the gaps that the line has anyway
_DRAWN_IN_CHINESE = 0.15  # of the size, where the file draws a space: less is no space, whatever it says
_GAP_IN_LATIN = 0.2
_WIDEST_LETTERING = 1.5
_SMALL = 0.75  # of the line's size: a raised figure is no larger
_RAISED = (0.15, 0.6)  # of the line's size: how far it stands above the baseline
_FIGURES = frozenset("0123456789")
_OPENING = frozenset("([{〈《「『【〔〖〘‘“（［｛«")
_CLOSING = frozenset("!),.:;?]}·’”…、。〉》」』】〕〗〙！），．：；？］｝％%»")

_LEFT, _BASELINE, _SIZE = itemgetter(1), itemgetter(2), itemgetter(4)  # of a Glyph


class Line(NamedTuple):
    """What is printed on one baseline."""

    text: str
    left: float
    right: float
    inner: float
    """its right edge without the marks at its end, which may hang over the margin"""
    y: float
    size: float
    opening: float
    """how wide the part is that may not be broken off from it: （一, Python"""


def lines_of(glyphs: Iterable[Glyph]) -> list[Line]:
    """The lines that characters make, from the top down. Time grows as sorting does."""
    return [line for row in rows_of(glyphs) if (line := line_of(row)) is not None]


def rows_of(glyphs: Iterable[Glyph]) -> list[list[Glyph]]:
    """The characters of each line, in no order; lines from the top down."""
    rows: list[list[Glyph]] = []
    top = size = 0.0
    for one in sorted(glyphs, key=_BASELINE):
        if rows and (
            one.y == top or one.y - top <= _SAME_LINE * min(max(size, one.size), 2 * min(size, one.size))
        ):
            rows[-1].append(one)
            size = max(size, one.size)
        else:
            rows.append([one])
            top, size = one.y, one.size
    joined: list[list[Glyph]] = []
    for row in rows:
        if joined and _are_raised(joined[-1], row):
            joined[-1] = joined[-1] + row
        else:
            joined.append(row)
    return joined


def _are_raised(figures: Sequence[Glyph], row: Sequence[Glyph]) -> bool:
    """Whether what stands above a row is nothing but its raised figures."""
    figures = [one for one in figures if not one.text.isspace()]
    if not figures or any(one.text not in _FIGURES for one in figures):
        return False
    base = max(row, key=_SIZE)
    left, right = min(one.x for one in row), max(one.right for one in row) + base.size
    return all(_is_raised(one, base) and left <= one.x <= right for one in figures)


def _is_raised(one: Glyph, base: Glyph) -> bool:
    least, most = (share * base.size for share in _RAISED)
    return one.text in _FIGURES and one.size <= _SMALL * base.size and least <= base.y - one.y <= most


def line_of(row: Sequence[Glyph]) -> Line | None:
    """The line that the characters of one baseline make, or None where they print nothing."""
    glyphs: list[Glyph] = []
    spaced: set[int] = set()
    for one in sorted(row, key=_LEFT):
        if one.text.isspace():
            spaced.add(len(glyphs))
        elif not any(_thickens(one, other) for other in glyphs[-3:] if one.text == other.text):
            glyphs.append(one)
    if not glyphs:
        return None
    base = max(glyphs, key=_SIZE)
    glyphs = [one._replace(text=raised(one.text)) if _is_raised(one, base) else one for one in glyphs]
    size = median(one.size for one in glyphs)
    usual = _usual_gap(glyphs, size)
    pieces = [glyphs[0].text]
    opening = 0
    for number, (before, after) in enumerate(pairwise(glyphs), 1):
        space = _parts(before, after, number in spaced, usual)
        if not opening and (space or _may_break(before.text, after.text)):
            opening = number
        pieces.append(" " + after.text if space else after.text)
    last = glyphs[opening - 1]  # the whole line's last one where it has no place to break
    return Line(
        "".join(pieces),
        glyphs[0].x,
        max(one.right for one in glyphs[-3:]),
        next((one.right for one in reversed(glyphs) if one.text not in _CLOSING), glyphs[-1].right),
        median(one.y for one in glyphs),
        size,
        last.right - glyphs[0].x,
    )


def _thickens(one: Glyph, other: Glyph) -> bool:
    return one.x - other.x < _SAME_PLACE * max(other.right - other.x, other.size / 4)


def _usual_gap(glyphs: Sequence[Glyph], size: float) -> float:
    """The gap that all characters of the line have, where the page sets them apart: 现 将 贵 州 省."""
    gaps = [
        after.x - before.right
        for before, after in pairwise(glyphs)
        if is_ideograph(before.text) and is_ideograph(after.text)
    ]
    usual = median(gaps) if len(gaps) > 3 else 0.0
    return usual if 0 < usual < _WIDEST_LETTERING * size else 0.0


def _parts(before: Glyph, after: Glyph, drawn: bool, usual: float) -> bool:
    """Whether a space shows between two characters; `drawn` where the file has one there."""
    gap = after.x - before.right
    size = max(before.size, after.size)
    if _is_latin(before.text) and _is_latin(after.text):
        return drawn or gap > _GAP_IN_LATIN * size
    if _is_latin(before.text) or _is_latin(after.text):
        return gap > (_DRAWN_IN_CHINESE if drawn else _GAP_IN_CHINESE) * size
    return gap > (_DRAWN_IN_CHINESE if drawn else _GAP_IN_CHINESE) * size + usual


def _is_latin(character: str) -> bool:
    return character < "\u2000"


def _may_break(before: str, after: str) -> bool:
    """Whether a line may end between two characters."""
    if before in _OPENING or after in _CLOSING:
        return False
    return not (_is_latin(before) and _is_latin(after))
