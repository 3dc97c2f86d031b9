"""Headings and items that a scraper glued to the line before are set free.

>>> print(normalise_gluing(Text.raw("5.发展集体经济。增强功能。6.加大培育。\\n二、人才 (一)招募。甲:(1)技术入股。(2)创意合作。")).value)
5.发展集体经济。增强功能。
6.加大培育。
二、人才
(一)招募。甲:(1)技术入股。(2)创意合作。

After this: each marker that would open a paragraph opens a line. A number inside a line is such a marker only
where it continues or opens a sequence and stands behind the end of a sentence, a clause or a heading;
(1), ① and 一是 only where another of their sequence opens a line.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.literals import positions
from planparse.numbering import markers
from planparse.numbering.markers import Marker
from planparse.numbering.sequences import Counting
from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import alternation, words

LONGEST_HEADING: Final = 40

_BEHIND_SENTENCE: Final = frozenset("。!?)】〕]”…")
_IN_HEADING: Final = lazily(r"[。;:!?]")
_FIRST_LINES: Final = 5
_LONGEST_TITLE: Final = 60
_FIRST_LINES_OF_PAGE: Final = 8
_LONGEST_LINE_OF_TITLE: Final = 300
_NUMBERED: Final = lazily(r"\([^\W\d_]\w{0,24}[〔\[](?:19|20)\d\d[〕\]]第?\d+[号號]\)$")
_SENTENCE_MARKS: Final = lazily(r"[,。;!?:]")
_RUN_ON: Final = frozenset("(为根按一")
"""What stands behind a title that a paragraph or a heading is glued to."""
_LOOK_AHEAD: Final = 40  # candidates: how far the second number of a sequence may be


def normalise_gluing(text: Text) -> Text:
    """Begin a line at each marker that a scraper glued to the line before, and behind a title that the text is glued to."""
    text = _behind_title(_title_alone(text))
    value = text.value
    found = _candidates(value)
    counting = Counting()
    edits: list[Edit] = []
    line_start = line_end = 0
    line_marker_end = 0
    for index, marker in enumerate(found):
        if marker.start >= line_end:
            line_start = value.rfind("\n", 0, marker.start) + 1
            line_end = value.find("\n", marker.start)
            line_end = len(value) if line_end < 0 else line_end
            line_marker_end = line_start
        if marker.start == line_start:
            if counting.place(marker.kind, marker.ordinal, opens_line=True) is not None:
                line_marker_end = marker.end
            continue
        if not _glued(value, found, index, counting, line_start, line_marker_end):
            continue
        # A weak kind that was set free here counts as one that opens lines: its second number follows it.
        if counting.place(marker.kind, marker.ordinal, opens_line=marker.kind in markers.WEAK) is None:
            continue
        gap = marker.start - 1 if value[marker.start - 1] == " " else marker.start
        edits.append((gap, marker.start, "\n", ""))
        line_start, line_marker_end = marker.start, marker.end
    return text.edit(edits) if edits else text


def _title_alone(text: Text) -> Text:
    """A line's end behind a title that shares its line with what the page prints below: its number in brackets, 发布时间:."""
    value = text.value
    edits: list[Edit] = []
    start = 0
    for _ in range(_FIRST_LINES_OF_PAGE):
        end = value.find("\n", start)
        end = len(value) if end < 0 else end
        place = _end_of_title(value, start, end)
        if place > start and not _SENTENCE_MARKS.search(value, start, place):
            edits.append((place, place + (value[place] == " "), "\n", ""))
        start = end + 1
        if end >= len(value):
            break
    return text.edit(edits) if edits else text


def _end_of_title(value: str, start: int, end: int) -> int:
    """Where the title on a line ends that its number or a label of the page stands behind, or -1."""
    if value.endswith(("号)", "號)"), start, end):
        number = _NUMBERED.search(value, max(start, end - 48), end)
        return number.start() if number and value.endswith(_all_types(), start, number.start()) else -1
    if end - start > _LONGEST_LINE_OF_TITLE:
        return -1
    last = _type_ends()
    place = value.find(" ", start, end)
    while place >= 0:
        if (
            value[place - 1] in last
            and value.endswith(_all_types(), start, place)
            and _page_label().match(value, place + 1, end)
        ):
            return place
        place = value.find(" ", place + 1, end)
    return -1


def _behind_title(text: Text) -> Text:
    """A line's end behind a title that the first paragraph runs on from: 清河县节水方案为贯彻落实…"""
    value = text.value
    start = 0
    for _ in range(_FIRST_LINES):
        end = value.find("\n", start)
        end = len(value) if end < 0 else end
        if end - start > _LONGEST_TITLE:
            match = _glued_title().match(value, start, end) if _may_run_on(value, start) else None
            return text.edit([(match.end(), match.end(), "\n", "")]) if match else text
        start = end + 1
    return text


def _may_run_on(value: str, start: int) -> bool:
    """A quick look at a long line: whether a 文种 stands in it with something behind that a paragraph begins with."""
    head = value[start : start + 2 * _LONGEST_TITLE]
    for name in _types():
        if name not in head:
            continue
        for place in positions(head, name):
            if head[place + len(name) : place + len(name) + 1] in _RUN_ON:
                return True
    return False


def _candidates(value: str) -> list[Marker]:
    """The candidates behind a mark, and those run together with the heading before them: 一、产业1.修路。"""
    found: list[Marker] = []
    behind = markers.candidates(value)
    for number, marker in enumerate(behind, 1):
        found.append(marker)
        if marker.kind not in markers.CERTAIN:
            continue
        following = behind[number].start if number < len(behind) else len(value)
        inner: Marker | None = marker
        while (
            inner is not None and inner.kind in markers.CERTAIN
        ):  # 四、措施(一)领导1.小组: one within the other
            inner = markers.opening_within(value, inner.end, min(inner.end + LONGEST_HEADING + 4, following))
            if inner is not None:
                found.append(inner)
    return found


def _glued(
    value: str, found: list[Marker], index: int, counting: Counting, line_start: int, line_marker_end: int
) -> bool:
    """Whether the candidate inside a line stands where a paragraph would open."""
    marker = found[index]
    opens = marker.ordinal == 1 and counting.depth(marker.kind) is None
    if not opens and not counting.continues(marker.kind, marker.ordinal):
        return False
    before = value[marker.start - 1]
    if marker.kind in markers.WEAK:
        depth = counting.depth(marker.kind)
        if depth is not None:
            return (counting.open[depth][2] and before in _BEHIND_SENTENCE) or before == ";"
        return opens and (
            _second_opens_line(value, found, index)
            or _ends_heading(value, line_start, line_marker_end, marker)
        )
    if before in _BEHIND_SENTENCE:
        return not opens or marker.kind in markers.CERTAIN or _second_is_glued(value, found, index)
    if marker.kind in markers.CERTAIN and (before == ":" or (before == ";" and not opens)):
        return True
    if before == " " and marker.kind in markers.CERTAIN:
        return bool(_heading(value, line_marker_end, marker.start))
    return (opens or before == " ") and _ends_heading(value, line_start, line_marker_end, marker)


def _ends_heading(value: str, line_start: int, line_marker_end: int, marker: Marker) -> bool:
    """Whether a heading without a full stop runs right up to the marker: its line ended there once."""
    heading = _heading(value, line_marker_end, marker.start) if line_marker_end > line_start else ""
    return bool(heading) and heading[-1] not in "、,"


def _heading(value: str, start: int, end: int) -> str:
    """What stands there, if it may be a heading without a full stop; else nothing."""
    if end - start > 2 * LONGEST_HEADING:
        return ""
    heading = value[start:end].strip()
    return heading if len(heading) <= LONGEST_HEADING and not _IN_HEADING.search(heading) else ""


def _next_of_kind(found: list[Marker], index: int) -> Marker | None:
    """The candidate that carries on the sequence that opens at `index`."""
    marker = found[index]
    for other in found[index + 1 : index + 1 + _LOOK_AHEAD]:
        if other.kind == marker.kind:
            return other if other.ordinal == marker.ordinal + 1 else None
    return None


def _second_opens_line(value: str, found: list[Marker], index: int) -> bool:
    second = _next_of_kind(found, index)
    return second is not None and value[second.start - 1] == "\n"


def _second_is_glued(value: str, found: list[Marker], index: int) -> bool:
    second = _next_of_kind(found, index)
    return second is not None and value[second.start - 1] in _BEHIND_SENTENCE | {"\n"}


@cache
def _types() -> tuple[str, ...]:
    return tuple(words("titles")["plans"]["names"])


@cache
def _all_types() -> tuple[str, ...]:
    return (*_types(), *words("titles")["notices"]["names"])


@cache
def _type_ends() -> frozenset[str]:
    return frozenset(name[-1] for name in _all_types())


@cache
def _page_label() -> re.Pattern[str]:
    """A label of the page, or the day of its publication."""
    metadata = words("metadata")
    labels = alternation(
        [label for field in metadata["fields"].values() for label in field] + metadata["kept"]
    )
    return re.compile(rf"{labels} ?:|(?:19|20)\d\d[-/.]\d{{1,2}}[-/.]\d{{1,2}}(?: \d{{1,2}}:\d\d|$)")


@cache
def _glued_title() -> re.Pattern[str]:
    """A title up to its 文种 and its term in brackets, where a first sentence or a first heading follows at once."""
    return re.compile(
        rf"(?!为|根据|按照)[^。,;:!?、\n]{{4,{_LONGEST_TITLE}}}?{alternation(_types())}(?:\([^()\n]{{2,16}}\))?"
        r"(?=为(?:了|深入|全面|认真|切实|进一步|贯彻|落实|加[快强]|推[动进]|做好|有[效力序]|扎实|确保|规范|提[升高]|深化)|根据|按照|一、)"
    )
