"""What checking a thousand task lists costs, as a multiple of PyYAML's `compose` on the same files.

    validate   1,000 files of 40 tasks: milliseconds a file, and how many times what the C loader's compose costs

The files are made of the samples' tasks, with other units, dates and numbers in each: what one file has taught is of
little use for the next. Both sides read the files from the disk.
"""

from __future__ import annotations

import gc
import random
import time
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import yaml

from planparse import Plan, Task, extract
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.records import Deadline, Target
from planparse.validation.running import Choices, check_files

SAMPLES = Path(__file__).parent.parent / "samples"
FILES = 1000
TASKS = 40
AT_ONCE = 20
"""Files that one side checks before the other has its turn: a machine whose speed drifts changes both."""

_SYLLABLES = "安宝昌德东丰高广海河和衡宏华吉嘉江金景康乐丽临龙隆明南宁平清庆泉瑞三山石顺泰天通桐望文武溪香新兴阳宜永玉源云长正中"
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def bench_validate() -> None:
    with TemporaryDirectory() as folder:
        paths = make_files(Path(folder), FILES)
        findings = sum(len(one.findings) for one in check_files(paths, Choices()).checked)
        ratios: list[tuple[float, float]] = []
        ours = 0.0
        for begin in range(0, len(paths), AT_ONCE):
            some = paths[begin : begin + AT_ONCE]
            plain = seconds(compose, some)
            gc.disable()  # as it is while files are checked
            bare = seconds(compose, some)
            gc.enable()
            one = seconds(check, some)
            ours += one
            ratios.append((one / plain, one / bare))
    usual, bare = (sorted(column)[len(ratios) // 2] for column in zip(*ratios, strict=True))
    print(
        f"validate  {len(paths)} files of {TASKS} tasks, {findings} findings: {1000 * ours / len(paths):.1f} ms a file, "
        f"{usual:.2f} times PyYAML's compose ({bare:.2f} without the search for cycles on both sides)"
    )


def check(paths: Sequence[str]) -> None:
    check_files(paths, Choices())


def compose(paths: Sequence[str]) -> None:
    for path in paths:
        yaml.compose(Path(path).read_bytes(), Loader=_Loader)


def seconds(run: Callable[[Sequence[str]], None], paths: Sequence[str]) -> float:
    """Of the processor, not of the clock."""
    begun = time.process_time()
    run(paths)
    return time.process_time() - begun


def make_files(folder: Path, files: int) -> list[str]:
    """Task lists in a folder: their names."""
    random_ = random.Random(1)
    plans = [_filled_in(extract(path)) for path in sorted(SAMPLES.glob("*.txt"))]
    export = exporter("yaml")
    paths = []
    for number in range(files):
        path = folder / f"{number:04}.yaml"
        path.write_bytes(export(make_plan(random_, plans), Layout()))
        paths.append(str(path))
    return paths


def _filled_in(plan: Plan) -> Plan:
    """A plan without the tasks of a template."""
    return replace(plan, tasks=tuple(task for task in plan.tasks if "XX" not in task.text))


def make_plan(random_: random.Random, plans: Sequence[Plan]) -> Plan:
    """A plan of forty tasks of a place that there is not."""
    plan = random_.choice(plans)
    place = "".join(random_.choices(_SYLLABLES, k=2)) + random_.choice("县区市")
    year = random_.randrange(2018, 2030)
    tasks = [random_.choice(random_.choice(plans).tasks) for _ in range(TASKS)]
    made = tuple(make_task(random_, task, number, place, year) for number, task in enumerate(tasks, 1))
    document = replace(
        plan.document, title=f"{place}重点任务清单", document_number=None, document_date=date(year, 1, 9)
    )
    return replace(plan, document=document, tasks=made, phases=(), groups=())


def make_task(random_: random.Random, task: Task, number: int, place: str, year: int) -> Task:
    lead, responsible, supporting = (
        tuple(place + unit.lstrip("省市县区镇") for unit in units)
        for units in (task.lead_units, task.responsible_units, task.supporting_units)
    )
    month = random_.randrange(2, 13)
    day = date(
        year, month, [31, 29 if year % 4 == 0 else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31][month - 1]
    )
    dated = Deadline(text=f"{month}月底前", kind="by", date=day, precision="month")
    return replace(
        task,
        id=f"1.{number}",
        number=str(number),
        outline=("一、重点任务",),
        section_kind="tasks",
        lead_units=lead or (place + "人民政府",),
        responsible_units=responsible,
        supporting_units=supporting,
        due=day if task.deadlines else None,
        deadlines=(dated,) if task.deadlines else (),
        targets=tuple(make_target(random_, target) for target in task.targets),
    )


def make_target(random_: random.Random, target: Target) -> Target:
    value = random_.randrange(100, 100_000)
    measure = f"{value / 100}万{target.unit}" if target.unit != "%" else f"{value / 1000:g}%"
    amount = value * 100 if target.unit != "%" else value / 1000
    return replace(
        target,
        text=f"{target.indicator or ''}{measure}",
        measure=measure,
        value=int(amount) if amount == int(amount) else amount,
        comparator="=",
    )


if __name__ == "__main__":
    bench_validate()
