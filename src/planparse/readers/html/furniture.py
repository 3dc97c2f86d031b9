"""What of a printed page is no part of its document: navigation, sidebars, share buttons, related articles, footer.

>>> from planparse.readers.html.printing import print_page
>>> from planparse.readers.html.tree import parse
>>> page = ("<div class=nav>首页</div><p>一、修路。修路一公里。</p><ul><li><a href=1>甲县方案</a><li><a href=2>乙县方案</a>"
...         "<li><a href=3>丙县方案</a></ul><div class=footer><p>二、架桥。架一座桥。</p></div>")
>>> printed = print_page(parse(page, "page.html").find("body"), loose=False)
>>> [(printed.text[start:end], rule) for start, end, rule in find_furniture(printed, frozenset())]
[('首页', 'html/navigation'), ('甲县方案\\n乙县方案\\n丙县方案', 'html/links')]

The body of a document is never given up: a part with wording of a document stays, whatever its class says, and so
does what is in doubt. The rules of `normalise/boilerplate.py` come behind.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import accumulate
from typing import NamedTuple

from planparse.readers.html.evidence import DATE
from planparse.readers.html.labels import label_of
from planparse.readers.html.printing import Part, Printed
from planparse.readers.reading import Furniture
from planparse.vocab import alternation, words

FEWEST_LINKS = 3
"""Fewer links in a part are no list of links."""
_MOSTLY = 0.6  # share of a part's letters that are links
_SHARE_OF_PROSE = 0.1  # of the page's sentences, at most, are in a part that is furniture by its name
_ALMOST = 0.8  # share of a line's letters, for lines above and below the document
_SHORTEST_SENTENCE = 10
_LONG = 200
_LONGEST_ASIDE = 60  # characters of furniture inside a line

_LETTER = re.compile(r"[^\W\d_]")
_OTHERS = re.compile(r"[\W\d_]+")
_HANZI = "一二三四五六七八九十百"
_DOCUMENT = re.compile(
    rf"""\s*(?:
      第?[{_HANZI}]{{1,4}}(?:[、.．]|[章节条篇]|部分)
    | [(（][{_HANZI}]{{1,4}}[)）]
    | \d{{1,3}}[.．、](?!\d)
    | [(（]\d{{1,2}}[)）] | [①-⑳]
    | 附\s*[件表录]?\s*\d{{0,2}}\s*[:：] | 附\s*件 | 抄送
    | [(（\[〔【*]{{0,3}}(?:责任|牵头|配合|协办|协同|参与|落实)(?:单位|部门|科室|处室)
    | [^\s\d,，。]{{1,24}}[〔\[［(（【]\s*(?:19|20)\d\d\s*[〕\]］)）】]\s*第?\s*\d+\s*号
    | (?:(?:19|20)\d\d|[一二][〇○O零一二三四五六七八九]{{3}})\s*年\s*\w{{1,3}}\s*月\s*\w{{1,3}}\s*日\s*$
    )""",
    re.VERBOSE,
)
"""How a line of a document opens: its numbering, its number, its date, who is responsible, what is attached."""
_LABEL = re.compile(r"\s*([^\W\d_][^:：\n]{0,15})[:：]")
_DATED = re.compile(r"(?<!\w)([^\W\d_]{2,8})[:：]\s*(?:19|20)\d\d[-/.年]")
"""A label and its date, wherever in a line: 发布者：办公室 发布时间：2025-03-12."""
_BARE = re.compile(r"[\W_]+")
_OF_OTHERS = frozenset({"", "html/related", "html/aside"})
"""Parts in which the titles of other documents stand."""


class _Line(NamedTuple):
    letters: int
    linked: int
    prose: int
    """letters of sentences"""
    document: bool
    """whether only a document has such a line"""
    title: bool
    """whether it ends as a document's title does, or is the page's own title, linked or not"""


class _Lines:
    """The lines of a page with what was counted in them, summed up, so that any part is weighed at once."""

    def __init__(self, printed: Printed, titles: frozenset[str]) -> None:
        self.text = printed.text
        self.starts = [0, *(match.end() for match in re.finditer("\n", self.text))]
        self.ends = [start - 1 for start in self.starts[1:]] + [len(self.text)]
        headings = {part.start for part in printed.parts if part.tag == "h1"}
        ends = [table.end for table in printed.tables]
        lines: list[_Line] = []
        link = table = 0
        for start, end in zip(self.starts, self.ends, strict=True):
            linked = 0
            while link < len(printed.links) and printed.links[link][0] < end:
                first, last = printed.links[link]
                linked += _letters(self.text[max(first, start) : min(last, end)])
                if last > end:
                    break
                link += 1
            while table < len(ends) and ends[table] <= start:
                table += 1
            row = table < len(ends) and printed.tables[table].start <= start
            lines.append(_weigh(self.text[start:end], linked, start in headings or row, titles))
        self.lines = lines
        self.letters = [0, *accumulate(line.letters for line in lines)]
        self.linked = [0, *accumulate(line.linked for line in lines)]
        self.prose = [0, *accumulate(line.prose for line in lines)]
        self.document = [0, *accumulate(line.document for line in lines)]
        self.titles = [0, *accumulate(line.title for line in lines)]
        self.links = [start for start, _ in printed.links]

    def whole(self, part: Part) -> range | None:
        """The lines that a part covers; None where it begins or ends inside a line."""
        first = bisect_right(self.starts, part.start) - 1
        last = bisect_left(self.ends, part.end)
        before, behind = self.text[self.starts[first] : part.start], self.text[part.end : self.ends[last]]
        return None if before.strip() or behind.strip() else range(first, last + 1)

    def links_in(self, part: Part) -> int:
        return bisect_left(self.links, part.end) - bisect_left(self.links, part.start)


def _weigh(line: str, linked: int, certain: bool, titles: frozenset[str]) -> _Line:
    letters = _letters(line)
    own = linked * 2 < letters
    label = _LABEL.match(line)
    named = len(line) < _LONG and _BARE.sub("", line) in titles
    document = own and bool(
        certain
        or named
        or _DOCUMENT.match(line)
        or (label and label_of(label[1]) and not label[1].endswith("编辑"))
        or any(label_of(dated[1]) for dated in _DATED.finditer(line[:_LONG]))
    )
    title = named or (own and len(line) < _LONG and line.rstrip(" 》”)）").endswith(_types()))
    ends = line.rstrip()[-1:]
    sentence = own and ("。" in line or ends in ";；") and letters >= _SHORTEST_SENTENCE
    return _Line(letters, linked, letters if own and (sentence or document) else 0, document, title)


def _letters(text: str) -> int:
    """How many letters a text has; all of it where it is long, and so no name, date or button."""
    return len(text) if len(text) > _LONG else len(_OTHERS.sub("", text))


def find_furniture(printed: Printed, titles: frozenset[str]) -> list[Furniture]:
    """The furniture of a page, in order and disjoint. `titles` are the document's, letters alone."""
    lines = _Lines(printed, titles)
    found = list(_parts(printed, lines))
    found = _merged(sorted([*found, *_edges(lines, found)]), printed.text)
    return found if _LETTER.search(without(printed.text, found)) else []


def without(text: str, furniture: Iterable[Furniture]) -> str:
    """A text without what of it is furniture."""
    pieces: list[str] = []
    position = 0
    for start, end, _ in furniture:
        pieces.append(text[position:start])
        position = end
    return "".join([*pieces, text[position:]])


def _parts(printed: Printed, lines: _Lines) -> Iterator[Furniture]:
    """The largest parts that are furniture."""
    done = 0
    for part in printed.parts:
        if part.start < done:
            continue
        rule = _rule_of(part, lines)
        if rule:
            done = part.end
            yield Furniture(part.start, part.end, rule)


def _rule_of(part: Part, lines: _Lines) -> str:
    """The rule by which a part is furniture; empty where it is none."""
    named = part.rule if part.rule != DATE else ""
    covered = lines.whole(part)
    if covered is None:
        return named if named and _is_aside(lines.text[part.start : part.end]) else ""
    first, last = covered.start, covered.stop
    letters = lines.letters[last] - lines.letters[first]
    linked = lines.linked[last] - lines.linked[first]
    prose = lines.prose[last] - lines.prose[first]
    document = lines.document[last] - lines.document[first]
    if named == "html/hidden" or named == "html/fallback":
        return named if prose * 2 <= lines.prose[-1] else ""
    if named not in _OF_OTHERS and lines.titles[last] > lines.titles[first] and linked < letters * _MOSTLY:
        return ""
    if named and not document and prose <= lines.prose[-1] * _SHARE_OF_PROSE:
        return named
    if not document and not prose and linked >= letters * _MOSTLY and lines.links_in(part) >= FEWEST_LINKS:
        return named or "html/links"
    return ""


def _is_aside(wording: str) -> bool:
    """Whether a piece of a line may be furniture: 分享, 打印, but no sentence, label or number of a document."""
    return (
        len(wording) <= _LONGEST_ASIDE
        and "。" not in wording
        and not _DOCUMENT.match(wording)
        and "\n" not in wording
    )


def _edges(lines: _Lines, found: list[Furniture]) -> Iterator[Furniture]:
    """Lines of links above and below the document, and the headings of lists of links."""
    inside = [number for number, line in enumerate(lines.lines) if line.document or line.prose]
    first, last = (inside[0], inside[-1]) if inside else (0, len(lines.lines))
    begun = [start for start, _, _ in found]
    covered = frozenset(begun)
    linked = [
        (number < first or number > last)
        and line.letters > 0
        and not line.title
        and line.linked >= line.letters * _ALMOST
        for number, line in enumerate(lines.lines)
    ]
    for number, (start, end) in enumerate(zip(lines.starts, lines.ends, strict=True)):
        before = bisect_right(begun, start) - 1
        if before >= 0 and found[before].end >= end:
            continue
        followed = end + 1 in covered or (number + 1 < len(linked) and linked[number + 1])
        if linked[number] or (followed and _heading().fullmatch(lines.text, start, end)):
            yield Furniture(start, end, "html/links")


def _merged(found: list[Furniture], text: str) -> list[Furniture]:
    """Furniture without what is inside other furniture; neighbours of one rule as one."""
    merged: list[Furniture] = []
    for start, end, rule in found:
        if merged and start < merged[-1].end:
            continue
        if merged and merged[-1].rule == rule and not text[merged[-1].end : start].strip():
            merged[-1] = Furniture(merged[-1].start, end, rule)
        else:
            merged.append(Furniture(start, end, rule))
    return merged


@cache
def _types() -> tuple[str, ...]:
    titles = words("titles")
    return (*titles["notices"]["names"], *titles["plans"]["names"])


@cache
def _heading() -> re.Pattern[str]:
    """The heading of a list of links: 相关文章, 最新文件."""
    names = alternation(words("pages")["list_headings"]["names"])
    return re.compile(rf"\W*{names}\W*(?:(?:更多|列表|more)\W*)?", re.IGNORECASE)
