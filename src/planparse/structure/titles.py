"""Titles: what they end with, over which lines they are wrapped, which plan a notice carries.

>>> from planparse.text import Text
>>> value = "清河县人民政府\\n关于印发《清河县\\n节水方案》的通知\\n现印发给你们。\\n清河县节水方案\\n一、任务"
>>> find_titles(value, Text.raw(value).lines(), 5)
(range(0, 3), range(4, 5))
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.normalise.widths import LONGEST_HEADING
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.structure.carrying import carried_title, carrier_ends, handing_over
from planparse.structure.lines import Lines, is_furniture, is_salutation, metadata_line
from planparse.vocab import words

_LONGEST_TITLE: Final = 160
_ATTACHMENT: Final = re.compile(r"附\s*[件表录]?\s*\w{0,3}\s*[:.]")
_NO_WORD: Final = re.compile(r"[\W_]+")
_IN_BRACKETS: Final = r"[(\[【][^()\[\]【】]{1,24}[)\]】]"
_TITLE_TAIL: Final = re.compile(rf"[》”]?(?:{_IN_BRACKETS}|\d{{4}}年?[\-—–~]\d{{4}}年?)?[》”]?$")
_LONGEST_TAIL: Final = 30
_TITLE_NOTE: Final = re.compile(
    r"[(\[【](?:(?:19|20)\d\d年?[\-—–~至](?:19|20)\d\d年?|试行|暂行|试点|征求意见稿|讨论稿|送审稿|修订稿?|草案)[)\]】]$"
)
"""Its last line: the term of the plan, or how final it is."""
_NO_TITLE: Final = re.compile(
    r"^(?:现将|現將|为|為|根据|根據|按照|经|經)|制[定订](?:本|以下|如下|了)|^本|^特此"
)
_TITLE_HEAD: Final = lazily(
    r"(?:19|20)\d\d年(?!\d{1,2}月)|[^\W\d_][^\W\d_省市县区州镇乡旗]{1,6}(?:[省市县区州镇乡旗盟]|街道)(?=\w{3}|\W)"
)
"""What the title of a plan opens with where no body does: a year or a place."""
_REST: Final = re.compile(rf"(?:{_IN_BRACKETS})?》?的")
"""What only the last line of a wrapped title opens with: (2023—2025年)的通知."""
_ABOUT: Final = ("关于", "關於", "印发", "印發", "转发", "轉發")
_MOST_LINES: Final = 5
_LONGEST_PART: Final = 60  # characters of a line of a wrapped title
_LONGEST_MENU: Final = 6  # characters of an entry of a page's menu
_MOST_LINES_ABOVE: Final = 60  # lines of a page above the notice that it shows
_SHORTEST_TITLE: Final = 8
_YEAR: Final = lazily(r"[^\d,。;:!?|\t]{0,20}(?:19|20)\d\d年[^,。;:!?|\t]*[\u4e00-\u9fff)]$")
_MARKS_BEFORE, _MARKS_BEHIND = " #*-•·|", " *#|"
"""Of the page, around a title."""
_TAIL_ENDS: Final = frozenset("》”)]】年0123456789")
"""What a title ends with behind its 文种."""


def find_titles(value: str, lines: Lines, stop: int) -> tuple[range, range]:
    """The lines of the carrying notice's title and of the plan's own, above the line `stop`; empty where there is none."""
    titles = [i for i in range(stop) if is_title(value, *lines[i])]
    notice_title = title = range(0)
    carried = _carried(value, lines, titles)
    if carried is not None:
        notice_at, title = carried
        notice_title = _whole_title(value, lines, notice_at)
    elif handed_over := _handed_over(value, lines, stop):
        title = handed_over
    elif titles:
        last = _bare(value[slice(*lines[titles[-1]])])
        same = [i for i in titles if _bare(value[slice(*lines[i])]) == last]
        title = _whole_title(value, lines, same[-1])
        before = [i for i in titles if i < title.start and is_notice(value[slice(*lines[i])])]
        if before and not is_notice(value[slice(*lines[titles[-1]])]):
            notice_title = _whole_title(value, lines, before[-1])
    else:
        title = _of_a_year(value, lines, stop)
    if title and title.stop < len(lines) and _TITLE_NOTE.match(value, *lines[title.stop]):
        title = range(title.start, title.stop + 1)
    return notice_title, title


def _of_a_year(value: str, lines: Lines, stop: int) -> range:
    """The first line, where it names a year and what is planned for it but no 文种: 2024年县政府重点工作."""
    for number in range(min(stop, _MOST_LINES)):
        start, end = lines[number]
        if not (is_furniture(value, lines[number]) or value.startswith("附件", start)):
            named = _SHORTEST_TITLE <= end - start <= LONGEST_HEADING and _YEAR.match(value, start, end)
            said = named and not value.endswith(("日", *_bodies(), *_page_heads()), start, end)
            return range(number, number + 1) if said else range(0)
    return range(0)


def is_title(value: str, start: int, end: int) -> bool:
    """Whether a line may be a document's title: it ends with a 文种 and is no sentence."""
    if value[end - 1] not in _title_ends():
        return False
    line = without_marks(value[start:end])
    if not 4 <= len(line) <= _LONGEST_TITLE and line.removeprefix("的") not in _type_names():
        return False
    if "。" in line or line[-1] in ":;,、" or markers.at(line, 0) is not None or _ATTACHMENT.match(line):
        return False
    if metadata_line().match(value, start, end):
        return False  # 标题:关于…的通知 in a table of metadata
    return _without_tail(line).endswith(_types()) and not _NO_TITLE.search(line)


def without_marks(line: str) -> str:
    """A line of a title without the marks of the page before and behind it."""
    return line.lstrip(_MARKS_BEFORE).rstrip(_MARKS_BEHIND)


def is_notice(title: str) -> bool:
    """Whether a title is a notice's, and no plan's or news of one: 县政府办公室印发《清河县节水方案》."""
    title = without_marks(title)
    return not title.endswith("》") and document_type(title) in words("titles")["notices"]["names"]


def document_type(title: str) -> str | None:
    """The 文种 that a title ends with.

    >>> document_type("南充市支持人工智能OPC创新发展行动计划(2026—2027年)")
    '行动计划'
    """
    title = _without_tail(title)
    names = _type_names()
    for length in range(_longest_type(), 0, -1):
        if title[-length:] in names:
            return title[-length:]
    return None


def _without_tail(title: str) -> str:
    """A title without what stands behind its 文种: 》, (试行), 2023—2025年."""
    if title[-1:] not in _TAIL_ENDS:
        return title
    tail = _TITLE_TAIL.search(title, max(0, len(title) - _LONGEST_TAIL))
    return title[: tail.start()] if tail else title


def _carried(value: str, lines: Lines, titles: list[int]) -> tuple[int, range] | None:
    """The line of a notice that carries a plan, and the lines of the plan's title below it."""
    for number in titles:
        if value[lines[number][1] - 1] not in carrier_ends():
            continue
        if number + 1 < len(lines) and _REST.match(value, *lines[number + 1]):
            continue  # 关于印发《清河县节水方案》, and below it 的通知
        whole = _whole_title(value, lines, number)
        name = carried_title(_joined(value, lines, whole))
        if name is None:
            continue
        title = _named_below(value, lines, whole.stop, name)
        if not title and name.startswith(_ABOUT[:2]):  # 转发县水利局关于清河县节水方案的通知
            title = _named_below(value, lines, whole.stop, name[2:])
        if title:
            return number, title
    return None


def _handed_over(value: str, lines: Lines, stop: int) -> range:
    """The lines of a plan's title that a notice without a title names: 各镇: / 现将《清河县节水方案》印发给你们."""
    for number in range(min(stop, _MOST_LINES_ABOVE)):
        if is_salutation(value, lines[number]):
            for below in range(number + 1, min(number + 3, stop)):
                match = handing_over().match(value, *lines[below])
                if match:
                    return _named_below(value, lines, below + 1, match["quoted"])
            break
    return range(0)


def _named_below(value: str, lines: Lines, start: int, name: str) -> range:
    """The lines from `start` on that print a plan's title, of which the name is known; empty where none do."""
    wanted = _key(name)
    for below in range(start, len(lines)):
        head = _key(value[slice(*lines[below])])[:40]
        if not head or not wanted.startswith(head) or value[lines[below][0]] == "《":
            continue
        joined = ""
        for last in range(below, min(below + _MOST_LINES, len(lines))):
            joined += _key(value[slice(*lines[last])])
            if not wanted.startswith(joined):
                break
            # the whole of it, or the first of two plans
            if joined == wanted or (wanted[len(joined)] in "和及与" and is_title(value, *lines[last])):
                return range(below, last + 1)
    return range(0)


def _whole_title(value: str, lines: Lines, last: int) -> range:
    """The lines of a wrapped title, of which the last is known."""
    first = last
    for number in range(last - 1, max(last - _MOST_LINES, -1), -1):
        above, below = value[slice(*lines[number])], value[slice(*lines[number + 1])]
        if below.startswith(_ABOUT):
            break
        whole = is_title(value, *lines[number])
        if not _may_belong(value, lines[number]) and not (whole and _REST.match(below)):
            break
        if whole and not _is_cut(above, below):
            break
        if _is_unfinished(above, below) or (number + 1 == first and _goes_on(below)):
            first = number
    while first > 0 and last - first < _MOST_LINES and _is_body_above(value, lines, first):
        first -= 1
    return range(first, last + 1)


def _may_belong(value: str, line: tuple[int, int]) -> bool:
    """Whether a line above a title's last one may be part of it: words alone, and none of the page's."""
    start, end = line
    if end - start > _LONGEST_PART or value[end - 1] in "。;,!?)】":
        return False
    if value[start] in "-#*|《" and not value.startswith("***", start):  # ***县: a name that is masked
        return False
    if value.find(":", start, end) >= 0:
        return False  # a label of the page's
    return not (value.endswith(_page_heads(), start, end) or is_furniture(value, line))


def _is_cut(above: str, below: str) -> bool:
    """Whether a line that might be a title is none yet: a quotation is open, or 的通知 or a further 文种 stands below."""
    if _is_open(above) or _REST.match(below):
        return True
    return _goes_on(below) and not is_notice(above) and _is_unfinished(above, below)


def _is_open(line: str) -> bool:
    return line.count("《") > line.count("》") or line.count("“") > line.count("”")


def _is_unfinished(above: str, below: str) -> bool:
    """Whether a title that begins so needs what stands below: 关于印发…, 清河县节水…; a quotation that is open."""
    about = max(above.find("关于"), above.find("關於"))
    if 0 <= about <= len(above) - 6 or above.endswith(_ABOUT):
        return True
    if _is_open(above):
        return True
    if " " in above or above.endswith(_bodies()):
        return False  # who writes
    return bool(_TITLE_HEAD.match(above)) and not _TITLE_HEAD.match(below)


def _goes_on(line: str) -> bool:
    """Whether a line cannot open a title: the end of one, or a 文种 alone."""
    return bool(_REST.match(line)) or _without_tail(line) in _type_names()


def _is_body_above(value: str, lines: Lines, first: int) -> bool:
    """Whether the line above a title is the body that issues it, or the first of two: 中共清河县委员会 / 清河县人民政府."""
    start, end = lines[first - 1]
    if not _may_belong(value, lines[first - 1]) or is_title(value, start, end):
        return False
    above, below = value[start:end], value[slice(*lines[first])]
    is_body = above.endswith(_bodies())
    if below.startswith(_ABOUT):
        return is_body or end - start > _LONGEST_MENU
    if not is_body or below.startswith(above):
        return False
    if below.endswith(_bodies()):
        return above.startswith("中共") or value.find(above, lines[first][1]) > 0  # it signs, too
    return above.startswith("中共") and ("关于" in below or "關於" in below) and not below.startswith("中共")


def _joined(value: str, lines: Lines, part: range) -> str:
    return "".join(without_marks(value[slice(*lines[i])]) for i in part)


def _bare(line: str) -> str:
    return _NO_WORD.sub("", line)


def _key(title: str) -> str:
    """What two printings of one title have in common: a notice often leaves a 的 out."""
    return _bare(title).replace("的", "")


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("units")["suffixes"]["names"])


@cache
def _type_names() -> frozenset[str]:
    return frozenset(_types())


@cache
def _longest_type() -> int:
    return max(map(len, _types()))


@cache
def _types() -> tuple[str, ...]:
    titles = words("titles")
    return tuple(sorted({*titles["notices"]["names"], *titles["plans"]["names"]}, key=len, reverse=True))


@cache
def _page_heads() -> tuple[str, ...]:
    return (*words("titles")["page_heads"]["names"], "号", "號")


@cache
def _title_ends() -> frozenset[str]:
    """What a title may end with: the end of a 文种, of a bracket, of a year, or a mark of the page."""
    return frozenset({name[-1] for name in _types()} | set("》”)]】0123456789年 *#|\u3000\t"))
