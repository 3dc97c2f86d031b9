"""What states a date for all tasks that have none of their own.

>>> states_default("以上任务除注明时限外,均于年底前完成。"), states_default("年底前完成。")
(True, False)
"""

from __future__ import annotations

import re
from functools import cache

from planparse.vocab import alternation, words


@cache
def default_statement() -> re.Pattern[str]:
    """未明确年限的: what states a date for all tasks that have none of their own."""
    return re.compile(alternation(words("deadlines")["defaults"]))


def states_default(value: str) -> bool:
    """Whether any such statement stands in a text."""
    for mark, offset, openings in _openings_of_defaults():
        place = value.find(mark, offset)
        while place >= 0:
            if value.startswith(openings, place - offset):
                return True
            place = value.find(mark, place + 1)
    return False


@cache
def _openings_of_defaults() -> list[tuple[str, int, tuple[str, ...]]]:
    """What these statements begin with (未明确, 没有明确, 以上任务), by the rarer of its first two characters and where it is."""
    found: dict[tuple[str, int], set[str]] = {}
    for word in words("deadlines")["defaults"]:
        offset = int(word[0] in "以上")
        found.setdefault((word[offset], offset), set()).add(word[:3])
    return [(mark, offset, tuple(sorted(openings))) for (mark, offset), openings in sorted(found.items())]
