"""The items of a table to tasks, its headings to outline levels and sections."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from functools import cache
from typing import Final, NamedTuple

from planparse.assembly.assignments import by_role
from planparse.assembly.material import Material, spans
from planparse.assembly.measures import due
from planparse.assembly.subtasks import find_subtasks
from planparse.assembly.table_measures import deadlines_of, is_said, targets_of
from planparse.assembly.table_text import Laid
from planparse.assembly.tasks import assignments, people_of
from planparse.assembly.under import Under
from planparse.clauses.labels import is_people_label, people_pattern
from planparse.clauses.people import split_people
from planparse.numbering import markers
from planparse.records import (
    Diagnostic,
    Note,
    Person,
    Removed,
    Section,
    SectionKind,
    Task,
)
from planparse.structure import headings
from planparse.tabular.cells import label_text, people_text, prose_text, row_text
from planparse.tabular.grids import BESIDE, number_of
from planparse.tabular.items import Aside, Group, Heading, Item, TaskTable
from planparse.text import Span

_NAMED: Final[dict[str, SectionKind]] = {"safeguards": "safeguards", "phases": "phases"}
_MARKS: Final = re.compile(r"[\s|｜│]+")


class Written(NamedTuple):
    """What a table gives to the plan."""

    tasks: list[Task]
    sections: list[Section]
    notes: list[Note]
    diagnostics: list[Diagnostic]
    removed: list[Removed]


class _Above(NamedTuple):
    """A heading inside the table."""

    kind_of_marker: str
    label: str
    ordinal: int
    kind: SectionKind


class Writer:
    """Writes one table down: `written` is what it gives."""

    def __init__(
        self, material: Material, laid: dict[int, Laid], clauses: dict[int, int], under: Under
    ) -> None:
        """`material` is the text of all tables; `clauses` are the numbers of its clauses by where they begin."""
        self._material = material
        self._places = material.places
        self._source = material.places.text.source
        self._laid = laid
        self._clauses = clauses
        self._under = under
        self._above: list[_Above] = []
        self._heads: Counter[Group] = Counter()
        self._count = 0
        self._path: tuple[str, ...] = ()
        self.written = Written([], [], [], [], [])

    def write(self, table: TaskTable) -> None:
        """Write a table's blocks in order."""
        if table.rule:
            text = label_text(self._source, (table.rule_span,)).value.strip(" 。;,")
            place = self._places.of(Span(*table.rule_span))
            self.written.notes.append(Note(kind="lead_rule", text=text, source=place))
        items = [block for block in table.blocks if isinstance(block, Item)]
        self._heads = Counter(group for item in items for group in item.groups)
        for block in table.blocks:
            if isinstance(block, Item):
                self.written.tasks.append(self._task(block))
                self.written.removed.extend(self._beside(block))
            else:
                self.written.sections.append(
                    self._heading(block) if isinstance(block, Heading) else self._aside(block)
                )
        for gap in table.gaps:
            place = self._places.of(Span(gap.start, gap.end))
            wording = self._source[gap.start : gap.end]
            self.written.removed.append(Removed(rule=gap.rule, text=wording, source=place))

    def _beside(self, item: Item) -> Iterator[Removed]:
        """What an item's row says and is no part of its task: 备注, 联系人."""
        for _, stretches in item.beside:
            for start, end in stretches:
                place = self._places.of(Span(start, end))
                yield Removed(rule=BESIDE, text=self._source[start:end], source=place)

    def _aside(self, aside: Aside) -> Section:
        text = row_text(self._source, aside.start, aside.end).value
        return Section(
            level=self._under.level,
            kind="table",
            text=_MARKS.sub(" ", text).strip(),
            source=self._places.of(Span(aside.start, aside.end)),
        )

    def _heading(self, heading: Heading) -> Section:
        name = label_text(self._source, (heading.name,)).value
        counted, marker = number_of(heading.number), markers.at(name, 0)
        number, title, label, ordinal = None, name, name, 0
        kind = ""
        if counted is not None:
            number, ordinal = counted[0], int(counted[1])
            kind = "paren-hanzi" if number.startswith("(") else "hanzi"
            label = number + ("、" if kind == "hanzi" else "") + name
        elif marker is not None:
            kind, number, ordinal = marker.kind, marker.number, marker.ordinal
            title = name[marker.end :].strip()
        same = next((level for level, above in enumerate(self._above) if above.kind_of_marker == kind), None)
        if same is not None:
            ordinal = ordinal or self._above[same].ordinal + 1
            del self._above[same:]
        inherited = self._above[-1].kind if self._above else self._under.kind
        named = headings.kind_of(title)
        section_kind: SectionKind = "safeguards" if named == "safeguards" else inherited
        self._above.append(_Above(kind, label, ordinal or 1, section_kind))
        self._count = 0
        return Section(
            number=number,
            title=title or None,
            level=self._under.level + len(self._above),
            kind=named or section_kind,
            source=self._places.of(Span(heading.start, heading.end)),
        )

    def _task(self, item: Item) -> Task:
        laid, material = self._laid[item.start], self._material
        number, digits, start = self._number(item, laid)
        end = laid.prose[1]
        title, rest, start = self._title(item, laid, start)
        inside = material.clauses_in(start, end)
        clauses = [*inside, *(self._clauses[one] for one in laid.clauses if one in self._clauses)]
        assigned = [one for clause in clauses for one in material.assigned[clause]]
        deadlines = deadlines_of(material, item, laid, start, clauses, self.written.diagnostics)
        text = self._wording(laid, rest, spans(material.clauses, inside))
        path, outline = self._place(item, title or text.strip(" 。;"))
        units = by_role(assigned)
        return Task(
            id=self._under.prefix + ".".join([*path, digits]),
            number=number,
            outline=(*self._under.labels, *outline),
            section_kind=self._kind(outline, title),
            title=title,
            text=text,
            lead_units=units.lead,
            responsible_units=units.responsible,
            supporting_units=units.supporting,
            people=(*self._people(item), *(one for clause in clauses for one in people_of(material, clause))),
            due=due(deadlines),
            deadlines=deadlines,
            targets=tuple(targets_of(material, laid, start)),
            subtasks=find_subtasks(material, rest, end, material.clauses_in(rest, end)),
            assignments=assignments(material, assigned),
            source=self._places.of(Span(item.start, item.end)),
        )

    def _kind(self, outline: Sequence[str], title: str | None) -> SectionKind:
        """What the headings above the table, in it and in its groups say, the outermost first; else the item's title."""
        kind = self._above[-1].kind if self._above else self._under.kind
        if kind != "tasks":
            return kind
        for name in map(_unnumbered, outline):
            named = _NAMED.get(headings.kind_of(name) or "")
            if named is not None:
                return named
        return "safeguards" if title and headings.kind_of(title) == "safeguards" else kind

    def _place(self, item: Item, name: str) -> tuple[list[str], list[str]]:
        """The digits and the labels of what heads the item in the table: headings, groups, a number merged down.

        A group of one item that says but the item's own `name` heads nothing: the item is a section of its own.
        """
        path = [str(above.ordinal) for above in self._above]
        labels = [above.label for above in self._above]
        for group in item.groups:
            if group.number:
                said = label_text(self._source, group.name).value
                labels.append(
                    f"{group.number}.{said}" if said and group.number[-1].isdigit() else group.number + said
                )
                path += item.path
                continue
            names = self._names(group)
            if names == [name] and self._heads[group] == 1:
                continue
            for label in names:
                labels.append(label)
                marker = markers.at(label, 0)
                path += [str(marker.ordinal)] if marker is not None else []
        return path, labels

    def _names(self, group: Group) -> list[str]:
        """What a group cell says: one name, or several headings one below the other, of which those below are numbered."""
        lines = prose_text(self._source, group.name).value.split("\n")
        if len(lines) > 1 and all(markers.at(line, 0) for line in lines[1:]):
            return lines
        return [label_text(self._source, group.name).value]

    def _number(self, item: Item, laid: Laid) -> tuple[str, str, int]:
        """The number as printed, its digits, and where the wording behind it begins; the running one without any."""
        start = laid.prose[0]
        if item.path != self._path:
            self._path, self._count = item.path, 0
        if item.digits:
            self._count = int(item.digits.rpartition(".")[2])
            return item.number, item.digits, start
        marker = markers.at(item.number or self._material.value, 0 if item.number else start)
        if marker is not None:
            self._count = marker.ordinal
            return marker.number, str(marker.ordinal), start if item.number else marker.end
        self._count += 1
        return item.number or str(self._count), str(self._count), start

    def _title(self, item: Item, laid: Laid, start: int) -> tuple[str | None, int, int]:
        """The title, where the text begins, and where what is to be read begins.

        The title is a title cell that is a phrase, else a heading sentence of the text. One that the content opens with
        once more is read there alone.
        """
        value, end = self._material.value, laid.prose[1]
        if item.title:
            title_end = laid.title[1]
            title = value[start:title_end].strip().rstrip("。:;,")
            is_phrase = 0 < len(title) <= headings.LONGEST and not re.search(r"[。\n]", title)
            if not is_phrase or title_end >= end:
                return None, start, start
            again = re.compile(rf"\s*{re.escape(title)}(?:[。:;\n]\s*|$)").match(value, title_end, end)
            if again is None:
                return title, title_end, start
            return (title, again.end(), title_end) if again.end() < end else (None, title_end, title_end)
        line = value.find("\n", start, end)
        heading = headings.split(value, start, end if line < 0 else line, alone=line >= 0)
        if heading.end > heading.start and value[heading.rest : end].strip(" 。;\n"):
            return value[heading.start : heading.end].strip(), heading.rest, start
        return None, start, start

    def _wording(self, laid: Laid, rest: int, cuts: list[tuple[int, int]]) -> str:
        """The content from `rest` on, and below it the cells that say more, each with its header."""
        end = laid.prose[1]
        for extra in laid.extras:
            if is_said(self._material, laid, extra):
                cuts.append((extra.start, extra.end))
            else:
                end = extra.end
        return self._material.wording(rest, end, cuts)

    def _people(self, item: Item) -> Iterator[Person]:
        """Short names split at 、; a name with its posts kept whole. A cell may say the roles itself: 责任领导:张三."""
        for column, stretches in item.people:
            role = column.label
            for content in _role().split(people_text(self._source, stretches).value):
                content = content.strip(" 。;,、")
                if is_people_label(content.removesuffix(":")):
                    role = content.removesuffix(":")
                    continue
                for name in split_people(content):
                    yield Person(role=role, name=name)


@cache
def _role() -> re.Pattern[str]:
    """What parts a cell of persons where it says their roles: a role with its colon."""
    return re.compile(rf"({people_pattern()}:)")


def _unnumbered(heading: str) -> str:
    marker = markers.at(heading, 0)
    return heading[marker.end :].strip() if marker is not None else heading
