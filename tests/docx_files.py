"""Word files written by hand, with real WordprocessingML, for the tests of their reader.

A text may be written with automatic numbers: the printed markers go, and lists of `numbering.xml` count instead.
"""

from __future__ import annotations

import io
import re
import zipfile
from collections.abc import Mapping
from xml.sax.saxutils import escape

from planparse.numbering.numerals import integer

NAMESPACES = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships" '
    'xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math" '
    'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
    'xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing" '
    'xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" '
    'xmlns:v="urn:schemas-microsoft-com:vml"'
)
RELATIONS = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def run(text: str, look: str = "") -> str:
    """A run of text; `look` is the inside of its `w:rPr`."""
    return f'<w:r><w:rPr>{look}</w:rPr><w:t xml:space="preserve">{escape(text)}</w:t></w:r>'


def paragraph(
    content: str = "", settings: str = "", *, num: int | None = None, level: int = 0, style: str = ""
) -> str:
    """A paragraph: `content` is text, or markup where it begins with `<`; `settings` is more of its `w:pPr`."""
    inside = content if content.startswith("<") else run(content) if content else ""
    named = f'<w:pStyle w:val="{style}"/>' if style else ""
    listed = (
        f'<w:numPr><w:ilvl w:val="{level}"/><w:numId w:val="{num}"/></w:numPr>' if num is not None else ""
    )
    return f"<w:p><w:pPr>{named}{listed}{settings}</w:pPr>{inside}</w:p>"


def level(place: int, format: str, text: str, more: str = "", *, start: int = 1) -> str:
    """A level of a list; `more` is what else stands in its `w:lvl`, in front of the text."""
    return (
        f'<w:lvl w:ilvl="{place}"><w:start w:val="{start}"/><w:numFmt w:val="{format}"/>{more}'
        f'<w:lvlText w:val="{text}"/></w:lvl>'
    )


def abstract(name: int, *levels: str) -> str:
    return f'<w:abstractNum w:abstractNumId="{name}">{"".join(levels)}</w:abstractNum>'


def num(name: int, of: int, overrides: str = "") -> str:
    return f'<w:num w:numId="{name}"><w:abstractNumId w:val="{of}"/>{overrides}</w:num>'


def start_override(place: int, start: int) -> str:
    return f'<w:lvlOverride w:ilvl="{place}"><w:startOverride w:val="{start}"/></w:lvlOverride>'


def style(name: str, settings: str = "", *, called: str = "", based_on: str = "", more: str = "") -> str:
    """A paragraph style; `settings` is the inside of its `w:pPr`."""
    base = f'<w:basedOn w:val="{based_on}"/>' if based_on else ""
    return (
        f'<w:style w:type="paragraph" w:styleId="{name}"{more}><w:name w:val="{called or name}"/>{base}'
        f"<w:pPr>{settings}</w:pPr></w:style>"
    )


def cell(content: str, settings: str = "") -> str:
    """A cell of a table: `content` is text, or markup where it begins with `<`."""
    inside = content if content.startswith("<") else paragraph(content)
    return f"<w:tc><w:tcPr>{settings}</w:tcPr>{inside}</w:tc>"


def row(*cells: str, settings: str = "") -> str:
    return f"<w:tr><w:trPr>{settings}</w:trPr>{''.join(cells)}</w:tr>"


def table(*rows: str) -> str:
    return f"<w:tbl><w:tblPr/>{''.join(rows)}</w:tbl>"


def docx(
    body: str, *, numbering: str = "", styles: str = "", parts: Mapping[str, str] | None = None
) -> bytes:
    """A Word file of the inside of `w:body`, of `w:numbering` and of `w:styles`.

    `parts` are further ones by name, as `header1` or `footnotes`, each with its whole content. Each is related to the document
    under its own name, so that `r:id="header1"` refers to it.
    """
    files = {
        "word/document.xml": f"<w:document {NAMESPACES}><w:body>{body}</w:body></w:document>",
        "word/numbering.xml": f"<w:numbering {NAMESPACES}>{numbering}</w:numbering>",
        "word/styles.xml": f"<w:styles {NAMESPACES}>{styles}</w:styles>",
        **{f"word/{name}.xml": content for name, content in (parts or {}).items()},
    }
    names = [name.removeprefix("word/").removesuffix(".xml") for name in files if name != "word/document.xml"]
    relations = "".join(
        f'<Relationship Id="{name}" Type="{RELATIONS}/{name.rstrip("0123456789")}" Target="{name}.xml"/>'
        for name in names
    )
    types = "".join(
        f'<Override PartName="/word/{name}.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        f'wordprocessingml.{"document.main" if name == "document" else name.rstrip("0123456789")}+xml"/>'
        for name in ["document", *names]
    )
    return packed(
        {
            "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Default Extension="rels" ContentType='
            f'"application/vnd.openxmlformats-package.relationships+xml"/>{types}</Types>',
            "_rels/.rels": f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" '
            f'Type="{RELATIONS}/officeDocument" Target="word/document.xml"/></Relationships>',
            "word/_rels/document.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">{relations}</Relationships>',
            **files,
        }
    )


def packed(files: Mapping[str, str | bytes]) -> bytes:
    """A zip archive of files by name."""
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name, content)
    return data.getvalue()


_HANZI = "一二三四五六七八九十百零〇"
_KINDS = (  # how a line begins, and the list that prints it: format and text
    (re.compile(rf"(?P<n>[{_HANZI}]+)、"), "chineseCountingThousand", "%1、"),
    (re.compile(rf"\((?P<n>[{_HANZI}]+)\)"), "chineseCounting", "(%1)"),
    (re.compile(r"(?P<n>\d{1,2})\.(?!\d)"), "decimal", "%1."),
    (re.compile(r"\((?P<n>\d{1,2})\)"), "decimal", "(%1)"),
)


def with_automatic_numbers(text: str) -> tuple[bytes, int]:
    """A text as a Word file whose lists print the markers that lines begin with; and how many lines they are.

    Each kind of marker is a list of its own. Where a number does not follow the one before it, the list starts anew there,
    as Word does it: with a `w:num` of its own that overrides the start.
    """
    lists = [
        abstract(place, level(0, format, shown, '<w:suff w:val="nothing"/>'))
        for place, (_, format, shown) in enumerate(_KINDS)
    ]
    nums = [num(place + 1, place) for place in range(len(_KINDS))]
    counts, current = [0] * len(_KINDS), [place + 1 for place in range(len(_KINDS))]
    body, listed = [], 0
    for line in text.splitlines():
        bare = line.lstrip(" \u3000")
        place, match = next(
            ((i, match) for i, (kind, *_) in enumerate(_KINDS) if (match := kind.match(bare))), (-1, None)
        )
        ordinal = integer(match["n"]) if match else None
        if match is None or ordinal is None:
            body.append(paragraph(line))
            continue
        if ordinal != counts[place] + 1:
            current[place] = len(nums) + 1
            nums.append(num(current[place], place, start_override(0, ordinal)))
        counts[place] = ordinal
        listed += 1
        body.append(paragraph(bare[match.end() :], num=current[place]))
    return docx("".join(body), numbering="".join(lists + nums)), listed
