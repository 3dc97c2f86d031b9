"""Site furniture above, below and between, by the named rules of `vocab/boilerplate.yaml`.

>>> text = normalise_boilerplate(Text.raw("下面是小编整理的方案,供大家参考。\\n一、目标\\n— 3 —\\n备案号:晋ICP备11001686号"))
>>> text.value.split(), [removal.rule for removal in text.removals]
(['一、目标'], ['intro/editor', 'page/number', 'footer/registration'])

After this: no line that a rule names. What went is in `removals`, under the rule's name.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from itertools import pairwise
from typing import Final, NamedTuple

from planparse.literals import Lookup, positions
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

LONGEST_LINE: Final = 120
"""A longer line is no furniture, unless its rule says so."""

_ROUNDS: Final = 8
LONGEST_TAIL: Final = 1000
"""Characters: more than this behind a page's footer is no footer."""

_CONTENT: Final = lazily(
    r"^[ \t]*(?:[一二三四五六七八九十]+、|\([一二三四五六七八九十]+\)|附件|抄送|\ufffc)", re.MULTILINE
)
_NUMBER_LINE: Final = re.compile(r"\n(?=[ \t—–―─\-·•~第页共/,\d]+$)", re.MULTILINE)
"""The end of the line before one that may be nothing but a page number."""
_WORD: Final = re.compile(r"[^\W_]")
_BARE_NUMBER: Final = lazily(r"[ \t]*(\d{1,3})[ \t]*$", re.MULTILINE)
_SHORTEST_PAGE: Final = 120
"""Characters between two page numbers that stand bare; the last page may be shorter."""
_BLANK_OR_DIGIT: Final = frozenset(" \t0123456789")
_COLUMN: Final = "\n序号\n"


class Rule(NamedTuple):
    """One entry of `vocab/boilerplate.yaml`."""

    name: str
    unit: str
    cues: tuple[str, ...]
    pattern: re.Pattern[str] | None
    longest: int


class Rules(NamedTuple):
    """The rules, with one pattern that finds any cue and one for page numbers."""

    by_cue: dict[str, Rule]
    cues: Lookup
    page_number: re.Pattern[str]
    """a page number on a line of its own"""
    number_line: re.Pattern[str]
    """the end of the line before one, found at once"""
    inline_number: re.Pattern[str]
    """one inside a line"""
    inline_marks: tuple[str, ...]
    """what it begins with"""
    page_number_name: str


def normalise_boilerplate(text: Text) -> Text:
    """Take site furniture and page numbers away, until nothing more is found: one may stand behind another."""
    low, high = 0, len(text.value)
    for _ in range(_ROUNDS):
        if low >= high:
            break
        text, low, high = _remove(text, low, high)
    return text


def _remove(text: Text, low: int, high: int) -> tuple[Text, int, int]:
    """The text after one look at its lines from `low` to `high`, and between where a line lost a part: look there again."""
    rules = load_rules()
    value = text.value
    found: list[tuple[int, int, str]] = []
    bare: list[re.Match[str]] = []
    for place in (low, *(opening.end() for opening in rules.number_line.finditer(value, low, high))):
        page = rules.page_number.match(value, place)
        if page is not None:
            found.append((*page.span(), rules.page_number_name))
        elif value[place : place + 1] in _BLANK_OR_DIGIT:
            number = _BARE_NUMBER.match(value, place)
            if number is not None:
                bare.append(number)
    if len(bare) > 1 and low == 0 and _count_pages(value, bare):
        found += [(*number.span(), rules.page_number_name) for number in bare]
    parts: list[tuple[int, int]] = []
    for place in positions(value, *rules.inline_marks, start=low, end=high):
        number = rules.inline_number.match(value, place)
        if number is not None and (not parts or parts[-1][1] <= place):
            parts.append(number.span())
    found += [(*part, rules.page_number_name) for part in parts]
    line_start = line_end = -1
    done = 0
    content = -1
    for place, cue in rules.cues.finditer(value, low, high):
        if place < done:
            continue
        if place >= line_end:
            line_start = value.rfind("\n", 0, place) + 1
            line_end = value.find("\n", place + len(cue))
            if line_end < 0:
                line_end = len(value)
        rule = rules.by_cue[cue]
        stretch = _stretch(rule, value, max(line_start, done), place, line_end)
        if stretch is None:
            continue
        start, end = stretch
        if rule.unit in ("rest", "tail") and _may_end_page(rule, value, start, end):
            if content <= end:  # looked for once, however many footers there are
                following = _CONTENT.search(value, end + 1)
                content = following.start() if following else len(value)
            if content == len(value):
                end = content
        found.append((start, end, rule.name))
        if rule.unit == "stretch":
            parts.append((start, end))
        done = end
    if not found:
        return text, 0, 0
    cleaned = _delete(text, found)
    if not parts:
        return cleaned, 0, 0
    gone = len(value) - len(cleaned.value)
    first, last = max(0, min(parts)[0] - gone), min(max(parts)[1], len(cleaned.value))
    end = cleaned.value.find("\n", last)
    return cleaned, cleaned.value.rfind("\n", 0, first) + 1, len(cleaned.value) if end < 0 else end


def _count_pages(value: str, numbers: Sequence[re.Match[str]]) -> bool:
    """Whether all lines of digits alone count pages: each is one more than the last, a page's wording behind it.

    The numbers of a table whose cells stand on lines of their own count, too: closer together, or below 序号.
    """
    if _COLUMN in value or int(numbers[1][1]) != int(numbers[0][1]) + 1:
        return False
    last = len(numbers) - 1
    return all(
        int(other[1]) == int(one[1]) + 1
        and (other.start() - one.end() >= _SHORTEST_PAGE or (place == last and last > 1))
        for place, (one, other) in enumerate(pairwise(numbers), 1)
    )


def _may_end_page(rule: Rule, value: str, start: int, end: int) -> bool:
    """Whether what stands behind a footer may be the page's, if nothing of the document follows."""
    return start * 2 >= len(value) and (rule.unit == "rest" or len(value) - end <= LONGEST_TAIL)


def _stretch(rule: Rule, value: str, line_start: int, cue: int, line_end: int) -> tuple[int, int] | None:
    if rule.unit == "stretch":
        if rule.pattern is None:
            raise AssertionError(f"{rule.name} is a stretch without a pattern")
        match = rule.pattern.search(value, max(line_start, cue - 20), min(line_end, cue + 120))
        return match.span() if match and match.start() <= cue < match.end() else None
    if line_end - line_start > rule.longest and rule.unit != "rest":
        return None
    begun = line_start + len(value[line_start:line_end]) - len(value[line_start:line_end].lstrip())
    if markers.at(value, begun) is not None or (
        rule.unit == "tail" and value[line_end - 1] == "。" and rule.longest == LONGEST_LINE
    ):
        return None  # an item of the document, or its sentence
    if rule.pattern is not None and not rule.pattern.search(value[line_start : min(line_end, cue + 400)]):
        return None
    return line_start, line_end


def _delete(text: Text, found: list[tuple[int, int, str]]) -> Text:
    """Delete the stretches, each with the rest of its line when that holds no word."""
    found.sort()
    value = text.value
    edits: list[Edit] = []
    position = 0
    for index, (start, end, rule) in enumerate(found):
        if end <= position:
            continue
        start = max(start, position)
        before = max(value.rfind("\n", position, start) + 1, position)
        following = max(end, found[index + 1][0]) if index + 1 < len(found) else len(value)
        after = value.find("\n", end, following)  # no further: a page in one line may hold thousands
        line_end = following if after < 0 else after
        if not _WORD.search(value, before, start) and not _WORD.search(value, end, line_end):
            start, end = before, line_end
        edits.append((start, end, "", rule))
        position = end
    return text.edit(edits)


@cache
def load_rules() -> Rules:
    """The rules of `vocab/boilerplate.yaml`."""
    vocabulary = words("boilerplate")
    rules = [
        Rule(
            entry["rule"],
            entry["unit"],
            tuple(entry["cues"]),
            lazily(entry["pattern"], re.MULTILINE) if "pattern" in entry else None,
            entry.get("longest", LONGEST_LINE),
        )
        for entry in vocabulary["rules"]
    ]
    by_cue = {cue: rule for rule in rules for cue in rule.cues}
    page = vocabulary["page_numbers"]
    return Rules(
        by_cue,
        Lookup(by_cue),
        re.compile(page["pattern"], re.MULTILINE),
        _NUMBER_LINE,
        re.compile(page["inline"]),
        tuple(page["inline_marks"]),
        page["rule"],
    )
