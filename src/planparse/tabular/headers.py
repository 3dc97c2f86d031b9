"""The header of a table: which column says what, where it is a list of tasks.

>>> [column.kind if column else None for column in map(column_of, ("序号", "工 作 任 务", "2026年目标", "建议责任单位"))]
['number', 'task', 'target', 'beside']
>>> rows = [["序号", "重点任务", "责任分工", "责任分工"], ["序号", "重点任务", "牵头单位", "配合单位"], ["1", "修路", "甲局", "乙局"]]
>>> header = read_header(rows)
>>> header.rows, [column.kind for column in header.columns]
(2, ['number', 'task', 'lead', 'supporting'])

A column counts only if its whole header is in the vocabulary: 建议责任单位 and 填报单位 look like responsibility and are
none. A table is a list of tasks where one column says what and another who or by when.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from functools import cache, lru_cache
from typing import NamedTuple

from planparse.clauses.labels import is_people_label
from planparse.vocab import words

_SIZE_OF_GOAL = 4
LONGEST_HEADER = 60
"""Characters of a header cell with its remark in brackets; a longer cell is none."""

TASKS = frozenset({"task", "content"})
_ANSWERS = frozenset({"lead", "responsible", "supporting", "open", "people", "deadline"})
BODIES = frozenset({"lead", "responsible", "supporting", "open"})
"""The kinds of columns that name bodies."""
_MOST_HEADER_ROWS = 3

_SPACE = re.compile(r"<br ?/?>|&nbsp;|[\s\u200b\ufeff*#_`]+", re.IGNORECASE)
_REMARK = re.compile(r"[(\[〔【][^()\[\]〔〕【】]*[)\]〕】]")
_YEAR = re.compile(r"((?:19|20)\d\d)年?度?")
_LEVEL = re.compile(r"[省市县区州镇乡](?:级|直)|县区|区县|市县|市州|镇街|乡镇")
_AND = re.compile(r"[及和与、/]其?")
_MONTH = re.compile(r"(?:1[0-2]|[1-9])月(?:[1-3]?\d日|[底末]|份)?前?(?:目标|计划|进度|任务)?")
"""6月底: what is to be done by then."""
_REMARK_YEAR = re.compile(r"(?:19|20)\d\d(?=年|$|\))")


class Column(NamedTuple):
    """What a header says of its column."""

    kind: str
    """a key of `columns` in `vocab/tables.yaml`"""
    label: str
    """the header without spaces, year and remarks"""
    year: int | None = None
    persons: str = ""
    """what the persons are who stand beside the bodies: 责任人 of 责任单位及责任人"""


class Header(NamedTuple):
    """The first `rows` rows of a table, and what each column holds; None for a column to be left alone."""

    rows: int
    columns: tuple[Column | None, ...]


@lru_cache(maxsize=4096)
def column_of(header: str) -> Column | None:
    """What a header cell says of its column, or None where its whole is not in the vocabulary."""
    if len(header) > LONGEST_HEADER:
        return None
    bare = _SPACE.sub("", unicodedata.normalize("NFKC", header)).strip(":;,.。")
    remarks = "".join(_REMARK.findall(bare))
    if any(word in remarks for word in _disowning()):
        return None
    label = _REMARK.sub("", bare).strip(":;,.。")
    year = _YEAR.match(label)
    named = _REMARK_YEAR.search(remarks)
    in_year = int(year[1]) if year else int(named[0]) if named else None
    beside = remarks[1:-1] if remarks[1:-1] in _beside() else ""
    for name in _spellings(label, year.end() if year else 0):
        bodies, joint, persons = _joined(name)
        if joint and _kinds().get(bodies) in BODIES:
            return Column(_kinds()[bodies], name, in_year, persons)
        kinds = {_kind_of(part) for part in name.split("/")}  # 责任单位/责任部门
        if len(kinds) == 1 and (kind := kinds.pop()) is not None:
            return Column(kind, name.partition("/")[0], in_year, beside if kind in BODIES else "")
    return None


def _kind_of(name: str) -> str | None:
    """The kind of a header without its year and level."""
    kind = _kinds().get(name)
    if kind is None and is_people_label(name):
        return "people"
    if kind is None and name.endswith("目标") and len(name) == _SIZE_OF_GOAL:
        return "target"  # 改革目标, 整改目标
    return "period" if kind is None and _MONTH.fullmatch(name) else kind


def _joined(name: str) -> tuple[str, str, str]:
    """责任单位及责任人 in its parts, where it names bodies and persons; else the name alone."""
    persons = next((one for one in _beside() if name.endswith(one)), "")
    joint = _AND.search(name)
    if not persons or joint is None or joint.end() + len(persons) != len(name):
        return name, "", ""
    return name[: joint.start()], joint[0], persons


def _spellings(label: str, year_end: int) -> list[str]:
    """The header itself, and without its year or its level: 2026年目标, 市级牵头单位."""
    names = [label]
    if year_end:
        names.append(label[year_end:])
    names += [name[level.end() :] for name in names if (level := _LEVEL.match(name))]
    return names


def is_task_list(columns: Sequence[Column | None]) -> bool:
    """Whether the columns say what is to be done, and by whom or by when."""
    kinds = {column.kind for column in columns if column is not None}
    return bool(kinds & TASKS) and bool(kinds & _ANSWERS)


def read_header(rows: Sequence[Sequence[str]]) -> Header | None:
    """The header that the first of the rows opens: one row, or two or three where upper cells are merged.

    Each row is the texts of its cells; a merged cell stands in every row and column that it covers, or leaves the
    places behind it empty. None where the first row opens no header of a list of tasks.
    """
    if not rows or not any(column_of(cell) for cell in rows[0] if cell):
        return None
    found: Header | None = None
    width = max(len(row) for row in rows[:_MOST_HEADER_ROWS])
    paths: list[list[str]] = [[] for _ in range(width)]
    for count, row in enumerate(rows[:_MOST_HEADER_ROWS], 1):
        below = [_at(row, column) for column in range(width)]
        added = [[*upper, cell] for upper, cell in zip(_uppers(paths), below, strict=True)]
        own = [path for path in added if path[-1] and path[-1] not in path[:-1]]
        if count > 1 and not (own and all(map(_goes_on, own))):
            break
        paths = [new if new in own else old for new, old in zip(added, paths, strict=True)]
        columns = tuple(_resolved(path) for path in paths)
        if count == 1:
            columns = _with_tasks(row, columns)
        if is_task_list(columns):
            found = Header(count, columns)
    return found


def _with_tasks(row: Sequence[str], columns: tuple[Column | None, ...]) -> tuple[Column | None, ...]:
    """The columns of 序号, 督导议题, 责任单位: what no vocabulary names says what is to be done, where its last word does."""
    kinds = {column.kind for column in columns if column is not None}
    if "number" not in kinds or not kinds & BODIES or kinds & TASKS:
        return columns
    return tuple(
        Column("task", _bare(_at(row, number))) if column is None and _says_task(_at(row, number)) else column
        for number, column in enumerate(columns)
    )


def _says_task(header: str) -> bool:
    endings, label = words("tables")["task_endings"], _bare(header)
    return (
        len(header) <= LONGEST_HEADER
        and label.endswith(tuple(endings["names"]))
        and not any(word in header for word in (*endings["not_with"], *_disowning()))
    )


def _bare(header: str) -> str:
    """A header without spaces and remarks."""
    return _REMARK.sub("", _SPACE.sub("", unicodedata.normalize("NFKC", header))).strip(":;,.。")


def _at(row: Sequence[str], column: int) -> str:
    return row[column].strip() if column < len(row) else ""


def _uppers(paths: list[list[str]]) -> list[list[str]]:
    """The cells above each column: where there is none, those of the column before, printed once over several."""
    uppers: list[list[str]] = []
    for path in paths:
        uppers.append(path or (uppers[-1] if uppers else []))
    return uppers


def _goes_on(path: list[str]) -> bool:
    """Whether the last cell of a column's path is a further header, and no value below the one above it."""
    above = column_of(path[-2]) if len(path) > 1 else None
    return (_resolved(path) or column_of(path[-1])) is not None and (above is None or above.kind != "number")


def _resolved(path: list[str]) -> Column | None:
    """What the headers of a column say together, the lowest first: 责任分工 over 牵头单位, 年度目标 over 2026年."""
    if not path:
        return None
    if len(path) > 1 and any(_disowns(upper) for upper in path[:-1]):
        return Column("beside", path[-1])
    lowest = column_of(path[-1])
    if len(path) == 1:
        return lowest
    if lowest is not None:
        above = column_of(path[-2])
        year = _YEAR.match(_SPACE.sub("", path[-2])) or None
        inherited = above.year if above else int(year[1]) if year else None
        return lowest._replace(year=lowest.year or inherited)
    return column_of(path[-1] + path[-2]) or column_of(path[-2] + path[-1])


def _disowns(upper: str) -> bool:
    return any(word in upper for word in _disowning())


@cache
def _disowning() -> tuple[str, ...]:
    return tuple(words("tables")["disowning"]["names"])


@cache
def _kinds() -> dict[str, str]:
    """Header to kind: those of tables.yaml, and the labels of roles, persons and times."""
    responsibilities = words("responsibilities")
    kinds = {label: role for role, group in responsibilities["roles"].items() for label in group["labels"]}
    kinds |= dict.fromkeys(responsibilities["people"], "people")
    kinds |= dict.fromkeys(responsibilities["open_labels"], "open")
    kinds |= dict.fromkeys(words("deadlines")["labels"], "deadline")
    for kind, group in words("tables")["columns"].items():
        kinds |= dict.fromkeys((name.strip(".") for name in group["names"]), kind)
    return kinds


@cache
def _beside() -> frozenset[str]:
    return frozenset(words("responsibilities")["people_beside"])
