"""A worker of the pool: chunks in, an answer for each item out, within its limits.

>>> _answer(len, "修路"), _answer(len, 3).cause
(2, 'internal')
"""

from __future__ import annotations

import os
import signal
import sys
from collections.abc import Callable
from multiprocessing.connection import Connection
from typing import Any, NamedTuple


class Limits(NamedTuple):
    """What a pool may take."""

    workers: int = 1
    timeout: float = 120.0
    """seconds an item"""
    memory: int | None = None
    """bytes a worker, beyond what it has when it starts"""


class Loss(NamedTuple):
    """An item without a result, and why."""

    cause: str
    """crashed, timeout, memory or internal"""
    detail: str
    seconds: float = 0.0
    """how long the worker had been at it"""


class Ready(NamedTuple):
    """What a worker says when it has started."""


def serve(connection: Connection, work: Callable[[Any], Any], limits: Limits) -> None:
    """A worker's life: chunks in, an answer for each item out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)
    signal.signal(signal.SIGTERM, _end_worker)
    _limit_memory(limits.memory)
    try:
        connection.send(Ready())
        while True:
            for item in connection.recv():
                _alarm(limits.timeout * 1.5 + 10)
                answer = _answer(work, item)
                connection.send(answer)
                if isinstance(answer, Loss) and answer.cause == "memory":
                    return
            _alarm(0)
    except (EOFError, OSError):
        return  # the run is over, or was killed


_at_work = False


def _end_worker(*_: object) -> None:
    """End this process; out of an item by an exception, so that what a reader has started is ended too."""
    if _at_work:
        sys.exit(143)
    os._exit(143)


def _answer(work: Callable[[Any], Any], item: Any) -> Any:
    global _at_work
    _at_work = True
    try:
        return work(item)
    except MemoryError:
        return Loss("memory", "takes more memory than a worker may have")
    except Exception as error:
        return Loss("internal", f"internal error ({type(error).__name__}: {error})")
    finally:
        _at_work = False


def _limit_memory(memory: int | None) -> None:
    """Let the process grow by so many bytes and no more, where the system can hold it to that."""
    if memory is None:
        return
    try:
        import resource

        with open("/proc/self/statm", encoding="ascii") as stream:
            present = int(stream.read().split()[0]) * resource.getpagesize()
        resource.setrlimit(resource.RLIMIT_AS, (present + memory, resource.RLIM_INFINITY))
    except (ImportError, OSError, ValueError):
        return


def _alarm(seconds: float) -> None:
    """Let the system itself end this process if the one that would is gone by then."""
    if hasattr(signal, "setitimer"):
        signal.setitimer(signal.ITIMER_REAL, seconds)
