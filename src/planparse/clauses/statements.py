"""Sentences of prose that say who leads, and stay in the item's text.

>>> from planparse.literals import positions
>>> value = "1.巡检。由国网龙岩供电公司牵头,组织各县供电公司开展巡检。\\n2.协调。省发展改革委和省林业局为电网改造的总牵头单位。"
>>> for clause in find_statements(value, [], positions(value, "牵头")):
...     for share in clause.shares:
...         print(share.role, [value[start:end] for start, end in share.names])
lead ['国网龙岩供电公司']
lead ['省发展改革委', '省林业局']

Only the last sentence of a paragraph that has no clause of its own is read so, or the one that opens it, behind its
heading if it has one: 县水利局牵头,县财政局配合,4月底前清淤10条河道。 Only names of bodies are taken.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Final

from planparse.clauses.fields import Clause
from planparse.clauses.pieces import Stretch
from planparse.clauses.shares import Share, ends_with_verb, read_shares
from planparse.clauses.units import ends_like_body, name_stretches
from planparse.clauses.verbal import SUBJECT, is_whole
from planparse.patterns import lazily

_LONGEST: Final = 200
_LONGEST_OPENING: Final = 120
"""Characters of a line before the verb that its opening sentence has: the number, the heading and the names."""
_LONGEST_HEADING: Final = 45
_ENDINGS: Final = ("牵头单位", "牵头部门")
_AS: Final = lazily(r"(?P<names>[^。;:,为\n]{2,80})为[^。;:,\n]{0,60}牵头(?:单位|部门)$")
_BY: Final = lazily(
    r"由(?P<names>[^。;:,\n]{2,60}?)(?:负责牵头|牵头负责|牵头),(?=[^。\n]{0,400}+。?(?:\n|$))"
)
_NUMBER: Final = lazily(r"\(?(?:\d{1,3}|[一二三四五六七八九十]{1,3})[).、)] ?|[①-⑳]")
_MARKS: Final = frozenset(",。;:\n")
_MARK: Final = lazily(r"[,。;:\n]")
_OPENING: Final = ("牵头", "负责")
_JOINED: Final = ("会同", "联合")
_LONGEST_OF_MOTTO: Final = 4
_SHORTEST: Final = 3
"""Characters of a body's name; 政府, 企业 and 社会 are none's."""


def find_statements(
    value: str, clauses: Sequence[Clause], leads: Sequence[int], verbs: Sequence[int] = ()
) -> Iterator[Clause]:
    """The statements of a normalised text, in order; `clauses` are those that were found already, `leads` where 牵头 stands.

    `verbs` are where those stand that say what bodies do, before a mark and outside brackets.
    """
    found: list[Clause] = []
    if any(value.startswith(",", place + 2) for place in leads):
        for match in _BY.finditer(value):
            if match.start() == 0 or value[match.start() - 1] in "。;\n":
                found += _led(value, *match.span(), match.span("names"))
    for place in verbs:
        opening = _opening(value, place) if value.startswith(_OPENING, place) else None
        if opening is not None:
            found.append(opening)
    for place in leads:
        if not value.startswith(_ENDINGS, place):
            continue
        end = place + 4
        if value[end : end + 1] not in ("。", "\n", "") or (
            value[end - 2] == "单" and value[place - 1] not in "总的"
        ):
            continue
        line = value.rfind("\n", 0, place) + 1
        start = max(value.rfind("。", line, place) + 1, line, place - _LONGEST)
        said = _AS.match(value, start, end)
        if said is not None:
            found += _led(value, start, end, said.span("names"))
    number = done = 0
    for clause in sorted(found, key=lambda one: (one.start, -len(one.shares))):
        line, stop = value.rfind("\n", 0, clause.start) + 1, value.find("\n", clause.end)
        stop = len(value) if stop < 0 else stop
        while number < len(clauses) and clauses[number].end <= line:
            number += 1
        alone = number == len(clauses) or clauses[number].start >= stop
        if alone and clause.start >= done:
            done = clause.end
            yield clause


def _led(value: str, start: int, end: int, names: Stretch) -> Iterator[Clause]:
    """A statement that the bodies named lead; none where another name is among them."""
    bodies = name_stretches(value, *names)
    if bodies and all(ends_like_body(value, *body) for body in bodies):
        yield Clause(start, end, (Share("lead", tuple(bodies)),), kept=True)


def _opening(value: str, verb: int) -> Clause | None:
    """The sentence that opens a paragraph, or stands behind its heading, and begins with who leads or is responsible."""
    low = max(0, verb - _LONGEST_OPENING)
    line = value.rfind("\n", low, verb) + 1
    if not line and low:
        return None
    start = max(line, value.rfind("。", line, verb) + 1)
    if start - line > _LONGEST_HEADING or value.find("。", line, start - 1) >= 0:
        return None
    if start == line:
        number = _NUMBER.match(value, start)
        start = number.end() if number else start
    names = SUBJECT.match(value, start, verb)
    begin = names.end() if names else start
    stop = _verb_end(value, verb)
    if value[stop : stop + 1] not in _MARKS or not ends_like_body(value, begin, verb):
        return None
    if not _is_told_of_bodies(value, begin, stop):
        return None
    while value[stop : stop + 1] == ",":
        mark = _MARK.search(value, stop + 1, start + _LONGEST)
        if mark is None:
            break
        begun = stop + 1 if ends_with_verb(value, stop + 1, mark.start()) else begin
        if begun == begin and not value.startswith(_JOINED, stop + 1):
            break
        if not _is_told_of_bodies(value, begun, mark.start()):
            if begun > begin and mark.start() - begun <= _LONGEST_OF_MOTTO:
                return None  # 政府负责,部门配合,社会参与
            break
        stop = mark.start()
    said = value[stop : stop + 1] == "。" and start > line
    return Clause(start, stop + said, read_shares(value, begin, stop, None).shares, kept=not said)


def _is_told_of_bodies(value: str, start: int, end: int) -> bool:
    """Whether the stretch says nothing but what bodies do, of which each has a name: not 政府牵头, nor 各单位按照“三包”负责."""
    return is_whole(value, start, end) and all(
        _has_a_name(value[slice(*name)])
        for share in read_shares(value, start, end, None).shares
        for name in share.names
    )


def _has_a_name(body: str) -> bool:
    return "“" not in body and (body[0] == "各" or (len(body) >= _SHORTEST and not body.endswith("企业")))


def _verb_end(value: str, verb: int) -> int:
    """Where 牵头, 牵头负责, 负责 ends."""
    end = verb + 2
    return end + 2 if value.startswith("负责", end) else end
