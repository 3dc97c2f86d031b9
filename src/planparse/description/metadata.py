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
from planparse.structure.anatomy import Lines
from planparse.vocab import alternation, words


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
            elif content:
                texts.setdefault(field, content)
    return Metadata(texts, dates)


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in words("metadata")["fields"].items() for label in labels}


@cache
def _label() -> re.Pattern[str]:
    labels = [*_fields(), *words("metadata")["kept"]]
    return re.compile(rf"(?<![^\W\d_A-Za-z])(?P<label>{alternation(labels)})[\]】*]{{0,3}} ?:")
