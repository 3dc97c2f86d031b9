"""What XLSX and DOCX share: packages that are the same bytes every time.

>>> from planparse import parse
>>> dated(parse("关于节水的通知\\n一、任务\\n1.修渠。修。\\n县水利局\\n2024年3月8日"))
datetime.datetime(2024, 3, 8, 0, 0)
"""

from __future__ import annotations

import io
from datetime import date, datetime, time
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from planparse.records import Plan

_EPOCH = (1980, 1, 1, 0, 0, 0)
"""The first moment that a ZIP archive can name."""


def dated(plan: Plan) -> datetime:
    """The moment that a file's properties name: the document's own day, never the clock's."""
    day = plan.document.document_date or plan.document.publication_date or date(2000, 1, 1)
    return datetime.combine(max(day, date(1980, 1, 1)), time())


def packed(package: bytes) -> bytes:
    """The ZIP package with its parts in the same order, without the moment at which each was written."""
    out = io.BytesIO()
    with ZipFile(io.BytesIO(package)) as given, ZipFile(out, "w", ZIP_DEFLATED) as archive:
        for name in given.namelist():
            part = ZipInfo(name, _EPOCH)
            part.compress_type = ZIP_DEFLATED
            archive.writestr(part, given.read(name))
    return out.getvalue()
