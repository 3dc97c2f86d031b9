"""JSON to the same nodes as YAML, each with its place.

>>> root, faults = read_json('{"tasks": [\\n  {"id": "1",},\\n]}')
>>> [(fault.line, fault.column, fault.message) for fault in faults]
[(2, 13, '最后一项之后多了逗号'), (2, 15, '最后一项之后多了逗号')]
>>> root.value[0][0].value, root.value[0][1].value[0].start_mark.column
('tasks', 2)

What is YAML and no JSON (a trailing comma, a comment, single quotes) is a fault, and is read as what it was meant to be,
so that the rest of the file is checked too.
"""

from __future__ import annotations

import json
import re
from typing import Any

import yaml
from yaml.error import Mark

from planparse.validation.faults import Fault
from planparse.validation.nodes import DEEPEST, MAP, MOST_NODES, SEQ, STR, TooMuch, mark_at
from planparse.validation.stretches import Lines

_CORE = "tag:yaml.org,2002:"
_SPACE = re.compile(r"[ \t\r\n]*")
_COMMENT = re.compile(r"//[^\r\n]*|#[^\r\n]*|/\*.*?\*/", re.DOTALL)
_STRING = re.compile(r'"(?:[^"\\\r\n]|\\.)*"')
_SINGLE = re.compile(r"'(?:[^'\\\r\n]|\\.)*'|“[^”\r\n]*”")
_NUMBER = re.compile(r"-?(?:0|[1-9]\d*)(\.\d+)?([eE][-+]?\d+)?(?![\w.+-])")
_WORD = re.compile(r"[^\s,:\[\]{}\"'\uff0c\uff1a]+")
_WORDS = {"true": "bool", "false": "bool", "null": "null"}
_OPENINGS = frozenset("{[\"'-0123456789tfn")
"""What a value or a field's name may begin with: behind a missing comma, anything else is past help."""
_HINT = "JSON 的写法比 YAML 严;也可以改存为 .yaml"


def read_json(text: str) -> tuple[Any, list[Fault]]:
    """The root node, None where the text breaks off, and what is wrong with it. Raises TooMuch."""
    reader = _Reader(text)
    try:
        return reader.document(), reader.faults
    except _Broken:
        return None, reader.faults


class _Broken(Exception):
    """Nothing more can be read."""


class _Reader:
    def __init__(self, text: str) -> None:
        self.text = text
        self.place = 0
        self.nodes = 0
        self.faults: list[Fault] = []
        self.lines = Lines(text)

    def document(self) -> Any:
        self.skip()
        if self.place == len(self.text):
            return None
        root = self.value(1)
        self.skip()
        if self.place < len(self.text):
            self.fault(self.place, "结尾之后还有内容", "一个文件只写一份计划")
        return root

    def mark(self, offset: int) -> Mark:
        return mark_at(*self.lines.place(offset), offset)

    def fault(self, offset: int, message: str, hint: str = _HINT) -> None:
        mark = self.mark(offset)
        self.faults.append(Fault(mark.line + 1, mark.column + 1, "syntax", message, hint))

    def broken(self, offset: int, message: str, hint: str = "检查引号、括号和逗号") -> _Broken:
        self.fault(offset, message, hint)
        return _Broken()

    def skip(self) -> None:
        """Go on behind white space; a comment is a fault."""
        while True:
            space = _SPACE.match(self.text, self.place)
            self.place = space.end() if space else self.place
            comment = _COMMENT.match(self.text, self.place)
            if comment is None:
                return
            self.fault(self.place, "JSON 里不能写注释")
            self.place = comment.end()

    def next(self) -> str:
        self.skip()
        return self.text[self.place : self.place + 1]

    def value(self, depth: int) -> Any:
        self.nodes += 1
        start = self.place
        if depth > DEEPEST or self.nodes > MOST_NODES:
            mark = self.mark(start)
            code = "too-deep" if depth > DEEPEST else "too-large"
            raise TooMuch(code, mark.line + 1, mark.column + 1)
        first = self.next()
        start = self.place
        if first == "{":
            return self.mapping(depth)
        if first == "[":
            return self.sequence(depth)
        string = self.string()
        if string is not None:
            return self.scalar(STR, string, start, '"')
        number = _NUMBER.match(self.text, start)
        if number:
            self.place = number.end()
            return self.scalar(_CORE + ("float" if number[1] or number[2] else "int"), number[0], start)
        word = _WORD.match(self.text, start)
        if word is None:
            where = start if start < len(self.text) else max(len(self.text.rstrip()) - 1, 0)
            raise self.broken(where, "这里应有一个值" if start < len(self.text) else "没有写完就结束了")
        self.place = word.end()
        if word[0] in _WORDS:
            return self.scalar(_CORE + _WORDS[word[0]], word[0], start)
        self.fault(start, f"{word[0][:40]} 没有引号", "文字两边加双引号")
        return self.scalar(STR, word[0], start, '"')

    def scalar(self, tag: str, value: str, start: int, style: str = "") -> Any:
        return yaml.ScalarNode(tag, value, self.mark(start), self.mark(self.place), style)

    def string(self) -> str | None:
        """The string that begins here, or None."""
        start = self.place
        match = _STRING.match(self.text, start)
        if match is None:
            match = _SINGLE.match(self.text, start)
            if match:
                self.fault(start, "引号应为英文双引号")
                self.place = match.end()
                return match[0][1:-1]
            if self.text.startswith('"', start):
                raise self.broken(start, "引号没有关上", "在这段文字的末尾加上双引号")
            return None
        self.place = match.end()
        try:
            return str(json.loads(match[0]))
        except ValueError as error:
            position = getattr(error, "pos", 0)
            self.fault(start + position, "文字里有不能直接写的字符", "制表符写成 \\t,反斜线写成 \\\\")
            return match[0][1:-1]

    def separator(self, wanted: str, wide: str, message: str) -> bool:
        """Go on behind a comma or a colon; a full-width one counts, and is told."""
        found = self.next()
        if found == wanted:
            self.place += 1
            return True
        if found and found in wide:
            self.fault(self.place, f"这里的“{found}”应为英文的“{wanted}”", "改成半角标点")
            self.place += 1
            return True
        if message:
            self.fault(self.place if found else max(len(self.text.rstrip()) - 1, 0), message)
        return False

    def sequence(self, depth: int) -> Any:
        start = self.place
        self.place += 1
        items: list[Any] = []
        while not self.closes("]", start, bool(items)):
            items.append(self.value(depth + 1))
        return yaml.SequenceNode(SEQ, items, self.mark(start), self.mark(self.place), True)

    def mapping(self, depth: int) -> Any:
        start = self.place
        self.place += 1
        pairs: list[tuple[Any, Any]] = []
        while not self.closes("}", start, bool(pairs)):
            begin = self.place
            key = self.string()
            if key is None:
                word = _WORD.match(self.text, begin)
                if word is None:
                    raise self.broken(begin, "这里应有字段名")
                self.place = word.end()
                key = word[0]
                self.fault(begin, f"字段名 {key[:40]} 没有引号", "字段名两边加双引号")
            key_node = self.scalar(STR, key, begin, '"')
            if not self.separator(":", "\uff1a", f"“{key[:40]}”之后缺少冒号"):
                raise _Broken
            pairs.append((key_node, self.value(depth + 1)))
        return yaml.MappingNode(MAP, pairs, self.mark(start), self.mark(self.place), True)

    def closes(self, bracket: str, start: int, going_on: bool) -> bool:
        """Whether the list or the mapping that begins at `start` ends here; else its next item does."""
        if going_on and self.next() != bracket:
            comma = self.place
            if not self.text[comma : comma + 1]:
                raise self.broken(start, f"“{self.text[start]}”没有关上", f"在末尾加上“{bracket}”")
            if self.separator(",", "\uff0c、", "这里缺少逗号"):
                if self.next() == bracket:
                    self.fault(comma, "最后一项之后多了逗号")
            elif self.text[self.place] not in _OPENINGS:
                raise _Broken
        if self.next() != bracket:
            return False
        self.place += 1
        return True
