"""How far a run is: a bar on a terminal, else a line now and then, or nothing at all."""

from __future__ import annotations

import sys
import time
from typing import Any, Protocol

from planparse.output import tell

_EVERY = 10.0
"""Seconds between two lines where there is no terminal."""


class Progress(Protocol):
    """What a run tells while it goes on."""

    def begin(self, total: int) -> None: ...
    def advance(self, failed: int) -> None: ...
    def say(self, line: str) -> None: ...
    def end(self) -> None: ...


def progress(*, quiet: bool) -> Progress:
    """The progress that fits standard error."""
    if quiet:
        return Silent()
    return Bar() if sys.stderr is not None and sys.stderr.isatty() else Lines()


class Silent:
    """Nothing but what is said."""

    def begin(self, total: int) -> None:
        """No word of it."""

    def advance(self, failed: int) -> None:
        """No word of it."""

    def say(self, line: str) -> None:
        """A line on standard error."""
        tell(line)

    def end(self) -> None:
        """No word of it."""


class Lines(Silent):
    """A line every few seconds."""

    def begin(self, total: int) -> None:
        """Start the clock."""
        self._total, self._done = total, 0
        self._begun = self._told = time.monotonic()

    def advance(self, failed: int) -> None:
        """One document more is done, and so many have failed so far."""
        self._done += 1
        now = time.monotonic()
        if now - self._told >= _EVERY:
            self._told = now
            rate = self._done / (now - self._begun)
            left = (self._total - self._done) / rate
            tell(f"{self._done} of {self._total} documents, {rate:.0f}/s, {left:.0f} s left, {failed} failed")


class Bar:
    """Rich's bar: documents, rate, time left, failures so far."""

    def begin(self, total: int) -> None:
        """Draw the bar."""
        from rich.console import Console
        from rich.progress import BarColumn, MofNCompleteColumn, TextColumn, TimeRemainingColumn
        from rich.progress import Progress as Drawn

        self._console = Console(stderr=True, soft_wrap=True, highlight=False, markup=False)
        columns: list[Any] = [
            TextColumn("documents"), BarColumn(), MofNCompleteColumn(),
            TextColumn("{task.fields[rate]}/s"), TimeRemainingColumn(), TextColumn("{task.fields[failed]} failed"),
        ]  # fmt: skip
        self._drawn = Drawn(*columns, console=self._console, transient=True)
        self._task = self._drawn.add_task("", total=total, rate="0", failed=0)
        self._done, self._begun = 0, time.monotonic()
        self._drawn.start()

    def advance(self, failed: int) -> None:
        """One document more is done, and so many have failed so far."""
        self._done += 1
        rate = self._done / max(time.monotonic() - self._begun, 1e-3)
        self._drawn.update(self._task, completed=self._done, rate=f"{rate:.0f}", failed=failed)

    def say(self, line: str) -> None:
        """A line above the bar."""
        self._console.print(line)

    def end(self) -> None:
        """Take the bar away."""
        self._drawn.stop()
