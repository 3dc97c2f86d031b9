"""A page that came out as one line: the spaces where its paragraphs met are line ends again.

>>> page = ("县府办关于印发《节水方案》的通知 发布时间:2024-03-09 来源:县水利局 各镇人民政府,县直各单位: 现印发给你们,请遵照执行。 "
...         "县府办 2024年3月8日 节水方案 为节约用水,制定本方案。 一、任务 (一)修管网。组 长要落实。 (二)装水表。全面完成。")
>>> print(normalise_paragraphs(Text.raw(page)).value)
县府办关于印发《节水方案》的通知
发布时间:2024-03-09
来源:县水利局
各镇人民政府,县直各单位:
现印发给你们,请遵照执行。
县府办
2024年3月8日
节水方案
为节约用水,制定本方案。
一、任务
(一)修管网。组 长要落实。
(二)装水表。全面完成。

Only where nearly all stands on one line and the spaces stand behind its sentences: then a space that parts two words is where
a paragraph ended. Within a date, a number, brackets, a trail of links or a padded name, and behind a label, it is none.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from typing import Final

from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.structure.lines import is_salutation
from planparse.text import Text

_SHORTEST: Final = 150
_SHARE: Final = 0.9  # of the text that its longest line holds
_FEWEST_ENDS: Final = 4
_MOST_BETWEEN: Final = 3
"""Spaces between words for each one behind a sentence: a page that broke its lines anywhere has more."""

_SPACES: Final = lazily(r"(?<=\S) +(?=\S)")
_SENTENCE_ENDS: Final = lazily(r"[。;!?”)】] +(?=\S)")
_HAN: Final = r"\u3400-\u9fff"
_INSIDE: Final = lazily(rf"(?<=[{_HAN},、]) +(?=[{_HAN}])")
_BRACKETS: Final = lazily(r"[(【\[〔《“][^()【】\[\]〔〕《》“”。]{0,80}[)】\]〕》”]")
_TRAIL: Final = frozenset("><|»·/-—→")
_ENDS: Final = frozenset("。;!?")
_WHOLE: Final = lazily(
    r"(?:(?:^|[ :])(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?|\d{1,2}:\d\d(?::\d\d)?|:\d+|[日号])$"
)
"""What a line can end with that ends in a digit: a date, a time, the value of a label."""
_OPENS: Final = lazily(r"(?:19|20)\d\d(?:年\d{1,2}月\d{1,2}日|[-./]\d{1,2}[-./]\d{1,2})(?= |$)")


def normalise_paragraphs(text: Text) -> Text:
    """End lines where the paragraphs of a page that came out as one line met."""
    value = text.value
    size = len(value)
    if size < _SHORTEST or " " not in value:
        return text
    middle = size // 2  # a line that holds nearly all runs through it
    start, end = value.rfind("\n", 0, middle) + 1, value.find("\n", middle)
    end = size if end < 0 else end
    if end - start < max(_SHORTEST, size * _SHARE) or not _is_joined(value, start, end):
        return text
    edits = [(*gap, "\n", "") for gap in _ends(value, start, end)]
    return text.edit(edits) if edits else text


def _is_joined(value: str, start: int, end: int) -> bool:
    """Whether spaces stand where paragraphs met, and not where a page broke its lines."""
    behind = sum(1 for _ in _SENTENCE_ENDS.finditer(value, start, end))
    return (
        behind >= _FEWEST_ENDS
        and sum(1 for _ in _INSIDE.finditer(value, start, end)) <= behind * _MOST_BETWEEN
    )


def _ends(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """The spaces in a line that were the ends of lines."""
    brackets = [found.span() for found in _BRACKETS.finditer(value, start, end)]
    opened = [begin for begin, _ in brackets]
    gaps = [found.span() for found in _SPACES.finditer(value, start, end)]
    line = word = start
    for number, (begin, stop) in enumerate(gaps):
        following = gaps[number + 1][0] if number + 1 < len(gaps) else end
        place = bisect_right(opened, begin) - 1
        inside = place >= 0 and begin < brackets[place][1]
        if not inside and _parts(value, line, (word, begin), (stop, following)):
            yield begin, stop
            line = stop
        word = stop


def _parts(value: str, line: int, before: tuple[int, int], behind: tuple[int, int]) -> bool:
    """Whether the space between two words ends the line that begins at `line`."""
    (word, end), (start, stop) = before, behind
    last, first = value[end - 1], value[start]
    if last in _ENDS:
        return True
    padded = last.isalnum() and not value[word : end - 1][-1:].isalnum()  # 组 长
    if last in _TRAIL or first in _TRAIL or padded or stop - start == 1:
        return False
    if last == ":":
        return is_salutation(value, (line, end))
    marker = markers.at(value, word)
    if marker is not None and marker.end == end:
        return False
    if last.isascii() and last.isalnum():
        return _WHOLE.search(value, max(line, end - 24), end) is not None and not first.isdigit()
    if first.isascii() and first.isalnum():
        return markers.at(value, start) is not None or _OPENS.match(value, start) is not None
    return last not in ",、"
