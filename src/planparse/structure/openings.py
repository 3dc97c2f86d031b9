"""Numbers of a line that count only where the lines behind it go on counting: 第一, 问题一: 4.15分钟 and 一 with a space.

>>> spaced_at("一 工作目标\\n提升。\\n二 任务\\n", 0, 6, Counting()).number
'一'
"""

from __future__ import annotations

from typing import Final

from planparse.numbering import markers
from planparse.numbering.numerals import integer
from planparse.numbering.sequences import Counting
from planparse.patterns import lazily
from planparse.structure import headings

_ENDS: Final = frozenset("。;)】〕]")
_SPACED: Final = lazily(r"(?P<count>[一二三四五六七八九十]{1,3}) +(?=[\u3400-\u9fff])[^。;,:!?\n]{2,30}$")
_LOOK_AHEAD: Final = 2000  # characters: how far the second paragraph of 第一, 第二, may be
_LONGEST_PART: Final = 8000  # characters: how far the second of 问题一:, 问题二: may be


def next_before_number(value: str, start: int, counting: Counting) -> markers.Marker | None:
    """4.15分钟生活圈 where 3. stands open and the line before ends a sentence or a clause; elsewhere it is a decimal.

    4、15个村 where 3、 stands open. 1.5G基站 and 1、6月底前 where 2 opens a line behind it with the same mark, and no other 1
    does before that.
    """
    marker = markers.before_number_at(value, start)
    if marker is None:
        return None
    depth = counting.depth("arabic")
    mark = value[marker.end - 1]
    if depth is not None and (mark == "、" or value[start - 2 : start - 1] in _ENDS):
        return marker if marker.ordinal == counting.open[depth][1] + 1 else None
    if depth is not None or marker.ordinal != 1:
        return None
    second = value.find(f"\n2{mark}", marker.end, marker.end + _LOOK_AHEAD)
    if second < 0 or value.find(f"\n1{mark}", marker.end, second) >= 0:
        return None
    following = markers.at(value, second + 1) or markers.before_number_at(value, second + 1)
    return marker if following is not None else None


def ordinal_at(value: str, start: int, counting: Counting) -> markers.Marker | None:
    """第一, where it opens a paragraph below a heading and 第二, opens one behind it; elsewhere it is wording."""
    marker = markers.ordinal_at(value, start)
    if marker is None:
        return None
    if marker.ordinal == 1:
        second = value.find("\n第二", marker.end, marker.end + _LOOK_AHEAD)
        return marker if second >= 0 and markers.ordinal_at(value, second + 1) else None
    return marker if counting.depth("ordinal") is not None else None


def spaced_at(value: str, start: int, end: int, counting: Counting) -> markers.Marker | None:
    """一 工作目标, where 二 opens a heading behind it in the same way: its mark was not printed."""
    match = _SPACED.match(value, start, end)
    ordinal = integer(match["count"]) if match else None
    if match is None or not ordinal:
        return None
    marker = markers.Marker("hanzi", ordinal, match["count"], start, match.end("count"))
    if ordinal > 1:
        return marker if counting.continues("hanzi", ordinal) else None
    if headings.kind_of(value[match.end("count") : end].strip()) is None:
        return None
    return marker if value.find("\n二 ", end, end + _LONGEST_PART) >= 0 else None


def worded_at(value: str, start: int, end: int, counting: Counting) -> markers.Marker | None:
    """问题一: where 问题二: opens a line behind it, with its own wording between; elsewhere it is wording.

    Not where a list that stands open begins anew right below it: that is a heading beside the list's own.
    """
    marker = markers.worded_at(value, start)
    if marker is None:
        return None
    if counting.depth(marker.kind) is not None or counting.continues(marker.kind, marker.ordinal):
        return marker
    if marker.ordinal != 1:
        return None
    below = markers.at(value, end + 1)
    if below is not None and below.ordinal == 1 and counting.depth(below.kind) is not None:
        return None
    box = "【" if value[start] == "【" else ""
    second = (f"\n{box}{marker.kind}{count}" for count in ("二", "2"))
    places = (value.find(one, marker.end, marker.end + _LONGEST_PART) for one in second)
    return marker if any(place >= 0 and markers.worded_at(value, place + 1) for place in places) else None
