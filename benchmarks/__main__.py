"""Speed, as ratios within one run: `python -m benchmarks`.

    parse      the samples joined: MB/s, and how many times as fast as `jieba.cut` on the same text; for the wheel that
               `make wheel` makes, where there is a C compiler and not with --quick, and for the sources alone
    growth     what a text twice as long costs, for the samples and for hostile text
    start-up   whole processes, as multiples of `python -c pass`
    validate   a thousand task lists, as multiples of what it costs PyYAML to compose them
    batch      whole runs over 5,000 variants of the samples (`benchmarks/batch.py`), or with --quick over 500

Each figure is the best of several runs; compare the ratios, not the seconds.
"""

from __future__ import annotations

import compileall
import logging
import subprocess
import sys
import time
import warnings
from collections.abc import Callable
from pathlib import Path

import planparse
from benchmarks.batch import bench_batch
from benchmarks.compiled import bench_compiled
from benchmarks.validating import bench_validate
from planparse import parse

SAMPLES = Path(__file__).parent.parent / "samples"
HOSTILE = (
    "(((((",
    "1.1.1.",
    "、",
    "牵头单位:",
    "一、",
    "(一)",
    "\n\n1\n",
    "2024年3月底前",
    "浏览次数:",
    "和",
    "1%、",
    "附件1\n",
    "组长:张三\n",
    "】",
    "1,1,",
    "责任单位:)",
    "【责任单位】",
    ":牵头",
    "由县局牵头,",
    "附件1\n责任单位:甲局\n",
    " ",
    "\t",
    "| ",
)
SIZE = 100_000
TEXT = "\n".join(path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt")))


def best(run: Callable[[], object], times: int) -> float:
    """The least seconds of several runs."""
    least = float("inf")
    for _ in range(times):
        begun = time.perf_counter()
        run()
        least = min(least, time.perf_counter() - begun)
    return least


def bench_parse() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        import jieba

    jieba.setLogLevel(logging.ERROR)
    jieba.initialize()
    parse(TEXT)
    megabytes = len(TEXT.encode()) / 1e6
    ratios = []
    for _ in range(5):  # side by side, so that a machine whose speed drifts changes both
        ours = best(lambda: parse(TEXT), 3)
        theirs = best(lambda: sum(1 for _ in jieba.cut(TEXT)), 1)
        ratios.append((theirs / ours, megabytes / ours))
    ratio, rate = sorted(ratios)[len(ratios) // 2]
    is_source = str(sys.modules["planparse.text"].__file__).endswith(".py")
    name = "sources" if is_source else "wheel"
    print(f"parse     {name:<16} {rate:5.2f} MB/s   {ratio:4.1f} times as fast as jieba.cut", flush=True)


def bench_growth() -> None:
    cases = {"samples": TEXT} | {f"{piece!r}": (piece * SIZE)[:SIZE] for piece in HOSTILE}
    for name, text in cases.items():
        pairs = [(seconds_of(text), seconds_of(text * 2)) for _ in range(5)]
        once = min(pair[0] for pair in pairs)
        growth = sorted(twice / single for single, twice in pairs)[len(pairs) // 2]
        print(
            f"growth    {name:<16} {len(text):>7} characters {once:6.3f} s   twice as long: {growth:4.2f} times"
        )


def seconds_of(text: str) -> float:
    return best(lambda: parse(text), 1)


def bench_start_up() -> None:
    # As installed: pip compiles the modules of a package; a checkout may never have been compiled.
    compileall.compile_dir(str(Path(planparse.__file__).parent), quiet=2)
    program = [sys.executable, "-m", "planparse"]
    cases = {
        "--version": [*program, "--version"],
        "extract": [*program, "extract", str(SAMPLES / "yunxi-2024-plan.txt")],
        "import planparse": [sys.executable, "-c", "import planparse"],
    }

    def seconds(command: list[str]) -> float:
        return best(lambda: subprocess.run(command, stdout=subprocess.DEVNULL, check=True), 1)

    for name, command in cases.items():
        ratios = []
        for _ in range(15):
            ratios.append(seconds(command) / min(seconds([sys.executable, "-c", "pass"]) for _ in range(2)))
        ratios.sort()
        print(
            f"start-up  {name:<16} {ratios[len(ratios) // 2]:4.1f} times python -c pass  (least {ratios[0]:.1f})"
        )


if __name__ == "__main__":
    if "--quick" not in sys.argv:
        bench_compiled()
    bench_parse()
    bench_growth()
    bench_start_up()
    bench_validate()
    bench_batch(500 if "--quick" in sys.argv else 5000)
