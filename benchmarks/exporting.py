"""What each output costs, beside JSON: `python -m benchmarks.exporting`.

The plan has 100 tasks: the first of the samples, joined. Text formats are printed as multiples of JSON's time, XLSX and
DOCX as seconds more than JSON; first in seconds of the processor, then of the clock. Each run of a format stands beside
one of JSON, so that a machine whose speed drifts changes both. A multiple is the median of the runs, seconds are the
least of them, with the libraries loaded. What a figure may be at most stands behind it.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import replace
from statistics import median
from typing import NamedTuple

from benchmarks.__main__ import SAMPLES
from planparse import Plan, parse
from planparse.exporters import BINARY, EXPORTERS, Export, exporter
from planparse.exporters.layout import Layout

TASKS = 100
LIMITS = {"md": 1.5, "ics": 1.5, "html": 1.5, "xlsx": 1.0, "docx": 1.0}
"""Times JSON; seconds more for files that are no text."""


class Cost(NamedTuple):
    """Seconds of one run."""

    processor: float
    clock: float


def plan_of(count: int) -> tuple[Plan, str]:
    """A plan with so many tasks, and the text it is read from: the samples, joined."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    plan = parse(text)
    return replace(plan, tasks=plan.tasks[:count]), text


def cost_of(run: Callable[[], object]) -> Cost:
    processor, clock = time.process_time(), time.perf_counter()
    run()
    return Cost(time.process_time() - processor, time.perf_counter() - clock)


def beside_json(export: Export, plan: Plan, layout: Layout, runs: int) -> list[tuple[Cost, Cost]]:
    """The cost of each run of a format, and of one of JSON beside it."""
    json = exporter("json")
    json(plan, layout)
    export(plan, layout)
    return [(cost_of(lambda: export(plan, layout)), cost_of(lambda: json(plan, layout))) for _ in range(runs)]


def bench_exports() -> None:
    plan, text = plan_of(TASKS)
    layout = Layout(text=text)
    for name in EXPORTERS:
        costs = beside_json(exporter(name), plan, layout, 5 if name in BINARY else 41)
        limit = f" (at most {LIMITS[name]})" if name in LIMITS else ""
        own = median(one.processor for one, _ in costs)
        if name in BINARY:
            more = [min(one[at] - json[at] for one, json in costs) for at in range(2)]
            said = f"{more[0]:5.2f} s, {more[1]:5.2f} s more than JSON"
        else:
            times = [median(one[at] / json[at] for one, json in costs) for at in range(2)]
            said = f"{times[0]:5.2f}, {times[1]:5.2f} times JSON"
        print(f"export    {name:<9} {own * 1000:6.1f} ms for {TASKS} tasks: {said}{limit}")


if __name__ == "__main__":
    bench_exports()
