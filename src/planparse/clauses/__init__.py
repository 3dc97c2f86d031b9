"""Text to clauses: who, by when, how much; one kind a file."""

from __future__ import annotations

from planparse.clauses.legends import with_rules
from planparse.clauses.responsibilities import Clause, find_responsibilities
from planparse.clauses.statements import find_statements


def find_clauses(value: str) -> list[Clause]:
    """What a normalised text says of who is to do it, in order: its clauses, and sentences that say it in prose."""
    clauses = find_responsibilities(value)
    statements = list(find_statements(value, clauses))
    return with_rules(value, sorted(clauses + statements) if statements else clauses)
