"""Which lines the page broke: what the margins show of paragraphs.

>>> texts = ["推进粮食生产，确保播种面积", "稳定在两万亩。", "二、任务"]
>>> lines = [Line(text, 90.0, 90.0 + 10 * len(text), 90.0 + 10 * len(text), 40.0 + 20 * i, 10.0, 10.0) for i, text in enumerate(texts * 4)]
>>> margins = find_margins([lines], [(250.0, 842.0)])
>>> [goes_on(lines[i], lines[i + 1], margins, 0, 0) for i in range(2)]
['', None]

A line goes on with the one before when that one is full: the first word of the line would not have fitted into it.
Where paragraphs open with an indent, so that a full last line cannot be mistaken, it need only begin at the margin;
else it may open with no number either. What the margins leave open is left to the rules for broken lines, which read
the words.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from math import inf
from statistics import median
from typing import NamedTuple

from planparse.readers.layout.lines import Line
from planparse.readers.layout.sheet import is_ideograph
from planparse.vocab import words

_SAME_SIZE = 0.08
_FLUSH = 0.7  # of the size: how far a line may begin from the margin
_EXACT = 0.01  # of the size: how exactly a word fits
_SET_APART = 0.2  # of the size, at least: what word processors put between Latin letters and Chinese ones
_INDENT = 1.2
_WIDEST_INDENT = 6.0
_STEP = 0.35  # of the size: how exactly edges meet
_FEWEST = 2
_NARROWEST = 0.5  # of the page's width: what wraps sooner is no body
_SHARE = 0.04  # of the lines: fewer share an edge by chance
_WIDER_LEADING = 1.35
_FEWEST_INDENTS = 3

_LARGER = 1.15  # than the body: a title
_CENTRED = 1.5  # of the size: how far a centred line may be off
_TITLE_LEADING = 2.4  # of the size

_CLOSED_TITLES = ("文件", "号", "〕", "。", "：", ":")  # 清河县人民政府文件 is a letterhead
_DATE = re.compile(r"^[（(]?[\d〇○零一二三四五六七八九]{4}年[\d一二三四五六七八九十]{1,3}月")
_OWN_LINE = re.compile(  # a date, a document number
    rf"{_DATE.pattern[1:]}[\d一二三四五六七八九十]{{1,3}}日[)）]?|[（(]?\w{{1,24}}[〔\[【（(]\d{{4}}[〕\]】）)]第?\d+号[)）]?"
)
_TERMINAL = frozenset("。！？!?：:；;…】〕]）)")
_HANZI = "一二三四五六七八九十百"
_HEADING = re.compile(
    rf"[{_HANZI}]{{1,4}}[、.．]|[（(][{_HANZI}]{{1,4}}[)）]|[\d０-９]{{1,3}}[、.．](?![\d０-９])|[㈠-㈩]|第[{_HANZI}\d]{{1,3}}[章节条]|附件"
)
"""A number that opens a paragraph; (1) and ① as often stand inside one."""


class Margins(NamedTuple):
    """Where the lines of the body begin and end."""

    size: float
    """of most characters"""
    leading: float
    """from one baseline to the next"""
    edges: tuple[tuple[float, float], ...]
    """left and right, of each page"""
    indented: bool
    """whether paragraphs open with an indent"""


def find_margins(pages: Sequence[Sequence[Line]], sizes: Sequence[tuple[float, float]]) -> Margins:
    """The margins that the body's lines share. `pages` are without furniture and tables; `sizes` width and height."""
    size = body_size(pages)
    bodies = [[line for line in lines if _near(line.size, size)] for lines in pages]
    gaps = [after.y - line.y for lines in bodies for line, after in pairwise(lines)]
    leading = median(gaps) if gaps else 2 * size
    edges = _edges(bodies, sizes, size)
    return Margins(size, leading, edges, _indents(bodies, edges, size))


def body_size(pages: Sequence[Sequence[Line]]) -> float:
    """The size in which most of the pages' characters are printed."""
    sized: Counter[float] = Counter()
    for lines in pages:
        for line in lines:
            sized[round(line.size, 1) or line.size] += len(line.text)
    return sized.most_common(1)[0][0] if sized else 1.0


def goes_on(line: Line, following: Line, margins: Margins, page: int, next_page: int) -> str | None:
    """What stands for the line end where the page broke a paragraph between two lines: nothing, or a space.

    None where the second line does not go on with the first, or may not.
    """
    if not _near(line.size, following.size):
        return None
    below = page == next_page and following.y > line.y  # no page or column ends between them
    if below and line.size > _LARGER * margins.size:
        return _title_goes_on(line, following, margins, page)
    if below and following.y - line.y > _WIDER_LEADING * margins.leading:
        return None
    if not _near(line.size, margins.size) or not _body_goes_on(line, following, margins, page, next_page):
        return None
    return " " if is_word(line.text[-1]) and is_word(following.text[0]) else ""


def is_word(character: str) -> bool:
    """Whether words of its kind have spaces between them."""
    return character.isascii() and character.isalnum()


def _body_goes_on(line: Line, following: Line, margins: Margins, page: int, next_page: int) -> bool:
    if not _is_full(line, following, margins.edges[page][1]):
        return False
    offset = following.left - margins.edges[next_page][0]
    if abs(offset) > _FLUSH * margins.size:
        return False
    opens = bool(_HEADING.match(following.text))
    last = line.text[-1]
    if margins.indented:
        return not (opens and last in _TERMINAL)
    if opens or last in ")）:：" or _OWN_LINE.fullmatch(following.text):
        return False
    return last not in _TERMINAL or line.right + line.size > margins.edges[page][1]


def _title_goes_on(line: Line, following: Line, margins: Margins, page: int) -> str | None:
    """A title in several lines: larger than the body, each line centred; two bodies in it keep a space between."""
    left, right = margins.edges[page]
    for one in (line, following):
        if (
            abs((one.left - left) - (right - one.right)) > _CENTRED * one.size
            or one.right - one.left > right - left
        ):
            return None
    if following.y - line.y > _TITLE_LEADING * line.size or line.text.endswith(_CLOSED_TITLES):
        return None
    if _HEADING.match(following.text) or _DATE.search(following.text):
        return None
    bodies, verbs = _title_words()
    return " " if line.text.endswith(bodies) and not following.text.startswith(verbs) else ""


@cache
def _title_words() -> tuple[tuple[str, ...], tuple[str, ...]]:
    """How the name of a body ends, and what may follow one in a title."""
    bodies, verbs = words("units")["suffixes"]["names"], words("titles")["carrying"]["names"]
    return tuple(bodies), ("关于", "的", *verbs)


def indent_of(line: Line, margins: Margins, page: int) -> int:
    """How many characters a paragraph's first line is set in; 0 for any other line, and for one that is centred."""
    left, right = margins.edges[page]
    offset = (line.left - left) / margins.size
    if not _near(line.size, margins.size) or not _INDENT <= offset <= _WIDEST_INDENT:
        return 0
    centred = (
        abs((line.left - left) - (right - line.right)) < margins.size
        and right - line.right > 1.5 * margins.size
    )
    return 0 if centred and offset > 3 else round(offset)


def _near(size: float, other: float) -> bool:
    return abs(size - other) <= _SAME_SIZE * other


def reach(line: Line, following: str) -> float:
    """Where the next character could stand behind a line: a figure or a Latin word is set apart from Chinese ones."""
    apart = is_word(line.text[-1]) and is_ideograph(following)
    return line.right + (_SET_APART * line.size if apart else 0.0)


def _is_full(line: Line, following: Line, right: float) -> bool:
    return reach(line, following.text[0]) + following.opening > right + _EXACT * line.size


def _edges(
    bodies: Sequence[Sequence[Line]], sizes: Sequence[tuple[float, float]], size: float
) -> tuple[tuple[float, float], ...]:
    """Each page's edges: those of all pages of its size and side, or of its size where these are few."""
    pools: dict[tuple[int, ...], list[Line]] = defaultdict(list)
    for page, ((width, height), lines) in enumerate(zip(sizes, bodies, strict=True)):
        pools[round(width), round(height)] += lines
        pools[round(width), round(height), page % 2] += lines
    found = {key: _pooled_edges(lines, size, key[0]) for key, lines in pools.items()}
    edges = []
    for page, (width, height) in enumerate(sizes):
        key: tuple[int, ...] = (round(width), round(height), page % 2)
        edges.append(found[key if len(pools[key]) > 20 else key[:2]])
    return tuple(edges)


def _pooled_edges(lines: Sequence[Line], size: float, width: float) -> tuple[float, float]:
    """The edges that lines share; no right one where too few reach so far, or only across a part of the page."""
    if not lines:
        return 0.0, inf
    fewest = max(_FEWEST, _SHARE * len(lines))
    left = _outermost(sorted(line.left for line in lines), _STEP * size, fewest)
    right = _outermost(sorted(-line.inner for line in lines), _STEP * size, fewest)
    if right is None:
        right = _outermost(sorted(-line.right for line in lines), _STEP * size, fewest)
    start = min(line.left for line in lines) if left is None else left
    return start, inf if right is None or -right - start < _NARROWEST * width else -right


def _outermost(places: list[float], step: float, fewest: float) -> float | None:
    """The first place near which enough others stand."""
    end = 0
    for start, place in enumerate(places):
        while end < len(places) and places[end] - place <= step:
            end += 1
        if end - start >= fewest:
            return place
    return None


def _indents(bodies: Sequence[Sequence[Line]], edges: Sequence[tuple[float, float]], size: float) -> bool:
    """Whether most lines below a short one, which open paragraphs, are set in."""
    indented = flush = 0
    for page, lines in enumerate(bodies):
        left, right = edges[page]
        for line, following in pairwise(lines):
            if line.right + following.opening < right - size:
                offset = following.left - left
                indented += _INDENT * size <= offset <= _WIDEST_INDENT * size
                flush += abs(offset) <= _FLUSH * size
    return indented >= _FEWEST_INDENTS and indented > 3 * flush
