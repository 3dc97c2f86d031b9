"""A calendar (iCalendar, RFC 5545): each dated deadline on its day, each phase from its first day to its last.

An event's UID is made of the document's number (else its title), the task's title (else its id) and which of the
task's deadlines it is, and of nothing that an edit of wording, date or units changes: importing the calendar of an
edited text updates the events. No clock is asked: a calendar is stamped with the document's own day.
"""

from __future__ import annotations

import re
import uuid
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta

from planparse.exporters.breakdown import headline, place
from planparse.exporters.layout import Layout
from planparse.exporters.plain import legal
from planparse.exporters.rows import COLUMNS
from planparse.records import Deadline, Plan, Task

_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_URL, "https://pypi.org/project/planparse/")
_LONGEST = 75
"""Octets of a line, its end not counted."""
_TIME_ZONE = (
    "BEGIN:VTIMEZONE",
    "TZID:Asia/Shanghai",
    "BEGIN:STANDARD",
    "DTSTART:19700101T000000",
    "TZOFFSETFROM:+0800",
    "TZOFFSETTO:+0800",
    "END:STANDARD",
    "END:VTIMEZONE",
)
"""What a calendar without events holds: RFC 5545 wants one component at least."""
_SPECIAL = re.compile(r"[\\;,]")
_UNDATED = date(1970, 1, 1)
_DETAILS = tuple(
    column
    for column in COLUMNS
    if column.key in ("lead_units", "responsible_units", "supporting_units", "people", "targets")
)


def export(plan: Plan, layout: Layout) -> bytes:
    """The calendar: UTF-8, lines that end with CR LF and are folded at 75 octets."""
    return b"".join(folded(line) for line in _calendar(plan, layout))


def folded(line: str) -> bytes:
    """One content line with its line end; a long one is folded between characters, never within one.

    >>> [len(part) for part in folded("SUMMARY:" + "修" * 30).split(b"\\r\\n")]
    [74, 25, 0]
    """
    data = line.encode("utf-8")
    parts: list[bytes] = []
    while len(data) > _LONGEST - bool(parts):
        cut = _LONGEST - bool(parts)
        while data[cut] & 0xC0 == 0x80:  # inside a character
            cut -= 1
        parts.append(data[:cut])
        data = data[cut:]
    return b"\r\n ".join([*parts, data]) + b"\r\n"


def text(value: str) -> str:
    """A value of type TEXT.

    >>> text("修路;架桥,通水\\n")
    '修路\\\\;架桥\\\\,通水\\\\n'
    """
    return _SPECIAL.sub(r"\\\g<0>", legal(value)).replace("\n", "\\n")


def _calendar(plan: Plan, layout: Layout) -> Iterator[str]:
    document = plan.document
    stamp = _basic(document.document_date or document.publication_date or _UNDATED)
    yield from ("BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//planparse//planparse//ZH", "CALSCALE:GREGORIAN")
    if document.title:
        yield f"X-WR-CALNAME:{text(document.title)}"
    events = [*_deadlines(plan, layout), *_phases(plan)]
    if not events:
        yield from _TIME_ZONE
    for event in events:
        yield from ("BEGIN:VEVENT", event[0], f"DTSTAMP:{stamp}T000000Z", *event[1:])
        yield from ("TRANSP:TRANSPARENT", "END:VEVENT")
    yield "END:VCALENDAR"


def _deadlines(plan: Plan, layout: Layout) -> Iterator[list[str]]:
    """The lines of each deadline's event, its UID first."""
    titles = Counter(_essence(task.title or "") for task in plan.tasks)
    for task in plan.tasks:
        title = _essence(task.title or "")
        key = title if title and titles[title] == 1 else task.id
        dated = ((deadline, deadline.date) for deadline in task.deadlines if deadline.date)
        for number, (deadline, day) in enumerate(dated):
            yield [
                _uid(plan, "deadline", key, str(number)),
                *_days(day, day),
                f"SUMMARY:{text(f'{deadline.text}:{headline(task)}')}",
                f"DESCRIPTION:{text(_description(task, deadline, layout))}",
            ]


def _phases(plan: Plan) -> Iterator[list[str]]:
    titles = Counter(_essence(phase.title) for phase in plan.phases)
    for number, phase in enumerate(plan.phases):
        first, last = phase.start or phase.end, phase.end or phase.start
        if first is None or last is None:
            continue
        title = _essence(phase.title)
        key = title if titles[title] == 1 else str(number)
        lines = [
            _uid(plan, "phase", key),
            *_days(min(first, last), max(first, last)),
            f"SUMMARY:{text(phase.title)}",
        ]
        yield [*lines, f"DESCRIPTION:{text(phase.text)}"] if phase.text else lines


def _description(task: Task, deadline: Deadline, layout: Layout) -> str:
    lines = [" / ".join(task.outline), f"{task.number} {task.title or ''}".strip(), task.text]
    lines += [
        f"{column.header(layout.labels)}:{column.cell(task)}" for column in _DETAILS if column.cell(task)
    ]
    return "\n".join(line for line in [*lines, place(deadline.source or task.source, layout.labels)] if line)


def _days(first: date, last: date) -> list[str]:
    """An all-day event: it ends on the day behind its last, and one of a single day needs no end."""
    lines = [f"DTSTART;VALUE=DATE:{_basic(first)}"]
    if first != last and last != date.max:
        lines.append(f"DTEND;VALUE=DATE:{_basic(last + timedelta(days=1))}")
    return lines


def _basic(value: date) -> str:
    return value.isoformat().replace("-", "")


def _uid(plan: Plan, *key: str) -> str:
    """What stays when the text is edited: RFC 7986 advises a UUID, which tells nothing of the document."""
    document = plan.document
    identity = _essence(document.document_number or document.title or "") or plan.source.file
    return f"UID:{uuid.uuid5(_NAMESPACE, '/'.join((identity, *key)))}"


def _essence(words: str) -> str:
    """The letters, characters and digits of a text: what a corrected comma or space leaves as it is."""
    return "".join(character for character in words if character.isalnum())
