"""YAML as the YAML exporter writes it, and with the comments of its editors.

>>> print(formatted("tasks: [{id: 3.10, lead_units: ['甲局', # 待定\\n'on'], due: 2025-03-01}] # 共一项\\n", "tasks.yaml"), end="")
tasks:  # 共一项
- id: 3.10
  lead_units:
  - 甲局  # 待定
  - 'on'
  due: 2025-03-01

A list that the exporter would print on one line gets a line for each of its items where one of them has a comment.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import Any

import yaml

from planparse.exporters.yaml import _FLOW_UP_TO, _in_flow, _key, _value
from planparse.formatting.faults import FormatError, fault_at
from planparse.formatting.order import in_order
from planparse.formatting.remarks import Remarks, find_remarks
from planparse.formatting.sameness import refuse_twice, same
from planparse.validation.nodes import STR, TooMuch, compose

_BREAKS = re.compile("[\x85\u2028\u2029]")
"""Line ends for YAML and for no editor."""
_FOREIGN: dict[type, tuple[str, str]] = {
    yaml.DirectiveToken: ("a % directive is no part of a task list", "delete the line"),
    yaml.AnchorToken: ("an anchor is no part of a task list", "write the value out where its alias stands"),
    yaml.AliasToken: ("an alias is no part of a task list", "write the value out, or quote a text with *"),
    yaml.TagToken: ("a tag is no part of a task list", "delete it; a text may need quotes"),
}
_NEEDLESS_TAGS = (("!!", "str"), ("!!", "map"), ("!!", "seq"), (None, "!"))
"""What quotes and layout say as well."""
_PLACE = {"line", "start", "end"}
_IGNORE = "planparse: ignore"

_Loader: Any = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


def formatted(text: str, file: str) -> str:
    """The canonical form of a YAML text with line ends as Unix has them. Raises FormatError."""
    root, remarks = _read(text, file)
    if root is None:
        return text  # comments at most
    if not isinstance(root, yaml.MappingNode):
        raise fault_at(file, root.start_mark, "holds no plan", "a plan is fields with their values")
    refuse_twice(root, file)
    written = _Writer(remarks).written(in_order(root))
    try:
        again, kept = _read(written, file)
        is_same = same(root, again) and Counter(remarks.comments()) == Counter(kept.comments())
    except FormatError:
        is_same = False
    if not is_same:
        raise FormatError(file, "would not read the same in canonical form and is left alone", "report this")
    return written


def _read(text: str, file: str) -> tuple[Any, Remarks]:
    """The root node, and what is written beside the nodes."""
    odd = _BREAKS.search(text)
    if odd:
        before = text[: odd.start()]
        place = f"{file}:{before.count(chr(10)) + 1}:{odd.start() - before.rfind(chr(10))}"
        what = f"U+{ord(odd[0]):04X} ends a line for YAML and for no editor"
        raise FormatError(place, what, f'delete it, or write "\\u{ord(odd[0]):04x}" in double quotes')
    try:
        root = compose(text)
        tokens = list(yaml.scan(text, Loader=_Loader))
    except TooMuch as much:
        what = "is nested too deeply" if much.code == "too-deep" else "holds too much"
        raise FormatError(f"{file}:{much.line}:{much.column}", what, "this is no task list") from None
    except yaml.YAMLError as error:
        raise _unread(error, file) from None
    for token in tokens:
        if type(token) in _FOREIGN and getattr(token, "value", None) not in _NEEDLESS_TAGS:
            raise fault_at(file, token.start_mark, *_FOREIGN[type(token)])
    return root, find_remarks(text, tokens, root)


def _unread(error: yaml.YAMLError, file: str) -> FormatError:
    mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
    problem = getattr(error, "problem", None) or getattr(error, "reason", None) or "no YAML"
    place = f"{file}:{mark.line + 1}:{mark.column + 1}" if mark else file
    hint = f"see its faults with: planparse validate {file}"
    return FormatError(place, f"cannot be read as YAML ({problem})", hint)


class _Writer:
    """Nodes to lines, each with what is written above and behind it."""

    def __init__(self, remarks: Remarks) -> None:
        self.remarks = remarks
        self.out: list[str] = []

    def written(self, root: Any) -> str:
        """The whole text."""
        self._add(self.remarks.head, "")
        if root.value:
            self._mapping(root, "", "", [])
        else:
            self.out.append("{}")
            self._add(self.remarks.below(root), "")
        while not self.out[-1]:
            self.out.pop()
        return "\n".join(self.out) + "\n"

    def _add(self, lines: list[str], indent: str) -> None:
        """Lines of remarks; of blank lines one is left, at the beginning of the file none."""
        for line in lines:
            if line:
                self.out.append(indent + line)
            elif self.out and self.out[-1]:
                self.out.append(line)

    def _mapping(self, node: Any, first: str, pad: str, behind: list[str]) -> None:
        """Fields, one a line; `first` stands before the first of them, `behind` is said of its line too."""
        for number, (key, value) in enumerate(node.value):
            lead = pad if number else first
            name = _key(key.value, pad) if key.tag == STR else key.value
            self._entry(value, lead, f"{lead}{name}:", pad, [] if number else behind, is_first=not number)
        self._add(self.remarks.below(node), pad)

    def _sequence(self, node: Any, first: str, pad: str, behind: list[str]) -> None:
        """Items, each behind its dash."""
        for number, item in enumerate(node.value):
            lead = pad if number else first
            self._entry(item, lead, f"{lead}-", pad, [] if number else behind, is_first=not number)

    def _entry(
        self, value: Any, lead: str, begun: str, pad: str, behind: list[str], *, is_first: bool
    ) -> None:
        """A field or an item that begins with `begun`."""
        indent = lead[: len(lead) - len(lead.lstrip(" "))]
        above = self.remarks.above(value)
        if is_first:
            above = above[next((place for place, line in enumerate(above) if line), len(above)) :]
        self._add(above, indent)
        behind = behind + self.remarks.behind(value)
        deeper = pad + "  "
        on_line = self._on_line(value, deeper)
        if on_line is None and begun.endswith("-"):
            write = self._mapping if isinstance(value, yaml.MappingNode) else self._sequence
            write(value, f"{begun} ", deeper, behind)
            return
        *opening, last = begun.split("\n")  # a very long field's name stands on a line of its own
        line, _, body = (last + (on_line or "")).partition("\n")
        self._add(behind[:-1], indent)
        self.out += opening
        self.out.append(f"{line}  {behind[-1]}" if behind else line)
        if body:
            self.out += body.split("\n")
        if on_line is None and isinstance(value, yaml.MappingNode):
            self._mapping(value, deeper, deeper, [])
        elif on_line is None:
            self._sequence(value, pad, pad, [])

    def _on_line(self, node: Any, pad: str) -> str | None:
        """What stands behind a field's colon or an item's dash; None for what stands on lines of its own."""
        if isinstance(node, yaml.ScalarNode):
            if node.tag == STR:
                return _value(node.value, pad).removesuffix("\n")
            return node.value and f" {node.value}"
        if not node.value:
            return " {}" if isinstance(node, yaml.MappingNode) else " []"
        if self._is_spoken_of(node):
            return None
        if isinstance(node, yaml.MappingNode):
            if {key.value for key, _ in node.value} != _PLACE or not all(
                _is_short(one) for _, one in node.value
            ):
                return None
            return f" {{{', '.join(f'{key.value}: {_short(one)}' for key, one in node.value)}}}"
        is_kept = node.flow_style and self._ignores(node) and all(map(_is_short, node.value))
        is_names = all(isinstance(one, yaml.ScalarNode) and one.tag == STR for one in node.value)
        if is_kept or (is_names and sum(len(one.value) for one in node.value) <= _FLOW_UP_TO):
            return f" [{', '.join(map(_short, node.value))}]"
        return None

    def _is_spoken_of(self, node: Any) -> bool:
        """Whether a comment speaks of a part of the node."""
        if isinstance(node, yaml.ScalarNode):
            return False
        parts = [part[1] if isinstance(part, tuple) else part for part in node.value]
        return self.remarks.has_below(node) or any(
            self.remarks.speaks_of(part) or self._is_spoken_of(part) for part in parts
        )

    def _ignores(self, node: Any) -> bool:
        """Whether a comment behind the list ignores findings on its items: it does so on its own line alone."""
        return any(_IGNORE in comment for comment in self.remarks.behind(node))


def _is_short(node: Any) -> bool:
    """Whether a node can stand between brackets."""
    return isinstance(node, yaml.ScalarNode) and bool(node.value or node.tag == STR)


def _short(node: Any) -> str:
    return _in_flow(node.value) if node.tag == STR else str(node.value)
