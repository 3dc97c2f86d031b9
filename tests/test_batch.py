"""Batches: many documents, some of them bad, in runs that are ended in any way."""

from __future__ import annotations

import csv
import json
import os
import random
import re
import resource
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from planparse import extract
from planparse.batch.inputs import Inputs, find
from planparse.batch.jobs import Making
from planparse.batch.locking import locked
from planparse.batch.naming import RESERVED, Targets
from planparse.batch.pool import run
from planparse.batch.running import Order, run_batch
from planparse.batch.worker import Limits, Loss
from planparse.cli.extraction import extract_to
from planparse.exporters import EXPORTERS
from planparse.exporters.layout import Layout
from tests.documents import NAMES, sample, text_of
from tests.hostile_work import dies_once, hostile, hungry, raises

PNG = b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\x08\6\0\0\0\x1f\x15\xc4\x89"
COMMAND = [sys.executable, "-m", "planparse", "batch"]


def planparse(*arguments: object, **options: Any) -> subprocess.CompletedProcess[bytes]:
    """Run `planparse batch` in a process of its own."""
    return subprocess.run(
        [*COMMAND, *map(str, arguments)], capture_output=True, timeout=60, check=False, **options
    )


def small(number: int) -> str:
    """One of any number of small documents."""
    text = text_of(NAMES[number % len(NAMES)])
    start = text.find("一、") + number % 7
    return (
        f"关于印发第{number}号方案的通知\n一、重点任务\n1.修管网。改造{number}公里管网。(牵头单位:县水利局)\n"
        + text[start : start + 1200]
    )


def notices(folder: Path, count: int) -> Path:
    """A folder with so many documents, some deeper than others."""
    for number in range(count):
        place = folder / ("deep" if number % 3 else ".") / f"{number:04d}.txt"
        place.parent.mkdir(parents=True, exist_ok=True)
        place.write_text(small(number), encoding="utf-8")
    return folder


def tree(output: Path) -> dict[str, bytes]:
    """What a run has left, but for its journal and for how long things took."""
    files = {path.relative_to(output).as_posix(): path for path in output.rglob("*") if path.is_file()}
    return {
        name: re.sub(rb'("seconds": |\| )\d+\.\d+(?=}| \|\n)', rb"\1", path.read_bytes())
        for name, path in sorted(files.items())
        if not name.startswith(".planparse")
    }


def order(folder: Path | list[str], output: Path, **changes: Any) -> Order:
    names = [str(folder)] if isinstance(folder, Path) else folder
    making = Making(changes.pop("format", "yaml"), Layout())
    limits = Limits(changes.pop("workers", 2), changes.pop("timeout", 60.0), changes.pop("memory", None))
    return Order(Inputs(names), output, making, limits=limits)._replace(**changes)


def test_bad_documents_cost_themselves_alone(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 100)
    (folder / "crash.txt").write_text(small(1), encoding="utf-8")
    (folder / "hang.txt").write_text(small(2), encoding="utf-8")
    (folder / "image.txt").write_bytes(PNG)
    (folder / "empty.txt").write_bytes(b"")
    with (folder / "huge.txt").open("wb") as stream:
        stream.truncate(65 * 1024 * 1024)
    totals = run_batch(order(folder, tmp_path / "out", timeout=2.0), work=hostile)
    assert (totals.documents, totals.converted, totals.failed, totals.left) == (105, 100, 5, 0)
    assert totals.causes == {"crashed": 1, "timeout": 1, "unreadable": 3}
    assert len(list((tmp_path / "out").rglob("*.yaml"))) == 100
    report = json.loads((tmp_path / "out" / "report.json").read_bytes())
    failures = {entry["file"]: entry["failure"] for entry in report["list"] if "failure" in entry}
    assert {name: failure["code"] for name, failure in failures.items()} == {
        "crash.txt": "crashed", "empty.txt": "unreadable", "hang.txt": "timeout", "huge.txt": "unreadable", "image.txt": "unreadable",
    }  # fmt: skip
    assert all(failure["hint"] for failure in failures.values())
    assert "SIGSEGV" in failures["crash.txt"]["message"]
    assert [entry["file"] for entry in report["list"]][:3] == ["0000.txt", "0003.txt", "0006.txt"]
    readable = (tmp_path / "out" / "report.md").read_text(encoding="utf-8")
    assert "105份文件, 100份完成, 5份失败" in readable
    assert "| hang.txt | timeout | takes longer than 2 s |" in readable


def test_a_worker_has_so_much_memory_and_no_more() -> None:
    limits = Limits(workers=1, memory=200 << 20)
    answers = dict(run(hungry, iter([1000, 1 << 30, 2000]), weigh=lambda _: 1, limits=limits))
    assert answers[1000] == 1000
    assert answers[2000] == 2000
    assert isinstance(answers[1 << 30], Loss)
    assert answers[1 << 30].cause == "memory"


def test_a_document_whose_worker_was_killed_gets_another_try(tmp_path: Path) -> None:
    items = [str(tmp_path / str(number)) for number in range(3)]
    answers = list(run(dies_once, iter(items), weigh=lambda _: 1, limits=Limits(workers=2)))
    assert sorted(answers) == [(item, "done") for item in items]


def test_what_a_worker_raises_is_an_answer() -> None:
    answers = dict(run(raises, iter([0, 1]), weigh=lambda _: 1, limits=Limits()))
    assert answers[1] == 1
    assert answers[0] == Loss(
        "internal", "internal error (ZeroDivisionError: integer division or modulo by zero)"
    )


def test_a_run_holds_few_documents_at_once() -> None:
    taken: list[int] = []

    def items() -> Iterator[int]:
        for number in range(1, 2000):
            taken.append(number)
            yield number

    results = run(raises, items(), weigh=lambda _: 1 << 16, limits=Limits(workers=2))
    for count, _ in enumerate(results, 1):
        assert len(taken) <= count + 2 * 2 * 4 + 4
    assert len(taken) == 1999


def test_killed_at_any_moment_the_next_run_ends_the_same(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 60)
    (folder / "image.txt").write_bytes(PNG)
    whole = tmp_path / "whole"
    assert run_batch(order(folder, whole)).failed == 1
    expected = tree(whole)
    assert len(expected) == 62
    chance = random.Random(5)
    for attempt in range(5):
        output = tmp_path / f"out{attempt}"
        started = subprocess.Popen(
            [*COMMAND, folder, "-o", output, "-j", "2", "-q"], stderr=subprocess.DEVNULL
        )
        wanted = chance.randint(0, 58)
        while len(list(output.rglob("*.yaml"))) <= wanted and started.poll() is None:
            time.sleep(0.002)
        time.sleep(chance.random() * 0.02)
        started.send_signal(signal.SIGKILL)
        started.wait()
        assert run_batch(order(folder, output, resume=True)).failed == 1
        assert tree(output) == expected
        assert list((output / ".planparse" / "parts").iterdir()) == []


def test_a_killed_merge_ends_the_same(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 40)
    making = Making("jsonl", Layout(), merged=True)
    whole = order(folder, tmp_path / "whole", merged=tmp_path / "whole.jsonl", making=making)
    run_batch(whole)
    merged = tmp_path / "tasks.jsonl"
    started = subprocess.Popen([*COMMAND, folder, "--merge", merged, "-j", "2", "-q"])
    rows = tmp_path / "tasks.jsonl.batch" / ".planparse" / "rows"
    while not (rows.exists() and rows.stat().st_size) and started.poll() is None:
        time.sleep(0.002)
    started.kill()
    started.wait()
    resumed = order(folder, tmp_path / "tasks.jsonl.batch", merged=merged, making=whole.making, resume=True)
    assert run_batch(resumed).failed == 0
    assert merged.read_bytes() == (tmp_path / "whole.jsonl").read_bytes()


def test_resuming_does_only_what_is_missing_or_changed(tmp_path: Path) -> None:
    folder, output = notices(tmp_path / "in", 6), tmp_path / "out"
    run_batch(order(folder, output))
    before = {path: path.stat().st_mtime_ns for path in output.rglob("*.yaml")}
    (folder / "0000.txt").write_text(small(77), encoding="utf-8")
    (output / "0003.yaml").unlink()
    (output / "deep" / "0001.yaml").write_text("edited", encoding="utf-8")
    (folder / "deep" / "0002.txt").write_bytes(b"")
    totals = run_batch(order(folder, output, resume=True))
    assert (totals.converted, totals.failed) == (5, 1)
    after = {path: path.stat().st_mtime_ns for path in output.rglob("*.yaml")}
    made = {path.relative_to(output).as_posix() for path in after if before.get(path) != after[path]}
    assert made == {"0000.yaml", "0003.yaml", "deep/0001.yaml"}
    assert before.keys() - after.keys() == {output / "deep" / "0002.yaml"}, (
        "that of a document that now fails is gone"
    )
    (folder / "deep" / "0002.txt").write_text(small(2), encoding="utf-8")
    run_batch(order(folder, output, resume=True))
    fresh = tmp_path / "fresh"
    run_batch(order(folder, fresh))
    assert tree(output) == tree(fresh)
    again = run_batch(order(folder, output, resume=True, making=Making("yaml", Layout(full=True))))
    assert again.converted == 6
    assert all(path.stat().st_mtime_ns != after.get(path) for path in output.rglob("*.yaml")), "other options"


def test_one_run_at_a_time(tmp_path: Path) -> None:
    folder, output = notices(tmp_path / "in", 1), tmp_path / "out"
    with locked(output / ".planparse"):
        done = planparse(folder, "-o", output)
        assert done.returncode == 2
        assert b"another run writes into it" in done.stderr
        assert done.stderr.count(b"\n") == 1
    assert run_batch(order(folder, output)).failed == 0


def test_a_full_disk_ends_the_run_in_one_line_and_loses_nothing(tmp_path: Path) -> None:
    folder, output = notices(tmp_path / "in", 12), tmp_path / "out"
    (folder / "0007.txt").write_text(text_of(NAMES[1]) * 3, encoding="utf-8")

    def no_large_files() -> None:
        resource.setrlimit(resource.RLIMIT_FSIZE, (48 * 1024, 48 * 1024))

    done = planparse(folder, "-o", output, "-j", 1, preexec_fn=no_large_files)
    assert done.returncode == 2, done.stderr
    assert done.stderr.count(b"\n") == 1
    assert b"cannot be written" in done.stderr
    assert b"--resume" in done.stderr
    for path in output.rglob("*.yaml"):
        assert path.read_bytes().endswith(b"}\n")
    assert run_batch(order(folder, output, resume=True)).failed == 0
    run_batch(order(folder, tmp_path / "whole"))
    assert tree(output) == tree(tmp_path / "whole")


def _hears_ctrl_c() -> None:
    """What a shell starts in the background ignores it, and so would what the tests start."""
    signal.signal(signal.SIGINT, signal.SIG_DFL)


def test_ctrl_c_ends_everything(tmp_path: Path) -> None:
    folder, output = notices(tmp_path / "in", 120), tmp_path / "out"
    # Seconds of work, so that no run ends before.
    (folder / "9999.txt").write_text(text_of(NAMES[1]) * 400, encoding="utf-8")
    started = subprocess.Popen(
        [*COMMAND, folder, "-o", output, "-j", "2"],
        stderr=subprocess.PIPE,
        start_new_session=True,
        preexec_fn=_hears_ctrl_c,
    )
    while not list(output.rglob("*.yaml")) and started.poll() is None:
        time.sleep(0.01)
    os.killpg(started.pid, signal.SIGINT)  # as a terminal does: to all of them
    _, message = started.communicate(timeout=20)
    assert (started.returncode, message.decode().splitlines()[-1]) == (
        130,
        "planparse: stopped; go on with --resume",
    )
    assert b"Traceback" not in message
    for _ in range(100):
        try:
            os.killpg(started.pid, 0)
        except ProcessLookupError:
            break
        time.sleep(0.02)
    else:
        raise AssertionError("a process is left")
    (folder / "9999.txt").write_text(small(120), encoding="utf-8")
    assert run_batch(order(folder, output, resume=True)).failed == 0
    assert len(list(output.rglob("*.yaml"))) == 121


def test_fail_fast_ends_at_the_first(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 3)
    (folder / "0000.txt").write_bytes(b"")
    totals = run_batch(order(folder, tmp_path / "out", workers=1, fail_fast=True))
    assert (totals.converted, totals.failed, totals.left) == (0, 1, 2)


def rows(path: Path, kind: str) -> list[tuple[str, str]]:
    """The file and the id of each task of a merged file."""
    if kind == "jsonl":
        return [
            (row["file"], row["id"]) for row in map(json.loads, path.read_text(encoding="utf-8").splitlines())
        ]
    if kind == "csv":
        with path.open(encoding="utf-8-sig", newline="") as stream:
            return [(row["来源文件"], row["编号"]) for row in csv.DictReader(stream)]
    if kind == "xlsx":
        from openpyxl import load_workbook

        book = load_workbook(path, read_only=True)
        (_, *found) = book.worksheets[0].values
        book.close()
        return [(str(row[0]), str(row[3])) for row in found]
    from pyarrow import parquet

    return [(row["file"], row["id"]) for row in parquet.read_table(path).select(["file", "id"]).to_pylist()]


@pytest.mark.parametrize("kind", ["jsonl", "csv", "xlsx", "parquet"])
def test_a_merged_file_is_the_same_whatever_the_workers(kind: str, tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 24)
    making = Making(kind, Layout(), merged=True)
    for workers in (1, 2):
        merged = tmp_path / f"{workers}.{kind}"
        run_batch(order(folder, tmp_path / f"out{workers}", merged=merged, making=making, workers=workers))
    assert (tmp_path / f"1.{kind}").read_bytes() == (tmp_path / f"2.{kind}").read_bytes()
    names = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.txt"))
    names.sort(key=lambda name: "/" in name)
    expected = [(name, task.id) for name in names for task in extract(folder / name).tasks]
    assert rows(tmp_path / f"2.{kind}", kind) == expected


def test_a_merged_file_among_the_documents_is_none_of_them(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 2)
    making = Making("csv", Layout(), merged=True)
    again = order(folder, folder / "tasks.csv.batch", merged=folder / "tasks.csv", making=making)
    assert run_batch(again).documents == 2
    assert run_batch(again).documents == 2


def test_tables_are_read_row_by_row(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    texts = [small(number) for number in range(5)]
    ids = ["a", "国发〔2024〕2号", "../b", "a", "c.d"]
    with (tmp_path / "notices.jsonl").open("w", encoding="utf-8") as stream:
        for id, text in zip(ids, texts, strict=True):
            stream.write(json.dumps({"url": id, "body": text}) + "\n\n")
        stream.write('{"url": "none"}\n{no json\n')
    parquet.write_table(pyarrow.table({"url": ids, "body": texts}), tmp_path / "more.parquet")
    output = tmp_path / "out"
    done = planparse(
        tmp_path / "notices.jsonl",
        tmp_path / "more.parquet",
        "-o",
        output,
        "-f",
        "json",
        "--text-column",
        "body",
        "--id-column",
        "url",
    )
    assert done.returncode == 1
    assert done.stderr.count(b"planparse: ") == 2
    named = ["..%2fb", "a-2", "a", "c.d", "国发〔2024〕2号"]
    for stem in ("notices", "more"):
        assert sorted(path.stem for path in (output / stem).iterdir()) == sorted(named)
    first = json.loads((output / "notices" / "a-2.json").read_bytes())
    assert [task["text"] for task in first["tasks"]] == [task.text for task in _parsed(texts[3])]
    assert first["tasks"] == json.loads((output / "more" / "a-2.json").read_bytes())["tasks"]
    wrong = planparse(tmp_path / "more.parquet", "-o", tmp_path / "wrong", "--id-column", "id")
    assert wrong.returncode == 2
    assert b"choose one of url, body" in wrong.stderr


def _parsed(text: str) -> Any:
    from planparse import parse

    return parse(text).tasks


@pytest.mark.parametrize("separator", ["\n", "\0"])
def test_a_list_on_standard_input(separator: str, tmp_path: Path) -> None:
    notices(tmp_path / "in", 2)
    (tmp_path / "in" / "deep" / "with space.txt").write_text(small(3), encoding="utf-8")
    listed = ["in/0000.txt", "in/deep", "in/gone.txt", f"{tmp_path}/in/../in/0000.txt"]
    done = planparse("-", "-o", "out", input=separator.join(listed).encode(), cwd=tmp_path)
    assert done.returncode == 1
    assert b"in/gone.txt: there is no such file" in done.stderr
    found = {path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.yaml")}
    assert {"in/0000.yaml", "in/deep/0001.yaml", "in/deep/with space.yaml"} < found
    assert len(found) == 4, "the same file by another name"


def test_no_document_is_written_over(tmp_path: Path) -> None:
    text = "一、任务\n1.修路。修一公里。(牵头单位:甲局)\n"
    for name in ("plan.md", "plan.txt", "report.md", "in/a.md", "in/b.md"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    (tmp_path / "in/link.txt").symlink_to(tmp_path / "plan.md")
    (tmp_path / "rows.jsonl").write_text(json.dumps({"text": text}) + "\n", encoding="utf-8")
    (tmp_path / "sheet.csv").write_text("任务,牵头单位\n修路,甲局\n", encoding="utf-8")
    before = {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}
    for arguments in (
        ["plan.md", "-o", ".", "-f", "md"],
        ["plan.txt", "plan.md", "-o", ".", "-f", "md"],
        ["report.md", "-o", "."],
        ["in", "plan.txt", "-o", ".", "-f", "md"],
        ["in/link.txt", "-o", ".", "-f", "md", "--resume", "plan.txt"],
        ["rows.jsonl", "--merge", "rows.jsonl"],
        ["sheet.csv", "plan.md", "--merge", "./sheet.csv"],
        [".", "--merge", "sheet.csv"],
    ):
        done = planparse(*arguments, cwd=tmp_path)
        assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), (arguments, done.stderr)
        assert b"would be written over" in done.stderr
        assert {path: path.read_bytes() for path in before} == before, arguments
    assert planparse("plan.md", "-o", ".", cwd=tmp_path).returncode == 0, "its own name with another ending"
    assert planparse("plan.md", "-o", ".", cwd=tmp_path).returncode == 0, "an earlier run's is no document"


def test_a_table_that_is_found_and_broken_costs_itself_alone(tmp_path: Path) -> None:
    import pyarrow
    from pyarrow import parquet

    folder = notices(tmp_path / "in", 1)
    (folder / "broken.parquet").write_bytes(b"PAR1")
    (folder / "rows.jsonl").write_text('{"text": "1.修路。(甲局牵头)"}\n', encoding="utf-8")
    parquet.write_table(pyarrow.table({"body": ["", ""]}), folder / "wrong.parquet")
    done = planparse(folder, "-o", tmp_path / "out", "--text-column", "text", "--id-column", "url", "-q")
    assert done.returncode == 1
    said = done.stderr.decode()
    assert "broken.parquet: is no sound Parquet file" in said
    assert said.count("has no column 'text'") == 2, "both rows"
    assert {"0000.yaml", "rows/000001.yaml"} <= tree(tmp_path / "out").keys()
    listed = f"{folder}/gone.parquet\n{folder}/gone.jsonl\n{folder}/0000.txt\n"
    done = planparse("-", "-o", tmp_path / "list", "-q", input=listed.encode())
    assert (done.returncode, done.stderr.count(b"there is no such file")) == (1, 2), done.stderr


def test_a_folder_that_may_not_be_read_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    notices(tmp_path, 2)
    really = os.scandir

    def scandir(folder: str) -> Any:
        if folder.endswith("deep"):
            raise PermissionError(13, "Permission denied")
        return really(folder)

    monkeypatch.setattr(os, "scandir", scandir)
    found = list(find(Inputs([str(tmp_path)]), tmp_path / "out"))
    assert [(one.name, one.fault) for one in found] == [
        ("0000.txt", ""),
        ("deep", "cannot be read (Permission denied)"),
    ]


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["-o", "out", "--timeout", "nan"], "--timeout"),
        (["-o", "out", "--timeout", "inf"], "--timeout"),
        (["-o", "out", "--memory", "9" * 30], "--memory"),
        (["-o", "out", "--encoding", "nope"], "there is no encoding"),
        (["-o", ""], "is an empty name"),
        (["-o", "out", "--engine", "ray", "--resume"], "--resume"),
        (["-o", "out", "--engine", "spark"], "there is no engine 'spark'"),
        (["--merge", "folder.csv"], "is a folder"),
    ],
)
def test_what_would_fail_for_all_is_told_at_once(arguments: list[str], words: str, tmp_path: Path) -> None:
    notices(tmp_path / "in", 2)
    (tmp_path / "folder.csv").mkdir()
    before = sorted(tmp_path.rglob("*"))
    done = planparse("in", *arguments, cwd=tmp_path)
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1), done.stderr
    assert words.encode() in done.stderr
    assert sorted(tmp_path.rglob("*")) == before


def test_a_merged_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 1)
    (tmp_path / "file").write_bytes(b"")
    done = planparse(folder, "-o", tmp_path / "out", "--merge", tmp_path / "file" / "all.csv", "-q")
    assert (done.returncode, done.stderr.count(b"\n")) == (2, 1)
    assert f"{tmp_path}/file/all.csv: cannot be written".encode() in done.stderr


def test_links_in_circles_and_what_is_hidden_do_no_harm(tmp_path: Path) -> None:
    folder = notices(tmp_path / "in", 2)
    away = notices(tmp_path / "away", 1)
    (folder / "loop").symlink_to(folder)
    (folder / "deep" / "up").symlink_to("..")
    (folder / "self").symlink_to("self")
    (folder / "broken").symlink_to("nowhere")
    (folder / "away").symlink_to(away)
    (away / "back").symlink_to(folder)
    (folder / ".hidden").mkdir()
    (folder / ".hidden" / "a.txt").write_text("一、", encoding="utf-8")
    (folder / "~$plan.docx").write_bytes(b"")
    os.mkfifo(folder / "pipe")
    found = [one.name for one in find(Inputs([str(folder)]), tmp_path / "out")]
    assert found == ["0000.txt", "away/0000.txt", "deep/0001.txt"]
    assert [one.name for one in find(Inputs([str(folder)], ["deep/*"]), tmp_path / "out")] == [
        "deep/0001.txt"
    ]


def test_names_never_collide(tmp_path: Path) -> None:
    folder = tmp_path / "in"
    (folder / "x.yaml").mkdir(parents=True)
    long = "关于印发" * 20 + "通知"
    for name in (
        "plan.txt",
        "PLAN.md",
        "plan.txt.md",
        "x.txt",
        "x.yaml/a.txt",
        "report.txt",
        f"{long}.a.txt",
        f"{long}.b.txt",
    ):
        (folder / name).write_text(small(1), encoding="utf-8")
    output = tmp_path / "out"
    totals = run_batch(order(folder, output, format="json", workers=1))
    assert (totals.converted, totals.failed) == (8, 0)
    assert len([path for path in output.rglob("*.json") if path.name != "report.json"]) == 8
    totals = run_batch(order(folder, tmp_path / "yaml", workers=1))
    assert (totals.converted, totals.failed) == (8, 0)
    assert (tmp_path / "yaml" / "x.yaml").is_file()
    assert (tmp_path / "yaml" / "x.yaml~" / "a.yaml").is_file()


@settings(deadline=None, max_examples=200)
@given(st.lists(st.text(alphabet="aA.b/~-2é长\udc80", min_size=1, max_size=12), max_size=12), st.booleans())
def test_targets_are_different_and_inside(names: list[str], shared: bool) -> None:
    targets = Targets(":memory:", ".json")
    found = [targets.claim(name, shared=shared) for name in names]
    assert len({target.casefold() for target in found}) == len(names)
    files = {target.casefold() for target in found} | set(RESERVED)
    for target in found:
        parts = target.split("/")
        assert not {"", ".", ".."} & set(parts)
        assert all(len(os.fsencode(part)) <= 255 for part in parts)
        assert not any("/".join(parts[:depth]).casefold() in files for depth in range(1, len(parts)))


@pytest.mark.parametrize("format", EXPORTERS)
def test_every_format_as_extract_gives_it(format: str, tmp_path: Path) -> None:
    name, document = NAMES[-1], sample(NAMES[-1])
    (tmp_path / document.name).write_bytes(document.read_bytes())
    layout = Layout(full=True)
    made = order(tmp_path, tmp_path / "out", making=Making(format, layout), workers=1)
    assert run_batch(made).converted == 1
    extracted = tmp_path / f"alone{EXPORTERS[format][0]}"
    extract_to(str(document), str(extracted), format=format, full=True)
    assert (tmp_path / "out" / f"{name}{EXPORTERS[format][0]}").read_bytes() == extracted.read_bytes()


def test_arrow_batches_in_and_out() -> None:
    import pyarrow

    from planparse.arrow import plan_batch, schema, tasks_of

    plan = extract(sample(NAMES[-1]))
    batch = pyarrow.RecordBatch.from_pydict(
        {"text": [sample(NAMES[-1]).read_bytes(), b"", PNG], "id": [plan.source.file, "b", "c"]}
    )
    tasks = tasks_of(batch, id_column="id", full=True)
    good = tasks.filter(pyarrow.compute.is_null(tasks.column("error"))).drop_columns(["error"])
    assert good.schema == schema(full=True)
    assert good.equals(plan_batch(plan, full=True))
    assert [row["id"] for row in good.to_pylist()] == [task.id for task in plan.tasks]
    failed = tasks.filter(pyarrow.compute.is_valid(tasks.column("error"))).to_pylist()
    assert [(row["file"], row["error"].partition(":")[0]) for row in failed] == [("b", "b"), ("c", "c")]
    paths = pyarrow.RecordBatch.from_pydict({"path": [str(sample(NAMES[-1]))], "name": [plan.source.file]})
    assert tasks_of(paths, path_column="path", id_column="name").num_rows == len(plan.tasks)
