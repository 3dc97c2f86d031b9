"""Headings without a number, shown by a list that counts from one again behind them: 专项行动二:医院建设行动.

>>> from planparse.numbering import markers
>>> from planparse.text import Text
>>> value = "行动一:学校\\n1.小学。甲。\\n2.中学。乙。\\n行动二:医院\\n1.门诊。丙。"
>>> lines = Text.raw(value).lines()
>>> lists = [Found(markers.at(value, lines[n][0]), 0, n) for n in (1, 2, 4)]
>>> [(one.marker.number, one.depth, one.line) for one in with_unnumbered(value, lines, range(5), lists, [(0, 2)])[0]]
[('', 0, 0), ('1', 1, 1), ('2', 1, 2), ('', 0, 3), ('1', 1, 4)]
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Final, NamedTuple

from planparse.numbering.markers import Marker
from planparse.patterns import lazily
from planparse.structure.anatomy import Lines
from planparse.structure.headings import kind_of

KINDS: Final = frozenset({"arabic", "paren-hanzi"})
"""Kinds of number whose lists may stand below a heading without one; the others are headings themselves, or count inside."""

_LONGEST: Final = 30
_LONGEST_NAME: Final = 12
"""Characters of a line that is nothing but the name of a section: 保障措施."""
_NO_HEADING: Final = lazily(r"[。;!?,]|[:、)\]]$|^[(\[]|^[^:]{0,12}(?<![一二三四五六七八九十\d]):|如下|以下")
_LABELLED: Final = lazily(r"[\u3400-\u9fff]{2,8}:")
_BOX: Final = lazily(r"专栏 ?[\d一二三四五六七八九十]{0,3}[ :、.]*[^。;!?]{0,40}")
_BODY: Final = tuple("局委办会镇乡府院处部司校")


class Found(NamedTuple):
    """A number that opens a line, how deep it stands, and which line that is."""

    marker: Marker
    depth: int
    line: int


def opens_named(value: str, lines: Lines, start: int, found: Sequence[Found]) -> bool:
    """Whether the first list of a part stands right below the name of a section: 主要任务."""
    first = found[0].line if found else start
    if first <= start or not _names_section(value, lines[first - 1]):
        return False
    return found[0].marker.kind in KINDS or value[lines[first - 1][0]] == "【"


def standing_above(value: str, lines: Lines, line: int, before: Found) -> Found | None:
    """The heading of a box (专栏1 重大工程) above a list that would else stand below the item before it; None without one.

    A box is no part of that item, but stands beside it.
    """
    start, end = lines[line]
    if (
        before.marker.kind == "none"
        or not value.startswith("专栏", start)
        or not _BOX.fullmatch(value, start, end)
    ):
        return None
    marker = Marker("none", before.marker.ordinal + 1, "", start, start)
    return Found(marker, before.depth, line)


def closes(value: str, line: tuple[int, int]) -> bool:
    """Whether a line is nothing but the name of the section that closes a plan: 有关要求, 工作要求:."""
    start, end = line
    end -= value[end - 1 : end] == ":"
    return 2 < end - start <= _LONGEST_NAME and kind_of(value[start:end]) == "safeguards"


def with_closing_heading(lines: Lines, found: Sequence[Found], at: int, depth: int) -> list[Found]:
    """The list that begins with `found[at]` at that depth, below the outermost heading without a number above it."""
    ordinal = next((one.marker.ordinal for one in reversed(found[:at]) if one.depth == 0), 0) + 1
    line = found[at].line - 1
    start = lines[line][0]
    heading = Found(Marker("none", ordinal, "", start, start), 0, line)
    return [heading, *(one._replace(depth=one.depth - depth + 1) for one in found[at:])]


def with_unnumbered(
    value: str, lines: Lines, part: range, found: Sequence[Found], restarts: Sequence[tuple[int, int]]
) -> tuple[list[Found], list[int]]:
    """The numbers with the unnumbered headings among them, and where each number now stands.

    `part` are the lines. Each of `restarts` is the place of a number that counts from one again, behind
    that of the number where its list began. Where the lists stand below names of sections, each line that is nothing but
    such a name is a heading, also without a list.
    """
    start = part.start
    heads: set[int] = {0} if opens_named(value, lines, start, found) else set()
    for first, again in restarts:
        if not _is_heading(value, lines, found, again, start):
            continue
        heads.add(again)
        if first not in heads and _is_heading(value, lines, found, first, start):
            one, other = lines[found[first].line - 1], lines[found[again].line - 1]
            one_names = _names_section(value, one)
            if found[first].depth or one_names or _alike(value[slice(*one)], value[slice(*other)]):
                heads.add(first)
    if not heads:
        return list(found), list(range(len(found)))
    named = _named_lines(value, lines, part, found, heads)
    whole: list[Found] = []
    places: list[int] = []
    open_at: list[tuple[int, int]] = []  # how deep each open unnumbered heading stands, and which it is
    for index, (marker, depth, line) in enumerate(found):
        while named and named[-1] < line - (index in heads):
            _open_named(lines, named.pop(), whole, open_at)
        while open_at and depth < open_at[-1][0]:
            open_at.pop()
        if index in heads:
            ordinal = 1
            if open_at and open_at[-1][0] == depth:
                ordinal = open_at.pop()[1] + 1
            above = lines[line - 1][0]
            whole.append(Found(Marker("none", ordinal, "", above, above), depth + len(open_at), line - 1))
            open_at.append((depth, ordinal))
        places.append(len(whole))
        whole.append(Found(marker, depth + len(open_at), line))
    while named:
        _open_named(lines, named.pop(), whole, open_at)
    return whole, places


def _named_lines(value: str, lines: Lines, part: range, found: Sequence[Found], heads: set[int]) -> list[int]:
    """The lines that are names of sections without a list right below, the last first; none where the lists' headings are none."""
    above = {found[index].line - 1 for index in heads}
    outermost = {found[index].line - 1 for index in heads if found[index].depth == 0}
    if not any(_names_section(value, lines[line]) for line in outermost):
        return []
    return [line for line in reversed(part) if line not in above and _names_section(value, lines[line])]


def _open_named(lines: Lines, line: int, whole: list[Found], open_at: list[tuple[int, int]]) -> None:
    """Put an outermost heading without a list among the numbers."""
    ordinal = open_at[0][1] + 1 if open_at and open_at[0][0] == 0 else 1
    place = lines[line][0]
    whole.append(Found(Marker("none", ordinal, "", place, place), 0, line))
    open_at[:] = [(0, ordinal)]


def _unframed(value: str, line: tuple[int, int]) -> tuple[int, int]:
    """Where the name of a section in brackets stands: 【主要任务】."""
    start, end = line
    framed = end - start > 2 and value[start] == "【" and value[end - 1] == "】"
    return (start + 1, end - 1) if framed else line


def _names_section(value: str, line: tuple[int, int]) -> bool:
    """Whether a line is nothing but the name of a section: 工作目标, 保障措施."""
    start, end = _unframed(value, line)
    if not 2 < end - start <= _LONGEST_NAME:
        return False
    return _NO_HEADING.search(value[start:end]) is None and kind_of(value[start:end]) is not None


def _is_heading(value: str, lines: Lines, found: Sequence[Found], index: int, start: int) -> bool:
    """Whether the line before a number can be a heading: short, no sentence, no clause, and no number's own line."""
    line = found[index].line - 1
    if line < (found[index - 1].line + 1 if index else start):
        return False
    begin, end = lines[line]
    if not 2 <= end - begin <= _LONGEST or _NO_HEADING.search(value[begin:end]):
        return False
    carries_on = value.endswith(_BODY, begin, end) and line > start
    return not (carries_on and _LABELLED.match(value, lines[line - 1][0]))


def _alike(one: str, other: str) -> bool:
    """Whether two lines begin or end alike, as the headings of one plan do; a plan's title is like none of them."""
    return one[0] == other[0] or one[-2:] == other[-2:]
