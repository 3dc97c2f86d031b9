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
from itertools import pairwise
from typing import NamedTuple

from planparse.literals import positions
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.text import Edit, Text
from planparse.vocab import words

LONGEST_HEADING = 45
"""A line without a full stop that is no longer than this may be a heading."""

_LONGEST_BRACKET = 2000
_ROUNDS = 8
_LONGEST_LABEL = 24
_MARKS = str.maketrans("", "", "-*#.·• \n([〔【)]】")  # around and inside a label: 组 长, **发布日期**
_FEWEST = 8  # full lines: fewer are of one width by chance
_NARROWEST, _WIDEST = 16, 160
_ALMOST = 0.85  # of the widest line
_NARROWEST_RAGGED = 40  # columns
_FEWEST_EVIDENT = 3
_INSIDE = re.compile(r"[,。;]")

_LONGEST_NAMES = 200
_NAMES_OPEN = frozenset("省市县区州镇乡各")
"""What the name of a body opens with, and hardly what the second half of one does."""
_NO_NAME = re.compile(r"[。:;!?《》“”\d]")
_BETWEEN_NAMES = re.compile("[、,]")
_TERMINAL = frozenset("。!?！？:：;；…】〕]")
_PAIRS = (("(", ")"), ("[", "]"), ("〔", "〕"), ("【", "】"))
_OWN_ENDS = frozenset("号日)]")
"""How a document number and a date end."""
_VALUE = lazily(
    r"[\W_]{0,3}[^\W\d_]{0,8}[】\]]? ?(?::[ A-Za-z0-9/.:()〔〕\[\]\-]{4,40}\d"
    r"|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?: \d{1,2}:\d\d(?::\d\d)?)?)$"
)
"""The page's: 登记号:DR-2023-001, 发布于2023-05-10."""
_BOUNDS = frozenset("上下内外前后及来")
"""What 以 goes on with."""
_SHORTEST_PHRASE = 3
"""Characters from a heading's last comma to its end: no phrase is as short as one word."""
_BY_DAY = lazily(r"[于在](?:\d{4}年)?\d{1,2}月\d{1,2}日$")
_SENTENCE = re.compile(r"[。;!?]")


def normalise_wrapping(text: Text) -> Text:
    """Rejoin broken lines and drop blank ones."""
    again = True
    for _ in range(_ROUNDS):
        if not again:
            break
        text, again = _join(text)
    return text


def _join(text: Text) -> tuple[Text, bool]:
    """The text after one look, and whether a line's width changed: then another look may find more."""
    value = text.value
    lines = text.lines()
    if not lines:
        return (text.edit([(0, len(value), "", "")]) if value else text), False
    again = False
    full = full_lines(value, lines)
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
    for number, (start, end) in enumerate(lines[1:]):
        opens = bracket < len(opened_at) and opened_at[bracket] < previous_end
        if opens or balance:
            bracket = bisect_left(opened_at, previous_end, bracket)
            for opening, closing in brackets:
                opened = value.count(opening, previous_start, previous_end)
                if opened or balance:
                    balance += opened - value.count(closing, previous_start, previous_end)
        if (balance > 0 or full[number] or value[previous_end - 1] not in _TERMINAL) and _continues(
            value,
            _joint(
                paragraph_start, previous_end, start, end, full[number], number + 1 in breaks, balance > 0
            ),
        ):
            glue = _glue(value, previous_end, start)
            if value[start] in _NAMES_OPEN and not (balance > 0 or full[number]):
                glue = _between_names(value, paragraph_start, previous_end, start, end)
            edits.append((previous_end, start, glue, ""))
            again = True
        else:
            if start - previous_end > 1:
                kept = _line_start(value, start)
                if kept - previous_end > 1:
                    edits.append((previous_end, kept, "\n", ""))
                    again = again or value[previous_end] != "\n"
            paragraph_start = start
            balance = 0
        previous_start, previous_end = start, end
    if previous_end < len(value) and value[previous_end:] != "\n":
        edits.append((previous_end, len(value), "", ""))
        again = again or value[previous_end] != "\n"
    return (text.edit(edits) if edits else text), again


def full_lines(value: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Which lines were wrapped because they were full; none where the text was not wrapped.

    Wrapped lines are full but for the last of each paragraph: a large share of them ends at one width, and next to
    none is longer. Programs count characters or columns, where a Chinese character takes two, and leave a line a
    little short where a mark may not open the next one.
    """
    lengths = sorted([end - start for start, end in lines])
    if len(lengths) < _FEWEST or lengths[len(lengths) * 19 // 20] > _WIDEST:
        return [False] * len(lines)
    best: tuple[int, int, list[int]] = (0, 0, [])
    for measure in (_characters, _columns):
        widths = [measure(value, start, end) for start, end in lines]
        for slack in (1, 3):
            count, width = common_width(widths, slack)
            if count * 20 > best[0] * 23 or not best[2]:  # looser must be clearly better
                best = (count, width - slack, widths)
    count, least, widths = best
    if not count and lengths[-1] <= LONGEST_HEADING:
        return _raggedly_full(value, lines)
    return [bool(count) and width >= least for width in widths]


def _raggedly_full(value: str, lines: list[tuple[int, int]]) -> list[bool]:
    """Which lines were wrapped where the width is ragged, as letters and digits of any width make it.

    No line is long, and several that are almost as wide as any break inside a sentence that the next line goes on with.
    """
    widths = [_columns(value, start, end) for start, end in lines]
    least = max(widths) * _ALMOST
    full = [False] * len(lines)
    if least < _NARROWEST_RAGGED:
        return full
    evident = 0
    for number in range(len(lines) - 1):
        start, end = lines[number]
        if widths[number] < least or value[end - 1] in _TERMINAL or value[end - 1] in "),;":
            continue
        begin, stop = lines[number + 1]
        goes_on = widths[number + 1] >= least or _SENTENCE.search(value, begin, stop) is not None
        if (
            goes_on
            and not (value[begin].isdigit() and value[begin + 1 : begin + 2] == " ")
            and markers.at(value, begin) is None
        ):
            full[number] = True
            evident += _INSIDE.search(value, start, end) is not None
    # Long headings above short texts have no two in a row.
    in_a_row = any(one and other for one, other in pairwise(full))
    return full if evident >= _FEWEST_EVIDENT and in_a_row else [False] * len(lines)


def common_width(widths: list[int], slack: int) -> tuple[int, int]:
    """How many widths are at most `slack` below the most common one, and that one; zeros where there is none."""
    ordered = sorted(widths)
    best = (0, 0)
    for width in set(ordered):
        if _NARROWEST <= width <= _WIDEST:
            low, high = bisect_left(ordered, width - slack), bisect_left(ordered, width + 1)
            if (
                high - low >= _FEWEST
                and (high - low) * 5 >= len(ordered) * 2
                and (len(ordered) - high) * 20 <= len(ordered)
            ):
                best = max(best, (high - low, -width))
    return best[0], -best[1]


def _characters(value: str, start: int, end: int) -> int:
    """The printed width in characters, with the spaces that a line begins or ends with."""
    before, after = value.rfind("\n", 0, start) + 1, value.find("\n", end)
    return (len(value) if after < 0 else after) - before


def _columns(value: str, start: int, end: int) -> int:
    return len(value[start:end].encode("gb18030", "replace")) + _characters(value, start, end) - (end - start)


class Joint(NamedTuple):
    """A paragraph so far, `value[paragraph:end]`, and the line `value[start:stop]` below it."""

    paragraph: int
    end: int
    start: int
    stop: int
    full: bool
    page_break: bool
    open_bracket: bool


_joint = quick(Joint)


def _continues(value: str, joint: Joint) -> bool:
    """Whether the line goes on with the paragraph that stands before it."""
    last = value[joint.end - 1]
    length = joint.end - joint.paragraph
    marker = markers.at(value, joint.start)
    if joint.open_bracket and marker is None and length < _LONGEST_BRACKET:
        return not _starts(value, joint, in_bracket=True)
    if marker is not None and marker.end < joint.stop:
        # A full line may break anywhere, also before something that looks like a number.
        if joint.full and last not in _TERMINAL and last != ")":
            return not _may_be_heading(value, joint.paragraph, joint.end)
        return joint.full and marker.kind in markers.WEAK and last != ")"
    if _starts(value, joint):
        return False
    if joint.full:
        return last != ")" and not _is_own_line(value, joint.paragraph, joint.end)
    if last in _TERMINAL:
        return False
    if last == ")":
        return _goes_on_with_names(value, joint)
    if last in ",、":
        return True
    if _is_title(value, joint.paragraph, joint.end):
        return False
    if last.isdigit():
        return not (
            _VALUE.match(value, joint.paragraph, joint.end)
            or _is_line_of_its_own(value, joint.paragraph, joint.end)
        )
    if _ends_open_list(value, joint.paragraph, joint.end):
        return not value.endswith(_bodies(), joint.paragraph, joint.end) or _are_names(
            value, joint.start, joint.stop
        )
    if last in "”’》" and value[joint.end - 2] in "。!?":
        return False
    if _breaks_off(value, joint):
        return True
    if _may_be_heading(value, joint.paragraph, joint.end):
        return False
    return (
        joint.page_break
        or length > LONGEST_HEADING
        or bool(_SENTENCE.search(value, joint.paragraph, joint.end))
    )


def _breaks_off(value: str, joint: Joint) -> bool:
    """Whether an item's line ends where no phrase can, and the next one has the end of its sentence: 95%以 / 上."""
    end = joint.end
    if value[end - 1] == "以":
        return value[joint.start] in _BOUNDS
    comma = value.rfind(",", joint.paragraph, end)
    if (
        comma < 0
        or value.find("。", joint.start, joint.stop) < 0
        or markers.at(value, joint.paragraph) is None
    ):
        return False
    return end - comma <= _SHORTEST_PHRASE or _BY_DAY.search(value, comma, end) is not None


def _may_be_heading(value: str, start: int, end: int) -> bool:
    """A line that stands alone without a full stop: a title, a heading, a label, a signature."""
    if _is_line_of_its_own(value, start, end):
        return True
    if end - start > LONGEST_HEADING or _SENTENCE.search(value, start, end):
        return False
    return markers.at(value, start) is not None or "," not in value[start:end]


def _is_title(value: str, start: int, end: int) -> bool:
    """Whether the paragraph is a document's whole title: 关于印发…的通知."""
    if not value.endswith(_types(), start, end) or _SENTENCE.search(value, start, end):
        return False
    return value.find("关于", start, end) >= 0 or value.find("《", start, end) >= 0


@cache
def _types() -> tuple[str, ...]:
    titles = words("titles")
    return tuple(titles["notices"]["names"] + titles["plans"]["names"])


def _ends_open_list(value: str, start: int, end: int) -> bool:
    """Whether the paragraph ends with a label and names without brackets: 修路。责任单位:市住房和城乡"""
    sentence = max(value.rfind("。", start, end) + 1, start)
    colon = value.find(":", sentence, min(end, sentence + _LONGEST_LABEL))
    return colon > 0 and value[sentence:colon].translate(_MARKS) in _role_labels()


def _goes_on_with_names(value: str, joint: Joint) -> bool:
    """Whether a labelled list and the line below it are one: 配合单位:各镇(街道) / 县住建局、县水利局."""
    return _are_names(value, joint.start, joint.stop) and _ends_open_list(value, joint.paragraph, joint.end)


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


def _is_line_of_its_own(value: str, start: int, end: int) -> bool:
    return _is_own_line(value, start, end) or _opens_with_label(value, start, end)


def _starts(value: str, joint: Joint, *, in_bracket: bool = False) -> bool:
    """Whether the line opens something new, whatever stands before it."""
    if _opens_with_label(value, joint.start, joint.stop):
        longer = joint.full and _opens_with_label(value, joint.end - 1, joint.stop)  # 副 / 组长:
        return not in_bracket and not longer
    return _is_own_line(value, joint.start, joint.stop)


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


def _opens_with_label(value: str, start: int, end: int) -> bool:
    """A label that opens a line: 牵头单位:, (责任单位:, 组 长:, 发布日期:."""
    colon = value.find(":", start, min(end, start + _LONGEST_LABEL))
    return colon > 0 and value[start:colon].translate(_MARKS) in _labels()


@cache
def _role_labels() -> frozenset[str]:
    roles = words("responsibilities")["roles"].values()
    return frozenset(label for role in roles for label in role["labels"])


@cache
def _labels() -> frozenset[str]:
    responsibilities, metadata = words("responsibilities"), words("metadata")
    labels = list(_role_labels())
    labels += responsibilities["people"] + responsibilities["open_labels"] + responsibilities["other_labels"]
    labels += words("deadlines")["labels"] + words("rosters")["roles"]["names"] + metadata["kept"]
    return frozenset(labels + [label for field in metadata["fields"].values() for label in field])


def _is_own_line(value: str, start: int, end: int) -> bool:
    """Whether a line is a document number, a date, 附件, or a list mark: nothing goes on with these."""
    first = value[start]
    if first.isalnum() and value[end - 1] not in _OWN_ENDS and not value.startswith(_conclusions(), start):
        return False
    return _own_line().match(value, start, end) is not None


@cache
def _conclusions() -> tuple[str, ...]:
    return tuple(words("sections")["conclusions"]["names"])


@cache
def _own_line() -> re.Pattern[str]:
    conclusions = "|".join(_conclusions())
    return re.compile(
        rf"""
        (?:{conclusions}) \s* \d* \s* [:.]? \s* (?=[\w《:]|$)
        | [(\[]? [^\W\d_][\w()]{{0,20}} [〔\[(【] \s* (?:19|20)\d\d \s* [〕\])】] \s* 第? \d+ \s* 号 [)\]]?$
        | [(\[]? (?:19|20|[一二]) [\w〇○]{{2,3}} \s*年\s* \w{{1,3}} \s*月\s* \w{{1,3}} \s*日 [)\]]?$
        | [-*#|]+\s | \W+$
        | —— """,
        re.VERBOSE,
    )
