"""Where literal marks stand in a text.

>>> positions("1.修路(甲局)【乙局】", "(", "【")
[4, 8]

A pattern that may begin with one of several characters costs `re` some fifty steps a character; looking for one literal
costs five. Where a whole document is looked through for a few marks, each is looked for in turn; where it is looked
through for many words, they are looked for together, each by the rarest pair of its characters.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from typing import Final

_COMMON: Final = (
    "、2,0 1().市局:建村%任3责农年工政位一单县务进区业的发实5作新推设方人乡案育各成民教施全月化展府办公动委镇4负加分行合治和组完制体强理"
    "头改产生导以文重日部6学项资牵社8三整中目管二上力长要点-会保校大主水领开关度地有前振个城财等为底标经提持9现机小高安增7所时用入;院规党"
)
"""The characters that plans print most, the most frequent first, as counted over a hundred thousand of them."""
_COMMONNESS: Final = {char: len(_COMMON) - place for place, char in enumerate(_COMMON)}


_SHORT: Final = 1000  # characters


def positions(value: str, *marks: str, start: int = 0, end: int | None = None) -> list[int]:
    """Where each of the marks begins in `value[start:end]`, in order."""
    stop = len(value) if end is None else end
    if stop - start < _SHORT:  # `in` costs a third of `find` between two places
        stretch = value[start:stop]
        marks = tuple([mark for mark in marks if mark in stretch])
    found: list[int] = []
    kinds = 0
    for mark in marks:
        place = value.find(mark, start, stop)
        kinds += place >= 0
        while place >= 0:
            found.append(place)
            place = value.find(mark, place + 1, stop)
    if kinds > 1:
        found.sort()
    return found


def matches_at(
    pattern: re.Pattern[str], value: str, places: Iterable[int], end: int
) -> Iterator[re.Match[str]]:
    """What `finditer` finds of a pattern, where the places are known at which it may begin."""
    done = 0
    for place in places:
        match = pattern.match(value, place, end) if place >= done else None
        if match is not None:
            yield match
            done = match.end()


class Words:
    """Tells which of many words a stretch begins or ends with; only those are tried that share its outer character.

    >>> units = Words(["局", "委员会", "员会"])
    >>> units.closing("市教育局", 0, 4), units.closing("委员会", 0, 3), units.opening("局长", 0, 2), units.closing("局长", 0, 2)
    ('局', '委员会', '局', '')
    """

    __slots__ = ("_by_first", "_by_last", "_names")

    def __init__(self, names: Iterable[str]) -> None:
        self._names = frozenset(names)
        self._by_first = _grouped(self._names, 0, str.startswith)
        self._by_last = _grouped(self._names, -1, str.endswith)

    def opens(self, value: str, start: int, end: int) -> bool:
        """Whether `value[start:end]` begins with any of the words."""
        if start >= end:
            return False
        char = value[start]
        known = self._by_first.get(char)
        return known is not None and (char in self._names or value.startswith(known[0], start, end))

    def closes(self, value: str, start: int, end: int) -> bool:
        """Whether `value[start:end]` ends with any of the words."""
        if start >= end:
            return False
        char = value[end - 1]
        known = self._by_last.get(char)
        return known is not None and (char in self._names or value.endswith(known[0], start, end))

    def opening(self, value: str, start: int, end: int) -> str:
        """The longest of the words that `value[start:end]` begins with, or nothing."""
        known = self._by_first.get(value[start]) if start < end else None
        if known is not None and value.startswith(known[0], start, end):
            for size in known[1]:
                word = value[start : min(end, start + size)]
                if word in self._names:
                    return word
        return ""

    def closing(self, value: str, start: int, end: int) -> str:
        """The longest of the words that `value[start:end]` ends with, or nothing."""
        known = self._by_last.get(value[end - 1]) if start < end else None
        if known is not None and value.endswith(known[0], start, end):
            for size in known[1]:
                word = value[max(start, end - size) : end]
                if word in self._names:
                    return word
        return ""


_Group = tuple[tuple[str, ...], tuple[int, ...]]
"""Words with one outer character: those that no other of them begins or ends, and how long they all are, the longest first."""


def _grouped(
    names: Iterable[str], outer: int, has: Callable[[str, tuple[str, ...]], bool]
) -> dict[str, _Group]:
    groups: dict[str, _Group] = {}
    for word in sorted(names, key=lambda word: (len(word), word)):
        fewest, sizes = groups.get(word[outer], ((), ()))
        if not has(word, fewest):
            fewest = (*fewest, word)
        groups[word[outer]] = fewest, (len(word), *sizes) if len(word) not in sizes else sizes
    return groups


class Lookup:
    """Finds any of many words in a text.

    >>> list(Lookup(["责任单位", "责任", "牵头"]).finditer("牵头的责任单位"))
    [(0, '牵头'), (3, '责任单位')]
    """

    __slots__ = ("_by_pair", "_scan")

    def __init__(self, names: Iterable[str]) -> None:
        """`names` are words of two characters or more."""
        self._by_pair: dict[str, list[tuple[int, str]]] = {}
        for word in sorted(set(names), key=lambda word: (-len(word), word)):
            offset = min(range(len(word) - 1), key=lambda place: _commonness(word[place : place + 2]))
            self._by_pair.setdefault(word[offset : offset + 2], []).append((offset, word))
        firsts, seconds = (
            re.escape("".join(sorted({pair[side] for pair in self._by_pair}))) for side in (0, 1)
        )
        self._scan = re.compile(f"[{firsts}](?=[{seconds}])")

    def finditer(self, value: str, start: int = 0, end: int | None = None) -> Iterator[tuple[int, str]]:
        """Where a word stands in `value[start:end]`, and the longest there; one may begin inside another."""
        stop = len(value) if end is None else end
        found: dict[int, str] = {}
        by_pair = self._by_pair
        for match in self._scan.finditer(value, start, stop):
            hit = match.start()
            known = by_pair.get(value[hit : hit + 2])
            if known is None:
                continue
            for offset, word in known:
                place = hit - offset
                if place >= start and value.startswith(word, place, stop):
                    found[place] = max(found.get(place, ""), word, key=len)
        return iter(sorted(found.items()))


def _commonness(pair: str) -> tuple[int, int]:
    ranks = [_COMMONNESS.get(char, 0) for char in pair]
    return ranks[0] + ranks[1], ranks[0]
