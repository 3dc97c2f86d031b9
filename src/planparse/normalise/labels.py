"""Labels of metadata that are printed without a colon, or letter by letter.

>>> normalise_labels(Text.raw("索 引 号\\t014567/2024-12\\t发布日期\\t2024-05-08\\n序号\\t任务\\n1\\t修路")).value
'索引号:014567/2024-12\\n发布日期:2024-05-08\\n序号\\t任务\\n1\\t修路'
>>> normalise_labels(Text.raw("生成日期 2020-05-08 公开方式 主动公开\\n索引号:014567 文   号:清政办发〔2024〕1号\\n【发布日期】2020-05-09")).value
'生成日期:2020-05-08 公开方式:主动公开\\n索引号:014567 文号:清政办发〔2024〕1号\\n【发布日期】:2020-05-09'

After this: each label of metadata has its colon and no space in it, and in a table stands on a line of its own, as
pages print it elsewhere.
"""

from __future__ import annotations

import re
from functools import cache
from itertools import pairwise
from typing import Final

from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

_FURTHEST: Final = 3000
"""Characters from the start: metadata stand above the document."""

_LONGEST_LINE: Final = 160
_LONGEST_VALUE: Final = 40
_LONGEST_NAME: Final = 100
_NAMES: Final = ("名称", "标题")
_FEWEST_PAIRS: Final = 2
_ISSUER: Final = "issuer"
_LEAST: Final = 3
"""Characters of a label that needs no colon, where its value may be any words."""

_COLUMN: Final = "编号"
_DIGIT: Final = lazily(r"\d")
_WORD: Final = lazily(r"\S+")
_BRACKETED: Final = lazily(r"\s*【([^\W\d_]{2,8})】(?=\s*[^\s:：])")
_SPREAD: Final = lazily(r"(?<!\S)(?:[^\W\d_A-Za-z]\s+){1,3}[^\W\d_A-Za-z](?=\s*[:：])")
_SENTENCE: Final = lazily(r"[，。；：！？,;:!?]")
_DATE: Final = lazily(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?$")
_VALUES: Final = {
    "document_number": lazily(r"\S+\s*号$"),
    "index_number": lazily(r"[\w/.\-]*\d[\w/.\-]*$", re.ASCII),
}
"""What the value of a field looks like; all others are dates."""


def normalise_labels(text: Text) -> Text:
    """Give labels of metadata their colons."""
    head = text.value[:_FURTHEST]
    edits: list[Edit] = []
    start = 0
    stacked: list[tuple[int, str]] = []  # the lines of which each second one is a label
    for line in head.split("\n"):
        if "\t" in line:
            edits += _row(line, start)
        elif "|" in line and len(line) <= _LONGEST_LINE and ":" not in line:
            edits += _piped(line, start)
        elif line and len(line) <= _LONGEST_LINE:
            edits += _line(line, start)
            if line.strip() in _labels() or (stacked and stacked[-1][1] in _labels()):
                stacked.append((start, line.strip()))
            elif stacked and line.strip():
                edits += _stacked(stacked)
                stacked = []
        start += len(line) + 1
    edits += _stacked(stacked)
    return text.edit(sorted(edits)) if edits else text


def _stacked(lines: list[tuple[int, str]]) -> list[Edit]:
    """The edits of labels that each stand on a line, with the value on the next one: 索引号⏎014567/2024-12."""
    pairs = [
        (at, label, start)
        for (at, label), (start, value) in pairwise(lines)
        if label in _labels() and value not in _labels() and _may_be_value(label, value, stacked=True)
    ]
    if len(pairs) < _FEWEST_PAIRS or not any(label in _fields() for _, label, _ in pairs):
        return []
    return [(at + len(label), start, ":", "") for at, label, start in pairs]


def _piped(line: str, start: int) -> list[Edit]:
    """The edits of a row of labels and values between strokes; where a value is missing its label stands alone."""
    edits: list[Edit] = []
    place = start
    awaited = False
    for number, cell in enumerate(line.split("|")):
        name = "".join(cell.split())
        mark = (place - 1, place)
        if name in _labels():
            if number:
                edits.append((*mark, ":\n" if awaited else "\n", ""))
            awaited = True
        elif awaited:
            edits.append((*mark, ":", ""))
            awaited = False
        elif name:
            return []
        elif number:
            edits.append((*mark, " ", ""))
        place += len(cell) + 1
    return edits if any(new != " " for _, _, new, _ in edits) else []


def _line(line: str, start: int) -> list[Edit]:
    """The edits of a line that holds labels and values between spaces: 生成日期 2020-05-08 公开方式 主动公开."""
    bracketed = _BRACKETED.match(line) if "【" in line else None
    if bracketed:
        place = start + bracketed.end()
        return [(place, place, ":", "")] if bracketed[1] in _labels() else []
    first = line.split(None, 1)
    if len(first) < 2:
        return []
    if ":" in line or "：" in line:
        pattern = _VALUES.get(_fields().get(first[0], ""))
        value = first[1].split(None, 1)[0] if pattern is not None else ""
        if (
            pattern is not None and value != first[1] and pattern.match(value)
        ):  # 文号 清政办〔2024〕1号 成文日期:2024-03-08
            place = start + line.find(first[0]) + len(first[0])
            return [(place, start + line.find(value, place - start), ":", "")]
        return [
            (start + spread.start() + at, start + spread.start() + at + 1, "", "")
            for spread in _SPREAD.finditer(line)
            if "".join(spread[0].split()) in _labels()
            for at, one in enumerate(spread[0])
            if one.isspace()
        ]
    if first[0] not in _labels():
        return []
    found = list(_WORD.finditer(line))
    names = [one for one in found if one[0] in _labels()]
    edits: list[Edit] = []
    for name, following in zip(names, [*names[1:], None], strict=True):
        value = line[name.end() : following.start() if following else len(line)]
        if not _may_be_value(name[0], value.strip()):
            return []
        place = start + name.end()
        edits.append((place, place + len(value) - len(value.lstrip()), ":", ""))
    return edits


def _may_be_value(label: str, value: str, *, stacked: bool = False) -> bool:
    """Whether words behind a label without a colon, or on the line below it, are its value."""
    field = _fields().get(label)
    if field is not None and field != _ISSUER:
        return bool(_VALUES.get(field, _DATE).match(value))
    longest = _LONGEST_NAME if label.endswith(_NAMES) else _LONGEST_VALUE
    told = (stacked or len(label) >= _LEAST) and 0 < len(value) <= longest
    return told and not _SENTENCE.search(value.replace(";", "").replace("；", "") if stacked else value)


def _row(line: str, start: int) -> list[Edit]:
    """The edits of one row: nothing, where a cell that should be a label is none."""
    edits: list[Edit] = []
    place = start
    cells = line.split("\t")
    for number, cell in enumerate(cells):
        end = place + len(cell)
        if number % 2 == 0 and cell.strip():
            if "".join(cell.split()).rstrip(":：") not in _labels():
                return []
            if number:
                edits.append((place - 1, place, "\n", ""))
            edits += [(place + at, place + at + 1, "", "") for at, one in enumerate(cell) if one.isspace()]
        elif number % 2:
            if "".join(cell.split()) in _labels():
                return []  # a header: 名称⇥时间
            if "".join(cells[number - 1].split()) == _COLUMN and not _DIGIT.search(cell):
                return []  # another: 编号⇥任务
            before = line[place - start - 2 : place - start - 1]
            edits.append((place - 1, place, "" if before in ":：" else ":", ""))
        place = end + 1
    return edits


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in words("metadata")["fields"].items() for label in labels}


@cache
def _labels() -> frozenset[str]:
    return frozenset([*words("metadata")["kept"], *_fields()])
