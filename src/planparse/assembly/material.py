"""What assembly works with: the normalised value, its lines, and the clauses by place.

>>> from planparse.text import Text
>>> material = Material(Text.raw("1.修路。修一公里。\\n(责任单位:甲局)"), [])
>>> material.wording(5, 20), material.wording(5, 20, cuts=[(11, 20)])
('修一公里。\\n(责任单位:甲局)', '修一公里。')
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Final

from planparse.assembly.assignments import assign
from planparse.clauses.defaults import states_default
from planparse.clauses.fields import Clause
from planparse.clauses.rosters import roster_labels
from planparse.clauses.targets import measured
from planparse.clauses.times import Calendar, signs_of_time
from planparse.numbering.markers import first_numbers
from planparse.places import Places
from planparse.readers.reading import Reading
from planparse.text import Text

if TYPE_CHECKING:
    from planparse.clauses.agencies import Agencies

_WORD: Final = re.compile(r"[^\W_]")


class Material:
    """One document on the desk. No named tuple: its fields are read tens of thousands of times."""

    __slots__ = (
        "assigned",
        "calendar",
        "clauses",
        "has_default",
        "known",
        "lines",
        "numbers",
        "places",
        "rosters",
        "sequences",
        "signs",
        "starts",
        "value",
    )

    def __init__(
        self,
        text: Text,
        clauses: list[Clause],
        calendar: Calendar | None = None,
        lines: list[tuple[int, int]] | None = None,
        reading: Reading | None = None,
        known: Agencies | None = None,
    ) -> None:
        """Lay a document out.

        `lines` are the text's, where they are known; so are the pages and cells of `reading`; `known` are the bodies
        whose full names are looked up.
        """
        self.value = text.value
        self.lines = text.lines() if lines is None else lines
        self.places = Places(text, reading)
        self.clauses = clauses
        self.assigned = assign(text.value, clauses, known)
        self.starts = [clause.start for clause in clauses]
        """where each clause begins"""
        self.calendar = calendar or Calendar(None, None)
        self.signs = signs_of_time(text.value)
        self.numbers = measured(text.value, self.signs.numbers)
        self.rosters = roster_labels(text.value)
        """where labels of rosters stand"""
        self.sequences = first_numbers(text.value)
        """where a sequence inside a text may begin"""
        self.has_default = states_default(text.value)
        """whether a date for all tasks is stated"""
        self.known = known

    def clauses_in(self, start: int, end: int) -> range:
        """The numbers of the clauses that begin in `value[start:end]`."""
        starts = self.starts
        first = bisect_left(starts, start)
        return range(first, bisect_left(starts, end, first))

    def extent(self, part: range) -> tuple[int, int]:
        """Where the lines of a part begin and end in the value."""
        return self.lines[part.start][0], self.lines[part.stop - 1][1]

    def wording(self, start: int, end: int, cuts: Sequence[tuple[int, int]] = ()) -> str:
        """`value[start:end]` without the cuts and without what they leave of a line that holds no word."""
        if not cuts:
            return self.value[start:end].strip()
        pieces: list[str] = []
        position = start
        for cut_start, cut_end in cuts:
            pieces.append(self.value[position:cut_start])
            position = max(position, min(cut_end, end))
        pieces.append(self.value[position:end])
        lines = "".join(pieces).split("\n")
        return "\n".join([line.strip() for line in lines if line[:1].isalnum() or _WORD.search(line)]).strip()


def spans(clauses: Sequence[Clause], numbers: Iterable[int]) -> list[tuple[int, int]]:
    """The extents of the clauses with these numbers that are no part of the text."""
    found = [clauses[number] for number in numbers]
    return [(clause.start, clause.end) for clause in found if not clause.kept]
