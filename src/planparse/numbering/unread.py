"""What opens a line like a number and is none: (十 without its bracket, l. for 1., 1.1.

>>> value = "(一)修路\\n(二架桥\\nl.桥墩\\n2.桥面\\n3,护栏\\n(三季度完成)"
>>> for one in unread_markers(value, 0, len(value)):
...     print(one.message)
“(二”像是序号,括号没有闭合,没有读作序号
“l.”像是序号,数字误作字母,没有读作序号
“3,”像是序号,标点不对,没有读作序号

A shape alone proves little: it is told where the number continues the count, or where the shape stands on several lines.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from planparse.numbering import markers
from planparse.numbering.numerals import HANZI, integer
from planparse.patterns import LETTER, lazily
from planparse.vocab import words

_LONGEST_HEAD: Final = 80
_FORMAL: Final = "壹贰叁肆伍陆柒捌玖拾"
_HEAD: Final = lazily(
    rf"""\n[ ]?(?:
      (?!\(..?\)|[^(][^)]?、|\d\d?\.\D)                                # but no number as it should be
      (?:(?P<bracket>\()|(?P<left>[\[〔【<])|(?P<name>{"|".join(markers.WORDED)}))?
      (?P<number>[{HANZI}]{{1,3}}+|\d{{1,2}})
      (?(bracket)(?:[ 、.,:]|(?={LETTER}|\n))(?P<open>)                   # (十 加强领导
      |(?(left)[\]〕】>][ ]?(?={LETTER})(?P<box>)                          # 【1】加强领导
      |(?(name)[:、.][ ]?(?={LETTER})(?P<word>)                            # 任务一:加强领导
      |(?: (?<!\d)\)(?P<close>)                                         # 十)加强领导
        | [,;:][ ]?(?={LETTER})(?P<comma>)                               # 一,总体要求
        | (?<=\d)(?P<deep>(?:\.\d{{1,2}})+)[ .、]?(?={LETTER})            # 1.1加强领导
      ))))
    | (?P<dot>\d{{1,2}})[\ue000-\uf8ff\ufffd]                            # 1 and a dot that a PDF lost
    | (?P<letter>[lI|]|1[lIOo]|[2-9][Oo])[.、][ ]?(?={LETTER})              # l.加强领导
    | (?P<roman>II|III|IV|VI{{0,3}}|IX|X)[.、][ ]?(?={LETTER})              # II.总则
    | (?P<run>\d{{3,6}})[.、](?={LETTER})                                  # 1210.加强领导
    | (?P<formal>[{_FORMAL}]{{1,2}})[、.][ ]?(?={LETTER})                     # 壹、加强领导
    )""",
    re.VERBOSE,
)
"""One set of numerals for all shapes: each set of Chinese characters costs as much to compile as many shapes."""
_PLAIN: Final = str.maketrans(_FORMAL, "一二三四五六七八九十")
_NEXT_BRACKET: Final = lazily(r"[()\n]")
_ROMAN: Final = ("I", "II", "III", "IV", "V", "VI", "VII", "VIII", "IX", "X")
_BRACKETED_KINDS, _PLAIN_KINDS = ("paren-hanzi", "paren-arabic"), ("hanzi", "arabic")
_ANOTHER_STYLE: Final = frozenset({"roman", "box", "deep", "word", "formal"})
"""Shapes that a whole document uses: told once."""
_WRONG: Final = {
    "open": "括号没有闭合",
    "close": "缺少前半个括号",
    "comma": "标点不对",
    "letter": "数字误作字母",
    "roman": "罗马数字不作序号",
    "box": "括号不作序号用",
    "run": "与前面的数字连在了一起",
    "deep": "多级小数不作序号",
    "word": "带文字的编号不作序号",
    "formal": "大写数字不作序号",
    "dot": "后面的点号是乱码",
}


class UnreadMarker(NamedTuple):
    """Where it stands in the value, and what is wrong with it."""

    place: tuple[int, int]
    message: str


class _Odd(NamedTuple):
    """What opens a line like a number."""

    start: int
    end: int
    shape: str
    kind: str
    ordinal: int


def unread_markers(value: str, start: int, end: int) -> Iterator[UnreadMarker]:
    """Lines that open with what looks like a number and is none, where the count or the shape bears it out."""
    odd = [one for head in _heads(value, start, end) if (one := _odd(value, head)) is not None]
    if not odd:
        return
    counted = _counted(value, start, end, odd)
    told = [one for one in odd if one.shape == "letter" or _counts(counted, one)]
    alike = Counter(one.shape for one in told)
    seen: set[str] = set()
    for one in told:
        if one.shape in seen:
            continue
        times = ""
        if one.shape in _ANOTHER_STYLE:
            seen.add(one.shape)
            times = f",这样的共{alike[one.shape]}处"
        text = value[one.start : one.end - (one.shape == "dot")].strip()
        message = f"“{text}”像是序号,{_WRONG[one.shape]},没有读作序号{times}"
        yield UnreadMarker((one.start, one.end), message)


def _heads(value: str, start: int, end: int) -> Iterator[tuple[re.Match[str], int]]:
    """The odd openings of lines, each with what to add to its offsets."""
    if start == 0:
        first = _HEAD.match("\n" + value[: min(end, _LONGEST_HEAD)])
        if first:
            yield first, -1
    for match in _HEAD.finditer(value, max(start - 1, 0), end):
        yield match, 0


def _odd(value: str, head: tuple[re.Match[str], int]) -> _Odd | None:
    match, shift = head
    shape = match.lastgroup or ""
    start, end = match.start() + 1 + shift, match.end() + shift
    start += value[start] == " "
    if markers.at(value, start) is not None and shape != "run":
        return None
    behind = value[end : end + 1]
    if (shape == "open" and _closes(value, end)) or (shape in ("open", "deep") and behind in _not_behind()):
        return None
    if shape == "word" and _heads_list(value, end):
        return None
    return _Odd(start, end, shape, *_number(match, shape))


def _number(match: re.Match[str], shape: str) -> tuple[str, int]:
    """Of what kind a number is, and which."""
    number = match["number"] or match[shape]
    if shape == "deep":
        before, _, last = (number + match[shape]).rpartition(".")
        return f"{shape} {before}", int(last)
    if shape == "roman":
        return shape, _ROMAN.index(number) + 1
    if shape == "formal":
        return shape, integer(number.translate(_PLAIN)) or 0
    if shape == "letter":
        return "arabic", int(number.translate(str.maketrans("lI|Oo", "11100")))
    if shape in ("word", "box"):
        return match["name"] or match["left"], integer(number) or 0
    kinds = _BRACKETED_KINDS if shape in ("open", "close") else _PLAIN_KINDS
    return kinds[number.isdigit()], integer(number) or 0


def _heads_list(value: str, position: int) -> bool:
    """Whether a list begins on the next line: the line is then read as a heading without a number."""
    line_end = value.find("\n", position)
    following = markers.at(value, line_end + 1) if line_end >= 0 else None
    return following is not None and following.ordinal == 1


def _closes(value: str, position: int) -> bool:
    """Whether the bracket of (十四五期间) is closed on its line: then it holds words, and is no number's."""
    bracket = _NEXT_BRACKET.search(value, position)
    return bracket is not None and bracket[0] == ")"


_Counted = dict[str, list[tuple[int, int]]]
"""By kind, where a number opens a line, and which it is."""


def _counted(value: str, start: int, end: int, odd: Sequence[_Odd]) -> _Counted:
    """What numbers open the lines, odd ones among them."""
    found: _Counted = {}
    for one in odd:
        found.setdefault(one.kind, []).append((one.start, one.ordinal))
    position = start
    while 0 <= position < end:
        marker = markers.at(value, position)
        if marker is not None:
            found.setdefault(marker.kind, []).append((position, marker.ordinal))
        position = value.find("\n", position, end) + 1 or -1
    return {kind: sorted(numbers) for kind, numbers in found.items()}


def _counts(counted: _Counted, one: _Odd) -> bool:
    """Whether a number continues the one of its kind before it, or the one behind continues it."""
    numbers = counted[one.kind]
    place = bisect_left(numbers, (one.start, one.ordinal))
    before = numbers[place - 1][1] if place else None
    if one.shape == "run":
        tail = str((before or 0) + 1)
        return before is not None and len(str(one.ordinal)) > len(tail) and str(one.ordinal).endswith(tail)
    after = numbers[place + 1][1] if place + 1 < len(numbers) else None
    return (before is not None and one.ordinal == before + 1) or after == one.ordinal + 1


@cache
def _not_behind() -> frozenset[str]:
    return frozenset(words("unread")["not_behind_number"])
