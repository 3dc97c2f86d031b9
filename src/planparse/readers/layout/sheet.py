"""What stands on a page, as PDF and OFD say it: characters with their places, and drawn lines.

All measures are in the page's own unit (points, millimetres), from the upper left corner as the page is read: x to
the right, y down.
"""

from __future__ import annotations

from typing import NamedTuple

_SKEW = 3.0
"""Degrees: text that is turned by no more still runs along its line."""


class Glyph(NamedTuple):
    """One printed character, or a space between two."""

    text: str
    x: float
    """its left edge"""
    y: float
    """its baseline"""
    right: float
    size: float
    """of the font, as it is printed"""

    @classmethod
    def of(cls, text: str, x: float, y: float, width: float, size: float) -> Glyph:
        """The glyph of a character that moves the next one by `width`.

        An ideograph is as wide as it is high, whatever a damaged font says.

        >>> Glyph.of("一", 90.0, 72.0, 6.0, 12.0).right
        102.0
        """
        return cls(text, x, y, x + (size if width < size and is_ideograph(text) else width), size)


class Stroke(NamedTuple):
    """A drawn line, horizontal or vertical."""

    left: float
    top: float
    right: float
    bottom: float


class Aside(NamedTuple):
    """Characters that are printed apart from the text, as a watermark, and the last part of their rule's name."""

    rule: str
    glyphs: list[Glyph]


class Sheet(NamedTuple):
    """A page."""

    width: float
    height: float
    glyphs: list[Glyph]
    strokes: tuple[Stroke, ...] = ()
    asides: tuple[Aside, ...] = ()


def direction_of(angle: float) -> int | None:
    """Which way text of an angle runs: 0, 90, 180 or 270 degrees, or None for what runs slantwise.

    >>> direction_of(359.0), direction_of(-90.0), direction_of(45.0)
    (0, 270, None)
    """
    nearest = round(angle / 90) * 90
    return nearest % 360 if abs(angle - nearest) <= _SKEW else None


def is_ideograph(character: str) -> bool:
    """A Chinese character, a radical or kana; no punctuation and no full-width form.

    >>> [is_ideograph(character) for character in "一⻄,１(A"]
    [True, True, False, False, False, False]
    """
    return (
        "\u2e80" <= character <= "\u2fdf"
        or "\u3041" <= character <= "\ud7ff"
        or "\uf900" <= character <= "\ufaff"
    ) or character >= "\U00020000"
