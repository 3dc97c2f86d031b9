"""The source with its marks, a paragraph a line, character for character.

>>> from planparse.exporters.review.marks import Mark
>>> print(pane("修<路\\n架桥", [Mark(0, 5, "task", "1", [0]), Mark(4, 5, "lead", "牵头", [0])]))
<div><p id="L1" data-n="1" class="in"><span class="task" id="m0" data-m="0" data-t="0" data-id="1">修&lt;路
</span></p><p id="L2" data-n="2" class="in"><span class="task" data-m="0"><mark class="lead" id="m1" data-m="1"
data-t="0" title="牵头">架</mark></span>桥</p></div>
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from heapq import heappop, heappush

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
    return f"<div>{''.join(_paragraphs(text, marks))}</div>"


def _paragraphs(text: str, marks: Sequence[Mark]) -> Iterator[str]:
    # HTML nests: a mark that reaches beyond its line, or beyond one that holds its beginning, goes on in another piece.
    coming = [(mark.start, -mark.end, ORDER[mark.kind], number) for number, mark in enumerate(marks)]
    coming.sort()
    sheet = 0
    for number, line in enumerate(_LINE.finditer(text), 1):
        start, end = line.span()
        if start - sheet >= _SHEET:
            sheet = start
            yield "</div><div>"
        held = written if _SPECIAL.search(text, start, end) else str
        parts: list[str] = []
        around: list[tuple[int, str]] = []  # where each open piece ends, and its closing tag, the outer first
        position = start
        inside = False
        behind = end + 1 if end == len(text) else end
        while coming and coming[0][0] < behind:
            begin, minus_end, order, one = heappop(coming)
            while around and around[-1][0] <= begin:
                stop, tag = around.pop()
                parts += (held(text[position:stop]), tag)
                position = stop
            if begin > position:
                parts.append(held(text[position:begin]))
                position = begin
            mark, stop = marks[one], around[-1][0] if around else end
            if stop < -minus_end:
                heappush(coming, (stop, minus_end, order, one))
            else:
                stop = -minus_end
            inside = inside or mark.kind == "task"
            parts.append(_opened(mark, one) if begin == mark.start else _continued(mark.kind, one))
            around.append((stop, _CLOSING.get(mark.kind, "</mark>")))
        for stop, tag in reversed(around):
            parts += (held(text[position:stop]), tag)
            position = stop
        parts.append(held(text[position:end]))
        task = ' class="in"' if inside else ""
        yield f'<p id="L{number}" data-n="{number}"{task}>'
        yield from parts
        yield "</p>"


def _opened(mark: Mark, number: int) -> str:
    """The tag of a mark's first piece, which alone has the mark's name and what is said of it."""
    kind = mark.kind
    if kind in _UNNAMED:
        return f'<span class="{kind}">'
    tasks = f' data-t="{" ".join(map(str, mark.tasks))}"' if mark.tasks else ""
    told = f'{"data-id" if kind == "task" else "title"}="{written(mark.told)}"'
    return f'<{_TAGS.get(kind, "mark")} class="{kind}" id="m{number}" data-m="{number}"{tasks} {told}>'


def _continued(kind: str, number: int) -> str:
    name = "" if kind in _UNNAMED else f' data-m="{number}"'
    return f'<{_TAGS.get(kind, "mark")} class="{kind}"{name}>'
