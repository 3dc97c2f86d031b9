"""Automatic numbers, counted as Word counts them: 一、 (一) 1. ①

>>> from xml.etree import ElementTree
>>> from planparse.readers.docx.wordml import NAMESPACE
>>> part = ElementTree.fromstring(f'''<w:numbering xmlns:w="{NAMESPACE}">
...   <w:abstractNum w:abstractNumId="0">
...     <w:lvl w:ilvl="0"><w:start w:val="1"/><w:numFmt w:val="chineseCounting"/><w:lvlText w:val="%1、"/></w:lvl>
...     <w:lvl w:ilvl="1"><w:start w:val="1"/><w:numFmt w:val="decimal"/><w:isLgl/><w:lvlText w:val="%1.%2"/></w:lvl>
...   </w:abstractNum>
...   <w:num w:numId="7"><w:abstractNumId w:val="0"/></w:num></w:numbering>''')
>>> count = Counting(read_numbering(part, {}))
>>> [count.next(7, level) for level in (0, 1, 1, 0, 1)]
['一、', '1.1 ', '1.2 ', '二、', '2.1 ']

The rules are those of ECMA-376 part 1, 17.9, and of Microsoft's notes on it (MS-OI29500, 2.1.282 on `w:lvlRestart`):
lists that share an abstract definition share its counters; a start override counts the first time that its list uses
the level; a level that is skipped counts as used, from its start value.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Mapping
from typing import NamedTuple
from xml.etree.ElementTree import Element

from planparse.readers.docx.number_formats import formatted
from planparse.readers.docx.symbols import plain
from planparse.readers.docx.wordml import W, font, integer, number, switched, value

_LONGEST = 255
"""Characters of a number, as in Word."""
_LINKS = 8  # a list style that refers to itself
_PLACE = re.compile("%([1-9])")


class Level(NamedTuple):
    """One level of a list: what it prints and where it starts."""

    start: int
    format: str
    picture: str
    text: str
    """with `%1` where the number of the first level goes"""
    suffix: str
    """tab, space or nothing"""
    restart: int | None
    """0: never; n: when one of the first n levels is used; None: when any level above is used"""
    legal: bool
    """print the numbers of all levels in Arabic digits"""
    hidden: bool
    style: str
    """the paragraph style that has this level"""


class Num(NamedTuple):
    """A list: its counters are those of `abstract`; `starts` are its own start values."""

    abstract: str
    levels: Mapping[int, Level]
    starts: Mapping[int, int]

    def start(self, level: int) -> int:
        """Where a level begins, the first time and whenever it restarts (17.9.27)."""
        return self.starts[level] if level in self.starts else self.levels[level].start

    def level_of(self, style: str) -> int | None:
        """The level that a paragraph style is tied to."""
        return next((place for place, level in self.levels.items() if level.style == style), None)


Numbering = Mapping[int, Num]
"""The lists by `w:numId`."""


def read_numbering(part: Element, list_styles: Mapping[str, int]) -> Numbering:
    """The lists of `numbering.xml`. `list_styles` are the `w:numId` of the styles that name a list."""
    abstracts = {one.get(f"{W}abstractNumId", ""): one for one in part.findall(f"{W}abstractNum")}
    owners = {num_id: value(one, "abstractNumId") or "" for num_id, one in _nums(part).items()}
    levels: dict[str, Mapping[int, Level]] = {}
    found: dict[int, Num] = {}
    for num_id, one in _nums(part).items():
        abstract = owners[num_id]
        if abstract not in levels:
            levels[abstract] = _levels(_linked(abstract, abstracts, owners, list_styles))
        own = dict(levels[abstract])
        starts: dict[int, int] = {}
        for override in one.findall(f"{W}lvlOverride"):
            place = number(override.get(f"{W}ilvl"))
            start = integer(override, "startOverride")
            if place is None:
                continue
            for place_of_level, level in _levels(override).items():
                # Word ignores w:lvlRestart here (MS-OI29500, 2.1.282 b).
                before = own.get(place_of_level)
                own[place_of_level] = level._replace(restart=before.restart if before else None)
            if start is not None:
                starts[place] = start
        found[num_id] = Num(abstract, own, {place: start for place, start in starts.items() if place in own})
    return found


def _nums(part: Element) -> dict[int, Element]:
    nums = ((number(one.get(f"{W}numId")), one) for one in part.findall(f"{W}num"))
    return {num_id: one for num_id, one in nums if num_id is not None}


def _linked(
    abstract: str, abstracts: Mapping[str, Element], owners: Mapping[int, str], styles: Mapping[str, int]
) -> Element | None:
    """The definition that holds the levels: a list style's where this one only names the style (17.9.21)."""
    for _ in range(_LINKS):
        found = abstracts.get(abstract)
        link = value(found, "numStyleLink")
        if not link or link not in styles:
            return found
        abstract = owners.get(styles[link], "")
    return None


def _levels(parent: Element | None) -> dict[int, Level]:
    found: dict[int, Level] = {}
    for one in parent.findall(f"{W}lvl") if parent is not None else ():
        place = number(one.get(f"{W}ilvl"))
        if place is not None and 0 <= place < 9:
            found[place] = _level(one)
    return dict(sorted(found.items()))


def _level(one: Element) -> Level:
    format = next(one.iter(f"{W}numFmt"), None)  # newer formats stand in an mc:AlternateContent
    look = one.find(f"{W}rPr")
    return Level(
        start=integer(one, "start") or 0,
        format=format.get(f"{W}val", "decimal") if format is not None else "decimal",
        picture=format.get(f"{W}format", "") if format is not None else "",
        text=plain(value(one, "lvlText") or "", font(look))[:_LONGEST],
        suffix=value(one, "suff") or "tab",
        restart=integer(one, "lvlRestart"),
        legal=bool(switched(one, "isLgl")),
        hidden=bool(switched(look, "vanish")),
        style=value(one, "pStyle") or "",
    )


class Counting:
    """The counters of one story, moved on paragraph by paragraph."""

    def __init__(self, numbering: Numbering) -> None:
        self._numbering = numbering
        self._counts: defaultdict[str, dict[int, int]] = defaultdict(dict)
        self._used: set[tuple[int, int]] = set()

    def next(self, num_id: int, level: int) -> str:
        """Count one paragraph. Returns its number with what parts it from the text; empty where it prints none."""
        num = self._numbering.get(num_id)
        if num is None or level not in num.levels:
            return ""
        counts = self._counts[num.abstract]
        overridden = level in num.starts and (num_id, level) not in self._used
        self._used.add((num_id, level))
        counts[level] = num.start(level) if overridden or level not in counts else counts[level] + 1
        for above in range(level):
            if above not in counts and above in num.levels:
                counts[above] = num.start(above)
                self._used.add((num_id, above))
        for below in [place for place in counts if place > level and _restarts(num, place, level)]:
            del counts[below]
        return _printed(num, level, counts)


def _restarts(num: Num, below: int, used: int) -> bool:
    """Whether a level starts anew when one above it is used (17.9.10)."""
    restart = num.levels[below].restart if below in num.levels else None
    return restart is None or restart > below or used < restart


def _printed(num: Num, level: int, counts: Mapping[int, int]) -> str:
    own = num.levels[level]

    def count(match: re.Match[str]) -> str:
        place = int(match[1]) - 1
        if place not in counts or place not in num.levels:
            return ""
        one = num.levels[place]
        return formatted(counts[place], "decimal" if own.legal else one.format, one.picture)

    text = _PLACE.sub(count, own.text)[:_LONGEST] if own.format != "bullet" else own.text
    if own.hidden or not text:
        return ""
    apart = own.suffix == "space" or (own.suffix == "tab" and text[-1].isalnum())
    return text + " " if apart and not text[-1].isspace() else text
