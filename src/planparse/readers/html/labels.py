"""Labels of metadata and their values, which pages set in cells, lists and blocks of their own.

>>> from planparse.readers.html.tree import parse
>>> item = parse("<li><span>索 引 号</span><em>QH-2024-5</em></li>", "page.html").find("li")
>>> label_of(item.elements()[0].words()), item.children[value_of(item, 0)].words()
('索引号', 'QH-2024-5')
"""

from __future__ import annotations

import re
from functools import cache

from planparse.readers.html.tree import Element
from planparse.vocab import words

LONGEST_LABEL = 24
LONGEST_VALUE = 120
"""Characters: a longer text behind a label is no value."""

_SPACES = re.compile(r"[\s:：]+")
_PARAGRAPHS = frozenset({"p", "h1", "h2", "h3", "h4", "h5", "h6"})
_COLONS = (":", "：")


def label_of(text: str) -> str:
    """The metadata label that a text is, without spaces and colon; empty where it is none.

    >>> label_of(" 索 引 号："), label_of("责任单位：")
    ('索引号', '')
    """
    bare = _SPACES.sub("", text)
    return bare if bare in _labels() else ""


def is_metadata(rows: list[list[Element]]) -> bool:
    """Whether a table is a document's 索引号 table: most of every other cell of its rows are labels of metadata."""
    labels = [text for row in rows for cell in row[::2] if (text := cell.opening(LONGEST_LABEL)).strip()]
    known = sum(bool(label_of(text)) for text in labels)
    return known > 0 and known * 2 >= len(labels) and max(map(len, rows)) > 1


def value_of(element: Element, number: int) -> int:
    """Where the value of a label stands among an element's children; -1 where that child is no label with a value.

    A label ends with a colon, or is a term of a list or the head of a row, or shares its element with the value alone.
    """
    label = element.children[number]
    if not isinstance(label, Element) or not label.children or label.tag in ("table", "a"):
        return -1
    if isinstance(label.children[0], str) and len(label.children[0]) > LONGEST_VALUE:
        return -1
    printed = label.opening(LONGEST_LABEL)
    if not printed or not label_of(printed):
        return -1
    for following in range(number + 1, len(element.children)):
        node = element.children[following]
        value = node if isinstance(node, str) else node.opening(LONGEST_VALUE)
        if value.strip():
            break
    else:
        return -1
    if "。" in value or len(value) >= LONGEST_VALUE or label_of(re.split("[:：]", value, maxsplit=1)[0]):
        return -1
    named = printed.rstrip().endswith(_COLONS) or label.tag in ("dt", "th")
    paired = element.tag not in _PARAGRAPHS and isinstance(node, Element) and len(element.elements()) == 2
    return following if named or paired else -1


def with_colon(label: Element) -> str:
    """A label as it is printed before its value."""
    name = label.opening(LONGEST_LABEL).strip()
    return name if name.endswith(_COLONS) else f"{name}:"


@cache
def _labels() -> frozenset[str]:
    metadata = words("metadata")
    return frozenset(metadata["kept"]) | {label for field in metadata["fields"].values() for label in field}
