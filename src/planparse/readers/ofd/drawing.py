"""What an OFD page draws: text objects to glyphs, paths to lines.

>>> list(_deltas("g 3 5.5 2"))
[5.5, 5.5, 5.5, 2.0]

A text object has a box, a matrix and, for each piece of text, where its first character stands and how far each next
one is from it. Which glyph of the font prints a character is of no account.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.readers.layout import Glyph, Stroke

MOST_CHARACTERS = 500_000
"""Of a file."""

_UPRIGHT = (1.0, 0.0, 0.0, 1.0, 0.0, 0.0)
_LARGEST = 1e6
_THIN = 1.0
"""Millimetres."""
_MOST_POINTS = 400
_PATH = re.compile(r"[A-Za-z]|[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d+)?")
_ARGUMENTS = {"M": 2, "S": 2, "L": 2, "Q": 4, "B": 6, "A": 7, "C": 0}
_NUMBER = re.compile(r"[-+]?(?:\d+\.?\d*|\.\d+)(?:[eE][-+]?\d{1,2})?$")

_Matrix = tuple[float, float, float, float, float, float]


class Drawing(NamedTuple):
    """What is drawn on a page or by a template."""

    glyphs: list[tuple[float, Glyph]]
    """with the angle at which each is printed"""
    strokes: list[Stroke]


def draw(page: Element) -> Drawing:
    """What a page or a template draws."""
    drawing = Drawing([], [])
    for element in page.iter():
        kind = name_of(element)
        if kind == "TextObject" and element.get("Visible", "true") != "false":
            drawing.glyphs.extend(_glyphs(element))
        elif kind == "PathObject":
            drawing.strokes.extend(_strokes(element))
    return drawing


def name_of(element: Element) -> str:
    """An element's name, without its namespace."""
    return element.tag.rpartition("}")[2] if isinstance(element.tag, str) else ""


def children_of(element: Element | None, name: str) -> list[Element]:
    """The elements of a name right below another."""
    return [] if element is None else [child for child in element if name_of(child) == name]


def child_of(element: Element | None, name: str) -> Element | None:
    """The first of them."""
    return next(iter(children_of(element, name)), None)


def numbers_in(text: str | None) -> list[float]:
    """The numbers of an attribute or a box."""
    return [_number(part) for part in (text or "").split() if _NUMBER.match(part)]


def _number(text: str) -> float:
    return max(-_LARGEST, min(_LARGEST, float(text)))


def _placing(element: Element) -> _Matrix:
    """From a graphic object's own measure to the page's: its matrix, then its box's corner."""
    given = numbers_in(element.get("CTM"))
    a, b, c, d, e, f = given if len(given) == 6 else _UPRIGHT
    corner = [*numbers_in(element.get("Boundary")), 0.0, 0.0][:2]
    return a, b, c, d, e + corner[0], f + corner[1]


def _glyphs(element: Element) -> Iterator[tuple[float, Glyph]]:
    a, b, c, d, e, f = _placing(element)
    given = numbers_in(element.get("Size"))
    own = given[0] if given and given[0] > 0 else 1.0
    wide = (numbers_in(element.get("HScale")) or [1.0])[0]
    along = math.hypot(a, b) or 1.0
    size = own * math.hypot(c, d) or own
    angle = math.degrees(math.atan2(b, a))
    x = y = 0.0
    for code in children_of(element, "TextCode"):
        x = (numbers_in(code.get("X")) or [x])[0]
        y = (numbers_in(code.get("Y")) or [y])[0]
        across, down = list(_deltas(code.get("DeltaX", ""))), list(_deltas(code.get("DeltaY", "")))
        text = code.text or ""
        for number, character in enumerate(text):
            usual = own * wide * (0.5 if character.isascii() else 1.0)
            step = across[number] if number < len(across) else 0.0 if number < len(down) else usual
            width = max(usual, min(step, own)) if character.isascii() else usual
            if character.isprintable() or character.isspace():
                yield angle, Glyph.of(character, a * x + c * y + e, b * x + d * y + f, width * along, size)
            x += step
            y += down[number] if number < len(down) else 0.0


def _deltas(text: str) -> Iterator[float]:
    """The distances of an array in which `g 3 5.5` stands for 5.5 three times."""
    parts = text.split()
    at = 0
    given = 0
    while at < len(parts) and given < MOST_CHARACTERS:
        if (
            parts[at] == "g"
            and at + 2 < len(parts)
            and parts[at + 1].isdigit()
            and _NUMBER.match(parts[at + 2])
        ):
            count = min(int(parts[at + 1]), MOST_CHARACTERS - given)
            yield from [_number(parts[at + 2])] * count
            given += count
            at += 3
        elif _NUMBER.match(parts[at]):
            yield _number(parts[at])
            given += 1
            at += 1
        else:
            at += 1


def _strokes(element: Element) -> Iterator[Stroke]:
    """The straight lines of a path, horizontal or vertical; a thin rectangle that is filled is one, too."""
    matrix = _placing(element)
    lines = [
        Stroke(min(x, to_x), min(y, to_y), max(x, to_x), max(y, to_y))
        for (x, y), (to_x, to_y) in _sides(child_of(element, "AbbreviatedData"), matrix)
    ]
    if not lines:
        return
    left, top = min(line.left for line in lines), min(line.top for line in lines)
    right, bottom = max(line.right for line in lines), max(line.bottom for line in lines)
    if right - left < _THIN:
        yield Stroke((left + right) / 2, top, (left + right) / 2, bottom)
    elif bottom - top < _THIN:
        yield Stroke(left, (top + bottom) / 2, right, (top + bottom) / 2)
    elif element.get("Stroke", "true") != "false":
        yield from lines


def _sides(
    data: Element | None, matrix: _Matrix
) -> Iterator[tuple[tuple[float, float], tuple[float, float]]]:
    tokens = _PATH.findall((data.text or "")[: _MOST_POINTS * 40]) if data is not None else []
    a, b, c, d, e, f = matrix
    start = last = (e, f)
    at = 0
    while at < len(tokens):
        command = tokens[at]
        count = _ARGUMENTS.get(command, 0)
        numbers = [_number(token) for token in tokens[at + 1 : at + 1 + count] if not token.isalpha()]
        at += 1 + len(numbers)
        if len(numbers) < count:
            continue
        point = start
        if count:
            x, y = numbers[-2:]
            point = (a * x + c * y + e, b * x + d * y + f)
        if command in "LC":
            yield last, point
        if command in "MS":
            start = point
        last = point
