"""What a clause says, field by field: who, which persons, by when, and whether the first-named lead.

>>> value = "(责任单位:甲局、乙局,列第一位的为牵头单位;责任人:张三;完成时限:6月)"
>>> clause = read_clause(value, 0, len(value), (1, 1, ""), len(value) - 1)
>>> [value[start:end] for share in clause.shares for start, end in share.names], clause.rule
(['甲局', '乙局'], 'lead_rule')
>>> [(role, value[start:end]) for role, (start, end) in clause.people], [value[start:end] for start, end in clause.times]
([('责任人', '张三')], ['6月'])
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final, NamedTuple

from planparse.clauses.brackets import CLOSERS, LONGEST_HEAD, OPEN, closing
from planparse.clauses.labels import (
    is_label,
    is_people_label,
    label_roles,
    label_start,
    labels_in,
    time_labels,
)
from planparse.clauses.pieces import Stretch
from planparse.clauses.shares import Share, are_bodies, read_shares
from planparse.clauses.units import ends_like_body
from planparse.clauses.when import says_when
from planparse.literals import positions
from planparse.patterns import LETTER, lazily
from planparse.quick import quick
from planparse.vocab import alternation, words

STATEMENT: Final = lazily(r"[,;。、(〔\[【〈]")
"""What a statement inside a clause begins behind."""
_FURTHER: Final = re.compile(r"[:】\]为]")
"""What stands behind every label."""
_UNKNOWN: Final = re.compile(rf"[;,。(\[〔【\n] ?(?P<label>{LETTER}{{2,10}}):")
_UNKNOWN_LABEL: Final = "?"
_TIME_LABEL: Final = lazily(r"[时時][间間限]|[期日]限|期|[进進]度|[节節][点點]")
_BEGINNING: Final = lazily(r"[开開]始|[启啟][动動]|[开開]工|起|[发發]布|印[发發]|成立|上[报報]")
_LONGEST_PREFIX: Final = 4
_BESIDE: Final = lazily(r"(?:\(|[及和与、/]其?)([^()及和与、/:]{2,6})\)?[\]】* ]*:?$")
_PERSON: Final = lazily(r"[\u4e00-\u9fff·]{2,4}")
_SHORTEST_PERSON, _LONGEST_PERSON = 2, 8
"""Characters of a person's name, and with the post before it (局长李四)."""


class Clause(NamedTuple):
    """`value[start:end]` with its brackets, and what it says."""

    start: int
    end: int
    shares: tuple[Share, ...]
    people: tuple[tuple[str, Stretch], ...] = ()
    """the label, and where the names of persons stand"""
    times: tuple[Stretch, ...] = ()
    """what stands behind 完成时限, or among the names as a date"""
    rule: str = ""
    """`lead_rule` or `comma_rule` where the clause says that the first-named lead, from here on"""
    rule_span: Stretch = (0, 0)
    scope_span: Stretch = (0, 0)
    """a statement about all tasks, which adds no unit to this one"""
    commas: tuple[int, ...] = ()
    """where commas stand between names"""
    unread: tuple[Stretch, ...] = ()
    """fields whose labels are not known, and what stands among the names and is none"""
    kept: bool = False
    """whether it is a sentence of the item, which stays in its text"""


_clause: Final = quick(Clause)


def read_clause(
    value: str, start: int, end: int, first: tuple[int, int, str], inner_end: int
) -> Clause | None:
    """Read the fields between the first label, which may be empty, and `inner_end`."""
    roles, vocabulary = label_roles(), words("responsibilities")
    fields = [first]
    if _FURTHER.search(value, first[1], inner_end):
        fields = _fields(value, first, inner_end)
    shares: list[Share] = []
    people: list[tuple[str, Stretch]] = []
    times: list[Stretch] = []
    unread: list[Stretch] = []
    commas: list[int] = []
    rule, rule_span, scope_span = "", (start, start), (start, start)
    for number, (opened, body, name) in enumerate(fields):
        stop = fields[number + 1][0] if number + 1 < len(fields) else inner_end
        content = value[body:stop]
        scope = _scope().search(value, body, stop) if "不再" in content else None
        if scope is not None:
            scope_span = (scope.start(), stop)
            stop = scope.start()
        said = _said_rule(value, body, stop)
        behind: Stretch = (stop, stop)
        if said is not None:
            rule = _rule_of(said)
            rule_span = _sentence(value, said.start(), body, stop)
            bracket = rule_span[0] - 1
            if bracket >= body and value[bracket] in OPEN:  # 甲厅(列第一位的为牵头单位)、乙厅
                closed = min(closing(value, bracket), stop)
                rule_span, behind = (bracket + 1, max(bracket + 1, closed - 1)), (closed, stop)
            stop = rule_span[0]
        while stop > body and value[stop - 1] in "([〔【〈 ,;。、\n":
            stop -= 1
        if not name or name in roles or name in vocabulary["open_labels"]:
            read = read_shares(value, body, stop, roles.get(name))
            listed = read.shares
            times += read.times
            unread += read.unread
            beside = _beside(value, opened, body) if body - opened > len(name) + 1 else ""
            if beside and is_people_label(beside):
                listed, persons = _with_persons(value, listed)
                people += [(beside, person) for person in persons]
            shares += listed
            if behind[0] < behind[1]:
                shares += read_shares(value, *behind, roles.get(name)).shares
            if "," in content:
                commas += positions(value, ",", start=body, end=stop)
        elif name in time_labels():
            times.append((body, stop))
        elif is_people_label(name):
            people.append((name, (body, stop)))
        elif name == _UNKNOWN_LABEL and body < stop:
            if _is_of_time(value, opened, body, stop):
                times.append((body, stop))
            else:
                unread.append((opened, stop))
    if not (shares or rule or people or times or first[2]):
        return None  # but a label without names (责任单位:/) is a clause
    said_of_it = (tuple(shares), tuple(people), tuple(times), rule, rule_span, scope_span, tuple(commas))
    return _clause(start, end, *said_of_it, tuple(unread))


def legend(value: str, start: int, end: int) -> str:
    """`lead_rule` or `comma_rule` where the stretch says that the first-named lead; else nothing."""
    said = _said_rule(value, start, end)
    return _rule_of(said) if said is not None else ""


def enclosed(value: str, bracket: int) -> Clause | None:
    """A bracket that lists bodies and says that the first-named lead, with no label or verb; None where it is none."""
    end = closing(value, bracket, LONGEST_HEAD)
    clause = read_clause(
        value, bracket, end, (bracket + 1, bracket + 1, ""), end - (value[end - 1] in CLOSERS)
    )
    return clause if clause is not None and clause.rule and are_bodies(value, clause.shares) else None


def _fields(value: str, first: tuple[int, int, str], end: int) -> list[tuple[int, int, str]]:
    """Each field of a clause: where its label begins, where it ends, and the label; `_UNKNOWN_LABEL` for one that is not known."""
    known = [label for label in labels_in(value, first[1], end) if is_label(value, label)]
    fields = [first]
    for label in known:
        start = label_start(value, label.start())
        low = max(fields[-1][1], start - _LONGEST_PREFIX - 1)
        begin = max([value.rfind(mark, low, start) for mark in ";,。 "]) + 1
        if 0 < begin < start and not ends_like_body(value, begin, start):
            start = begin  # 推进时限, 计划完成时间
        fields.append((start, label.end(), label["label"]))
    bodies = {body for _, body, _ in fields}
    unknown = [
        (match.start("label"), match.end(), _UNKNOWN_LABEL)
        for match in _UNKNOWN.finditer(value, max(0, first[1] - 1), end)
        if match.end() not in bodies
        and match["label"].isalpha()
        and _names_no_body(value, *match.span("label"))
    ]
    return [first, *sorted(fields[1:] + unknown)] if unknown else fields


def _is_of_time(value: str, start: int, body: int, end: int) -> bool:
    """Whether a field whose label is not known says by when: 时间安排:2023年10月, but not 启动时间."""
    label = value[start:body]
    named = _TIME_LABEL.search(label) is not None and _BEGINNING.search(label) is None
    return named and says_when(value, body, end)


def _names_no_body(value: str, start: int, end: int) -> bool:
    """Whether what stands before a colon is a field's label: 任务来源, 验收单位, and not 市教育局."""
    return not ends_like_body(value, start, end) or value.endswith(("单位", "部门", "机构"), start, end)


def _beside(value: str, start: int, body: int) -> str:
    """What a label says of what stands behind each name: 责任人 of 责任单位(责任人) and of 责任单位及责任人."""
    said = _BESIDE.search(value, start, body)
    return said[1] if said else ""


def _with_persons(value: str, shares: tuple[Share, ...]) -> tuple[tuple[Share, ...], list[Stretch]]:
    """The shares without the persons beside the names, and where these stand."""
    persons: list[Stretch] = []
    bare: list[Share] = []
    for share in shares:
        names: list[Stretch] = []
        for start, end in share.names:
            opening = value.rfind("(", start, end) if value[end - 1] == ")" else -1
            if opening > start:
                names.append((start, opening))
                persons.append((opening + 1, end - 1))
                continue
            last = _person_behind(value, start, end)
            if last > start:
                names.append((start, last))
            if last < end:
                persons.append((last + (value[last] == ":"), end))
        bare.append(share._replace(names=tuple(names)))
    return tuple(share for share in bare if share.names), persons


def _person_behind(value: str, start: int, end: int) -> int:
    """Where the body's name ends that stands before a person's: 县教育局张三; the start for a person alone, else the end."""
    if ends_like_body(value, start, end):
        return end
    for place in range(end - _SHORTEST_PERSON, max(start + 1, end - _LONGEST_PERSON - 1), -1):
        if value[place] != "长" and ends_like_body(value, start, place - (value[place - 1] == ":")):
            return place - (value[place - 1] == ":")
    return start if _PERSON.fullmatch(value, start, end) else end


def _said_rule(value: str, start: int, end: int) -> re.Match[str] | None:
    said = value[start:end]
    cued = "位" in said or "第一" in said or "首" in said
    return _legend().search(value, start, end) if cued else None


def _rule_of(said: re.Match[str]) -> str:
    return "comma_rule" if said["comma"] else "lead_rule"


def _sentence(value: str, at: int, start: int, end: int) -> Stretch:
    """The statement inside a clause that holds `at`: from the mark before it to the end."""
    begin = max((mark.end() for mark in STATEMENT.finditer(value, start, at)), default=start)
    return begin, end


@cache
def _legend() -> re.Pattern[str]:
    vocabulary = words("responsibilities")
    first, comma = vocabulary["lead_rules"]["names"], vocabulary["comma_rules"]["names"]
    return re.compile(f"(?P<first>{alternation(first)})|(?P<comma>{alternation(comma)})")


@cache
def _scope() -> re.Pattern[str]:
    """A statement from its opening (以下均需, 具体任务) or its sentence's start to 不再列出."""
    scopes = alternation(words("responsibilities")["scopes"]["names"])
    return re.compile(rf"(?:(?:以下|以上|具体任务|上述|各项)[^。;]{{0,80}}?)?{scopes}")
