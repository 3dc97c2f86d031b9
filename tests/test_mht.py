"""Pages that a browser saved in one file: the page is read, its pictures are not, and no file does harm."""

from __future__ import annotations

import base64
import quopri

import pytest

from planparse import parse
from planparse.errors import ReaderError
from planparse.pipeline import parse_source
from planparse.readers import read_bytes
from planparse.readers.reading import Source
from tests.documents import SAMPLES

PAGE = '<html><head><meta charset="{}"></head><body><h1>清河县节水方案</h1><p>一、修管网。改造管网。（责任单位：县水利局）</p></body></html>'
TEXT = "清河县节水方案\n一、修管网。改造管网。（责任单位：县水利局）"
PICTURE = ("image/png", "base64", base64.encodebytes(b"\x89PNG" * 50))
HEAD = b"From: <Saved by Blink>\r\nSnapshot-Content-Location: http://example.test/\r\nSubject: =?utf-8?Q?=E6=96=B9?=\r\nMIME-Version: 1.0\r\n"


def page(text: str = PAGE, charset: str = "utf-8") -> bytes:
    return text.format(charset).encode("gb18030" if charset == "gb2312" else charset)


def saved(
    *parts: tuple[str, str, bytes], boundary: str = "----MultipartBoundary--x", head: bytes = HEAD
) -> bytes:
    """A saved page of parts: the kind of each, how it is packed, and its body as it is packed."""
    pieces = [
        head,
        f'Content-Type: multipart/related;\r\n\ttype="text/html";\r\n\tboundary="{boundary}"\r\n\r\n\r\n'.encode(),
    ]
    for kind, packing, body in parts:
        pieces.append(
            f"--{boundary}\r\nContent-Type: {kind}\r\nContent-Transfer-Encoding: {packing}\r\n\r\n".encode()
        )
        pieces.append(body + b"\r\n")
    return b"".join([*pieces, f"--{boundary}--\r\n".encode()])


def read(data: bytes) -> Source:
    return read_bytes(data, "page.mht")


@pytest.mark.parametrize(
    "data",
    [
        saved(("text/html", "quoted-printable", quopri.encodestring(page())), PICTURE),
        saved(PICTURE, ("text/html", "base64", base64.encodebytes(page())), boundary="b"),
        saved(('text/html;\r\n\tcharset="gb2312"', "quoted-printable", quopri.encodestring(page(charset="gb2312"))), PICTURE),
        saved(("text/html", "8bit", page()), head=b"\xef\xbb\xbf" + HEAD).replace(b"\r\n", b"\n"),
        HEAD + b"Content-Type: text/html\r\nContent-Transfer-Encoding: binary\r\n\r\n" + page(),
        saved(("multipart/alternative; boundary=i", "7bit", b"--i\r\nContent-Type: text/html\r\n\r\n" + page() + b"\r\n--i--")),
        saved(("text/html", "8bit", b"<html><frameset><frame src=cid:1></frameset></html>"), ("text/html", "8bit", page())),
        saved(("text/html", "8bit", page()))[:-31],
    ],
)  # fmt: skip
def test_the_page_is_read(data: bytes) -> None:
    source = read(data)
    assert (source.media_type, source.reading.text) == ("multipart/related", TEXT)


def test_a_saved_page_says_what_the_page_says() -> None:
    data = (SAMPLES / "nanchong-2026.html").read_bytes()
    plan = parse_source(read(saved(("text/html", "quoted-printable", quopri.encodestring(data)), PICTURE)))
    assert plan.tasks == parse_source(read_bytes(data, "page.html")).tasks


def test_a_text_that_begins_like_a_letter_is_a_text() -> None:
    text = "Date: 2026\nTo: 各镇\n\n一、修路。"
    assert (read(text.encode()).media_type, parse(text).tasks[0].text) == ("text/plain", "修路。")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (saved(PICTURE), "holds no web page"),
        (saved(("text/html", "8bit", b"<html><body><img></body></html>")), "holds no text"),
        (saved(("text/html", "base64", b"A")), "is damaged"),
        (HEAD + b"Content-Type: multipart/related\r\n\r\n" + page(), "holds no web page"),
        (saved(boundary="x") + b"\r\n--x" * 20_000, "holds no web page"),
        (HEAD + b"Content-Type: multipart/related; boundary=x\r\n\r\n" + b"--x\n" * 1_000_000, "more than 10,000 parts"),
    ],
)  # fmt: skip
def test_what_holds_no_page_is_refused_in_one_line(data: bytes, what: str) -> None:
    with pytest.raises(ReaderError, match=what) as caught:
        read(data)
    assert "\n" not in str(caught.value)
