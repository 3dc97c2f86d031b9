"""OFD (GB/T 33190), the format of electronic official documents: text by its places on the pages.

A file is a zip of XML: OFD.xml names documents, a document names pages, and a page holds text objects, in millimetres
from the upper left corner. The lines are made of these as in a PDF (`readers/layout`). What a page template prints on
several pages is furniture.

Of the file's own metadata only that of official documents counts (发文字号, 成文日期…), and only where the pages do
not print it; titles and dates that programs fill in say nothing.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from xml.etree.ElementTree import Element

from planparse.errors import ReaderError
from planparse.readers.layout import lay_out
from planparse.readers.ofd.drawing import child_of, children_of
from planparse.readers.ofd.package import Document, Package, location
from planparse.readers.reading import Reading
from planparse.vocab import words

MOST_PAGES = 1000

_DATE = re.compile(r"(\d{4})\D{1,2}(\d{1,2})\D{1,2}(\d{1,2})")


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read an OFD file's documents; `encoding` has no meaning here.

    Raises ReaderError when it is damaged, encrypted, too large, or a scan.
    """
    del encoding
    package = Package(data, where)
    root = package.xml("OFD.xml")
    bodies = children_of(root, "DocBody")
    documents = [
        Document(package, location("", (place.text or "").strip()))
        for body in bodies
        for place in children_of(body, "DocRoot")
    ]
    if not documents:
        raise ReaderError(where, "names no document (in OFD.xml)", "it is damaged: get it again")
    if sum(len(document.pages) for document in documents) > MOST_PAGES:
        raise ReaderError(where, f"has more than {MOST_PAGES} pages", "split it")
    reading = lay_out((sheet for document in documents for sheet in document.sheets()), "ofd")
    if not any(character.isalnum() for character in reading.opened().value):
        raise ReaderError(
            where,
            "is a scan: it has no text layer",
            "save it as a PDF, and add one with: ocrmypdf -l chi_sim SCAN.pdf READABLE.pdf",
        )
    return reading.headed(dict.fromkeys(line for body in bodies for line in _metadata(body, reading.text)))


def _metadata(body: Element, text: str) -> Iterator[str]:
    """The lines of what the file says of an official document and its pages do not print."""
    metadata = words("metadata")
    labels = {label for field in metadata["fields"].values() for label in field} | set(metadata["kept"])
    printed = _plain(text)
    for datas in children_of(child_of(body, "DocInfo"), "CustomDatas"):
        for data in children_of(datas, "CustomData"):
            label, value = (data.get("Name") or "").strip(), " ".join((data.text or "").split())
            if label in labels and value and not any(form in printed for form in _forms(value)):
                yield f"{label}:{value}"


def _forms(value: str) -> list[str]:
    """How pages may print a value: as it stands, and a date in Chinese."""
    forms = [_plain(value)]
    date = _DATE.match(value)
    if date:
        year, month, day = map(int, date.groups())
        forms += [f"{year}年{month}月{day}日", f"{year}年{month:02}月{day:02}日"]
    return forms


def _plain(text: str) -> str:
    return "".join(unicodedata.normalize("NFKC", text).split())
