"""Numbers of several levels: 2 重点任务, 2.1 压实责任, 2.1.1 签订责任书, as firms, hospitals and technical plans print them.

>>> counting = Counting()
>>> value = "1 目标\\n零事故。\\n2 任务\\n2.1 压实责任\\n2.1.1签订责任书。\\n2.1.2 述职。\\n2.2排查隐患\\n1.5万元。"
>>> for start in (0, 10, 15, 24, 36, 46, 53):
...     marker = decimal_at(value, start, counting)
...     print(marker and (marker.number, counting.place(marker.kind, marker.ordinal, opens_line=True)))
('1', 0)
('2', 0)
('2.1', 1)
('2.1.1', 2)
('2.1.2', 2)
('2.2', 1)
None

By its shape each is as often a quantity (1.5万元): only the count, and what stands below and behind it, can tell.
"""

from __future__ import annotations

from functools import cache
from typing import Final

from planparse.numbering.markers import Marker
from planparse.numbering.sequences import Counting
from planparse.patterns import lazily
from planparse.vocab import words

_DECIMAL: Final = lazily(
    r"(?P<above>\d{1,2}(?:\.\d{1,2}){0,2})\.(?P<last>\d{1,2})(?:[.、] ?| |(?=[\u3400-\u9fff“《]))(?![\d%‰])"
)
_WHOLE: Final = lazily(r"(?P<last>\d{1,2}) (?=[\u3400-\u9fff“])")
KINDS: Final = ("decimal-1", "decimal-2", "decimal-3", "decimal-4")
_LOOK_AHEAD: Final = 8000  # characters: how far the second of a list may be


def decimal_at(value: str, start: int, counting: Counting) -> Marker | None:
    """The number of one or several levels that opens a line at `start`; None where the count does not bear it out."""
    match = _DECIMAL.match(value, start)
    above = match["above"] if match else ""
    match = match or _WHOLE.match(value, start)
    if match is None or value[match.end() : match.end() + 1] in _not_behind():
        return None
    ordinal, level = int(match["last"]), above.count(".") + 1 if above else 0
    kind, number = KINDS[level], f"{above}.{match['last']}" if above else match["last"]
    open_at = counting.depth(kind)
    if ordinal != 1:
        counted = counting.continues(kind, ordinal)
    elif not above:
        counted = open_at is None and _follows(value, match.end(), "2 ") and _has_decimals(value, match.end())
    else:
        parent = counting.depth(KINDS[level - 1])
        below = parent is not None and counting.open[parent][1] == int(above.rpartition(".")[2])
        counted = open_at is not None or below or _follows(value, match.end(), f"{above}.2")
    return Marker(kind, ordinal, number, start, match.end()) if counted else None


def _follows(value: str, start: int, number: str) -> bool:
    """Whether a line behind opens with a number."""
    return value.find(f"\n{number}", start, start + _LOOK_AHEAD) >= 0


def _has_decimals(value: str, start: int) -> bool:
    """Whether the first or the second of a list has a first below it: else 1 and 2 are quantities or cells."""
    return _follows(value, start, "1.1") or _follows(value, start, "2.1")


@cache
def _not_behind() -> frozenset[str]:
    return frozenset(words("unread")["not_behind_number"])
