"""What looks like a clause, a date or a number, and could not be read: a clerk has to look there.

>>> from planparse.clauses.responsibilities import find_responsibilities
>>> value = "1.修路。13月底前完工。(责任单位:)\\n2.架桥。(牵头单位 县交通局;完成时限:X月底前)\\n3,植树。"
>>> for one in find_unread(value, 0, len(value), find_responsibilities(value)):
...     print(one.code, value[one.start:one.end], one.message)
unread-date 13月底前 “13月底前”不是一年中的月份,没有读作时限
unread-clause (责任单位:) “责任单位:”后面没有单位名称
unread-clause (牵头单位 县交通局;完成时限:X月底前) “牵头单位”后面没有冒号,没有读作责任分工
unread-date X月底前 日期“X月底前”没有填写完整
unread-marker 3, “3,”像是序号,标点不对,没有读作序号

Only what is odd in itself is told: a document that is printed as it should be gives nothing. Time grows linearly.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from functools import cache
from operator import attrgetter
from typing import Final, Literal, NamedTuple

from planparse.clauses.fields import Clause
from planparse.clauses.labels import is_label, label_roles, time_labels
from planparse.clauses.shares import LONGEST_NAME, ends_with_verb
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.clauses.unread_dates import unread_dates
from planparse.literals import positions
from planparse.numbering.unread import unread_markers
from planparse.patterns import lazily
from planparse.vocab import alternation, words

UnreadCode = Literal["unread-clause", "unread-date", "unread-marker"]

_LONG_PROSE: Final = 20
"""Characters: a name of this length that ends like no body's is a sentence."""
_SHORT_PROSE: Final = 8
"""The same in a bracket that nobody closed."""
_LONGEST_QUOTE: Final = 24
_LONGEST_LIST: Final = 200
_OPENING, _CLOSING = frozenset("([〔【〈{"), frozenset(")]〕】〉}")
_TRIM: Final = " 。.、,;:*\n()[]〔〕【】〈〉{}"
_NOT_ONE_BODY: Final = ("单位", "部门", "领导", "名单", "处室", "科室")
_SEPARATORS: Final = r"、,;:()〔〕\[\]【】\n "
_PIECE: Final = re.compile(rf"(?<![^{_SEPARATORS}])[^{_SEPARATORS}]{{{LONGEST_NAME + 1},}}")
_LABEL_TAILS: Final = [re.compile(rf"{tail}(?![:\n)\]〕】*])") for tail in ("单位", "部门")]
_BRACKET_END: Final = lazily(r"[)\]〕】:;\n]")
_LINE_END: Final = lazily(r"[:;\n。]")
_BRACKET: Final = re.compile(r"[(〔\[]([^()〔〕\[\]\n。:]{4,200})[)〕\]]")

_NUMBER_COLUMN: Final = 6
"""Characters before the header 序号 on its line, and from a line's end to the first number."""
_LEVELS: Final = frozenset("省市县区州各")
_LINE: Final = "\n"
_FRAME: Final = " \t\n|｜│┃:-—"
_CELLS: Final = lazily(r"[\s|｜│┃]+")
_FIRST_NUMBERS: Final = frozenset("1一")

_NOTHING: Final = lazily(r"[ *]*(?:[)\]〕】〉};。,\n]|$)")
_LEFT_EMPTY: Final = re.compile(rf"[:】\]]{_NOTHING.pattern}")


class Unread(NamedTuple):
    """`value[start:end]` and what is wrong with it."""

    start: int
    end: int
    code: UnreadCode
    message: str


def find_unread(value: str, start: int, end: int, clauses: Sequence[Clause]) -> list[Unread]:
    """What could not be read in `value[start:end]`, a normalised text, in order.

    `clauses` are those that were read in the text, in order. The codes are permanent; a message is one sentence.
    """
    first, behind = (bisect_left(clauses, place, key=attrgetter("start")) for place in (start, end))
    inside = clauses[first:behind]
    found = [one for clause in inside for one in _in_clause(value, clause)]
    found += _not_clauses(value, start, end, inside)
    found += _headers(value, start, end)
    found += [
        Unread(begin, stop, "unread-date", message)
        for begin, stop, message in unread_dates(value, start, end)
    ]
    found += [Unread(*one.place, "unread-marker", one.message) for one in unread_markers(value, start, end)]
    return sorted(set(found))


def _in_clause(value: str, clause: Clause) -> Iterator[Unread]:
    """What is odd in a clause that was read: nothing behind a label, prose among names."""
    start, end = clause.start, clause.end
    told = False
    for label in _label().finditer(value, start, end) if _LEFT_EMPTY.search(value, start, end) else ():
        time = label["label"] in time_labels()
        empty = _NOTHING.match(value, label.end(), end) and is_label(value, label)
        empty = empty and "\n" not in value[label.end() : end - 1]  # the names stand below
        if empty and (time or label["label"] in label_roles()):
            told = True
            what = "时限" if time else "单位名称"
            message = f"“{label['label']}:”后面没有{what}"
            yield Unread(start, end, "unread-date" if time else "unread-clause", message)
    for begin, stop in clause.unread:
        told = True
        what = f"“{_short(value[begin:stop].strip())}”不是已知的单位、人员或时限,没有读取"
        yield Unread(begin, stop, "unread-clause", what)
    for begin, stop in clause.times:
        said = value[begin:stop].strip(_TRIM)
        if said in _unknown_times():
            yield Unread(begin, stop, "unread-date", f"时限“{said}”没有写明日期")
    names = [name for share in clause.shares for name in share.names]
    closed = value[start] not in _OPENING or value[end - 1] in _CLOSING
    labels, shortest = label_roles(), _LONG_PROSE if closed else _SHORT_PROSE
    if "。" in value[start:end]:
        shortest = 0
    for begin, stop in names:
        name = value[begin:stop]
        if name in labels:
            told = True
            yield Unread(start, end, "unread-clause", f"“{name}”后面没有冒号,没有读作责任分工")
        elif stop - begin >= shortest and _is_prose(value, begin, stop, closed):
            told = True
            what = f"“{_short(name)}”不像单位名称"
            yield Unread(begin, stop, "unread-clause", what + ("" if closed else ",括号没有闭合"))
    for piece in _PIECE.finditer(value, start, end) if end - start > LONGEST_NAME else ():
        if not any(begin <= piece.start() < stop for begin, stop in (clause.rule_span, clause.scope_span)):
            told = True
            message = f"“{_short(piece[0])}”超过{LONGEST_NAME}字,不像单位名称"
            yield Unread(*piece.span(), "unread-clause", message)
    says = (
        names or clause.people or clause.times or clause.rule or clause.scope_span[1] > clause.scope_span[0]
    )
    if not told and not says:
        bodies = [label.end() for label in _label().finditer(value, start, end) if is_label(value, label)]
        if bodies and value[bodies[-1] : end].strip(" 。.,;)]〕】") not in _none():
            message = f"“{_short(value[start:end])}”没有读出单位名称"
            yield Unread(start, end, "unread-clause", message)


def _is_prose(value: str, start: int, end: int, closed: bool) -> bool:
    """Whether a name is a sentence: it holds a full stop, or is long, or not closed in, and ends like no body's."""
    if "。" in value[start : end - 1]:
        return True
    longest = _LONG_PROSE if closed else _SHORT_PROSE
    return end - start >= longest and not ends_like_body(value, start, end)


def _not_clauses(value: str, start: int, end: int, clauses: Sequence[Clause]) -> Iterator[Unread]:
    """A label without its colon before names, and names with a verb in brackets, that were read as no clause."""
    starts = [clause.start for clause in clauses]

    def free(begin: int, stop: int) -> bool:
        near = bisect_right(starts, stop - 1) - 1
        return near < 0 or clauses[near].end <= begin

    for begin, label_end in _bare_labels(value, start, end):
        boxed = begin > 0 and value[begin - 1] in _OPENING
        reach = min(end, label_end + _LONGEST_LIST)
        closing = (_BRACKET_END if boxed else _LINE_END).search(value, label_end + 1, reach)
        if closing is None and reach < end:
            continue
        stop = closing.start() if closing else end
        if free(begin, stop) and _all_bodies(value, label_end, stop):
            message = f"“{value[begin:label_end]}”后面没有冒号,没有读作责任分工"
            yield Unread(begin, stop, "unread-clause", message)
    for begin in positions(value, "(", "〔", "[", start=start, end=end):
        bracket = _BRACKET.match(value, begin, end) if free(begin, begin + 1) else None
        if bracket is None or not free(begin, bracket.end()):
            continue
        stop = bracket.end()
        if ends_with_verb(value, *bracket.span(1)):
            what = "没有读作责任分工" if _names_and_verb(value, *bracket.span(1)) else ""
        elif _has_charge(value, *bracket.span(1)):
            what = "没有读作责任分工"
        else:
            alone = value[begin - 1 : begin] in ("。", ";", "\n") and value[stop : stop + 1] in ("\n", "")
            what = "没有写明谁牵头、谁负责" if alone and _only_bodies(value, *bracket.span(1)) else ""
        if what:
            yield Unread(begin, stop, "unread-clause", f"“{_short(bracket[0])}”{what}")


def _names_and_verb(value: str, start: int, end: int) -> bool:
    """Names with a verb behind, though not all of them end like a body's."""
    names = name_stretches(value, start, end)
    own = value[start] in _LEVELS and value.find("的", start, end) < 0
    return (own and len(names) > 1 and ends_like_body(value, *names[0])) or _has_charge(value, start, end)


def _has_charge(value: str, start: int, end: int) -> bool:
    """A level of government that has charge, in words that name no role: 省级人民政府负总责."""
    if value[start] not in _LEVELS:
        return False
    word = next((word for word in _charges() if value.find(word, start, end) >= 0), "")
    return bool(word) and ends_like_body(value, start, value.find(word, start, end))


def _only_bodies(value: str, start: int, end: int) -> bool:
    """A list of bodies, and not of places: (工信部、公安部、应急管理部), (县教育局)."""
    names = name_stretches(value, start, end)
    listed = len(names) > 1 or (len(names) == 1 and value[start] in _LEVELS)
    return listed and all(
        ends_like_body(value, begin, stop)
        and value[stop - 1] not in "省市县区州盟旗镇乡村"
        and value[begin:stop] not in label_roles()
        for begin, stop in names
    )


def _bare_labels(value: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Labels that open a bracket, with names behind, or a line, with a space behind; and have no colon."""
    for tail in _LABEL_TAILS:
        for match in tail.finditer(value, start, end):
            stop = match.start() + 2
            for length in _label_lengths():
                begin = stop - length
                before = value[begin - 1] if begin > 0 else "\n"
                opens = before in _OPENING or (before == "\n" and value[stop : stop + 1] in " ;")
                if opens and value[begin:stop] in label_roles():
                    yield begin, stop


def _all_bodies(value: str, start: int, end: int) -> bool:
    names = name_stretches(value, start, end)
    return bool(names) and all(
        stop - begin < _LONG_PROSE
        and ends_like_body(value, begin, stop)
        and not value.endswith(_NOT_ONE_BODY, begin, stop)
        for begin, stop in names
    )


def _headers(value: str, start: int, end: int) -> Iterator[Unread]:
    """The header of a table with a column of bodies, of which no list of tasks was made: it would not stand here."""
    for place in positions(value, "序号", start=start, end=end):
        line = max(start, place - _NUMBER_COLUMN)
        stop = value.find("\n", place, min(end, place + _LONGEST_LIST))
        if stop < 0 or value[line:place].rpartition("\n")[2].strip(_FRAME):
            continue
        if stop == place + len("序号"):  # a cell a line
            stop = value.find("\n1", stop, min(end, stop + _LONGEST_LIST))
        row = value[place : max(stop, place)].strip(_FRAME)
        below = value[stop : stop + _NUMBER_COLUMN].strip(_FRAME)
        if any(word in label_roles() for word in _CELLS.split(row)) and below[:1] in _FIRST_NUMBERS:
            message = f"“{_short(row.replace(_LINE, ' '))}”像是任务表的表头,下面各行没有读作任务"
            yield Unread(place, place + len(row), "unread-clause", message)


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else text[: _LONGEST_QUOTE - 1] + "…"


@cache
def _label() -> re.Pattern[str]:
    labels = alternation([*label_roles(), *time_labels(), *words("responsibilities")["people"]])
    return re.compile(rf"(?P<label>{labels})(?:[\]】*]{{0,3}} ?:|[】\]])")


@cache
def _label_lengths() -> tuple[int, ...]:
    return tuple(sorted({len(label) for label in label_roles() if len(label) > 2}))


@cache
def _unknown_times() -> frozenset[str]:
    return frozenset(words("unread")["unknown_times"]["names"])


@cache
def _none() -> frozenset[str]:
    return frozenset(words("unread")["none"]["names"])


@cache
def _charges() -> tuple[str, ...]:
    return tuple(words("unread")["charge"]["names"])
