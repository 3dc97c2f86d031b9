"""OFD files for the tests, written as GB/T 33190 says, characters at their places in millimetres."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping, Sequence
from xml.sax.saxutils import escape, quoteattr

A4 = (210.0, 297.0)
_NAMESPACE = 'xmlns:ofd="http://www.ofdspec.org/2016"'
_HEAD = '<?xml version="1.0" encoding="UTF-8"?>\n'
_NOT_FIRST = "，。、；：！？）》”’〕】,.;:!?)]%％"


class Page:
    """One page, or a template. Places are in millimetres from its upper left corner; `y` is the baseline."""

    def __init__(self, *, templates: Sequence[int] = ()) -> None:
        self.templates = templates
        self._objects: list[str] = []

    def text(
        self,
        x: float,
        y: float,
        text: str,
        *,
        size: float = 5.64,
        pitch: float = 0,
        ctm: str = "",
        visible: bool = True,
        repeat: bool = True,
    ) -> Page:
        """A text object; `pitch` sets every character so far from the one before, else as wide as it prints.

        `repeat` writes the distances short, as `g 5 5.64`.
        """
        widths = [pitch or width_of(letter, size) for letter in text]
        deltas = [f"{width:g}" for width in widths[:-1]]
        across = f"g {len(deltas)} {deltas[0]}" if repeat and len(set(deltas)) == 1 else " ".join(deltas)
        matrix = f' CTM="{ctm}"' if ctm else ""
        hidden = "" if visible else ' Visible="false"'
        self._objects.append(
            f'<ofd:TextObject ID="{10 + len(self._objects)}" Boundary="{x:g} {y - size:g} {sum(widths):g} {size:g}"'
            f' Font="3" Size="{size:g}"{matrix}{hidden}>'
            f'<ofd:TextCode X="0" Y="{size:g}" DeltaX="{across}">{escape(text)}</ofd:TextCode></ofd:TextObject>'
        )
        return self

    def line(self, x: float, y: float, other_x: float, other_y: float) -> Page:
        """A drawn line."""
        self._objects.append(
            f'<ofd:PathObject ID="{10 + len(self._objects)}" Boundary="{x:g} {y:g} {other_x - x:g} {other_y - y:g}"'
            f' LineWidth="0.25"><ofd:AbbreviatedData>M 0 0 L {other_x - x:g} {other_y - y:g}</ofd:AbbreviatedData>'
            "</ofd:PathObject>"
        )
        return self

    def content(self) -> str:
        templates = "".join(f'<ofd:Template TemplateID="{number}"/>' for number in self.templates)
        return (
            f'{_HEAD}<ofd:Page {_NAMESPACE}>{templates}<ofd:Content><ofd:Layer ID="2" Type="Body">'
            f"{''.join(self._objects)}</ofd:Layer></ofd:Content></ofd:Page>"
        )


def width_of(letter: str, size: float) -> float:
    """How wide a character prints."""
    return size / 2 if letter.isascii() else size


def ofd(
    *pages: Page,
    templates: Mapping[int, Page] | None = None,
    metadata: Mapping[str, str] | None = None,
    absolute: bool = False,
    more: Mapping[str, bytes] | None = None,
) -> bytes:
    """A file of one document. `absolute` names the parts from the root; `more` are parts to add or to replace."""
    base = "/Doc_0/" if absolute else ""
    datas = "".join(
        f"<ofd:CustomData Name={quoteattr(name)}>{escape(value)}</ofd:CustomData>"
        for name, value in (metadata or {}).items()
    )
    named = "".join(
        f'<ofd:TemplatePage ID="{number}" BaseLoc="{base}Tpls/Tpl_{number}/Content.xml"/>'
        for number in templates or {}
    )
    listed = "".join(
        f'<ofd:Page ID="{100 + number}" BaseLoc="{base}Pages/Page_{number}/Content.xml"/>'
        for number in range(len(pages))
    )
    parts = {
        "OFD.xml": f'{_HEAD}<ofd:OFD {_NAMESPACE} Version="1.0" DocType="OFD"><ofd:DocBody><ofd:DocInfo>'
        f"<ofd:DocID>1</ofd:DocID><ofd:Title>Untitled</ofd:Title><ofd:CreationDate>2030-01-01</ofd:CreationDate>"
        f"<ofd:CustomDatas>{datas}</ofd:CustomDatas></ofd:DocInfo><ofd:DocRoot>{base or 'Doc_0/'}Document.xml</ofd:DocRoot>"
        "</ofd:DocBody></ofd:OFD>",
        "Doc_0/Document.xml": f"{_HEAD}<ofd:Document {_NAMESPACE}><ofd:CommonData><ofd:MaxUnitID>999</ofd:MaxUnitID>"
        f"<ofd:PageArea><ofd:PhysicalBox>0 0 {A4[0]:g} {A4[1]:g}</ofd:PhysicalBox></ofd:PageArea>{named}"
        f"</ofd:CommonData><ofd:Pages>{listed}</ofd:Pages></ofd:Document>",
    }
    parts |= {f"Doc_0/Pages/Page_{number}/Content.xml": page.content() for number, page in enumerate(pages)}
    parts |= {
        f"Doc_0/Tpls/Tpl_{number}/Content.xml": page.content() for number, page in (templates or {}).items()
    }
    return packed({name: text.encode() for name, text in parts.items()} | dict(more or {}))


def packed(parts: Mapping[str, bytes]) -> bytes:
    """A zip archive of parts."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return data.getvalue()


def typeset(text: str, *, size: float = 5.64, columns: int = 28, lines: int = 22) -> list[Page]:
    """A text on numbered pages, as GB/T 9704 lays official documents out: 22 lines of 28 characters, set in by two."""
    left, top, leading = 28.0, 45.0, 10.2
    printed: list[tuple[float, str]] = []
    for paragraph in text.splitlines():
        bare = paragraph.strip()
        start, at = 2 * size, 2 * size
        begun = 0
        for number, letter in enumerate(bare):
            at += width_of(letter, size)
            if at > columns * size + 0.01 and letter not in _NOT_FIRST:
                printed.append((start, bare[begun:number]))
                start, at, begun = 0.0, width_of(letter, size), number
        if bare:
            printed.append((start, bare[begun:]))
    pages: list[Page] = []
    for number in range(0, len(printed), lines):
        page = Page()
        for row, (indent, line) in enumerate(printed[number : number + lines]):
            page.text(left + indent, top + leading * row, line, size=size)
        page.text(98, 275, f"— {len(pages) + 1} —", size=4.94)
        pages.append(page)
    return pages
