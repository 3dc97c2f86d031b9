"""The source with its marks, a paragraph a line, character for character.

>>> from planparse.exporters.review.marks import Mark
>>> print(pane("修<路\\n架桥", [Mark(0, 5, "task", "1", [0]), Mark(4, 5, "lead", "牵头", [0])]))
<div><p id="L1" data-n="1" class="in"><span class="task" id="m0" data-m="0" data-t="0" data-id="1">修&lt;路
</span></p><p id="L2" data-n="2" class="in"><span class="task" data-m="0"><mark class="lead" id="m1" data-m="1"
data-t="0" title="牵头">架</mark></span>桥</p></div>
"""

from __future__ import annotations

import re
from bisect import insort
from collections.abc import Sequence
from functools import lru_cache

from planparse.exporters.review.marks import AREAS, ORDER, Mark

_LINE = re.compile(r"[^\r\n]*(?:\r\n|[\r\n])|[^\r\n]+")
_SPECIAL = re.compile("[&<>\"'\r\x00\ud800-\udfff]")
_WRITTEN = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "'": "&#x27;", "\r": "&#13;"}
_SHEET = 2400
"""Characters that page.css takes for 2200 pixels while they are off the screen. A sheet a paragraph would cost each frame
more than drawing does."""
_TAGS = dict.fromkeys(AREAS, "span") | {"removed": "del"}
_CLOSING = {kind: f"</{tag}>" for kind, tag in _TAGS.items()}
_UNNAMED = ("heading", "rest")
"""Nothing leads to these."""


def written(text: str) -> str:
    """The text as HTML, in content or within quotes; what HTML cannot hold (NUL, half characters) becomes U+FFFD.

    A carriage return is written as a reference: a browser would make a line feed of it.

    >>> written("a<b>\\r&\\x00'")
    'a&lt;b&gt;&#13;&amp;\ufffd&#x27;'
    """
    if not _SPECIAL.search(text):
        return text
    return _SPECIAL.sub(lambda match: _WRITTEN.get(match[0], "\ufffd"), text)


def pane(text: str, marks: Sequence[Mark]) -> str:
    """The paragraphs, in sheets that are drawn only when they come to the screen.

    A mark that runs over a line's end or across another mark stands in several pieces.
    """
    # HTML nests: a mark that reaches beyond its line, or beyond one that holds its beginning, goes on in another piece.
    # The next piece is the last of these: by where it begins, the longer first, the outer kind first.
    coming = [(-mark.start, mark.end, -ORDER[mark.kind], -place) for place, mark in enumerate(marks)]
    coming.sort()
    opening = [_opened(mark, place) for place, mark in enumerate(marks)]
    parts = ["<div>"]
    put = parts.append
    sheet = 0
    for number, line in enumerate(_LINE.finditer(text), 1):
        start, end = line.span()
        if start - sheet >= _SHEET:
            sheet = start
            put("</div><div>")
        put("")  # the paragraph's own tag, once it is known whether it is of a task
        opened = len(parts) - 1
        held = written if _SPECIAL.search(text, start, end) else str
        around: list[tuple[int, str]] = []  # where each open piece ends, and its closing tag, the outer first
        position = start
        task = ""
        before = -end if end < len(text) else -end - 1
        while coming and coming[-1][0] > before:
            minus_begin, stop, order, minus_place = coming.pop()
            begin, place = -minus_begin, -minus_place
            while around and around[-1][0] <= begin:
                until, tag = around.pop()
                if position < until:
                    put(held(text[position:until]))
                    position = until
                put(tag)
            if begin > position:
                put(held(text[position:begin]))
                position = begin
            mark = marks[place]
            kind = mark.kind
            room = around[-1][0] if around else end
            if room < stop:
                insort(coming, (-room, stop, order, minus_place))
                stop = room
            if kind == "task":
                task = ' class="in"'
            put(opening[place] if begin == mark.start else _continued(kind, place))
            around.append((stop, _CLOSING.get(kind, "</mark>")))
        for until, tag in reversed(around):
            if position < until:
                put(held(text[position:until]))
                position = until
            put(tag)
        put(held(text[position:end]))
        put("</p>")
        parts[opened] = f'<p id="L{number}" data-n="{number}"{task}>'
    put("</div>")
    return "".join(parts)


def _opened(mark: Mark, number: int) -> str:
    """The tag of a mark's first piece, which alone has the mark's name and what is said of it."""
    kind, tasks = mark.kind, mark.tasks
    if kind in _UNNAMED:
        return f'<span class="{kind}">'
    listed = str(tasks[0]) if len(tasks) == 1 else " ".join(map(str, tasks))
    those = f' data-t="{listed}"' if tasks else ""
    told = "data-id" if kind == "task" else "title"
    return (
        f'<{_TAGS.get(kind, "mark")} class="{kind}" id="m{number}" data-m="{number}"{those}'
        f' {told}="{_told(mark.told)}">'
    )


_told = lru_cache(maxsize=1024)(written)  # what is said of units is nearly always their role


def _continued(kind: str, number: int) -> str:
    name = "" if kind in _UNNAMED else f' data-m="{number}"'
    return f'<{_TAGS.get(kind, "mark")} class="{kind}"{name}>'
