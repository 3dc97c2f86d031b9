"""The labels and values that web pages and 版头 print above a document.

>>> from planparse.text import Text
>>> value = "- 发布日期:2019-08-16\\n索引号: | 12370829493281129L/2019-00391 | 发布机构: | 组织部下派办 |"
>>> metadata = read_metadata(value, Text.raw(value).lines(), range(2))
>>> metadata.texts, str(metadata.dates["publication_date"])
({'index_number': '12370829493281129L/2019-00391'}, '2019-08-16')
"""

from __future__ import annotations

import re
from collections.abc import Iterable
from datetime import date
from functools import cache
from typing import Final, NamedTuple

from planparse.description.signature import read_date
from planparse.patterns import lazily
from planparse.structure.lines import Lines, metadata_line
from planparse.vocab import alternation, words

_YEAR: Final = re.compile(r"[\[(【]((?:19|20)\d\d)[\])】]")
_WHOLE_NUMBER: Final = lazily(r"\w[\w()]{0,30}〔(?:19|20)\d\d〕第?\d+[号號]")
_BESIDE: Final = lazily(
    r"[^\W\d] *(?P<day>(?:19|20)\d\d[-./年]\d{1,2}[-./月]\d{1,2}日?)(?: ?\d{1,2}:\d\d(?::\d\d)?)?$"
)
"""The day behind a page's source: 来源:清河县网 2017-12-13 14:19."""
_SOURCES: Final = frozenset({"来源", "信息来源", "文章来源", "稿件来源", "作者"})
_OF_MANY_USES: Final = ("编号", "文件编号")


class Metadata(NamedTuple):
    """The first value of each field; dates apart."""

    texts: dict[str, str]
    dates: dict[str, date]


def read_metadata(value: str, lines: Lines, part: Iterable[int]) -> Metadata:
    """Read the metadata lines of the title block, and what a page prints below its document."""
    texts: dict[str, str] = {}
    dates: dict[str, date] = {}
    beside: date | None = None
    for number in part:
        start, end = lines[number]
        page = metadata_line().match(value, start, end)
        day = read_date(page["said"] or page["printed"] or "") if page else None
        if day is not None:
            dates.setdefault("publication_date", day)
        labels = list(_label().finditer(value, start, end)) if value.find(":", start, end) > 0 else []
        for index, label in enumerate(labels):
            field = _fields().get(label["label"])
            stop = labels[index + 1].start() if index + 1 < len(labels) else end
            content = value[label.end() : stop].strip(" |*[]【】")
            if field is None:
                if beside is None and label["label"] in _SOURCES:
                    dated = _BESIDE.search(content)
                    beside = read_date(dated["day"]) if dated else None
                continue
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
    if beside is not None:
        dates.setdefault("publication_date", beside)
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
    whole = _WHOLE_NUMBER.match(number)
    number = whole[0] if whole else number  # 清政办发〔2024〕2号 是否有效:有效
    return number if "〔" in number or label not in _OF_MANY_USES else ""


@cache
def _fields() -> dict[str, str]:
    return {label: field for field, labels in words("metadata")["fields"].items() for label in labels}


@cache
def _label() -> re.Pattern[str]:
    labels = [*_fields(), *words("metadata")["kept"]]
    return re.compile(rf"(?<![^\W\d_A-Za-z])(?P<label>{alternation(labels)})[\]】*]{{0,3}} ?:")
