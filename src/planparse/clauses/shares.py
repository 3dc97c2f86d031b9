"""A list of bodies with verbs in it: who leads, who is responsible, who supports.

>>> value = "省工业和信息化厅牵头,省发展改革委、省财政厅等部门配合"
>>> for share in read_shares(value, 0, len(value), None).shares:
...     print(share.role, [value[start:end] for start, end in share.names])
lead ['省工业和信息化厅']
supporting ['省发展改革委', '省财政厅']

A verb speaks of the names before it, back to the verb before. Names behind the last verb have the role of the label;
without one they are responsible.
"""

from __future__ import annotations

from functools import cache
from typing import Final, NamedTuple, cast

from planparse.clauses.pieces import Stretch, pieces
from planparse.clauses.units import collect, ends_like_body, names_of
from planparse.clauses.when import TRAILING, date_from, is_read_anywhere, is_time, side_by_side
from planparse.literals import Words
from planparse.patterns import lazily
from planparse.quick import quick
from planparse.records import Role
from planparse.vocab import words

LONGEST_NAME: Final = 40

_NO_NAMES: Final = frozenset({"下同", "余同"})
_SENTENCE: Final = lazily(r"(?<!所)在|(?<!自)由|以(?![上下内外])")
_SENTENCE_OPENINGS: Final = ("该", "本项目", "本方案", "此")
_HEAD: Final = lazily(r"等(?:有关|相关|职能|主管)?(?:部门|单位)")
_FIELD: Final = lazily(r"[\u4e00-\u9fff]{2,8}")
_LEVELS: Final = frozenset("省市县区州盟旗镇乡")
_LONGEST_ROLE: Final = 40
"""Characters of a role in brackets, with them: far more than any has."""
_OPENERS: Final = {")": "(", "]": "[", "】": "【", "〕": "〔"}
SECOND_VERBS: Final = "组织|协调|推进|推动|办理|开展|完成|统筹|承办|督促|落实|实施"
"""What a verb that assigns may bid, as alternatives of a pattern."""
_SECOND_VERBS: Final = tuple(SECOND_VERBS.split("|"))
_COMPOSED: Final = lazily(
    rf"(?P<verb>牵头|负责|主责)(?:(?:具体|统一|总体)?(?:{SECOND_VERBS})){{1,3}}[ 。.、,;:]*$"
)
"""A verb that assigns and what it bids: 负责组织协调, 牵头推动落实."""


class Share(NamedTuple):
    """The names of one role in a clause."""

    role: Role
    names: tuple[Stretch, ...]


_share: Final = quick(Share)


class Shares(NamedTuple):
    """The shares of a list, whether a verb gave one, and how many pieces are neither name nor time."""

    shares: tuple[Share, ...]
    verbs: int
    odd: int
    times: tuple[Stretch, ...] = ()
    """what says by when, as the last of a list does: 2023年9月, 持续推进"""
    unread: tuple[Stretch, ...] = ()
    """what stands among the names, and is neither name nor time"""


_shares: Final = quick(Shares)


def read_shares(value: str, start: int, end: int, role: Role | None) -> Shares:
    """Read the list `value[start:end]`; `role` is its label's, where it has one."""
    found: list[Share] = []
    waiting: list[Stretch] = []
    times: list[Stretch] = []
    unread: list[Stretch] = []
    verbs = odd = 0
    all_plain = True

    for begin, stop, joints, plain in pieces(value, start, end):
        if plain:
            waiting.append((begin, stop))
            if role is not None and value[stop : stop + 1] in (",", ";"):
                found.append(_told(value, role, waiting, all_plain))
                waiting, all_plain = [], True
            continue
        all_plain = False
        alone = _role_in_bracket(value, begin, stop) if value[stop - 1 : stop] in _OPENERS else None
        if alone is not None:
            found.append(alone)
            continue
        name_end, said = _verb(value, begin, stop)
        if name_end <= begin and said is None:
            continue
        when = date_from(value, begin, stop) if said is None else None
        if when is not None:
            times.append((when, stop))
            name_end = when
        elif is_time(value, begin, name_end):
            if not is_read_anywhere(value, begin, name_end):
                unread.append((begin, name_end))
            name_end = begin
        for name in names_of(value, begin, name_end, joints) if name_end > begin else ():
            if name[1] - name[0] > LONGEST_NAME:
                odd += 1
            else:
                waiting.append(name)
        if said is None and waiting and role is not None and value[stop : stop + 1] in (",", ";"):
            found.append(_told(value, role, waiting, all_plain))  # what follows may have a verb of its own
            waiting, all_plain = [], True
        if said is not None:
            verbs += 1
            again = _named_again(value, waiting) if said == "lead" and len(waiting) > 1 else None
            if again is not None:  # 教育部、财政部,教育部牵头
                waiting, last = again
                found.append(_told(value, role or "responsible", waiting, all_plain))
                waiting = [last]
            if waiting:
                found.append(_told(value, said, waiting, all_plain))
                waiting, all_plain = [], True
    if verbs and waiting and role is None and not all(ends_like_body(value, *name) for name in waiting):
        odd += len(waiting)
        unread += [name for name in waiting if value[slice(*name)] not in _NO_NAMES]
        waiting = []
    if waiting:
        found.append(_told(value, role or "responsible", waiting, all_plain))
    merged = _merged(found) if len(found) > 1 else found
    return _shares(
        tuple(merged), verbs, odd, tuple(side_by_side(value, times) if times else ()), tuple(unread)
    )


def _told(value: str, role: Role, names: list[Stretch], plain: bool) -> Share:
    """The names that waited for a role; what is one collective name is joined, unless all are plain."""
    return _share(role, tuple(names if plain or len(names) < 2 else collect(value, names)))


def _named_again(value: str, names: list[Stretch]) -> tuple[list[Stretch], Stretch] | None:
    """The others and the last, where the last repeats one of the list before it, which alone the verb speaks of."""
    last = names[-1]
    others = [name for name in names[:-1] if value[slice(*name)] != value[slice(*last)]]
    return (others, last) if others and len(others) < len(names) - 1 else None


def _merged(shares: list[Share]) -> list[Share]:
    """Neighbours of one role as one share."""
    merged: list[Share] = []
    for share in shares:
        if merged and merged[-1].role == share.role:
            merged[-1] = Share(share.role, merged[-1].names + share.names)
        else:
            merged.append(share)
    return merged


def are_bodies(value: str, shares: tuple[Share, ...]) -> bool:
    """Whether the names are those of bodies, where no label says so: most of them end like one's."""
    names = [name for share in shares for name in share.names]
    if not names or not ends_like_body(value, *names[0]) or is_told(value, *names[0]):
        return False
    return len([name for name in names if ends_like_body(value, *name)]) * 3 >= len(names) * 2


def are_summed_up(value: str, shares: tuple[Share, ...]) -> bool:
    """Whether the names are fields of work that share one head, here or there: 县教育、公安、住建等部门."""
    names = [name for share in shares for name in share.names]
    return (
        len(names) > 1
        and value[names[0][0]] in _LEVELS
        and not any(is_told(value, *name) for name in names)
        and all(_have_head(value, share.names) for share in shares)
    )


def _have_head(value: str, names: tuple[Stretch, ...]) -> bool:
    """Whether each name ends like a body's, or 等部门 behind the last is the head of all."""
    if all(ends_like_body(value, *name) for name in names):
        return True
    headed = _HEAD.match(value, names[-1][1]) or value.endswith("部门", *names[-1])
    return bool(headed) and all(_FIELD.fullmatch(value, *name) for name in names)


def is_told(value: str, start: int, end: int) -> bool:
    """Whether a name has words of a sentence in it: 该政策在全市各区县, 以有关学校."""
    return bool(_SENTENCE.search(value, start, end)) or value.startswith(_SENTENCE_OPENINGS, start, end)


def ends_with_verb(value: str, start: int, end: int) -> bool:
    """Whether the stretch ends with a verb that assigns."""
    while start < end and value[end - 1] in TRAILING:
        end -= 1
    if value.endswith(_SECOND_VERBS, start, end) and _COMPOSED.search(value, start, end):
        return True
    return _verbs().closes(value, start, end) and not value.endswith(_names_like_verbs(), start, end)


def _verb(value: str, start: int, end: int) -> tuple[int, Role | None]:
    """Where the verb of a piece begins and its role; the piece's end and None where it has none."""
    while start < end and value[end - 1] in TRAILING:
        end -= 1
    if value.endswith(_SECOND_VERBS, start, end):
        composed = _COMPOSED.search(value, start, end)
        if composed is not None:
            return composed.start(), "lead" if composed["verb"] in ("牵头", "主责") else "responsible"
    verb = _verbs().closing(value, start, end)
    if not verb or value.endswith(_names_like_verbs(), start, end):
        return end, None
    return end - len(verb), _roles()[verb]


def _role_in_bracket(value: str, start: int, end: int) -> Share | None:
    """A name with its own role in brackets behind it: 县教育局(牵头)."""
    opening = value.rfind(_OPENERS[value[end - 1]], max(start, end - _LONGEST_ROLE), end)
    if opening < 0:
        return None
    role = _bracketed_roles().get(value[opening + 1 : end - 1])
    names = names_of(value, start, opening, ()) if role is not None else []
    return _share(role, (names[0],)) if role is not None and len(names) == 1 else None


@cache
def _roles() -> dict[str, Role]:
    groups = words("responsibilities")["verbs"]
    return {verb: cast(Role, role) for role, group in groups.items() for verb in group["names"]}


@cache
def _bracketed_roles() -> dict[str, Role]:
    groups = words("responsibilities")["roles"]
    labels = {label: cast(Role, role) for role, group in groups.items() for label in group["labels"]}
    return labels | _roles()


@cache
def _verbs() -> Words:
    return Words(_roles())


@cache
def _names_like_verbs() -> tuple[str, ...]:
    return tuple(words("responsibilities")["names_like_verbs"]["names"])
