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

from bisect import bisect_left
from functools import cache

import regex

from planparse.numbering import markers
from planparse.text import Edit, Text
from planparse.vocab import words

LONGEST_HEADING = 45
"""A line without a full stop that is no longer than this may be a heading."""

_SLACK = 3  # a full line is this much short at most: a mark may not open a line, a word may not break
_ROUNDS = 8

_TERMINAL = frozenset("。!?！？:：;；…】〕]")
_OPEN = regex.compile(r"[(\[〔【〖]")
_CLOSE = regex.compile(r"[)\]〕】〗]")
_SENTENCE = regex.compile(r"[。;!?]")


def normalise_wrapping(text: Text) -> Text:
    """Rejoin broken lines and drop blank ones."""
    for _ in range(_ROUNDS):
        before = text.value
        text = _join(text)
        if text.value == before:
            break
    return text


def _join(text: Text) -> Text:
    value = text.value
    lines = list(text.lines())
    if not lines:
        return text.edit([(0, len(value), "", "")]) if value else text
    width = common_width([end - start for start, end in lines])
    breaks = _page_breaks(text, lines)
    edits: list[Edit] = []
    paragraph_start, previous_end = lines[0]
    line_start = paragraph_start
    indent = _line_start(value, paragraph_start)
    if value[:indent]:
        edits.append((0, indent, "", ""))
    opens_bracket = _balance(value, paragraph_start, previous_end)
    for number, (start, end) in enumerate(lines[1:], 1):
        full = width is not None and previous_end - line_start >= width - _SLACK
        if _continues(value, paragraph_start, previous_end, start, end, full, number in breaks, opens_bracket > 0):
            edits.append((previous_end, start, _glue(value, previous_end, start), ""))
            opens_bracket += _balance(value, start, end)
        else:
            kept = _line_start(value, start)
            if value[previous_end:kept] != "\n":
                edits.append((previous_end, kept, "\n", ""))
            paragraph_start = start
            opens_bracket = _balance(value, start, end)
        line_start, previous_end = start, end
    if previous_end < len(value) and value[previous_end:] != "\n":
        edits.append((previous_end, len(value), "", ""))
    return text.edit(edits) if edits else text


def common_width(lengths: list[int]) -> int | None:
    """The width at which the lines were wrapped, in characters; None where they were not.

    Wrapped lines are full but for the last of each paragraph, so a large share ends at one width and next to
    none is longer.
    """
    if len(lengths) < 8:
        return None
    ordered = sorted(lengths)
    best: tuple[int, int] | None = None
    for width in set(ordered):
        if width < 12 or width > 120:
            continue
        low, high = bisect_left(ordered, width - _SLACK), bisect_left(ordered, width + 1)
        if (high - low) * 5 >= len(ordered) * 2 and (len(ordered) - high) * 20 <= len(ordered):
            share = (high - low, -width)
            best = max(best, share) if best else share
    return -best[1] if best else None


def _continues(
    value: str,
    paragraph: int,
    previous_end: int,
    start: int,
    end: int,
    full: bool,
    page_break: bool,
    open_bracket: bool,
) -> bool:
    """Whether the line at `start` goes on with the paragraph that stands before it."""
    last = value[previous_end - 1]
    length = previous_end - paragraph
    if open_bracket and length < 2000 and not _starts(value, start, end, in_bracket=True):
        return True
    marker = markers.at(value, start)
    if marker is not None and marker.end < end:
        # A full line may break anywhere, also before something that looks like a number.
        if full and last not in _TERMINAL and last != ")":
            return not _may_be_heading(value, paragraph, previous_end)
        return full and marker.kind in markers.WEAK and last != ")"
    if _starts(value, start, end):
        return False
    if full:
        return last != ")" and not _is_line_of_its_own(value, paragraph, previous_end)
    if last in _TERMINAL or last == ")":
        return False
    if last in ",、":
        return True
    if last in "”’》" and value[previous_end - 2] in "。!?":
        return False
    if _may_be_heading(value, paragraph, previous_end):
        return False
    return page_break or length > LONGEST_HEADING or bool(_SENTENCE.search(value, paragraph, previous_end))


def _may_be_heading(value: str, start: int, end: int) -> bool:
    """A line that stands alone without a full stop: a title, a heading, a label, a signature."""
    if _is_line_of_its_own(value, start, end):
        return True
    if end - start > LONGEST_HEADING or _SENTENCE.search(value, start, end):
        return False
    return markers.at(value, start) is not None or "," not in value[start:end]


def _is_line_of_its_own(value: str, start: int, end: int) -> bool:
    return bool(_own_line().match(value, start, end)) or bool(_label().match(value, start, end))


def _starts(value: str, start: int, end: int, *, in_bracket: bool = False) -> bool:
    """Whether the line opens something new, whatever stands before it."""
    if _label().match(value, start, end):
        return not in_bracket
    return bool(_own_line().match(value, start, end))


def _glue(value: str, previous_end: int, start: int) -> str:
    """Between two Latin words a line break stands for a space."""
    before, after = value[previous_end - 1], value[start]
    return " " if before.isascii() and before.isalpha() and after.isascii() and after.isalpha() else ""


def _balance(value: str, start: int, end: int) -> int:
    line = value[start:end]
    return len(_OPEN.findall(line)) - len(_CLOSE.findall(line))


def _line_start(value: str, start: int) -> int:
    return value.rfind("\n", 0, start) + 1


def _page_breaks(text: Text, lines: list[tuple[int, int]]) -> set[int]:
    """The lines before which a page number was taken away."""
    pages = sorted(removal.span.start for removal in text.removals if removal.rule.startswith("page/"))
    found: set[int] = set()
    at = 0
    for number, (start, _end) in enumerate(lines):
        origin = text.start_in_source(start) if pages else 0
        while at < len(pages) and pages[at] < origin:
            found.add(number)
            at += 1
    return found


@cache
def _label() -> regex.Pattern[str]:
    """A label that opens a line: 牵头单位:, (责任单位:, 组长:, 发布日期:."""
    responsibilities, metadata = words("responsibilities"), words("metadata")
    labels = [label for role in responsibilities["roles"].values() for label in role["labels"]]
    labels += responsibilities["other_labels"] + words("rosters")["roles"]["names"] + metadata["kept"]
    labels += [label for field in metadata["fields"].values() for label in field]
    spaced = "|".join(" *".join(map(regex.escape, label)) for label in sorted(set(labels), key=len, reverse=True))
    return regex.compile(rf"[\-*#.·• ]*[(\[〔【]?(?:{spaced})[\]】*]* *:")


@cache
def _own_line() -> regex.Pattern[str]:
    """A document number, a date, 附件, or a list mark: nothing goes on with these."""
    conclusions = "|".join(words("sections")["conclusions"]["names"])
    return regex.compile(
        rf"""
        (?:{conclusions})\s*\d*\s*[:.]? \s*(?=[\d《\u4e00-\u9fff:]|$)
        | [(\[]?[\u4e00-\u9fff()]{{1,20}}[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*第?\d+\s*号[)\]]?$
        | [(\[]?(?:(?:19|20)\d\d|二[〇○零Oo0][\u4e00-\u9fff〇○]{{2}})\s*年\s*[\d一二三四五六七八九十]{{1,3}}\s*月\s*[\d一二三四五六七八九十]{{1,3}}\s*日[)\]]?$
        | [-*#|]+\s
        | —— """,
        regex.VERBOSE,
    )
