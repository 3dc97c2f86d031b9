"""A Word document: the 任务分解表 in the format of official documents, GB/T 9704-2012.

A4 landscape with the type area of the standard (225 mm by 156 mm), the title in 小标宋 二号, text in 仿宋 三号, and
`— 1 —` below, on the right of odd pages and on the left of even ones. The table is in 五号, as its columns share one
page: the header stands on every page, sections are merged down, and no row is parted that has room on a page.
"""

from __future__ import annotations

import io
from collections.abc import Iterator
from xml.sax.saxutils import escape

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.oxml import parse_xml
from docx.section import Section
from docx.shared import Mm

from planparse.exporters.breakdown import Breakdown, Line, breakdown
from planparse.exporters.layout import Layout
from planparse.exporters.measure import lines
from planparse.exporters.ooxml import dated, packed
from planparse.exporters.plain import legal
from planparse.exporters.punctuation import worded
from planparse.records import Plan

_NAMESPACE = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'
_FONTS = {  # and what stands in for each where it is not installed
    "方正小标宋简体": "方正小标宋_GBK,华文中宋,宋体,Noto Serif CJK SC",
    "仿宋_GB2312": "仿宋,华文仿宋,Noto Serif CJK SC",
    "黑体": "SimHei,Noto Sans CJK SC",
    "宋体": "SimSun,Noto Serif CJK SC",
}
_CELL = 21
"""Half points: 五号."""
_PITCH = 280
"""Twips from line to line in the table."""
_STYLES = {  # name: eastern font, half points, alignment, twips from line to line, and whether they are exact
    "Normal": ("仿宋_GB2312", 32, "both", 560, "exact"),
    "PlanTitle": ("方正小标宋简体", 44, "center", 640, "atLeast"),
    "PlanNumber": ("仿宋_GB2312", 32, "center", 560, "exact"),
    "PlanHeader": ("黑体", _CELL, "center", _PITCH, "exact"),
    "PlanCell": ("仿宋_GB2312", _CELL, "left", _PITCH, "exact"),
    "PlanCentred": ("仿宋_GB2312", _CELL, "center", _PITCH, "exact"),
    "PlanPage": ("宋体", 28, "left", 320, "atLeast"),
    "PlanEnd": ("宋体", 2, "left", 20, "exact"),
}
_NAMES = {
    "PlanTitle": "公文标题",
    "PlanNumber": "发文字号",
    "PlanHeader": "表头",
    "PlanCell": "表格文字",
    "PlanCentred": "表格文字居中",
    "PlanPage": "页码",
    "PlanEnd": "表后",
}

_WHOLE = 225.0
"""mm: the type area."""
_CENTRED = frozenset({"number", "due", "place"})
_EMPTY = 2.6
"""em of a column that holds nothing: half its header."""
_DAY = 5.4
"""em: 2024年12月, behind which a date may be broken."""
_MARGIN = 1.0
"""mm: left and right of a cell's text."""
_SPARE = 0.3
"""mm of each cell that its borders take."""
_EM = 10.5 * 25.4 / 72
_TALLEST = 24
"""Lines: a row with more has no room on a page that begins with the title, and may be parted; others hold 29."""


def export(plan: Plan, layout: Layout) -> bytes:
    """The document. The same plan gives the same bytes."""
    table = breakdown(plan, layout)
    document = docx.Document()
    _set_styles(document)
    _set_fonts(document)
    section = document.sections[0]
    _set_page(section)
    _set_page_numbers(document, section)
    body = document.element.body
    for xml in _body(plan, table, layout):
        named = xml.replace(">", f" {_NAMESPACE}>", 1)  # at the root alone: lxml moves the rest at once
        body.insert(len(body) - 1, parse_xml(named))  # the section's properties stay last
    properties = document.core_properties
    properties.title, properties.author, properties.comments = legal(table.title), "planparse", ""
    properties.created = properties.modified = dated(plan)
    package = document.part.package
    for key, relation in list(package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):  # the template's own
            del package.rels[key]
    out = io.BytesIO()
    document.save(out)
    return packed(out.getvalue())


def _body(plan: Plan, table: Breakdown, layout: Layout) -> Iterator[str]:
    yield from _paragraphs(table.title, "PlanTitle")
    if table.number:
        yield from _paragraphs(table.number, "PlanNumber")
    yield _table(table)
    for note in plan.notes:
        label = "说明：" if layout.labels == "zh" else "Note: "
        yield from _paragraphs(label + worded(note.text, layout), "Normal")
    if not plan.notes:
        yield _paragraph("", "PlanEnd")  # Word wants a paragraph behind a table


def _table(table: Breakdown) -> str:
    widths = _widths(table)
    grid = "".join(f'<w:gridCol w:w="{_twips(width)}"/>' for width in widths.values())
    edges = "".join(
        f'<w:{edge} w:val="single" w:sz="4" w:space="0" w:color="000000"/>'
        for edge in ("top", "left", "bottom", "right", "insideH", "insideV")
    )
    margins = "".join(f'<w:{side} w:w="{_twips(_MARGIN)}" w:type="dxa"/>' for side in ("left", "right"))
    header = "".join(
        _cell(_paragraph(column.header, "PlanHeader"), widths[column.key], '<w:vAlign w:val="center"/>')
        for column in table.columns
    )
    rows = [f'<w:tr><w:trPr><w:cantSplit/><w:trHeight w:val="600"/><w:tblHeader/></w:trPr>{header}</w:tr>']
    for start, end in table.sections():
        for number in range(start, end):
            rows.append(_row(table, table.lines[number], widths, opens=number == start))
    return (
        f'<w:tbl><w:tblPr><w:tblW w:w="{_twips(sum(widths.values()))}" w:type="dxa"/>'
        f'<w:jc w:val="center"/><w:tblBorders>{edges}</w:tblBorders><w:tblLayout w:type="fixed"/>'
        f"<w:tblCellMar>{margins}</w:tblCellMar></w:tblPr><w:tblGrid>{grid}</w:tblGrid>{''.join(rows)}</w:tbl>"
    )


def _row(table: Breakdown, line: Line, widths: dict[str, float], *, opens: bool) -> str:
    """One task. Where a section opens, the row is as high as its name, which a page's end would else divide."""
    cells = []
    tallest = least = 1
    for column in table.columns:
        key, text = column.key, line.cells[column.key]
        room = (widths[key] - 2 * _MARGIN) / _EM
        middle = '<w:vAlign w:val="center"/>'
        if key == "section":
            least = lines(text, room) + 1 if opens else 1
            merge = '<w:vMerge w:val="restart"/>' if opens else "<w:vMerge/>"
            cells.append(_cell("".join(_paragraphs(text if opens else "", "PlanCell")), widths[key], merge))
            continue
        style = "PlanCentred" if key in _CENTRED else "PlanCell"
        bold = line.heading if key == "content" else 0
        cells.append(_cell("".join(_paragraphs(text, style, bold=bold)), widths[key], middle))
        tallest = max(tallest, lines(text, room))
    whole = "<w:cantSplit/>" if tallest <= _TALLEST else ""
    height = f'<w:trHeight w:val="{least * _PITCH}"/>'
    return f"<w:tr><w:trPr>{whole}{height}</w:trPr>{''.join(cells)}</w:tr>"


def _cell(content: str, width: float, properties: str) -> str:
    return f'<w:tc><w:tcPr><w:tcW w:w="{_twips(width)}" w:type="dxa"/>{properties}</w:tcPr>{content}</w:tc>'


def _paragraphs(text: str, style: str, *, bold: int = 0) -> Iterator[str]:
    """A paragraph for each line of the text, its first `bold` characters in bold."""
    for line in text.split("\n"):
        yield _paragraph(line, style, bold=bold)
        bold = max(bold - len(line) - 1, 0)


def _paragraph(text: str, style: str, *, bold: int = 0) -> str:
    """A paragraph of one line, the first `bold` characters of it in bold."""
    runs = _run(text[:bold], "<w:rPr><w:b/></w:rPr>") + _run(text[bold:], "")
    return f'<w:p><w:pPr><w:pStyle w:val="{style}"/></w:pPr>{runs}</w:p>'


def _run(text: str, properties: str) -> str:
    return f'<w:r>{properties}<w:t xml:space="preserve">{escape(legal(text))}</w:t></w:r>' if text else ""


def _widths(table: Breakdown) -> dict[str, float]:
    """The width of each column in mm."""
    beside = 2 * _MARGIN + _SPARE
    room = (_WHOLE - beside * len(table.columns)) / _EM
    return {key: width * _EM + beside for key, width in table.widths(room, empty=_EMPTY, day=_DAY).items()}


def _twips(mm: float) -> int:
    return round(mm * 1440 / 25.4)


def _set_styles(document: Document) -> None:
    """Our styles in place of the template's defaults, of which the theme's fonts would win over ours."""
    element = document.styles.element
    defaults = element.find("{*}docDefaults")
    for part in list(defaults):
        defaults.remove(part)
    fonts = _font_properties("仿宋_GB2312", 32)
    defaults.append(parse_xml(f"<w:rPrDefault {_NAMESPACE}><w:rPr>{fonts}</w:rPr></w:rPrDefault>"))
    defaults.append(parse_xml(f"<w:pPrDefault {_NAMESPACE}><w:pPr/></w:pPrDefault>"))
    for name, (font, size, alignment, pitch, rule) in _STYLES.items():
        tight = "" if size > _CELL else '<w:autoSpaceDE w:val="0"/><w:autoSpaceDN w:val="0"/>'
        style = (
            f'<w:pPr>{tight}<w:spacing w:before="0" w:after="0" w:line="{pitch}" w:lineRule="{rule}"/>'
            f'<w:jc w:val="{alignment}"/></w:pPr><w:rPr>{_font_properties(font, size)}</w:rPr>'
        )
        if name == "Normal":
            normal = document.styles["Normal"].element
            wrapped = parse_xml(f"<w:style {_NAMESPACE}>{style}</w:style>")
            normal.extend(list(wrapped))
        else:
            element.append(
                parse_xml(
                    f'<w:style {_NAMESPACE} w:type="paragraph" w:customStyle="1" w:styleId="{name}">'
                    f'<w:name w:val="{_NAMES[name]}"/><w:basedOn w:val="Normal"/><w:qFormat/>{style}</w:style>'
                )
            )


def _font_properties(font: str, size: int) -> str:
    return (
        f'<w:rFonts w:ascii="Times New Roman" w:hAnsi="Times New Roman" w:eastAsia="{font}" w:cs="Times New Roman"'
        f' w:hint="eastAsia"/><w:sz w:val="{size}"/><w:szCs w:val="{size}"/><w:lang w:val="en-US" w:eastAsia="zh-CN"/>'
    )


def _set_fonts(document: Document) -> None:
    """The table of fonts with the names that stand in for those that only offices have."""
    part = next(part for part in document.part.package.iter_parts() if part.partname == "/word/fontTable.xml")
    fonts = "".join(
        f'<w:font w:name="{name}"><w:altName w:val="{others}"/><w:charset w:val="86"/><w:family w:val="auto"/></w:font>'
        for name, others in _FONTS.items()
    )
    part._blob = f"<?xml version='1.0' encoding='UTF-8'?><w:fonts {_NAMESPACE}>{fonts}</w:fonts>".encode()


def _set_page(section: Section) -> None:
    """A4 turned: the standard's margins of 37, 35, 28 and 26 mm, each on the edge that it has on an upright page."""
    section.orientation = WD_ORIENT.LANDSCAPE
    section.page_width, section.page_height = Mm(297), Mm(210)
    section.top_margin, section.bottom_margin = Mm(28), Mm(26)
    section.left_margin, section.right_margin = Mm(37), Mm(35)
    section.header_distance, section.footer_distance = Mm(15), Mm(15)


def _set_page_numbers(document: Document, section: Section) -> None:
    document.settings.odd_and_even_pages_header_footer = True
    for footer, side in ((section.footer, "right"), (section.even_page_footer, "left")):
        footer.is_linked_to_previous = False
        paragraph = parse_xml(
            f'<w:p {_NAMESPACE}><w:pPr><w:pStyle w:val="PlanPage"/><w:ind w:{side}="280"/><w:jc w:val="{side}"/></w:pPr>'
            '<w:r><w:t xml:space="preserve">— </w:t></w:r><w:fldSimple w:instr=" PAGE "><w:r><w:t>1</w:t></w:r>'
            '</w:fldSimple><w:r><w:t xml:space="preserve"> —</w:t></w:r></w:p>'
        )
        element = footer._element
        for old in list(element):
            element.remove(old)
        element.append(paragraph)
