"""The labels and values that web pages and 版头 print above a document.

>>> from planparse.text import Text
>>> value = "- 发布日期:2019-08-16\\n索引号: | 12370829493281129L/2019-00391 | 发布机构: | 组织部下派办 |"
>>> metadata = read_metadata(value, Text.raw(value).lines(), range(2))
>>> metadata.texts, str(metadata.dates["publication_date"])
({'index_number': '12370829493281129L/2019-00391'}, '2019-08-16')
"""

from __future__ import annotations

import re
from datetime import date
from functools import cache
from typing import NamedTuple

from planparse.description.signature import read_date
from planparse.structure.lines import Lines, metadata_line
from planparse.vocab import alternation, words

_YEAR = re.compile(r"[\[(【]((?:19|20)\d\d)[\])】]")
_OF_MANY_USES = ("编号", "文件编号")


class Metadata(NamedTuple):
    """The first value of each field; dates apart."""

    texts: dict[str, str]
    dates: dict[str, date]


def read_metadata(value: str, lines: Lines, part: range) -> Metadata:
    """Read the metadata lines of the title block."""
    texts: dict[str, str] = {}
    dates: dict[str, date] = {}
    for number in part:
        start, end = lines[number]
        page = metadata_line().match(value, start, end)
        day = read_date(page["said"] or page["printed"] or "") if page else None
        if day is not None:
            dates.setdefault("publication_date", day)
        labels = list(_label().finditer(value, start, end))
        for index, label in enumerate(labels):
            field = _fields().get(label["label"])
            if field is None:
                continue
            stop = labels[index + 1].start() if index + 1 < len(labels) else end
            content = value[label.end() : stop].strip(" |*[]【】")
            if field.endswith("_date"):
                day = read_date(content)
                if day is not None:
                    dates.setdefault(field, day)
            elif field == "document_number":
                printed = _number(content, label["label"])
                if printed:
                    texts.setdefault(field, printed)
            elif content:
                texts.setdefault(field, content)
    return Metadata(texts, dates)


def document_number(printed: str) -> str:
    """A 发文字号 as it is written: the year in 〔〕, no space.

    >>> document_number("清政办发 [2024] 2号")
    '清政办发〔2024〕2号'
    """
    return _YEAR.sub(r"〔\1〕", printed.replace(" ", ""))


def _number(content: str, label: str) -> str:
    """The number behind a label; what a label of many uses names must look like one."""
    if not any(character.isdigit() for character in content):
        return ""
    number = document_number(content)
    return number if "〔" in number or label not in _OF_MANY_USES else ""


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in words("metadata")["fields"].items() for label in labels}


@cache
def _label() -> re.Pattern[str]:
    labels = [*_fields(), *words("metadata")["kept"]]
    return re.compile(rf"(?<![^\W\d_A-Za-z])(?P<label>{alternation(labels)})[\]】*]{{0,3}} ?:")
