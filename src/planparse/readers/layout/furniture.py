"""What repeats at the edge of every page: page numbers, running heads and feet.

>>> def page(number: int, *texts: str) -> list[Line]:
...     edge = [Line(text, 90.0, 500.0, 500.0, 40.0 + 700 * i, 12.0, 12.0) for i, text in enumerate(texts)]
...     return [edge[0], Line(f"第{'甲乙丙'[number]}段。", 90.0, 500.0, 500.0, 300.0, 12.0, 12.0), edge[1]]
>>> pages = [page(i, "清河县人民政府公报", f"{i + 7}") for i in range(3)]
>>> [sorted(found.items()) for found in find_furniture(pages, [842.0] * 3)][0]
[(0, 'running-head'), (2, 'page-number')]

A bare number is a page number only where it counts the pages. What does not repeat is the document's own.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Sequence
from typing import NamedTuple

from planparse.readers.layout.lines import Line

_EDGE = 4  # lines at the top and at the bottom of a page that may be furniture
_LONGEST = 160
_SAME_HEIGHT = 0.4  # of the line's size
_ZONE = 0.16  # of the page's height: where running heads and feet stand
_MARGIN = 0.1  # of the page's height: nothing but furniture stands there on two pages alike

_DASHES = r"[—–―─\-·•~|.]+"
_MARKED = re.compile(
    rf"{_DASHES}(?P<marked>\d{{1,4}}){_DASHES}|第(?P<counted>\d{{1,4}})页(?:[,/|]?共\d{{1,4}}页)?"
    r"|(?i:page)(?P<english>\d{1,4})(?:(?i:of)\d{1,4}|/\d{1,4})?"
)
_BARE = re.compile(
    rf"(?P<bare>\d{{1,4}})(?:/\d{{1,4}})?|{_DASHES}(?P<left>\d{{1,4}})|(?P<right>\d{{1,4}}){_DASHES}"
)
_DASH = re.compile(_DASHES)
_NUMBERED = re.compile(r"[一二三四五六七八九十]{1,3}、|\([一二三四五六七八九十]{1,3}\)")
_LETTER = re.compile(r"[^\W\d_]")
_DIGITS = re.compile(r"\d+")
_ENTRY = re.compile(r".*\w.*?[.·]{4,}\(?(?:\d{1,4}|[ivx]{1,6})\)?", re.IGNORECASE)
_DOTS = re.compile(r"[.·…‥．] ?[.·…‥．]")
_CONTENTS = re.compile(r"目录|目次|contents", re.IGNORECASE)
_FEWEST_ENTRIES = 3
_DRAWN = re.compile(r"([^\W\d_])\1{7,}")


class _Candidate(NamedTuple):
    page: int
    line: int
    number: int


def find_furniture(pages: Sequence[Sequence[Line]], heights: Sequence[float]) -> list[dict[int, str]]:
    """For each page the lines that are furniture, by their place among its lines, with the rule that says so.

    `pages` are the lines of each page from the top down, `heights` how high the pages are.
    """
    found: list[dict[int, str]] = [{} for _ in pages]
    plain = [{index: _plain(lines[index].text) for index in _edges(lines)} for lines in pages]
    for lines, rules in zip(pages, found, strict=True):
        for index, line in enumerate(lines):
            if _DRAWN.fullmatch(_plain(line.text)):  # a red rule that is drawn with a font's glyph
                rules[index] = "ruling"
    _number_pages(pages, plain, heights, found)
    _find_contents(pages, found)
    _find_running(pages, plain, heights, found)
    return found


def is_page_number(text: str) -> bool:
    """Whether a line that runs in another direction than the page's text is its number, or a dash beside it.

    A wide table lies on its side; the page keeps its number where the others have theirs (GB/T 9704, 8).

    >>> is_page_number("— 7 —"), is_page_number("12"), is_page_number("2026年")
    (True, True, False)
    """
    plain = _plain(text)
    return any(form.fullmatch(plain) for form in (_MARKED, _BARE, _DASH))


def _edges(lines: Sequence[Line]) -> list[int]:
    indices = range(len(lines))
    return sorted({*indices[:_EDGE], *indices[-_EDGE:]})


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())


def _number_pages(
    pages: Sequence[Sequence[Line]],
    plain: Sequence[dict[int, str]],
    heights: Sequence[float],
    found: list[dict[int, str]],
) -> None:
    bare: dict[bool, list[_Candidate]] = {True: [], False: []}
    for page, texts in enumerate(plain):
        for index, text in texts.items():
            if _MARKED.fullmatch(text):
                found[page][index] = "page-number"
            elif (match := _BARE.fullmatch(text)) and _is_outermost(index, pages[page], found[page]):
                at_top = pages[page][index].y * 2 < heights[page]
                bare[at_top].append(
                    _Candidate(page, index, int(match["bare"] or match["left"] or match["right"]))
                )
    for candidates in bare.values():
        for page, index, _ in _counting(candidates, pages, heights):
            found[page][index] = "page-number"
    for page, texts in enumerate(plain):
        numbers = [pages[page][index] for index, rule in found[page].items() if rule == "page-number"]
        for index, text in texts.items():  # — and — on baselines of their own beside the number
            line = pages[page][index]
            if _DASH.fullmatch(text) and any(abs(line.y - number.y) < 2 * number.size for number in numbers):
                found[page][index] = "page-number"


def _is_outermost(index: int, lines: Sequence[Line], found: dict[int, str]) -> bool:
    """Whether nothing but furniture and dashes stands between a line and the page's edge."""
    idle = [number in found or bool(_DASH.fullmatch(_plain(lines[number].text))) for number in _edges(lines)]
    places = _edges(lines)
    at = places.index(index)
    return all(idle[:at]) or all(idle[at + 1 :])


def _counting(
    candidates: list[_Candidate], pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> list[_Candidate]:
    """Those bare numbers that grow by one from page to page."""
    if not candidates:
        return []
    (first, count), *_ = Counter(number - page for page, _, number in candidates).most_common(1)
    fitting = [candidate for candidate in candidates if candidate.number - candidate.page == first]
    if count * 2 >= len(candidates) and count > 1 and count * 3 >= len(pages):
        return fitting
    if len(pages) == 1 and first == 1:
        page, index, _ = fitting[0]
        y = pages[page][index].y / heights[page]
        return fitting[:1] if not _MARGIN < y < 1 - _MARGIN else []
    return []


def _find_contents(pages: Sequence[Sequence[Line]], found: list[dict[int, str]]) -> None:
    """A table of contents: lines that lead by dots to the number of a page, and what stands between them."""
    entries = [
        [
            index
            for index, line in enumerate(lines)
            if _DOTS.search(line.text) and _ENTRY.fullmatch(_plain(line.text))
        ]
        for lines in pages
    ]
    if sum(map(len, entries)) < _FEWEST_ENTRIES:
        return
    for lines, indices, rules in zip(pages, entries, found, strict=True):
        if not indices:
            continue
        first, last = indices[0], indices[-1]
        if first and _CONTENTS.fullmatch(_plain(lines[first - 1].text)):
            first -= 1
        inside = range(first, last + 1) if 2 * len(indices) >= last + 1 - first else indices
        for index in inside:
            rules.setdefault(index, "contents")


def _find_running(
    pages: Sequence[Sequence[Line]],
    plain: Sequence[dict[int, str]],
    heights: Sequence[float],
    found: list[dict[int, str]],
) -> None:
    """The same text, but for its numbers, at the same height on most pages, or on most left or right pages."""
    places: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for page, texts in enumerate(plain):
        for index, text in texts.items():
            y = pages[page][index].y / heights[page]
            if index in found[page] or _ZONE < y < 1 - _ZONE:
                continue
            if len(text) <= _LONGEST and _LETTER.search(text) and not _NUMBERED.match(text):
                places[_DIGITS.sub("0", text)].append((page, index))
    usual: list[set[int]] = [set() for _ in pages]
    for repeated in places.values():
        for group in _at_one_height(repeated, pages) if len(repeated) > 1 else ():
            if _is_usual({page for page, _ in group}, len(pages), _in_margin(group, pages, heights)):
                for page, index in group:
                    usual[page].add(index)
    for page, lines in enumerate(pages):
        idle = usual[page] | found[page].keys()
        for order, rule, at_top in (
            (range(len(lines)), "running-head", True),
            (range(len(lines) - 1, -1, -1), "running-foot", False),
        ):
            for index in order:
                if index not in idle or (lines[index].y * 2 < heights[page]) != at_top:
                    break  # what stands between it and the edge of the page is the body
                found[page].setdefault(index, rule)


def _at_one_height(
    places: list[tuple[int, int]], pages: Sequence[Sequence[Line]]
) -> list[list[tuple[int, int]]]:
    groups: list[list[tuple[int, int]]] = []
    height = 0.0
    for page, index in sorted(places, key=lambda place: pages[place[0]][place[1]].y):
        line = pages[page][index]
        if groups and line.y - height <= _SAME_HEIGHT * line.size:
            groups[-1].append((page, index))
        else:
            groups.append([(page, index)])
            height = line.y
    return groups


def _in_margin(
    places: list[tuple[int, int]], pages: Sequence[Sequence[Line]], heights: Sequence[float]
) -> bool:
    return not any(_MARGIN < pages[page][index].y / heights[page] < 1 - _MARGIN for page, index in places)


def _is_usual(on: set[int], total: int, in_margin: bool) -> bool:
    if len(on) < 3:
        return in_margin and len(on) == total
    odd = sum(page % 2 for page in on)
    sides = ((len(on), total), (odd, total // 2), (len(on) - odd, total - total // 2))
    return any(count * 5 >= of * 3 for count, of in sides if count > 2)
