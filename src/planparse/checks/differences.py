"""Two values, two records, two lists of records: a change for each difference.

>>> from planparse import parse
>>> said = parse("一、任务\\n1.修路。2024年6月底前修。")
>>> differ = Differ(said, Document(said, "修路。2024年6月底前修。"))
>>> here = replace(said.tasks[0], title="架桥", due=None)
>>> for change in differ.fields("task-changed", ("tasks", 0), here, said.tasks[0], ("title", "due")):
...     print(change.path, change.message)
('tasks', 0, 'title') “title”原文是“修路”,这里是“架桥”
('tasks', 0, 'due') 缺少“due”,原文是 2024-06-30
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Hashable, Iterator, Sequence
from dataclasses import fields, replace
from typing import Any, cast

from planparse.checks.change import Change
from planparse.checks.document import Document, squeezed
from planparse.checks.excerpts import excerpts, label_of, short
from planparse.checks.pairing import Paired, pair
from planparse.checks.problem import Path
from planparse.checks.walk import plain_text
from planparse.records import Plan, Record, Source

_SENTENCE = re.compile(r"[^。;；\n]+[。;；]?")
_WORDINGS = frozenset({"title", "text", "measure", "indicator", "name"})
"""Fields whose words stand in the document."""


class Differ:
    """What is compared of a task list and its document, `there` as planparse reads it now."""

    def __init__(self, there: Plan, document: Document) -> None:
        self.there, self.document = there, document
        self.tasks: tuple[str, ...] = ()
        """the ids, here and in the document, of the task that is looked at"""
        self._all_wordings: str | None = None

    def items(
        self,
        code: str,
        path: Path,
        here: Sequence[Any],
        there: Sequence[Any],
        *keys: Callable[[Any], Hashable],
    ) -> Iterator[Change]:
        """Two lists of records."""
        if here == there:
            return
        if not self.document.is_same:
            here, there = [_placeless(one) for one in here], [_placeless(one) for one in there]
        paired = pair(here, there, keys)
        for ours, theirs in paired.pairs:
            yield from self.record(code, (*path, ours), here[ours], there[theirs])
        yield from self.unpaired(code, path, here, there, paired)

    def unpaired(
        self, code: str, path: Path, here: Sequence[Any], there: Sequence[Any], paired: Paired
    ) -> Iterator[Change]:
        name = str(path[-1])
        for number in paired.extra:
            label = label_of(here[number])
            yield Change(
                code,
                (*path, number),
                f"原文没有“{name}”的这一项:{label}",
                tasks=self.tasks,
                field=name,
                values=(label,),
            )
        if len(there) > 1 and not here:
            labels = tuple(map(label_of, there))
            what = f"“{name}”整个缺少,原文有 {len(there)} 项:{labels[0]} 等"
            yield Change(code, path, what, tasks=self.tasks, field=name, values=labels)
            return
        for number in paired.missing:
            label = label_of(there[number])
            yield Change(
                code, path, f"“{name}”缺少原文的一项:{label}", tasks=self.tasks, field=name, values=(label,)
            )

    def record(self, code: str, path: Path, here: Any, there: Any) -> Iterator[Change]:
        """Two records."""
        if here != there:
            names = [field.name for field in fields(here)]
            yield from self.fields(code, path, here, there, names)

    def fields(self, code: str, path: Path, here: Any, there: Any, names: Sequence[str]) -> Iterator[Change]:
        for name in names:
            ours, theirs = getattr(here, name), getattr(there, name)
            if ours == theirs:
                continue
            if name == "source":
                if self.document.is_same:
                    yield self.scalar("evidence-changed", path, name, _place(ours), _place(theirs))
            elif isinstance(ours, tuple) and all(isinstance(one, str) for one in (*ours, *theirs)):
                yield from self.names(code, (*path, name), ours, theirs)
            elif isinstance(ours, dict):
                for key in dict.fromkeys((*ours, *theirs)):
                    at = (*path, name, key)
                    yield from self.names(code, at, ours.get(key, ()), theirs.get(key, ()))
            elif isinstance(ours, str) and isinstance(theirs, str):
                yield from self.wording(code, path, name, ours, theirs)
            else:
                yield self.scalar(code, path, name, ours, theirs)

    def names(self, code: str, path: Path, here: tuple[str, ...], there: tuple[str, ...]) -> Iterator[Change]:
        """Two lists of texts."""
        name = str(path[-1])
        lost = [there[place] for place in surplus(there, here)]
        for place in surplus(here, there):
            value = here[place]
            was = lost.pop(0) if lost else None
            what = f"“{name}”原文没有“{short(value)}”"
            if was is not None:
                what = f"“{name}”原文是“{short(was)}”,这里是“{short(value)}”"
            values = (value,) if was is None else (was, value)
            yield Change(code, (*path, place), what, tasks=self.tasks, field=name, values=values)
        for value in lost:
            what = f"“{name}”缺少原文的“{short(value)}”"
            yield Change(code, path, what, tasks=self.tasks, field=name, values=(value,))
        if here != there and Counter(here) == Counter(there):
            what = f"“{name}”的次序与原文不同"
            yield Change(code, path, what, tasks=self.tasks, field=name)

    def wording(self, code: str, path: Path, name: str, here: str, there: str) -> Iterator[Change]:
        """Two texts: what of it the document does not hold is another code than what it says elsewhere."""
        if squeezed(here) == squeezed(there):
            return
        change = self.scalar(code, path, name, here, there)
        if self.tasks and name in _WORDINGS and code != "evidence-changed":
            strange = next((one for one in _SENTENCE.findall(here) if not self.holds(one)), None)
            if strange is not None:
                change = change._replace(code="wording-not-in-source", wording=strange.strip())
        yield change

    def scalar(self, code: str, path: Path, name: str, here: Any, there: Any) -> Change:
        """Two values."""
        ours, theirs = excerpts(here, there)
        if here in (None, ""):
            what = f"缺少“{name}”,原文是{theirs}"
        elif there in (None, ""):
            what = f"原文没有“{name}”,这里是{ours}"
        else:
            what = f"“{name}”原文是{theirs},这里是{ours}"
        values = tuple(str(one) for one in (there, here) if one is not None)
        return Change(code, (*path, name), what, tasks=self.tasks, field=name, values=values)

    def holds(self, wording: str) -> bool:
        """Whether the document has a wording, printed so or understood so."""
        wanted = squeezed(wording)
        if wanted in self.document.text:
            return True
        if self._all_wordings is None:
            self._all_wordings = squeezed(plain_text(self.there))
        return wanted in self._all_wordings


def by(*names: str) -> Callable[[Any], Hashable]:
    """A key of these fields; none where they are empty."""

    def key(one: Any) -> Hashable:
        values = tuple(getattr(one, name, None) for name in names)
        return values if any(values) else ()

    return key


def surplus(ours: Sequence[str], theirs: Sequence[str]) -> list[int]:
    """The places of what is in the first list more often than in the second."""
    left = Counter(theirs)
    places = []
    for place, one in enumerate(ours):
        if left[one]:
            left[one] -= 1
        else:
            places.append(place)
    return places


def _placeless(one: Any) -> Any:
    """A record without the place in the document that it comes of."""
    if not isinstance(one, Record) or not hasattr(one, "source"):
        return one
    return replace(cast(Any, one), source=Source(line=1, start=0, end=0))


def _place(place: Source | None) -> str | None:
    if place is None:
        return None
    more = "".join(
        f" {name} {value}" for name, value in (("page", place.page), ("cell", place.cell)) if value
    )
    return f"line {place.line} start {place.start} end {place.end}{more}"
