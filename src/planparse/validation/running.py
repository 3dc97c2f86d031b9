"""Many files, each by the settings that hold for it: what `planparse validate` does, without its words.

>>> run = check_files(["no-such-file.yaml"], Choices())
>>> run.checked, [str(fault) for fault in run.unread]
([], ['no-such-file.yaml: there is no such file; check the name and the folder'])
"""

from __future__ import annotations

import gc
import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from planparse.errors import ReaderError, UsageError
from planparse.findings import Finding
from planparse.input import STANDARD_INPUT
from planparse.reports.checked import Checked
from planparse.validation import validate_text
from planparse.validation.choosing import PLAIN, Settings
from planparse.validation.configuration import known_codes, known_units, settings_for
from planparse.validation.files import read_text

if TYPE_CHECKING:
    from planparse.validation.sources import Sources

_LINE = re.compile(r"([^\r\n]*)(?:\r\n|\r|\n|$)")


class Choices(NamedTuple):
    """What the command line says; it goes before what a project has settled."""

    select: Sequence[str] = ()
    """codes, several of them parted by commas"""
    ignore: Sequence[str] = ()
    strict: bool = False
    units: str | None = None
    stdin_filename: str | None = None
    encoding: str | None = None
    source: str | None = None
    """the document of the task lists, or a folder of documents"""


class Run(NamedTuple):
    """What was checked, and what could not be read."""

    checked: list[Checked]
    unread: list[ReaderError]

    @property
    def failed(self) -> bool:
        """Whether a file has a finding that counts."""
        return any(one.fails(finding) for one in self.checked for finding in one.findings)


def check_files(files: Sequence[str], choices: Choices) -> Run:
    """Check files, `-` for standard input. Raises PlanparseError for choices and settings that make no sense.

    A file that cannot be read does not keep the others from being checked.
    """
    chosen = _chosen(choices)
    sources = _sources(choices)
    run = Run([], [])
    with _without_collector():
        for file in files:
            _check(file, choices, chosen, sources, run)
    return run


def _check(file: str, choices: Choices, chosen: Settings, sources: Sources | None, run: Run) -> None:
    name = choices.stdin_filename or file if file == STANDARD_INPUT else file
    settings = settings_for(name)
    if chosen != PLAIN:
        settings = Settings(
            settings.select if chosen.select is None else chosen.select,
            settings.ignore | chosen.ignore,
            settings.severities,
            settings.strict or chosen.strict,
            chosen.known_units or settings.known_units,
        )
    try:
        text = read_text(file, encoding=choices.encoding)
    except ReaderError as error:
        run.unread.append(error)
        return
    try:
        findings = validate_text(text, name, settings, sources).findings
    except ReaderError as error:  # of the document: what the task list says alone is checked all the same
        run.unread.append(error)
        findings = validate_text(text, name, settings).findings
    run.checked.append(Checked(name, findings, _lines(text, findings), settings.strict))


def _chosen(choices: Choices) -> Settings:
    """What the command line says, as settings. Raises PlanparseError for what makes no sense."""
    return Settings(
        _selected(choices.select) if choices.select else None,
        _codes(choices.ignore, "--ignore"),
        strict=choices.strict,
        known_units=known_units(choices.units) if choices.units else frozenset(),
    )


def _sources(choices: Choices) -> Sources | None:
    if choices.source is None:
        return None
    from planparse.validation.sources import Sources  # what reads documents; few runs need it

    return Sources(choices.source, units=choices.units)


def _selected(given: Sequence[str]) -> frozenset[str]:
    """The codes of `--select`; without any, nothing would be told, and a broken file would pass."""
    codes = _codes(given, "--select")
    if not codes:
        raise UsageError("--select", "names no code", "docs/checks.md lists them")
    return codes


def _codes(given: Sequence[str], where: str) -> frozenset[str]:
    """The codes of an option that may be given several times, each with several codes."""
    return known_codes([code for one in given for code in re.split(r"[,\s]+", one) if code], where)


def _lines(text: str, findings: Sequence[Finding]) -> dict[int, str]:
    """The lines in which findings stand."""
    wanted = {finding.line for finding in findings}
    if not wanted:
        return {}
    lines = _LINE.findall(text)
    return {number: lines[number - 1] for number in wanted if 0 < number <= len(lines)}


@contextmanager
def _without_collector() -> Iterator[None]:
    """Without the search for cycles: a file's nodes are many, hold none, and go as they came."""
    was_on = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if was_on:
            gc.enable()
