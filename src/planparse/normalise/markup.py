"""Marks of Markdown, stray tags, and the keys that site builders and scrapers write above a text.

>>> text = normalise_markup(Text.raw("---\\nlayout: post\\ndate: 2025-10-31\\n---\\n# 节水方案\\n> **一、任务**\\n1\\\\.修[管网](http://a.cn/b)<br>架桥&amp;造林"))
>>> text.value.split("\\n")
['', '', '发布日期: 2025-10-31', '', '节水方案', '一、任务', '1.修管网', '架桥&造林']
>>> list(dict.fromkeys(removal.rule for removal in text.removals))
['markup/key', 'markup/tag', 'markup/entity', 'markup/link', 'markup/emphasis', 'markup/heading', 'markup/quote', 'markup/escape']

After this: no heading mark, pair of `**`, quotation mark, link, fence, escaped mark, tag or entity. One asterisk
alone stays: before a body's name it says who leads. So does `__` inside a date or a form, and `-` before an item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from typing import Final, NamedTuple

from planparse.normalise.characters import normalise_characters
from planparse.patterns import lazily
from planparse.text import Edit, Text
from planparse.vocab import words

_ROUNDS: Final = 8
_MARKS: Final = "*_~\\<>&`#["
_LONGEST_KEY: Final = 1000  # characters of a line of the head
_HEAD: Final = 6000  # characters of the text below a head of keys that may print the same

_FENCED: Final = lazily(
    r"\s*---[ ]*\n((?:(?!(?:---|\.\.\.)[ ]*$).*\n){1,100}?)(?:---|\.\.\.)[ ]*(?:\n|$)", re.MULTILINE
)
_KEY: Final = lazily(
    r"[ ]*(?P<key>[A-Za-z][\w \-]{0,24}?|[\u4e00-\u9fff]{2,8})[ ]*:[ ]*(?P<quote>[\"']?)(?P<value>.*?)(?P=quote)[ ]*$"
)
_CONTINUED: Final = lazily(r"[ \-#\]]|$")

_BLOCK: Final = "p|br|div|center|table|thead|tbody|tr|td|th|ul|ol|li|h[1-6]|section|article|hr|blockquote|pre"
_TAG: Final = lazily(
    rf"</?(?:(?P<block>{_BLOCK})|span|strong|b|em|i|u|s|a|img|font|big|small|code|del|o:p)\b[^<>\n]{{0,1000}}>",
    re.IGNORECASE,
)
_COMMENT: Final = lazily(r"<!--(?:[^-<]|-(?!->))*+-->")
_ENTITY: Final = lazily(
    r"&(?:nbsp|[et][mn]sp|thinsp|zwnj|[lr][sd]quo|[mn]dash|middot|bull|hellip|amp|lt|gt|quot|times|copy|deg|permil|#\d{1,6}|#x[0-9a-f]{1,5});",
    re.IGNORECASE,
)
_ADDRESS: Final = r"(?:(?:https?:|ftp:|mailto:|javascript:|www\.|[./#])[^\s()<>]*(?:\([^\s()<>]*\)[^\s()<>]*)*|[\w%.\-]+\.[A-Za-z]{2,5})?"
_LINK: Final = lazily(
    rf"(?<!\\)(?P<image>!?)\[(?P<text>[^\[\]\n]*)\]\( *<?{_ADDRESS}>?(?: +\"[^\"\n]*\")? *\)"
)
_EMPHASIS: Final = lazily(r"\n *\n|(?<![\\*])\*{2,3}(?!\*)|(?<![\\_])__(?!_)|(?<![\\~])~~(?!~)")
_WHOLE_LINE: Final = lazily(r"^ *(?P<mark>[*_])(?=[^\s*_])[^*_\n]+(?<=[^\s])(?P=mark) *$", re.MULTILINE)
_BRACKET: Final = lazily(r"(?<![*\\])\*(?=[(〔\[【])[^*\n]{2,400}[)〕\]】]\*(?![*\w])")
"""A clause in italics: 修路。*(责任单位:县交通局)*"""
_HEADING: Final = lazily(r"^ *(?P<mark>(?:#{1,6} +)+|#{2,6}(?=[^\s#]))(?=\S)", re.MULTILINE)
_QUOTE: Final = lazily(r"^ *(?P<mark>(?:> ?)+)(?![\d=.])", re.MULTILINE)
_RULE: Final = lazily(r"^ *(?P<mark>(?:-{3,}|={3,}|\*{3,}|_{3,}|(?:[\-*_] ){2,}[\-*_])) *$", re.MULTILINE)
_CODE: Final = lazily(r"^ *(?P<mark>(?:```|~~~)[\w\-]*) *$", re.MULTILINE)
_ESCAPE: Final = lazily(r"\\(?=[!-/:-@\[-`{-~]|$)", re.MULTILINE)
_BARE: Final = lazily(r"[\W_]+")


def normalise_markup(text: Text) -> Text:
    """Take marks away until none is left: one may stand inside another."""
    for _ in range(_ROUNDS):
        before = text.value
        for step in _steps(before):
            edits = sorted(step(text.value))
            if edits:
                text = text.edit(edits)
        if text.value == before:
            break
    return text


def _steps(value: str) -> list[Callable[[str], Iterator[Edit]]]:
    """What has to be looked for, by the marks that the text holds at all."""
    has = {mark for mark in _MARKS if mark in value}
    steps: list[tuple[bool, Callable[[str], Iterator[Edit]]]] = [
        (bool(_may_open_head().match(value)), _head),
        ("<" in has, _tags),
        ("&" in has, _entities),
        ("[" in has and "](" in value, _links),
        (bool(has & set("*_~")), _emphasis),
        (bool(has & set("#>`~*_")) or "---" in value or "===" in value, _lines),
        ("\\" in has, _escapes),
    ]
    return [step for wanted, step in steps if wanted]


class _Key(NamedTuple):
    """A line of the head, from `start` to `end`: the field that its key names, and where its value stands."""

    field: str
    start: int
    end: int
    value: tuple[int, int]


def _head(value: str) -> Iterator[Edit]:
    """Keys above the text: a field gets its Chinese label, a title loses its key, the rest goes."""
    fenced = _FENCED.match(value)
    if fenced:
        keys = _keys(value, *fenced.span(1), fenced=True)
        end = fenced.end()
        if not keys:
            return
        fence = value.index("---")
        yield fence, fence + 3, "", "markup/key"
        yield fenced.end(1), fenced.end(1) + 3, "", "markup/key"
    else:
        keys = _keys(value, 0, len(value), fenced=False)
        end = keys[-1].end if keys else 0
    below = value[end : end + _HEAD]
    bare = _BARE.sub("", below)
    for key in keys:
        content = value[slice(*key.value)]
        label = words("pages")["labels"].get(key.field)
        if key.field == "article_title":
            kept = bool(content) and _BARE.sub("", content) not in bare
        elif key.field == "labelled":
            continue
        else:
            kept = bool(content) and label is not None and f"{label[0]}:" not in _unspaced(below[:1000])
        if not kept:
            yield key.start, key.end, "", "markup/key"
            continue
        if label is not None:
            yield key.start, key.start, f"{label[0]}: ", ""
        yield key.start, key.value[0], "", "markup/key"
        if key.value[1] < key.end:
            yield key.value[1], key.end, "", "markup/key"


def _unspaced(text: str) -> str:
    return text.replace(" ", "").replace("*", "")


def _keys(value: str, start: int, end: int, *, fenced: bool) -> list[_Key]:
    """The keys of a head; without a fence only those that are known. Empty where it is no head."""
    found: list[_Key] = []
    while start < end:
        stop = value.find("\n", start, end)
        stop = end if stop < 0 else stop
        line = _KEY.match(value, start, stop) if stop - start < _LONGEST_KEY else None
        field = _fields().get(re.sub(r"[ \-]", "_", line["key"].lower())) if line else None
        if line and (field or fenced):
            chinese = line["key"][0] > "\u3400"
            found.append(
                _Key(field or ("labelled" if chinese else "dropped"), start, stop, line.span("value"))
            )
        elif fenced and _CONTINUED.match(value, start, stop):
            if found:
                found[-1] = found[-1]._replace(end=stop)
        else:
            return [] if fenced else found
        start = stop + 1
    return found


def _tags(value: str) -> Iterator[Edit]:
    for comment in _COMMENT.finditer(value):
        yield *comment.span(), "", "markup/comment"
    for tag in _TAG.finditer(value):
        start, end = tag.span()
        if (
            tag["block"]
            and value[start - 1 : start] not in ("", "\n")
            and value[end : end + 1] not in ("", "\n")
        ):
            yield start, start, "\n", ""
        yield start, end, "", "markup/tag"


def _entities(value: str) -> Iterator[Edit]:
    from html import unescape  # its table of entities is large, and few texts have one

    for entity in _ENTITY.finditer(value):
        character = normalise_characters(Text.raw(unescape(entity[0]))).value
        if character:
            yield entity.start(), entity.start(), character, ""
        yield *entity.span(), "", "markup/entity"


def _links(value: str) -> Iterator[Edit]:
    for link in _LINK.finditer(value):
        if link["image"]:
            yield *link.span(), "", "markup/image"
        else:
            yield link.start(), link.start("text"), "", "markup/link"
            yield link.end("text"), link.end(), "", "markup/link"


def _emphasis(value: str) -> Iterator[Edit]:
    """The pairs of `**`, `__` and `~~` within a paragraph, and one pair around a whole line or a bracket."""
    opened: dict[str, int] = {}
    for match in _EMPHASIS.finditer(value):
        mark, start, end = match[0], *match.span()
        if mark[0] == "\n":
            opened.clear()
        elif mark in opened and _closes(value, mark, start, end):
            before = opened.pop(mark)
            yield before, before + len(mark), "", "markup/emphasis"
            yield start, end, "", "markup/emphasis"
        elif mark != "__" or not _is_word(value[start - 1 : start]):
            opened[mark] = start
    for line in _WHOLE_LINE.finditer(value):
        first, last = line.start("mark"), value.rindex(line["mark"], line.start(), line.end())
        yield first, first + 1, "", "markup/emphasis"
        yield last, last + 1, "", "markup/emphasis"
    for bracket in _BRACKET.finditer(value):
        if value[bracket.start() - 1 : bracket.start()] not in ("", "\n", " "):
            yield bracket.start(), bracket.start() + 1, "", "markup/emphasis"
            yield bracket.end() - 1, bracket.end(), "", "markup/emphasis"


def _closes(value: str, mark: str, start: int, end: int) -> bool:
    """Whether the second of two marks ends what the first began: not in 、**乙局, nor in 年__月."""
    before, behind = value[start - 1 : start], value[end : end + 1]
    if mark == "__":
        return not _is_word(behind)
    return not (before in "、,;(" and _is_word(behind))


def _is_word(character: str) -> bool:
    return character.isalnum()


def _lines(value: str) -> Iterator[Edit]:
    """Marks that open a line, and lines that are nothing but marks."""
    for line in _RULE.finditer(value):
        yield *line.span("mark"), "", "markup/rule"
    for line in _CODE.finditer(value):
        yield *line.span("mark"), "", "markup/fence"
    for line in _QUOTE.finditer(value):
        yield *line.span("mark"), "", "markup/quote"
    for line in _HEADING.finditer(value):
        yield *line.span("mark"), "", "markup/heading"
        end = value.find("\n", line.end())
        end = len(value) if end < 0 else end
        words_end = line.end() + len(value[line.end() : end].rstrip(" #"))
        tail = value.find(" #", words_end, end)  # not the mark of C#
        if tail >= 0:
            yield tail, end, "", "markup/heading"


def _escapes(value: str) -> Iterator[Edit]:
    for escape in _ESCAPE.finditer(value):
        yield *escape.span(), "", "markup/escape"


@cache
def _may_open_head() -> re.Pattern[str]:
    """A fence, or a key that is known, at the very start."""
    return re.compile(r"\s*---[ ]*\n|[ ]*[A-Za-z][\w \-]{0,24}[ ]*:")


@cache
def _fields() -> dict[str, str]:
    return {key: field for field, keys in words("pages")["front_matter"].items() for key in keys}
