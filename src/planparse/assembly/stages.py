"""The stages of 实施步骤: which entries are stages, what they are called, from when to when they run.

>>> stage_title("安排部署阶段(2024年3月11日-3月22日)", "")
'安排部署阶段'
>>> stage_title("部署阶段:2022年3月1日至3月31日", "2022年3月1日至3月31日")
'部署阶段'
"""

from __future__ import annotations

import re
from datetime import date, timedelta
from functools import cache
from typing import Final

from planparse.assembly.material import Material
from planparse.clauses.ranges import Range, find_range
from planparse.patterns import lazily
from planparse.records import Deadline, Phase
from planparse.structure.headings import LONGEST
from planparse.structure.outline import Entry
from planparse.vocab import words

_NAMED: Final = re.compile(r"[阶階]段|时期|环节|第[一二三四五六]步")
_DATED: Final = lazily(r"[(〔][^)〕]*(?:\d年|\d月)[^)〕]*[)〕]")
_DATES: Final = re.compile(r"[(〔\[][^()〔〕\[\]]*(?:年|月|日|\d\.\d)[^()〔〕\[\]]*[)〕\]]")
_OPENS_TIME: Final = frozenset("0123456789自从一二三四五六七八九十今")
_LEADS_IN: Final = re.compile(r"(?<=[:,、\s(])[自从于]$")
_COUPLED: Final = lazily(r"[:,、 ]*(?:[为是](?=.))?")
_BEHIND_DATES: Final = frozenset({"", "起", "开始", "以后", "及以后", "之后"})
_NEXT: Final = timedelta(days=183)
"""A stage that begins this long after the one before it does not go on from it."""
_AFTERWARDS: Final = ("及以后", "以后", "之后", "后")


def names_stage(material: Material, entry: Entry, *, below: bool) -> bool:
    """Whether an entry of 实施步骤 is one of its stages: it says so, or it says from when to when it runs.

    `below` says that it stands below a stage: a date then makes no stage of it, nor does a name (总结验收) alone.
    """
    if entry.kind != "phases" or entry.named:
        return False
    start, end = _said(material, entry)
    if entry.kind_of_marker == "stage" or _NAMED.search(material.value, start, end):
        return True
    if below:
        return False
    if _DATED.search(material.value, start, end) or _runs(material, entry, start, end):
        return True
    return material.value.startswith(_names(), start, end) and not material.clauses_in(
        *_extent(material, entry)
    )


def _said(material: Material, entry: Entry) -> tuple[int, int]:
    """Where the name of a stage stands: its heading, or all of a short line."""
    start, end, _ = entry.heading
    if start == end:
        stop = material.lines[entry.lines.start][1]
        end = stop if stop - start <= LONGEST else end
    return start, end


def _extent(material: Material, entry: Entry) -> tuple[int, int]:
    return entry.start, material.lines[entry.lines.stop - 1][1]


def _runs(material: Material, entry: Entry, start: int, end: int) -> bool:
    """Whether an entry's heading runs from one date to another, or its text opens with when it runs."""
    value, heading = material.value, entry.heading
    if start == end:
        return False
    found = find_range(value, start, end, material.calendar, material.signs)
    if found is not None and found.first is not None and found.last is not None:
        return True
    if value[heading.rest : heading.rest + 1] not in _OPENS_TIME:
        return False
    stop = _sentence_end(material, entry)
    found = find_range(value, heading.rest, stop, material.calendar, material.signs)
    if found is None or found.start > heading.rest + 1:
        return False
    return found.end == stop or (found.first is not None and found.last is not None)


def _sentence_end(material: Material, entry: Entry) -> int:
    """Where the first sentence behind an entry's heading ends."""
    end = _extent(material, entry)[1]
    stop = material.value.find("。", entry.heading.rest, end)
    return stop if stop >= 0 else end


def read_stage(
    material: Material, entry: Entry, own: range, before: Phase | None = None
) -> tuple[Phase, Deadline | None]:
    """A stage, and the date that tasks below it inherit; `before` is the stage that it goes on from, if there is one."""
    value, heading = material.value, entry.heading
    start, end = material.extent(own)
    begin, stop = _said(material, entry)
    found = _range_behind(material, begin, stop, before)
    said = value[found.start : found.end] if found is not None else ""
    title = stage_title(value[begin:stop], said)
    if found is None:
        stop = min(_sentence_end(material, entry), end)
        found = _range_behind(material, heading.rest, stop, before)
    if entry.kind_of_marker == "stage":
        title = title[_coupled(title) :] or entry.number
    rest = heading.rest
    if heading.start == heading.end and begin < stop < end and value.find("。", begin, stop) < 0:
        rest = stop  # the line above the text is the stage's name: 检查验收阶段:12月
    first, last = _days(value, found)
    phase = Phase(
        title=title,
        start=first,
        end=last,
        text=material.wording(rest, end),
        source=material.places.at(start, end),
    )
    if found is None or last is None:
        return phase, None
    inherited = Deadline(
        text=value[found.start : found.end],
        kind="by",
        date=last,
        precision=found.precision,
        inherited=True,
        source=material.places.at(found.start, found.end),
    )
    return phase, inherited


def _range_behind(material: Material, start: int, end: int, before: Phase | None) -> Range | None:
    """When a stage runs. Where it prints no year, it goes on in that of the stage before it, or in the next: 12月, 1月."""
    value, calendar, signs = material.value, material.calendar, material.signs
    if before is None or before.end is None:
        return find_range(value, start, end, calendar, signs)
    found = find_range(value, start, end, calendar._replace(year=before.end.year), signs)
    if found is None or (found.first or found.last or before.end) >= (before.start or before.end):
        return found
    later = find_range(value, start, end, calendar._replace(year=before.end.year + 1), signs)
    day = later and (later.first or later.last)
    return later if day is not None and day - before.end < _NEXT else found


@cache
def _names() -> tuple[str, ...]:
    return tuple(words("sections")["stages"]["names"])


def _coupled(title: str) -> int:
    """How much of a title couples it to its number: 第一阶段为动员部署阶段."""
    match = _COUPLED.match(title)
    return match.end() if match else 0


def stage_title(heading: str, dates: str) -> str:
    """A stage's name without the dates in brackets behind it, and without `dates`, which stand in the heading or nowhere."""
    title = _DATES.sub("", heading)
    before, found, behind = title.partition(dates) if dates else (title, "", "")
    before = _LEADS_IN.sub("", before)
    if found and not before.strip(" :,自从于"):
        title = behind.lstrip(" :,、")
        title = title[_coupled(title) :]  # 3月1日至3月15日为宣传发动阶段
    elif found and behind.strip(" :,。") in _BEHIND_DATES and before[-1:] in " :,、":
        title = before
    return title.strip(" :,。") or ("" if found else heading)


def _days(value: str, found: Range | None) -> tuple[date | None, date | None]:
    """The first and the last day; what runs 以后 has no last one."""
    if found is None:
        return None, None
    if found.first is None and found.last is not None and value.startswith(_AFTERWARDS, found.end):
        first = {"month": {"day": 1}, "year": {"day": 1, "month": 1}}.get(found.precision, {})
        return found.last.replace(**first), None
    return found.first, found.last
