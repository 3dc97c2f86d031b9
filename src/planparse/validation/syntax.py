"""YAML that cannot be read, as far as it goes: what is broken is told and put right or cut out, the rest is read.

>>> given = "tasks:\\n- id: '1'\\n  title：修路\\n  text: [一\\n- id: '2\\n  number: '2'\\n- id: '3'\\n"
>>> mended = read_yaml(given)
>>> for fault in mended.faults:
...     print(f"{fault.line}:{fault.column} {fault.message}")
3:8 字段名之后是全角冒号
4:9 方括号没有关上,或者缺少逗号
5:7 引号没有关上
>>> [[key.value for key, _ in item.value] for item in mended.root.value[0][1].value]
[['id', 'title'], ['number'], ['id']]

A parser stops at the first thing it cannot read, and names a place that may be far from the slip. So a broken file is
taken apart at the entries that people see, each is parsed alone, and in a broken one the line that breaks it is cut.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, NamedTuple

import yaml

from planparse.records import Plan
from planparse.validation.faults import Fault
from planparse.validation.indents import straighten
from planparse.validation.nodes import FIELDS, TooMuch, compose
from planparse.validation.slips import ITEM, Sheet, Shifts, names
from planparse.validation.stretches import Span

_MOST_IN_ENTRY = 10
_MOST_TOLD = 3
"""Slips of one entry that are told: most of what comes behind them comes of them."""
_LONGEST_MENDED = 1_000_000
"""Characters: in a longer text only the first slip is told."""
_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|$)")
_TOP = re.compile(r"(?P<key>[A-Za-z_][A-Za-z_0-9]*|[^\x00-\x7f：][^:：]*)[:：]")
_PLACE_OF_TASK = re.compile(r"source:\s*\{\s*line")

_OPENED = (
    "while scanning a quoted scalar",
    "while scanning a simple key",
    "while parsing a flow",
    "while scanning a block scalar",
    "while scanning an",
    "while parsing a tag",
    "while scanning a tag",
)
"""What PyYAML was reading where the place of the slip is that of its beginning."""

_MEANINGS: tuple[tuple[str, str, str], ...] = (  # what PyYAML says: what it means, what to do
    ("another document", "又一份文件从这里开始", "一个文件只写一份计划"),
    ("mapping values are not allowed", "这里不能有冒号", "文字里有“: ”时整段加引号;或者上一行缺了冒号"),
    ("could not find expected ':'", "这一行缺少冒号", "写成“字段: 值”,冒号后空一格"),
    ("did not find expected key", "缩进不对,或者引号之后还有文字", "与同一项的字段对齐;引号放在整段文字两端"),
    ("expected '-' indicator", "缩进不齐,列表的项没有对齐", "每项以“- ”开头,同级的对齐"),
    ("expected ',' or ']'", "方括号没有关上,或者缺少逗号", "补上“]”或者英文逗号"),
    ("expected ',' or '}'", "花括号没有关上,或者缺少逗号", "补上“}”或者英文逗号"),
    ("found unexpected end of stream", "引号没有关上", "在这段文字的末尾加上引号"),
    ("found unexpected document indicator", "引号没有关上", "在这段文字的末尾加上引号"),
    ("cannot start any token", "值不能这样开头", "给值加上引号;缩进用空格,不用制表符"),
    ("tab character", "缩进用了制表符", "改用空格"),
    ("undefined alias", "没有定义过这个别名", "星号开头的文字加引号"),
    ("alphabetic or numeric character", "值不能这样开头", "* 和 & 开头的文字加引号"),
    ("unknown escape character", "双引号里的反斜线不能这样写", "改用单引号"),
    ("block sequence entries", "这里不能有列表", "列表另起一行,缩进对齐"),
    ("expected node content", "这里应有一个值", "补上值,或者关上括号"),
    ("undefined tag handle", "不允许的标签", "叹号开头的文字加引号"),
    ("<document start>", "缩进不对,这一行不属于上面任何一项", "与同一项的字段对齐"),
    # What PyYAML says without libyaml.
    ("expected the node content", "这里应有一个值", "补上值,或者关上括号"),
    ("<block end>", "缩进不对,或者引号之后还有文字", "与同一项的字段对齐;引号放在整段文字两端"),
)


class Mended(NamedTuple):
    """What could be read, what could not, and where."""

    text: str
    """what was read in the end: the marks of nodes count its characters"""
    root: Any
    """the root node; None where the text holds nothing that can be read"""
    faults: list[Fault]
    unread: list[range]
    """lines that were cut out, from 0"""
    spans: list[Span]
    """the same in characters of the text"""
    shifts: Shifts


class _Slip(NamedTuple):
    """Where a slip is, from 0, what it is, and what to do."""

    line: int
    column: int
    message: str
    hint: str


def read_yaml(text: str) -> Mended:
    """Read a text as YAML. Syntax never raises; TooMuch does."""
    try:
        return Mended(text, compose(text), [], [], [], {})
    except yaml.YAMLError as error:
        if len(text) > _LONGEST_MENDED and isinstance(error, yaml.MarkedYAMLError):
            slip = _explained(error, [])
            return Mended(
                text, None, [Fault(slip.line + 1, slip.column + 1, "syntax", *slip[2:])], [], [], {}
            )
        return _mended(Sheet(_LINE.findall(text)))


def read_straightened(text: str) -> Mended | None:
    """Read a text whose fields are put back under each other; None where none of them is out of place, or none can be read.

    YAML may have no fault to find in a field that belongs to another entry by its indent.
    """
    if len(text) > _LONGEST_MENDED:
        return None
    sheet = Sheet(_LINE.findall(text))
    straighten(sheet)
    if not sheet.faults:
        return None
    straight = "".join(sheet.lines)
    try:
        return Mended(straight, compose(straight), sheet.faults, [], [], sheet.shifts)
    except (yaml.YAMLError, TooMuch):
        return None


def _mended(sheet: Sheet) -> Mended:
    sheet.put_right()
    straighten(sheet)
    for entry in list(_entries(sheet.lines)):
        _read_entry(sheet, entry)
    root = None
    for _ in range(_MOST_IN_ENTRY):
        try:
            root = compose("".join(sheet.lines))
            break
        except yaml.MarkedYAMLError as error:
            if not _cut_out(sheet, error):
                break
        except yaml.YAMLError as error:
            sheet.tell(0, 0, f"不是正确的 YAML:{str(error).splitlines()[0]}", "重新生成这个文件")
            break
    return Mended("".join(sheet.lines), root, sheet.faults, sheet.unread, sheet.spans(), sheet.shifts)


def _entries(lines: list[str]) -> Iterator[range]:
    """The lines of each entry: of an item of a list, or of a part of the plan that is none."""
    tops = [number for number, line in enumerate(lines) if _is_part(line)]
    for begin, end in zip(tops, [*tops[1:], len(lines)], strict=False):
        items: list[int] = []
        indent = -1
        for number in range(begin + 1, end):
            match = ITEM.match(lines[number])
            if match and (indent < 0 or len(match["indent"]) == indent):
                indent = len(match["indent"])
                items.append(number)
            elif indent < 0 and lines[number].strip() and not lines[number].startswith("#"):
                break  # a mapping
        if not items:
            yield range(begin, end)
            continue
        yield range(begin, items[0])
        for first, behind in zip(items, [*items[1:], end], strict=True):
            yield range(first, behind)


def _is_part(line: str) -> bool:
    """Whether a line begins a part of the plan: not where a task's field has lost its indent."""
    match = _TOP.match(line)
    if match is None or _PLACE_OF_TASK.match(line):
        return False
    return match["key"] in names(Plan) or match["key"] not in FIELDS


def _read_entry(sheet: Sheet, lines: range) -> None:
    """Parse an entry alone, and cut out what keeps it from being read."""
    for number in range(_MOST_IN_ENTRY):
        try:
            for _event in yaml.parse("".join(sheet.lines[lines.start : lines.stop]), Loader=_Loader):
                pass
            return
        except yaml.MarkedYAMLError as error:
            slip = _slip(sheet, lines, error)
            if number < _MOST_TOLD:
                sheet.tell(*slip)
            if slip.line >= lines.stop or not sheet.cut_field(slip.line, lines.stop):
                break
        except yaml.YAMLError:
            break
    sheet.cut(lines)


def _slip(sheet: Sheet, lines: range, error: yaml.MarkedYAMLError) -> _Slip:
    """What is wrong with an entry."""
    quote = sheet.unclosed(lines)
    if quote is not None:
        return _Slip(*quote, "引号没有关上", "在这段文字的末尾加上引号")
    slip = _explained(error, sheet.lines[lines.start : lines.stop])
    slip = slip._replace(line=slip.line + lines.start)
    before = "mapping values" in (error.problem or "")
    if before or "expected ':'" in (error.problem or ""):
        place = sheet.without_colon(max(slip.line - before, lines.start))
        if place is not None:
            return _Slip(*place, "字段名之后缺少冒号", "写成“字段: 值”,冒号后空一格")
    return slip


def _cut_out(sheet: Sheet, error: yaml.MarkedYAMLError) -> bool:
    """Cut what only the whole file shows to be broken: an entry that is out of line, a second document."""
    slip = _explained(error, sheet.lines)
    sheet.tell(*slip)
    if slip.line >= len(sheet.lines):
        return False
    if "another document" in (error.problem or ""):
        sheet.cut(range(slip.line, len(sheet.lines)))
        return slip.line > 0
    if "alias" in (error.problem or ""):
        return sheet.cut_field(slip.line, len(sheet.lines))
    alone = range(slip.line, slip.line + 1)
    lines = next((lines for lines in _entries(sheet.lines) if slip.line in lines), alone)
    before = sheet.lines[lines.start : lines.stop]
    sheet.cut(lines)
    return before != sheet.lines[lines.start : lines.stop]


def _explained(error: yaml.MarkedYAMLError, lines: list[str]) -> _Slip:
    """What PyYAML says, in words that help."""
    problem = error.problem or error.context or "syntax error"
    opened = (error.context or "").startswith(_OPENED) and error.context_mark is not None
    mark: Any = error.context_mark if opened else error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    text = lines[line] if line < len(lines) else ""
    if "\t" in text[: len(text) - len(text.lstrip())]:
        return _Slip(line, len(text) - len(text.lstrip(" ")), "缩进用了制表符", "改用空格")
    for said, message, hint in _MEANINGS:
        if said in problem:
            return _Slip(line, column, message, hint)
    return _Slip(line, column, f"不是正确的 YAML:{problem}", "检查缩进、引号和冒号")
