"""Lines that are known by their form: dates, document numbers, metadata, seals, remarks.

>>> from planparse.text import Text
>>> value = "清政办发〔2024〕2号\\n发布日期:2024-03-09\\n2024年3月8日\\n一、任务"
>>> [is_furniture(value, line) for line in Text.raw(value).lines()]
[True, True, True, False]
"""

from __future__ import annotations

import re
from functools import cache
from typing import Final

from planparse.clauses.units import ends_like_body
from planparse.numbering import markers
from planparse.patterns import lazily
from planparse.vocab import alternation, words

Lines = list[tuple[int, int]]

DATE: Final = r"(?P<date>(?:19|20|[一二])[\w〇○]{2,3}\s*年\s*\w{1,3}\s*月\s*\w{1,3}\s*日|(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2})"
DATE_LINE: Final = re.compile(rf"(?:[(\[][^\d()\[\],。;:]{{2,24}}[)\]]\s*)?[(\[]?{DATE}(?:印[发發])?[)\]]?$")
"""(此件发至乡) 2017年6月13日"""
MONTH_LINE: Final = lazily(r"(?:(?:19|20)\d\d|[一二][\w〇○]{3})年(?:\d{1,2}|[一二三四五六七八九十]{1,2})月$")
_BODY_AND_DATE: Final = lazily(
    rf"[^\d,。;:《》]{{2,40}}(?:[委办辦局厅廳部院府会署处處社站所队室司]\s*{DATE}|\s*{DATE.replace('date', 'printed')}\s*印[发發])$"
)
SEAL: Final = re.compile(r"\s*[(\[][^()]{0,24}(?:盖章|代章|章)[)\]]$")
_NUMBER_LINE: Final = re.compile(
    r"[(\[]?(?P<number>[^\W\d_][\w()]{0,24}[〔\[(【]\s*(?:19|20)\d\d\s*[〕\])】]\s*第?\s*\d+\s*[号號])[)\]]?(?:\s*签发人?.{0,20})?$"
)
REMARK: Final = re.compile(r"[(\[【][^。]{2,40}[)\]】]$")
_WORD: Final = re.compile(r"[^\W_]")
_NOT_ADDRESSED: Final = lazily(
    r"[。!?]|现将|現將|根据|根據|如下|为(?:了|深入|进一步|全面|认真|贯彻)|结合|以下|^(?:成立|设立|组建|建立|调整)"
    r"|^[^\W各有]{0,6}(?:单位|部门|机构|机关):$"  # a label
)
_LONGEST_ADDRESS: Final = 400
_LONGEST_CREDIT: Final = 80


def number_line(value: str, start: int, end: int) -> re.Match[str] | None:
    """The document number that the line `value[start:end]` is, as the group `number`; None where it is none."""
    line = value[start:end]
    return _NUMBER_LINE.match(value, start, end) if "号" in line or "號" in line else None


def is_dated(line: str) -> bool:
    """Whether a line is a signature's date, alone or behind the signing body."""
    return bool(DATE_LINE.match(line) or _BODY_AND_DATE.match(line)) and len(line) <= 60


def is_furniture(value: str, line: tuple[int, int]) -> bool:
    """Whether a line belongs to the title block by its form alone: metadata, a document number, a date, no word."""
    start, end = line
    return bool(
        metadata_line().match(value, start, end)
        or number_line(value, start, end)
        or DATE_LINE.match(value, start, end)
        or not _WORD.search(value, start, end)
    )


def is_salutation(value: str, line: tuple[int, int]) -> bool:
    """Whether a line addresses the bodies that a notice is for: 各镇人民政府,县政府各部门: and nothing else."""
    start, end = line
    return (
        value[end - 1] == ":"
        and end - start <= _LONGEST_ADDRESS
        and ends_like_body(value, start, end - 1)
        and markers.at(value, start) is None
        and not _NOT_ADDRESSED.search(value[start:end])
        and not metadata_line().match(value, start, end)
    )


def is_remark(line: str) -> bool:
    """(此件公开发布), but no clause in brackets."""
    if len(line) > 40 or ":" in line or not REMARK.match(line):
        return False
    return not line.rstrip(")]】。").endswith(("负责", "牵头", "配合", "落实", "参与", "参加"))


def is_credit(value: str, line: tuple[int, int]) -> bool:
    """Whether a line is what a page prints of itself below a document: 来源:县住建局 编辑:张三."""
    start, end = line
    return end - start <= _LONGEST_CREDIT and bool(_credit().match(value, start, end))


@cache
def metadata_line() -> re.Pattern[str]:
    """A line that begins with one of the labels of `vocab/metadata.yaml`, or with the day of a page's publication."""
    metadata = words("metadata")
    labels = [label for field in metadata["fields"].values() for label in field] + metadata["kept"]
    label = rf"{alternation(labels)}[\]】*]* ?:"
    published = alternation(metadata["published"])
    day = r"(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}"
    clock = r" ?\d{1,2}:\d\d(?::\d\d)?"
    return re.compile(
        rf"[\W_]*(?:(?:(?P<printed>{day})(?:{clock})? ?)?(?:{label}|(?(printed)$|(?!)))|{published} ?(?P<said>{day})(?:{clock})?$)",
        re.MULTILINE,
    )


@cache
def _credit() -> re.Pattern[str]:
    names = alternation(words("metadata")["credits"]["names"])
    return re.compile(rf"[^\w(]*{names}[\]】*]* ?:[^。;!?]*$")
