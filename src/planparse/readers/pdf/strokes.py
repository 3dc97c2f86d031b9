"""The lines that a page draws, as far as they are horizontal or vertical: those of tables.

A thin rectangle that is filled is a line, too; many programs draw their tables so.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from ctypes import c_float, c_int
from typing import Any

from pypdfium2 import raw

MOST_PATHS = 10_000
"""A page with more of them is a drawing."""
_MOST_SEGMENTS = 400
_DEEPEST_FORM = 3
_THIN = 3.0
"""Points."""
_STRAIGHT = 0.5
"""Points that a line may be off."""

Segment = tuple[float, float, float, float]
"""From x and y to x and y, y up."""
_Matrix = tuple[float, float, float, float, float, float]


def segments_of(page: Any) -> list[Segment]:
    """The straight lines of a page's paths, in the page's own measure; none where it is a drawing."""
    found: list[Segment] = []
    count = raw.FPDFPage_CountObjects(page)
    objects = [raw.FPDFPage_GetObject(page, index) for index in range(count)]
    paths = _paths(objects, (1.0, 0.0, 0.0, 1.0, 0.0, 0.0), 0)
    for number, (drawn, matrix) in enumerate(paths):
        if number == MOST_PATHS:
            return []
        for x, y, other_x, other_y in _path(drawn):
            found.append((*_placed(matrix, x, y), *_placed(matrix, other_x, other_y)))
    return found


def _paths(objects: Iterable[Any], matrix: _Matrix, depth: int) -> Iterator[tuple[Any, _Matrix]]:
    """The paths of a page and of the forms on it, each with what carries it to the page."""
    for drawn in objects:
        kind = raw.FPDFPageObj_GetType(drawn)
        if kind == raw.FPDF_PAGEOBJ_PATH:
            yield drawn, matrix
        elif kind == raw.FPDF_PAGEOBJ_FORM and depth < _DEEPEST_FORM:
            count = raw.FPDFFormObj_CountObjects(drawn)
            inner = (raw.FPDFFormObj_GetObject(drawn, index) for index in range(count))
            yield from _paths(inner, _times(_matrix(drawn), matrix), depth + 1)


def _path(drawn: Any) -> Iterator[Segment]:
    left, bottom, right, top = c_float(), c_float(), c_float(), c_float()
    if not raw.FPDFPageObj_GetBounds(drawn, left, bottom, right, top):
        return
    width, height = right.value - left.value, top.value - bottom.value
    if width < _THIN or height < _THIN:
        x, y = (left.value + right.value) / 2, (bottom.value + top.value) / 2
        yield (left.value, y, right.value, y) if width > height else (x, bottom.value, x, top.value)
        return
    fill, stroke = c_int(), c_int()
    raw.FPDFPath_GetDrawMode(drawn, fill, stroke)
    count = raw.FPDFPath_CountSegments(drawn)
    if stroke.value and count <= _MOST_SEGMENTS:
        for x, y, other_x, other_y in _sides(drawn, count):
            if abs(x - other_x) < _STRAIGHT or abs(y - other_y) < _STRAIGHT:
                yield x, y, other_x, other_y


def _sides(drawn: Any, count: int) -> Iterator[Segment]:
    """The sides of a path that is drawn with a pen."""
    matrix = _matrix(drawn)
    x, y = c_float(), c_float()
    start = last = (0.0, 0.0)
    for index in range(count):
        segment = raw.FPDFPath_GetPathSegment(drawn, index)
        raw.FPDFPathSegment_GetPoint(segment, x, y)
        point = _placed(matrix, x.value, y.value)
        kind = raw.FPDFPathSegment_GetType(segment)
        if kind == raw.FPDF_SEGMENT_MOVETO:
            start = point
        elif kind == raw.FPDF_SEGMENT_LINETO:
            yield *last, *point
        last = point
        if raw.FPDFPathSegment_GetClose(segment):
            yield *last, *start


def _matrix(drawn: Any) -> _Matrix:
    matrix = raw.FS_MATRIX()
    raw.FPDFPageObj_GetMatrix(drawn, matrix)
    return matrix.a, matrix.b, matrix.c, matrix.d, matrix.e, matrix.f


def _times(inner: _Matrix, outer: _Matrix) -> _Matrix:
    a, b, c, d, e, f = inner
    outer_a, outer_b, outer_c, outer_d, _, _ = outer
    return (
        a * outer_a + b * outer_c,
        a * outer_b + b * outer_d,
        c * outer_a + d * outer_c,
        c * outer_b + d * outer_d,
        *_placed(outer, e, f),
    )


def _placed(matrix: _Matrix, x: float, y: float) -> tuple[float, float]:
    a, b, c, d, e, f = matrix
    return a * x + c * y + e, b * x + d * y + f
