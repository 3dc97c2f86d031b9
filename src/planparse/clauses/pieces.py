"""The pieces of a list: what stands between 、 , ; 。 / and white space outside brackets.

>>> [(value[begin:stop], plain) for value in ("甲局、乙厅(牵头),丙部和丁委",) for begin, stop, _, plain in pieces(value, 0, len(value))]
[('甲局', True), ('乙厅(牵头)', False), ('丙部和丁委', False)]
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache
from typing import Final

from planparse.literals import Words
from planparse.vocab import words

Stretch = tuple[int, int]
Piece = tuple[int, int, Sequence[Stretch], bool]
"""Where a piece begins and ends, where 及, 和, 与, 以及 or 会同 stand in it, and whether it is one name as it stands."""

TRIM: Final = " 。.、,;:*★☆▲△　"
"""What surrounds a name and is no part of it."""
_OPENERS: Final = TRIM + "由"
_LEVEL_MARKS: Final = "省市县区州镇"
_LONGEST_PLAIN: Final = 40
_SEPARATORS: Final = frozenset("、,;。/\n ")
_MARKS: Final = r"()\[\]〔〕〈〉【】《》、,;。/\n 及和与"
_MARK: Final = re.compile(rf"[{_MARKS}]|以及|会同")
_OPEN, _CLOSE = frozenset("([〔〈【《"), frozenset(")]〕〉】》")


def pieces(value: str, start: int, end: int) -> list[Piece]:
    """Split a list at 、 , ; 。 / and white space outside brackets."""
    found: list[Piece] = []
    begin = start
    plain_name = _plain_name()
    while True:
        name = plain_name.match(value, begin, end)
        if name is not None:
            stop = name.end()
            found.append((begin, stop, (), True))
        else:
            stop, joints, bracketed = _scan(value, begin, end)
            if stop > begin or begin == start or stop == end:
                plain = not joints and _may_be_plain(value, begin, stop, bracketed)
                found.append((begin, stop, joints, plain))
        if stop == end:
            return found
        begin = stop + 1


def _scan(value: str, start: int, end: int) -> tuple[int, list[Stretch], bool]:
    """Where the piece ends that begins at `start`, where two names may be joined in it, and whether it has brackets."""
    depth = 0
    bracketed = False
    joints: list[Stretch] = []
    for match in _MARK.finditer(value, start, end):
        mark = match[0]
        if mark in _SEPARATORS:
            if not depth:
                return match.start(), joints, bracketed
        elif mark in _OPEN:
            depth += 1
            bracketed = True
        elif mark in _CLOSE:
            depth = max(0, depth - 1)
            bracketed = True
        elif not depth:
            joints.append(match.span())
    return end, joints, bracketed


def _may_be_plain(value: str, start: int, end: int, bracketed: bool) -> bool:
    """Whether a piece is a plain name though it holds a bracket or 同, which the pattern of plain names leaves out."""
    if not 1 < end - start <= _LONGEST_PLAIN or not (bracketed or value.find("同", start, end) >= 0):
        return False
    first = value[start]
    return (
        _plain_suffixes().closes(value, start, end)
        and first not in _OPENERS
        and value[end - 2] != "各"
        and (first not in _LEVEL_MARKS or value.find(first, start + 1, end) < 0)
    )


@cache
def _plain_name() -> re.Pattern[str]:
    """A name with nothing to trim, to part or to join, up to a separator or the end: the usual case."""
    short = "".join(one for one in _suffixes_of_plain() if len(one) == 1)
    long = [one for one in _suffixes_of_plain() if one[-1] not in short]
    ends = "|".join([f"(?<=[{short}])", *(f"(?<={one})" for one in long)])
    size = rf"{{1,{_LONGEST_PLAIN - 1}}}+"
    own = "|".join(rf"{mark}[^{mark}{_MARKS}同]{size}" for mark in _LEVEL_MARKS)
    other = rf"[^{_LEVEL_MARKS}{re.escape(_OPENERS)}{_MARKS}同][^{_MARKS}同]{size}"
    return re.compile(rf"(?:{own}|{other})(?:{ends})(?<!各.)(?=[、,;。/\n ]|\Z)", re.DOTALL)


def _suffixes_of_plain() -> list[str]:
    """The suffixes behind which no tail (等部门), no verb and no level (县(市、区)) can be hidden: none of those ends as they do."""
    vocabulary = words("responsibilities")
    verbs = [verb for group in vocabulary["verbs"].values() for verb in group["names"]]
    ends = {word[-1] for word in [*vocabulary["tails"], *vocabulary["summed_up"]["names"], *verbs]}
    ends |= level_ends()
    return [suffix for suffix in words("units")["suffixes"]["names"] if suffix[-1] not in ends]


@cache
def _plain_suffixes() -> Words:
    return Words(_suffixes_of_plain())


@cache
def levels() -> frozenset[str]:
    """Level words: 市, 县级市, 各镇."""
    units = words("units")
    return frozenset([*units["levels"], *units["collective"]])


@cache
def level_ends() -> frozenset[str]:
    """What such words end with, with the bracket of 县(市、区)."""
    return frozenset({level[-1] for level in levels()} | set(")〕"))
