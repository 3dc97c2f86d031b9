"""Who is to do it.

>>> value = "修路。(牵头单位:市交通局;责任单位:市财政局、各镇(街道))架桥。(县水利局负责)"
>>> for clause in find_responsibilities(value):
...     for share in clause.shares:
...         print(share.role, [value[start:end] for start, end in share.names])
lead ['市交通局']
responsible ['市财政局', '各镇(街道)']
responsible ['县水利局']

A clause is a label with a colon and the names behind it: in brackets of any kind, at the start of a line, or
behind the end of a sentence; or names and verbs in brackets, or as the last sentence of a paragraph.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple, cast

from planparse.clauses.shares import Share, are_bodies, ends_with_verb, is_time, is_told, read_shares
from planparse.clauses.units import Stretch, ends_like_body
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Role
from planparse.vocab import alternation, words

LONGEST_CLAUSE = 1500
"""Characters: a bracket that is not closed by then is not a clause's."""

_LONGEST_HEAD = 200
_LONGEST_TAIL = 40
_BRACKET = re.compile(r"[()\[\]〔〕【】〈〉{}]")
_OPEN = frozenset("([〔【〈{")
_CLOSERS = ")]〕】〉}"
_BOUNDARY = frozenset("\n。;!?)】〕] :,")
_LIST_MARKS = " \t-*#.·•"
_CUE = re.compile(
    r"(?:牵头|负责|配合|参与|参加|落实|协助|协同|指导|承办|主办|主责|协办|实施|支持|負責|办理|抓总|为主)(?=[)\]〕】〉},;、。\n]|\Z)"
)
"""A verb, and behind it what may stand behind one that closes a clause."""
_FURTHER = re.compile(r"[:】\]]")
"""What stands behind every label."""
_BEHIND_LABEL = frozenset("]】* ")
"""What may stand between a label and its colon."""
_LONGEST_LABEL = 24
_BEHIND = 5  # characters: two brackets or asterisks more, a space and a colon
_UNKNOWN = re.compile(r"[;,。(\[〔【\n] ?(?P<label>[\u4e00-\u9fff]{2,10}):")
_LONGEST_PREFIX = 4
_DONE = frozenset("前底末成进持实展")
"""How 6月底前, 6月底前完成 and 持续推进 end at the end of a bracket."""
_SENTENCE_ENDS = frozenset("。;\n")
_PLACES = frozenset("省市县区州盟旗镇乡村")
_STATEMENT = lazily(r"[,;。、(〔\[【〈]")


class Clause(NamedTuple):
    """`value[start:end]` with its brackets, and what it says."""

    start: int
    end: int
    shares: tuple[Share, ...]
    people: tuple[tuple[str, Stretch], ...] = ()
    """the label, and where the names of persons stand"""
    times: tuple[Stretch, ...] = ()
    """what stands behind 完成时限"""
    rule: str = ""
    """`lead_rule` or `comma_rule` where the clause says that the first-named lead, from here on"""
    rule_span: Stretch = (0, 0)
    scope_span: Stretch = (0, 0)
    """a statement about all tasks, which adds no unit to this one"""
    commas: tuple[int, ...] = ()
    """where commas stand between names"""
    kept: bool = False
    """whether it is a sentence of the item, which stays in its text"""


_clause = quick(Clause)


def find_responsibilities(value: str) -> list[Clause]:
    """Every responsibility clause of a normalised text, in order."""
    found: list[Clause] = []
    taken: list[Stretch] = []
    done = 0
    for match in _labels_in(value, 0, len(value)):
        if match.start() < done or match["label"] in _others() or not is_label(value, match):
            continue
        first = (match.start("label"), match.end(), match["label"])
        bracket = _enclosing(value, _label_start(value, match.start()), done)
        if bracket is not None:  # (办公室牵头,宣传部配合;完成时限:6月): the clause begins with its bracket
            end = _closing(value, bracket)
            stretch: tuple[int, int, int] | None = (
                bracket,
                end - (value[end - 1] in _CLOSERS),
                end,
            )
            first = (bracket + 1, bracket + 1, "")
        else:
            stretch = _stretch(value, match, done)
        if stretch is None:
            continue
        start, inner_end, done = stretch
        taken.append((start, done))
        clause = _read(value, start, done, first, inner_end)
        if clause is not None:
            found.append(clause)
    verbal = _verbal(value, taken)
    found = sorted(found + verbal) if verbal else found
    timed = list(_timed(value, found))
    return sorted(found + timed) if timed else found


def _labels_in(value: str, start: int, end: int) -> list[re.Match[str]]:
    """The labels in `value[start:end]`, in order, looked for only before a colon or a closing bracket."""
    found: list[re.Match[str]] = []
    endings = _label_endings()
    done = start
    for mark in positions(value, ":", "】", "]", start=start, end=end):
        stop = mark
        while stop > done and value[stop - 1] in _BEHIND_LABEL:
            stop -= 1
        if stop - 2 < done or (value[stop - 1] != ")" and value[stop - 2 : stop] not in endings):
            continue
        label = _label().search(value, max(done, stop - _LONGEST_LABEL), min(end, mark + _BEHIND))
        if label is not None:
            found.append(label)
            done = label.end()
    return found


def _verbal(value: str, taken: list[Stretch]) -> list[Clause]:
    """Clauses of names and verbs without a label: in brackets, or a paragraph's last sentence."""
    found: list[Clause] = []
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
            stretch = (bracket, _closing(value, bracket))
            inner = (bracket + 1, stretch[1] - (value[stretch[1] - 1] in _CLOSERS))
        else:
            sentence = _last_sentence(value, cue.end(), done)
            if sentence is None:
                continue
            stretch = inner = sentence
        if any(begin < stretch[1] and stretch[0] < end for begin, end in taken[number : number + 1]):
            continue
        done = stretch[1]
        if not _speaks_of_roles(value, *inner):
            continue
        clause = _read(value, *stretch, (inner[0], inner[0], ""), inner[1])
        if clause is None or not clause.shares or not are_bodies(value, clause.shares):
            continue
        if bracket is not None or _is_whole(value, *inner):
            found.append(clause)
    return found


def _timed(value: str, found: list[Clause]) -> Iterator[Clause]:
    """Brackets that end a sentence and hold bodies, and behind them by when: (市金融局、各区政府,2023年6月底前完成)."""
    done = 0
    for end in positions(value, ")", "〕", "]"):
        if value[end - 1] not in _DONE:
            continue
        bracket = open_before(value, end - 1, done)
        if bracket is None or value[bracket - 1 : bracket] not in _SENTENCE_ENDS:
            continue
        stop = end + 1
        comma = max(value.rfind(mark, bracket, end) for mark in ",;")
        near = bisect_right(found, stop - 1, key=lambda clause: clause.start) - 1
        free = near < 0 or found[near].end <= bracket
        if comma < 0 or not free or not is_time(value, comma + 1, end):
            continue
        done = stop
        clause = _read(value, bracket, stop, (bracket + 1, bracket + 1, ""), end)
        names = [name for share in clause.shares for name in share.names] if clause else []
        if clause is not None and names and all(_is_office(value, *name) for name in names):
            yield clause


def _is_office(value: str, start: int, end: int) -> bool:
    """Whether a name is that of a body, and not of a place."""
    return ends_like_body(value, start, end) and (value[start] == "各" or value[end - 1] not in _PLACES)


def open_before(value: str, position: int, done: int) -> int | None:
    """The bracket that stands open before a position on its line, at most a clause's length back."""
    depth = 0
    for mark in reversed(list(_BRACKET.finditer(value, max(done, position - _LONGEST_HEAD), position))):
        if value.find("\n", mark.start(), position) >= 0:
            return None
        if mark[0] in _OPEN:
            if depth == 0:
                return mark.start()
            depth -= 1
        else:
            depth += 1
    return None


def _last_sentence(value: str, verb_end: int, done: int) -> Stretch | None:
    """The last sentence of a paragraph, if a verb ends it: 省发改委牵头,省财政厅配合。"""
    line = value.find("\n", verb_end)
    line = len(value) if line < 0 else line
    stop = value.find("。", verb_end, line)
    end = line if stop < 0 else stop + 1
    if end != line or end - verb_end > _LONGEST_TAIL:
        return None
    low = max(done, verb_end - _LONGEST_HEAD)
    start = max(value.rfind(mark, low, verb_end) for mark in "。;\n")
    if start < 0 or value[start] == "\n" or ":" in value[start:verb_end]:
        return None
    return start + 1, end


def _speaks_of_roles(value: str, start: int, end: int) -> bool:
    """Whether names and verbs can be all that the stretch holds: a verb ends it, or what stands before a mark."""
    return ends_with_verb(value, start, end) or any(
        ends_with_verb(value, start, mark.start()) for mark in _STATEMENT.finditer(value, start, end)
    )


def _is_whole(value: str, start: int, end: int) -> bool:
    """Whether a sentence says nothing but who does it: every name is a body's, and a verb closes it."""
    read = read_shares(value, start, end, None)
    names = [name for share in read.shares for name in share.names]
    return (
        bool(read.verbs)
        and not read.odd
        and all(ends_like_body(value, *name) and not is_told(value, *name) for name in names)
    )


def _stretch(value: str, label: re.Match[str], done: int) -> tuple[int, int, int] | None:
    """Where the clause of a label begins, where its names end, and where it ends; None where the label opens none."""
    start = _label_start(value, label.start())
    while start > done and value[start - 1] in "* ":
        start -= 1
    before = value[start - 1] if start > 0 else "\n"
    if before in _OPEN and label["boxed"] is None:
        start -= 1
        end = _closing(value, start)
        return start, end - (value[end - 1] in _CLOSERS), end
    if before in _OPEN:  # 【责任单位】市发改委
        start -= 1
        before = value[start - 1] if start > 0 else "\n"
        if before not in _BOUNDARY:
            return None
    if before in _LIST_MARKS:
        line = value.rfind("\n", max(0, start - 8), start) + 1
        if not value[line:start].strip(_LIST_MARKS):
            start = line
        elif before != " ":
            return None
    elif before not in _BOUNDARY:
        return None
    end = _line_end(value, label.end())
    return start, end, end


def _label_start(value: str, start: int) -> int:
    """Where a label begins with the level before it: 市级责任单位."""
    return (
        start - 2 if start > 1 and value[start - 1] == "级" and value[start - 2] in "省市县区州镇" else start
    )


def is_label(value: str, label: re.Match[str]) -> bool:
    """Whether a label with a bracket in place of the colon has one before it: 【责任单位】, but not 园区)配合]."""
    if value[label.end() - 1] == ":":
        return True
    start = _label_start(value, label.start())
    return start > 0 and value[start - 1] in "【[*"


def _enclosing(value: str, position: int, done: int) -> int | None:
    """The bracket that stands open before a label that follows a mark."""
    if position == 0 or value[position - 1] not in ",;。、":
        return None
    return open_before(value, position, done)


def _closing(value: str, start: int, longest: int = LONGEST_CLAUSE) -> int:
    """Behind the bracket that closes the one at `start`; the line's end where none does."""
    depth = 0
    line_end = value.find("\n", start)
    limit = min(len(value) if line_end < 0 else line_end, start + longest)
    for match in _BRACKET.finditer(value, start, limit):
        if match[0] in _OPEN:
            depth += 1
        else:
            depth -= 1
            if depth == 0:
                return match.end()
    return limit


def _line_end(value: str, start: int) -> int:
    """Where a clause without brackets ends: at the line's end or with its sentence."""
    end = value.find("\n", start)
    end = len(value) if end < 0 else end
    stop = value.find("。", start, end)
    end = stop + 1 if stop >= 0 else end
    further = _further().search(value, start, end)
    return further.start() + 1 if further else end


def _read(value: str, start: int, end: int, first: tuple[int, int, str], inner_end: int) -> Clause | None:
    """Read the fields between the first label, which may be empty, and `inner_end`."""
    roles, vocabulary = _roles(), words("responsibilities")
    fields = [first]
    if _FURTHER.search(value, first[1], inner_end):
        fields = _fields(value, first, inner_end)
    shares: list[Share] = []
    people: list[tuple[str, Stretch]] = []
    times: list[Stretch] = []
    commas: list[int] = []
    rule, rule_span, scope_span = "", (start, start), (start, start)
    for number, (opened, body, name) in enumerate(fields):
        stop = fields[number + 1][0] if number + 1 < len(fields) else inner_end
        scope = _scope().search(value, body, stop) if value.find("不再", body, stop) >= 0 else None
        if scope is not None:
            scope_span = (scope.start(), stop)
            stop = scope.start()
        said = _said_rule(value, body, stop)
        behind: Stretch = (stop, stop)
        if said is not None:
            rule = _rule_of(said)
            rule_span = _sentence(value, said.start(), body, stop)
            bracket = rule_span[0] - 1
            if bracket >= body and value[bracket] in _OPEN:  # 甲厅(列第一位的为牵头单位)、乙厅
                closed = min(_closing(value, bracket), stop)
                rule_span, behind = (bracket + 1, max(bracket + 1, closed - 1)), (closed, stop)
            stop = rule_span[0]
        while stop > body and value[stop - 1] in "([〔【〈 ,;。、\n":
            stop -= 1
        if name in vocabulary["people"]:
            people.append((name, (body, stop)))
        elif name in _time_labels():
            times.append((body, stop))
        elif not name or name in roles or name in vocabulary["open_labels"]:
            listed = read_shares(value, body, stop, roles.get(name)).shares
            beside = _beside(value, opened, body)
            if beside in vocabulary["people"]:
                listed, persons = _with_persons(value, listed)
                people += [(beside, person) for person in persons]
            shares += listed
            if behind[0] < behind[1]:
                shares += read_shares(value, *behind, roles.get(name)).shares
            comma = value.find(",", body, stop)
            while comma >= 0:
                commas.append(comma)
                comma = value.find(",", comma + 1, stop)
    if not (shares or rule or people or times or first[2]):
        return None  # but a label without names (责任单位:/) is a clause
    return _clause(
        start, end, tuple(shares), tuple(people), tuple(times), rule, rule_span, scope_span, tuple(commas)
    )


def legend(value: str, start: int, end: int) -> str:
    """`lead_rule` or `comma_rule` where the stretch says that the first-named lead; else nothing."""
    said = _said_rule(value, start, end)
    return _rule_of(said) if said is not None else ""


def _fields(value: str, first: tuple[int, int, str], end: int) -> list[tuple[int, int, str]]:
    """Each field of a clause: where its label begins, where it ends, and the label; `?` for one that is not known."""
    known = [label for label in _labels_in(value, first[1], end) if is_label(value, label)]
    fields = [first]
    for label in known:
        start = _label_start(value, label.start())
        begin = max(value.rfind(mark, fields[-1][1], start) for mark in ";,。 ") + 1
        if 0 < begin < start <= begin + _LONGEST_PREFIX and not ends_like_body(value, begin, start):
            start = begin  # 推进时限, 计划完成时间
        fields.append((start, label.end(), label["label"]))
    bodies = {body for _, body, _ in fields}
    unknown = [
        (match.start("label"), match.end(), "?")
        for match in _UNKNOWN.finditer(value, max(0, first[1] - 1), end)
        if match.end() not in bodies and _names_no_body(value, *match.span("label"))
    ]
    return [first, *sorted(fields[1:] + unknown)] if unknown else fields


def _names_no_body(value: str, start: int, end: int) -> bool:
    """Whether what stands before a colon is a field's label: 任务来源, 验收单位, and not 市教育局."""
    return not ends_like_body(value, start, end) or value.endswith(("单位", "部门", "机构"), start, end)


def _beside(value: str, start: int, body: int) -> str:
    """What a label says in brackets of what stands behind each name: 责任人 of 责任单位(责任人)."""
    return value[value.rfind("(", start, body) + 1 : body - 2] if value[body - 2 : body] == "):" else ""


def _with_persons(value: str, shares: tuple[Share, ...]) -> tuple[tuple[Share, ...], list[Stretch]]:
    """The shares without the brackets behind the names, and where the persons in these stand."""
    persons: list[Stretch] = []
    bare: list[Share] = []
    for share in shares:
        names: list[Stretch] = []
        for start, end in share.names:
            opening = value.rfind("(", start, end) if value[end - 1] == ")" else -1
            names.append((start, opening if opening > start else end))
            if opening > start:
                persons.append((opening + 1, end - 1))
        bare.append(share._replace(names=tuple(names)))
    return tuple(bare), persons


def _said_rule(value: str, start: int, end: int) -> re.Match[str] | None:
    cued = any(value.find(cue, start, end) >= 0 for cue in ("位", "第一", "首"))
    return _legend().search(value, start, end) if cued else None


def _rule_of(said: re.Match[str]) -> str:
    return "comma_rule" if said["comma"] else "lead_rule"


def enclosed(value: str, bracket: int) -> Clause | None:
    """A bracket that lists bodies and says that the first-named lead, with no label or verb; None where it is none."""
    end = _closing(value, bracket, _LONGEST_HEAD)
    clause = _read(value, bracket, end, (bracket + 1, bracket + 1, ""), end - (value[end - 1] in _CLOSERS))
    return clause if clause is not None and clause.rule and are_bodies(value, clause.shares) else None


def _sentence(value: str, at: int, start: int, end: int) -> Stretch:
    """The statement inside a clause that holds `at`: from the mark before it to the end."""
    begin = max((mark.end() for mark in _STATEMENT.finditer(value, start, at)), default=start)
    return begin, end


@cache
def _roles() -> dict[str, Role]:
    groups = words("responsibilities")["roles"]
    return {label: cast(Role, role) for role, group in groups.items() for label in group["labels"]}


@cache
def _time_labels() -> frozenset[str]:
    return frozenset(words("deadlines")["labels"])


@cache
def _openers() -> list[str]:
    vocabulary = words("responsibilities")
    return [*_roles(), *vocabulary["people"], *vocabulary["open_labels"], *_time_labels()]


@cache
def _others() -> frozenset[str]:
    return frozenset(words("responsibilities")["other_labels"])


@cache
def _label_endings() -> frozenset[str]:
    """What labels end with: two characters."""
    return frozenset(label[-2:] for label in [*_openers(), *_others()])


@cache
def _label() -> re.Pattern[str]:
    labels = alternation([*_openers(), *_others()])
    return re.compile(
        rf"(?P<label>{labels})(?:\((?P<beside>[^()\n:]{{2,6}})\))?(?:[\]】*]{{0,3}} ?:|(?P<boxed>[】\]]))"
    )


@cache
def _further() -> re.Pattern[str]:
    """A mark behind a list, and a word with which the item's text goes on."""
    return re.compile(f"[;,](?={alternation(words('responsibilities')['goes_on'])})")


@cache
def _legend() -> re.Pattern[str]:
    vocabulary = words("responsibilities")
    first, comma = vocabulary["lead_rules"]["names"], vocabulary["comma_rules"]["names"]
    return re.compile(f"(?P<first>{alternation(first)})|(?P<comma>{alternation(comma)})")


@cache
def _scope() -> re.Pattern[str]:
    """A statement from its opening (以下均需, 具体任务) or its sentence's start to 不再列出."""
    scopes = alternation(words("responsibilities")["scopes"]["names"])
    return re.compile(rf"(?:(?:以下|以上|具体任务|上述|各项)[^。;]{{0,80}}?)?{scopes}")
