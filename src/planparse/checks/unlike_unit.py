"""A unit that nothing knows, one character away from one that the plan names again and again: a slip of the pen.

单位名称与常见的一个只差一个字(多一字、少一字、错一字、字序颠倒),多半是笔误。常见的名称是同一文件里写过
三次以上的,以及单位名录里的(`--units`)。仅在层级、方位、序号和“和”“与”上不同的不算:市水利局与县水利局、
发展改革委与发展和改革委。机关的通用名称(区税务局)也不算。

错:

    tasks:
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业农林局]}

对:

    tasks:
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业农村局]}
    - {lead_units: [县农业局]}
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache

from planparse.checks.facts import Facts
from planparse.checks.problem import Path, Problem
from planparse.checks.walk import unit_lists
from planparse.findings import Severity
from planparse.records import Plan

SEVERITY: Severity = "warning"
TITLE = "单位名称疑有笔误"
HINT = "核对单位名称"

FAMILIAR = 3
"""Times that a plan prints a name before it counts as known."""
_SHORTEST = 4
"""Characters behind the level: one more or less tells two shorter names apart, as 县农办 and 县农资办."""
_SHORTEST_CHANGED = 5
"""The same where a character is changed: 县供电公司 and 县供水公司 are two bodies."""
_LEVELS = frozenset("省市县区州旗镇乡")
_MOST_ALIKE = 20
"""Names that share what remains of them: with more, one character tells them all apart."""
_TELLING = frozenset("省市县区州旗镇各街和与及第0123456789一二三四五六七八九十东西南北中新老上下大小()〔〕、")
"""Characters that make another body, or another way of writing the same one, where they are put in or changed."""
_HEADS = frozenset("局厅委办部院处科股队站所会室司署社团校行厂场库馆台网")
"""Last characters of names: 公安局 and 公安处 are two bodies."""
_PLACES = ("镇", "乡", "街道", "办事处", "街道办", "村", "社区", "政府", "管委会", "园区", "开发区")
"""Endings of what is named after a place: 红旗街道办事处 and 红星街道办事处 are two."""


def check(plan: Plan, facts: Facts) -> Iterator[Problem]:
    printed: Counter[str] = Counter()
    places: dict[str, Path] = {}
    for path, role, units in unit_lists(plan):
        for place, unit in enumerate(units):
            printed[unit] += 1
            places.setdefault(unit, (*path, role, place))
    strange = [
        unit
        for unit, times in printed.items()
        if times < FAMILIAR and len(unit) >= _SHORTEST and unit not in facts.known_units
    ]
    if not strange:
        return
    familiar = _by_remains(unit for unit, times in printed.items() if times >= FAMILIAR)
    known = _known(facts.known_units)
    for unit in strange:
        near = next((other for other in _candidates(unit, familiar, known) if is_slip(unit, other)), None)
        if near is not None and not _is_official(unit):
            yield Problem(places[unit], f"“{unit}”与“{near}”只差一字", hint=f"是否想写“{near}”?")


def is_slip(unit: str, other: str) -> bool:
    """Whether two names differ by one slip, and by nothing that tells two bodies apart.

    >>> is_slip("县农业农林局", "县农业农村局"), is_slip("县农村农业局", "县农业农村局"), is_slip("县农业农村农局", "县农业农村局")
    (True, True, True)
    >>> is_slip("市农业农村局", "县农业农村局"), is_slip("市发展和改革委", "市发展改革委"), is_slip("县民政局", "县财政局")
    (False, False, False)
    """
    shortest = min(len(unit), len(other))
    if unit == other or unit.endswith(_PLACES):
        return False
    start = 0
    while start < shortest and unit[start] == other[start]:
        start += 1
    end = 0
    while end < shortest - start and unit[-1 - end] == other[-1 - end]:
        end += 1
    stem = shortest - next((place + 1 for place in range(start) if unit[place] in _LEVELS), 0)
    if stem < _SHORTEST:
        return False
    ours, theirs = unit[start : len(unit) - end], other[start : len(other) - end]
    if len(ours) > 1 and len(theirs) > 1:
        return sorted(ours) == sorted(theirs)
    if _TELLING.intersection(ours + theirs) or (end == 0 and _HEADS.intersection(ours + theirs)):
        return False
    return len(ours) + len(theirs) == 1 or (len(ours) == len(theirs) == 1 and stem >= _SHORTEST_CHANGED)


def _is_official(unit: str) -> bool:
    """Whether a name ends with that of a body that every government has: 云溪区税务局 with 区税务局."""
    return any(unit[start:] in _official() for start in range(len(unit) - 2))


@cache
def _official() -> frozenset[str]:
    """The names of such bodies; their vocabulary is read only where a name looks odd."""
    from planparse.clauses.agencies import known_names

    return known_names()


def _by_remains(names: Iterable[str]) -> dict[str, list[str]]:
    """Each name under what remains of it without one of its characters: two names that share one are near."""
    found: dict[str, list[str]] = defaultdict(list)
    for name in names:
        if len(name) >= _SHORTEST:
            for remains in _remains(name):
                if len(found[remains]) < _MOST_ALIKE:
                    found[remains].append(name)
    return found


@lru_cache(maxsize=20_000)
def _remains(name: str) -> frozenset[str]:
    """The name itself, its characters in order, and the name without each of them."""
    shorter = (name[:place] + name[place + 1 :] for place in range(len(name)))
    return frozenset((name, "".join(sorted(name)), *shorter))


def _candidates(unit: str, *known: dict[str, list[str]]) -> Iterator[str]:
    for names in known:
        for remains in sorted(_remains(unit) & names.keys()):
            yield from names[remains]


@lru_cache(maxsize=8)
def _known(names: frozenset[str]) -> dict[str, list[str]]:
    """The names of a list, made ready once for all files."""
    return _by_remains(sorted(names))
