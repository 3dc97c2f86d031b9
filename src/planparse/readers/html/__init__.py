"""Saved web pages: everything that a page shows, in its order, and what of it is the site's and not the document's.

>>> page = '''<html><head><meta name="PubDate" content="2026-06-30"></head><body><div class="nav"><a href="/">首页</a></div>
... <h1>清河县节水方案</h1><p>一、修管网。<b>改造</b>管网。</p><div class="footer">网站地图</div></body></html>'''
>>> reading = read(page.encode(), "page.html", None)
>>> reading.text
'发布日期:2026-06-30\\n首页\\n清河县节水方案\\n一、修管网。改造管网。\\n网站地图'
>>> [(reading.text[start:end], rule) for start, end, rule in reading.furniture]
[('首页', 'html/navigation'), ('网站地图', 'html/footer')]

`charset` decodes, `markup` and `tree` mend, `printing` makes lines of it, `furniture` weighs the page's parts by their
links, their names (`evidence`) and their wording, and `head` adds what the page's head says. Why not a library's
main text: docs/decisions/0007.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from importlib.metadata import version

from planparse.errors import ReaderError
from planparse.readers.html.charset import decode_page
from planparse.readers.html.furniture import find_furniture, without
from planparse.readers.html.head import head_lines, titles_of
from planparse.readers.html.printing import print_page
from planparse.readers.html.tree import parse
from planparse.readers.reading import Furniture, Reading, Table

_FRONT_MATTER = re.compile(
    r"\ufeff?\s*---[ \t]*\n(?:(?!---[ \t]*$)[^\n]{0,2000}\n){0,100}---[ \t]*(?:\n|$)", re.MULTILINE
)
_INLINE_DATA = re.compile(rb"data:[\w.+/-]{1,60}(?:;[\w=-]{1,40})*;base64,[A-Za-z0-9+/=\s%]*+")
_PAGE = re.compile(r"<(?:html|body|!doctype)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W_]")
_BARE = re.compile(r"[\W_]+")


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read a page. Raises ReaderError where it holds no text, or far more markup than any page."""
    markup, used = decode_page(_INLINE_DATA.sub(b"data:,", data), where, encoding)
    markup = markup.replace("\r\n", "\n").replace("\r", "\n")
    front = _FRONT_MATTER.match(markup)
    above = front[0].strip() if front else ""
    page = parse(markup[front.end() :] if front else markup, where)
    printed = print_page(page.find("body"), loose=not _PAGE.search(markup))
    if not _WORD.search(printed.text):
        raise ReaderError(
            where, "holds no text", "the page may load it later: save it from a browser, or as .txt"
        )
    titles = frozenset(_BARE.sub("", title) for title in titles_of(page)) - {""}
    furniture = find_furniture(printed, titles)
    kept = without(printed.text, furniture)
    reading = Reading(
        printed.text,
        used,
        f"resiliparse {version('resiliparse')}",
        tables=tuple(_kept(printed.tables, furniture)),
        furniture=tuple(furniture),
    )
    return reading.headed(line for line in [above, *head_lines(page, f"{above}\n{kept}")] if line)


def _kept(tables: list[Table], furniture: list[Furniture]) -> Iterator[Table]:
    """The tables that are no furniture."""
    ends = [0, *(one.end for one in furniture)]
    starts = [one.start for one in furniture]
    for table in tables:
        if table.start >= ends[bisect_right(starts, table.start)]:
            yield table
