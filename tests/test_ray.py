"""The Ray engine, against a cluster of its own: the same tasks as the local engine, with and without a worker that is killed."""

from __future__ import annotations

import contextlib
import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

from planparse.batch.inputs import Inputs
from planparse.batch.jobs import Making
from planparse.batch.running import Order, run_batch
from planparse.batch.worker import Limits
from planparse.exporters.layout import Layout

pytest.importorskip("ray")
pytestmark = pytest.mark.timeout(240)  # Ray takes long to start

COUNT = 2000
ENVIRONMENT = {**os.environ, "RAY_AUTH_MODE": "disabled", "RAY_USAGE_STATS_ENABLED": "0"}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Two thousand short documents, one of them empty."""
    place = tmp_path_factory.mktemp("in")
    for number in range(COUNT):
        text = f"关于印发第{number}号方案的通知\n一、重点任务\n" + "".join(
            f"{item}.修管网。2024年{item}月底前改造{number}公里管网。(牵头单位:县水利局;配合单位:各镇)\n"
            for item in range(1, 9)
        )
        (place / f"{number:04d}.txt").write_text(text if number else "", encoding="utf-8")
    return place


@pytest.fixture(scope="module")
def expected(folder: Path, tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, object]]:
    """What the local engine makes of them."""
    from pyarrow import parquet

    place = tmp_path_factory.mktemp("local")
    making = Making("parquet", Layout(), merged=True)
    order = Order(Inputs([str(folder)]), place, making, merged=place / "tasks.parquet", limits=Limits(2))
    assert run_batch(order).failed == 1
    rows: list[dict[str, object]] = parquet.read_table(place / "tasks.parquet").to_pylist()
    return rows


class Cluster(NamedTuple):
    """A cluster on this machine; all its processes are of one session."""

    address: str
    session: int


@pytest.fixture(scope="module")
def cluster() -> Iterator[Cluster]:
    """A cluster that ends with the tests."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    program = [sys.executable, "-c", "import sys; from ray.scripts.scripts import main; sys.exit(main())"]
    with tempfile.TemporaryDirectory(
        dir="/tmp", ignore_cleanup_errors=True
    ) as place:  # a socket's path is short
        options = [
            "--head",
            "--block",
            f"--port={port}",
            "--num-cpus=2",
            "--include-dashboard=false",
            f"--temp-dir={place}",
        ]
        head = subprocess.Popen(
            [*program, "start", *options],
            stdout=subprocess.PIPE,
            stderr=subprocess.STDOUT,
            env=ENVIRONMENT,
            start_new_session=True,
        )
        assert head.stdout is not None
        try:
            started = any(b"runtime started" in line for line in head.stdout)
            reading = threading.Thread(target=head.stdout.read)  # nobody else empties the pipe
            reading.start()
            assert started
            yield Cluster(f"127.0.0.1:{port}", head.pid)
        finally:
            os.killpg(head.pid, signal.SIGKILL)
            head.wait()
            reading.join()
            head.stdout.close()


def start(folder: Path, output: Path, cluster: Cluster, *more: str) -> subprocess.Popen[bytes]:
    options = ["--engine", "ray", "--address", cluster.address, *more]
    command = [sys.executable, "-m", "planparse", "batch", str(folder), "-o", str(output), *options]
    return subprocess.Popen(command, stderr=subprocess.PIPE, env=ENVIRONMENT)


def written(output: Path) -> list[dict[str, object]]:
    """The tasks, in the order of the files' names; the failure is left out."""
    from pyarrow import parquet

    tables = [parquet.read_table(path) for path in sorted(output.glob("*.parquet"))]
    rows = [row for table in tables for row in table.to_pylist()]
    assert [row["file"] for row in rows if row["error"]] == ["0000.txt"]
    return [{key: row[key] for key in row if key != "error"} for row in rows if not row["error"]]


def test_ray_gives_what_the_local_engine_gives(
    folder: Path, expected: list[dict[str, object]], cluster: Cluster, tmp_path: Path
) -> None:
    done = start(folder, tmp_path / "out", cluster)
    _, message = done.communicate(timeout=120)
    assert done.returncode == 1, message
    assert f"{len(expected)} tasks in ".encode() in message
    assert written(tmp_path / "out") == expected


def test_ray_outlives_a_worker_that_is_killed(
    folder: Path, expected: list[dict[str, object]], cluster: Cluster, tmp_path: Path
) -> None:
    done = start(folder, tmp_path / "out", cluster)
    killed = False
    while done.poll() is None and not killed:
        for process in Path("/proc").glob("[0-9]*"):
            with contextlib.suppress(OSError):
                title = (process / "cmdline").read_bytes()
                if title.startswith(b"ray::MapBatches") and os.getsid(int(process.name)) == cluster.session:
                    os.kill(int(process.name), signal.SIGKILL)
                    killed = True
                    break
        time.sleep(0.005)
    _, message = done.communicate(timeout=120)
    assert killed
    assert done.returncode == 1, message
    assert written(tmp_path / "out") == expected


@pytest.mark.parametrize("kind", ["jsonl", "parquet"])
def test_ray_reads_tables_as_the_local_engine_does(
    kind: str, folder: Path, expected: list[dict[str, object]], cluster: Cluster, tmp_path: Path
) -> None:
    from pyarrow import Table, parquet

    names = [f"{number:04d}.txt" for number in range(1, 40)]
    rows = [{"url": name, "body": (folder / name).read_text(encoding="utf-8")} for name in names]
    table = tmp_path / f"notices.{kind}"
    if kind == "jsonl":
        table.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    else:
        parquet.write_table(Table.from_pylist(rows), table)
    done = start(table, tmp_path / "out", cluster, "--text-column", "body", "--id-column", "url")
    _, message = done.communicate(timeout=120)
    assert done.returncode == 0, message
    found = [
        row
        for path in sorted((tmp_path / "out").glob("*.parquet"))
        for row in parquet.read_table(path).to_pylist()
    ]
    making = Making("parquet", Layout(), merged=True)
    inputs = Inputs([str(table)], text_column="body", id_column="url")
    run_batch(Order(inputs, tmp_path / "local", making, merged=tmp_path / "local.parquet", limits=Limits(1)))
    local = parquet.read_table(tmp_path / "local.parquet").to_pylist()
    assert [row | {"error": None} for row in local] == found
    assert [(row["id"], row["text"]) for row in local] == [(row["id"], row["text"]) for row in expected][
        : len(local)
    ]
