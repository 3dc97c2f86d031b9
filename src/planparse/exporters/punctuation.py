"""Chinese punctuation again, where a scraper, or our own normalising, had flattened it to ASCII: for what people print.

>>> chinese('改造管网(含泵站),达60%以上;比例1:2,共1,000户("三清"行动).')
'改造管网（含泵站），达60%以上；比例1:2，共1,000户（“三清”行动）。'

A mark changes only where it is certain: a comma or semicolon in a line of Chinese but not in 1,000, a colon beside
Chinese but not in 9:30, brackets and quotes that pair, a full stop behind Chinese at a line's end. GB/T 15834-2011 has
the marks.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import lru_cache
from typing import NamedTuple

from planparse.exporters.layout import Layout

_HAN = r"\u2e80-\u303f\u3040-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff"
_CHINESE = re.compile(f"[{_HAN}]")
_FLATTENED = re.compile(r"""[,;:!?()"'.“”‘’]""")
_WIDE = dict(zip(",;:!?", "，；：！？", strict=True))
_USUAL = re.compile(r"(?<=[\u3400-\u9fff])([,;!?]|:(?! ?[/\\])) ?")
"""A mark right behind Chinese, wide whatever follows."""
_MARK = re.compile(r"([,;:!?]) ?")
_BRACKET = re.compile(r"[()（）]")
_THOUSANDS = re.compile(r"\d{3}(?!\d)")
_ADDRESS = re.compile(r"(?:://|www\.|@)[!-~]*$")
_LONGEST_ADDRESS = 100
_WRAPPERS = "\"'“”‘’()（）[]〔〕《》【】,;:!?"
_ELLIPSIS = re.compile(rf"(?<=[{_HAN}])(?:\.{{3}}|\.{{6}})(?!\.)")
_FULL_STOP = re.compile(r"(?<=[^\n][\u3400-\u9fff”’）%])\.(?=[”’）]?$)", re.MULTILINE)
_LINE = re.compile(r"[^\n]+")


class _Quotes(NamedTuple):
    """A pair of quotes and what may stand for them."""

    opening: str
    closing: str
    straight: str
    every: re.Pattern[str]


_DOUBLE = _Quotes("“", "”", '"', re.compile('["“”]'))
# An apostrophe between Latin letters is no quote.
_SINGLE = _Quotes("‘", "’", "'", re.compile("(?<![A-Za-z0-9])['‘’]|['‘’](?![A-Za-z0-9])"))


def worded(text: str, layout: Layout) -> str:
    """The text as the layout wants it printed."""
    if layout.as_printed:
        return text
    return _short(text) if len(text) <= _SHORT else chinese(text)


def chinese(text: str) -> str:
    """The text in Chinese punctuation, where it had been flattened; a text without Chinese stays as it is."""
    if not _FLATTENED.search(text) or not _CHINESE.search(text):
        return text
    for quotes in (_DOUBLE, _SINGLE):
        if quotes.straight in text or quotes.opening in text or quotes.closing in text:
            text = _LINE.sub(lambda line, quotes=quotes: _paired(line[0], quotes), text)  # type: ignore[misc]
    text = _brackets(text)
    text = _USUAL.sub(lambda match: _WIDE[match[1]], text)
    text = _LINE.sub(_marked, text) if "\n" in text else _MARK.sub(_mark, text)
    if "." not in text:
        return text
    return _FULL_STOP.sub("。", _ELLIPSIS.sub("……", text))


_SHORT = 40
"""Characters of a name or a heading, which tables print again and again."""
_short = lru_cache(maxsize=4096)(chinese)


def _marked(line: re.Match[str]) -> str:
    return _MARK.sub(_mark, line[0]) if _CHINESE.search(line[0]) else line[0]


def _mark(match: re.Match[str]) -> str:
    """A mark that is not right behind Chinese, wide where it is one of a Chinese sentence.

    A comma or semicolon in a line of Chinese is, but in 1,000, in an address and before a space; the others are
    beside Chinese.
    """
    text, mark = match.string, match[1]
    start, end = match.span()
    before, after = text[max(start - _LONGEST_ADDRESS, 0) : start], text[end : end + 8]
    left = bool(_CHINESE.match(before.rstrip(_WRAPPERS + "%‰℃°")[-1:]))
    right = bool(_CHINESE.match(after.lstrip(_WRAPPERS)[:1]))
    if mark in ",;":
        spaced = match[0] != mark
        number = before[-1:].isdigit() and not spaced and bool(_THOUSANDS.match(after))
        wide = left or right or not (spaced or (number and mark == ",") or _ADDRESS.search(before))
    elif mark == ":":
        number = before[-1:].isdigit() and after[:1].isdigit()
        wide = (left or right) and not number and not after.startswith(("/", "\\"))
    else:
        wide = left
    if not wide:
        return match[0]
    spaces = match[0][1:] if after[:1].isascii() and not left else ""
    return _WIDE[mark] + spaces


def _brackets(text: str) -> str:
    """Brackets that pair are wide where Chinese stands in them or beside them, or where one of them is wide."""
    if not _BRACKET.search(text):
        return text
    marks = list(text)
    opened: list[int] = []
    chinese: list[int] | None = None
    for match in _BRACKET.finditer(text):
        if match[0] in "(（":
            opened.append(match.start())
        elif opened:
            start, end = opened.pop(), match.start()
            beside = text[max(start - 1, 0) : start] + text[end + 1 : end + 2]
            wide = text[start] == "（" or match[0] == "）" or bool(_CHINESE.search(beside))
            if not wide:
                if chinese is None:
                    chinese = [found.start() for found in _CHINESE.finditer(text)]
                wide = bisect_left(chinese, start) < bisect_left(chinese, end)
            if wide:
                marks[start], marks[end] = "（", "）"
    return "".join(marks)


def _paired(line: str, quotes: _Quotes) -> str:
    """The quotes of a line, opening and closing by turns; as they are where they pair already, or cannot."""
    found = quotes.every.findall(line)
    if found == [quotes.opening, quotes.closing] * (len(found) // 2):
        return line  # the usual case
    places = [match.start() for match in quotes.every.finditer(line)]
    if len(places) % 2 or not _CHINESE.search(line) or _nested(line, places, quotes):
        return line
    marks = list(line)
    for turn, place in enumerate(places):
        marks[place] = quotes.closing if turn % 2 else quotes.opening
    return "".join(marks)


def _nested(line: str, places: list[int], quotes: _Quotes) -> bool:
    """Whether every quote is curly and closes what it should."""
    depth = 0
    for place in places:
        if line[place] == quotes.straight:
            return False
        depth += 1 if line[place] == quotes.opening else -1
        if depth < 0:
            return False
    return depth == 0
