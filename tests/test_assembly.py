"""What records hold that the cases do not print, and that the quick ways give what the plain ones give."""

from __future__ import annotations

import copy
from dataclasses import FrozenInstanceError, fields
from datetime import date
from typing import Any

import pytest

from planparse import parse, records
from planparse.patterns import lazily
from planparse.quick import quick

RECORDS = [
    kind
    for kind in vars(records).values()
    if isinstance(kind, type) and issubclass(kind, records.Record) and kind is not records.Record
]


@pytest.mark.parametrize(
    ("said", "day", "precision"),
    [
        ("2023年11月10日前", date(2023, 11, 10), "day"),
        ("2023年11月底前", date(2023, 11, 30), "month"),
        ("2023年底前", date(2023, 12, 31), "year"),
    ],
)
def test_a_date_for_all_tasks_is_as_precise_as_it_is_printed(said: str, day: date, precision: str) -> None:
    plan = parse(f"方案\n一、任务\n1.修路。修一公里。\n以上任务除注明时限外,均于{said}完成。")
    [deadline] = plan.tasks[0].deadlines
    assert (deadline.date, deadline.precision, deadline.inherited) == (day, precision, True)


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
def test_a_record_made_quickly_is_the_same(kind: Any) -> None:
    given = {one.name: f"值{number}" for number, one in enumerate(fields(kind))}
    plain, made = kind(**given), quick(kind)(**given)
    assert type(made) is kind
    assert (made, hash(made), repr(made)) == (plain, hash(plain), repr(plain))
    assert copy.deepcopy(made) == plain
    with pytest.raises(FrozenInstanceError):
        setattr(made, next(iter(given)), "别的")
    with pytest.raises(TypeError):
        quick(kind)(**given, no_field="多")


def test_a_pattern_that_waits_is_a_pattern() -> None:
    waiting = lazily(r"(?P<number>[0-9]+)座")
    assert copy.copy(waiting).pattern == waiting.pattern
    match = waiting.search("新建3座桥")
    assert match is not None
    assert match["number"] == "3"
    assert [one.span() for one in waiting.finditer("3座5座", 1)] == [(2, 4)]


def test_the_clause_above_is_taken_once_however_often_a_clause_names_it() -> None:
    """责任单位:同上、同上, item by item: the bodies would double with each."""
    items = [
        "1.修路。修管。(责任单位:县水利局)",
        *(f"{number}.架桥。架。(责任单位:同上、同上)" for number in range(2, 12)),
    ]
    plan = parse("清河县节水方案\n一、任务\n" + "\n".join(items))
    assert [len(task.assignments) for task in plan.tasks] == [1] * 11
    assert {task.responsible_units for task in plan.tasks} == {("县水利局",)}


def test_the_clause_above_stays_as_printed_where_it_grows_from_item_to_item() -> None:
    """责任单位:甲局、同上, item by item: each would name all bodies above it."""
    items = [f"{number % 99 + 1}.架桥。架。(责任单位:县{number}局、同上)" for number in range(400)]
    plan = parse("清河县节水方案\n一、任务\n" + "\n".join(items))
    sizes = [len(task.assignments) for task in plan.tasks]
    assert sizes[:3] == [1, 2, 3]
    assert max(sizes) <= 101
    assert plan.tasks[-1].responsible_units[0] == "县399局"
