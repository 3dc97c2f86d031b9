"""Tasks that no number opens: each begins with a label of its name, or stands above lines that say who sees to it.

>>> from planparse.text import Text
>>> value = "就业\\n新增就业12万人。\\n责任单位:市人社局\\n时限:年底\\n培训5万人。\\n责任单位:市总工会\\n"
>>> [(one.depth, one.line) for one in unnumbered_records(value, Text.raw(value).lines(), range(6))]
[(0, 0), (1, 1), (1, 4)]

任务名称:修路 opens a task where the same label opens another line of the section. Where nothing in a part is numbered, the
lines above each run of labelled lines that names a body in charge are a task; a short line above them is a heading. The
number of a record is its place, as that of a table's row without one.
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.labels import label_roles
from planparse.numbering import markers
from planparse.numbering.markers import Marker
from planparse.numbering.sequences import Counting
from planparse.patterns import lazily
from planparse.structure.anatomy import Lines
from planparse.structure.unnumbered import Found
from planparse.vocab import alternation, words

KIND: Final = "record"
_FURTHEST: Final = 4000
"""Characters from one record of a section to the next."""
_FEWEST: Final = 2
_LONGEST_HEADING: Final = 16
_FIELD: Final = lazily(r"[\u3400-\u9fff]{2,10}(?:\([^()\n]{2,6}\))?:(?=.)")
_NO_HEADING: Final = lazily(r"[。;!?,:\d]")


def record_at(value: str, start: int, end: int, counting: Counting) -> Marker | None:
    """任务名称: where it opens one of several records of a section, or there are records above; else None."""
    label = _label().match(value, start, end)
    if label is None or label.end() == end or not _FIELD.match(value, end + 1):
        return None
    depth = counting.depth(KIND)
    if depth is not None:
        ordinal = counting.open[depth][1] + 1
        return Marker(KIND, ordinal, str(ordinal), start, label.end())
    if counting.last(KIND):
        return Marker(KIND, 1, "1", start, label.end())
    again = value.find(f"\n{label[0]}", end, end + _FURTHEST)
    if again < 0:
        return None
    line = end
    while line < again:  # a number that stands open ends the section
        marker = markers.at(value, line + 1)
        if marker is not None and counting.depth(marker.kind) is not None:
            return None
        line = value.find("\n", line + 1)
    return Marker(KIND, 1, "1", start, label.end())


def unnumbered_records(value: str, lines: Lines, part: range) -> list[Found]:
    """The records of a part in which nothing is numbered, and the headings above them; none where there are not several."""
    runs = _runs(value, lines, part)
    if len(runs) < _FEWEST:
        return []
    headed = [_is_heading(value, lines, first, run.start) for first, run in _with_firsts(runs)]
    found: list[Found] = []
    chapters = records = 0
    depth = int(any(headed))
    for (first, run), heading in zip(_with_firsts(runs), headed, strict=True):
        line = run.start - 1 if first is None else first
        if heading:
            above = run.start - 2 if first is None else first
            chapters, records, line = chapters + 1, 0, above + 1
            found.append(Found(Marker("none", chapters, "", lines[above][0], lines[above][0]), 0, above))
        records += 1
        place = lines[line][0]
        found.append(Found(Marker(KIND, records, str(records), place, place), depth if chapters else 0, line))
    return found


def _runs(value: str, lines: Lines, part: range) -> list[range]:
    """The runs of labelled lines, with a line of wording above each, that name a body in charge."""
    labels = _charges()
    if not any(value.startswith(labels, lines[number][0]) for number in part[1:]):
        return []
    runs: list[range] = []
    begun = -1
    charged = False
    for number in [*part, part.stop]:
        inside = number < part.stop and _FIELD.match(value, *lines[number]) is not None
        if inside:
            begun = number if begun < 0 else begun
            charged = charged or value.startswith(labels, lines[number][0])
        elif begun >= 0:
            if charged and begun > part.start:
                runs.append(range(begun, number))
            begun, charged = -1, False
    return runs


def _with_firsts(runs: list[range]) -> list[tuple[int | None, range]]:
    """Each run with the first line of the wording above it; None for the first run, above which the part opens."""
    return [(runs[number - 1].stop if number else None, run) for number, run in enumerate(runs)]


def _is_heading(value: str, lines: Lines, first: int | None, stop: int) -> bool:
    """Whether the line above a record's wording is a heading: short, and no sentence."""
    line = stop - 2 if first is None else first
    if line < 0 or line >= stop - 1:
        return False
    start, end = lines[line]
    return end - start <= _LONGEST_HEADING and _NO_HEADING.search(value, start, end) is None


@cache
def names() -> tuple[str, ...]:
    return tuple(words("sections")["records"]["names"])


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"{alternation(names())}:")


@cache
def _charges() -> tuple[str, ...]:
    return tuple(f"{label}:" for label in label_roles())
