"""Who is to do it.

>>> value = "修路。(牵头单位:市交通局;责任单位:市财政局、各镇(街道))架桥。(县水利局负责)"
>>> for clause in find_responsibilities(value):
...     for share in clause.shares:
...         print(share.role, [value[start:end] for start, end in share.names])
lead ['市交通局']
responsible ['市财政局', '各镇(街道)']
responsible ['县水利局']

A clause is a label with a colon and the names behind it: in brackets of any kind, at the start of a line, or
behind the end of a sentence; or names and verbs in brackets, or as the last sentence of a paragraph.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.brackets import CLOSERS, LONGEST_HEAD, OPEN, closing, open_before
from planparse.clauses.fields import Clause, read_clause
from planparse.clauses.labels import (
    is_label,
    is_people_label,
    label_roles,
    label_start,
    labels_in,
    other_labels,
    time_labels,
)
from planparse.clauses.pieces import Stretch
from planparse.clauses.shares import is_told
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.clauses.verbal import find_timed, find_verbal
from planparse.clauses.when import says_when
from planparse.patterns import lazily
from planparse.vocab import alternation, words

__all__ = ["Clause", "find_responsibilities"]

_BOUNDARY: Final = frozenset("\n。;!?)】〕] :,")
_LIST_MARKS: Final = " \t-*#.·•▲△★☆◆◇●○◎■□※▪►➢"
_MOST_LIST_MARKS: Final = 8
_MOST_LINES: Final = 8
"""Lines of names below a label that stands alone."""
_LONGEST_PREFIX: Final = 4
_LONGEST_FIELD: Final = 60
"""Characters behind a label with a word before it."""
_SIGNED: Final = lazily(r"\n\s*(?:19|20|[一二][〇○零OoО0])[\d〇○零OoО一二三四五六七八九]{2}[年.\-/]")


def find_responsibilities(value: str, others: list[int] | None = None) -> list[Clause]:
    """Every responsibility clause of a normalised text, in order; `others` gets the verbs outside brackets."""
    found: list[Clause] = []
    taken: list[Stretch] = []
    done = 0
    for match in labels_in(value, 0, len(value)):
        if match.start() < done or match["label"] in other_labels() or not is_label(value, match):
            continue
        first = (match.start("label"), match.end(), match["label"])
        bracket = _enclosing(value, label_start(value, match.start()), done)
        if bracket is not None:  # (办公室牵头,宣传部配合;完成时限:6月): the clause begins with its bracket
            end = closing(value, bracket)
            stretch: tuple[int, int, int] | None = (
                bracket,
                end - (value[end - 1] in CLOSERS),
                end,
            )
            first = (bracket + 1, bracket + 1, "")
        else:
            stretch = _stretch(value, match, done)
        if stretch is None:
            continue
        start, inner_end, done = stretch
        taken.append((start, done))
        clause = read_clause(value, start, done, first, inner_end)
        if clause is not None:
            found.append(clause)
    verbal = find_verbal(value, taken, others)
    found = sorted(found + verbal) if verbal else found
    timed = list(find_timed(value, found))
    return sorted(found + timed) if timed else found


def _stretch(value: str, label: re.Match[str], done: int) -> tuple[int, int, int] | None:
    """Where the clause of a label begins, where its names end, and where it ends; None where the label opens none."""
    start = _with_prefix(value, label_start(value, label.start()), label)
    while start > done and value[start - 1] in "* —":
        start -= 1
    before = value[start - 1] if start > 0 else "\n"
    if before in OPEN and label["boxed"] is None:
        start -= 1
        end = closing(value, start)
        return start, end - (value[end - 1] in CLOSERS), end
    if before in OPEN:  # 【责任单位】市发改委
        start -= 1
        before = value[start - 1] if start > 0 else "\n"
        if before not in _BOUNDARY:
            return None
    if before in _LIST_MARKS:
        line = value.rfind("\n", max(0, start - _MOST_LIST_MARKS), start) + 1
        if (line or start <= _MOST_LIST_MARKS) and not value[line:start].strip(_LIST_MARKS):
            start = line
        elif before != " ":
            return None
    elif before not in _BOUNDARY:
        return None
    end = _line_end(value, label.end())
    if not value[label.end() : end].strip():
        end = _date_below(value, end) if label["label"] in time_labels() else _names_below(value, end)
    return start, end, end


def _with_prefix(value: str, start: int, label: re.Match[str]) -> int:
    """Where a line begins whose label of persons or of a date has a word before it: 本年度完成时限:, 党组责任人:."""
    if not value[start - 1 : start].isalpha() or label["label"] in label_roles():
        return start
    line = value.rfind("\n", max(0, start - _LONGEST_PREFIX - 1), start) + 1
    if not line and start > _LONGEST_PREFIX:
        return start
    prefix = value[line:start]
    if not prefix.isalpha():
        return start
    known = is_people_label(label["label"]) or label["label"] in time_labels()
    end = _line_end(value, label.end())
    said = known and end - label.end() <= _LONGEST_FIELD and not prefix.startswith(_no_prefix())
    return line if said else start


@cache
def _no_prefix() -> tuple[str, ...]:
    return tuple(words("responsibilities")["no_prefix"]["names"])


def _names_below(value: str, end: int) -> int:
    """Where the lines end that hold nothing but names of bodies, below a label that stands alone on its line.

    Names above a date are a signature, and below a label left empty.
    """
    alone = end
    for _ in range(_MOST_LINES):
        stop = value.find("\n", end + 1)
        stop = len(value) if stop < 0 else stop
        if not end < stop <= end + LONGEST_HEAD:
            break
        names = name_stretches(value, end + 1, stop)
        if not names or not all(ends_like_body(value, *name) and not is_told(value, *name) for name in names):
            break
        end = stop
    return alone if _SIGNED.match(value, end) else end


def _date_below(value: str, end: int) -> int:
    """Where the line ends that holds nothing but a date, below 完成时限 that stands alone on its line."""
    stop = value.find("\n", end + 1)
    stop = len(value) if stop < 0 else stop
    return stop if end < stop <= end + _LONGEST_FIELD and says_when(value, end + 1, stop) else end


def _enclosing(value: str, position: int, done: int) -> int | None:
    """The bracket that stands open before a label that follows a mark."""
    if position == 0 or value[position - 1] not in ",;。、":
        return None
    return open_before(value, position, done)


def _line_end(value: str, start: int) -> int:
    """Where a clause without brackets ends: at the line's end or with its sentence."""
    end = value.find("\n", start)
    end = len(value) if end < 0 else end
    stop = value.find("。", start, end)
    end = stop + 1 if stop >= 0 else end
    further = _further().search(value, start, end)
    return further.start() + 1 if further else end


@cache
def _further() -> re.Pattern[str]:
    """A mark behind a list, and a word with which the item's text goes on."""
    return re.compile(f"[;,](?={alternation(words('responsibilities')['goes_on'])})")
