"""What a run adds up to."""

from __future__ import annotations

import heapq
from collections import Counter
from collections.abc import Iterable
from typing import NamedTuple

from planparse.batch.journal import Entry

SLOWEST = 3


class Totals(NamedTuple):
    """The figures of one run over all its documents, those of earlier runs among them."""

    documents: int
    converted: int
    failed: int
    left: int
    """not come to: the run ended early"""
    tasks: int
    causes: Counter[str]
    """a failure's code to how many"""
    slowest: tuple[tuple[float, str], ...]
    """seconds and name, the slowest first"""


def add_up(entries: Iterable[Entry]) -> Totals:
    """The totals of a run's documents."""
    documents = converted = tasks = 0
    causes: Counter[str] = Counter()
    slowest: list[tuple[float, str]] = []
    for entry in entries:
        documents += 1
        if entry.failure is not None:
            causes[entry.failure.code] += 1
        elif entry.counts is not None:
            converted += 1
            tasks += entry.counts["tasks"]
        heapq.heappush(slowest, (entry.seconds, entry.name))
        if len(slowest) > SLOWEST:
            heapq.heappop(slowest)
    failed = causes.total()
    left = documents - converted - failed
    return Totals(documents, converted, failed, left, tasks, causes, tuple(sorted(slowest, reverse=True)))
