"""YAML or JSON that people edit, held against the record: every fault in one pass, each with its place."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, NamedTuple

from planparse.checks import duplicate_id, run_checks
from planparse.checks.problem import Path
from planparse.findings import Finding
from planparse.records import Plan
from planparse.validation.nodes import Tree, read_tree

if TYPE_CHECKING:
    from pydantic import ValidationError
    from pydantic_core import ErrorDetails

_MESSAGES = {  # Pydantic's kind of fault: code, message, hint
    "missing": ("missing-field", "缺少字段“{key}”", "补上这个字段"),
    "unexpected_keyword_argument": ("unknown-field", "没有“{key}”这个字段", "检查字段名的拼写,或删去"),
    "extra_forbidden": ("unknown-field", "没有“{key}”这个字段", "检查字段名的拼写,或删去"),
    "literal_error": ("bad-value", "“{key}”的值不在允许之列:{input}", "应为 {expected}"),
    "string_type": ("wrong-type", "“{key}”应为文字,现为{input}", "给值加上引号"),
    "int_type": ("wrong-type", "“{key}”应为整数,现为{input}", "去掉引号,只写数字"),
    "float_type": ("wrong-type", "“{key}”应为数字,现为{input}", "去掉引号,只写数字"),
    "bool_type": ("wrong-type", "“{key}”应为 true 或 false,现为{input}", "写 true 或 false"),
    "tuple_type": ("wrong-type", "“{key}”应为列表,现为{input}", "每项一行,以“- ”开头"),
    "dict_type": ("wrong-type", "“{key}”应为键值对,现为{input}", "写成“键: 值”"),
    "dataclass_type": ("wrong-type", "“{key}”应为键值对,现为{input}", "写成“键: 值”"),
}
_UNION = {("int",), ("float",)}
_DATE = ("bad-date", "“{key}”不是日期:{input}", "写成 2024-03-08 的样子")


class Validated(NamedTuple):
    """The plan, where the file holds one, and what is wrong with it."""

    plan: Plan | None
    findings: tuple[Finding, ...]


def validate_text(text: str, file: str) -> Validated:
    """Hold a YAML or JSON text against the record. Never raises, whatever the text."""
    from pydantic import ValidationError

    from planparse.schema import adapter

    tree, findings = read_tree(text, file)
    plan: Plan | None = None
    if tree is not None:
        try:
            plan = adapter().validate_json(json.dumps(tree.data), strict=True)
        except ValidationError as error:
            faults = {
                fault["loc"][:-1] if fault["loc"][-1:] in _UNION else fault["loc"]: fault
                for fault in _errors(error)
            }
            findings += [_finding(file, tree, fault) for fault in faults.values()]
        if plan is not None:
            findings += run_checks(plan, file, tree.locate)
        else:
            findings += _duplicate_ids(file, tree)
    return Validated(plan, tuple(sorted(findings)))


def _finding(file: str, tree: Tree, fault: Any) -> Finding:
    path: Path = tuple(part for part in fault["loc"] if not _is_union_branch(part))
    kind = fault["type"]
    if kind.startswith("date"):
        code, message, hint = _DATE
    else:
        code, message, hint = _MESSAGES.get(kind, ("bad-value", "“{key}”的值不对:{input}", fault["msg"]))
    key = next((str(part) for part in reversed(path) if isinstance(part, str)), "文件")
    words = {
        "key": key,
        "input": json.dumps(fault.get("input"), ensure_ascii=False, default=str)[:40],
        "expected": fault.get("ctx", {}).get("expected", "").replace(" or ", " 或 "),
    }
    where = path[:-1] if kind == "missing" else path
    line, column = tree.locate(where, key=kind in ("unexpected_keyword_argument", "extra_forbidden"))
    return Finding(file, line, column, code, "error", message.format(**words), hint.format(**words))


def _duplicate_ids(file: str, tree: Tree) -> list[Finding]:
    """The check of ids, on a file that is no plan yet: one broken entry does not hide the others."""
    tasks = tree.data.get("tasks") if isinstance(tree.data, dict) else None
    ids = (
        [task.get("id") if isinstance(task, dict) else None for task in tasks]
        if isinstance(tasks, list)
        else []
    )
    found: list[Finding] = []
    for problem in duplicate_id.problems(ids):
        line, column = tree.locate(problem.path)
        found.append(
            Finding(
                file, line, column, "duplicate-id", duplicate_id.SEVERITY, problem.message, duplicate_id.HINT
            )
        )
    return found


def _errors(error: ValidationError) -> list[ErrorDetails]:
    return error.errors(include_url=False)


def _is_union_branch(part: str | int) -> bool:
    """Pydantic names the branch of a union in a location: no key of the file."""
    return (part,) in _UNION
