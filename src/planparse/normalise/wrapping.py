"""Lines that the page broke and the author did not.

>>> normalise_wrapping(Text.raw("持续稳定粮油产业,推进结构调整;粮\\n食年播种面积稳定在179万亩。\\n(责任单位:市农\\n业局)\\n2.推进")).value
'持续稳定粮油产业,推进结构调整;粮食年播种面积稳定在179万亩。\\n(责任单位:市农业局)\\n2.推进'

After this: a line is a paragraph, a heading or a label, whole; no blank line. Blank lines say nothing: scrapers
put them everywhere. What decides is how a line ends, how the next one opens, and, where most lines are of one
width, whether the line is full.

A line is joined to what was joined before it, so that a second pass finds nothing to do; where joining changes
which width is common, the pass runs again.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from functools import cache
from typing import Final, NamedTuple

from planparse.clauses.labels import label_roles
from planparse.literals import positions
from planparse.normalise.alone import LABEL_MARKS, is_own_line, opens_with_label, stands_alone
from planparse.normalise.widths import LONGEST_HEADING, SENTENCE, TERMINAL, full_lines
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

_LONGEST_BRACKET: Final = 2000
_ROUNDS: Final = 8
_LONGEST_LABEL: Final = 24

_LONGEST_NAMES: Final = 200
_NAMES_OPEN: Final = frozenset("省市县区州镇乡各")
"""What the name of a body opens with, and hardly what the second half of one does."""
_NO_NAME: Final = re.compile(r"[。:;!?《》“”\d]")
_BETWEEN_NAMES: Final = lazily("[、,]")
_PAIRS: Final = (("(", ")"), ("[", "]"), ("〔", "〕"), ("【", "】"))
_VALUE: Final = lazily(
    r"[\W_]{0,3}[^\W\d_]{0,8}[】\]]? ?(?::[ A-Za-z0-9/.:()〔〕\[\]\-]{4,40}\d"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)?)$"
)
"""The page's: 登记号:DR-2023-001, 发布于2023-05-10."""
_BOUNDS: Final = frozenset("上下内外前后及来")
"""What 以 goes on with."""
_SHORTEST_PHRASE: Final = 3
"""Characters from a heading's last comma to its end: no phrase is as short as one word."""
_GOES_ON: Final = frozenset(":;,、(")
"""Inside a bracket: what the next line goes on behind, also with a date."""
_BY_DAY: Final = lazily(r"[于在](?:\d{4}年)?\d{1,2}月\d{1,2}日$")


def normalise_wrapping(text: Text) -> Text:
    """Rejoin broken lines and drop blank ones."""
    look = _Look(text, True, None)
    for _ in range(_ROUNDS):
        if not look.again:
            break
        look = _join(look.text, look.joined)
    return look.text


class _Look(NamedTuple):
    """The text after one look at its lines.

    `again` says that a line's width changed: then another look may find more. Where no line was full, it finds more only at
    those that were `joined`; None where any line may be.
    """

    text: Text
    again: bool
    joined: set[int] | None


def _join(text: Text, joined_before: set[int] | None) -> _Look:
    """One look: at all lines, or at those that were joined before, and what stands below them."""
    value = text.value
    lines = text.lines()
    if not lines:
        return _Look(text.edit([(0, len(value), "", "")]) if value else text, False, None)
    again = False
    full = full_lines(value, lines)
    any_full = True in full
    changed = None if any_full else joined_before
    breaks = _page_breaks(text, lines)
    edits: list[Edit] = []
    paragraph_start, previous_end = lines[0]
    indent = _line_start(value, paragraph_start)
    if value[:indent]:
        edits.append((0, indent, "", ""))
    brackets = [pair for pair in _PAIRS if pair[0] in value]
    opened_at = positions(value, *[opening for opening, _ in brackets])
    bracket = balance = 0
    previous_start = paragraph_start
    joined: set[int] = set()
    number = paragraph = 0
    for start, end in lines[1:]:
        number += 1
        if changed is not None and number not in changed and number - 1 not in changed:
            paragraph += 1
            paragraph_start = previous_start = start
            previous_end = end
            continue
        line_full = full[number - 1]
        opens = bracket < len(opened_at) and opened_at[bracket] < previous_end
        if opens or balance:
            bracket = bisect_left(opened_at, previous_end, bracket)
            line = value[previous_start:previous_end]
            for opening, closing in brackets:
                if balance or opening in line:
                    balance += line.count(opening) - line.count(closing)
        is_open = balance > 0
        if (is_open or line_full or value[previous_end - 1] not in TERMINAL) and _continues(
            value, paragraph_start, previous_end, start, end, line_full, number in breaks, is_open
        ):
            glue = _glue(value, previous_end, start)
            if value[start] in _NAMES_OPEN and not (is_open or line_full):
                glue = _between_names(value, paragraph_start, previous_end, start, end)
            edits.append((previous_end, start, glue, ""))
            joined.add(paragraph)
            again = True
        else:
            if start - previous_end > 1:
                kept = _line_start(value, start)
                if kept - previous_end > 1:
                    edits.append((previous_end, kept, "\n", ""))
                    again = again or value[previous_end] != "\n"
            paragraph += 1
            paragraph_start = start
            balance = 0
        previous_start, previous_end = start, end
    if previous_end < len(value) and value[previous_end:] != "\n":
        edits.append((previous_end, len(value), "", ""))
        again = again or value[previous_end] != "\n"
    return _Look(text.edit(edits) if edits else text, again, None if any_full else joined)


def _continues(
    value: str,
    paragraph: int,
    end: int,
    start: int,
    stop: int,
    full: bool,
    page_break: bool,
    open_bracket: bool,
) -> bool:
    """Whether the line `value[start:stop]` goes on with the paragraph `value[paragraph:end]` above it.

    `full` says that the line above is, `page_break` that a page number stood between the two, `open_bracket` that a bracket of
    the paragraph is not closed.
    """
    last = value[end - 1]
    marker_end = markers.end_at(value, start)
    if open_bracket and marker_end < 0 and end - paragraph < _LONGEST_BRACKET:
        return not _starts(value, end, start, stop, full, in_bracket=True)
    if 0 <= marker_end < stop:
        if not full or last == ")":
            return False
        # A full line may break anywhere, also before something that looks like a number.
        if last not in TERMINAL:
            return not _may_be_heading(value, paragraph, end)
        marker = markers.at(value, start)
        return marker is not None and marker.kind in markers.WEAK
    if _starts(value, end, start, stop, full):
        return False
    if full:
        return last != ")" and not is_own_line(value, paragraph, end)
    if last in TERMINAL:
        return False
    if last == ")":  # 配合单位:各镇(街道) / 县住建局、县水利局
        return _are_names(value, start, stop) and _ends_open_list(value, paragraph, end)
    if last in ",、各":
        return True
    if _is_title(value, paragraph, end):
        return False
    if last.isdigit():
        return not (_VALUE.match(value, paragraph, end) or stands_alone(value, paragraph, end))
    if _ends_open_list(value, paragraph, end):
        whole = value.endswith(_bodies(), paragraph, end) and value[end - 2] not in "、,"
        return not whole or _are_names(value, start, stop)  # 县供销社、县 / 畜牧兽医中心
    if last in "”’》" and value[end - 2] in "。!?":
        return False
    if _breaks_off(value, paragraph, end, start, stop):
        return True
    if _may_be_heading(value, paragraph, end):
        return False
    return page_break or end - paragraph > LONGEST_HEADING or bool(SENTENCE.search(value, paragraph, end))


def _breaks_off(value: str, paragraph: int, end: int, start: int, stop: int) -> bool:
    """Whether an item's line ends where no phrase can, and the next one has the end of its sentence: 95%以 / 上."""
    if value[end - 1] == "以":
        return value[start] in _BOUNDS
    comma = value.rfind(",", paragraph, end)
    if comma < 0 or value.find("。", start, stop) < 0 or markers.end_at(value, paragraph) < 0:
        return False
    return end - comma <= _SHORTEST_PHRASE or _BY_DAY.search(value, comma, end) is not None


def _may_be_heading(value: str, start: int, end: int) -> bool:
    """A line that stands alone without a full stop: a title, a heading, a label, a signature."""
    if stands_alone(value, start, end):
        return True
    if end - start > LONGEST_HEADING or SENTENCE.search(value, start, end):
        return False
    return value.find(",", start, end) < 0 or markers.end_at(value, start) >= 0


def _is_title(value: str, start: int, end: int) -> bool:
    """Whether the paragraph is a document's whole title: 关于印发…的通知."""
    if value[end - 1] not in _type_ends() or not value.endswith(_types(), start, end):
        return False
    if SENTENCE.search(value, start, end):
        return False
    return value.find("关于", start, end) >= 0 or value.find("《", start, end) >= 0


@cache
def _types() -> tuple[str, ...]:
    titles = words("titles")
    return tuple(titles["notices"]["names"] + titles["plans"]["names"])


@cache
def _type_ends() -> frozenset[str]:
    return frozenset(name[-1] for name in _types())


def _ends_open_list(value: str, start: int, end: int) -> bool:
    """Whether the paragraph ends with a label and names without brackets: 修路。责任单位:市住房和城乡"""
    sentence = max(value.rfind("。", start, end) + 1, start)
    colon = value.find(":", sentence, min(end, sentence + _LONGEST_LABEL))
    return colon > 0 and value[sentence:colon].translate(LABEL_MARKS) in label_roles()


def _are_names(value: str, start: int, end: int) -> bool:
    """Whether a line is nothing but bodies, two or more: one alone may sign."""
    if end - start > _LONGEST_NAMES or value.find("、", start, end) < 0 or _NO_NAME.search(value, start, end):
        return False
    names = _BETWEEN_NAMES.split(value[start:end].rstrip("、,"))
    return len(names) > 1 and all(name.endswith(_bodies()) for name in names)


def _between_names(value: str, paragraph: int, end: int, start: int, stop: int) -> str:
    """、 where a labelled list broke between two names and a mark was not printed."""
    if not _are_names(value, start, stop) or not value.endswith((*_bodies(), ")"), paragraph, end):
        return ""
    last = value[max(value.rfind(mark, paragraph, end) for mark in "、,:") + 1 : end]
    return "、" if len(last) > 2 and _ends_open_list(value, paragraph, end) else ""


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("units")["suffixes"]["names"])


def _starts(value: str, end: int, start: int, stop: int, full: bool, *, in_bracket: bool = False) -> bool:
    """Whether the line `value[start:stop]` opens something new, whatever ends at `end` above it."""
    if opens_with_label(value, start, stop):
        longer = full and opens_with_label(value, end - 1, stop)  # 副 / 组长:
        return not in_bracket and not longer
    if in_bracket and value[end - 1] in _GOES_ON:
        return False  # (完成时限: / 2020年1月15日)
    return is_own_line(value, start, stop)


def _glue(value: str, previous_end: int, start: int) -> str:
    """Between two Latin words a line break stands for a space."""
    before, after = value[previous_end - 1], value[start]
    return " " if before.isascii() and before.isalpha() and after.isascii() and after.isalpha() else ""


def _line_start(value: str, start: int) -> int:
    return value.rfind("\n", 0, start) + 1


def _page_breaks(text: Text, lines: list[tuple[int, int]]) -> set[int]:
    """The lines before which a page number was taken away."""
    pages = sorted(
        removal.span.start
        for removal in text.removals
        if removal.rule.startswith("page/") or removal.rule.endswith("/page-number")
    )
    found: set[int] = set()
    if not pages:
        return found
    at = 0
    for number, (start, _end) in enumerate(lines):
        origin = text.start_in_source(start)
        while at < len(pages) and pages[at] < origin:
            found.add(number)
            at += 1
    return found
