"""Web pages that a browser saved in one file, with their pictures (.mht, .mhtml; RFC 2557): the page itself is read.

>>> data = (b'From: <Saved by Blink>\\r\\nMIME-Version: 1.0\\r\\nContent-Type: multipart/related; boundary="--B"\\r\\n\\r\\n'
...         b'----B\\r\\nContent-Type: text/html\\r\\nContent-Transfer-Encoding: quoted-printable\\r\\n\\r\\n<p>=E4=BF=AE=E8=B7=\\r\\n=AF</p>\\r\\n'
...         b'----B\\r\\nContent-Type: image/png\\r\\nContent-Transfer-Encoding: base64\\r\\n\\r\\niVBORw==\\r\\n----B--\\r\\n')
>>> read(data, "page.mht", None).text
'修路'

The parts are found by their boundaries, and only pages are decoded: pictures may be most of a file.
"""

from __future__ import annotations

import binascii
import re
from collections.abc import Iterator
from email.message import Message
from email.parser import BytesHeaderParser
from itertools import islice

from planparse.errors import ReaderError
from planparse.readers import html
from planparse.readers.reading import Reading

_HEAD_END = re.compile(rb"\r?\n\r?\n")
_LONGEST_HEAD = 64 * 1024
"""Bytes of a part's own head."""
_MOST_PARTS = 10_000
"""A page has some hundreds of pictures at most."""
_MOST_FRAMES = 20
"""Pages of a file that are tried."""
_DEEPEST = 3
"""Parts inside parts: browsers write one level, mail programs two."""


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read the page, or else the first of its frames that holds text. Raises ReaderError where there is none."""
    refused: ReaderError | None = None
    pages = _pages(data.removeprefix(b"\xef\xbb\xbf").lstrip(), where, _DEEPEST)
    for page in islice(pages, _MOST_FRAMES):
        try:
            return html.read(page, where, encoding)
        except ReaderError as error:
            refused = refused or error
    raise refused or ReaderError(
        where, "holds no web page", "save the page again as .html, or its text as .txt"
    )


def _pages(data: bytes, where: str, depth: int) -> Iterator[bytes]:
    """The pages in a part of a file, in order: the first is the one that was saved."""
    head, body = _parted(data)
    kind, boundary = head.get_content_type(), head.get_boundary()
    if kind == "text/html":
        yield _decoded(body, str(head.get("Content-Transfer-Encoding", "")).strip().lower(), where)
    elif kind.startswith("multipart/") and boundary and depth:
        for part in _parts(body, boundary.encode("utf-8", "surrogateescape"), where):
            yield from _pages(part, where, depth - 1)


def _parts(body: bytes, boundary: bytes, where: str) -> Iterator[bytes]:
    """What stands between the boundaries of a body."""
    mark = re.compile(rb"(?:^|(?<=\n))--" + re.escape(boundary) + rb"(?P<last>--)?[ \t]*(?:\r?\n|\Z)")
    found = mark.search(body)
    for _ in range(_MOST_PARTS):
        if found is None or found["last"]:
            return
        start = found.end()
        found = mark.search(body, start)
        yield body[start : found.start() if found else len(body)]
    raise ReaderError(where, f"holds more than {_MOST_PARTS:,} parts", "save the page as .html")


def _parted(data: bytes) -> tuple[Message, bytes]:
    """A part's head and body."""
    end = _HEAD_END.search(data, 0, _LONGEST_HEAD)
    if end is None:
        return Message(), b""
    return BytesHeaderParser().parsebytes(data[: end.start()]), data[end.end() :]


def _decoded(body: bytes, packing: str, where: str) -> bytes:
    try:
        if packing == "quoted-printable":
            return binascii.a2b_qp(body)
        return binascii.a2b_base64(body) if packing == "base64" else body
    except binascii.Error:
        raise ReaderError(where, "is damaged (in its page)", "save the page again") from None
