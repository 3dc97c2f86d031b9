"""The parts of an item: (1) … (2) … in its running text, or what each of several clauses speaks of.

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> from planparse.text import Text
>>> def parts(value):
...     material = Material.of(Text.raw(value), find_responsibilities(value))
...     return [(s.number, s.title, s.text, s.responsible_units) for s in find_subtasks(material, 0, len(value))]
>>> parts("可以:(1)入股。以技术入股。(2)招商。帮助招商。")
[('(1)', '入股', '以技术入股。', ()), ('(2)', '招商', '帮助招商。', ())]
>>> parts("修路。(责任单位:甲局)架桥。(责任单位:乙局)")
[(None, None, '修路。', ('甲局',)), (None, None, '架桥。', ('乙局',))]
"""

from __future__ import annotations

from planparse.assembly.assignments import units
from planparse.assembly.material import Material, spans
from planparse.numbering import markers
from planparse.numbering.markers import Marker
from planparse.records import Subtask
from planparse.structure import headings

_BEFORE = frozenset("。;:,!?)】〕”\n ")
_INLINE = markers.WEAK | {"arabic"}


def find_subtasks(material: Material, start: int, end: int) -> tuple[Subtask, ...]:
    """The subtasks of an item whose text is `value[start:end]`."""
    clauses = material.clauses_in(start, end)
    if len(clauses) > 1:
        return _by_clause(material, start, end, clauses)
    numbered = inline_sequence(material.value, start, end)
    if not numbered:
        return ()
    found: list[Subtask] = []
    for index, marker in enumerate(numbered):
        stop = numbered[index + 1].start if index + 1 < len(numbered) else end
        found.append(_subtask(material, marker.start, marker, stop, range(0), list(clauses)))
    return tuple(found)


def _by_clause(material: Material, start: int, end: int, clauses: range) -> tuple[Subtask, ...]:
    """Each clause belongs to the wording before it, back to the clause before."""
    found: list[Subtask] = []
    position = start
    for number in clauses:
        clause = material.clauses[number]
        begin = position + len(material.value[position : clause.start]) - len(
            material.value[position : clause.start].lstrip(" 。;,\n")
        )
        marker = markers.at(material.value, begin) if begin < clause.start else None
        if marker is not None and marker.kind not in _INLINE:
            marker = None
        found.append(_subtask(material, begin, marker, clause.end, range(number, number + 1), [number]))
        position = clause.end
    if material.value[position:end].strip(" 。;,\n"):
        found.append(_subtask(material, position, None, end, range(0), []))
    return tuple(found)


def _subtask(
    material: Material, start: int, marker: Marker | None, end: int, own: range, cuts: list[int]
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
    inside = [number for number in cuts if start <= material.clauses[number].start < end]
    return Subtask(
        number=marker.number if marker is not None else None,
        title=title,
        text=material.wording(body, end, spans(material.clauses, inside)),
        lead_units=units(assigned, "lead"),
        responsible_units=units(assigned, "responsible"),
        supporting_units=units(assigned, "supporting"),
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
