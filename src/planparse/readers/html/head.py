"""What a page says of its document in its head: the <meta> tags of government sites, and its title.

>>> from planparse.readers.html.tree import parse
>>> page = parse('<meta name="ArticleTitle" content="清河县节水方案"><meta name="PubDate" content="2026-06-30 09:00">', "page.html")
>>> head_lines(page, "一、修管网。")
['清河县节水方案', '发布日期:2026-06-30 09:00']

A line is given only for what the page's own text does not print.
"""

from __future__ import annotations

import re
from functools import cache

from planparse.readers.html.tree import Element
from planparse.vocab import words

_BARE = re.compile(r"[\W_]+")
_PARTS = re.compile(r"\s*(?:[_|｜]+|(?<!\d)[-–—]+(?!\d))\s*")
_SHORTEST_TITLE = 7
_LONGEST = 300


def titles_of(page: Element) -> list[str]:
    """What the page's head calls its document, the surest first: tags made for it, its title, the parts of that."""
    meta = _meta(page)
    title = page.find("head").find("title").words().strip()
    found = [meta.get("article_title", ""), title, *_PARTS.split(title)]
    return list(dict.fromkeys(name for name in found if name))


def head_lines(page: Element, printed: str) -> list[str]:
    """The lines to print above a page's text, `printed`."""
    bare = _BARE.sub("", printed)
    title = next(filter(_is_title, titles_of(page)), "")
    lines = [title] if title and _BARE.sub("", title) not in bare else []
    for field, value in _meta(page).items():
        label = words("pages")["labels"].get(field)
        if label and not _printed(field).search(printed):
            lines.append(f"{label[0]}:{value}")
    return lines


def _meta(page: Element) -> dict[str, str]:
    """The fields that <meta> tags name, each by the first of them."""
    fields: dict[str, str] = {}
    for element in page.find("head").elements():
        if element.tag == "meta" and element.has("content"):
            name = (element.attribute("name") or element.attribute("property")).strip().lower()
            value = " ".join(element.attribute("content").split())
            if name in _names() and value and len(value) <= _LONGEST:
                fields.setdefault(_names()[name], value)
    order = list(words("pages")["meta_tags"])
    return dict(sorted(fields.items(), key=lambda item: order.index(item[0])))


def _is_title(title: str) -> bool:
    titles = words("titles")
    return len(title) >= _SHORTEST_TITLE and title.rstrip("》”)）").endswith(
        (*titles["notices"]["names"], *titles["plans"]["names"])
    )


@cache
def _names() -> dict[str, str]:
    return {name: field for field, names in words("pages")["meta_tags"].items() for name in names}


@cache
def _printed(field: str) -> re.Pattern[str]:
    """A label that the text itself prints for a field, before something."""
    metadata = words("metadata")
    labels = metadata["fields"].get(field) or words("pages")["labels"][field]
    spaced = "|".join(r"\s*".join(map(re.escape, label)) for label in labels)
    return re.compile(rf"(?:{spaced})\s*[:：]\s*\S")
