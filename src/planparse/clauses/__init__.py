"""Text to clauses: who, by when, how much; one kind a file."""

from __future__ import annotations

from planparse.clauses.legends import rule_cues, states_rule, with_rules
from planparse.clauses.listed import find_listed
from planparse.clauses.responsibilities import Clause, find_responsibilities
from planparse.clauses.statements import find_statements
from planparse.literals import positions


def find_clauses(value: str) -> list[Clause]:
    """What a normalised text says of who is to do it, in order: its clauses, and sentences that say it in prose."""
    verbs: list[int] = []
    clauses = find_responsibilities(value, verbs)
    leads = positions(value, "牵头")
    cues = rule_cues(value, leads)
    further = list(find_statements(value, clauses, leads, verbs))
    further += find_listed(value, clauses, legend=states_rule(value, clauses, cues))
    return with_rules(value, sorted(clauses + further) if further else clauses, cues)
