"""Markup made safe to parse: what would cost a parser far more than its size is mended, or refused in one line.

>>> prepare("<B>修</B>路<svg><path/></svg>", "page.html")
'<span>修</span>路</svg>'
>>> prepare("<div>" * 3000, "page.html")
Traceback (most recent call last):
planparse.errors.ReaderError: page.html: has more than 2000 tags inside one another;
it is no document, or damaged: save its text as .txt first

A parser's time grows with the square of what is nested, left open or written into one tag, and its memory with the
square of the formatting that a page opens and never closes.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from planparse.errors import ReaderError
from planparse.readers.html.elements import FORMATTING, OPEN_ENDED

LARGEST = 8 * 1024 * 1024
"""Characters, without the images that a page carries in itself."""
MOST_TAGS = 150_000
MOST_OPEN = 2_000
"""Tags that were opened and not closed before the next."""
MOST_ATTRIBUTES = 1_000
"""Of one tag; of the whole page, as many as tags."""
MOST_OPTIONS = 10_000
"""Entries of lists to choose from: a parser compares each with those before it."""

_FORMATTING = re.compile(rf"(</?)(?:{'|'.join(sorted(FORMATTING))})(?=[\s/>])", re.IGNORECASE)
_FOREIGN = re.compile(
    r"<(?P<end>/?)(?P<name>svg|math)(?=[\s/>])(?:[^<>]*+(?<=/)(?P<closed>>))?", re.IGNORECASE
)
_TAG = re.compile(r"<(/?)([a-zA-Z][^\s/>]*+)((?:[^>=]++|=\s*+(?:\"[^\"]*+\"|'[^']*+'|(?![\"'])))*+)")
_QUOTED = re.compile(r"=\s*+(?:\"[^\"]*+\"|'[^']*+')")
_NAME = re.compile(r"[^\s/>=]+")
_ROWS = re.compile(
    r"\s*(?:<!--(?:(?!-->).)*+-->\s*)*<(?:tbody|thead|tr|td|th)[\s>]", re.IGNORECASE | re.DOTALL
)
_LONG_TAG = 10_000
_MANY_ATTRIBUTES = 1_000_000  # characters of attributes, of the whole page, before they are counted


def prepare(markup: str, where: str) -> str:
    """The markup to parse. Raises ReaderError for markup that no page has; `where` is what messages call it."""
    if len(markup) > LARGEST:
        raise _refused(where, f"has more than {LARGEST >> 20} million characters of markup")
    markup = _FORMATTING.sub(r"\1span", "".join(_without_drawings(markup)))
    _check(markup, where)
    return (
        "<table>" + markup if _ROWS.match(markup) else markup
    )  # rows cut out of their table lose their tags


def _without_drawings(markup: str) -> Iterator[str]:
    """The pieces of the markup between its drawings. A drawing that is not closed, and a formula, stay as plain tags."""
    position = 0
    drawing = -1
    for match in _FOREIGN.finditer(markup):
        drawn = match["name"].lower() == "svg"
        if match["closed"]:
            if drawn and drawing < 0:
                yield markup[position : match.start()]
                position = match.end()
            continue
        if drawn and match["end"] and drawing >= 0:
            yield markup[position:drawing]
            position, drawing = match.start(), -1
            continue
        if drawing >= 0:  # another begins in it: it was not closed
            yield markup[position : drawing + 1] + "x-"
            position = drawing + 1
        drawing = match.start() if drawn and not match["end"] else -1
        if drawing < 0:
            yield markup[position : match.start("name")] + "x-"
            position = match.start("name")
    if drawing >= 0:
        yield markup[position : drawing + 1] + "x-"
        position = drawing + 1
    yield markup[position:]


def _check(markup: str, where: str) -> None:
    """Refuse markup whose parsing would take far more than its size."""
    tags = options = attributes = depth = 0
    left_open: dict[str, int] = {}
    for match in _TAG.finditer(markup):
        tags += 1
        name = match[2].lower()
        if name not in OPEN_ENDED:
            opened = left_open.get(name, 0)
            change = 1 if not match[1] else -1 if opened else 0
            left_open[name] = opened + change
            depth += change
        if match[1]:
            continue
        size = len(match[3])
        attributes += size
        options += name == "option"
        if depth > MOST_OPEN:
            raise _refused(where, f"has more than {MOST_OPEN} tags inside one another")
        if size > _LONG_TAG and _attributes(match[3]) > MOST_ATTRIBUTES:
            raise _refused(where, f"has a tag of more than {MOST_ATTRIBUTES} attributes")
    if tags > MOST_TAGS or options > MOST_OPTIONS:
        raise _refused(where, f"has more than {MOST_TAGS} tags, or {MOST_OPTIONS} options to choose from")
    if attributes > _MANY_ATTRIBUTES and sum(_attributes(m[3]) for m in _TAG.finditer(markup)) > MOST_TAGS:
        raise _refused(where, f"has more than {MOST_TAGS} attributes")


def _attributes(inside: str) -> int:
    """How many names stand in a tag, give or take those inside values without quotes."""
    return len(_NAME.findall(_QUOTED.sub("= ", inside)))


def _refused(where: str, what: str) -> ReaderError:
    return ReaderError(where, what, "it is no document, or damaged: save its text as .txt first")
