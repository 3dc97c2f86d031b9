"""Lists of bodies, split into names outside brackets only.

>>> split_names("市委组织部(人才办)、市发展和改革委员会,各市、县〔市、区〕政府等部门")
['市委组织部(人才办)', '市发展和改革委员会', '各市、县〔市、区〕政府']
>>> split_names("市农业局和市财政局"), split_names("文化和旅游部、文物局")
(['市农业局', '市财政局'], ['文化和旅游部', '文物局'])
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from planparse.clauses.pieces import TRIM, Stretch, level_ends, levels, pieces
from planparse.literals import Words
from planparse.patterns import lazily
from planparse.vocab import words

_TWO_NAMES: Final = re.compile(
    r"(?P<first>(?P<level>[省市县区州镇])[^省市县区州镇]{2,12}?[局委办厅部])(?P<second>(?P=level)[^省市县区州镇].{2,16})"
)
_LEVEL_INSIDE: Final = re.compile(r"[局厅委办部][省市县区州]")
_LEVEL_CHARACTERS: Final = frozenset("省市县区州国")
_INNER_BRACKET: Final = re.compile(r"[(〔][^()〔〕]{1,12}[)〕]")
_LEVEL_PREFIXES: Final = ("各", "全省各", "全市各", "有关", "相关", "")
_BARE: Final = frozenset({"政府", "人民政府", "单位", "部门", "企业", "机构", "组织"})
_COUNTS: Final = lazily(r"(?<!\d)\d{1,2}[处站室队院部所]$")  # 取缔市场8处: so many of them
_OWN_HEAD: Final = lazily(
    "[直级]|[^各]*(?:政府|委)各"
)  # 各镇、县直单位 and 各区、市政府各部门 are two names each
_NONE: Final = frozenset({"无", "/", "-", "—", ""})
_LONGEST_PAIR, _LONGEST_SUM = 30, 16


def split_names(value: str) -> list[str]:
    """The names in a list of bodies, as printed."""
    return [value[start:end] for start, end in name_stretches(value, 0, len(value))]


def name_stretches(value: str, start: int, end: int) -> list[Stretch]:
    """Where the names of the list `value[start:end]` stand, in printed order.

    A separator inside brackets is part of a name. 及, 以及, 和 and 与 separate only two names that both end like a body's.
    What trails the last name (等部门, 按职责分工) and 无 or / for none are no names.
    """
    names: list[Stretch] = []
    all_plain = True
    for begin, stop, joints, plain in pieces(value, start, end):
        if plain:
            names.append((begin, stop))
        else:
            all_plain = False
            names += names_of(value, begin, stop, joints)
    return names if all_plain or len(names) < 2 else collect(value, names)


def names_of(value: str, start: int, end: int, joints: Sequence[Stretch]) -> list[Stretch]:
    """The names in a piece: one, or two around 及, 和 or 与, or two run together (市经信局市新经济委)."""
    whole = _trim(value, start, end)  # 等有关部门和单位 is no joint
    if whole is None:
        return []
    start, end = whole
    found: list[Stretch] = []
    for before, after in joints:
        if value[start:after] in _leading():  # 会同市财政局, 以及各镇
            start = after
            continue
        left = _trim(value, start, before)  # 财政部等和各省
        before = left[1] if left else before
        if (
            end - after > 1
            and value[after:end] not in _BARE  # 党委和政府, 部门和单位: one collective name
            and ends_like_body(value, start, before)
            and ends_like_body(value, after, end)
        ):
            found += _run_together(value, start, before)
            start = after
    return found + _run_together(value, start, end)


def _run_together(value: str, start: int, end: int) -> list[Stretch]:
    """Split names without a separator: the second begins with the first one's level again."""
    if end - start <= 6:
        return [(start, end)]
    match = _TWO_NAMES.fullmatch(value, start, end)
    if match and ends_like_body(value, match.start("second"), end):
        return [match.span("first"), *_run_together(value, *match.span("second"))]
    if (
        _LEVEL_INSIDE.search(value, start + 2, end - 2)
        and end - start <= _LONGEST_PAIR
        and value[start] in _LEVEL_CHARACTERS
        and ends_like_body(value, start, end)
    ):
        return _by_words(value, start, end)
    return [(start, end)]


def _by_words(value: str, start: int, end: int) -> list[Stretch]:
    """The same where characters cannot tell: 市 is a level in 市城市管理局市财政局, and is none in 城市."""
    from planparse.segment import split_run_together  # jieba takes longer to load than a document to read

    found: list[Stretch] = []
    for name in split_run_together(value[start:end]):
        found.append((start, start + len(name)))
        start += len(name)
    return found


def ends_like_body(value: str, start: int, end: int) -> bool:
    """Whether the stretch ends with what the name of a body ends with: 局, 委员会, 办公室."""
    if end - start < 2:
        return False
    if value[end - 1] in ")〕〉":
        opening = max(value.rfind(mark, start, end) for mark in "(〔〈")
        end = opening if opening > start else end
    if not _suffixes().closes(value, start, end):
        return False
    return not (value[end - 2].isdigit() and _COUNTS.search(value, start, end))


def _trim(value: str, start: int, end: int) -> Stretch | None:
    """A name without what surrounds it; None where nothing is left."""
    while start < end and value[start] in TRIM:
        start += 1
    ends = _ends_of_tails()
    while True:
        while start < end and value[end - 1] in TRIM:
            end -= 1
        if start == end or value[end - 1] not in ends:
            break
        tail = _tails().closing(value, start, end)
        if tail:
            end -= len(tail)
            continue
        summed_up = _summed_up(value, start, end)
        if summed_up == end:
            break
        end = summed_up
    if end - start > 3 and value[start] == "由":
        start += 1
    return None if value[start:end] in _NONE else (start, end)


def _summed_up(value: str, start: int, end: int) -> int:
    """Where 等 begins that sums up what is like the name before it: 市财政局等市直有关部门; the end where none does."""
    if not _sums().closes(value, start, end):
        return end
    place = value.rfind("等", max(start, end - _LONGEST_SUM), end)
    return place if place > start and ends_like_body(value, start, place) else end


def collect(value: str, parts: list[Stretch]) -> list[Stretch]:
    """Join what is one collective name: level words that share one head, offices of one character behind 各."""
    names: list[Stretch] = []
    number = 0
    ends = level_ends()
    while number < len(parts):
        start, end = parts[number]
        last = number
        if value[end - 1] not in ends and value[end - 2] != "各":
            names.append((start, end))
            number += 1
            continue
        if _is_level(value, start, end):
            while last + 1 < len(parts) and value[parts[last][1] : parts[last + 1][0]] == "、":
                last += 1
                if _is_headed_level(value, *parts[last]):
                    end, number = parts[last][1], last
                    break
                if not _is_level(value, *parts[last]):
                    break
                if last + 1 == len(parts) and value[start:end].startswith("各"):
                    end, number = parts[last][1], last  # 各区、县级市
        elif value.endswith(_short_offices(), start, end):
            while last + 1 < len(parts) and parts[last + 1][1] - parts[last + 1][0] == 1:
                last += 1
                end = parts[last][1]
            number = last
        names.append((start, end))
        number += 1
    return names


@cache
def _suffixes() -> Words:
    return Words(words("units")["suffixes"]["names"])


@cache
def _tails() -> Words:
    return Words(words("responsibilities")["tails"])


@cache
def _ends_of_tails() -> frozenset[str]:
    """The last characters of what may trail a name."""
    vocabulary = words("responsibilities")
    return frozenset([word[-1] for word in [*vocabulary["tails"], *vocabulary["summed_up"]["names"]]])


@cache
def _leading() -> frozenset[str]:
    return frozenset({*words("responsibilities")["joints"], "及", "以及"})


@cache
def _sums() -> Words:
    return Words(words("responsibilities")["summed_up"]["names"])


def _is_level(value: str, start: int, end: int) -> bool:
    """各市, 县(市、区): a level word alone."""
    name = value[start:end]
    if name.endswith((")", "〕")):
        name = name[: max(name.find("("), name.find("〔"))]
    return name in _level_names()


def _is_headed_level(value: str, start: int, end: int) -> bool:
    """县(市、区)政府, 直辖市人民政府: a level word and the head it shares with those before it."""
    name = _INNER_BRACKET.sub("", value[start:end])
    level = len(_level_order().opening(name, 0, len(name)))
    headed = 0 < level < len(name) <= level + 14 and _suffixes().closes(name, 0, len(name))
    return headed and not _OWN_HEAD.match(name, level)


@cache
def _level_names() -> frozenset[str]:
    return frozenset(prefix + level for prefix in _LEVEL_PREFIXES for level in levels())


@cache
def _level_order() -> Words:
    return Words(levels())


@cache
def _short_offices() -> tuple[str, ...]:
    return tuple("各" + office for office in words("units")["short_offices"])
