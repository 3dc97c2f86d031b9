"""What a check yields: where, as a path in the record, and what."""

from __future__ import annotations

from dataclasses import dataclass

Path = tuple[str | int, ...]


@dataclass(frozen=True, slots=True)
class Problem:
    """A fault at a path: `("tasks", 3, "id")`."""

    path: Path
    message: str
