"""Persons and bodies as a roster, a clause or a cell lists them, each with the post beside the name.

>>> names_in("李 强(副县长)\\n王小明(县政府办主任)\\n领导小组下设办公室,由李强负责。", 0, 42, "副组长")[0]
('李强(副县长)', '王小明(县政府办主任)')

Where names and posts are run together by spaces, a name begins a person and the posts behind it belong to it. A name of two
characters is printed with a space in it, so that it is as wide as one of three. A name that a line broke is put together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Final

from planparse.clauses.units import ends_like_body, split_names
from planparse.literals import Words
from planparse.patterns import lazily
from planparse.vocab import alternation, words

_PADDED: Final = lazily(r"(?<![^\s、,;:。])([一-鿿〇X×*]) +([一-鿿〇X×*])(?![^\s、,;。(〔])")
_WRAPPED: Final = 20
"""Characters behind the label: a shorter line was not broken by the page."""
_MAY_GO_ON: Final = ("社", "会", "区", "县", "市", "乡", "镇", "村", "组")
_BROKEN: Final = lazily(r"(?<![^\s、,;。:()〔〕])([^\s、,;。:()〔〕]+)\n([^\s、,;。:]+)")
_BRACKET: Final = r"[(〔][^()〔〕\n]*[)〕]"
_WORD: Final = lazily(rf"X{{2,}}(?!X|[省市县区镇乡村街州旗])|(?:[^\s,;。!?(〔]++|{_BRACKET}|[(〔])+")
_IN_BRACKETS: Final = lazily(_BRACKET)
_LIST_MARK: Final = lazily(rf"(?:[^、(〔]++|{_BRACKET}|[(〔])+")
_NEXT_PERSON: Final = lazily(r"(?<=[)〕])(?=[一-鿿]{2,4}[(〔])")
_FIRST: Final = lazily(rf"(?:[^\s、,;。(〔]++|{_BRACKET}|[(〔])+")
_PLACEHOLDER: Final = lazily(r"X{2,}")
_APPOINTED: Final = lazily(r"^由(.+?)(?:同志)?(?:担任|兼任|组成)$")
_LONGEST_NAME: Final = 4
_LONGEST_LINE: Final = 20
"""Characters: a longer line that says something else than names is a sentence, if it has a full stop or not."""


def split_people(value: str) -> tuple[str, ...]:
    """The persons that a line names, each with the post beside it; the whole line where it says something else.

    >>> split_people("王 强 副县长、李明"), split_people("王强(县长)、李明"), split_people("由各镇确定:名单另发")
    (('王强 副县长', '李明'), ('王强(县长)', '李明'), ('由各镇确定:名单另发',))
    """
    names, used = names_in(value, 0, len(value), "")
    return names if used >= len(value.rstrip(" 、,;。")) else (value,)


def names_post(name: str, line: str) -> bool:
    """Whether a line is the post of the person whose name stands on the line above it."""
    return _is_name(name) and _is_post(line)


def names_in(value: str, start: int, end: int, role: str) -> tuple[tuple[str, ...], int]:
    """The names in `value[start:end]`, behind the label of `role`, and where the last of them ends."""
    content = value[start:end]
    if " " in content:
        content = _PADDED.sub(_closed, content)
    if "\n" in content.rstrip():
        content = _BROKEN.sub(_rejoined, content)
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
        said, ends = _before_prose(
            _APPOINTED.sub(r"\1", word) if not people and word[0] == "由" else word, opens
        )
        if said:
            following = found[number + 1] if number + 1 < len(found) else None
            name_follows = (
                following is not None
                and content[before : following.start()].isspace()
                and "\n" not in content[before : following.start()]
                and _is_name(following[0])
            )
            apart = opens or "," in gap or ";" in gap or (number > 0 and found[number - 1][0][-1] == "、")
            if opens and role.endswith("单位") and len(people[-1]) == 1 and not _is_member(people[-1][0]):
                said = people.pop()[0] + said  # a name that the line broke
            _add(people, said, apart=apart, name_follows=name_follows)
            used = match.start() + len(said) if ends else match.end()
        if ends:
            break
    return tuple([" ".join(parts) for parts in people]), start + min(used, len(content))


def _closed(padded: re.Match[str]) -> str:
    """李 强 as 李强, in as many characters."""
    return " " * (len(padded[0]) - 2) + padded[1] + padded[2]


def _rejoined(broken: re.Match[str]) -> str:
    """县农 / 业农村局 as 县农业农村局, in as many characters, where a long line ends in no whole name."""
    last, following = broken[1], broken[2]
    line = broken.start() - broken.string.rfind("\n", 0, broken.start()) + len(last)
    whole = (
        _is_post(last)
        or (_ends_like_body(last) and (not last.endswith(_MAY_GO_ON) or _kinds().opens(last, 0, len(last))))
        or (len(last) <= _LONGEST_NAME and _surnames().opens(last, 0, len(last)))
    )
    return broken[0] if whole or line < _WRAPPED else f" {last}{following}"


def _add(people: list[list[str]], word: str, *, apart: bool, name_follows: bool) -> None:
    """Put a word down: a person's post, one more person, or several.

    `apart` says that more than a space stands before it, `name_follows` that a person's name stands behind it.
    """
    person = people[-1] if people else []
    named = bool(person) and _is_name(person[0])
    parts = _LIST_MARK.findall(word) if "、" in word else [word]
    if ")" in word or "〕" in word:
        parts = [person for part in parts for person in _persons(part)]
    if person and parts and word[0] in "(〔":
        person[-1] += parts.pop(0)
        word, apart = "", True
    if not parts:
        return
    if person and apart and _PLACEHOLDER.fullmatch(person[-1]) and _is_post(word):
        person.append(word)
        return
    asked = parts if name_follows or (named and not apart) else []
    posts = [part for part in asked if _is_post(part) and not _kinds().opens(part, 0, len(part))]
    if not apart and named and word[0] != "、":
        one = len(person) == 1 and len(parts) == 1
        if len(posts) == len(parts) or (one and (not _is_name(parts[0]) or _is_body_of(parts[0], person[0]))):
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
    people += [[name] for name in _with_posts(parts)]


def _persons(part: str) -> Iterator[str]:
    """龙辉(副乡长)彭海波(部长): two persons whose only mark was a space, each with the post in brackets."""
    start = 0
    for following in _NEXT_PERSON.finditer(part):
        one, other = part[start : following.start()], part[following.end() :]
        if all(_is_person(_IN_BRACKETS.split(said, maxsplit=1)[0]) for said in (one, other)):
            yield one
            start = following.start()
    if start < len(part):
        yield part[start:]


def _is_person(word: str) -> bool:
    return _is_name(word) and _surnames().opens(word, 0, len(word)) and not _ends_like_body(word)


def _with_posts(parts: list[str]) -> Iterator[str]:
    """The members of a list. Posts without a name stand before the one that has it: 县委常委、副县长张强."""
    posts: list[str] = []
    if len(parts) == 1 and not _is_post(parts[0]):
        yield from split_names(parts[0])
        return
    has_named_posts = any(map(_is_post_and_name, parts))
    for part in parts:
        if has_named_posts and _is_post(part) and not _kinds().opens(part, 0, len(part)):
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
    verb, with_group = _behind()
    sentence = with_group.search(bare) if verb.search(bare) else None
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
    if line.startswith(("为", "根据", "按照")) or _about_group().match(line):
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
        or _kinds().opens(word, 0, len(word))
        or _ends_like_body(word)
        or _is_post_and_name(word)
    )


def _is_post(word: str) -> bool:
    return _posts().closes(word, 0, len(word))


def _is_name(word: str) -> bool:
    return bool(word) and (
        word.strip("X") == "" or (2 <= len(word) <= _LONGEST_NAME and "、" not in word and not _is_post(word))
    )


def _is_body_of(word: str, name: str) -> bool:
    """Whether the word behind a name is a body where a post may stand: 王五 综治办."""
    return (
        len(word) > 2
        and _ends_like_body(word)
        and _surnames().opens(name, 0, len(name))
        and not _ends_like_body(name)
    )


def _ends_like_body(word: str) -> bool:
    return ends_like_body(word, 0, len(word))


def _is_post_and_name(part: str) -> bool:
    return bool(_post_and_name().search(part))


@cache
def _posts() -> Words:
    return Words(words("rosters")["posts"]["names"])


@cache
def _surnames() -> Words:
    return Words(words("rosters")["surnames"]["names"])


@cache
def _kinds() -> Words:
    return Words(words("rosters")["kinds"]["names"])


@cache
def _behind() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """A verb of a sentence on the group; and with the group that it speaks of where that stands right before it."""
    vocabulary = words("rosters")
    bodies, verbs = (alternation(vocabulary[key]["names"]) for key in ("bodies", "behind"))
    return re.compile(verbs), re.compile(rf"{bodies}?的?(?:办公室)?{verbs}")


@cache
def _about_group() -> re.Pattern[str]:
    return re.compile(rf"[该本各]?(?:{alternation(words('rosters')['bodies']['names'])}|成员单位)")


@cache
def _post_and_name() -> re.Pattern[str]:
    vocabulary = words("rosters")
    posts, surnames = (alternation(vocabulary[key]["names"]) for key in ("posts", "surnames"))
    return re.compile(rf"{posts}{surnames}[一-鿿]{{1,2}}$")
