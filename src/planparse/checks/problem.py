"""What a check yields: where, as a path in the record, and what."""

from __future__ import annotations

from typing import NamedTuple

Path = tuple[str | int, ...]


class Problem(NamedTuple):
    """A fault at a path: `("tasks", 3, "id")`."""

    path: Path
    message: str
