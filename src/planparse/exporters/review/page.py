"""The page: its frame in page.html, its looks in page.css, what it does in page.js, and the document put into it.

The three are packaged beside this module. Slots are filled in one go, so that nothing in a document can be taken for
one; the page's policy (CSP) names the very style and script by their hashes and forbids all else, the network too.
"""

from __future__ import annotations

import base64
import hashlib
from functools import cache
from pathlib import Path
from string import Template

from planparse.exporters.breakdown import number_and_date
from planparse.exporters.layout import Layout
from planparse.exporters.punctuation import worded
from planparse.exporters.review.labels import said, words
from planparse.exporters.review.listing import lists, table_body
from planparse.exporters.review.marks import Marks
from planparse.exporters.review.pane import pane, written
from planparse.records import Plan


def page(plan: Plan, text: str, layout: Layout) -> str:
    """The whole page. `text` is the source, which the plan's places count the characters of."""
    marks = Marks(plan, len(text), layout.labels)
    title = worded(plan.document.title or "", layout) or plan.source.file
    facts = {
        "lang": "zh-CN" if layout.labels == "zh" else "en",
        "title": " ".join(title.split()),
        "number_and_date": number_and_date(plan, layout),
        "file": plan.source.file,
        "count": said("counted_all", layout.labels).format(all=len(plan.tasks)),
        "doubt_count": str(len(plan.diagnostics)),
        "style_hash": _hash("page.css"),
        "script_hash": _hash("page.js"),
    }
    slots = {key: written(value) for key, value in (words(layout.labels) | facts).items()}
    slots |= {
        "style": _file("page.css"),
        "script": _file("page.js"),
        "source_text": pane(text, marks.listed),
        "rows": table_body(plan, marks, layout),
        "lists": lists(plan, marks, layout),
    }
    return Template(_file("page.html")).substitute(slots)


@cache
def _file(name: str) -> str:
    return Path(__file__).with_name(name).read_text(encoding="utf-8")


@cache
def _hash(name: str) -> str:
    """What the page's policy calls a style or script by."""
    return "sha256-" + base64.b64encode(hashlib.sha256(_file(name).encode("utf-8")).digest()).decode("ascii")
