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

from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

_FURTHEST = 3000
"""Characters from the start: metadata stand above the document."""

_LONGEST_LINE = 160
_LONGEST_VALUE = 40
_LEAST = 3
"""Characters of a label that needs no colon, where its value may be any words."""

_COLUMN = "编号"
_DIGIT = re.compile(r"\d")
_WORD = re.compile(r"\S+")
_BRACKETED = re.compile(r"\s*【([^\W\d_]{2,8})】(?=\s*[^\s:：])")
_SPREAD = re.compile(r"(?<!\S)(?:[^\W\d_A-Za-z]\s+){1,3}[^\W\d_A-Za-z](?=\s*[:：])")
_SENTENCE = lazily(r"[，。；：！？,;:!?]")
_DATE = lazily(r"(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?(?:\s+\d{1,2}[:：]\d\d(?:[:：]\d\d)?)?$")
_VALUES = {
    "document_number": re.compile(r"\S+\s*号$"),
    "index_number": re.compile(r"[\w/.\-]*\d[\w/.\-]*$", re.ASCII),
}
"""What the value of a field looks like; all others are dates."""


def normalise_labels(text: Text) -> Text:
    """Give labels of metadata their colons."""
    head = text.value[:_FURTHEST]
    edits: list[Edit] = []
    start = 0
    for line in head.split("\n"):
        if "\t" in line:
            edits += _row(line, start)
        elif line and len(line) <= _LONGEST_LINE:
            edits += _line(line, start)
        start += len(line) + 1
    return text.edit(edits) if edits else text


def _line(line: str, start: int) -> list[Edit]:
    """The edits of a line that holds labels and values between spaces: 生成日期 2020-05-08 公开方式 主动公开."""
    bracketed = _BRACKETED.match(line) if "【" in line else None
    if bracketed:
        place = start + bracketed.end()
        return [(place, place, ":", "")] if bracketed[1] in _labels() else []
    if ":" in line or "：" in line:
        return [
            (start + spread.start() + at, start + spread.start() + at + 1, "", "")
            for spread in _SPREAD.finditer(line)
            if "".join(spread[0].split()) in _labels()
            for at, one in enumerate(spread[0])
            if one.isspace()
        ]
    first = line.split(None, 1)
    if len(first) < 2 or first[0] not in _labels():
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


def _may_be_value(label: str, value: str) -> bool:
    """Whether words behind a label without a colon are its value."""
    field = _fields().get(label)
    if field is not None:
        return bool(_VALUES.get(field, _DATE).match(value))
    return len(label) >= _LEAST and 0 < len(value) <= _LONGEST_VALUE and not _SENTENCE.search(value)


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
