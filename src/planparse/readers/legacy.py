"""Old Office files (.doc, .wps, .xls, .et, .rtf), turned into new ones by LibreOffice and read as those.

LibreOffice runs without a window, with a user profile of its own in a temporary folder, without macros and without
following links, and not longer than `LONGEST_RUN`. Where it is not installed, the message says so.
"""

from __future__ import annotations

import os
import re
import shutil
import signal
import subprocess
import tempfile
from pathlib import Path
from typing import NamedTuple

from planparse.errors import ReaderError
from planparse.readers import LARGEST_FILE, OLD_SHEETS, read_bytes
from planparse.readers.archive import Archive
from planparse.readers.reading import Reading

LONGEST_RUN = 60.0
"""Seconds. With its profile to be made, a start takes one to five."""

_PROGRAMS = ("soffice", "libreoffice")
_OLE = b"\xd0\xcf\x11\xe0"
_APPLICATION = re.compile(r"<Application>LibreOffice/([\d.]+)")


class Kind(NamedTuple):
    """What an old file is converted as: the ending of the copy, the ending that it gets, LibreOffice's name of the format.

    Without a name LibreOffice finds the format itself; of a spreadsheet that it does not understand it makes a table of bytes.
    """

    given: str
    wanted: str
    format: str = ""


def _stream(name: str) -> bytes:
    """A name as the directory of an OLE file holds it."""
    return name.encode("utf-16-le")


_STREAMS = (  # what is looked for, and what the file then is
    (_stream("WordDocument"), Kind(".doc", ".docx")),
    (_stream("Workbook"), Kind(".xls", ".xlsx", "MS Excel 97")),
    (_stream("Book") + b"\0\0", Kind(".xls", ".xlsx", "MS Excel 95")),
)
_RICH_TEXT = Kind(".rtf", ".docx", "Rich Text Format")
_SCHEMES = ("HTTP", "HTTPS", "FTP")
_SETTINGS = (  # path, name, value: no macros at all, no links, nothing from the network
    ("org.openoffice.Office.Common/Security/Scripting", "MacroSecurityLevel", "3"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableMacrosExecution", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "BlockUntrustedRefererLinks", "true"),
    ("org.openoffice.Office.Common/Security/Scripting", "DisableActiveContent", "true"),
    ("org.openoffice.Office.Writer/Content/Update", "Link", "2"),
    ("org.openoffice.Office.Calc/Content/Update", "Link", "2"),
    ("org.openoffice.Inet/Settings", "ooInetProxyType", "2"),  # all through a proxy that is none: no network
    *(("org.openoffice.Inet/Settings", f"ooInet{scheme}ProxyName", "127.0.0.1") for scheme in _SCHEMES),
    *(("org.openoffice.Inet/Settings", f"ooInet{scheme}ProxyPort", "9") for scheme in _SCHEMES),
    ("org.openoffice.Inet/Settings", "ooInetNoProxy", ""),
)


def read(data: bytes, where: str, encoding: str | None) -> Reading:
    """Read an old Office file. `encoding` is not asked: the format says it itself.

    Raises ReaderError when LibreOffice is missing or cannot convert it, and when it is protected by a password or no document.
    """
    del encoding
    kind = _kind(data, where)
    program = next((found for found in map(shutil.which, _PROGRAMS) if found), None)
    if program is None:
        raise ReaderError(
            where,
            "is an old Office file, and LibreOffice is not installed",
            f"install it, or save the file as {kind.wanted} first",
        )
    converted = _convert(data, where, kind, program)
    reading = read_bytes(converted, f"document{kind.wanted}", where).reading
    return reading._replace(tool=_tool(converted, where, reading.tool))


def _kind(data: bytes, where: str) -> Kind:
    if not data.startswith(_OLE):
        return _RICH_TEXT
    if _stream("EncryptedPackage") in data or _is_locked(data):
        raise ReaderError(where, "is protected by a password", "save it without one first")
    kinds = [kind for name, kind in _STREAMS if name in data]
    if not kinds:
        raise ReaderError(
            where,
            "is damaged, or no text document or spreadsheet",
            "get it again, or save it as .docx or .xlsx first",
        )
    is_sheet = where.lower().endswith(
        OLD_SHEETS
    )  # a document may hold a spreadsheet as an object, and the reverse
    return next((kind for kind in kinds if is_sheet and kind.given == ".xls"), kinds[0])


def _is_locked(data: bytes) -> bool:
    """Whether the text of a .doc is encrypted: fEncrypted in its FIB (MS-DOC 2.5.2), which most programs put first."""
    return data[512:514] == b"\xec\xa5" and bool(data[523:524] and data[523] & 1)


def _convert(data: bytes, where: str, kind: Kind, program: str) -> bytes:
    with tempfile.TemporaryDirectory(prefix="planparse-", ignore_cleanup_errors=True) as name:
        folder = Path(name)
        given = folder / f"document{kind.given}"
        given.write_bytes(data)
        _write_profile(folder / "profile" / "user")
        command = [
            program,
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--norestore", "--nolockcheck", "--nodefault", "--nologo"),
            *(["--infilter=" + kind.format] if kind.format else []),
            *("--convert-to", kind.wanted[1:], "--outdir", str(folder / "out"), str(given)),
        ]
        _run(command, folder, where)
        made = folder / "out" / f"document{kind.wanted}"
        if not made.is_file():
            raise ReaderError(
                where,
                "cannot be converted by LibreOffice",
                f"it is damaged or protected by a password: save it as {kind.wanted} first",
            )
        if made.stat().st_size > LARGEST_FILE:
            raise ReaderError(where, f"becomes larger than {LARGEST_FILE >> 20} MB", "split it")
        return made.read_bytes()


def _write_profile(folder: Path) -> None:
    folder.mkdir(parents=True)
    items = "".join(
        f'<item oor:path="/{path}"><prop oor:name="{name}" oor:op="fuse"><value>{value}</value></prop></item>'
        for path, name, value in _SETTINGS
    )
    (folder / "registrymodifications.xcu").write_text(
        f'<oor:items xmlns:oor="http://openoffice.org/2001/registry">{items}</oor:items>', encoding="utf-8"
    )


def _run(command: list[str], folder: Path, where: str) -> None:
    """Run LibreOffice in a session of its own, so that what it starts can be ended with it."""
    environment = {**os.environ, "HOME": str(folder), "SAL_USE_VCLPLUGIN": "svp"}
    try:
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment,
            stdin=subprocess.DEVNULL,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
    except OSError as error:
        raise ReaderError(where, f"LibreOffice cannot be started ({error.strerror or error})") from None
    try:
        process.wait(LONGEST_RUN)
    except subprocess.TimeoutExpired:
        raise ReaderError(
            where, f"takes LibreOffice longer than {LONGEST_RUN:.0f} s", "save it as .docx or .xlsx first"
        ) from None
    finally:
        _end(process)


def _end(process: subprocess.Popen[bytes]) -> None:
    """End what still runs of the process and of all that it started."""
    try:
        os.killpg(process.pid, signal.SIGKILL)
    except (ProcessLookupError, PermissionError):
        pass
    except AttributeError:  # no process groups on Windows
        process.kill()
    process.wait()


def _tool(converted: bytes, where: str, reader: str) -> str:
    """LibreOffice's version, as it stands in the files that it writes, and the library that then read the file."""
    archive = Archive(converted, where)
    name = "docProps/app.xml"
    text = archive.read(name).decode("utf-8", "replace") if name in archive else ""
    match = _APPLICATION.search(text)
    return " + ".join(
        part for part in (f"LibreOffice {match[1]}" if match else "LibreOffice", reader) if part
    )
