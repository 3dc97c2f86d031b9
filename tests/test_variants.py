"""Damage that scrapers, mail and old terminals do changes no number, title, unit or field of a sample."""

from __future__ import annotations

from collections import Counter
from typing import Any

import pytest

from planparse import Plan, parse
from planparse.readers import read_bytes
from tests.documents import NAMES, VARIANTS, text_of, without_line_breaks


def facts(plan: Plan) -> list[tuple[Any, ...]]:
    """What must not change: all that a task says but its wording's line ends and its places."""
    return [
        (
            task.id,
            task.number,
            task.title,
            task.section_kind,
            task.lead_units,
            task.responsible_units,
            task.supporting_units,
            tuple(sub.number for sub in task.subtasks),
            tuple((d.kind, d.date, d.start, d.inherited) for d in task.deadlines),
            Counter((t.measure, t.value, t.unit) for t in task.targets),
            "".join(task.text.split()),
        )
        for task in plan.tasks
    ] + [
        *((p.title, p.start, p.end) for p in plan.phases),
        *((g.name, sorted(g.roles.items())) for g in plan.groups),
    ]


@pytest.mark.parametrize("variant", VARIANTS)
@pytest.mark.parametrize("name", NAMES)
def test_a_damaged_document_reads_the_same(name: str, variant: str) -> None:
    assert facts(parse(VARIANTS[variant](text_of(name)))) == facts(parse(text_of(name)))


@pytest.mark.parametrize("name", NAMES)
def test_gb18030_bytes_read_the_same(name: str) -> None:
    source = read_bytes(text_of(name).encode("gb18030"), "plan.txt")
    assert source.reading.encoding == "gb18030"
    assert source.text == text_of(name)


def test_without_any_line_break_nearly_all_tasks_and_units_are_right() -> None:
    right = total = 0
    for name in NAMES:
        want = Counter(
            (t.number, t.lead_units, t.responsible_units, t.supporting_units)
            for t in parse(text_of(name)).tasks
        )
        plan = parse(without_line_breaks(text_of(name)))
        got = Counter((t.number, t.lead_units, t.responsible_units, t.supporting_units) for t in plan.tasks)
        right += sum((want & got).values())
        total += max(sum(want.values()), sum(got.values()))
    assert right / total >= 0.95
