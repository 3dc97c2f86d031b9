"""Deadlines and targets of a stretch of text, as records; and what could not be read, as diagnostics."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from planparse.assembly.material import Material
from planparse.clauses.deadlines import Found, find_deadlines
from planparse.clauses.defaults import default_statement
from planparse.clauses.targets import Found as FoundTarget
from planparse.clauses.targets import find_targets
from planparse.clauses.times import FIVE_YEAR_PLANS, Calendar
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Deadline, Diagnostic, Document, Note, Target
from planparse.vocab import words

_target: Final = quick(Target)
_YEAR: Final = re.compile(r"((?:19|20)\d\d)(?:年(?<![\d至到-]\d{4}年)(?![度版])|(?<=\(\d{4})(?=\)))")
_TERM: Final = re.compile(
    r"(?P<first>(?:19|20)\d\d)年?\s*[-—–―~至到]+\s*(?P<last>(?:19|20)\d\d)"
    r"|(?P<plan>十[一二三四五六])五(?![届次条个])|第(?P<count>十[一二三四五六])个五年"
)
_ANNUAL: Final = lazily(r"(?P<year>20\d\d)年度(?!.*(?:整改|审计|决算|反馈|问题|考核|评估|总结))")
"""2020年度工作计划: the plan's year where nothing else names it, but not 2020年度审计问题整改方案."""
_OPENING_YEAR: Final = lazily(r"[—–\-·•\s]*(?P<year>20\d\d)年?[,::]")
_NUMBER_YEAR: Final = re.compile(r"〔((?:19|20)\d\d)〕")
_PLANNED_YEAR: Final = lazily(
    r"(?P<year>(?:19|20)\d\d)(?<![到至比较\d-]\d{4})(?<!年[、和及]\d{4})"
    r"年(?![度版级份代底末内前年已]|以[来前]|\d{1,2}月(?:\d{1,2}[日号])?[底末前已)至到—–~\-])"
)
_DATED_MONTH: Final = lazily(r"(?P<year>(?:19|20)\d\d)(?<!\d{5})年\d{1,2}月(?:\d{1,2}[日号])?[底末]?前?")


def calendar_of(document: Document, preamble: str) -> Calendar:
    """The plan's year: its number's, its title's, its date's; else the term's first, else the latest that its opening names.

    >>> calendar_of(Document(document_number="横委办〔2018〕45号"), "").year
    2018
    >>> calendar_of(Document(title="节水三年行动计划(2023-2025年)", document_date=date(2024, 3, 8)), "")
    Calendar(year=2024, document_date=datetime.date(2024, 3, 8), since=2023)
    """
    title = document.title or ""
    term = _term(title) or _term(document.notice_title or "")
    number = _NUMBER_YEAR.search(document.document_number or "")
    named = [int(one) for one in _YEAR.findall(_TERM.sub(" ", title))]
    issued = document.document_date or document.publication_date
    year: int | None
    if number:
        year = int(number[1])
    elif len(named) == 1 and (term is None or term[0] <= named[0] <= term[1]):
        year = named[0]
    elif issued:
        year = issued.year
        if term and document.document_date is None and year > term[1]:
            year = term[0]  # the day on which an old plan was put on the web
    elif term:
        year = term[0]
    else:
        annual = _ANNUAL.search(title)
        year = int(annual["year"]) if annual is not None else _year_of_opening(preamble)
    if term is None or year is None or year > term[1]:
        return Calendar(year, document.document_date, year)
    return Calendar(max(year, term[0]), document.document_date, term[0])


def _term(title: str) -> tuple[int, int] | None:
    """The first and the last year that a title names: (2023-2025年), “十四五”."""
    match = _TERM.search(title)
    if match is None:
        return None
    if match["first"]:
        return int(match["first"]), int(match["last"])
    last = FIVE_YEAR_PLANS[match["plan"] or match["count"]]
    return last - 4, last


def _year_of_opening(value: str) -> int | None:
    """The latest year that is neither a deadline's, a stage's nor a past one; else the first of those with a month."""
    named: list[int] = []
    dated: list[int] = []
    for place in positions(value, "年"):
        for pattern, years in ((_PLANNED_YEAR, named), (_DATED_MONTH, dated)):
            match = pattern.match(value, place - 4) if place > 3 else None
            if match is not None:
                years.append(int(match["year"]))
    return max(named) if named else min(dated, default=None)


def read_deadlines(
    material: Material,
    start: int,
    end: int,
    clauses: Sequence[int],
    diagnostics: list[Diagnostic],
    year: int | None = None,
) -> tuple[Deadline, ...]:
    """The deadlines in `value[start:end]`, in its text and behind 完成时限 in its clauses.

    `year` is what a table's column names: dates without one are read in it, not in the plan's.
    """
    labelled = [span for number in clauses for span in material.clauses[number].times]
    if not labelled and not material.signs.within(start, end):
        return ()
    calendar = material.calendar if year is None else material.calendar._replace(year=year)
    found: list[Deadline] = []
    for one in find_deadlines(material.value, start, end, calendar, signs=material.signs):
        if not any(begin <= one.start < stop for begin, stop in labelled):
            found.append(_deadline(material, one, diagnostics))
    for begin, stop in labelled:
        inside = list(
            find_deadlines(material.value, begin, stop, calendar, labelled=True, signs=material.signs)
        )
        found += [_deadline(material, one, diagnostics) for one in inside]
        if not inside:
            found += _said(material, begin, stop)
    return tuple(found)


def section_deadline(material: Material, clauses: Sequence[int]) -> Deadline | None:
    """The date behind 完成时限 in a clause below a section's heading: the tasks of the section have it; None without one."""
    found = (
        _deadline(material, one, [])
        for number in clauses
        for span in material.clauses[number].times
        for one in find_deadlines(
            material.value, *span, material.calendar, labelled=True, signs=material.signs
        )
    )
    dated = [one for one in found if one.date is not None]
    return replace(max(dated, key=lambda one: one.date or date.min), inherited=True) if dated else None


def _said(material: Material, start: int, end: int) -> list[Deadline]:
    """What stands behind 完成时限 without a date: 持续推进 is ongoing, 全国两会召开前 is kept as its wording."""
    while start < end and material.value[start] in " ,;。":
        start += 1
    while start < end and material.value[end - 1] in " ,;。":
        end -= 1
    text = material.value[start:end]
    if not text:
        return []
    ongoing = text.startswith(tuple(words("deadlines")["ongoing_behind_label"]))
    return [Deadline(text=text, kind="ongoing" if ongoing else "by", source=material.places.at(start, end))]


def _deadline(material: Material, found: Found, diagnostics: list[Diagnostic]) -> Deadline:
    place = material.places.at(found.start, found.end)
    text = material.value[found.start : found.end]
    if found.impossible:
        diagnostics.append(Diagnostic(code="impossible-date", message=f"没有“{text}”这一天", source=place))
    elif found.undated:
        diagnostics.append(
            Diagnostic(code="undated-deadline", message=f"“{text}”缺少年份或月份", source=place)
        )
    return Deadline(
        text=text,
        kind=found.kind,
        start=found.first,
        date=found.day,
        precision=found.precision if found.day else None,
        every=found.every,
        source=place,
    )


def due(deadlines: Sequence[Deadline]) -> date | None:
    """The last date by which all of it must be done."""
    return max([one.date for one in deadlines if one.date is not None], default=None) if deadlines else None


def read_targets(
    material: Material, start: int, end: int, clauses: Sequence[int] | None = None
) -> tuple[Target, ...]:
    """The targets in `value[start:end]`, its clauses left out; `clauses` are their numbers, where they are known."""
    if not material.numbers.within(start, end):
        return ()
    return tuple(
        _targets(material, start, end, material.clauses_in(start, end) if clauses is None else clauses)
    )


def _targets(
    material: Material, start: int, end: int, clauses: Sequence[int], dates: Sequence[Found] = ()
) -> list[Target]:
    """The targets of a stretch, each by the last of the dates before it."""
    value, at = material.value, material.places.at
    return [
        _target(
            text=value[one.start : one.end],
            indicator=one.indicator,
            comparator=one.comparator,
            value=one.value,
            unit=one.unit,
            by=_last_day(dates, one.measure[0]) if dates else None,
            measure=value[one.measure[0] : one.measure[1]],
            source=at(one.start, one.end),
        )
        for one in _found_targets(material, start, end, clauses)
    ]


def _last_day(dates: Sequence[Found], before: int) -> date | None:
    for one in reversed(dates):
        if one.start < before and one.day:
            return one.day
    return None


def _found_targets(material: Material, start: int, end: int, clauses: Sequence[int]) -> list[FoundTarget]:
    """The targets of the wording before, between and behind the clauses of a stretch."""
    value, since, numbers = material.value, material.calendar.since, material.numbers
    found: list[FoundTarget] = []
    for number in clauses:
        clause = material.clauses[number]
        if clause.kept or clause.start < start:
            continue
        if clause.start > start and numbers.within(start, clause.start):
            found += find_targets(value, start, clause.start, since, numbers)
        start = max(start, clause.end)
    if start < end and numbers.within(start, end):
        found += find_targets(value, start, end, since, numbers)
    return found


def read_goals(material: Material, lines: range, opening: int) -> list[Target]:
    """The document's own goals in a section of goals, each with the date that its paragraph names: 到2022年….

    `opening` is where the section's wording begins, behind its number.
    """
    found: list[Target] = []
    for number in lines:
        start, end = material.lines[number]
        start = max(start, opening)
        dates = list(find_deadlines(material.value, start, end, material.calendar, signs=material.signs))
        opened = _OPENING_YEAR.match(material.value, start, end)
        if opened and not any(one.start <= opened.start("year") < one.end for one in dates):
            day = date(int(opened["year"]), 12, 31)  # ——2026年,各项指标全面完成,…
            dates.insert(0, Found(opened.start("year"), opened.end(), "by", day, "year"))
        found.extend(_targets(material, start, end, material.clauses_in(start, end), dates))
    return found


def find_default(material: Material, start: int, end: int) -> tuple[Note, Deadline | None] | None:
    """以上所提目标任务,未明确年限的,皆为到2022年: the note, and the deadline it gives."""
    if not material.has_default:
        return None
    match = default_statement().search(material.value, start, end)
    if match is None:
        return None
    stop = material.value.find("。", match.end(), end)
    stop = end if stop < 0 else stop + 1
    begin = max(material.value.rfind(mark, start, match.start()) + 1 for mark in "。\n")
    begin = max(begin, start)
    found = find_deadlines(
        material.value, begin, stop, material.calendar, labelled=True, signs=material.signs
    )
    dated = next((one for one in found if one.day is not None), None)
    text, place = material.value[begin:stop].strip(), material.places.at(begin, stop)
    note = Note(kind="default_deadline", text=text, source=place)
    if dated is None:
        return note, None
    return note, Deadline(
        text=text, kind="by", date=dated.day, precision=dated.precision, inherited=True, source=place
    )
