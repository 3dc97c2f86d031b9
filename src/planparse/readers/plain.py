"""Plain text: BOM, then strict UTF-8, then GB18030; UTF-16 and UTF-32 by their BOM.

>>> decode("一、目标".encode("gb18030"), "plan.txt", None)
('一、目标', 'gb18030')
>>> decode("一、目标".encode("utf-8-sig"), "plan.txt", None)
('一、目标', 'utf-8')

GB18030 decodes almost any bytes, so it comes last, and what it gives must look like text.
"""

from __future__ import annotations

import codecs
import re

from planparse.errors import ReaderError, UsageError
from planparse.readers.reading import Reading

_BOMS = (  # UTF-32 before UTF-16: its mark begins with the other's
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_SIGNATURES = (
    (b"\x89PNG", "a PNG image"),
    (b"\xff\xd8\xff", "a JPEG image"),
    (b"GIF8", "a GIF image"),
    (b"BM", "a BMP image"),
    (b"PK\x03\x04", "a zip archive"),
    (b"Rar!", "a RAR archive"),
    (b"7z\xbc\xaf", "a 7z archive"),
    (b"\x1f\x8b", "a gzip archive"),
    (b"{\\rtf", "an RTF file"),
)
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f-\x84\x86-\x9f]")
_WORD = re.compile(r"[^\W_]")


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read a text file, Markdown too: its marks are taken away by a normalising pass, which keeps the places."""
    text, used = decode(data, where, encoding)
    return Reading(text, used)


def decode(data: bytes, where: str, encoding: str | None) -> tuple[str, str]:
    """The text and its encoding. Raises ReaderError where the bytes are no text, UsageError for an unknown encoding."""
    for bom, name in _BOMS:
        if data.startswith(bom) and encoding is None:
            try:
                return _checked(data[len(bom) :].decode(name), where), name
            except UnicodeDecodeError as error:
                raise _undecodable(where, name, error, len(bom)) from None
    if encoding is not None:
        return _checked(_decode(data, where, encoding), where), encoding
    for magic, what in _SIGNATURES:
        if data.startswith(magic) and (len(magic) > 2 or b"\0" in data[:512]):
            raise ReaderError(where, f"is no text file but {what}", "save it as text (.txt) first")
    if b"\0" in data:
        raise ReaderError(
            where, "is no text file: it holds NUL bytes", "save it as text (.txt), or name its --encoding"
        )
    try:
        return _checked(data.decode("utf-8"), where), "utf-8"
    except UnicodeDecodeError as error:
        utf8_error = error
    try:
        return _checked(data.decode("gb18030"), where), "gb18030"
    except UnicodeDecodeError as error:
        last = error if error.start > utf8_error.start else utf8_error
        raise ReaderError(
            where,
            f"is neither UTF-8 nor GB18030 text (byte {last.start} is 0x{data[last.start]:02x})",
            "name its encoding with --encoding, or check that it is text",
        ) from None


def _decode(data: bytes, where: str, encoding: str) -> str:
    try:
        codecs.lookup(encoding)
    except (LookupError, ValueError):
        raise UsageError(
            "--encoding", f"there is no encoding {encoding!r}", "try utf-8, gb18030, big5 or utf-16"
        ) from None
    try:
        text = data.decode(encoding)
    except UnicodeDecodeError as error:
        raise _undecodable(where, encoding, error, 0) from None
    except (LookupError, ValueError):  # base64 and its like are codecs, but of no text
        raise UsageError(
            "--encoding", f"{encoding!r} is no encoding of text", "try utf-8, gb18030, big5 or utf-16"
        ) from None
    return text.removeprefix("\ufeff")


def _undecodable(where: str, encoding: str, error: UnicodeDecodeError, skipped: int) -> ReaderError:
    return ReaderError(
        where,
        f"is not {encoding} text (byte {error.start + skipped})",
        "leave --encoding out, or name the right one",
    )


def _checked(text: str, where: str) -> str:
    """Refuse what decodes and is no text: control characters all over, or not one letter."""
    if not _WORD.search(text):
        raise ReaderError(where, "holds no text", "check that the download or the copy was complete")
    odd = len(_CONTROL.findall(text, 0, 20000))
    if odd * 50 > min(len(text), 20000):
        raise ReaderError(
            where, "is no text file: it is full of control characters", "save it as text (.txt) first"
        )
    return text
