"""pdfium's characters to glyphs: upright, each with its meaning.

What a page prints slantwise, as a watermark, and what it does not show, as a text layer behind the page's own text,
is told apart as an `Aside`.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from ctypes import addressof, c_double
from typing import Any, NamedTuple

import pypdfium2
from pypdfium2 import raw

from planparse.readers.layout import Aside, Glyph, Sheet, Stroke, direction_of
from planparse.readers.pdf.strokes import Segment, segments_of

_Box = tuple[float, float, float, float]
"""The left, lower, right and upper edge of what a page shows."""

_INVISIBLE = 3
"""The render mode of text that is neither filled nor stroked."""
_HYPHEN = 2
"""How pdfium writes a hyphen that ends a line."""
_UNKNOWN = "\ufffd"
_SMALL_FONT = (0.3, 0.75)
"""Of the font's size: a font as high as that is drawn small in its square; usual ones are 0.9 to 1.3."""
_DOT = 0.25
"""Of the font's size: a sign of private use that is no larger, and stands on the baseline, is a decimal point."""


class _Run(NamedTuple):
    """What the characters of one text object share."""

    angle: float
    """of its lines, in degrees, counter-clockwise"""
    direction: int | None
    """0, 90, 180 or 270, or None for what runs slantwise"""
    size: float
    visible: bool


class _Mark(NamedTuple):
    """A character at a place of the page as the file says it, y up."""

    text: str
    x: float
    y: float
    width: float
    run: _Run


def sheet_of(page: pypdfium2.PdfPage) -> Sheet:
    """What is printed on a page, turned so that most of its text is upright."""
    marks = _marks(page)
    shown = [mark for mark in marks if mark.run.visible]
    hidden = [mark for mark in marks if not mark.run.visible]
    if len(hidden) > len(shown):  # the text layer of a scan
        shown, hidden = marks, []
    by_direction: dict[int | None, list[_Mark]] = defaultdict(list)
    for mark in shown:
        by_direction[mark.run.direction].append(mark)
    directions = sorted(
        (direction for direction in by_direction if direction is not None),
        key=lambda direction: -len(by_direction[direction]),
    )
    main = directions[0] if directions else 0
    box = page.get_bbox()
    asides = [Aside("", _upright(by_direction[direction], direction, box)) for direction in directions[1:]]
    slant = Counter(mark.run.angle for mark in by_direction[None]).most_common(1)
    asides.append(Aside("watermark", _upright(by_direction[None], slant[0][0] if slant else 0, box)))
    asides.append(Aside("invisible", _upright(hidden, main, box)))
    left, bottom, right, top = box
    width, height = (right - left, top - bottom) if main % 180 == 0 else (top - bottom, right - left)
    glyphs = _upright(by_direction[main], main, box)
    strokes = tuple(_turned(segment, main, box) for segment in segments_of(page.raw)) if glyphs else ()
    return Sheet(width, height, glyphs, strokes, tuple(asides))


def _upright(marks: list[_Mark], direction: float, box: _Box) -> list[Glyph]:
    """Glyphs of marks that run in one direction, measured from the upper left corner as they are read."""
    place = _placing(direction, box)
    glyphs = [Glyph.of(text, *place(x, y), width, run.size) for text, x, y, width, run in marks]
    left, bottom, right, top = box
    width, height = (right - left, top - bottom) if direction % 180 == 0 else (top - bottom, right - left)
    # A line may run out of a page that was cut too narrow; what lies farther off was never meant to show.
    return [
        glyph for glyph in glyphs if 0 <= glyph.y <= height + glyph.size and -width < 2 * glyph.x < 3 * width
    ]


def _turned(segment: Segment, direction: int, box: _Box) -> Stroke:
    place = _placing(direction, box)
    (x, y), (other_x, other_y) = place(*segment[:2]), place(*segment[2:])
    return Stroke(min(x, other_x), min(y, other_y), max(x, other_x), max(y, other_y))


def _placing(direction: float, box: _Box) -> Callable[[float, float], tuple[float, float]]:
    """From the page's own measure to that of a sheet whose lines run in a direction."""
    left, bottom, right, top = box
    if direction == 0:
        return lambda x, y: (x - left, top - y)
    cos, sin = math.cos(math.radians(direction)), math.sin(math.radians(direction))
    corners = [(x, y) for x in (left, right) for y in (bottom, top)]
    start = min(x * cos + y * sin for x, y in corners)
    ceiling = max(y * cos - x * sin for x, y in corners)
    return lambda x, y: (x * cos + y * sin - start, ceiling - (y * cos - x * sin))


def _marks(page: pypdfium2.PdfPage) -> list[_Mark]:
    text = page.get_textpage()
    try:
        return _without_ligatures(list(_read(text.raw, raw.FPDFText_CountChars(text.raw))))
    finally:
        text.close()


def _without_ligatures(marks: list[_Mark]) -> list[_Mark]:
    """One sign that stands for several characters (——, fi) has them all at one place; each gets its share of it."""
    start = 0
    while start + 1 < len(marks):
        _, x, y, width, run = marks[start]
        end = start + 1
        while end < len(marks) and marks[end][1] == x and marks[end][2:] == (y, width, run):
            end += 1
        if end > start + 1:
            share, turn = width / (end - start), math.radians(run.angle)
            for number in range(start, end):
                along = share * (number - start)
                marks[number] = _Mark(
                    marks[number].text, x + along * math.cos(turn), y + along * math.sin(turn), share, run
                )
        start = end
    return marks


def _read(text: Any, count: int) -> Iterator[_Mark]:
    box, x, y = raw.FS_RECTF(), c_double(), c_double()
    last: int | None = None
    run = _Run(0.0, 0, 1.0, True)
    high = 0  # the first half of a character beyond U+FFFF, where the platform's wide characters have 16 bits
    for index in range(count):
        code = raw.FPDFText_GetUnicode(text, index)
        if code in (10, 13) or (code == 32 and raw.FPDFText_IsGenerated(text, index)):
            continue
        if 0xD800 <= code < 0xE000:
            if code < 0xDC00:
                high = code
                continue
            code = 0x10000 + ((high - 0xD800) << 10) + (code - 0xDC00) if high else 0
        raw.FPDFText_GetCharOrigin(text, index, x, y)
        raw.FPDFText_GetLooseCharBox(text, index, box)
        drawn = raw.FPDFText_GetTextObject(text, index)
        address = addressof(drawn.contents) if drawn else None
        if address is None or address != last:
            run = _run(text, index, drawn, box)
            last = address
        high = 0
        width = box.top - box.bottom if run.direction in (90, 270) else box.right - box.left
        if not math.isfinite(x.value + y.value + width + run.size):
            continue
        yield _Mark(_character(text, index, code, y.value, run.size), x.value, y.value, width, run)


def _run(text: Any, index: int, drawn: Any, box: Any) -> _Run:
    matrix = raw.FS_MATRIX()
    raw.FPDFText_GetMatrix(text, index, matrix)
    visible = not drawn or raw.FPDFTextObj_GetTextRenderMode(drawn) != _INVISIBLE
    angle = math.degrees(math.atan2(matrix.b, matrix.a)) % 360 if matrix.b or matrix.a < 0 else 0.0
    direction = direction_of(angle)
    size = abs(raw.FPDFText_GetFontSize(text, index) * math.hypot(matrix.c, matrix.d)) or 1.0
    if direction is not None:
        height = box.right - box.left if direction in (90, 270) else box.top - box.bottom
        least, most = _SMALL_FONT
        if least * size < height < most * size:
            size = height
    return _Run(angle, direction, size, visible)


def _character(text: Any, index: int, code: int, baseline: float, size: float) -> str:
    if 0x3000 <= code < 0xE000:
        return chr(code)
    if code == _HYPHEN:
        return "-"
    if code < 32 or 0xFFFD <= code <= 0xFFFF or code > 0x10FFFF:
        return _UNKNOWN
    if 0xE000 <= code <= 0xF8FF and _is_dot(text, index, baseline, size):
        return "."
    return chr(code)


def _is_dot(text: Any, index: int, baseline: float, size: float) -> bool:
    """Whether a sign prints a small dot on the baseline: 1\ue0102 is 1.2 in the fonts of Chinese typesetters."""
    left, right, bottom, top = c_double(), c_double(), c_double(), c_double()
    raw.FPDFText_GetCharBox(text, index, left, right, bottom, top)
    most = _DOT * size
    return (
        0 < right.value - left.value < most
        and 0 < top.value - bottom.value < most
        and abs(bottom.value - baseline) < most / 2
    )
