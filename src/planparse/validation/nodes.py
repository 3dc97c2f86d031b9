"""YAML and JSON to plain data, with the place of each key and value.

>>> tree, findings = read_tree("tasks:\\n- id: 3.10\\n  id: b\\n", "plan.yaml")
>>> tree.data, tree.locate(("tasks", 0, "id")), [str(f) for f in findings]
({'tasks': [{'id': 'b'}]}, (3, 7), ['plan.yaml:3:3: error duplicate-key “id”写了两次(先在第2行); 只留一个'])

Dates stay text, so that the record decides what is one; a number that YAML would change (3.10) is told as printed.
"""

from __future__ import annotations

import re
from typing import Any

import yaml

from planparse.checks.problem import Path
from planparse.findings import Finding

DEEPEST = 50
"""Levels. The record has five; more is no plan."""
MOST_NODES = 2_000_000

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_INTEGER = re.compile(r"[-+]?(?:0|[1-9][0-9]*)$")
_DECIMAL = re.compile(r"[-+]?(?:0|[1-9][0-9]*)\.[0-9]*[1-9]$|[-+]?(?:0|[1-9][0-9]*)\.0$")
_TRUTH = {"true": True, "false": False}
_NULL = frozenset({"", "~", "null", "Null", "NULL"})


class Tree:
    """The data of a file, and where each path's key and value stand: line and column, from 1."""

    __slots__ = ("data", "keys", "values")

    def __init__(self) -> None:
        self.data: Any = None
        self.values: dict[Path, tuple[int, int]] = {}
        self.keys: dict[Path, tuple[int, int]] = {}

    def locate(self, path: Path, *, key: bool = False) -> tuple[int, int]:
        """The place of a path's value, or of its key; of the nearest one above where it has none."""
        places = self.keys if key else self.values
        while path and path not in places:
            path = path[:-1]
        return places.get(path) or self.values.get(path, (1, 1))


def read_tree(text: str, file: str) -> tuple[Tree | None, list[Finding]]:
    """Read a text as YAML, of which JSON is a part. Never raises; syntax faults and duplicate keys are findings."""
    findings: list[Finding] = []
    loader = None
    try:
        loader = _Loader(text)
        node = loader.get_single_node()
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        problem = error.problem or error.context or "syntax error"
        hint = "检查缩进、引号和冒号"
        return None, [Finding(file, line, column, "syntax", "error", f"不是正确的 YAML:{problem}", hint)]
    except yaml.YAMLError as error:
        position = getattr(error, "position", 0) or 0
        line = text.count("\n", 0, position) + 1
        reason = str(error).splitlines()[0]
        return None, [
            Finding(file, line, 1, "syntax", "error", f"不是正确的 YAML:{reason}", "删去无法显示的字符")
        ]
    except RecursionError:
        return None, [Finding(file, 1, 1, "too-deep", "error", "嵌套太深", "这不是任务清单文件")]
    finally:
        if loader is not None:
            loader.dispose()
    if node is None:
        return None, [Finding(file, 1, 1, "empty", "error", "文件是空的", "用 planparse extract 生成")]
    tree = Tree()
    walker = _Walker(file, tree, findings)
    tree.data = walker.data(node, (), 0)
    if walker.stopped:
        return None, findings
    return tree, findings


class _Walker:
    def __init__(self, file: str, tree: Tree, findings: list[Finding]) -> None:
        self.file, self.tree, self.findings = file, tree, findings
        self.count = 0
        self.stopped = False

    def data(self, node: Any, path: Path, depth: int) -> Any:
        mark = node.start_mark
        self.tree.values[path] = (mark.line + 1, mark.column + 1)
        self.count += 1
        if self.stopped or depth > DEEPEST or self.count > MOST_NODES:
            if not self.stopped:
                self.stopped = True
                self.tell(mark, "too-deep", "嵌套太深,或别名展开后太大", "这不是任务清单文件")
            return None
        if isinstance(node, yaml.ScalarNode):
            return self.scalar(node)
        if isinstance(node, yaml.SequenceNode):
            return [self.data(part, (*path, number), depth + 1) for number, part in enumerate(node.value)]
        result: dict[str, Any] = {}
        for key_node, value_node in node.value:
            key = str(key_node.value) if isinstance(key_node, yaml.ScalarNode) else "?"
            here = (*path, key)
            place = key_node.start_mark
            if key in result:
                first = self.tree.keys[here][0]
                self.tell(place, "duplicate-key", f"“{key}”写了两次(先在第{first}行)", "只留一个")
            self.tree.keys[here] = (place.line + 1, place.column + 1)
            result[key] = self.data(value_node, here, depth + 1)
        return result

    def scalar(self, node: Any) -> Any:
        """Text where it is quoted; else what the record may hold: null, a truth value, a number, text."""
        value: str = node.value
        if node.style in ('"', "'", "|", ">"):
            return value
        if node.tag == "tag:yaml.org,2002:null" and value in _NULL:
            return None
        if node.tag == "tag:yaml.org,2002:bool":
            return _TRUTH.get(value.lower(), value)
        if _INTEGER.match(value) and len(value) < 19:
            return int(value)
        if _DECIMAL.match(value) and len(value) < 19:
            return float(value)
        return value

    def tell(self, mark: Any, code: str, message: str, hint: str) -> None:
        self.findings.append(Finding(self.file, mark.line + 1, mark.column + 1, code, "error", message, hint))
