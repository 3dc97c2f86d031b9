"""What cells print, normalised one by one, each with its place in the source.

>>> source = "市发展和改革\\n委员会、市财政局（牵头）|建设 5\\n公里"
>>> names_text(source, ((0, 19),)).value, prose_text(source, ((20, 27),)).value
('市发展和改革委员会,市财政局牵头,', '建设5公里')
>>> names_text("县发改局\\n县财政局", ((0, 9),)).value, date_text("2026年12\\n月底", ((0, 10),)).value
('县发改局、县财政局', '2026年12月底')

A line that ends where the column does goes on with the next one; another line end parts paragraphs, names or dates.
Page furniture is not looked for: 1/3 in a cell is no page number.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache

from planparse.clauses.people import names_post
from planparse.clauses.units import ends_like_body
from planparse.normalise import PASSES, Pass
from planparse.normalise.boilerplate import normalise_boilerplate
from planparse.normalise.gluing import normalise_gluing
from planparse.normalise.wrapping import normalise_wrapping
from planparse.numbering import markers
from planparse.tabular.items import Stretches
from planparse.text import Edit, Text
from planparse.vocab import words

LONGEST_LIST = 1400
"""Characters of a cell of names; a longer one is none, and a clause of it would not be read."""

_MARKUP = re.compile(r"<br ?/?>|&nbsp;|\\(?=[|｜])|\*\*", re.IGNORECASE)
_BREAKS = re.compile(r"[ \u3000]*[\n\u2028][\s\u2028]*")
_TERMINAL = frozenset("。;!?:")
_OPEN_LIST = frozenset(",、(")
_NARROWEST = 6
"""Characters: a column that is narrower than this breaks no line by chance."""
_WIDEST = 80
"""Characters: no column is wider, so what stands on a longer line is a paragraph, broken by whoever wrote it."""
_FULL = 15_000
"""Characters: a line of this length is broken because a spreadsheet's cell holds no more, and goes on in the next row."""
_LEADS = re.compile(r"(?P<before>[、;\n ]*)(?P<name>[^、,;()\n ]+)\((?P<lead>牵头(?:单位|部门)?)\)")
_BRACKET = re.compile(r"[()〔〕\[\]]")
_CLOSES = {")": "(", "〕": "〔", "]": "["}
_DATE_GOES_ON = re.compile(r"[年月日底前上中下]|\d")
_LISTED = re.compile(r"[、,;/ ]")

Joint = Callable[[list[str], int], str]
"""What stands between line i of a cell and the next."""


def made(value: str, source: str, at: int) -> Text:
    """Words of the program's own, that stand for nothing at a place of the source."""
    return Text(value, source, ([0], [at], [at]), ())


def prose_text(source: str, stretches: Stretches) -> Text:
    """The wording of a cell: paragraphs stay lines, wrapped lines are one."""
    return _read(source, stretches, _prose_joint)


def label_text(source: str, stretches: Stretches) -> Text:
    """The words of a cell as one line: 领域, a heading."""
    return _read(source, stretches, lambda _lines, _number: "")


def row_text(source: str, start: int, end: int) -> Text:
    """A whole row, or several, as one line."""
    return _read(source, ((start, end),), lambda _lines, _number: " ")


def date_text(source: str, stretches: Stretches) -> Text:
    """The words of a cell of dates as one line, with a comma between two."""
    text = _read(source, stretches, _date_joint)
    return text.edit(_unpaired(text.value))


def people_text(source: str, stretches: Stretches) -> Text:
    """The words of a cell of persons as one line."""
    return _read(source, stretches, _people_joint)


def names_text(source: str, stretches: Stretches) -> Text:
    """The words of a cell of bodies as one line, as a clause prints them; nothing of a cell too long for a list."""
    if sum(end - start for start, end in stretches) > LONGEST_LIST:
        return made("", source, stretches[0][0])
    text = _read(source, stretches, _names_joint)
    if text.value.strip() in words("tables")["none"]["names"]:
        return made("", source, stretches[0][0])
    text = text.edit(_unpaired(text.value))
    leads = [edit for match in _LEADS.finditer(text.value) for edit in _lead(match)]
    return text.edit(leads) if leads else text


def _read(source: str, stretches: Stretches, joint: Joint) -> Text:
    parts: list[Text] = []
    for start, end in stretches:
        if parts:
            parts.append(made("\n", source, start))
        parts.append(Text(source[start:end], source, ([0], [start], [end]), ()))
    text = Text.joined(parts, source) if len(parts) > 1 else parts[0] if parts else made("", source, 0)
    marks = [
        (match.start(), match.end(), "\n" if match[0][0] == "<" else " " if match[0][0] == "&" else "", "")
        for match in _MARKUP.finditer(text.value)
    ]
    text = text.edit(marks) if marks else text
    for run in _passes():
        text = run(text)
    return text.edit(_joints(text.value, joint)) if "\n" in text.value else text


@cache
def _passes() -> tuple[Pass, ...]:
    whole_pages = (normalise_boilerplate, normalise_wrapping, normalise_gluing)
    return tuple(run for run in PASSES if run not in whole_pages)


def _joints(value: str, joint: Joint) -> Iterator[Edit]:
    breaks = [match.span() for match in _BREAKS.finditer(value)]
    starts = [0, *(end for _, end in breaks)]
    ends = [*(start for start, _ in breaks), len(value)]
    lines = [value[start:end] for start, end in zip(starts, ends, strict=True)]
    for number, (start, end) in enumerate(breaks):
        between = joint(lines, number) if lines[number] and lines[number + 1] else ""
        if value[start:end] != between:
            yield start, end, between, ""


def _is_full(lines: list[str], number: int) -> bool:
    """Whether a line reaches the column's edge: none is longer by more than a mark that may not open a line."""
    width = max(map(len, lines))
    return (_NARROWEST <= width <= _WIDEST and len(lines[number]) >= width - 1) or len(lines[number]) >= _FULL


def _prose_joint(lines: list[str], number: int) -> str:
    line, following = lines[number], lines[number + 1]
    if line[-1] in _OPEN_LIST:
        return ""
    if markers.at(following, 0) is not None:
        return "\n"
    if line[-1].isdigit() or (line[-1] not in _TERMINAL and _is_full(lines, number)):
        latin = (
            line[-1].isascii() and line[-1].isalpha() and following[0].isascii() and following[0].isalpha()
        )
        return " " if latin else ""
    return "\n"


def _date_joint(lines: list[str], number: int) -> str:
    return "" if _DATE_GOES_ON.match(lines[number + 1]) and lines[number][-1] not in "前;,。" else ","


def _people_joint(lines: list[str], number: int) -> str:
    return " " if names_post(lines[number], lines[number + 1]) else "、"


def _names_joint(lines: list[str], number: int) -> str:
    """A mark between two whole names; nothing inside a name that the column broke."""
    line, following = lines[number], lines[number + 1]
    if line[-1] in ",、;:(" or following[0] in ",、;)" or not (_is_name(line) and _is_name(following)):
        return ""
    same_level = following[0] == lines[0][0] and following[0] in words("units")["levels"]
    whole = line.endswith(tuple(words("tables")["firm_endings"]["names"])) or not _is_full(lines, number)
    return "、" if same_level or whole else ""


def _is_name(line: str) -> bool:
    last = _LISTED.split(line)[-1]
    return len(last) > 2 and ends_like_body(last, 0, len(last))


def _lead(match: re.Match[str]) -> Iterator[Edit]:
    """市财政局(牵头) among others: a clause that says so with a verb, between commas."""
    if match["before"]:
        yield match.start("before"), match.end("before"), ",", ""
    yield match.start("lead") - 1, match.start("lead"), "", ""
    yield match.start("lead") + 2, match.end(), ",", ""


def _unpaired(value: str) -> list[Edit]:
    """Brackets without their other half, which would close or swallow a clause."""
    opened: list[tuple[int, str]] = []
    found: list[Edit] = []
    for match in _BRACKET.finditer(value):
        if match[0] not in _CLOSES:
            opened.append((match.start(), match[0]))
        elif opened and opened[-1][1] == _CLOSES[match[0]]:
            opened.pop()
        else:
            found.append((match.start(), match.end(), "", ""))
    return sorted([*found, *((at, at + 1, "", "") for at, _ in opened)])
