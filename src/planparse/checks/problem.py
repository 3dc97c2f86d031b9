"""What a check yields: where, as a path in the record, and what."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """A fault at a path: `("tasks", 3, "id")`."""

    path: Path
    message: str
    wording: str = ""
    """what to point at within the value, where that is a long text"""
    hint: str = ""
    """instead of the check's own, where more can be said"""
    leans_on: tuple[Path, ...] = ()
    """what else was looked at: where that could not be read, the problem is none"""
