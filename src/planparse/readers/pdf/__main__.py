"""The reading of one PDF in a process of its own: bytes on standard input, JSON on standard output.

pdfium can be made to work for hours, or to take all memory, by a file of two thousand bytes; nothing but the end of
the process stops it. The limits are set here, before the file is opened.
"""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterator
from typing import Any

from planparse.errors import ReaderError
from planparse.readers.layout import Sheet, lay_out
from planparse.readers.pdf import MEMORY, MOST_PAGES, SECONDS, SECONDS_A_PAGE
from planparse.readers.reading import Reading

_UNKNOWN = "\ufffd"


def main() -> None:
    """Answer with a reading, or with what is wrong; exit 4 where the memory does not suffice."""
    _limit(SECONDS)
    data = sys.stdin.buffer.read()
    answer = os.fdopen(os.dup(1), "wb")
    os.dup2(2, 1)  # what the library prints is no answer
    try:
        with answer:
            answer.write(json.dumps(_outcome(data)).encode())
    except MemoryError:
        os._exit(4)


def _limit(seconds: float) -> None:
    """Bound the processor's time and the memory, where the system can."""
    try:
        import resource
    except ModuleNotFoundError:  # Windows: the parent's clock alone
        return
    limits = ((resource.RLIMIT_CPU, int(seconds)), (resource.RLIMIT_DATA, MEMORY), (resource.RLIMIT_CORE, 0))
    for kind, most in limits:
        try:
            resource.setrlimit(kind, (most, resource.getrlimit(kind)[1]))
        except (ValueError, OSError):  # a stricter limit holds already
            continue


def _outcome(data: bytes) -> dict[str, Any]:
    try:
        return _read(data)
    except ReaderError as error:
        return {"what": error.what, "hint": error.hint}


def _read(data: bytes) -> dict[str, Any]:
    import pypdfium2
    from pypdfium2.version import PYPDFIUM_INFO

    try:
        document = pypdfium2.PdfDocument(data)
    except pypdfium2.PdfiumError as error:
        raise _unopened(error) from None
    try:
        pages = len(document)
        if pages > MOST_PAGES:
            raise ReaderError("", f"has more than {MOST_PAGES} pages", "split it")
        _limit(SECONDS + pages * SECONDS_A_PAGE)
        reading = lay_out(_sheets(document), "pdf", f"pypdfium2 {PYPDFIUM_INFO.version}")
    finally:
        document.close()
    _check(reading)
    return reading._asdict()


def _check(reading: Reading) -> None:
    """Refuse what prints and says nothing. Raises ReaderError."""
    letters = sum(character.isalnum() or character == _UNKNOWN for character in reading.opened().value)
    if not letters:
        raise ReaderError(
            "", "is a scan: it has no text layer", "add one with: ocrmypdf -l chi_sim SCAN.pdf READABLE.pdf"
        )
    if reading.text.count(_UNKNOWN) * 3 > letters:
        raise ReaderError(
            "",
            "has a text layer that does not say which letters it prints",
            "make a new one with: ocrmypdf --force-ocr -l chi_sim UNREADABLE.pdf READABLE.pdf",
        )


def _sheets(document: Any) -> Iterator[Sheet]:
    import pypdfium2

    from planparse.readers.pdf.glyphs import sheet_of

    for number in range(len(document)):
        try:
            page = document[number]
        except pypdfium2.PdfiumError:
            raise ReaderError("", f"is damaged (page {number + 1})", "get the file again") from None
        try:
            yield sheet_of(page)
        finally:
            page.close()


def _unopened(error: Exception) -> ReaderError:
    from pypdfium2 import raw

    code = getattr(error, "err_code", None)
    if code in (raw.FPDF_ERR_PASSWORD, raw.FPDF_ERR_SECURITY):
        return ReaderError("", "is encrypted", "save it without a password first")
    return ReaderError("", "is no PDF that can be opened: it is damaged or incomplete", "get the file again")


if __name__ == "__main__":
    main()
