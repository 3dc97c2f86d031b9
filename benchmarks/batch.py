"""Batches over variants of the samples: `python -m benchmarks.batch [DOCUMENTS]`, 5,000 without a number.

    parse      documents and MB per second on one core, of texts that are in memory
    jsonl …    the same for whole runs with one worker: listed, read, parsed, written, noted, reported
    yaml/json  the whole time of a run to YAML, as a multiple of one to JSON
    workers    how many times as fast two workers are as one
    resume     the time of a second run that finds everything done, as a share of the first
    memory     the most that all processes of a run hold at once: four times as many documents, and a tenth of them

Runs that are compared stand beside each other, so that a machine whose speed drifts changes both.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from planparse import parse

SAMPLES = Path(__file__).parent.parent / "samples"
_PLACES = ("清河县", "临江区", "东港市", "白石镇", "安平县", "南湖区", "永宁县")
_WORKERS = min(2, os.cpu_count() or 1)


def variant(text: str, number: int) -> str:
    """The document of another place and year: as long and as hard, and no two the same."""
    place = _PLACES[number % len(_PLACES)]
    years = number % 5
    changed = text.replace("2024年", f"{2019 + years}年").replace("全区", place).replace("我市", place)
    return f"{changed.rstrip()}\n本方案由{place}第{number}号文印发。\n"


def write_variants(folder: Path, count: int) -> int:
    """Fill a folder, a thousand documents a subfolder; returns the bytes."""
    texts = [path.read_text(encoding="utf-8") for path in sorted(SAMPLES.glob("*.txt"))]
    size = 0
    for number in range(count):
        place = folder / f"{number // 1000:03d}"
        place.mkdir(parents=True, exist_ok=True)
        data = variant(texts[number % len(texts)], number).encode()
        (place / f"{number:06d}.txt").write_bytes(data)
        size += len(data)
    return size


def command(folder: Path, output: Path, *options: str) -> list[str]:
    program = [sys.executable, "-m", "planparse", "batch", str(folder), "-q"]
    where = ["--merge", str(output)] if output.suffix else ["-o", str(output)]
    return [*program, *where, *options]


def seconds_of(folder: Path, output: Path, *options: str) -> float:
    """What a whole run takes, from the start of its process to its end."""
    begun = time.perf_counter()
    subprocess.run(command(folder, output, *options), check=True)
    return time.perf_counter() - begun


def peak_of(folder: Path, output: Path, *options: str) -> int:
    """The bytes that the processes of a run hold at most, what they share counted once."""
    running = subprocess.Popen(command(folder, output, *options), start_new_session=True)
    most = 0
    while running.poll() is None:
        most = max(most, _held(running.pid))
        time.sleep(0.1)
    return most


def _held(session: int) -> int:
    held = 0
    for process in Path("/proc").glob("[0-9]*"):
        try:
            if os.getsid(int(process.name)) == session:
                lines = (process / "smaps_rollup").read_text().splitlines()
                held += 1024 * int(next(line for line in lines if line.startswith("Pss:")).split()[1])
        except (OSError, StopIteration):
            continue
    return held


def bench_batch(count: int = 5000) -> None:
    """Print all figures."""
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place) / "in"
        megabytes = write_variants(folder, count) / 1e6
        texts = [path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.txt"))]
        parse(texts[0])
        begun = time.perf_counter()
        for text in texts:
            parse(text)
        _tell("parse", count, megabytes, time.perf_counter() - begun)
        taken: dict[str, list[float]] = {}

        def run(name: str, *options: str, output: str | None = None) -> float:
            taken.setdefault(name, []).append(seconds_of(folder, Path(place) / (output or name), *options))
            return min(taken[name])

        for _ in range(2):  # side by side, so that a machine whose speed drifts changes all of them
            json = run("json", "-j", "1", "-f", "json")
            yaml = run("yaml", "-j", "1", "-f", "yaml")
            two = run("two", "-j", str(_WORKERS), "-f", "yaml")
        again = run("again", "-j", "1", "-f", "yaml", "--resume", output="yaml")
        _tell("json", count, megabytes, json)
        _tell("jsonl", count, megabytes, run("jsonl", "-j", "1", "-f", "jsonl"))
        _tell("yaml", count, megabytes, yaml)
        _tell("parquet", count, megabytes, run("parquet", "-j", "1", output="tasks.parquet"))
        print(f"batch     yaml/json {yaml / json:5.2f} times the whole time")
        print(f"batch     resume    {again / yaml:5.2f} of the first run's time")
        print(f"batch     workers   {yaml / two:5.2f} times as fast with {_WORKERS}")
    if Path("/proc/self/smaps_rollup").exists():
        bench_memory(count * 4)


def bench_memory(count: int) -> None:
    """What a run holds at most, with so many documents and with a tenth of them."""
    peaks = []
    for number in (count // 10, count):
        with tempfile.TemporaryDirectory() as place:
            write_variants(Path(place) / "in", number)
            peaks.append(peak_of(Path(place) / "in", Path(place) / "out", "-j", str(_WORKERS), "-f", "jsonl"))
            shutil.rmtree(Path(place) / "out")
    print(
        f"batch     memory    {peaks[1] / peaks[0]:5.2f} times: {peaks[0] / 1e6:.0f} MB for {count // 10} documents,"
        f" {peaks[1] / 1e6:.0f} MB for {count}"
    )


def _tell(name: str, count: int, megabytes: float, seconds: float) -> None:
    print(f"batch     {name:<9} {count / seconds:7.0f} documents/s {megabytes / seconds:6.2f} MB/s a core")


if __name__ == "__main__":
    bench_batch(*map(int, sys.argv[1:]))
