"""What workers of a pool do in tests: the ordinary work, and what brings them down. Light, since each worker imports it."""

from __future__ import annotations

import os
import signal
import time
from pathlib import Path

from planparse.batch.converting import convert
from planparse.batch.jobs import Job, Making, Outcome


def hostile(job: Job, making: Making) -> Outcome:
    """The ordinary work, but for documents that bring a reader down."""
    if "crash" in job.name:
        os.kill(os.getpid(), signal.SIGSEGV)
    if "hang" in job.name:
        time.sleep(1000)
    return convert(job, making)


def hungry(number: int) -> int:
    return len(bytearray(number))


def dies_once(place: str) -> str:
    """Killed from outside, as the system does where memory is short."""
    if not os.path.exists(place):
        Path(place).touch()
        os.kill(os.getpid(), signal.SIGKILL)
    return "done"


def raises(number: int) -> int:
    return 1 // number
