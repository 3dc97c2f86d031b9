"""Cases as text: a title, the input, what is expected, each closed by a line with a dot.

    牵头和配合写在同一括号里
    .
    (牵头单位:市科委,配合单位:各区县市)
    .
    lead: 市科委
    supporting: 各区县市
    .

A ␣ stands for a space that an editor would drop. Blank lines between cases and lines that begin with `#` before a title are for people.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

CASES = Path(__file__).parent / "cases"


@dataclass(frozen=True)
class Case:
    """One case and the line it begins on."""

    title: str
    given: str
    expected: str
    place: str


def read_cases(topic: str) -> list[Case]:
    """The cases of `tests/cases/TOPIC.md`."""
    path = CASES / f"{topic}.md"
    cases: list[Case] = []
    fields: list[list[str]] = [[]]
    begun = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").split("\n"), 1):
        if line == ".":
            fields.append([])
            if len(fields) == 4:
                title, given, expected = ("\n".join(part).replace("␣", " ") for part in fields[:3])
                cases.append(Case(title, given, expected, f"{path.name}:{begun}"))
                fields = [[]]
        elif len(fields) > 1:
            fields[-1].append(line)
        elif line.strip() and not line.startswith("#"):
            fields[0], begun = [line], number
    assert len(fields) == 1, f"{path}: the last case is not closed"
    return cases


def topics(stage: str) -> list[str]:
    """The topics of a stage: `clauses/units`, …"""
    return sorted(f"{stage}/{path.stem}" for path in (CASES / stage).glob("*.md"))


def label(case: Case) -> str:
    return f"{case.place} {case.title}"
