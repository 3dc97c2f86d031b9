"""Which candidates are markers: a number counts where it opens or continues a sequence.

>>> counting = Counting()
>>> [counting.place(kind, n, opens_line=True) for kind, n in
...  [("hanzi", 1), ("paren-hanzi", 1), ("arabic", 1), ("arabic", 2), ("paren-hanzi", 2), ("arabic", 3),
...   ("arabic", 208), ("hanzi", 2)]]
[0, 1, 2, 2, 1, 2, None, 0]

Levels come from how the document nests its numbers, not from a table: a kind that is not open yet goes below
what stands open. Numbering may start anew under each heading or run through the whole document.
"""

from __future__ import annotations

from typing import Final

LARGEST_GAP: Final = 5
"""How many numbers may be missing where a line opens with a number that is too high."""


LARGEST_FIRST: Final = 20
"""The highest number that a list may begin with, where a line opens with it."""


class Counting:
    """The numbers that stand open, outermost first, and the last number of each kind."""

    __slots__ = ("_depths", "_last", "open")

    def __init__(self) -> None:
        self.open: list[tuple[str, int, bool]] = []
        self._depths: dict[str, int] = {}
        self._last: dict[str, int] = {}

    def depth(self, kind: str) -> int | None:
        """How deep a kind stands open, or None."""
        return self._depths.get(kind)

    def last(self, kind: str) -> int:
        """The last number of a kind, 0 where it has had none."""
        return self._last.get(kind, 0)

    def continues(self, kind: str, ordinal: int) -> bool:
        """Whether the number is the next of its kind, in what stands open or through the document."""
        depth = self.depth(kind)
        if depth is not None:
            return ordinal == self.open[depth][1] + 1
        return ordinal > 1 and ordinal == self._last.get(kind, 0) + 1

    def place(self, kind: str, ordinal: int, *, opens_line: bool) -> int | None:
        """Take the number in and return its depth; None where it continues and opens nothing.

        Only a number that opens a line may start anew, repeat a number or leave a gap.
        """
        depth = self._depths.get(kind)
        if depth is not None:
            before = self.open[depth][1]
            if ordinal != before + 1 and not (
                opens_line and (ordinal == 1 or -LARGEST_GAP <= ordinal - before <= LARGEST_GAP)
            ):
                return None
            while len(self.open) > depth + 1:
                del self._depths[self.open.pop()[0]]
            self.open[depth] = (kind, ordinal, opens_line)
        else:
            before = self._last.get(kind, 0)
            near = before < ordinal <= before + (LARGEST_GAP if before else LARGEST_FIRST)
            if ordinal not in (1, before + 1) and not (opens_line and near):
                return None
            depth = self._depths[kind] = len(self.open)
            self.open.append((kind, ordinal, opens_line))
        self._last[kind] = ordinal
        return depth
