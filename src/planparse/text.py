"""A string that remembers where it came from.

>>> raw = Text.raw("推进粮\\n食生产")
>>> joined = raw.edit([(3, 4, "", "")])
>>> joined.value
'推进粮食生产'
>>> span = joined.span(2, 4)
>>> raw.source[span.start:span.end]
'粮\\n食'

Each pass over a document returns a new `Text` whose map is composed with the old one, so a place in the
cleaned text can always be carried back to the decoded source. Offsets count Unicode characters, half open.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable
from typing import NamedTuple

Edit = tuple[int, int, str, str]
"""What is between the first two becomes the third part; the fourth names the rule, or is empty."""


class Span(NamedTuple):
    """A stretch of the source, half open: `0 <= start <= end`."""

    start: int
    end: int


class Removal(NamedTuple):
    """A stretch of the source that a named rule took away."""

    rule: str
    span: Span


class Text:
    """A value, and for each stretch of it the stretch of the source it stands for.

    The map is a list of runs that tile `value`. Run `i` begins at `_outs[i]` and stands for
    `source[_starts[i]:_ends[i]]`; where both have the same length it maps character for character, otherwise
    the whole stands for the whole. Source positions never go backwards.
    """

    __slots__ = ("_ends", "_outs", "_starts", "removals", "source", "value")

    def __init__(
        self,
        value: str,
        source: str,
        runs: tuple[list[int], list[int], list[int]],
        removals: tuple[Removal, ...],
    ) -> None:
        self.value = value
        self.source = source
        self._outs, self._starts, self._ends = runs
        self.removals = removals

    @classmethod
    def raw(cls, source: str) -> Text:
        """A text that is its own source."""
        return cls(source, source, ([0], [0], [len(source)]), ())

    @classmethod
    def joined(cls, parts: Iterable[Text], source: str) -> Text:
        """Texts of one source as one, in any order: a cell that speaks of several rows may stand in it more than once."""
        pieces: list[str] = []
        outs: list[int] = []
        starts: list[int] = []
        ends: list[int] = []
        removals: list[Removal] = []
        length = 0
        for part in parts:
            pieces.append(part.value)
            outs += [length + out for out in part._outs] if length else part._outs
            starts += part._starts
            ends += part._ends
            removals += part.removals
            length += len(part.value)
        return cls("".join(pieces), source, (outs or [0], starts or [0], ends or [0]), tuple(removals))

    def map(self, value: str) -> Text:
        """Replace the value character for character; `value` must have the same length."""
        if len(value) != len(self.value):
            raise ValueError("map() keeps the length; use edit() to change it")
        return Text(value, self.source, (self._outs, self._starts, self._ends), self.removals)

    def edit(self, edits: Iterable[Edit]) -> Text:
        """Apply `edits`, which are in order and do not overlap.

        A stretch that is deleted by a named rule and holds more than white space is kept in `removals`.
        """
        wanted = [*edits]
        if not wanted:
            return self
        value, outs, starts, ends = self.value, self._outs, self._starts, self._ends
        size = len(value)
        stops = [*outs[1:], size]
        pieces: list[str] = []
        new_outs: list[int] = []
        new_starts: list[int] = []
        new_ends: list[int] = []
        removals: list[Removal] = []
        position = length = run = 0
        wanted.append((size, size, "", ""))
        for start, end, replacement, rule in wanted:
            if position < start:  # copy the runs between two edits, the first and the last of them cut to fit
                while stops[run] <= position:
                    run += 1
                out, origin, stop, behind = outs[run], starts[run], stops[run], ends[run]
                copied = stop - out == behind - origin
                new_outs.append(length)
                new_starts.append(origin + position - out if copied else origin)
                while stop < start:
                    run += 1
                    new_outs.append(length + stop - position)
                    new_starts.append(starts[run])
                    new_ends.append(behind)
                    out, origin, stop, behind = outs[run], starts[run], stops[run], ends[run]
                    copied = stop - out == behind - origin
                new_ends.append(origin + start - out if copied else behind)
                pieces.append(value[position:start])
                length += start - position
            if replacement:
                pieces.append(replacement)
                new_outs.append(length)
                length += len(replacement)
                while stops[run] <= start < size:
                    run += 1
                out, origin, stop, behind = outs[run], starts[run], stops[run], ends[run]
                if (
                    out <= start < end <= stop and stop - out == behind - origin
                ):  # within a copy, as nearly all
                    new_starts.append(origin + start - out)
                    new_ends.append(origin + end - out)
                else:
                    new_starts.append(self.start_in_source(start))
                    new_ends.append(self.end_in_source(end, start))
            elif rule and not value[start:end].isspace():
                span = Span(self.start_in_source(start), self.end_in_source(end, start))
                removals.append(Removal(rule, span))
            position = end
        runs = (new_outs or [0], new_starts or [0], new_ends or [0])
        return Text("".join(pieces), self.source, runs, self.removals + tuple(removals))

    def start_in_source(self, position: int) -> int:
        """Where the character at `position` of the value begins in the source."""
        if position >= len(self.value):
            return self.end_in_source(len(self.value), 0) if self.value else len(self.source)
        run = bisect_right(self._outs, position) - 1
        if self._copied(run):
            return self._starts[run] + position - self._outs[run]
        return self._starts[run]

    def end_in_source(self, position: int, start: int = -1) -> int:
        """Where the character before `position` ends in the source; an empty stretch ends where it starts."""
        if position <= start:
            return self.start_in_source(start)
        if position <= 0:
            return self.start_in_source(0) if self.value else 0
        run = bisect_right(self._outs, position - 1) - 1
        if self._copied(run):
            return self._starts[run] + position - self._outs[run]
        return self._ends[run]

    def span(self, start: int, end: int) -> Span:
        """The stretch of the source that `value[start:end]` stands for."""
        return Span(*self.stretch(start, end))

    def stretch(self, start: int, end: int) -> tuple[int, int]:
        """The same as a plain pair: a document asks for hundreds."""
        first = self.start_in_source(start)
        return first, max(first, self.end_in_source(end, start))

    def copied(self) -> tuple[list[int], list[int], list[int]]:
        """Where each run of the value begins, where it ends, and how far from it the source stands.

        A run that is no copy ends where it begins: what is asked of it takes more than an addition.
        """
        stops = [*self._outs[1:], len(self.value)]
        shifts = [start - out for start, out in zip(self._starts, self._outs, strict=True)]
        for run, stop in enumerate(stops):
            if stop + shifts[run] != self._ends[run]:
                stops[run] = self._outs[run]
        return self._outs, stops, shifts

    def lines(self) -> list[tuple[int, int]]:
        """The start and end of each line of the value that is not blank, without outer white space."""
        found: list[tuple[int, int]] = []
        start = 0
        lines = self.value.split("\n")
        for line, bare in zip(lines, map(str.strip, lines), strict=True):
            end = start + len(line)
            if bare == line:
                if line:
                    found.append((start, end))
            elif bare:
                lead = end - len(line.lstrip())
                found.append((lead, lead + len(bare)))
            start = end + 1
        return found

    def _copied(self, run: int) -> bool:
        end = self._outs[run + 1] if run + 1 < len(self._outs) else len(self.value)
        return end - self._outs[run] == self._ends[run] - self._starts[run]
