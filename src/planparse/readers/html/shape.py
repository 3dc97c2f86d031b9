"""How an element stands on the page, as browsers show it without the page's style sheets.

>>> from planparse.readers.html.tree import Element
>>> stands_apart(Element("p")), stands_apart(Element("span", ' style="display:block"')), stands_apart(Element("b"))
(True, True, False)
"""

from __future__ import annotations

import re
from collections import Counter

from planparse.readers.html.elements import BLOCKS
from planparse.readers.html.tree import Element

_DISPLAY = re.compile(r"(?<![\w-])display\s*:\s*(inline(?!-)|block|flex|grid|table|list-item)", re.IGNORECASE)
_KEPT_LINES = re.compile(r"(?<![\w-])white-space\s*:\s*(?:pre|break-spaces)", re.IGNORECASE)
_ALWAYS_APART = frozenset({"td", "th", "tr", "li", "table"})
_FILES = (
    ".pdf",
    ".doc",
    ".docx",
    ".wps",
    ".et",
    ".xls",
    ".xlsx",
    ".zip",
    ".rar",
    ".ofd",
    ".ppt",
    ".pptx",
    ".txt",
)
_NUMBERED = re.compile(r"\s*[\d(（\[【①-⑳一二三四五六七八九十第]")
_LONGEST_LINK = 300  # characters of sentences
_FIRST = re.compile(r"[1-9]\d{0,2}|")


def stands_apart(element: Element) -> bool:
    """Whether an element has lines of its own."""
    if ' style="' in element.raw and element.tag not in _ALWAYS_APART:
        display = _DISPLAY.search(element.attribute("style"))
        if display:
            return display[1].lower() != "inline"
    return element.tag in BLOCKS


def keeps_lines(element: Element) -> bool:
    """Whether a line's end in the markup is one on the page."""
    if element.tag in ("pre", "listing"):
        return True
    return ' style="' in element.raw and bool(_KEPT_LINES.search(element.attribute("style")))


def first_number(listing: Element) -> int:
    """The number that a numbered list shows before its first item; 0 where it shows none, or the items print theirs."""
    items = [child for child in listing.elements() if child.tag == "li"]
    first = _FIRST.fullmatch(listing.attribute("start").strip())
    if len(items) < 2 or first is None or listing.attribute("type") not in ("", "1"):
        return 0
    if "none" in listing.attribute("style") or any(_NUMBERED.match(item.opening(12)) for item in items):
        return 0
    return int(first[0] or 1) if all(map(_has_own_words, items)) else 0


def _has_own_words(item: Element) -> bool:
    """Whether an item of a list holds more than links."""
    linked = sum(len(child.words().strip()) for child in item.descendants() if child.tag == "a")
    return linked * 2 < len(item.words().strip())


def leads_away(link: Element) -> bool:
    """Whether a link leads to another page: not to a file that is attached, nor within the page."""
    target = link.attribute("href").strip().lower()
    if not link.has("href") or (target.startswith("#") and len(target) > 1):
        return False
    path = target.split("?")[0].split("#")[0]
    return not path.endswith(_FILES) and not link.words().strip().lower().endswith(_FILES)


def closed_links(text: str, links: list[tuple[int, int, str]]) -> list[tuple[int, int]]:
    """The links that were closed: one that was left open runs on through the page's sentences, in copies or alone.

    A link is where it begins and ends in the text, and its attributes, which its copies share.
    """
    running: Counter[str] = Counter()
    for start, end, attributes in links:
        if "。" in text[start:end]:
            running[attributes] += end - start
    return [(start, end) for start, end, attributes in links if running[attributes] <= _LONGEST_LINK]
