"""What a marker looks like: 一、 （一） 1. （1） ① 一是 第一章.

>>> [(m.kind, m.ordinal, m.number) for m in candidates("一、目标\\n(二)任务\\n3.5万亩\\n4.建设\\n①甲")]
[('hanzi', 1, '一'), ('paren-hanzi', 2, '(二)'), ('arabic', 4, '4'), ('circled', 1, '①')]

A candidate is only a shape. Whether it is a marker depends on where it stands and on what was counted before:
`sequences.py` decides.
"""

from __future__ import annotations

import re
from typing import Final, NamedTuple

from planparse.literals import positions
from planparse.numbering.numerals import HANZI, integer
from planparse.patterns import lazily
from planparse.quick import new_tuple

WEAK: Final = frozenset({"paren-arabic", "half-paren", "circled", "shi", "bullet"})
"""Kinds that as often count inside a paragraph as they open one."""

CERTAIN: Final = frozenset({"hanzi", "paren-hanzi", "part", "chapter", "section", "article"})
"""Kinds that open a paragraph also where a scraper glued them behind a colon."""

_CIRCLED: Final[dict[str, tuple[str, int]]] = {
    **{chr(0x2460 + i): ("circled", i + 1) for i in range(20)},  # ①
    **{chr(0x3251 + i): ("circled", i + 21) for i in range(15)},  # ㉑
    **{chr(0x32B1 + i): ("circled", i + 36) for i in range(15)},  # ㊱
    **{chr(0x2776 + i): ("circled", i + 1) for i in range(10)},  # ❶
    **{chr(0x2474 + i): ("paren-arabic", i + 1) for i in range(20)},  # ⑴
    **{chr(0x2488 + i): ("arabic", i + 1) for i in range(20)},  # ⒈
    **{chr(0x3220 + i): ("paren-hanzi", i + 1) for i in range(10)},  # ㈠
}

_HANZI: Final = rf"""
    (?P<hanzi>[{HANZI}]{{1,5}})(?:、|\.(?!\d))               # 一、  一.
      (?![{HANZI}]{{1,3}}[、产])                             # but not 一、二、三产业
    | (?P<shi>[一二三四五六七八九十]{{1,3}}(?:是(?!否|不是)|要(?![素点求件领义害道职])))   # 一是  一要
    """
_BRACKETED: Final = rf"""
    \((?P<paren>[{HANZI}]{{1,5}})\)[、.]?                    # (一)
    | \((?P<inner>\d{{1,2}})\)[、.]?                         # (1)
    """
_ARABIC: Final = r"""
    (?<!\d:)(?P<arabic>\d{1,3}+)(?:[.、](?![\d、])  # 1.  1、   but not 3.5万亩, S208、
      | [.、](?=20\d\d年) | \.(?=\d{1,2}月))                                          # 3.2021年6月底前  3.10月底前
    | (?P<half>\d{1,2}+)\)[、.]?           # 1)
    """
_CHAPTER: Final = rf"""
    第(?P<chapter>[{HANZI}]{{1,5}}|\d{{1,3}})(?P<level>[章节条篇]|部分)(?=[ 、:]|[^\d的款项规、，,。;])  # 第一章
    """
_BEFORE_NUMBER: Final = lazily(r"(?P<arabic>\d{1,2})[.、](?=\d{1,5}[^\d.、)%‰])")
_STAGE: Final = lazily(rf"第(?P<stage>[{HANZI}]{{1,2}}|\d)(?P<step>[阶階]段|步骤?)[:、,]?")
_ORDINAL: Final = lazily(r"第(?P<ordinal>[一二三四五六七八九十]{1,2})[,、:](?!第)")
WORDED: Final[tuple[str, ...]] = ("任务", "行动", "问题", "事项", "措施", "举措", "工程", "项目")
"""Words that number the paragraphs of a list, with the number behind them: 问题一:."""
_WORDED: Final = lazily(
    rf"(?P<box>【)?(?P<word>{'|'.join(WORDED)})(?P<count>[{HANZI}]{{1,3}}|\d{{1,2}})(?(box)】[:、.]?|[:、.]) ?(?=[“\u3400-\u9fff])"
)
_CIRCLE: Final = rf"(?P<circled>[{''.join(_CIRCLED)}])[、.]?"
_BY_FIRST: Final = {
    first: pattern
    for firsts, pattern in (
        (HANZI, re.compile(_HANZI, re.VERBOSE)),
        ("(", re.compile(_BRACKETED, re.VERBOSE)),
        ("0123456789", re.compile(_ARABIC, re.VERBOSE)),
        ("第", lazily(_CHAPTER, re.VERBOSE)),
        (_CIRCLED, lazily(_CIRCLE)),
    )
    for first in firsts
}
"""The shape to try, by the character that a candidate begins with."""
_MARKS: Final = "\n。;:!?)】〕]”…,、 "
_BEHIND: Final = frozenset(_MARKS)
_POSSIBLE: Final = re.compile(rf"[{''.join(_BY_FIRST)}](?<=[{re.escape(_MARKS)}].)")
"""Where a candidate may begin: a scan for one of few characters is much faster than trying every shape everywhere."""
_OPENINGS: Final = {
    "一、": ("hanzi", "一"),
    "(一)": ("paren-hanzi", "(一)"),
    "㈠": ("paren-hanzi", "㈠"),
    "1.": ("arabic", "1"),
    "1、": ("arabic", "1"),
    "(1)": ("paren-arabic", "(1)"),
    "⑴": ("paren-arabic", "⑴"),
    "①": ("circled", "①"),
    "一是": ("shi", "一是"),
    "一要": ("shi", "一要"),
}
_OPENING: Final = re.compile(
    r"一、(?![一二三四五六七八九十][、产])|\(一\)|㈠|1(?<![A-Za-z0-9.\-—–/《第]1)[.、](?:(?![\d、])|(?=20\d\d年))|\(1\)|⑴|①|一是(?!否)|一要(?!素)"
)
_LEVELS: Final = {"部分": "part", "篇": "part", "章": "chapter", "节": "section", "条": "article"}
_GROUPS: Final = {
    "hanzi": "hanzi",
    "paren": "paren-hanzi",
    "arabic": "arabic",
    "inner": "paren-arabic",
    "half": "half-paren",
}


_FIRST_INLINE: Final = ("1)", "1.", "1、", "①", "⑴", "⒈", "❶", "一是", "一要")


def first_numbers(value: str) -> list[int]:
    """Where a sequence that counts inside a text may begin: (1), ①, 一是, 1."""
    return positions(value, *_FIRST_INLINE)


class Marker(NamedTuple):
    """A candidate: `value[start:end]` with what trails it; `number` is what a task table prints."""

    kind: str
    ordinal: int
    number: str
    start: int
    end: int


def candidates(value: str, start: int = 0, end: int | None = None) -> list[Marker]:
    """Every candidate in `value[start:end]` behind a mark, a space or a line's end. The value is normalised."""
    stop = len(value) if end is None else end
    done = start
    behind = [first.start() for first in _POSSIBLE.finditer(value, start, stop)]
    if start == 0 < stop and value[0] in _BY_FIRST:
        behind.insert(0, 0)
    found: list[Marker] = []
    for place in behind:
        if place < done:
            continue
        match = _BY_FIRST[value[place]].match(value, place, stop)
        if match is not None:
            done = match.end()
            marker = _marker(match)
            if marker is not None:
                found.append(marker)
    return found


def opening_within(value: str, start: int, end: int) -> Marker | None:
    """The first candidate in `value[start:end]` that counts one, whatever stands before it."""
    match = _OPENING.search(value, start, end)
    if match is None:
        return None
    kind, number = _OPENINGS[match[0]]
    return Marker(kind, 1, number, match.start(), match.end())


def at(value: str, position: int) -> Marker | None:
    """The candidate that begins at `position`, behind a mark or a line's end; or None."""
    shape = _BY_FIRST.get(value[position : position + 1])
    if shape is None or (position and value[position - 1] not in _BEHIND):
        return None
    match = shape.match(value, position)
    return _marker(match) if match else None


def end_at(value: str, position: int) -> int:
    """Where the candidate that begins at `position` ends, or -1: for those who ask no more, which is much cheaper."""
    shape = _BY_FIRST.get(value[position : position + 1])
    if shape is None or (position and value[position - 1] not in _BEHIND):
        return -1
    match = shape.match(value, position)
    return match.end() if match is not None and _known(match)[1] else -1


def before_number_at(value: str, position: int) -> Marker | None:
    """4. before 15分钟生活圈 or 1、 before 6月底前 at `position`; or None.

    By its shape it is as often a decimal, or the first of several numbers: only the count can tell.
    """
    match = _BEFORE_NUMBER.match(value, position)
    if match is None:
        return None
    return Marker("arabic", int(match["arabic"]), match["arabic"], match.start(), match.end())


def stage_at(value: str, position: int) -> Marker | None:
    """第一阶段 or 第一步 at `position`, which numbers the paragraphs of 实施步骤 and of nothing else; or None."""
    match = _STAGE.match(value, position)
    ordinal = integer(match["stage"]) if match else None
    if match is None or not ordinal:
        return None
    step = match["step"].replace("階", "阶")
    return Marker("stage", ordinal, f"第{match['stage']}{step}", match.start(), match.end())


def ordinal_at(value: str, position: int) -> Marker | None:
    """第一, at `position`, which as often counts sentences; or None."""
    match = _ORDINAL.match(value, position)
    ordinal = integer(match["ordinal"]) if match else None
    if match is None or not ordinal:
        return None
    return Marker("ordinal", ordinal, f"第{match['ordinal']}", match.start(), match.end())


def worded_at(value: str, position: int) -> Marker | None:
    """问题一: at `position`, of a kind that is its word; or None. One alone is wording, several are a list."""
    match = _WORDED.match(value, position)
    ordinal = integer(match["count"]) if match else None
    if match is None or not ordinal:
        return None
    return Marker(match["word"], ordinal, match["word"] + match["count"], match.start(), match.end())


def _marker(match: re.Match[str]) -> Marker | None:
    kind, ordinal, number = _known(match)
    if not ordinal:
        return None
    start, end = match.span()
    return new_tuple(Marker, (kind, ordinal, number, start, end))


def _known(match: re.Match[str]) -> tuple[str, int, str]:
    known = _KNOWN.get(match[0])
    if known is None:
        known = _read(match)
        if len(_KNOWN) < _MOST_KNOWN:
            _KNOWN[match[0]] = known
    return known


_KNOWN: Final[dict[str, tuple[str, int, str]]] = {}
"""what was read before: a document prints the same few numbers again and again"""
_MOST_KNOWN: Final = 10_000


def _read(match: re.Match[str]) -> tuple[str, int, str]:
    """The kind, the value (0 where it is none) and the printed number."""
    group = match.lastgroup or ""
    if group in ("level", "chapter"):
        numeral = match["chapter"]
        kind, number = _LEVELS[match["level"]], f"第{numeral}{match['level']}"
    elif group == "circled":
        number = match["circled"]
        kind, ordinal = _CIRCLED[number]
        return kind, ordinal, number
    elif group == "shi":
        number = match["shi"]
        return "shi", integer(number[:-1]) or 0, number
    else:
        kind, numeral = _GROUPS[group], match[group]
        number = numeral
        if group in ("paren", "inner"):
            number = f"({numeral})"
        elif group == "half":
            number = f"{numeral})"
    return kind, integer(numeral) or 0, number
