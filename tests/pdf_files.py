"""PDF files for the tests: written by hand, character by character, or printed by LibreOffice where it is installed.

`python -m tests.pdf_files` prints the samples again into `tests/files/pdf/`. They are kept in the repository, because few
machines have LibreOffice and a Chinese font.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
import zlib
from collections.abc import Sequence
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.sax.saxutils import escape

from tests.documents import SAMPLES

PRINTED = Path(__file__).parent / "files" / "pdf"
SEEDS = sorted(path.stem for path in SAMPLES.glob("*.txt"))
A4 = (595, 842)
_MOST_GLYPHS = 250

_NAMESPACES = " ".join(
    f'xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{path}:1.0"'
    for name, path in [
        ("office", "office"),
        ("style", "style"),
        ("text", "text"),
        ("fo", "xsl-fo-compatible"),
    ]
)


class Page:
    """One page, drawn by hand. Places are in points from its upper left corner."""

    def __init__(self, *, size: tuple[float, float] = A4, entries: str = "") -> None:
        self.size = size
        self.entries = entries
        self.letters: set[str] = set()
        self._drawn: list[tuple[str, str]] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 12,
        pitch: float = 0,
        mode: int = 0,
        turn: str = "1 0 0 1",
    ) -> Page:
        """A line of text; `pitch` sets each character by itself, so far from the one before."""
        self.letters |= set(text)
        pieces = (
            [(x + pitch * number, letter) for number, letter in enumerate(text)] if pitch else [(x, text)]
        )
        for left, piece in pieces:
            place = f"{mode} Tr {turn} {left:g} {self.size[1] - y:g} Tm {size:g} TL"
            self._drawn.append((place, piece))
        return self

    def paragraph(self, y: float, lines: Sequence[str], *, x: float = 90, leading: float = 24) -> Page:
        """Lines below each other, the first of them set in by two characters where it begins with U+3000."""
        for number, line in enumerate(lines):
            bare = line.lstrip("\u3000")
            self.text(x + 12 * (len(line) - len(bare)), y + leading * number, bare)
        return self

    def line(self, x: float, y: float, other_x: float, other_y: float) -> Page:
        """A drawn line."""
        height = self.size[1]
        self._drawn.append((f"{x:g} {height - y:g} m {other_x:g} {height - other_y:g} l S", ""))
        return self

    def content(self, codes: dict[str, tuple[int, int]]) -> bytes:
        """What draws the page; `codes` are font and code of each letter."""
        out = []
        for place, text in self._drawn:
            if not text:
                out.append(place)
                continue
            size = place.split()[-2]
            shown = "".join(
                f"/F{font} {size} Tf <{code:02x}> Tj " for font, code in (codes[letter] for letter in text)
            )
            out.append(f"BT {place} {shown}ET")
        return "\n".join(out).encode()


def pdf(*pages: Page, trailer: bytes = b"") -> bytes:
    """A file of pages. Each glyph of its fonts is a box; what it means is said by the fonts' tables of characters."""
    letters = sorted({letter for page in pages for letter in page.letters})
    fonts = [letters[at : at + _MOST_GLYPHS] for at in range(0, len(letters), _MOST_GLYPHS)]
    codes = {letter: divmod(number, _MOST_GLYPHS) for number, letter in enumerate(letters)}
    first = 5 + 2 * len(fonts)
    kids = " ".join(f"{first + 2 * number} 0 R" for number in range(len(pages)))
    named = "".join(f"/F{number} {5 + 2 * number} 0 R" for number in range(len(fonts)))
    objects = [
        b"<</Type/Catalog/Pages 2 0 R>>",
        f"<</Type/Pages/Count {len(pages)}/Kids[{kids}]/Resources<</Font<<{named}>>>>>>".encode(),
        stream(b"500 0 50 -100 450 820 d1 50 -100 400 920 re f"),
        stream(b"1000 0 50 -100 950 820 d1 50 -100 900 920 re f"),
    ]
    for number, font in enumerate(fonts):
        objects += _font(font, 6 + 2 * number)
    for number, page in enumerate(pages):
        width, height = page.size
        objects += [
            f"<</Type/Page/Parent 2 0 R/MediaBox[0 0 {width} {height}]{page.entries}"
            f"/Contents {first + 2 * number + 1} 0 R>>".encode(),
            stream(page.content(codes)),
        ]
    return assembled(objects, trailer)


def _font(letters: Sequence[str], table: int) -> list[bytes]:
    """A font of boxes, and the table that says which letters they are."""
    narrow = [letter.isascii() for letter in letters]
    names = "".join(f"/g{code}" for code in range(len(letters)))
    shapes = "".join(f"/g{code} {3 if is_narrow else 4} 0 R" for code, is_narrow in enumerate(narrow))
    widths = " ".join("500" if is_narrow else "1000" for is_narrow in narrow)
    mapped = [f"<{code:02x}> <{letter.encode('utf-16-be').hex()}>\n" for code, letter in enumerate(letters)]
    parts = [mapped[at : at + 100] for at in range(0, len(mapped), 100)]
    return [
        f"<</Type/Font/Subtype/Type3/FontBBox[0 -140 1000 860]/FontMatrix[.001 0 0 .001 0 0]/FirstChar 0"
        f"/LastChar {len(letters) - 1}/Widths[{widths}]/CharProcs<<{shapes}>>"
        f"/Encoding<</Type/Encoding/Differences[0{names}]>>/ToUnicode {table} 0 R>>".encode(),
        stream(
            (
                "begincmap 1 begincodespacerange <00> <ff> endcodespacerange\n"
                + "".join(f"{len(part)} beginbfchar\n{''.join(part)}endbfchar\n" for part in parts)
                + "endcmap"
            ).encode()
        ),
    ]


def stream(data: bytes, entries: bytes = b"/Filter/FlateDecode", *, packed: bool = True) -> bytes:
    """A stream object; packed unless `entries` say otherwise."""
    data = zlib.compress(data) if packed else data
    return b"<<%b/Length %d>>stream\n%b\nendstream" % (entries, len(data), data)


def assembled(objects: Sequence[bytes], trailer: bytes = b"") -> bytes:
    """A file of objects, of which the first is the catalogue."""
    out = b"%PDF-1.7\n"
    places = []
    for number, body in enumerate(objects, 1):
        places.append(len(out))
        out += b"%d 0 obj\n%b\nendobj\n" % (number, body)
    table = b"".join(b"%010d 00000 n \n" % place for place in places)
    size = len(objects) + 1
    return (
        out
        + b"xref\n0 %d\n0000000000 65535 f \n%btrailer\n<</Size %d/Root 1 0 R%b>>\nstartxref\n%d\n%%%%EOF"
        % (
            size,
            table,
            size,
            trailer,
            len(out),
        )
    )


def office_text(text: str, *, size: float = 14, font: str = "WenQuanYi Zen Hei") -> str:
    """A text as a flat OpenDocument file, laid out as official documents are, its pages numbered."""
    characters = (
        f"fo:font-family=\"'{font}'\" style:font-family-asian=\"'{font}'\" "
        f'fo:font-size="{size}pt" style:font-size-asian="{size}pt"'
    )
    paragraphs = "".join(
        f'<text:p text:style-name="P">{escape(line.strip())}</text:p>'
        for line in text.splitlines()
        if line.strip()
    )
    return f"""<?xml version="1.0" encoding="UTF-8"?>
<office:document {_NAMESPACES} office:version="1.3" office:mimetype="application/vnd.oasis.opendocument.text">
<office:automatic-styles>
<style:style style:name="P" style:family="paragraph"><style:paragraph-properties fo:text-indent="{2 * size}pt"
 fo:text-align="justify" fo:line-height="150%" style:punctuation-wrap="simple"/><style:text-properties {characters}/></style:style>
<style:style style:name="F" style:family="paragraph"><style:paragraph-properties fo:text-align="center"/>
<style:text-properties {characters}/></style:style>
<style:page-layout style:name="L"><style:page-layout-properties fo:page-width="21cm" fo:page-height="29.7cm"
 fo:margin="2.6cm"/><style:footer-style/></style:page-layout></office:automatic-styles>
<office:master-styles><style:master-page style:name="Standard" style:page-layout-name="L"><style:footer>
<text:p text:style-name="F">— <text:page-number/> —</text:p></style:footer></style:master-page></office:master-styles>
<office:body><office:text>{paragraphs}</office:text></office:body></office:document>"""


def office() -> str | None:
    """The path of LibreOffice, where it is installed."""
    return shutil.which("soffice")


def print_office(files: Sequence[Path], folder: Path) -> None:
    """Print OpenDocument files to PDF, into a folder."""
    with TemporaryDirectory() as profile:
        subprocess.run(
            [
                office() or "soffice",
                "--headless",
                f"-env:UserInstallation=file://{profile}",
                "--convert-to",
                "pdf",
                "--outdir",
                str(folder),
                *map(str, files),
            ],
            check=True,
            capture_output=True,
            timeout=240,
        )


def print_samples(folder: Path) -> None:
    """Print the sample texts to PDF, into a folder."""
    with TemporaryDirectory() as work:
        files = []
        for name in SEEDS:
            files.append(Path(work) / f"{name}.fodt")
            files[-1].write_text(
                office_text((SAMPLES / f"{name}.txt").read_text(encoding="utf-8")), encoding="utf-8"
            )
        print_office(files, folder)


if __name__ == "__main__":
    if not office():
        sys.exit("LibreOffice is not installed")
    PRINTED.mkdir(parents=True, exist_ok=True)
    print_samples(PRINTED)
