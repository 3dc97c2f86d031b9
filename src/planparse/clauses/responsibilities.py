"""Who is to do it.

>>> value = "修路。(牵头单位:市交通局;责任单位:市财政局、各镇(街道))"
>>> for clause in find_responsibilities(value):
...     for share in clause.shares:
...         print(share.role, [value[start:end] for start, end in share.names])
lead ['市交通局']
responsible ['市财政局', '各镇(街道)']

A clause is a label with a colon and the names behind it: in brackets of any kind, at the start of a line, or
behind the end of a sentence. It may hold several labels.
"""

from __future__ import annotations

import re
from functools import cache
from typing import NamedTuple, cast

from planparse.clauses.units import Stretch, name_stretches
from planparse.records import Role
from planparse.vocab import alternation, words

LONGEST_CLAUSE = 1500
"""Characters: a bracket that is not closed by then is not a clause's."""

_BRACKET = re.compile(r"[()\[\]〔〕【】]")
_OPEN = frozenset("([〔【")
_BOUNDARY = frozenset("\n。;!?)】〕] :")
_LIST_MARKS = " \t-*#.·•"


class Share(NamedTuple):
    """The names of one role in a clause."""

    role: Role
    names: tuple[Stretch, ...]


class Clause(NamedTuple):
    """`value[start:end]` with its brackets, and who has which role in it."""

    start: int
    end: int
    shares: tuple[Share, ...]
    rule: str
    """`lead_rule` or `comma_rule` where the clause says that the first-named lead, from here on"""
    rule_span: Stretch
    commas: tuple[int, ...]
    """where the commas stand that separate names outside brackets"""


def find_responsibilities(value: str) -> list[Clause]:
    """Every responsibility clause of a normalised text, in order."""
    found: list[Clause] = []
    done = 0
    for match in _label().finditer(value):
        if match.start() < done:
            continue
        stretch = _stretch(value, match, done)
        if stretch is None:
            continue
        start, inner_end, done = stretch
        clause = _read(value, start, done, match, inner_end)
        if clause is not None:
            found.append(clause)
    return found


def _stretch(value: str, label: re.Match[str], done: int) -> tuple[int, int, int] | None:
    """Where the clause of a label begins, where its names end, and where it ends; None where the label opens none."""
    start = label.start()
    while start > done and value[start - 1] in "* ":
        start -= 1
    before = value[start - 1] if start > 0 else "\n"
    if before in _OPEN:
        start -= 1
        end = _closing(value, start)
        inner_end = end - 1 if value[end - 1] in ")]〕】" else end
        return start, inner_end, end
    if before in _LIST_MARKS:
        line = value.rfind("\n", max(0, start - 8), start) + 1
        if not value[line:start].strip(_LIST_MARKS):
            start = line
        elif before != " ":
            return None
    elif before not in _BOUNDARY:
        return None
    end = _line_end(value, label.end())
    return start, end, end


def _closing(value: str, start: int) -> int:
    """Behind the bracket that closes the one at `start`; the line's end where none does."""
    depth = 0
    line_end = value.find("\n", start)
    limit = min(len(value) if line_end < 0 else line_end, start + LONGEST_CLAUSE)
    for match in _BRACKET.finditer(value, start, limit):
        if match[0] in _OPEN:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return match.end()
    return limit


def _line_end(value: str, start: int) -> int:
    """Where a clause without brackets ends: at the line's end or with its sentence."""
    end = value.find("\n", start)
    end = len(value) if end < 0 else end
    stop = value.find("。", start, end)
    return stop + 1 if stop >= 0 else end


def _read(value: str, start: int, end: int, label: re.Match[str], inner_end: int) -> Clause | None:
    """Read the roles between the first label and `inner_end`."""
    roles = _roles()
    fields = [(label.start("label"), label.end(), label["label"])]
    fields += [
        (m.start("label"), m.end(), m["label"])
        for m in _inner_label().finditer(value, label.end(), inner_end)
    ]
    shares: list[Share] = []
    commas: list[int] = []
    rule, rule_span = "", (start, start)
    for number, (_, body, name) in enumerate(fields):
        stop = fields[number + 1][0] if number + 1 < len(fields) else inner_end
        legend = _legend().search(value, body, stop)
        if legend is not None:
            rule = "comma_rule" if legend["comma"] else "lead_rule"
            rule_span = _sentence(value, legend.start(), body, stop)
            stop = rule_span[0]
        scope = _scope().search(value, body, stop)
        if scope is not None:
            stop = _sentence(value, scope.start(), body, stop)[0]
        role = roles.get(name)
        if role is None:
            continue
        names = tuple(name_stretches(value, body, stop))
        if names:
            shares.append(Share(role, names))
        commas += [place for place in range(body, stop) if value[place] == ","]
    if not shares and not rule:
        return None
    return Clause(start, end, tuple(shares), rule, rule_span, tuple(commas))


def _sentence(value: str, at: int, start: int, end: int) -> Stretch:
    """The statement inside a clause that holds `at`: from the mark before it to the end."""
    begin = max(value.rfind(mark, start, at) for mark in ",;。、(")
    return (begin + 1 if begin >= 0 else start), end


@cache
def _roles() -> dict[str, Role]:
    groups = words("responsibilities")["roles"]
    return {label: cast(Role, role) for role, group in groups.items() for label in group["labels"]}


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?P<label>{alternation(_roles())})[\]】*]{{0,3}} ?:")


@cache
def _inner_label() -> re.Pattern[str]:
    """A further label inside a clause, behind a mark or run together with the name before it."""
    labels = [*_roles(), *words("responsibilities")["other_labels"]]
    return re.compile(f"(?P<label>{alternation(labels)}) ?:")


@cache
def _legend() -> re.Pattern[str]:
    vocabulary = words("responsibilities")
    first, comma = vocabulary["lead_rules"]["names"], vocabulary["comma_rules"]["names"]
    return re.compile(f"(?P<first>{alternation(first)})|(?P<comma>{alternation(comma)})")


@cache
def _scope() -> re.Pattern[str]:
    return re.compile(alternation(words("responsibilities")["scopes"]["names"]))
