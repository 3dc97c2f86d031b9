"""Task lists with marked faults: a comment below a line points at the column and names the code.

      leadUnits: [区水利局]
    # ^ unknown-field

`# <- code` points at the column in which the comment begins. A JSON file, which has no comments, says it in its name:
`trailing-comma@8,25.json`.
"""

from __future__ import annotations

import re
from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import yaml

from planparse.checks import AGAINST_DOCUMENT, code_of
from planparse.checks.example import DOCUMENT
from planparse.checks.ordinals import ordinal
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.findings import Finding
from planparse.pipeline import parse
from planparse.validation.sources import Sources

CHECKS = Path(__file__).parent / "checks"
DOCUMENTS = Path(__file__).parent / "files" / "documents"
"""What the task lists in the folders of these codes were made from."""
AGAINST = frozenset(map(code_of, AGAINST_DOCUMENT))

Place = tuple[int, int, str]
"""line, column and code"""

_MARK = re.compile(r"(?P<begin>\s*)#(?: *(?P<caret>\^)| <-) (?P<code>[a-z-]+)$")
_OF_MEANING = ("tasks:", "phases:\n- {")
"""How the examples begin that leave out what every task and stage has."""
_IN_NAME = re.compile(r"@(\d+),(\d+)$")


def marks(path: Path) -> list[Place]:
    """The places of a file at which a fault is marked, in order."""
    if path.suffix == ".json":
        code = path.parent.parent.name
        return [(int(line), int(column), code) for line, column in _IN_NAME.findall(path.stem)]
    found: list[Place] = []
    speaks_of = 0
    for number, line in enumerate(path.read_text(encoding="utf-8").splitlines(), 1):
        mark = _MARK.match(line)
        if mark is None:
            speaks_of = number
            continue
        column = mark.start("caret") if mark["caret"] else mark.end("begin")
        found.append((speaks_of, column + 1, mark["code"]))
    return sorted(found)


@cache
def sources_of(code: str) -> Sources | None:
    """The documents that a code needs."""
    return Sources(DOCUMENTS) if code in AGAINST else None


def places(findings: tuple[Finding, ...]) -> list[Place]:
    """Where findings stand."""
    return [(finding.line, finding.column, finding.code) for finding in findings]


def whole(example: str) -> str:
    """An example of the docs, which leaves out what it does not speak of, as a task list without any other fault."""
    if example.startswith("#"):
        return example
    source = {"file": "plan.txt", "sha256": "0" * 64}
    if not example.startswith(_OF_MEANING) and "\ntasks:" not in example:
        return f"{example}\n{yaml.dump({'source': source})}"
    data = yaml.safe_load(example)
    _complete(data)
    return yaml.dump({"source": source, **data}, allow_unicode=True)


def _complete(data: dict[str, Any]) -> None:
    counted: Counter[str] = Counter()
    for task in data.get("tasks", []):
        outline = task.setdefault("outline", ["一、任务"])
        counted[outline[0]] += 1
        number = task.setdefault("number", str(counted[outline[0]]))
        task.setdefault("id", ".".join(str(ordinal(part)) for part in (*outline, number)))
    for place, part in enumerate([*data.get("tasks", []), *data.get("phases", [])]):
        part.setdefault("source", {"line": 10 + place, "start": 100 * place, "end": 100 * place + 90})


def whole_of_document(example: str) -> str:
    """An example of the checks against a document, completed with what the task list of `DOCUMENT` holds."""
    written = yaml.safe_load(exporter("yaml")(parse(DOCUMENT), Layout()))
    written["source"]["file"] = "plan.txt"
    for name, part in yaml.safe_load(example).items():
        if isinstance(part, dict):
            written[name] |= part
        elif name in ("tasks", "phases", "groups"):
            known = {_name_of(one): one for one in written[name]}
            written[name] = [known.get(_name_of(one), {}) | one for one in part]
        else:
            written[name] = part
    return yaml.dump(written, allow_unicode=True)


def _name_of(entry: dict[str, Any]) -> object:
    return entry.get("id") or entry.get("title") or entry.get("name")
