"""Lines to a tree of numbered entries.

>>> from planparse.text import Text
>>> value = "一、重点任务\\n(一)产业\\n1.修路。甲。\\n2.架桥。乙。\\n(二)人才\\n3.招人。丙。"
>>> lines = Text.raw(value).lines()
>>> [(e.number, e.level, e.parent, e.leaf) for e in build_outline(value, lines, range(len(lines))).entries]
[('一', 1, -1, False), ('(一)', 2, 0, False), ('1', 3, 1, True), ('2', 3, 1, True), ('(二)', 2, 0, False), ('3', 3, 4, True)]

An entry owns the lines from its marker to the next marker, so that each line belongs to one entry.
"""

from __future__ import annotations

from typing import Final, NamedTuple

from planparse.numbering import markers
from planparse.numbering.numerals import HANZI
from planparse.numbering.sequences import Counting
from planparse.patterns import lazily
from planparse.quick import new_tuple
from planparse.structure import headings, openings, records, unnumbered
from planparse.structure.anatomy import Lines
from planparse.structure.decimals import decimal_at
from planparse.structure.headings import Heading
from planparse.structure.unnumbered import KINDS, Found, opens_named, with_unnumbered

_MONTHS: Final = lazily(r"[(〔](?P<said>[^()〔〕前完]*\d月[^()〔〕前完]*)[)〕]$")
_STAGE: Final = lazily(r"阶段(?:[:(〔]|$)")
_MAY_NUMBER: Final = frozenset("第【123456789一二三四五六七八九十") | {
    word[0] for word in (*markers.WORDED, *records.names())
}
_LONGEST_NAME: Final = 8
"""Characters of a label that opens a record, with its colon."""
_SEEN_TO: Final = lazily("责任|牵头|负责")
_ARRANGEMENTS: Final = ("安排", "计划", "进度")
_FROM_TO: Final = lazily(r"\d[年月日号]?\s*[-—–~至到]")
EXCLUDED: Final = frozenset({"guiding", "principles", "goals", "closing"})
"""Kinds of section whose leaves are no tasks."""
_SETTLED: Final = EXCLUDED | {"safeguards", "phases"}
"""Kinds that all entries below have, whatever their own headings say."""
_THOUGHT: Final = frozenset({"guiding", "principles", "goals"})
"""Kinds that stand side by side below 总体要求."""


class Entry(NamedTuple):
    """One numbered unit. `lines` are its own, without its children's."""

    kind_of_marker: str
    ordinal: int
    number: str
    level: int
    parent: int
    start: int
    lines: range
    leaf: bool
    heading: Heading
    kind: str
    """the nearest kind that its heading or one above it names; `tasks` where none does"""
    named: bool
    """whether its own heading names the kind"""


class Gap(NamedTuple):
    """A number that does not follow the one before it."""

    entry: int
    expected: int


class Outline(NamedTuple):
    """The entries of one part, in printed order; `lead` are the lines before the first of them."""

    lead: range
    entries: tuple[Entry, ...]
    gaps: tuple[Gap, ...]


def build_outline(value: str, lines: Lines, part: range) -> Outline:
    """Read the numbering of one part. Never raises; a number that fits nowhere stays text."""
    counting = Counting()
    found: list[Found] = []
    gaps: list[Gap] = []
    firsts: dict[int, int] = {}  # where the list at each depth began
    restarts: list[tuple[int, int]] = []
    above: list[int] = []  # the entries that stand open, outermost first
    closing: tuple[int, int] | None = (
        None  # where the list below 有关要求 begins, which is the last, and how deep
    )
    for number in part:
        start, end = lines[number]
        marker = markers.at(value, start)
        if marker is None and value[start : start + 1] in _MAY_NUMBER:
            if value[start] == "第":
                marker = _stage_at(value, lines, start, [found[index] for index in above])
                marker = marker or (openings.ordinal_at(value, start, counting) if above else None)
            elif value[start].isdigit():
                marker = decimal_at(value, start, counting)
                marker = marker or openings.next_before_number(value, start, counting)
            elif value[start] in HANZI:
                marker = openings.spaced_at(value, start, end, counting)
            elif value.startswith(markers.WORDED, start + (value[start] == "【")):
                marker = openings.worded_at(value, start, end, counting)
            if marker is None and value.find(":", start, start + _LONGEST_NAME) >= 0:
                marker = records.record_at(value, start, end, counting)
        if marker is None or marker.end > end:
            continue
        open_at = counting.depth(marker.kind)
        expected = counting.open[open_at][1] + 1 if open_at is not None else None
        depth = counting.place(marker.kind, marker.ordinal, opens_line=True)
        if depth is None:
            continue
        if expected is not None and marker.ordinal not in (1, expected):
            gaps.append(Gap(len(found), expected))
        if closing is not None and depth < closing[1]:
            closing = None
        if open_at is None:
            if depth and marker.ordinal == 1 and found[-1].line < number - 1:
                standing = unnumbered.standing_above(value, lines, number - 1, found[-1])
                if standing is not None:
                    above[standing.depth :] = [len(found)]
                    found.append(standing)
                elif unnumbered.closes(value, lines[number - 1]):
                    closing = len(found), depth
            firsts[depth] = len(found)
        elif marker.ordinal == 1 and marker.kind in KINDS:
            restarts.append((firsts[depth], len(found)))
        above[depth:] = [len(found)]
        found.append(new_tuple(Found, (marker, depth, number)))
    if not found:
        found = records.unnumbered_records(value, lines, part)
    if closing is not None:
        at = closing[0]
        found[at:] = unnumbered.with_closing_heading(lines, found, *closing)
        restarts = [(first + (first >= at), again + (again >= at)) for first, again in restarts]
        gaps = [Gap(gap.entry + (gap.entry >= at), gap.expected) for gap in gaps]
    if restarts or opens_named(value, lines, part.start, found):
        found, places = with_unnumbered(value, lines, part, found, restarts)
        gaps = [Gap(places[gap.entry], gap.expected) for gap in gaps]
    entries: list[Entry] = []
    path: list[int] = []
    for index, (marker, depth, number) in enumerate(found):
        while path and found[path[-1]][1] >= depth:
            path.pop()
        parent = path[-1] if path else -1
        following = found[index + 1] if index + 1 < len(found) else None
        stop = following[2] if following else part.stop
        leaf = following is None or following[1] <= depth
        one_line = stop - number == 1
        kind_of_marker, ordinal, printed, start, text = marker
        end = lines[number][1]
        heading = headings.split(value, text, end, alone=not (one_line and leaf))
        if not leaf and one_line and heading.start == heading.end and value.find("。", text, end) < 0:
            heading = Heading(text, end, end)
        kind, named = _kind(value, heading, text, end, entries[parent].kind if parent >= 0 else None)
        if leaf and depth == 0 and following is not None:
            alone = headings.kind_of_leaf(value[heading.start : heading.end].strip(" :"))
            if alone is not None and not _SEEN_TO.search(value, heading.end, lines[stop - 1][1]):
                kind, named = alone, True
        own = range(number, stop)
        entries.append(
            new_tuple(
                Entry,
                (
                    kind_of_marker,
                    ordinal,
                    printed,
                    len(path) + 1,
                    parent,
                    start,
                    own,
                    leaf,
                    heading,
                    kind,
                    named,
                ),
            )
        )
        path.append(index)
    lead_stop = found[0][2] if found else part.stop
    return Outline(range(part.start, lead_stop), tuple(_with_stages(value, entries)), tuple(gaps))


def _stage_at(value: str, lines: Lines, start: int, above: list[Found]) -> markers.Marker | None:
    """第一阶段 where it opens a paragraph of 实施步骤; elsewhere it is wording."""
    marker = markers.stage_at(value, start)
    if marker is None:
        return None
    for (kind, _, _, _, text), _, number in reversed(above):
        end = lines[number][1]
        heading = headings.split(value, text, end, alone=True)
        named = headings.kind_of(value[heading.start : heading.end].strip())
        if kind == "stage" or named is not None:
            return marker if kind == "stage" or named == "phases" else None
    return None


def _with_stages(value: str, entries: list[Entry]) -> list[Entry]:
    """Siblings that all say they are stages are, whatever the heading above says."""
    above = _dated(value, entries) | _arranged(value, entries)
    if not above:
        return entries
    stages: list[Entry] = []
    inside: set[int] = set()
    for index, entry in enumerate(entries):
        if entry.parent in above or entry.parent in inside:
            inside.add(index)
            entry = entry._replace(kind="phases", named=False)
        stages.append(entry)
    return stages


def _dated(value: str, entries: list[Entry]) -> set[int]:
    """The entries above siblings that all name their months in brackets, from one to another.

    (6月底前完成) is the deadline of a task and makes no stage.
    """
    months: dict[int, str] = {}
    for index, entry in enumerate(entries):
        _, _, _, _, _, _, _, _, (start, end, _), kind, _ = entry
        if value[end - 1] in ")〕" and kind == "tasks":
            match = _MONTHS.search(value, start, end)
            if match:
                months[index] = match["said"]
    if len(months) < 2:
        return set()
    dated: dict[int, list[str]] = {}
    for index, entry in enumerate(entries):
        dated.setdefault(entry.parent, []).append(months.get(index, ""))
    return {
        parent
        for parent, said in dated.items()
        if len(said) > 1 and all(said) and any(_FROM_TO.search(one) for one in said)
    }


def _arranged(value: str, entries: list[Entry]) -> set[int]:
    """The entries that say when and how (工作安排), where all below them are called 阶段."""
    found = {
        index
        for index, entry in enumerate(entries)
        if entry.kind == "tasks"
        and not entry.leaf
        and value.endswith(_ARRANGEMENTS, entry.heading.start, entry.heading.end)
    }
    if found:
        for _, _, _, _, parent, _, _, _, (start, end, _), _, _ in entries:
            if parent in found and not _STAGE.search(value, start, end):
                found.discard(parent)
    return found


def _kind(value: str, heading: Heading, start: int, end: int, above: str | None) -> tuple[str, bool]:
    """The kind of an entry: what its own heading names, unless the kind of the one above it settles that."""
    settled = above if above in _SETTLED else None
    if settled is not None and settled != "guiding":
        return settled, False
    title, title_end, _ = heading
    if title_end > title:
        own = headings.kind_of(value[title:title_end].strip(" 【】"))
    else:
        own = headings.kind_of(value[start : min(end, start + 12)], whole=end - start <= 12)
    if settled is not None:
        return (own, True) if own in _THOUGHT else (settled, False)
    if own is not None and (above is None or own != "tasks"):
        return own, True
    return above or "tasks", False
