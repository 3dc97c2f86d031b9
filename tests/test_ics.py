"""The calendar: read by another program, stable where a second extraction meets an edited text."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from icalendar import Calendar

from planparse import Plan, extract, parse
from planparse.exporters.ics import export, folded
from planparse.exporters.layout import Layout
from planparse.records import Deadline, Phase, Source
from tests.documents import NAMES, sample

TEXT = """关于印发《清河县节水方案》的通知
清政发〔2024〕3号
一、重点任务
1.修管网。2024年3月底前完成勘察,2024年9月底前完工。(牵头单位:县水利局;配合单位:各镇)
2.建泵站。2024年6月底前建成2座。(牵头单位:县发改局)
3.保供水。长期坚持。(牵头单位:县水利局)
二、实施步骤
(一)启动阶段(2024年1月1日—2月29日)。动员部署。
(二)验收阶段(2024年12月31日前)。组织验收。
"""


def events(plan: Plan) -> list[Any]:
    calendar = Calendar.from_ical(export(plan, Layout()))
    return list(calendar.walk("VEVENT"))


def said(plan: Plan) -> dict[str, tuple[str, date, date | None]]:
    """By UID: summary, first day, and the day behind the last."""
    return {
        str(event["UID"]): (
            str(event["SUMMARY"]),
            event["DTSTART"].dt,
            event["DTEND"].dt if "DTEND" in event else None,
        )
        for event in events(plan)
    }


def uids(plan: Plan) -> dict[str, str]:
    """By summary without the deadline's wording: UID."""
    return {summary: uid for uid, (summary, _, _) in said(plan).items()}


@pytest.mark.parametrize("name", NAMES)
def test_every_dated_deadline_and_phase_is_an_event(name: str) -> None:
    plan = extract(sample(name))
    days = [one.date for task in plan.tasks for one in task.deadlines if one.date]
    days += [phase.start or phase.end for phase in plan.phases]  # type: ignore[misc]
    found = events(plan)
    assert [event["DTSTART"].dt for event in found] == days
    assert len({str(event["UID"]) for event in found}) == len(found)


def test_what_an_event_says() -> None:
    plan = parse(TEXT)
    assert list(said(plan).values()) == [
        ("2024年3月底前:修管网", date(2024, 3, 31), None),
        ("2024年9月底前:修管网", date(2024, 9, 30), None),
        ("2024年6月底前:建泵站", date(2024, 6, 30), None),
        ("启动阶段", date(2024, 1, 1), date(2024, 3, 1)),
        ("验收阶段", date(2024, 12, 31), None),
    ]
    description = str(events(plan)[0]["DESCRIPTION"])
    assert description.split("\n") == [
        "一、重点任务",
        "1 修管网",
        "2024年3月底前完成勘察,2024年9月底前完工。",
        "牵头单位:县水利局",
        "配合单位:各镇",
        "第4行",
    ]


def test_an_edited_text_keeps_its_uids() -> None:
    before = uids(parse(TEXT))
    edited = (
        TEXT.replace("2024年6月底前建成2座", "2024年8月底前建成3座,同步验收")
        .replace("1.修管网", "1.查漏损。2024年5月底前查清。(牵头单位:县住建局)\n2.修管网")
        .replace("2.建泵站", "3.建泵站")
        .replace("3.保供水", "4.保供水")
        .replace("县发改局", "县发展改革局")
        .replace("2月29日", "3月15日")
    )
    after = said(parse(edited))
    assert after[before["2024年6月底前:建泵站"]] == ("2024年8月底前:建泵站", date(2024, 8, 31), None)
    assert after[before["2024年3月底前:修管网"]][0] == "2024年3月底前:修管网"
    assert after[before["2024年9月底前:修管网"]][0] == "2024年9月底前:修管网"
    assert after[before["启动阶段"]][2] == date(2024, 3, 16)
    assert set(before.values()) < set(after), "nothing is left behind"
    assert len(after) == len(before) + 1


def test_another_document_has_other_uids() -> None:
    other = parse(TEXT.replace("3号", "4号"))
    assert not set(said(parse(TEXT))) & set(said(other))


def test_tasks_without_a_title_are_told_apart_by_their_number() -> None:
    plan = parse("一、任务\n1.修路架桥,2024年3月底前完成\n2.修路架桥,2024年3月底前完成")
    assert len(said(plan)) == 2
    edited = parse("一、任务\n1.修路架桥和通水,2024年3月底前完成\n2.修路架桥,2024年5月底前完成")
    assert set(said(edited)) == set(said(plan))


def test_no_clock_is_asked() -> None:
    plan = extract(sample("yunxi-2024-plan"))
    assert export(plan, Layout()) == export(extract(sample("yunxi-2024-plan")), Layout())
    stamps = {event["DTSTAMP"].dt for event in events(plan)}
    assert stamps == {datetime(2024, 3, 8, tzinfo=UTC)}


def test_lines_are_folded_and_end_as_they_should() -> None:
    for name in NAMES:
        data = export(extract(sample(name)), Layout())
        assert data.endswith(b"END:VCALENDAR\r\n")
        assert b"\n" not in data.replace(b"\r\n", b"")
        for line in data.split(b"\r\n"):
            assert len(line) <= 75
            line.decode("utf-8")


@given(st.text(st.characters(codec="utf-8", exclude_characters="\r\n"), max_size=300))
def test_folding_loses_nothing(line: str) -> None:
    parts = folded(line).split(b"\r\n ")
    assert b"".join(parts).removesuffix(b"\r\n").decode() == line
    assert all(
        len(part) <= 75 - bool(number) for number, part in enumerate(folded(line)[:-2].split(b"\r\n "))
    )


def test_hostile_text_stays_in_its_value() -> None:
    plan = parse(TEXT)
    hostile = '修;路,\\n架\\桥\nEND:VEVENT\r\nBEGIN:VALARM\x07:;X="1"' + "长" * 10_000
    task = replace(plan.tasks[0], title=hostile[:40], text=hostile)
    found = events(replace(plan, tasks=(task,), document=replace(plan.document, title=hostile[:60])))
    assert len(found) == 4
    kept = hostile.replace("\x07", "").replace("\r", "")
    assert kept in str(found[0]["DESCRIPTION"])


def test_days_at_the_ends_of_the_calendar() -> None:
    place = Source(line=1, start=0, end=1)
    plan = parse(TEXT)
    task = replace(plan.tasks[0], deadlines=(Deadline(text="尽头", kind="by", date=date.max),))
    phases = (
        Phase(title="始终", start=date.min, end=date.max, source=place),
        Phase(title="颠倒", start=date(2024, 2, 1), end=date(2024, 1, 1), source=place),
        Phase(title="无期", source=place),
    )
    found = list(said(replace(plan, tasks=(task,), phases=phases)).values())
    assert found == [
        ("尽头:修管网", date.max, None),
        ("始终", date.min, None),
        ("颠倒", date(2024, 1, 1), date(2024, 2, 2)),
    ]


def test_a_calendar_without_dates_is_one_too() -> None:
    data = export(parse("一、任务\n1.修路。修。"), Layout())
    [only] = Calendar.from_ical(data).subcomponents
    assert only.name == "VTIMEZONE", "RFC 5545 wants one component at least"
    assert b"VTIMEZONE" not in export(parse(TEXT), Layout())


def test_no_two_events_have_one_uid() -> None:
    plan = parse(TEXT)
    tasks = tuple(replace(task, id=f"{n}.{task.id}") for n in range(40) for task in plan.tasks)
    found = events(replace(plan, tasks=tasks))
    assert len({str(event["UID"]) for event in found}) == len(found) == 40 * 3 + 2
