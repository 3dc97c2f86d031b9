"""The names of HTML's elements, by how they behave.

>>> "br" in VOID, "td" in OPEN_ENDED, "script" in RAW, "b" in FORMATTING, "section" in BLOCKS
(True, True, True, True, True)
"""

from __future__ import annotations

VOID = frozenset((
    "area", "base", "basefont", "bgsound", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link", "meta",
    "param", "source", "track", "wbr",
))  # fmt: skip
"""Elements without content."""

OPEN_ENDED = VOID | frozenset((
    "p", "li", "dd", "dt", "tr", "td", "th", "tbody", "thead", "tfoot", "colgroup", "html", "head", "body",
))  # fmt: skip
"""Elements that need no closing tag: the next one closes them."""

RAW = frozenset(("script", "style", "xmp", "iframe", "noembed", "noframes", "plaintext"))
"""Elements whose content is no markup, and none of the page's text."""

FORMATTING = frozenset((
    "big", "b", "code", "em", "font", "i", "nobr", "small", "strike", "strong", "s", "tt", "u",
))  # fmt: skip
"""Elements that a parser opens again in each paragraph until they are closed. They say nothing of the text."""

BLOCKS = frozenset((
    "address", "article", "aside", "blockquote", "body", "br", "caption", "center", "dd", "details", "dialog", "dir",
    "div", "dl", "dt", "fieldset", "figcaption", "figure", "footer", "form", "h1", "h2", "h3", "h4", "h5", "h6",
    "header", "hgroup", "hr", "html", "legend", "li", "listing", "main", "menu", "nav", "ol", "option", "p", "pre",
    "section", "select", "summary", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
))  # fmt: skip
"""Elements that begin and end a line."""
