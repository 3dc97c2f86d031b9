"""Who signed, and when.

>>> from planparse.text import Text
>>> value = "现印发给你们。\\n清河县人民政府办公室\\n二〇二四年三月八日"
>>> read_signature(value, Text.raw(value).lines(), range(3))
Signature(bodies=('清河县人民政府办公室',), date=datetime.date(2024, 3, 8))
"""

from __future__ import annotations

import re
from datetime import date
from typing import Final, NamedTuple

from planparse.clauses.units import ends_like_body, split_names
from planparse.numbering.numerals import integer
from planparse.structure.lines import DATE, DATE_LINE, MONTH_LINE, SEAL, Lines

_ZEROES: Final = str.maketrans(dict.fromkeys("oO○0\u039f\u03bf\u041e\u043e", "〇"))
"""What a written-out year prints for 〇: a circle, a nought, a Latin, Greek or Cyrillic O."""
_DAY: Final = re.compile(
    r"(?P<year>(?:19|20)\d\d|[一二][\w〇○]{3})\s*[年\-./]\s*(?P<month>\d{1,2}|[一二三四五六七八九十]{1,2})"
    r"\s*[月\-./]\s*(?P<day>\d{1,2}|[一二三四五六七八九十]{1,3})"
)
_NO_BODY: Final = re.compile(r"[,。;:!?《》\d]")
_BODY_AND_DATE: Final = re.compile(rf"(?P<body>[^\d,。;:]{{2,60}}?)\s*{DATE}$")

_PARTY_AND_GOVERNMENT: Final = re.compile(
    r"(?P<party>(?:中共.{0,24}?(?:委员会|中央|委)|.{1,12}?委(?=办))(?:办公[厅室]|办)?) ?"
    r"(?P<government>(?![办员]).{0,24}?(?:国务院|政府|政|管委会|管理委员会)(?:办公[厅室]|办)?)$"
)


class Signature(NamedTuple):
    """The signing bodies in printed order, and the date below them."""

    bodies: tuple[str, ...]
    date: date | None


def read_date(text: str) -> date | None:
    """The first day that a text names, in Arabic or Chinese digits; None where it names none or an impossible one.

    >>> read_date("二○一二年一月九日"), read_date("2025-10-31 09:00"), read_date("2021年9月31日")
    (datetime.date(2012, 1, 9), datetime.date(2025, 10, 31), None)
    """
    match = _DAY.search(text)
    if match is None:
        return None
    year = match["year"] if match["year"].isdecimal() else match["year"].translate(_ZEROES)
    parts = [integer(part) for part in (year, match["month"], match["day"])]
    try:
        return date(*(part or 0 for part in parts))
    except ValueError:
        return None


def read_signature(value: str, lines: Lines, part: range) -> Signature | None:
    """The signature in a notice or behind a plan: its last date, and the bodies right above it."""
    for number in reversed(part):
        start, end = lines[number]
        line = value[start:end]
        if line.endswith(("印发", "印發")):
            continue  # who printed it, and when
        both = _BODY_AND_DATE.match(line)
        if both and not line.startswith(("抄", "附")) and _is_body(both["body"]):
            return Signature(_bodies([both["body"]]), read_date(both["date"]))
        match = DATE_LINE.match(value, start, end)
        if match is None and not MONTH_LINE.match(value, start, end):
            continue
        above: list[str] = []
        for before in range(number - 1, part.start - 1, -1):
            body = SEAL.sub("", value[slice(*lines[before])])
            if body[1::2].isspace():
                body = body.replace(" ", "")  # 国 务 院
            if body and not _is_body(body):
                break
            above.insert(0, body)
        if match is not None or above:
            return Signature(_bodies(above), read_date(match["date"]) if match else None)
    return None


def same_body(one: str, other: str) -> bool:
    """Whether the shorter name is the longer one with parts left out: 市下派办 in 济宁市下派办."""
    short, long = sorted((one, other), key=len)
    position = 0
    for character in short:
        position = long.find(character, position) + 1
        if position == 0:
            return False
    return True


def split_bodies(text: str) -> list[str]:
    """The bodies that a heading or a signature names; party and government stand together without a mark.

    >>> split_bodies("中共清河县委办公室清河县人民政府办公室")
    ['中共清河县委办公室', '清河县人民政府办公室']
    """
    names: list[str] = []
    for name in split_names(text):
        both = _PARTY_AND_GOVERNMENT.match(name)
        names += [both["party"], both["government"]] if both else [name]
    return names


def _is_body(line: str) -> bool:
    return len(line) <= 60 and not _NO_BODY.search(line) and ends_like_body(line, 0, len(line))


def _bodies(lines: list[str]) -> tuple[str, ...]:
    return tuple(dict.fromkeys(name for line in lines for name in split_bodies(line)))
