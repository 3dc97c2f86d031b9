"""Single edits of task YAML that change what it means, made in its text where a person would make them."""

from __future__ import annotations

import random
import re
from collections.abc import Callable, Iterator
from datetime import date, timedelta
from typing import Any, NamedTuple

import yaml

from planparse.checks.walk import ROLES

_DAY = re.compile(r"\d{4}-\d\d-\d\d")
_BY_PROGRAM = ("reader",)
"""What a later version writes otherwise."""


class Place(NamedTuple):
    """A key with its value, or an item of a list, and what it stands in."""

    key: Any
    """None for an item"""
    value: Any
    number: int
    inside: Any
    path: tuple[str | int, ...]


class Edit(NamedTuple):
    """One edit: its kind, what it was made to, and the text behind it."""

    kind: str
    path: tuple[str | int, ...]
    text: str


class Editor:
    """A YAML text whose parts can be changed one at a time."""

    def __init__(self, text: str) -> None:
        self.text = text
        root = yaml.compose(text, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader))
        self.places = [one for one in _places(root, ()) if one.path[-1] not in _BY_PROGRAM]
        self.scalars = [one for one in self.places if isinstance(one.value, yaml.ScalarNode)]
        self.days = [one for one in self.scalars if _DAY.fullmatch(one.value.value)]
        self.units = [one for one in self.scalars if len(one.path) > 1 and one.path[-2] in ROLES]
        self.ids = [one for one in self.scalars if one.path[0] == "tasks" and one.path[-1] == "id"]

    def edit(self, chance: random.Random) -> Edit | None:
        """A random edit; None where the kind that was drawn has nothing to be made to."""
        kinds: dict[str, tuple[list[Place], Callable[[Place, random.Random], str | None]]] = {
            "drop": (self.places, lambda place, _: self._drop(place)),
            "rename": (self.places, self._rename),
            "retype": (self.scalars, self._retype),
            "shift": (self.days, self._shift),
            "swap": (self.units, self._swap),
            "duplicate": (self.ids, self._duplicate),
        }
        kind = chance.choice(list(kinds))
        places, make = kinds[kind]
        if not places:
            return None
        place = chance.choice(places)
        text = make(place, chance)
        return None if text is None else Edit(kind, place.path, text)

    def _replaced(self, node: Any, text: str) -> str:
        """The text with another scalar in place of one."""
        end = node.end_mark.index
        if node.style in ("|", ">"):  # its mark stands behind the line end
            text += "\n"
        return self.text[: node.start_mark.index] + text + self.text[end:]

    def _drop(self, place: Place) -> str:
        start, end = self._extent(place)
        return self.text[:start] + self.text[end:]

    def _extent(self, place: Place) -> tuple[int, int]:
        """A key with its value or an item, with the comma or the dash and the line end that go with it."""
        first = place.value if place.key is None else place.key
        others = place.inside.value
        behind = others[place.number + 1] if place.number + 1 < len(others) else None
        before = others[place.number - 1] if place.number else None
        if place.key is not None:
            behind, before = behind and behind[0], before and before[1]
        start, end = first.start_mark.index, place.value.end_mark.index
        if place.inside.flow_style:
            if behind is not None:
                return start, behind.start_mark.index
            return (start if before is None else before.end_mark.index), end
        if place.key is not None and behind is not None:
            return start, behind.start_mark.index
        start = self.text.rfind("\n", 0, start) + 1
        if place.key is not None and "-" in self.text[start : first.start_mark.index]:
            start = first.start_mark.index  # the only field of an item: its dash stays
        stop = self.text.find("\n", end - 1) + 1 if self.text[end - 1] != "\n" else end
        if behind is not None:
            stop = self.text.rfind("\n", 0, behind.start_mark.index) + 1
        return start, max(stop, end)

    def _rename(self, place: Place, chance: random.Random) -> str | None:
        """Another name: of a field, or of what a text says."""
        node = place.key
        if node is None or (chance.random() < 0.5 and isinstance(place.value, yaml.ScalarNode)):
            node = place.value
        if not isinstance(node, yaml.ScalarNode) or not node.value:
            return None
        if node is place.key:
            return self._replaced(node, node.value + "x")
        at = chance.randrange(len(node.value))
        changed = node.value[:at] + chance.choice("改甲某") + node.value[at + 1 :]
        return self._replaced(node, _quoted(changed))

    def _retype(self, place: Place, chance: random.Random) -> str:
        wrong = [f"[{_quoted(place.value.value)}]", "{a: b}", "true", "3.10", "''"]
        if place.value.tag.endswith((":int", ":float", ":timestamp")):
            wrong.append(_quoted(place.value.value + "x"))
        return self._replaced(place.value, chance.choice(wrong))

    def _shift(self, place: Place, chance: random.Random) -> str:
        days = chance.choice((-365, -31, -1, 1, 30, 365))
        return self._replaced(place.value, str(date.fromisoformat(place.value.value) + timedelta(days)))

    def _swap(self, place: Place, chance: random.Random) -> str | None:
        other = chance.choice(self.units).value.value
        return None if other == place.value.value else self._replaced(place.value, _quoted(other))

    def _duplicate(self, place: Place, chance: random.Random) -> str | None:
        other = chance.choice(self.ids).value.value
        return None if other == place.value.value else self._replaced(place.value, _quoted(other))


def _quoted(text: str) -> str:
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"').replace("\n", "\\n") + '"'


def _places(node: Any, path: tuple[str | int, ...]) -> Iterator[Place]:
    if isinstance(node, yaml.MappingNode):
        for number, (key, value) in enumerate(node.value):
            yield Place(key, value, number, node, (*path, key.value))
            yield from _places(value, (*path, key.value))
    elif isinstance(node, yaml.SequenceNode):
        for number, value in enumerate(node.value):
            yield Place(None, value, number, node, (*path, number))
            yield from _places(value, (*path, number))
