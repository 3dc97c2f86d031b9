"""What a run leaves for a person to act on: `report.json`, and `report.md` with the failures first.

Documents stand in the order of the inputs. But for the durations, the same documents give the same report.
"""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any, TextIO

from planparse import __version__
from planparse.batch.jobs import Making
from planparse.batch.journal import Entry
from planparse.batch.totals import Totals

_WORDS = {
    "zh": {
        "title": "批量转换报告", "documents": "份文件", "converted": "份完成", "failed": "份失败", "left": "份未处理",
        "tasks": "项任务", "failures": "失败", "all": "全部文件", "file": "文件", "cause": "原因", "what": "说明", "hint": "处理办法",
        "task": "任务", "deadlines": "时限", "targets": "指标", "diagnostics": "疑点", "seconds": "秒", "output": "结果",
    },
    "en": {
        "title": "Batch report", "documents": "documents", "converted": "converted", "failed": "failed", "left": "left",
        "tasks": "tasks", "failures": "Failures", "all": "All documents", "file": "File", "cause": "Cause", "what": "What", "hint": "What to do",
        "task": "Tasks", "deadlines": "Deadlines", "targets": "Targets", "diagnostics": "Doubts", "seconds": "Seconds", "output": "Output",
    },
}  # fmt: skip


def write_reports(
    folder: Path, parts: Path, entries: Callable[[], Iterable[Entry]], totals: Totals, making: Making
) -> None:
    """Write both reports into the folder, each whole or not at all. Raises OSError."""
    _place(folder / "report.json", parts, lambda stream: _write_json(stream, entries(), totals, making))
    _place(folder / "report.md", parts, lambda stream: _write_markdown(stream, entries, totals, making))


def _place(target: Path, parts: Path, write: Callable[[TextIO], None]) -> None:
    part = parts / target.name
    with part.open("w", encoding="utf-8", newline="\n") as stream:
        write(stream)
    os.replace(part, target)


def _write_json(stream: TextIO, entries: Iterable[Entry], totals: Totals, making: Making) -> None:
    head = {
        "planparse": __version__,
        "format": making.format,
        "documents": totals.documents,
        "converted": totals.converted,
        "failed": totals.failed,
        "left": totals.left,
        "tasks": totals.tasks,
        "failures": dict(sorted(totals.causes.items())),
    }
    stream.write(json.dumps(head, ensure_ascii=False, indent=2)[:-2] + ',\n  "list": [')
    before = "\n"
    for entry in entries:
        stream.write(f"{before}    {json.dumps(_data(entry, making), ensure_ascii=False)}")
        before = ",\n"
    stream.write("\n  ]\n}\n")


def _data(entry: Entry, making: Making) -> dict[str, Any]:
    data: dict[str, Any] = {"file": entry.name}
    if entry.failure is not None:
        failure = entry.failure
        data |= {"failure": {"code": failure.code, "message": failure.what, "hint": failure.hint}}
    elif entry.counts is not None:
        data |= {} if making.merged else {"output": entry.output}
        data |= entry.counts | {"doubts": [doubt._asdict() for doubt in entry.counts["doubts"]]}
    return data | {"seconds": round(entry.seconds, 3)}


def _write_markdown(
    stream: TextIO, entries: Callable[[], Iterable[Entry]], totals: Totals, making: Making
) -> None:
    words = _WORDS[making.layout.labels]
    figures = [(totals.documents, "documents"), (totals.converted, "converted"), (totals.failed, "failed")]
    figures += [(totals.left, "left")] if totals.left else []
    space = "" if making.layout.labels == "zh" else " "
    joined = ", ".join(f"{number}{space}{words[key]}" for number, key in [*figures, (totals.tasks, "tasks")])
    stream.write(f"# {words['title']}\n\n{joined}\n")
    if totals.failed:
        stream.write(f"\n## {words['failures']}\n\n")
        stream.writelines(
            _table([words[key] for key in ("file", "cause", "what", "hint", "seconds")], _failures(entries()))
        )
    stream.write(f"\n## {words['all']}\n\n")
    keys = ["file", "task", "deadlines", "targets", "diagnostics", "seconds"]
    stream.writelines(_table([words[key] for key in keys], _documents(entries())))


def _failures(entries: Iterable[Entry]) -> Iterator[list[str]]:
    for entry in entries:
        if entry.failure is not None:
            yield [
                entry.name,
                entry.failure.code,
                entry.failure.what,
                entry.failure.hint,
                f"{entry.seconds:.2f}",
            ]


def _documents(entries: Iterable[Entry]) -> Iterator[list[str]]:
    for entry in entries:
        counts = entry.counts
        if counts is None:
            yield [entry.name, *["–" if entry.failure is None else "✗"] * 4, f"{entry.seconds:.2f}"]
            continue
        doubts = ", ".join(f"{code} {number}" for code, number in counts["diagnostics"].items())
        numbers = [str(counts[key]) for key in ("tasks", "deadlines", "targets")]
        yield [entry.name, *numbers, doubts, f"{entry.seconds:.2f}"]


def _table(header: list[str], rows: Iterable[list[str]]) -> Iterator[str]:
    yield f"| {' | '.join(header)} |\n|{' --- |' * len(header)}\n"
    for row in rows:
        yield f"| {' | '.join(' '.join(cell.split()).replace('|', chr(92) + '|') for cell in row)} |\n"
