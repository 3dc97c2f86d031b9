"""Spaces that print nothing a reader would miss.

>>> normalise_spacing(Text.raw("  组    长:陈细钿\\n到 2027 年底,建成 3000 亿元 产业 集群。\\nOpen AI")).value
'组长:陈细钿\\n到2027年底,建成3000亿元 产业 集群。\\nOpen AI'

After this: no white space at either end of a line, none beside punctuation, none between a Chinese character and
a digit but behind a number that opens a line, and no label spaced out letter by letter. One space between two Chinese
words stays: it often stands where a heading or a name ended.
"""

from __future__ import annotations

from collections.abc import Iterator

import regex

from planparse.text import Edit, Text

_HAN = r"\u3400-\u9fff\uf900-\ufaff〇○"
_MARKS = r"，。、；：！？,;:!?…“”‘’（）()《》〈〉【】〔〕\[\]"
_LABEL = regex.compile(rf"(?m)^[\-*|.· ]*([{_HAN}](?: +[{_HAN}])+)(?= *:)")
_SPACES = regex.compile(r" +")
_IDLE = regex.compile(
    rf"""
    (?m: \ +$ | ^\ + )
    | \ +(?=[{_MARKS}]) | (?<=[{_MARKS}])\ +
    | (?<=[{_HAN}%])\ +(?=\d) | (?<=\d\.)\ +(?=[{_HAN}])
    | (?P<number> (?<=\d)\ +(?=[{_HAN}%]) )
    | (?<=[{_HAN}])(?P<gap>\ \ +)(?=[{_HAN}])
    """,
    regex.VERBOSE,
)


def normalise_spacing(text: Text) -> Text:
    """Drop the spaces that stand for nothing."""
    if " " not in text.value:
        return text
    value = text.value
    labels = [
        (space.start(), space.end(), "", "")
        for label in _LABEL.finditer(value)
        for space in _SPACES.finditer(value, *label.span(1))
    ]
    text = text.edit(labels)
    return text.edit(_idle(text.value))


def _idle(value: str) -> Iterator[Edit]:
    for match in _IDLE.finditer(value):
        if match["gap"]:
            yield match.start(), match.end(), " ", ""
        elif not match["number"] or not _opens_line(value, match.start()):
            yield match.start(), match.end(), "", ""


def _opens_line(value: str, end: int) -> bool:
    """Whether what stands before `end` is a number at the start of its line: 12 公路投资."""
    start = max(0, end - 12)
    head = value[start:end].rsplit("\n", 1)
    return (len(head) > 1 or start == 0) and head[-1].strip(" .").isdigit()
