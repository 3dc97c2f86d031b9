"""The whole program on one screen: a source becomes a plan.

read        bytes    → Source     readers/
open        Source   → Text       tabular/        lists of tasks in tables are taken out until assembly
normalise   Text     → Text       normalise/      what the page and the scraper did is undone
dissect     Text     → Anatomy    structure/      title block, notice, plan, conclusions, annexes
describe    Anatomy  → Document   description/    title, number, issuers, dates
build       Anatomy  → Outline    structure/      the numbering as a tree
find        Text     → clauses    clauses/        who, by when, how much
assemble    all      → Plan       assembly/       an entry and its clauses make a task
"""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from planparse.assembly import assemble
from planparse.clauses import find_clauses
from planparse.description import describe
from planparse.normalise import normalise
from planparse.readers import from_text, read
from planparse.readers.reading import Source
from planparse.records import Plan
from planparse.structure.anatomy import dissect
from planparse.structure.outline import build_outline
from planparse.tabular import open_tables

if TYPE_CHECKING:
    from planparse.clauses.agencies import Agencies


def parse_source(source: Source, known: Agencies | None = None) -> Plan:
    """Break one document down. Never raises, whatever the text; time grows linearly with it.

    `known` are the bodies whose full names assignments get; without them names stay as printed.
    """
    opened, tables = open_tables(source.reading)
    text = normalise(opened)
    lines = text.lines()
    anatomy = dissect(text.value, lines)
    outlines = [build_outline(text.value, lines, part) for part in anatomy.bodies()]
    return assemble(
        source,
        text,
        lines,
        anatomy,
        outlines,
        find_clauses(text.value),
        describe(text.value, lines, anatomy),
        tables,
        known,
    )


def parse(text: str) -> Plan:
    """Break down a policy document that is in memory.

    `text` is the document's text, as it was decoded; any string will do. Returns the `Plan`, with evidence: every
    `source` is a place in `text`, in characters. Never raises.

    >>> plan = parse("关于印发《清河县节水方案》的通知\\n一、重点任务\\n1.修管网。改造管网。(牵头单位:县水利局)")
    >>> plan.tasks[0].title, plan.tasks[0].lead_units
    ('修管网', ('县水利局',))
    """
    return parse_source(from_text(text), known_bodies())


def extract(
    path: str | os.PathLike[str],
    *,
    encoding: str | None = None,
    units: str | os.PathLike[str] | None = None,
) -> Plan:
    """Break down the document in a file, or on standard input for `-`.

    `encoding` overrides detection; `units` is a file of further bodies' names (docs/units.md). Raises `PlanparseError` when the file cannot be read or is no document.

    >>> extract("no-such-plan.txt")
    Traceback (most recent call last):
    planparse.errors.ReaderError: no-such-plan.txt: there is no such file; check the name and the folder
    """
    return parse_source(read(path, encoding=encoding), known_bodies(units))


def known_bodies(units: str | os.PathLike[str] | None = None) -> Agencies:
    """The bodies whose full names are known, with those of a user's file. Raises PlanparseError for a faulty file."""
    from planparse.clauses.agencies import agencies  # a run without evidence does without them

    if units is None:
        return agencies()
    from planparse.clauses.unit_files import load_units  # it reads YAML

    return agencies(load_units(os.fspath(units)))
