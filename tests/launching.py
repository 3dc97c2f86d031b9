"""The command as people run it: in a process of its own, outside of any CI system."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path


def planparse(
    *arguments: object, stdin: bytes = b"", cwd: Path | None = None, **environment: str
) -> subprocess.CompletedProcess[bytes]:
    """Run the command; `environment` is added to that of the tests."""
    surroundings = {name: value for name, value in os.environ.items() if name != "GITHUB_ACTIONS"}
    return subprocess.run(
        [sys.executable, "-m", "planparse", *map(str, arguments)],
        input=stdin,
        capture_output=True,
        cwd=cwd,
        env=surroundings | environment,
        timeout=55,
        check=False,
    )


def in_shell(command: str, *arguments: object, cwd: Path | None = None) -> subprocess.CompletedProcess[bytes]:
    """Run a line of bash in which `planparse` is the command, and `$1` the first of the arguments."""
    return subprocess.run(
        ["bash", "-o", "pipefail", "-c", f'planparse() {{ "{sys.executable}" -m planparse "$@"; }}; {command}',
         "bash", *map(str, arguments)],
        capture_output=True,
        cwd=cwd,
        timeout=55,
        check=False,
    )  # fmt: skip


def assert_one_line(done: subprocess.CompletedProcess[bytes], code: int, *words: str) -> None:
    """One line on standard error that names what it should, nothing on standard output, and the exit code."""
    message = done.stderr.decode()
    assert done.returncode == code, message
    assert message.count("\n") == 1, message
    assert message.startswith("planparse: ")
    assert "Traceback" not in message
    assert done.stdout == b""
    for word in words:
        assert word in message
