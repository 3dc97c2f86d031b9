"""The review page: one file that shows the source beside its task table, for checking one against the other.

Nothing in it is fetched, and what the document says is text wherever it stands: see docs/review-page.md.
"""

from __future__ import annotations

from planparse.errors import UsageError
from planparse.exporters.layout import Layout
from planparse.exporters.review.page import page
from planparse.records import Plan


def export(plan: Plan, layout: Layout) -> bytes:
    """The page as UTF-8. Raises UsageError where the layout holds no source text to show."""
    if layout.text is None:
        hint = "write it from the document: planparse extract FILE -o review.html"
        raise UsageError("--format", "html shows the document itself, which is not at hand here", hint)
    return page(plan, layout.text, layout).encode("utf-8")
