"""PDF, by pdfium, in a process of its own with limits.

The lines come from the places of the characters (`readers/layout`), not from the order in which the file draws them.

>>> read(b"%PDF-1.7 and no more", "plan.pdf", None)
Traceback (most recent call last):
planparse.errors.ReaderError: plan.pdf: is incomplete: its end is missing; get the file again
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from importlib.util import find_spec
from typing import Any

from planparse.errors import ReaderError
from planparse.readers.reading import Cell, Furniture, Reading, Table

if find_spec("pypdfium2") is None:  # the other process will load it
    raise ModuleNotFoundError("No module named 'pypdfium2'", name="pypdfium2")

MOST_PAGES = 1000
MEMORY = 400 * 1024 * 1024
"""Bytes that reading one file may take, the file included."""
SECONDS = 5.0
"""Of the processor, for a file; and more for each page."""
SECONDS_A_PAGE = 0.05
_LONGEST_WAIT = 120.0
"""Seconds by the clock, where the processor's time cannot be bounded, or is scarce."""
_TAIL = 64 * 1024
"""Bytes at a file's end that may stand behind its end mark."""


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read a PDF's text layer. `encoding` is of no account. Raises ReaderError where there is nothing to read."""
    del encoding
    if b"%%EOF" not in data[-_TAIL:]:
        raise ReaderError(where, "is incomplete: its end is missing", "get the file again")
    answer = _answer(data, where)
    if "what" in answer:
        raise ReaderError(where, answer["what"], answer["hint"])
    return Reading(
        answer["text"],
        answer["encoding"],
        answer["tool"],
        tuple(answer["pages"]),
        tuple(_table(*table) for table in answer["tables"]),
        tuple(Furniture(*stretch) for stretch in answer["furniture"]),
    )


def _table(start: int, end: int, rows: list[list[list[Any]]]) -> Table:
    return Table(start, end, tuple(tuple(Cell(*cell) for cell in row) for row in rows))


def _answer(data: bytes, where: str) -> dict[str, Any]:
    """What the other process says of the file."""
    path = os.pathsep.join(entry or os.getcwd() for entry in sys.path)
    try:
        done = subprocess.run(
            [sys.executable, "-P", "-W", "ignore", "-m", "planparse.readers.pdf"],
            input=data,
            capture_output=True,
            env={**os.environ, "PYTHONPATH": path},
            timeout=_LONGEST_WAIT,
            check=False,
        )
    except subprocess.TimeoutExpired:
        raise _too_much(where) from None
    except OSError as error:
        raise ReaderError(where, f"cannot be read: no process starts ({error.strerror or error})") from None
    if done.returncode == 0:
        answer: dict[str, Any] = json.loads(done.stdout)
        return answer
    message = done.stderr.decode("utf-8", "replace").strip().rpartition("\n")[2]
    if done.returncode == 1 and message:  # a fault of ours, or of the library
        raise ReaderError(where, f"cannot be read ({message})", "please report it with the file")
    raise _too_much(where)


def _too_much(where: str) -> ReaderError:
    return ReaderError(
        where,
        f"takes more than {SECONDS:g} s, {SECONDS_A_PAGE:g} s a page or {MEMORY >> 20} MB to read",
        "it is damaged or made to do harm; else print it to a new PDF, or split it",
    )
