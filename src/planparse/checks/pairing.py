"""Which entry of a task list is which entry of its document, though people have edited it.

>>> pair(["甲", "乙", "丙"], ["甲", "丙", "丁"], [lambda value: value])
Paired(pairs=[(0, 0), (2, 1), (1, 2)], extra=[], missing=[])
>>> pair(["甲"], ["甲", "丙"], [lambda value: value])
Paired(pairs=[(0, 0)], extra=[], missing=[1])
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Hashable, Iterable, Sequence
from typing import Any, NamedTuple, TypeVar

from planparse.records import Task

_T = TypeVar("_T")

_ALIKE = 0.5
"""Share of the pairs of characters: the same task with a sentence rewritten."""
_LIKE_ENOUGH = 0.3
"""The same where the id is the same too."""

_MOST_COMPARED = 40_000
"""Pairs: two hundred tasks against two hundred. With more of them left, it is another document."""


class Paired(NamedTuple):
    """Pairs of places here and in the document, and the places that have no partner."""

    pairs: list[tuple[int, int]]
    extra: list[int]
    missing: list[int]


class _Pairing:
    """Two lists of which ever more entries have found each other."""

    def __init__(self, ours: Sequence[Any], theirs: Sequence[Any]) -> None:
        self.ours, self.theirs = ours, theirs
        self.pairs: list[tuple[int, int]] = []
        self.extra = list(range(len(ours)))
        self.missing = list(range(len(theirs)))

    def take(self, pairs: Iterable[tuple[int, int]]) -> None:
        for here, there in pairs:
            if here in self.extra and there in self.missing:
                self.pairs.append((here, there))
                self.extra.remove(here)
                self.missing.remove(there)

    def by(self, key: Callable[[Any], Hashable]) -> None:
        """Pair those that have the same key, in their order; an empty key is none."""
        if not self.extra or not self.missing:
            return
        places: dict[Hashable, list[int]] = defaultdict(list)
        for there in self.missing:
            places[key(self.theirs[there])].append(there)
        for here in list(self.extra):
            found = key(self.ours[here])
            if found and places[found]:
                self.take([(here, places[found].pop(0))])

    def by_likeness(self, like: Callable[[Any, Any], float], least: float) -> None:
        """Pair what is most alike first."""
        if len(self.extra) * len(self.missing) > _MOST_COMPARED:
            return
        scored = (
            (like(self.ours[here], self.theirs[there]), -here, -there)
            for here in self.extra
            for there in self.missing
        )
        self.take((-here, -there) for score, here, there in sorted(scored, reverse=True) if score >= least)

    def paired(self) -> Paired:
        return Paired(self.pairs, self.extra, self.missing)


def pair(ours: Sequence[_T], theirs: Sequence[_T], keys: Sequence[Callable[[_T], Hashable]]) -> Paired:
    """Pair the entries of two short lists: the same ones, those with the same key, and what is left one against one."""
    pairing = _Pairing(ours, theirs)
    pairing.by(repr)  # the same in everything; a group cannot be hashed
    for key in keys:
        pairing.by(key)
    if len(pairing.extra) == len(pairing.missing):
        pairing.take(list(zip(pairing.extra, pairing.missing, strict=True)))
    return Paired(*pairing.paired())


def pair_tasks(ours: Sequence[Task], theirs: Sequence[Task]) -> Paired:
    """Pair tasks by id and wording, where one of the two was edited by the other, then by what is most alike."""
    pairing = _Pairing(ours, theirs)
    pairing.by(lambda task: (task.id, task.number, task.title, task.text))
    pairing.by(lambda task: (task.title, task.text) if task.title or task.text else ())
    bigrams = {task: _bigrams(task) for task in (*ours, *theirs)} if pairing.extra and pairing.missing else {}

    def like(here: Task, there: Task) -> float:
        return _likeness(bigrams[here], bigrams[there])

    pairing.by_likeness(lambda here, there: like(here, there) if here.id == there.id else 0, _LIKE_ENOUGH)
    pairing.by_likeness(lambda here, there: like(here, there) + (here.number == there.number) / 10, _ALIKE)
    pairing.by(lambda task: (task.id, task.number))
    return pairing.paired()


def _bigrams(task: Task) -> frozenset[str]:
    text = f"{task.title or ''}{task.text}"
    return frozenset(text[place : place + 2] for place in range(len(text) - 1))


def _likeness(here: frozenset[str], there: frozenset[str]) -> float:
    """What two share of what both have, from 0 to 1."""
    both = len(here) + len(there)
    return 2 * len(here & there) / both if both else 0.0
