"""What stands behind a printed name: a body of its own or a generic one, and its name in full.

>>> is_generic("各镇(街道)"), is_generic("省级有关部门"), is_generic("市教育局")
(True, True, False)
>>> resolve(["省科技厅", "教育厅", "中国移动湖北公司", "财政厅"])
['省科学技术厅', '省教育厅', None, None]
>>> resolve(["市委组织部", "宣传部", "市发改委", "市教育局"])
[None, '市委宣传部', '市发展和改革委员会', None]

A level that is printed once holds for the bodies behind it until a body of another level or an unknown one. It is added
only to bodies that every government of that level has; what is not certain is left as printed. `vocab/agencies.yaml`
has the names; `unit_files.py` reads a user's own.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import cache, lru_cache
from typing import TYPE_CHECKING, Any, Final, NamedTuple

from planparse.vocab import alternation, words

if TYPE_CHECKING:
    from planparse.clauses.unit_files import Units

MOST_REMEMBERED: Final = 20_000
"""Names whose reading an `Agencies` keeps: a folder of documents names the same bodies again and again."""

_LOCAL: Final = ("province", "below")
_STANDS_BEHIND: Final = {
    "province": frozenset({"province"}),
    "below": frozenset({"below"}),
    "any": frozenset(_LOCAL),
    "governments": frozenset({*_LOCAL, "town"}),
    "party": frozenset({*_LOCAL, "central"}),
    "own": frozenset({*_LOCAL, "town"}),
}
"""Behind which levels the bodies of a group stand; `own` are a user's, which take no level that they do not print."""

_BRACKET: Final = re.compile(r"[(〔][^()〔〕]*[)〕]$")
_LEVEL_CHARACTERS: Final = frozenset("省市县区州盟旗镇乡")
_NOT_IN_A_PLACE: Final = re.compile(r"[\W\dA-Za-z_局厅办委院处司署]|^[省市县区]")
_LONGEST_PLACE: Final = 16


class _Body(NamedTuple):
    """A printed name taken apart: 市委, 网信办."""

    before: str
    """what stands before the stem: 市, 清河县, or nothing; without the 委 of 市委"""
    party: bool
    """whether the stem stands behind a committee of the party"""
    level: str
    stem: str
    behind: str
    """the bracket behind it: (人才办)"""


class _Reading(NamedTuple):
    """What a name says by itself."""

    generic: bool
    full: str | None
    """its full name, where that does not lean on the names before it"""
    body: _Body | None


class Agencies:
    """The bodies that are known: ours, and a user's. It keeps what it has read, so that a name is read once."""

    __slots__ = ("_central", "_exact", "_read", "_stems", "_whole")

    def __init__(self, extra: Units | None = None) -> None:
        vocabulary = words("agencies")
        self._stems: dict[str, dict[str, str]] = {}
        for group in _STANDS_BEHIND:
            for short, full in _pairs(vocabulary.get(group, {})):
                self._stems.setdefault(short, {})[group] = full
        self._whole: dict[str, str] = dict(_pairs(vocabulary["national"]))
        self._central: dict[str, str] = vocabulary["national"]["bare"]
        self._exact: dict[str, str] = {}
        if extra is not None:
            self._exact = {**{name: name for name in extra.names}, **dict(extra.short)}
            for short, full in self._exact.items():
                if _LEVEL_CHARACTERS.isdisjoint(short + full):
                    groups = self._stems.get(short) or ("own",)
                    self._stems[short] = dict.fromkeys(groups, full)
        self._read: dict[str, _Reading] = {}

    def generic(self, name: str) -> bool:
        """Whether a name stands for bodies that it does not name: 各镇, 有关部门, 县(市、区)政府."""
        return self._reading(name).generic

    def resolve(self, names: Sequence[str]) -> list[str | None]:
        """The full names of one enumeration, in its order; None where nothing is to be added, or is not certain."""
        return [full for full, _ in self.look_up(names)]

    def look_up(self, names: Sequence[str]) -> list[tuple[str | None, bool]]:
        """The same, each with whether the name is a generic one."""
        level: _Body | None = None
        central: bool | None = None
        found: list[tuple[str | None, bool]] = []
        read = self._read
        for name in names:
            generic, full, body = read.get(name) or self._reading(name)
            if body is None:  # a body of the same level (市大数据中心) goes on with it, any other ends it
                if level is not None and (generic or not name.startswith(level.before)):
                    level = None
            elif body.before:
                level = body
            elif level is not None and self._stands_behind(level, body):
                if full is None or _LEVEL_CHARACTERS.isdisjoint(full):
                    full = self._joined(level, body)
            else:
                level = None
            if full is None and level is None and name in self._central:
                central = self._is_central(names) if central is None else central
                full = self._central[name] if central else None
            found.append((None if full == name else full, generic))
        return found

    def names(self) -> frozenset[str]:
        """Every name that is known, in full and short, behind 省, 市, 县 and 区."""
        found = {*self._exact, *self._exact.values(), *self._whole, *self._whole.values()}
        heads = {"province": ("省",), "below": ("市", "县", "区")}
        for stem, groups in self._stems.items():
            for group, full in groups.items():
                committee = "委" if group == "party" else ""
                for level in _STANDS_BEHIND[group] & heads.keys():
                    found.update(head + committee + form for head in heads[level] for form in (stem, full))
        return frozenset(found)

    def _reading(self, name: str) -> _Reading:
        known = self._read.get(name)
        if known is None:
            if len(self._read) >= MOST_REMEMBERED:
                self._read.clear()
            exact = self._exact.get(name)
            generic = exact is None and _is_generic(name)
            body = None if generic else self._taken_apart(name)
            full = exact or self._whole.get(name)
            if full is None and body is not None and body.before:
                full = self._joined(body, body)
            known = self._read[name] = _Reading(generic, full, body)
        return known

    def _taken_apart(self, name: str) -> _Body | None:
        """A name taken apart at the longest stem that ends it; None where none does, or not behind a level."""
        bracket = _BRACKET.search(name) if name[-1:] in ")〕" else None
        bare = name[: bracket.start()] if bracket else name
        behind = bracket[0] if bracket else ""
        for begin in range(len(bare) - 1):
            groups = self._stems.get(bare[begin:])
            if groups is None:
                continue
            if begin == 0:
                return _Body("", False, "", bare, behind)
            committee = bare[begin - 1] == "委"
            before = bare[: begin - committee]
            level = _level(before)
            party = committee or level == "central"
            if any((group == "party") == party and level in _STANDS_BEHIND[group] for group in groups):
                return _Body(before, party, level, bare[begin:], behind)
        return None

    def _stands_behind(self, level: _Body, body: _Body) -> bool:
        """Whether the level of one body holds for another that is printed without.

        What both a government and a committee have (金融办) is not certain behind a body of the committee's.
        """
        groups = [group for group in self._stems[body.stem] if group not in ("governments", "own")]
        if level.party and "party" in groups:
            return len(groups) == 1
        return any(level.level in _STANDS_BEHIND[group] for group in groups if group != "party")

    def _joined(self, level: _Body, body: _Body) -> str:
        """The full name of a body behind the level of another, which may be its own."""
        groups = self._stems[body.stem]
        of_party = level.party and "party" in groups
        group = next(g for g in groups if (g == "party") == of_party and level.level in _STANDS_BEHIND[g])
        before = level.before + ("委" if of_party and level.level != "central" else "")
        return self._exact.get(before + body.stem, before + groups[group]) + body.behind

    def _is_central(self, names: Sequence[str]) -> bool:
        """Whether a list is one of central bodies: it names one of them, and no local one."""
        bodies = [self._reading(name).body for name in names]
        local = any(body is not None and body.level not in ("", "central") for body in bodies)
        return not local and any(name in self._whole for name in names)


def agencies(extra: Units | None = None) -> Agencies:
    """The bodies that are known, with a user's own; made once."""
    return _agencies(extra)


@lru_cache(maxsize=4)
def _agencies(extra: Units | None) -> Agencies:
    return Agencies(extra)


def is_generic(name: str) -> bool:
    """Whether a name stands for bodies that it does not name."""
    return agencies().generic(name)


def resolve(names: Sequence[str]) -> list[str | None]:
    """The full names of one enumeration; None where nothing is to be added, or is not certain."""
    return agencies().resolve(names)


def known_names(units: Units | None = None) -> frozenset[str]:
    """Every name that is known, for suggestions: what a misspelt one may have meant."""
    return agencies(units).names()


def _pairs(group: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Every form of a group with its full name, which is a form too."""
    for full in [*group.get("names", ()), *group.get("short", {}).values()]:
        yield full, full
    yield from group.get("short", {}).items()


def _is_generic(name: str) -> bool:
    bare = _BRACKET.sub("", name) or name
    words_of = _generic_words()
    return (
        bare in words_of.names
        or bare.endswith(words_of.tails)
        or name.startswith(words_of.heads)
        or any(mark in name for mark in words_of.marks)
        or (name.endswith(words_of.ends) and _several_levels().fullmatch(name) is not None)
    )


class _GenericWords(NamedTuple):
    names: frozenset[str]
    marks: tuple[str, ...]
    heads: tuple[str, ...]
    tails: tuple[str, ...]
    ends: tuple[str, ...]
    """how a name ends that may be of several levels"""


@cache
def _generic_words() -> _GenericWords:
    generic, units = words("agencies")["generic"], words("units")
    ends = (*units["heads"], *units["levels"], *generic["levels"], ")", "〕")
    marks, heads, tails = (tuple(generic[key]) for key in ("marks", "heads", "tails"))
    return _GenericWords(frozenset(generic["names"]), marks, heads, tails, ends)


@cache
def _several_levels() -> re.Pattern[str]:
    """县(市、区)政府, 区、县级市, 设区市人民政府: level words that name no place."""
    units, generic = words("units"), words("agencies")["generic"]
    level = alternation([*units["levels"], *generic["levels"], "街道", "社区", "村"])
    further = rf"(?:[、和及]?{level}|[(〔]{level}[^()〔〕]*[)〕])"
    return re.compile(
        rf"(?:{level}{further}+|{alternation(generic['levels'])}){alternation(units['heads'])}?"
    )


@cache
def _levels() -> dict[str, str]:
    """Each level word with its class, the longest first."""
    named = {word: name for name, group in words("agencies")["levels"].items() for word in group}
    return dict(sorted(named.items(), key=lambda item: -len(item[0])))


def _level(before: str) -> str:
    """The class of the level that stands before a stem: a level word, or a place that ends so; nothing otherwise."""
    known = _levels().get(before)
    if known is None and len(before) <= _LONGEST_PLACE and not _NOT_IN_A_PLACE.search(before):
        known = next((name for word, name in _levels().items() if before.endswith(word)), None)
    return known or ""
