"""Markup to a tree that is whole: every tag closed, every cell in its row, no deeper than can be walked.

>>> page = parse("<tr><td>序号<td>任务</table><p class=x>修路<p>架桥", "page.html")
>>> body = page.find("body")
>>> [child.tag for child in body.children], body.children[1].attribute("class"), body.words()
(['table', 'p', 'p'], 'x', '序号任务修路架桥')

lexbor (through resiliparse) reads the markup as a browser does and mends it. What it prints again is regular, and
small enough a language for one pattern: reading that is several times as fast as asking for each node.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from html import unescape
from typing import Union

from resiliparse.parse.html import HTMLTree
from resiliparse.parse.html.exception import HTMLParserException

from planparse.errors import ReaderError
from planparse.readers.html.elements import BLOCKS, RAW, VOID
from planparse.readers.html.markup import prepare

DEEPEST = 120
"""What is nested deeper is kept as if it stood here."""

_TOKEN = re.compile(
    r"<(?:(?P<end>/?)(?P<tag>[a-zA-Z][^\s/>]*)(?P<attributes>(?: =?[^\s/>=]*=\"[^\"]*\")*)>|!--.*?-->|![^>]*>)"
    r"|(?P<text>[^<]+|<)",
    re.DOTALL,
)
Node = Union["Element", str]


class Element:
    """A tag and what is in it. `raw` is its attributes as printed by the parser."""

    __slots__ = ("children", "raw", "tag")

    def __init__(self, tag: str, raw: str = "") -> None:
        self.tag = tag
        self.raw = raw
        self.children: list[Node] = []

    def attribute(self, name: str) -> str:
        """The value of an attribute; empty where it has none or is missing."""
        key = f' {name}="'
        start = self.raw.find(key)
        if start < 0:
            return ""
        start += len(key)
        return unescape(self.raw[start : self.raw.index('"', start)])

    def has(self, name: str) -> bool:
        """Whether it names an attribute, with a value or without."""
        return f' {name}="' in self.raw

    def elements(self) -> list[Element]:
        """The children that are elements."""
        return [child for child in self.children if isinstance(child, Element)]

    def descendants(self) -> Iterator[Element]:
        """Every element below this one, in order."""
        left = self.elements()[::-1]
        while left:
            element = left.pop()
            yield element
            left += element.elements()[::-1]

    def find(self, tag: str) -> Element:
        """The first element of a name below this one; an empty one where there is none."""
        return next((element for element in self.descendants() if element.tag == tag), Element(tag))

    def opening(self, longest: int) -> str:
        """The text below this element, or its beginning where it has more characters than that."""
        pieces: list[str] = []
        left: list[Node] = self.children[::-1]
        while left and longest > 0:
            node = left.pop()
            if isinstance(node, str):
                pieces.append(node)
                longest -= len(node.strip())
            else:
                left += node.children[::-1]
        return "".join(pieces)

    def words(self) -> str:
        """All text below this element, as it stands."""
        pieces: list[str] = []
        left: list[Node] = self.children[::-1]
        while left:
            node = left.pop()
            if isinstance(node, str):
                pieces.append(node)
            else:
                left += node.children[::-1]
        return "".join(pieces)


def parse(markup: str, where: str) -> Element:
    """The page's tree. Raises ReaderError for markup that no page has; `where` is what messages call it."""
    safe = prepare(markup, where).encode("utf-8", "replace").decode()
    try:
        printed = str(HTMLTree.parse(safe))
    except (HTMLParserException, MemoryError):
        raise ReaderError(where, "cannot be parsed as a web page", "save its text as .txt first") from None
    return _scan(printed)


def _scan(printed: str) -> Element:
    """The tree of markup as the parser prints it: regular, all of it closed."""
    root = Element("")
    stack = [root]
    position = 0
    while match := _TOKEN.match(printed, position):
        position = match.end()
        end, tag, attributes, text = match.groups()
        if text is not None:
            stack[-1].children.append(unescape(text) if "&" in text else text)
        elif tag is None:
            continue
        elif end:
            if len(stack) > 1:
                stack.pop()
        elif tag in RAW:
            position = _behind(printed, tag, position)
        elif len(stack) <= DEEPEST or tag in VOID:
            element = Element(tag, attributes)
            stack[-1].children.append(element)
            if tag not in VOID:
                stack.append(element)
        else:
            if tag in BLOCKS:
                stack[-1].children.append(Element("br"))
            stack.append(stack[-1])
    return root


def _behind(printed: str, tag: str, position: int) -> int:
    """Where the markup goes on behind an element whose content is none."""
    closing = f"</{tag}>"
    found = printed.rfind(closing, position) if tag == "plaintext" else printed.find(closing, position)
    return len(printed) if found < 0 else found + len(closing)
