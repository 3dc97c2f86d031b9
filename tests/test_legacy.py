"""Old Office files: converted by LibreOffice where it is installed, refused in one line otherwise."""

from __future__ import annotations

import os
import shutil
import stat
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from http.server import BaseHTTPRequestHandler, HTTPServer
from pathlib import Path

import pytest

from planparse.errors import ReaderError
from planparse.readers import FORMATS, legacy, read_bytes
from tests.documents import ROOT

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
needs_office = pytest.mark.skipif(OFFICE is None, reason="LibreOffice is not installed")
needs_shell = pytest.mark.skipif(
    sys.platform == "win32", reason="the stand-in for LibreOffice is a shell script"
)

FILES = ROOT / "tests" / "files"
OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)


def ole(*streams: str) -> bytes:
    """The outer form of an OLE file, with the names of streams as its directory holds them."""
    return OLE + bytes(512) + b"".join(name.encode("utf-16-le").ljust(128, b"\0") for name in streams)


DOC, XLS = ole("Root Entry", "WordDocument"), ole("Root Entry", "Workbook")
RTF = rb"{\rtf1\ansi\ansicpg936 \'d2\'bb\'a1\'a2\'c4\'bf\'b1\'ea\par}"


@pytest.mark.parametrize(
    ("name", "data", "media_type", "wanted"),
    [
        ("plan.doc", DOC, "application/msword", ".docx"),
        ("plan.wps", DOC, "application/msword", ".docx"),
        ("plan.xls", XLS, "application/vnd.ms-excel", ".xlsx"),
        ("plan.et", ole("WordDocument", "Workbook"), "application/vnd.ms-excel", ".xlsx"),
        ("plan.rtf", RTF, "application/rtf", ".docx"),
    ],
)
def test_without_libreoffice_the_message_says_what_to_do(
    name: str, data: bytes, media_type: str, wanted: str, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(ReaderError) as caught:
        read_bytes(data, name)
    assert next(one for one in FORMATS if one.recognises(data, Path(name).suffix)).media_type == media_type
    assert str(caught.value) == (
        f"{name}: is an old Office file, and LibreOffice is not installed; install it, or save the file as {wanted} first"
    )


@pytest.mark.parametrize(
    "data",
    [ole("EncryptionInfo", "EncryptedPackage"), OLE + b"\xec\xa5".ljust(11, b"\0") + b"\x01" + bytes(500)],
)
def test_a_file_with_a_password_is_refused_before_anything_runs(
    data: bytes, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    with pytest.raises(
        ReaderError, match=r"^plan.docx: is protected by a password; save it without one first$"
    ):
        read_bytes(data, "plan.docx")


def test_other_files_of_the_same_form_are_refused() -> None:
    with pytest.raises(ReaderError, match="is damaged, or no text document or spreadsheet"):
        read_bytes(ole("PowerPoint Document"), "plan.ppt")


@pytest.fixture
def stand_in(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """A `soffice` to be written by the test, the only one on PATH; and a folder for what is temporary."""
    programs = tmp_path / "bin"
    programs.mkdir()
    (tmp_path / "temporary").mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path / "temporary"))
    monkeypatch.setenv("PATH", str(programs) + os.pathsep + "/bin" + os.pathsep + "/usr/bin")
    yield programs / "soffice"
    assert list((tmp_path / "temporary").iterdir()) == [], "nothing is left behind"


def write_program(path: Path, script: str) -> None:
    path.write_text(f"#!/bin/sh\n{script}\n")
    path.chmod(path.stat().st_mode | stat.S_IXUSR)


@needs_shell
def test_a_run_that_takes_too_long_is_ended_with_all_that_it_started(
    stand_in: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(legacy, "LONGEST_RUN", 0.5)
    alive = tmp_path / "alive"
    write_program(stand_in, f"(while :; do date >> {alive}; sleep 0.1; done) & wait")
    began = time.monotonic()
    with pytest.raises(ReaderError, match="takes LibreOffice longer than"):
        read_bytes(DOC, "plan.doc")
    assert time.monotonic() - began < 5
    size = alive.stat().st_size
    time.sleep(0.4)
    assert alive.stat().st_size == size > 0


@needs_shell
@pytest.mark.parametrize("script", ["exit 0", "exit 1", "kill -9 $$"])
def test_a_run_that_makes_nothing(stand_in: Path, script: str) -> None:
    write_program(stand_in, script)
    with pytest.raises(ReaderError, match="cannot be converted by LibreOffice; it is damaged or protected"):
        read_bytes(DOC, "plan.doc")


@needs_shell
def test_what_it_makes_is_read_with_the_limits_of_any_file(stand_in: Path) -> None:
    write_program(
        stand_in,
        'for last; do :; done; mkdir out; printf "PK\\003\\004word/document.xml" > out/document.docx',
    )
    with pytest.raises(ReaderError, match=r"^plan.doc: is damaged or incomplete"):
        read_bytes(DOC, "plan.doc")


@needs_shell
def test_how_it_is_run(stand_in: Path, tmp_path: Path) -> None:
    write_program(
        stand_in,
        f'echo "$@" > {tmp_path}/seen; pwd >> {tmp_path}/seen; cp -r profile {tmp_path}/; cp document.rtf {tmp_path}/',
    )
    with pytest.raises(ReaderError):
        read_bytes(RTF, "plan.rtf")
    arguments, folder = (tmp_path / "seen").read_text().splitlines()
    assert f"-env:UserInstallation={Path(folder).as_uri()}/profile --headless" in arguments
    assert f"--convert-to docx --outdir {folder}/out {folder}/document.rtf" in arguments
    assert (tmp_path / "document.rtf").read_bytes() == RTF
    profile = (tmp_path / "profile" / "user" / "registrymodifications.xcu").read_text()
    assert '"DisableMacrosExecution" oor:op="fuse"><value>true<' in profile


@needs_office
def test_an_old_document_gives_its_text_and_its_numbers() -> None:
    source = read_bytes((FILES / "libreoffice-old.doc").read_bytes(), "plan.wps")
    assert source.text.splitlines() == [
        "节水方案",
        "一、目标",
        "（一）农业",
        "1.改造灌区。",
        "2.推广滴灌。",
        "① 小麦。",
        "二、任务",
    ]
    assert source.media_type == "application/msword"
    assert source.reading.tool.startswith("LibreOffice ")
    assert source.reading.tool.split()[1][0].isdigit()


@needs_office
def test_an_old_spreadsheet_is_read_as_a_new_one() -> None:
    pytest.importorskip("openpyxl", reason="spreadsheets are read with openpyxl")
    source = read_bytes((FILES / "libreoffice-old.xls").read_bytes(), "plan.et")
    assert "1\t修路\t县交通局" in source.text
    assert source.media_type == "application/vnd.ms-excel"
    assert source.reading.tool.startswith("LibreOffice ")
    assert "openpyxl" in source.reading.tool


@pytest.fixture
def asked() -> Iterator[tuple[int, list[str]]]:
    """A server's port, and what it is asked for."""
    paths: list[str] = []

    class Listener(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            paths.append(self.path)
            self.send_error(404)

        do_HEAD = do_OPTIONS = do_GET

        def log_message(self, *_: object) -> None:
            pass

    with HTTPServer(("127.0.0.1", 0), Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield server.server_port, paths
        server.shutdown()


@needs_office
def test_a_linked_picture_is_not_fetched(asked: tuple[int, list[str]]) -> None:
    port, paths = asked
    data = (FILES / "libreoffice-linked-picture.doc").read_bytes()
    linked = data.replace("18765".encode("utf-16-le"), f"{port:05}".encode("utf-16-le"))
    assert linked != data
    assert read_bytes(linked, "plan.doc").text == "有图的文件\n"
    assert paths == []


@needs_office
def test_rich_text_includes_no_other_file(tmp_path: Path) -> None:
    (tmp_path / "secret.txt").write_text("秘密", encoding="utf-8")
    code = rf'{{\field{{\*\fldinst INCLUDETEXT "{(tmp_path / "secret.txt").as_uri()}"}}{{\fldrslt x}}}}'
    source = read_bytes(RTF[:-5] + code.encode() + rb"\par}", "plan.rtf")
    assert source.text.startswith("一、目标")
    assert "秘密" not in source.text


@needs_office
@pytest.mark.parametrize(("name", "data"), [("plan.doc", DOC), ("plan.xls", XLS)])
def test_a_broken_document_ends_in_one_line(name: str, data: bytes) -> None:
    with pytest.raises(ReaderError, match="cannot be converted by LibreOffice") as caught:
        read_bytes(data, name)
    assert "\n" not in str(caught.value)
