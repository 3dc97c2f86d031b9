"""Clauses without a label: names and verbs in brackets, or as the last sentence of a paragraph.

>>> value = "修路。(县水利局负责)\\n架桥。县交通局牵头,县财政局配合。"
>>> for clause in find_verbal(value, []):
...     print([(share.role, value[start:end]) for share in clause.shares for start, end in share.names])
[('responsible', '县水利局')]
[('lead', '县交通局'), ('supporting', '县财政局')]
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from planparse.clauses.brackets import CLOSERS, LONGEST_HEAD, closing, open_before
from planparse.clauses.fields import STATEMENT, Clause, read_clause
from planparse.clauses.listed import is_office
from planparse.clauses.pieces import Stretch, pieces
from planparse.clauses.shares import (
    SECOND_VERBS,
    are_bodies,
    are_summed_up,
    ends_with_verb,
    is_told,
    read_shares,
)
from planparse.clauses.units import ends_like_body
from planparse.clauses.when import is_time, says_when
from planparse.literals import positions
from planparse.patterns import lazily

_LONGEST_TAIL: Final = 40
_BIDDING: Final = rf"(?:{SECOND_VERBS}){{0,3}}"
_OF_WORK: Final = "(?:(?:做好)?(?:相关|有关|具体)工作)?"
_CUE: Final = re.compile(
    rf"(?:牵头{_BIDDING}{_OF_WORK}|负责{_BIDDING}{_OF_WORK}|主责{_BIDDING}|配合|参与|参加|落实|协助|协同|指导|承办|主办|协办|实施|支持|办理|抓总|为主|统筹|协调|主抓|协抓|督导|督促"
    r"|为[^\W\d_]{2}(?:单位|部门|主体)|牽頭|負責|參與|參加|落實|協助|協同|指導|承辦|主辦|主責|協辦|實施)(?=[)\]〕】〉},;、。\n]|\Z)"
)
"""A verb, and behind it what may stand behind one that closes a clause."""
SUBJECT: Final = lazily(r"(?:[此该本这]项|[此该])(?:工作|任务)(?:具体|统一)?(?=由)")
"""此项工作由县水利局负责: what the last sentence of an item may open with."""
_DONE: Final = frozenset("前底末成进持实展")
"""How 6月底前, 6月底前完成 and 持续推进 end at the end of a bracket."""
_BY_WHEN: Final = lazily(
    r"(?:[年月日号旬底末前内初]|季度|完成|办结|落实|到位|任务|持续推进|长期坚持|常态化推进|见效|取得实效|取得成效)[。 ]?$"
)
"""How a piece ends that says by when and no more: 6月底前完成, 年内落实到位."""
_SENTENCE_ENDS: Final = frozenset("。;\n")


def find_verbal(value: str, taken: list[Stretch], others: list[int] | None = None) -> list[Clause]:
    """Clauses of names and verbs without a label: in brackets, or a paragraph's last sentence.

    `others` gets the places of the verbs that stand in no brackets.
    """
    found: list[Clause] = []
    outer: int | None
    number = done = 0
    for cue in _CUE.finditer(value):
        if cue.start() < done:
            continue
        while number < len(taken) and taken[number][1] <= cue.start():
            number += 1
        if number < len(taken) and taken[number][0] < cue.end():
            continue
        bracket = open_before(value, cue.start(), done)
        if bracket is not None:
            own = bracket + 1 == cue.start() and closing(value, bracket) == cue.end() + 1
            outer = open_before(value, bracket, done) if own else None
            bracket = bracket if outer is None else outer  # (县教育局(牵头)、县民政局)
            stretch = (bracket, closing(value, bracket))
            inner = (bracket + 1, stretch[1] - (value[stretch[1] - 1] in CLOSERS))
        else:
            outer, sentence = None, _last_sentence(value, cue.end(), done)
            if others is not None:
                others.append(cue.start())
            if sentence is None:
                continue
            subject = SUBJECT.match(value, *sentence)
            stretch, inner = sentence, (subject.end() if subject else sentence[0], sentence[1])
        if any(begin < stretch[1] and stretch[0] < end for begin, end in taken[number : number + 1]):
            continue
        done = stretch[1]
        beside = bracket is not None and outer is not None
        if not beside and not _speaks_of_roles(value, *inner):
            continue
        clause = read_clause(value, *stretch, (inner[0], inner[0], ""), inner[1])
        if clause is None or not clause.shares:
            continue
        summed_up = bracket is not None and are_summed_up(value, clause.shares)
        if not summed_up and not are_bodies(value, clause.shares):
            continue
        if bracket is not None:
            found.append(clause)
        elif is_whole(value, *inner):
            found.append(clause._replace(kept=_says_more(value, *inner)))
    return found


def find_timed(value: str, found: list[Clause]) -> Iterator[Clause]:
    """Brackets behind a sentence, or at a line's end, that hold bodies and by when: (市金融局、各区政府,2023年6月底前完成)."""
    done = number = 0
    for end in positions(value, ")", "〕", "]"):
        ends_line = value[end + 1 : end + 2] in ("", "\n")
        if value[end - 1] not in _DONE:
            opening = value.rfind("(", max(0, end - _LONGEST_TAIL), end) if ends_line else -1
            if opening < 0 or not value[opening + 1].isdecimal():
                continue
        while number < len(found) and found[number].end <= end:
            number += 1
        if number < len(found) and found[number].start <= end:
            continue
        bracket = open_before(value, end - 1, max(done, found[number - 1].end if number else 0))
        if bracket is None or not _says_when_too(value, bracket, end, ends_line=ends_line):
            continue
        stop = end + 1
        done = stop
        clause = read_clause(value, bracket, stop, (bracket + 1, bracket + 1, ""), end)
        names = [name for share in clause.shares for name in share.names] if clause else []
        if clause is not None and names and all(is_office(value, *name) for name in names):
            yield clause


def _says_when_too(value: str, bracket: int, end: int, *, ends_line: bool) -> bool:
    """Whether the last part of a bracket is a date, or the first (6月,县财经工委) where the line ends with the bracket."""
    comma = max(value.rfind(mark, bracket, end) for mark in ",;")
    if comma < 0:
        return False
    if value[bracket - 1 : bracket] in _SENTENCE_ENDS and value[end - 1] in _DONE:
        return is_time(value, comma + 1, end)
    if not ends_line:
        return False
    first = min(place for mark in ",;" if (place := value.find(mark, bracket, end)) > 0)
    return says_when(value, comma + 1, end) or (
        value[bracket + 1].isdecimal() and says_when(value, bracket + 1, first)
    )


def _last_sentence(value: str, verb_end: int, done: int) -> Stretch | None:
    """The last sentence of a paragraph, if a verb ends it: 省发改委牵头,省财政厅配合。"""
    reach = min(len(value), verb_end + _LONGEST_TAIL + 1)
    line = value.find("\n", verb_end, reach)
    if line < 0 and reach - verb_end > _LONGEST_TAIL:
        return None
    line = reach if line < 0 else line
    stop = value.find("。", verb_end, line)
    end = line if stop < 0 else stop + 1
    if end != line:
        return None
    low = max(done, verb_end - LONGEST_HEAD)
    start = max(value.rfind(mark, low, verb_end) for mark in "。;\n")
    if start < 0 or value[start] == "\n" or ":" in value[start:verb_end]:
        return None
    return start + 1, end


def _speaks_of_roles(value: str, start: int, end: int) -> bool:
    """Whether names and verbs can be all that the stretch holds: a verb ends it, or what stands before a mark."""
    return ends_with_verb(value, start, end) or any(
        ends_with_verb(value, start, mark.start()) for mark in STATEMENT.finditer(value, start, end)
    )


def _says_more(value: str, start: int, end: int) -> bool:
    """Whether a sentence also says what is done by when: 4月底前完成造林10万亩. It is wording of the item then."""
    return any(
        is_time(value, begin, stop) and not _BY_WHEN.search(value, begin, stop)
        for begin, stop, _, _ in pieces(value, start, end)
    )


def is_whole(value: str, start: int, end: int) -> bool:
    """Whether a sentence says nothing but who does it: every name is a body's, and a verb closes it."""
    read = read_shares(value, start, end, None)
    names = [name for share in read.shares for name in share.names]
    return (
        bool(read.verbs)
        and not read.odd
        and all(ends_like_body(value, *name) and not is_told(value, *name) for name in names)
    )
