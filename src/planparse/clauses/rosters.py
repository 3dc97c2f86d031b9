"""Rosters: who sits in a leading group.

>>> value = "组长:陈细钿\\n副组长:梁新钦、叶浩宁\\n成员单位:农林水务局、财政分局\\n主要职责:负责推进。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('陈细钿',), '副组长': ('梁新钦', '叶浩宁'), '成员单位': ('农林水务局', '财政分局')}
>>> value = "组长:XX 党委书记 副组长:XX 党委委员、副镇长 XX 副镇长 成员:XX 党建办负责人 领导小组下设办公室,设主任1名。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('XX 党委书记',), '副组长': ('XX 党委委员、副镇长', 'XX 副镇长'), '成员': ('XX 党建办负责人',)}
>>> value = "组长:张建国 县长\\n副组长:李 强(副县长)\\n王小明(县政府办主任)\\n成员:县教育局,各镇\\n领导小组下设办公室,由李强负责。"
>>> next(find_rosters(value, 0, len(value))).roles
{'组长': ('张建国 县长',), '副组长': ('李强(副县长)', '王小明(县政府办主任)'), '成员': ('县教育局', '各镇')}

A role's label stands at the start of a line or behind a space, its names up to the next label. Where names and posts
are run together by spaces, a name begins a person and the posts behind it belong to it. A name of two characters is
printed with a space in it, so that it is as wide as one of three. Behind the last name may stand what the group does:
a sentence, or another label.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from planparse.clauses.units import ends_like_body, split_names
from planparse.literals import positions
from planparse.patterns import lazily
from planparse.vocab import alternation, words

_HEADS = ("长:", "主任:", "总指挥:", "召集人:", "主任委员:", "组长单位:", "牵头领导:")
_LEADING = ("长", "总指挥", "主任", "召集人", "主任委员", "组长单位", "牵头领导")
_LEFT_TO_HEADINGS = frozenset({"牵头领导"})
"""A role that is printed beside tasks too: it leads a group only below a heading that names one."""
_PADDED = lazily(r"(?<![^\s、,;:。])([一-鿿〇X×*]) +([一-鿿〇X×*])(?![^\s、,;。(〔])")
_WRAPPED = 20
"""Characters behind the label: a shorter line was not broken by the page."""
_MAY_GO_ON = ("社", "会", "区", "县", "市", "乡", "镇", "村", "组")
_BROKEN = lazily(r"(?<![^\s、,;。:()〔〕])([^\s、,;。:()〔〕]+)\n([^\s、,;。:]+)")
_BRACKET = r"[(〔][^()〔〕\n]*[)〕]"
_WORD = lazily(rf"X{{2,}}(?!X|[省市县区镇乡村街州旗])|(?:{_BRACKET}|[^\s,;。!?])+")
_IN_BRACKETS = re.compile(_BRACKET)
_LIST_MARK = lazily(rf"(?:{_BRACKET}|[^、])+")
_FIRST = lazily(rf"(?:{_BRACKET}|[^\s、,;。])+")
_PLACEHOLDER = re.compile(r"X{2,}")
_APPOINTED = re.compile(r"^由(.+?)(?:同志)?(?:担任|兼任|组成)$")
_STOPS = lazily("[,。;:、]")
_LONGEST_GROUP = 60
_LONGEST_NAME = 4
_LONGEST_LINE = 20
"""Characters: a longer line that says something else than names is a sentence, if it has a full stop or not."""
_NAMED = lazily(
    r"成立了?(?:[以由][^,。;:\n]{2,40}?的)?(?P<name>[^,。;:()《》\n]{0,40}?(?:领导小组|工作小组|工作专班|专班|指挥部|工作组|委员会|协调小组))"
)
_FOUNDING = re.compile(r"^(?:组建|成立|建立|设立|健全|调整|完善|明确|加强)+(?:了|以)?")


class Roster(NamedTuple):
    """`value[start:end]` from the first label to the last name, and the names of each role as printed."""

    start: int
    end: int
    roles: dict[str, tuple[str, ...]]


def roster_labels(value: str) -> list[int]:
    """Where labels of those who lead end in a text: a part without any holds no roster."""
    return [place for place in positions(value, ":") if value.endswith(_HEADS, 0, place + 1)]


def find_rosters(value: str, start: int, end: int) -> Iterator[Roster]:
    """The rosters in `value[start:end]`, in order: the role that opens one opens the next one too."""
    labels = list(_label().finditer(value, start, end))
    while labels and _role(labels[-1]) in _beside():
        labels.pop()  # a clause behind the roster
    first = 0
    while first < len(labels):
        opening = _role(labels[first])
        behind = first + 1
        while behind < len(labels) and (
            _role(labels[behind]) != opening or _role(labels[behind - 1]) == opening
        ):
            behind += 1
        stop = _above(value, labels[behind].start("role")) if behind < len(labels) else end
        roster = _roster(value, labels[first:behind], stop)
        if roster is not None:
            yield roster
        first = behind


def find_groups(value: str, start: int, end: int, heading: str) -> Iterator[tuple[str, Roster]]:
    """The rosters in `value[start:end]` and what the groups are called; `heading` stands above the first of them."""
    before = start
    for roster in find_rosters(value, start, end):
        above = value[before : roster.start]
        name = group_name(heading if before == start else "", above)
        before = roster.end
        if name.endswith(_bodies()) or any(
            _leads(role) and role not in _LEFT_TO_HEADINGS for role in roster.roles
        ):
            yield name, roster


def split_people(value: str) -> tuple[str, ...]:
    """The persons that a line names, each with the post beside it; the whole line where it says something else.

    >>> split_people("王 强 副县长、李明"), split_people("王强(县长)、李明"), split_people("由各镇确定:名单另发")
    (('王强 副县长', '李明'), ('王强(县长)', '李明'), ('由各镇确定:名单另发',))
    """
    names, used = _names(value, 0, len(value), "")
    return names if used >= len(value.rstrip(" 、,;。")) else (value,)


def names_post(name: str, line: str) -> bool:
    """Whether a line is the post of the person whose name stands on the line above it."""
    return _is_name(name) and _is_post(line)


def group_name(heading: str, before: str) -> str:
    """The group's name: the one that the text before sets up, else the heading's without the verb that founds it.

    The line right before the roster names it, where that is a name.

    >>> group_name("组建创建工作机构", ""), group_name("加强组织领导", "成立县节水工作领导小组,由县长任组长")
    ('创建工作机构', '县节水工作领导小组')
    >>> group_name("", "附件2\\n县节水工作领导小组成员名单\\n")
    '县节水工作领导小组'
    """
    line = before.strip().rpartition("\n")[2]
    named = [match["name"] for match in _NAMED.finditer(before)]
    if _names_group(line) and not _NAMED.search(line) and not (heading and line.endswith(heading)):
        heading = line
    elif named:
        return named[-1]  # it stands nearest
    for ending in _lists():
        heading = heading.removesuffix(ending) or heading
    return _FOUNDING.sub("", heading.strip(" 《》:")) or "领导小组"


def _role(label: re.Match[str]) -> str:
    return label["role"].replace(" ", "")


def _leads(role: str) -> bool:
    return role.endswith(_LEADING)


def _above(value: str, start: int) -> int:
    """Where the line begins that names the group whose roster begins at `start`; `start` itself where none does."""
    end = value.rfind("\n", 0, start)
    line = value.rfind("\n", 0, max(end, 0)) + 1
    return line if end > 0 and _names_group(value[line:end].strip()) else start


def _names_group(line: str) -> bool:
    """Whether a line is nothing but the name of a group, or of its roster: 综合协调组, 县节水领导小组成员名单."""
    return (
        len(line) <= _LONGEST_GROUP
        and line.endswith((*_lists(), *_bodies(), "组"))
        and not _STOPS.search(line)
    )


def _roster(value: str, labels: list[re.Match[str]], end: int) -> Roster | None:
    if len(labels) < 2:
        return None
    roles: dict[str, list[str]] = {}
    first, last = labels[0].start("role"), labels[0].end()
    for index, label in enumerate(labels):
        stop = labels[index + 1].start() if index + 1 < len(labels) else max(end, label.end())
        role = _role(label)
        if role in _duties():
            continue
        names, used = _names(value, label.end(), stop, role)
        if names:
            roles.setdefault(role, []).extend(names)
            last = used
    if len(roles) < 2 or not any(map(_leads, roles)):
        return None
    return Roster(first, last, {role: tuple(names) for role, names in roles.items()})


def _names(value: str, start: int, end: int, role: str) -> tuple[tuple[str, ...], int]:
    """The names between two labels, and where the last of them ends."""
    content = _BROKEN.sub(_rejoined, _PADDED.sub(_closed, value[start:end]))
    found = list(_WORD.finditer(content))
    people: list[list[str]] = []
    used, before = 0, 0
    for number, match in enumerate(found):
        gap, word = content[before : match.start()], match[0]
        before = match.end()
        opens = bool(people) and "\n" in gap
        if people and not opens and "。" in gap:
            break
        if opens and _is_sentence(_line_at(content, match.start())):
            break
        if people and "," in gap and not _is_member(_first(word)):
            break
        said, ends = _before_prose(_APPOINTED.sub(r"\1", word) if not people else word, opens)
        if said:
            following = found[number + 1] if number + 1 < len(found) else None
            name_follows = (
                following is not None
                and content[before : following.start()].isspace()
                and "\n" not in content[before : following.start()]
                and _is_name(following[0])
            )
            apart = (
                opens
                or any(mark in gap for mark in ",;")
                or (number > 0 and found[number - 1][0][-1] == "、")
            )
            if opens and role.endswith("单位") and len(people[-1]) == 1 and not _is_member(people[-1][0]):
                said = people.pop()[0] + said  # a name that the line broke
            _add(people, said, apart=apart, name_follows=name_follows)
            used = match.start() + len(said) if ends else match.end()
        if ends:
            break
    return tuple(" ".join(parts) for parts in people), start + min(used, len(content))


def _closed(padded: re.Match[str]) -> str:
    """李 强 as 李强, in as many characters."""
    return " " * (len(padded[0]) - 2) + padded[1] + padded[2]


def _rejoined(broken: re.Match[str]) -> str:
    """县农 / 业农村局 as 县农业农村局, in as many characters, where a long line ends in no whole name."""
    last, following = broken[1], broken[2]
    line = broken.start() - broken.string.rfind("\n", 0, broken.start()) + len(last)
    whole = (
        _is_post(last)
        or (_ends_like_body(last) and (not last.endswith(_MAY_GO_ON) or last.startswith(_kinds())))
        or (len(last) <= _LONGEST_NAME and last.startswith(_surnames()))
    )
    return broken[0] if whole or line < _WRAPPED else f" {last}{following}"


def _add(people: list[list[str]], word: str, *, apart: bool, name_follows: bool) -> None:
    """Put a word down: a person's post, one more person, or several.

    `apart` says that more than a space stands before it, `name_follows` that a person's name stands behind it.
    """
    person = people[-1] if people else []
    named = bool(person) and _is_name(person[0])
    parts = [part for part in _LIST_MARK.findall(word) if part]
    if person and parts and word[0] in "(〔":
        person[-1] += parts.pop(0)
        word, apart = "", True
    if not parts:
        return
    if person and apart and _PLACEHOLDER.fullmatch(person[-1]) and _is_post(word):
        person.append(word)
        return
    posts = [part for part in parts if _is_post(part) and not part.startswith(_kinds())]
    if not apart and named and word[0] != "、":
        if (
            len(person) == 1
            and len(parts) == 1
            and (not _is_name(parts[0]) or _is_body_of(parts[0], person[0]))
        ):
            person.append(word)
            return
        if len(posts) == len(parts):
            person.append(word)
            return
        if len(person) == 1 and posts and parts[:-1] == posts and _is_name(parts[-1]):
            person.append("、".join(posts))
            people.append(parts[-1:])
            return
    if not apart and len(person) == 1 and not named and _is_post(person[0]) and _is_name(word):
        person.append(word)
        return
    if name_follows and len(posts) == len(parts) > 1:
        people.append([word])
        return
    people.extend([name] for name in _with_posts(parts))


def _with_posts(parts: list[str]) -> Iterator[str]:
    """The members of a list. Posts without a name stand before the one that has it: 县委常委、副县长张强."""
    posts: list[str] = []
    has_named_posts = any(map(_is_post_and_name, parts))
    for part in parts:
        if has_named_posts and _is_post(part) and not part.startswith(_kinds()):
            posts.append(part)
            continue
        if posts and _is_post_and_name(part):
            yield "、".join([*posts, part])
        else:
            yield from posts
            yield from split_names(part)
        posts = []
    yield from posts


def _before_prose(word: str, opens: bool) -> tuple[str, bool]:
    """What of a word stands before the sentence behind a roster, and whether one begins in it."""
    bare = _IN_BRACKETS.sub(_masked, word) if "(" in word or "〔" in word else word
    if ":" in bare:
        return "", True
    sentence = _behind().search(bare)
    if sentence is None:
        return word, False
    if opens:
        return "", True
    parts = _LIST_MARK.findall(word[: sentence.start()])
    if parts and not _is_member(parts[-1]):
        parts.pop()
    return "、".join(parts), True


def _masked(bracket: re.Match[str]) -> str:
    return "(" * len(bracket[0])


def _is_sentence(line: str) -> bool:
    """Whether a line below names goes on with something else: 领导小组下设办公室,由李强兼任主任。"""
    if _about_group().match(line):
        return True
    if "。" not in line and "," not in line and len(line) <= _LONGEST_LINE:
        return False
    return not _is_member(_first(line))


def _first(line: str) -> str:
    """What stands before the first mark of a line, with its bracket."""
    match = _FIRST.match(line)
    return match[0] if match else ""


def _line_at(content: str, start: int) -> str:
    end = content.find("\n", start)
    return content[start:] if end < 0 else content[start:end]


def _is_member(word: str) -> bool:
    """Whether a word ends as names, posts and bodies do."""
    word = _IN_BRACKETS.sub("", word).removesuffix("等")
    return (
        _is_name(word)
        or _is_post(word)
        or word.startswith(_kinds())
        or _ends_like_body(word)
        or _is_post_and_name(word)
    )


def _is_post(word: str) -> bool:
    return word.endswith(_posts())


def _is_name(word: str) -> bool:
    return bool(word) and (
        word.strip("X") == "" or (2 <= len(word) <= _LONGEST_NAME and "、" not in word and not _is_post(word))
    )


def _is_body_of(word: str, name: str) -> bool:
    """Whether the word behind a name is a body where a post may stand: 王五 综治办."""
    return (
        len(word) > 2 and _ends_like_body(word) and name.startswith(_surnames()) and not _ends_like_body(name)
    )


def _ends_like_body(word: str) -> bool:
    return ends_like_body(word, 0, len(word))


def _is_post_and_name(part: str) -> bool:
    return bool(_post_and_name().search(part))


@cache
def _label() -> re.Pattern[str]:
    names = [*words("rosters")["roles"]["names"], *_beside()]
    return re.compile(rf"(?:(?<![^\n 。;])[.·•\-* ]*)(?P<role>{alternation(names)})[:]")


@cache
def _beside() -> frozenset[str]:
    return frozenset(words("rosters")["beside"]["names"])


@cache
def _duties() -> frozenset[str]:
    return frozenset({"主要职责"})


@cache
def _posts() -> tuple[str, ...]:
    return tuple(words("rosters")["posts"]["names"])


@cache
def _surnames() -> tuple[str, ...]:
    return tuple(words("rosters")["surnames"]["names"])


@cache
def _kinds() -> tuple[str, ...]:
    return tuple(words("rosters")["kinds"]["names"])


@cache
def _bodies() -> tuple[str, ...]:
    return tuple(words("rosters")["bodies"]["names"])


@cache
def _lists() -> tuple[str, ...]:
    return tuple(sorted(words("rosters")["lists"]["names"], key=len, reverse=True))


@cache
def _behind() -> re.Pattern[str]:
    """A verb of a sentence on the group, with the group that it speaks of where that stands right before it."""
    vocabulary = words("rosters")
    bodies, verbs = (alternation(vocabulary[key]["names"]) for key in ("bodies", "behind"))
    return re.compile(rf"{bodies}?的?(?:办公室)?{verbs}")


@cache
def _about_group() -> re.Pattern[str]:
    return re.compile(rf"[该本各]?(?:{alternation(_bodies())}|成员单位)")


@cache
def _post_and_name() -> re.Pattern[str]:
    vocabulary = words("rosters")
    posts, surnames = (alternation(vocabulary[key]["names"]) for key in ("posts", "surnames"))
    return re.compile(rf"{posts}{surnames}[一-鿿]{{1,2}}$")
