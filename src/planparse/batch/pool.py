"""A pool of processes that no item can bring down.

Items go out in chunks of about the same weight, one chunk a worker; results come back item by item, so that the pool
knows which item a worker was at when it died, hung or ran out of memory. That item is lost, the rest of its chunk goes to another
worker. Workers come from a server process that has no threads, where there is one, and hold nothing of each other's.

    for item, answer in run(work, items, weigh=len, limits=Limits(workers=2)):
        ...  # answer is what work(item) returned, or a Loss

A worker that is gone may have been killed for no fault of its item (the system was short of memory): the item gets one more try.
"""

from __future__ import annotations

import contextlib
import multiprocessing
import signal
import time
from collections import deque
from collections.abc import Callable, Iterator
from multiprocessing.connection import wait
from typing import Any, Generic, NamedTuple, TypeVar

from planparse.batch.worker import Limits, Loss, Ready, serve
from planparse.errors import PlanparseError

Item = TypeVar("Item")
Result = TypeVar("Result")

_CHUNK_WEIGHT = 256 * 1024
_CHUNK_ITEMS = 64
_GRACE = 1.0
"""Seconds that a worker which is told to end has for it."""
_PRELOADED = ("__main__", __name__, "planparse.batch.converting")
_STARTS = 3
"""A worker that dies this often before it is ready will not start at all."""


class _Chunk(NamedTuple, Generic[Item]):
    items: list[Item]
    again: bool = False
    """one item, whose worker died once"""


class _Worker(Generic[Item]):
    """One process, and what it has not answered yet."""

    def __init__(self, context: Any, work: Callable[[Item], Any], limits: Limits) -> None:
        self.connection, theirs = context.Pipe()
        self.process = context.Process(target=serve, args=(theirs, work, limits), daemon=True)
        with _no_interrupts():
            self.process.start()
        theirs.close()
        self.ready = False
        self.left: deque[Item] = deque()
        self.again = False
        self.since = 0.0

    def give(self, chunk: _Chunk[Item]) -> None:
        self.left, self.again = deque(chunk.items), chunk.again
        self.since = time.monotonic()
        with contextlib.suppress(OSError):  # a worker that is dead already is found by its sentinel
            self.connection.send(chunk.items)

    def end(self) -> None:
        """End the process, whatever it is at."""
        if self.process.is_alive():
            self.process.terminate()
            self.process.join(_GRACE)
        if self.process.is_alive():
            self.process.kill()
        self.process.join()
        self.connection.close()


def run(
    work: Callable[[Item], Result], items: Iterator[Item], *, weigh: Callable[[Item], int], limits: Limits
) -> Iterator[tuple[Item, Result | Loss]]:
    """Each item with its result, in the order in which they are done.

    `work` and the items must be picklable; `weigh` gives an item's bytes. At most two chunks a worker are held.
    Closing the iterator ends the workers. Raises PlanparseError where no worker can be started.
    """
    pool: _Pool[Item, Result] = _Pool(work, _chunks(items, weigh), limits)
    try:
        yield from pool.results()
    finally:
        pool.end()


class _Pool(Generic[Item, Result]):
    def __init__(
        self, work: Callable[[Item], Result], chunks: Iterator[_Chunk[Item]], limits: Limits
    ) -> None:
        method = "forkserver" if "forkserver" in multiprocessing.get_all_start_methods() else "spawn"
        self._context: Any = multiprocessing.get_context(method)
        if method == "forkserver":
            self._context.set_forkserver_preload(list(_PRELOADED))
        self._work, self._limits = work, limits
        self._chunks = chunks
        self._waiting: deque[_Chunk[Item]] = deque()
        self._workers: list[_Worker[Item]] = []
        self._failed_starts = 0

    def results(self) -> Iterator[tuple[Item, Result | Loss]]:
        """All results."""
        while self._employ():
            sources: dict[Any, _Worker[Item]] = {}
            for worker in self._workers:
                sources[worker.connection] = sources[worker.process.sentinel] = worker
            touched = {id(sources[one]): sources[one] for one in wait(list(sources), self._patience())}
            for worker in touched.values():
                yield from self._receive(worker)
            now = time.monotonic()
            for worker in [worker for worker in self._workers if worker.left]:
                if now - worker.since > self._limits.timeout:
                    worker.end()
                    yield from self._lose(
                        worker, Loss("timeout", f"takes longer than {self._limits.timeout:g} s")
                    )

    def end(self) -> None:
        """End all workers."""
        for worker in self._workers:
            worker.process.terminate()
        for worker in self._workers:
            worker.end()
        self._workers = []

    def _employ(self) -> bool:
        """Give each idle worker a chunk, start those that are missing, dismiss those for whom nothing is left."""
        for worker in [worker for worker in self._workers if worker.ready and not worker.left]:
            self._look_ahead()
            if self._waiting:
                worker.give(self._waiting.popleft())
            else:
                self._workers.remove(worker)
                worker.end()
        self._look_ahead()
        starting = sum(not worker.ready for worker in self._workers)
        while len(self._workers) < self._limits.workers and starting < len(self._waiting):
            self._workers.append(_Worker(self._context, self._work, self._limits))
            starting += 1
        return bool(self._workers)

    def _look_ahead(self) -> None:
        while len(self._waiting) < self._limits.workers:
            chunk = next(self._chunks, None)
            if chunk is None:
                return
            self._waiting.append(chunk)

    def _patience(self) -> float | None:
        """Seconds until the next worker has been at an item for too long."""
        since = min((worker.since for worker in self._workers if worker.left), default=None)
        return None if since is None else max(0.0, since + self._limits.timeout - time.monotonic()) + 0.01

    def _receive(self, worker: _Worker[Item]) -> Iterator[tuple[Item, Result | Loss]]:
        """What a worker has to say, up to its end."""
        try:
            while worker.connection.poll():
                message = worker.connection.recv()
                if isinstance(message, Ready):
                    worker.ready = True
                    self._failed_starts = 0
                    return
                if isinstance(message, Loss) and message.cause == "memory":
                    worker.end()  # it may be short of memory for good
                    yield from self._lose(worker, message)
                    return
                worker.since = time.monotonic()
                yield worker.left.popleft(), message
                if not worker.left:
                    return
            if worker.process.is_alive():
                return
        except (EOFError, OSError):
            pass
        worker.end()
        yield from self._lose(
            worker, Loss("crashed", f"ends its process ({_ending(worker.process.exitcode)})")
        )

    def _lose(self, worker: _Worker[Item], loss: Loss) -> Iterator[tuple[Item, Loss]]:
        """A worker is gone: its item is lost or tried again, what it had not begun goes to another."""
        self._workers.remove(worker)
        if not worker.left:
            self._failed_starts += not worker.ready
            if self._failed_starts >= _STARTS:
                raise PlanparseError(
                    "batch", f"no worker process starts: each {loss.detail}", "give it more --memory"
                )
            return
        item = worker.left.popleft()
        if worker.left:
            self._waiting.appendleft(_Chunk(list(worker.left)))
        if loss.cause == "crashed" and not worker.again:
            self._waiting.appendleft(_Chunk([item], again=True))
        else:
            yield item, loss._replace(seconds=time.monotonic() - worker.since)


def _chunks(items: Iterator[Item], weigh: Callable[[Item], int]) -> Iterator[_Chunk[Item]]:
    chunk: list[Item] = []
    weight = 0
    for item in items:
        chunk.append(item)
        weight += weigh(item)
        if weight >= _CHUNK_WEIGHT or len(chunk) >= _CHUNK_ITEMS:
            yield _Chunk(chunk)
            chunk, weight = [], 0
    if chunk:
        yield _Chunk(chunk)


def _ending(code: int | None) -> str:
    if code is None or code >= 0:
        return f"exit code {code}"
    try:
        return signal.Signals(-code).name
    except ValueError:
        return f"signal {-code}"


@contextlib.contextmanager
def _no_interrupts() -> Iterator[None]:
    """Start processes for which ctrl-C, which reaches all of a terminal's, stays blocked: this one ends them."""
    if not hasattr(signal, "pthread_sigmask"):
        yield
        return
    before = signal.pthread_sigmask(signal.SIG_BLOCK, {signal.SIGINT})
    try:
        yield
    finally:
        signal.pthread_sigmask(signal.SIG_SETMASK, before)
