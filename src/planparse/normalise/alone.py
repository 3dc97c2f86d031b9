"""Lines that stand alone whatever stands above them: a label, a document number, a date, 附件, a list mark.

>>> [stands_alone(line, 0, len(line)) for line in ("责任单位:市教育局", "清政办发〔2024〕2号", "附件1:清单", "推进甲工作")]
[True, True, True, False]
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.labels import is_people_label, label_roles
from planparse.vocab import words

_LONGEST_LABEL: Final = 24
_OWN_ENDS: Final = frozenset("号日)]")
"""How a document number and a date end."""
LABEL_MARKS: Final = str.maketrans(
    "", "", "-*#.·• \n([〔【)]】"
)  # around and inside a label: 组 长, **发布日期**


def stands_alone(value: str, start: int, end: int) -> bool:
    """Whether the line `value[start:end]` is any of these."""
    return is_own_line(value, start, end) or opens_with_label(value, start, end)


def is_own_line(value: str, start: int, end: int) -> bool:
    """Whether a line is a document number, a date, 附件, or a list mark: nothing goes on with these."""
    first = value[start]
    if first.isalnum() and value[end - 1] not in _OWN_ENDS and first not in _conclusion_firsts():
        return False
    return _own_line().match(value, start, end) is not None


def opens_with_label(value: str, start: int, end: int) -> bool:
    """A label that opens a line: 牵头单位:, (责任单位:, 组 长:, 发布日期:."""
    colon = value.find(":", start, min(end, start + _LONGEST_LABEL))
    if colon <= 0:
        return False
    label = value[start:colon]
    if not label.isalpha():
        label = label.translate(LABEL_MARKS)
    return label in _labels() or is_people_label(label)


@cache
def _labels() -> frozenset[str]:
    responsibilities, metadata = words("responsibilities"), words("metadata")
    labels = list(label_roles())
    labels += responsibilities["people"] + responsibilities["open_labels"] + responsibilities["other_labels"]
    labels += words("deadlines")["labels"] + words("rosters")["roles"]["names"] + metadata["kept"]
    return frozenset(labels + [label for field in metadata["fields"].values() for label in field])


@cache
def _conclusions() -> tuple[str, ...]:
    return tuple(words("sections")["conclusions"]["names"])


@cache
def _conclusion_firsts() -> frozenset[str]:
    return frozenset(name[0] for name in _conclusions())


@cache
def _own_line() -> re.Pattern[str]:
    conclusions = "|".join(_conclusions())
    return re.compile(
        rf"""
        (?:{conclusions}) \s* \d* \s* [:.]? \s* (?=[\w《:]|$)
        | [(\[]? [^\W\d_][\w()]{{0,20}} [〔\[(【] \s* (?:19|20)\d\d \s* [〕\])】] \s* 第? \d+ \s* 号 [)\]]?$
        | [(\[]? (?:19|20|[一二]) [\w〇○]{{2,3}} \s*年\s* \w{{1,3}} \s*月\s* \w{{1,3}} \s*日 [)\]]?$
        | [-*#|]+\s | \W+$
        | —— """,
        re.VERBOSE,
    )
