"""Comments and blank lines of a YAML text: which field or item each speaks of.

>>> from planparse.validation.nodes import compose
>>> text = "tasks:\\n# 先办\\n- id: '1'  # 急\\n  # 还缺时限\\n\\n- id: '2'\\n"
>>> root = compose(text)
>>> remarks = find_remarks(text, list(yaml.scan(text)), root)
>>> first, second = root.value[0][1].value
>>> remarks.above(first), remarks.behind(first.value[0][1]), remarks.below(first), remarks.above(second)
(['# 先办'], ['# 急'], ['# 还缺时限'], [''])

An entry is a field of a mapping or an item of a list; it goes by the place where its value begins. A comment behind
something speaks of the last entry that began before it. One on a line of its own speaks of the next entry, unless it
is indented as the fields of a mapping that ends above it: then it stands at that mapping's end. What stands above the
first entry is the head of the file, and stays there.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from typing import Any, NamedTuple

import yaml

_BLANK = ""
_HEADER = re.compile(r"[|>][-+0-9]*[ \t]+(#[^\n]*)")
_CLOSINGS = (yaml.FlowSequenceEndToken, yaml.FlowMappingEndToken)


class Remarks:
    """What is written beside the values: comments, and blank lines as empty ones."""

    __slots__ = ("_above", "_behind", "_below", "head")

    def __init__(self) -> None:
        self.head: list[str] = []
        self._above: dict[int, list[str]] = {}
        self._behind: dict[int, list[str]] = {}
        self._below: dict[int, list[str]] = {}

    def above(self, value: Any) -> list[str]:
        """What stands on lines of its own above the entry with this value."""
        return self._above.setdefault(value.start_mark.index, [])

    def behind(self, value: Any) -> list[str]:
        """What stands behind the entry with this value, on its line."""
        return self._behind.setdefault(value.start_mark.index, [])

    def below(self, mapping: Any) -> list[str]:
        """What stands below the last field of this mapping."""
        return self._below.setdefault(mapping.start_mark.index, [])

    def has_below(self, node: Any) -> bool:
        """Whether a comment stands below the last field of this node."""
        return isinstance(node, yaml.MappingNode) and any(self.below(node))

    def speaks_of(self, value: Any) -> bool:
        """Whether a comment speaks of the entry with this value."""
        return any(self.above(value)) or any(self.behind(value))

    def comments(self) -> list[str]:
        """All comments, those of a kind in the order of the file."""
        kinds = (self._above, self._behind, self._below)
        lists = [self.head, *(lines for kind in kinds for lines in kind.values())]
        return [line for lines in lists for line in lines if line]


class _Entry(NamedTuple):
    """Where a field's key or an item begins, and its value."""

    start: int
    value: Any


class _Brackets(NamedTuple):
    """A list or a mapping in brackets, and the entry whose value it is; none for the root."""

    node: Any
    owner: Any


class _Note(NamedTuple):
    """A comment, or a blank line: what it says, where it begins, and the token before it."""

    text: str
    start: int
    column: int
    is_alone: bool
    """whether nothing stands before it on its line"""
    before: Any


def find_remarks(text: str, tokens: Sequence[Any], root: Any) -> Remarks:
    """The comments and blank lines of a text with these tokens and this root node. Line ends are \\n."""
    return _Finder(tokens, root).find(text)


class _Finder:
    """The entries of a text in its order, and which mappings end between them."""

    def __init__(self, tokens: Sequence[Any], root: Any) -> None:
        self.tokens = [token for token in tokens if token.end_mark.index > token.start_mark.index]
        self.ends = [token.end_mark.index for token in self.tokens]
        self.root = root
        self.entries: list[_Entry] = []
        self.brackets: list[_Brackets] = []
        self.ended: dict[int, list[Any]] = {}
        """number of an entry to the block mappings that end before it, the innermost first"""
        self._walk(root, None)
        self.starts = [entry.start for entry in self.entries]
        self.owners = {one.node.end_mark.index: one.owner for one in self.brackets}
        self.coming = self.brackets[::-1]
        self.around: list[_Brackets] = []
        self.remarks = Remarks()
        self.above_next = (-1, 0)
        """the entry before which the last comment stood, and how many of the mappings that end there are done with"""

    def _walk(self, node: Any, owner: Any) -> None:
        if node is None or isinstance(node, yaml.ScalarNode):
            return
        if node.flow_style:
            self.brackets.append(_Brackets(node, owner))
        for part in node.value:
            key, value = part if isinstance(part, tuple) else (part, part)
            self.entries.append(_Entry(key.start_mark.index, value))
            self._walk(value, value)
        if isinstance(node, yaml.MappingNode) and not node.flow_style:
            self.ended.setdefault(len(self.entries), []).append(node)

    def find(self, text: str) -> Remarks:
        """Give each comment and blank line to what it speaks of."""
        blank = False
        for note in self._notes(text):
            if note.text == _BLANK:
                blank = True
            elif note.is_alone:
                self._alone(note, blank)
                blank = False
            elif note.text.startswith("#"):
                self._behind(note)
            else:  # the token after the gap
                if blank:
                    self._blank(note)
                blank = False
        return self.remarks

    def _notes(self, text: str) -> Iterator[_Note]:
        """The comments and blank lines between the tokens, and a note that is neither where the next token begins."""
        end, before = 0, None
        for token in (*self.tokens, None):
            start = len(text) if token is None else token.start_mark.index
            yield from _between(text, end, start, before)
            if token is None:
                return
            yield _Note("token", start, 0, False, token)
            end, before = token.end_mark.index, token
            if isinstance(token, yaml.ScalarToken) and token.style in ("|", ">"):
                written = text[start:end]
                header = _HEADER.match(written)
                if header:
                    yield _Note(header[1].rstrip(), start + header.start(1), 0, False, token)
                if "+" not in written.partition("\n")[0].partition("#")[0]:
                    end = start + len(written.rstrip())

    def _behind(self, note: _Note) -> None:
        """Give a comment behind something to the entry it stands behind."""
        number = bisect_right(self.starts, note.start) - 1
        before = note.before
        if isinstance(before, yaml.FlowEntryToken):
            before = self.tokens[bisect_left(self.ends, before.end_mark.index) - 1]
        if isinstance(before, yaml.DocumentEndToken):
            self._end().append(note.text)
        elif isinstance(before, _CLOSINGS):
            owner = self.owners[before.end_mark.index]
            (self._end() if owner is None else self.remarks.behind(owner)).append(note.text)
        else:
            is_dash = isinstance(before, yaml.BlockEntryToken)
            if is_dash and (number < 0 or self.starts[number] <= before.start_mark.index):
                number += 1  # the item begins on a later line
            if number < 0:
                self.remarks.head.append(note.text)
            else:
                self.remarks.behind(self.entries[number].value).append(note.text)

    def _end(self) -> list[str]:
        """What stands at the end of the file; a file without entries has a head alone."""
        return self.remarks.below(self.root) if self.entries else self.remarks.head

    def _alone(self, note: _Note, blank: bool) -> None:
        """Give a comment on a line of its own to the entry below it, or to the mapping that ends above it."""
        lines = self._lines_for(note)
        if blank:
            lines.append(_BLANK)
        lines.append(note.text)

    def _lines_for(self, note: _Note) -> list[str]:
        number = bisect_right(self.starts, note.start)
        if number == 0:
            return self.remarks.head
        inside = self._brackets_around(note.start)
        if inside is not None:
            is_last = number == len(self.entries) or self.starts[number] >= inside.node.end_mark.index
            if is_last and isinstance(inside.node, yaml.MappingNode) and inside.node.value:
                return self.remarks.below(inside.node)
            if is_last:
                return self.remarks.above(inside.owner)
        last = self.entries[number - 1].value
        if last.start_mark.index > note.start and not _has_entries(last):
            return self.remarks.above(last)
        if inside is not None:
            return self.remarks.above(self.entries[number].value)
        return self._by_indentation(number, note.column)

    def _by_indentation(self, number: int, column: int) -> list[str]:
        ended = self.ended.get(number, [])
        done = self.above_next[1] if self.above_next[0] == number else 0
        for place in range(done, len(ended)):
            if ended[place].start_mark.column <= column:
                self.above_next = (number, place)
                return self.remarks.below(ended[place])
        if number == len(self.entries):
            return self._end()
        self.above_next = (number, len(ended))
        return self.remarks.above(self.entries[number].value)

    def _blank(self, token: _Note) -> None:
        """Give a blank line to the entry that begins below it."""
        number = bisect_left(self.starts, token.start)
        if number == 0:
            self.remarks.head.append(_BLANK)
        elif number < len(self.entries) and self._brackets_around(token.start) is None:
            is_first = isinstance(token.before, (yaml.BlockEntryToken, yaml.KeyToken))
            if is_first or self.starts[number] == token.start:
                self.remarks.above(self.entries[number].value).append(_BLANK)

    def _brackets_around(self, place: int) -> _Brackets | None:
        """The innermost brackets around a place; places come in the order of the text."""
        while self.coming and self.coming[-1].node.start_mark.index < place:
            self.around.append(self.coming.pop())
        while self.around and self.around[-1].node.end_mark.index <= place:
            self.around.pop()
        return self.around[-1] if self.around else None


def _has_entries(node: Any) -> bool:
    return not isinstance(node, yaml.ScalarNode) and bool(node.value)


def _between(text: str, start: int, end: int, before: Any) -> Iterator[_Note]:
    """The comments and blank lines of a stretch that holds nothing else."""
    line = start
    while line < end:
        stop = text.find("\n", line, end)
        is_whole = stop >= 0
        stop = end if stop < 0 else stop
        sharp = text.find("#", line, stop)
        is_alone = line == 0 or text[line - 1] == "\n"
        if sharp >= 0:
            yield _Note(text[sharp:stop].rstrip(), sharp, sharp - line, is_alone, before)
        elif is_alone and is_whole:
            yield _Note(_BLANK, line, 0, True, before)
        line = stop + 1
