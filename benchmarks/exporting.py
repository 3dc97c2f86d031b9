"""What each output costs, beside JSON: `python -m benchmarks.exporting`.

The plan has 100 tasks: the first of the samples, joined. Text formats are printed as multiples of JSON's
time, XLSX and DOCX in seconds; each figure is the best of several runs, with the libraries loaded.
"""

from __future__ import annotations

from dataclasses import replace

from benchmarks.__main__ import SAMPLES, best
from planparse import Plan, parse
from planparse.exporters import BINARY, EXPORTERS, exporter
from planparse.exporters.layout import Layout

TASKS = 100


def plan_of(count: int) -> tuple[Plan, str]:
    """A plan with so many tasks, and the text it is read from: the samples, joined."""
    text = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))
    plan = parse(text)
    return replace(plan, tasks=plan.tasks[:count]), text


def bench_exports() -> None:
    plan, text = plan_of(TASKS)
    layout = Layout(text=text)
    exporter("json")(plan, layout)
    json = best(lambda: exporter("json")(plan, layout), 20)
    print(f"export    json       {json * 1000:6.1f} ms for {TASKS} tasks")
    for name in EXPORTERS:
        if name == "json":
            continue
        export = exporter(name)
        export(plan, layout)
        seconds = best(lambda export=export: export(plan, layout), 5 if name in BINARY else 20)  # type: ignore[misc]
        more = f"{seconds - json:5.2f} s more" if name in BINARY else f"{seconds / json:5.2f} times JSON"
        print(f"export    {name:<10} {seconds * 1000:6.1f} ms   {more}")


if __name__ == "__main__":
    bench_exports()
