"""YAML or JSON that people edit, held against the record: every fault in one pass, each with its place.

>>> text = "source: {file: a.txt, sha256: ''}\\ntasks:\\n- id: '1'\\n  number: 1\\n  lead_unit: [甲局]\\n"
>>> for finding in validate_text(text, "tasks.yaml").findings:
...     print(finding)
tasks.yaml:1:31: error empty-value “sha256”是空的; 补上内容,或删去这一项
tasks.yaml:3:3: error missing-field 缺少字段“source”; 补上这个字段
tasks.yaml:4:11: error wrong-type “number”应为文字,1 会被读成整数; 加上引号:'1'
tasks.yaml:5:3: error unknown-field 没有“lead_unit”这个字段; 是否想写“lead_units”?

read       text   → nodes      syntax.py, json_nodes.py
shape      nodes  → plan       shapes.py
check      plan   → findings   checks/
choose     all    → findings   choosing.py       what the settings and the file's own comments leave
"""

from __future__ import annotations

import re
from functools import partial
from typing import TYPE_CHECKING, Any, NamedTuple

import yaml

from planparse.checks import codes_against_document, run_checks
from planparse.checks.problem import Problem
from planparse.findings import Finding
from planparse.records import Plan
from planparse.validation.choosing import PLAIN, Settings, choose
from planparse.validation.desk import is_null
from planparse.validation.faults import RULES, Fault
from planparse.validation.json_nodes import read_json
from planparse.validation.nodes import TooMuch, Tree
from planparse.validation.shapes import Reading, read_plan
from planparse.validation.slips import printed
from planparse.validation.stretches import Stretches
from planparse.validation.syntax import Mended, read_straightened, read_yaml

if TYPE_CHECKING:
    from planparse.validation.sources import Sources

_UNPRINTABLE = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff]")
"""What a message may not carry to a terminal or into XML, though a file may hold it."""
_OF_INDENTS = frozenset({"unknown-field", "duplicate-key", "missing-field", "empty-value"})
"""What is told of a field that stands in another entry than its own."""
_SEVERITY = {rule.code: rule.severity for rule in RULES}


class Validated(NamedTuple):
    """The plan, where the file holds one, and what is wrong with it."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def validate_text(
    text: str, file: str, settings: Settings = PLAIN, sources: Sources | None = None
) -> Validated:
    """Hold a YAML or JSON text against the record, and with `sources` against its document too.

    Never raises, whatever the text; ReaderError where the document is there and cannot be read.
    """
    try:
        read = _read(text, file)
    except TooMuch as much:
        return Validated(None, _chosen([_too_much(much)], [], text, file, settings, None))
    tree, reading, _ = read
    faults = read.all_faults()
    found: list[Finding] = []
    if reading is not None:
        broken = Stretches(reading.broken)
        found += run_checks(
            reading.plan,
            file,
            lambda problem: _place(problem, tree, broken),
            known_units=settings.known_units,
            without=settings.unwanted,
            doubtful=_doubtful(tree, broken),
            document=sources.of(reading.plan) if sources else None,
        )
    unasked = frozenset() if sources else codes_against_document()
    told = _chosen(faults, found, text, file, settings, tree, unasked)
    is_sound = reading is not None and not any(
        one.severity == "error" and one.code in _SEVERITY for one in told
    )
    return Validated(reading.plan if reading is not None and is_sound else None, told)


class _Read(NamedTuple):
    """A text as far as it could be read."""

    tree: Tree
    reading: Reading | None
    syntax: list[Fault]

    def all_faults(self) -> list[Fault]:
        """Those of its syntax, and those of its shapes."""
        return self.syntax + (self.reading.faults if self.reading else [])


def _read(text: str, file: str) -> _Read:
    """Text to a plan as far as it goes; of two ways to take it, the one with fewer faults. Raises TooMuch."""
    is_json = file.lower().endswith(".json")
    if is_json:
        root, faults = read_json(text)
        return _shaped(Mended(text, root, faults, [], [], {}), is_json=True)
    as_it_is = _shaped(read_yaml(text), is_json=False)
    if as_it_is.reading is None or not any(fault.code in _OF_INDENTS for fault in as_it_is.reading.faults):
        return as_it_is
    mended = read_straightened(text)
    straight = _shaped(mended, is_json=False) if mended else as_it_is
    return min(straight, as_it_is, key=lambda one: len(one.all_faults()))


def _shaped(mended: Mended, *, is_json: bool) -> _Read:
    shifted = partial(printed, mended.shifts) if mended.shifts else None
    tree = Tree(mended.root, mended.text, shifted, is_json=is_json)
    if mended.root is None or is_null(mended.root):
        empty = Fault(1, 1, "empty", "文件是空的", "用 planparse extract 生成")
        return _Read(tree, None, mended.faults or [empty])
    reading = read_plan(mended.root, tree, mended.unread)
    reading.broken.update(mended.spans)
    return _Read(tree, reading, mended.faults)


def _place(problem: Problem, tree: Tree, broken: Stretches) -> tuple[int, int] | None:
    """Where a problem stands; None where it may come of what could not be read."""
    node: Any = tree.node(problem.path)
    if broken:
        others = map(tree.find, problem.leans_on)
        if any(one is not None and _touched(one, broken) for one in (node, *others)):
            return None
    return tree.locate_in(node, problem.wording)


def _doubtful(tree: Tree, broken: Stretches) -> frozenset[int]:
    """The tasks whose place in the numbering could not be read."""
    if not broken:
        return frozenset()
    tasks = tree.find(("tasks",))
    inside = tasks.value if isinstance(tasks, yaml.SequenceNode) else ()
    found: set[int] = set()
    for number, task in enumerate(inside):
        for name in ("number", "outline"):
            node = tree.find(("tasks", number, name))
            if _touched(task if node is None else node, broken):
                found.add(number)
    return frozenset(found)


def _touched(node: Any, broken: Stretches) -> bool:
    return broken.touch(node.start_mark.index, node.end_mark.index)


def _chosen(
    faults: list[Fault],
    found: list[Finding],
    text: str,
    file: str,
    settings: Settings,
    tree: Tree | None,
    unasked: frozenset[str] = frozenset(),
) -> tuple[Finding, ...]:
    told = [
        Finding(
            file,
            fault.line,
            fault.column,
            fault.code,
            _SEVERITY[fault.code],
            fault.message,
            fault.hint,
        )
        for fault in faults
    ]
    found = [_printable(finding) for finding in told + found]
    return choose(found, text, file, settings, tree, unasked)


def _printable(finding: Finding) -> Finding:
    message, hint = (_UNPRINTABLE.sub("\ufffd", said) for said in (finding.message, finding.hint))
    return finding._replace(message=message, hint=hint)


def _too_much(much: TooMuch) -> Fault:
    if much.code == "too-deep":
        return Fault(much.line, much.column, much.code, "嵌套太深", "这不是任务清单文件")
    return Fault(much.line, much.column, much.code, "内容太多,或者别名展开后太大", "这不是任务清单文件")
