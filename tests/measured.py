"""What something costs: a command's seconds of the processor and memory, apart from the tests' own process; a function's calls."""

from __future__ import annotations

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from types import FrameType
from typing import NamedTuple

_WRAPPER = """
import json, resource, subprocess, sys
done = subprocess.run(sys.argv[1:], capture_output=True)
used = resource.getrusage(resource.RUSAGE_CHILDREN)
megabytes = used.ru_maxrss / (1024 * 1024 if sys.platform == "darwin" else 1024)
said = [one.decode("utf-8", "replace") for one in (done.stdout, done.stderr)]
print(json.dumps([done.returncode, *said, used.ru_utime + used.ru_stime, megabytes]))
"""


class Measured(NamedTuple):
    """What a command gave and cost."""

    code: int
    out: str
    err: str
    seconds: float
    """of the processor: the clock says how busy the machine is"""
    megabytes: float
    """the most of any one process"""


def measured(command: Sequence[str], timeout: float = 55) -> Measured:
    """Run a command to its end. Raises subprocess.TimeoutExpired."""
    done = subprocess.run(
        [sys.executable, "-c", _WRAPPER, *command], capture_output=True, check=True, timeout=timeout
    )
    return Measured(*json.loads(done.stdout))


def calls(run: Callable[[], object]) -> int:
    """How many calls a function makes in all: how its work grows, however busy the machine is."""
    made = 0

    def count(_frame: FrameType, event: str, _said: object) -> None:
        nonlocal made
        made += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        run()
    finally:
        sys.setprofile(before)
    return made
