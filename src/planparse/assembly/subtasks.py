"""The parts of an item: (1) … (2) … in its running text, or what each of several clauses speaks of.

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> from planparse.text import Text
>>> def parts(value):
...     material = Material(Text.raw(value), find_responsibilities(value))
...     return [(s.number, s.title, s.text, s.responsible_units) for s in find_subtasks(material, 0, len(value), range(len(material.clauses)))]
>>> parts("可以:(1)入股。以技术入股。(2)招商。帮助招商。")
[('(1)', '入股', '以技术入股。', ()), ('(2)', '招商', '帮助招商。', ())]
>>> parts("修路。(责任单位:甲局)架桥。(责任单位:乙局)")
[(None, None, '修路。', ('甲局',)), (None, None, '架桥。', ('乙局',))]
"""

from __future__ import annotations

from bisect import bisect_left
from typing import Final

from planparse.assembly.assignments import by_role
from planparse.assembly.material import Material, spans
from planparse.numbering import markers
from planparse.numbering.markers import Marker
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Subtask
from planparse.structure import headings

_BEFORE: Final = frozenset("。;:,!?)】〕”\n ")
_BESIDE: Final = lazily(
    r"(?:(?:^|\n)[\u3400-\u9fff]{2,6}(?:单位|部门|机构|领导|组长|电话|联系人|责任人):[^\n。]{1,60}){1,4}"
)
"""Lines of other fields between those that say who: 督导单位:县委督查室."""
_IDLE: Final = " 。;,、\n"
_made: Final = quick(Subtask)
_INLINE: Final = markers.WEAK | {"arabic"}


def find_subtasks(material: Material, start: int, end: int, clauses: range) -> tuple[Subtask, ...]:
    """The subtasks of an item whose text is `value[start:end]`, with the clauses that begin in it."""
    sequences = material.sequences
    first = bisect_left(sequences, start)
    counted = first < len(sequences) and sequences[first] < end
    numbered = inline_sequence(material.value, start, end) if counted else []
    if len(clauses) > 1:
        groups = _groups(material, start, clauses)
        if len(groups) > 1:
            return _by_clause(material, start, end, groups, numbered)
    if not numbered:
        return ()
    found: list[Subtask] = []
    for index, marker in enumerate(numbered):
        stop = numbered[index + 1].start if index + 1 < len(numbered) else end
        found.append(_subtask(material, marker.start, marker, stop, range(0), clauses))
    return tuple(found)


def _groups(material: Material, start: int, clauses: range) -> list[range]:
    """Clauses with no wording between them are one: 牵头单位 on a line, 责任单位 on the next, and 督导单位 between them."""
    groups: list[range] = []
    position = start
    for number in clauses:
        clause = material.clauses[number]
        between = material.value[position : clause.start].strip(_IDLE)
        if groups and (not between or _BESIDE.fullmatch(between)):
            groups[-1] = range(groups[-1].start, number + 1)
        else:
            groups.append(range(number, number + 1))
        position = clause.end
    return groups


def _by_clause(
    material: Material, start: int, end: int, groups: list[range], numbered: list[Marker]
) -> tuple[Subtask, ...]:
    """Each clause belongs to the wording before it, back to the clause before; what leads up to (1) is the item's."""
    value = material.value
    found: list[Subtask] = []
    begin = start
    for group in groups:
        stop = material.clauses[group[-1]].end
        while begin < stop and value[begin] in _IDLE:
            begin += 1
        if numbered and group is groups[0] and begin < numbered[0].start < material.clauses[group[0]].start:
            begin = numbered[0].start
        marker = markers.at(value, begin)
        if marker is not None and (
            marker.kind not in _INLINE or marker.end > material.clauses[group[0]].start
        ):
            marker = None
        found.append(_subtask(material, begin, marker, stop, group, group))
        begin = stop
    if value[begin:end].strip(_IDLE):
        found.append(_subtask(material, begin, None, end, range(0), range(0)))
    return tuple(found)


def _subtask(
    material: Material, start: int, marker: Marker | None, end: int, own: range, cuts: range
) -> Subtask:
    value = material.value
    body = marker.end if marker is not None else start
    while end > body and value[end - 1] in " \n":
        end -= 1
    title = None
    if marker is not None:
        line = value.find("\n", body, end)
        heading = headings.split(value, body, end if line < 0 else line, alone=line >= 0)
        if heading.end > heading.start and heading.rest < end:
            title, body = value[heading.start : heading.end].strip(), heading.rest
    assigned = [one for number in own for one in material.assigned[number]]
    units = by_role(assigned)
    starts = material.starts
    inside = [number for number in cuts if start <= starts[number] < end]
    return _made(
        number=marker.number if marker is not None else None,
        title=title,
        text=material.wording(body, end, spans(material.clauses, inside)),
        lead_units=units.lead,
        responsible_units=units.responsible,
        supporting_units=units.supporting,
        source=material.places.at(start, end),
    )


def inline_sequence(value: str, start: int, end: int) -> list[Marker]:
    """The first sequence that counts from 1 inside a text, of two numbers or more; else nothing."""
    sequences: dict[str, list[Marker]] = {}
    for marker in markers.candidates(value, start, end):
        if marker.kind not in _INLINE or (marker.start > start and value[marker.start - 1] not in _BEFORE):
            continue
        sequence = sequences.setdefault(marker.kind, [])
        if marker.ordinal == len(sequence) + 1:
            sequence.append(marker)
    return min((s for s in sequences.values() if len(s) > 1), key=lambda s: s[0].start, default=[])
