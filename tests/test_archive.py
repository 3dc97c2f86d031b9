"""Archives and XML from outside: limits hold for what comes out, whatever the archive says of itself."""

from __future__ import annotations

import io
import zipfile

import pytest

from planparse.errors import ReaderError
from planparse.readers import archive
from planparse.readers.archive import Archive, parse_xml


def packed(method: int = zipfile.ZIP_DEFLATED, **files: bytes) -> bytes:
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", method) as made:
        for name, content in files.items():
            made.writestr(name, content)
    return data.getvalue()


def test_parts_are_read_by_name() -> None:
    opened = Archive(packed(a=b"<a/>", b=b"text"), "plan.ofd")
    assert opened.names() == ["a", "b"]
    assert ("a" in opened, "c" in opened) == (True, False)
    assert (opened.read("b"), opened.xml("a").tag) == (b"text", "a")
    with pytest.raises(ReaderError, match=r"^plan.ofd: has no part c; "):
        opened.read("c")


def test_parts_are_limited_each_and_together(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "LARGEST_ENTRY", 1000)
    monkeypatch.setattr(archive, "LARGEST_ARCHIVE", 2500)
    opened = Archive(packed(a=b"x" * 1000, b=b"x" * 1001), "plan.ofd")
    with pytest.raises(ReaderError, match="unpacks to more than"):
        opened.read("b")
    assert [len(opened.read("a")) for _ in range(2)] == [1000, 1000]
    with pytest.raises(ReaderError, match="unpacks to more than"):
        opened.read("a")


def test_a_size_that_is_a_lie_does_not_help() -> None:
    content = b"\0" * (archive.LARGEST_ENTRY + 1)
    data = packed(a=content).replace(len(content).to_bytes(4, "little"), (9).to_bytes(4, "little"))
    with pytest.raises(ReaderError):
        Archive(data, "plan.ofd").read("a")


def test_the_number_of_parts_is_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(archive, "MOST_ENTRIES", 2)
    assert Archive(packed(a=b"", b=b""), "plan.ofd").names() == ["a", "b"]
    with pytest.raises(ReaderError, match="holds more than 2 parts"):
        Archive(packed(a=b"", b=b"", c=b""), "plan.ofd")


@pytest.mark.parametrize("method", [zipfile.ZIP_BZIP2, zipfile.ZIP_LZMA])
def test_packings_that_no_document_has_are_refused(method: int) -> None:
    with pytest.raises(ReaderError, match="is packed in a way that documents are not"):
        Archive(packed(method, a=b"<a/>"), "plan.ofd")
    assert Archive(packed(zipfile.ZIP_STORED, a=b"<a/>"), "plan.ofd").read("a") == b"<a/>"


def refusal(data: bytes) -> str:
    """What is said of an archive whose parts are all read; empty where nothing is wrong."""
    try:
        opened = Archive(data, "plan.ofd")
        for name in opened.names():
            opened.read(name)
    except ReaderError as error:
        return str(error)
    return ""


def test_every_way_of_being_broken_is_one_line() -> None:
    data = packed(a=b"<a>" + bytes(range(256)) * 40 + b"</a>", b=b"<b/>")
    cuts = range(0, len(data), 37)
    said = [refusal(data[:cut]) for cut in cuts]
    assert all(line.startswith("plan.ofd: is damaged") for line in said)
    said += [refusal(data[:cut] + bytes(9) + data[cut + 9 :]) for cut in cuts]
    assert not any("\n" in line for line in said)
    assert len(list(filter(None, said))) > len(cuts) * 1.5


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_xml_in_the_encodings_of_office_files(encoding: str) -> None:
    assert parse_xml("<a>一、目标</a>".encode(encoding), "a.xml").text == "一、目标"
    with pytest.raises(ReaderError, match="declares a document type"):
        parse_xml("<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>".encode(encoding), "a.xml")


@pytest.mark.parametrize("broken", [b"", b"<a>", b"<a>\xff</a>", b"<a>&b;</a>", b"<a/><b/>"])
def test_what_is_no_xml(broken: bytes) -> None:
    with pytest.raises(ReaderError, match=r"^a.xml: is no valid XML; "):
        parse_xml(broken, "a.xml")


def test_a_declared_encoding_is_not_believed() -> None:
    assert parse_xml("<?xml version='1.0' encoding='cp037'?><a>一</a>".encode(), "a.xml").text == "一"
    with pytest.raises(ReaderError, match="is no valid XML"):
        parse_xml("<?xml version='1.0' encoding='gbk'?><a>目标</a>".encode("gbk"), "a.xml")


def test_the_depth_and_the_number_of_elements_are_limited(monkeypatch: pytest.MonkeyPatch) -> None:
    deepest = archive.DEEPEST_XML
    assert parse_xml(b"<a>" * deepest + b"</a>" * deepest, "a.xml").tag == "a"
    assert len(parse_xml(b"<a>" + b"<b></b>" * deepest + b"</a>", "a.xml")) == deepest
    with pytest.raises(ReaderError, match="nests its elements more than 256 deep"):
        parse_xml(b"<a>" * (deepest + 1) + b"</a>" * (deepest + 1), "a.xml")
    monkeypatch.setattr(archive, "MOST_MARKUP", 6)
    assert len(parse_xml(b"<a><b c=''/><d/></a>", "a.xml")) == 2
    with pytest.raises(ReaderError, match="holds more than 6 XML tags and attributes"):
        parse_xml(b"<a><b c='' e=''/><d/><f/></a>", "a.xml")
