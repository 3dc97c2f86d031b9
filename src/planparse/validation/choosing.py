"""Which findings are told: what the settings and the comments in the file leave, and how bad each one is.

>>> text = "tasks: []  # planparse: ignore[empty-list] 原文没有任务\\ntargets: []  # planparse: ignore[bad-date]\\n"
>>> found = [Finding("a.yaml", line, 8, "empty-list", "warning", "") for line in (1, 2)]
>>> for finding in choose(found, text, "a.yaml", PLAIN, None):
...     print(finding)
a.yaml:2:8: warning empty-list
a.yaml:2:14: warning unused-ignore 这里没有要忽略的“bad-date”; 删去这条注释
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from functools import cache
from types import MappingProxyType
from typing import Any, NamedTuple

import yaml

from planparse.findings import Finding, Rule, Severity
from planparse.validation.faults import RULES, STOPPING
from planparse.validation.nodes import Tree
from planparse.validation.stretches import Lines, Stretches

OFF = "off"
"""The severity of a check that is switched off."""

_COMMENT = re.compile(r"(?:(?<=\s)|^)#\s*planparse:(?P<rest>[^\r\n]*)", re.MULTILINE)
_IGNORE = re.compile(r"\s*ignore\[\s*(?P<codes>[^\]]*?)\s*\](?P<reason>.*)")
_LINE_END = re.compile(r"\r\n|\r|\n")
_BLANK = re.compile(r"\s*(?:#.*)?$")


class Settings(NamedTuple):
    """What a user chose."""

    select: frozenset[str] | None = None
    """only these codes; None for all"""
    ignore: frozenset[str] = frozenset()
    severities: Mapping[str, str] = MappingProxyType({})
    """code to error, warning, info or off"""
    strict: bool = False
    """whether what is `info` fails the run"""
    known_units: frozenset[str] = frozenset()

    @property
    def unwanted(self) -> frozenset[str]:
        """The codes that are not told."""
        if self.select is not None:
            off = rules().keys() - self.select
        else:
            off = {code for code, severity in self.severities.items() if severity == OFF}
        return frozenset(off | self.ignore) - STOPPING


PLAIN = Settings()


@cache
def rules() -> dict[str, Rule]:
    """Every code, those of form first."""
    from planparse.checks import AGAINST_DOCUMENT, CHECKS, rule

    return {rule.code: rule for rule in (*RULES, *map(rule, (*CHECKS, *AGAINST_DOCUMENT)))}


class _Ignore(NamedTuple):
    """A comment that ignores codes: where it stands, and the lines it speaks of."""

    line: int
    column: int
    codes: tuple[str, ...]
    lines: range


def choose(
    findings: list[Finding],
    text: str,
    file: str,
    settings: Settings,
    tree: Tree | None,
    unasked: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    """The findings that are left, in the order of the file, with the severities of the settings.

    `unasked` are codes that were not looked for: a comment that ignores them may be right.
    """
    unwanted = settings.unwanted if settings != PLAIN else frozenset()
    if unwanted:
        findings = [one for one in findings if one.code not in unwanted]
    if "planparse:" in text and not (tree is not None and tree.is_json):
        findings = list(_without_ignored(findings, text, file, tree, unwanted | unasked))
    if settings.severities:
        findings = [_graded(finding, settings.severities) for finding in findings]
    return tuple(sorted(findings))


def _graded(finding: Finding, severities: Mapping[str, Any]) -> Finding:
    severity = severities.get(finding.code, finding.severity)
    return finding if severity == OFF else finding._replace(severity=severity)


def _without_ignored(
    findings: list[Finding], text: str, file: str, tree: Tree | None, unwanted: frozenset[str]
) -> Iterator[Finding]:
    """The findings that no comment ignores, and one for each comment that ignores nothing."""
    told: list[Finding] = []
    ignores = list(_ignores(text, file, tree, told))
    covering: dict[tuple[int, str], list[int]] = {}
    for number, one in enumerate(ignores):
        for code in one.codes:
            for line in one.lines:
                covering.setdefault((line, code), []).append(number)
    used: set[tuple[int, str]] = set()
    for finding in findings:
        numbers = covering.get((finding.line, finding.code), ())
        if not numbers or finding.code in STOPPING:
            yield finding
        used.update((number, finding.code) for number in numbers)
    for number, one in enumerate(ignores):
        for code in one.codes:
            if (number, code) not in used and code not in unwanted:
                told.append(_unused(file, one.line, one.column, code))
    if "unused-ignore" not in unwanted:
        yield from told


def _unused(file: str, line: int, column: int, code: str) -> Finding:
    severity: Severity = "warning"
    if code in rules():
        message, hint = f"这里没有要忽略的“{code}”", "删去这条注释"
    else:
        near = get_close_matches(code, rules(), 1, 0.6)
        message, hint = f"没有“{code}”这个代码", f"是否想写“{near[0]}”?" if near else "代码见 docs/checks.md"
    return Finding(file, line, column, "unused-ignore", severity, message, hint)


def _ignores(text: str, file: str, tree: Tree | None, told: list[Finding]) -> Iterator[_Ignore]:
    """The comments of a text that ignore codes; what looks like one and is none is told."""
    scalars = list(_scalars(tree.root)) if tree is not None and tree.root is not None else []
    words = Stretches((node.start_mark.index, node.end_mark.index) for node in scalars)
    ends: dict[int, int] = {}
    for node in scalars:
        begun = node.start_mark.line
        ends[begun] = max(ends.get(begun, 0), _last_line(node))
    places, lines = Lines(text), _LINE_END.split(text)
    for match in _COMMENT.finditer(text):
        line, column = places.place(match.start())
        if words.touch(match.start(), match.start() + 1):
            continue  # the words of a task
        ignore = _IGNORE.match(match["rest"])
        codes = tuple(filter(None, re.split(r"[\s,，]+", ignore["codes"]))) if ignore else ()
        if not codes:
            what, hint = "没有写要忽略的代码", "写成 # planparse: ignore[代码] 原因"
            told.append(Finding(file, line + 1, column + 1, "unused-ignore", "warning", what, hint))
            continue
        target = line
        if not lines[line][:column].strip():  # a line of its own speaks of the next
            target = next((n for n in range(line + 1, len(lines)) if not _BLANK.match(lines[n])), line)
        last = max(target, ends.get(target, 0))
        yield _Ignore(line + 1, column + 1, codes, range(target + 1, last + 2))


def _last_line(node: Any) -> int:
    """The last line of a text, from 0."""
    return int(node.end_mark.line - (node.end_mark.column == 0))


def _scalars(root: Any) -> Iterator[Any]:
    stack, seen = [root], set()
    while stack:
        node = stack.pop()
        if id(node) in seen:
            continue  # an alias
        seen.add(id(node))
        if isinstance(node, yaml.ScalarNode):
            yield node
        elif isinstance(node, yaml.SequenceNode):
            stack += node.value
        else:
            stack += [part for pair in node.value for part in pair]
