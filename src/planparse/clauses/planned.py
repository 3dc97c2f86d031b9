"""Whether what stands around an expression of time says that something has to be done by then.

>>> all(is_planned(value, 0, 5, len(value)) for value in ("2025年建成。", "2025年,产值达到9亿元。", "2025年新增企业9家。"))
True
>>> any(is_planned(value, 0, 5, len(value)) for value in ("2025年建成的9所学校。", "2025年是关键之年。"))
False
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.literals import Words
from planparse.vocab import alternation, words

_NOT_BEFORE_FRONT: Final = ("前后", "前期", "前列", "前三", "前提", "前景", "前款", "前述", "前置", "前沿")


def is_due(match: re.Match[str], value: str, start: int, end: int, *, ranged: bool) -> bool:
    """Whether an expression of time in `value[start:end]` is one by which something is to be done, whatever the year."""
    begin, stop = match.span()
    before, after = value[max(start, begin - 6) : begin], value[stop : min(end, stop + 8)]
    if before.endswith("每年"):
        return False
    if after.startswith(tuples("before")) and not after.startswith(_NOT_BEFORE_FRONT):
        return True
    if match["lost"] or match["plan"] or match["end"] or (match["part"] in ("底", "末")):
        return True
    if match["festival"]:
        return False
    if until().closes(before, 0, len(before)) and not before.endswith(
        ("达到", "得到", "受到", "做到", "甚至")
    ):
        return True
    if match["half"] or match["quarter"]:
        return any(word in after for word in words("deadlines")["done"])
    if ranged and value.startswith(tuples("in_range"), stop, end):
        return True
    if match["month"] or ranged:
        return _reached().match(value, stop, end) is not None
    return before.endswith(("力争", "争取", "确保"))


def is_planned(value: str, start: int, stop: int, end: int) -> bool:
    """Whether the plan does something in the year `value[start:stop]`: 2025年实现全覆盖; in one that is not past."""
    if value.endswith(tuples("bases"), max(0, start - 4), start):
        return False
    return _planned().match(value, stop, min(end, stop + 60)) is not None


def is_reached(value: str, stop: int, end: int) -> bool:
    """Whether something of the plan is finished in the month that ends at `stop`: 2025年6月主体完工."""
    return _finished().match(value, stop, end) is not None


@cache
def tuples(key: str) -> tuple[str, ...]:
    """The words of a group, the longest first."""
    return tuple(sorted(words("deadlines")[key], key=len, reverse=True))


@cache
def until() -> Words:
    """What stands before a date by which something is to be done: 到, 截至."""
    return Words(words("deadlines")["until"])


@cache
def _reached() -> re.Pattern[str]:
    """Behind a month or a day: what is done then."""
    return re.compile(rf"(?:{_adverb()})?{alternation(words('deadlines')['reached'])}(?!的|情况)")


@cache
def _finished() -> re.Pattern[str]:
    """Behind a month: what is finished then, in a few words."""
    verbs = alternation(words("deadlines")["reached"])
    return re.compile(rf"[^,。;:、()\n\d的已经前后]{{1,6}}?{verbs}(?=[,。;、)\n]|$)")


@cache
def _planned() -> re.Pattern[str]:
    """Behind a year: a colon, or a clause that does something, makes so many, or brings something to a number."""
    groups = words("deadlines")
    return re.compile(
        rf"""
        \s*(?: :(?!\s*$)
        | ,? (?:{_adverb()}){{0,2}}
          (?: {alternation(groups["planned"])}(?!的|情况|后|时)
            | {alternation(groups["counted"])}[^,。;:、\n\d的]{{0,16}}\d
            | \d[\d.]*[百千万亿]*(?:%|[^\W\d_]{{1,3}})(?:[、;。)]|,(?:其中)?(?:19|20)\d\d年|$)
            | [^,。;:、(\n\d的]{{0,16}}?{alternation(groups["attained"])}[^,。;:\n\d的]{{0,6}}\d
          )
        )
        """,
        re.VERBOSE,
    )


def _adverb() -> str:
    return alternation(words("deadlines")["adverbs"])
