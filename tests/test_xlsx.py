"""Workbooks: what a person sees in them is read, and a hostile one ends in a clear line."""

from __future__ import annotations

import io
import sys
import time
import zipfile
from datetime import date, datetime
from functools import cache
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.worksheet.worksheet import Worksheet

from planparse import Plan, Task, extract, parse
from planparse.errors import ReaderError
from planparse.exporters import exporter
from planparse.exporters.layout import Layout
from planparse.exporters.punctuation import worded
from planparse.pipeline import parse_source
from planparse.readers import read_bytes
from planparse.readers.reading import Source
from tests.documents import ALL, sample
from tests.measured import measured
from tests.properties.test_properties import assert_tiled
from tests.test_cases import told

NAMESPACE = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_KIND = "application/vnd.openxmlformats-officedocument.spreadsheetml"


def saved(book: openpyxl.Workbook) -> bytes:
    data = io.BytesIO()
    book.save(data)
    return data.getvalue()


def sheet(*rows: list[Any], merged: tuple[str, ...] = ()) -> tuple[openpyxl.Workbook, Worksheet]:
    book = openpyxl.Workbook()
    worksheet = book.active
    assert isinstance(worksheet, Worksheet)
    for row in rows:
        worksheet.append(row)
    for area in merged:
        worksheet.merge_cells(area)
    return book, worksheet


def source_of(book: openpyxl.Workbook) -> Source:
    return read_bytes(saved(book), "plan.xlsx")


def plan_of(book: openpyxl.Workbook) -> Plan:
    source = source_of(book)
    plan = parse_source(source)
    assert_tiled(plan, source.text)
    return plan


def raw(
    rows: str,
    *,
    strings: str | None = None,
    styles: str | None = None,
    behind: str = "",
    before: str = "",
    parts: dict[str, str | bytes] | None = None,
    replace: tuple[str, str] = ("", ""),
) -> bytes:
    """A workbook of one sheet, written part by part."""
    links = [("worksheet", "worksheets/sheet1.xml")]
    links += [("sharedStrings", "sharedStrings.xml")] if strings is not None else []
    links += [("styles", "styles.xml")] if styles is not None else []
    types = "".join(
        f'<Override PartName="/xl/{target}" ContentType="{_KIND}.{kind}+xml"/>' for kind, target in links
    )
    made: dict[str, str | bytes] = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName="/xl/workbook.xml" '
        f'ContentType="{_KIND}.sheet.main+xml"/>{types}</Types>',
        "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}"><sheets>'
        '<sheet name="S" sheetId="1" r:id="rId0"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{PACKAGE}/relationships">'
        + "".join(
            f'<Relationship Id="rId{number}" Type="{OFFICE}/{kind}" Target="{target}"/>'
            for number, (kind, target) in enumerate(links)
        )
        + "</Relationships>",
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{NAMESPACE}">{before}<sheetData>{rows}</sheetData>{behind}</worksheet>',
    }
    if strings is not None:
        made["xl/sharedStrings.xml"] = f'<sst xmlns="{NAMESPACE}">{strings}</sst>'
    if styles is not None:
        made["xl/styles.xml"] = f'<styleSheet xmlns="{NAMESPACE}">{styles}</styleSheet>'
    made |= parts or {}
    data = io.BytesIO()
    with zipfile.ZipFile(data, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        for name, part in made.items():
            text = part.replace(*replace) if isinstance(part, str) and replace[0] else part
            archive.writestr(name, text)
    return data.getvalue()


def text_of(data: bytes) -> str:
    return read_bytes(data, "plan.xlsx").text


def inline(*texts: str) -> str:
    cells = "".join(f'<c t="inlineStr"><is><t>{text}</t></is></c>' for text in texts)
    return f"<row>{cells}</row>"


def test_a_sheet_with_a_title_is_a_document_with_a_table() -> None:
    book, worksheet = sheet(
        ["附件1"],
        ["河东区2026年重点工作任务分解表"],
        ["填报单位:区政府办", None, None, None, None, None, "填报日期:2026年3月8日"],
        ["序号", "领域", "重点任务", "工作内容", "年度目标", "责任分工", None, "完成时限"],
        [None, None, None, None, None, "牵头单位", "配合单位", None],
        ["一、深化改革"],
        [1, "产业", "修路", "打路基。", 0.95, "区交通局", "区财政局\n区水利局", datetime(2026, 6, 30)],
        [None, None, None, "铺路面。", "5公里", "区住建局", None, datetime(2026, 9, 30)],
        [2, None, "架桥", "架一座。\n1.设计。\n2.施工。", "2座", "区水利局", "/", "长期坚持"],
        merged=(
            "A2:H2",
            "A4:A5",
            "B4:B5",
            "C4:C5",
            "D4:D5",
            "E4:E5",
            "F4:G4",
            "H4:H5",
            "A6:H6",
            "A7:A8",
            "C7:C8",
            "B7:B9",
        ),
    )
    worksheet["E7"].number_format = "0%"
    worksheet["H7"].number_format = 'yyyy"年"m"月"d"日"'
    worksheet["H8"].number_format = "yyyy/m/d"
    plan = plan_of(book)
    assert plan.document.title == "河东区2026年重点工作任务分解表"
    assert told(plan) == [
        "1.1.1 1 -: 打路基。 / 年度目标:95%",
        "  一、深化改革 > 产业 > 1.修路",
        "  lead: 区交通局",
        "  supporting: 区财政局 | 区水利局",
        "  by 2026-06-30 2026年6月30日",
        "  target - 95%",
        "1.1.2 2 -: 铺路面。 / 年度目标:5公里",
        "  一、深化改革 > 产业 > 1.修路",
        "  lead: 区住建局",
        "  by 2026-09-30 2026/9/30",
        "  target - 5公里",
        "1.2 2 架桥: 架一座。 / 1.设计。 / 2.施工。 / 年度目标:2座",
        "  一、深化改革 > 产业",
        "  lead: 区水利局",
        "  ongoing - 长期坚持",
        "  target - 2座",
        "  - 1 设计。",
        "  - 2 施工。",
    ]
    assert [task.source.cell for task in plan.tasks] == ["A7", "D8", "A9"]
    assert plan.source.media_type == "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    assert plan.source.reader == f"openpyxl {openpyxl.__version__}"


def test_every_visible_sheet_is_read_in_order_and_names_its_cells() -> None:
    book, worksheet = sheet(["任务", "责任单位"], ["修路", "县交通局"])
    worksheet.title = "重点任务"
    hidden = book.create_sheet("隐藏")
    hidden.append(["任务", "责任单位"])
    hidden.append(["保密", "县保密局"])
    hidden.sheet_state = "hidden"
    book.create_sheet("空")
    last = book.create_sheet("民生 实事")
    last.append(["民生实事清单"])
    last.append(["任务", "责任单位"])
    last.append(["办学", "县教育局"])
    source = source_of(book)
    assert (
        source.text
        == "重点任务\n任务\t责任单位\n修路\t县交通局\n民生实事清单\n任务\t责任单位\n办学\t县教育局"
    )
    plan = parse_source(source)
    assert [(task.text, task.source.cell) for task in plan.tasks] == [
        ("修路", "重点任务!A2"),
        ("办学", "'民生 实事'!A3"),
    ]


def test_hidden_rows_and_columns_are_kept_and_empty_ones_are_not() -> None:
    book, worksheet = sheet(
        ["任务", "责任单位", None, None], ["修路", "县交通局"], [None, " "], [], ["架桥", "县水利局"]
    )
    worksheet.row_dimensions[2].hidden = True
    worksheet.column_dimensions["B"].hidden = True
    worksheet["H9"] = "  "
    source = source_of(book)
    assert source.text == "任务\t责任单位\n修路\t县交通局\n架桥\t县水利局"
    assert [row[0].name for row in source.reading.tables[0].rows] == ["A1", "A2", "A5"]


def test_a_merged_cell_is_the_same_in_every_place() -> None:
    book, _ = sheet(["甲", None, "乙"], [None, None, "丙"], ["丁"], merged=("A1:B2", "A3:C4", "D1:E1"))
    reading = source_of(book).reading
    assert reading.text == "甲\t\t乙\n\t\t丙\n丁"
    names = [[cell.name for cell in row] for row in reading.tables[0].rows]
    assert names == [["A1", "A1", "C1"], ["A1", "A1", "C2"], ["A3", "A3", "A3"]]
    assert [reading.text[cell.start : cell.end] for row in reading.tables[0].rows for cell in row] == [
        *("甲", "甲", "乙"),
        *("甲", "甲", "丙"),
        *("丁", "丁", "丁"),
    ]


@pytest.mark.parametrize(
    ("value", "format", "printed"),
    [
        (3, "General", "3"),
        (3.0, "General", "3"),
        (0.1 + 0.2, "General", "0.3"),
        (1234567.5, "#,##0.00", "1,234,567.50"),
        (12, "000", "012"),
        (0.955, "0%", "96%"),
        (0.5, "0.00%", "50.00%"),
        (5.4, '0.0"万亩"', "5.4万亩"),
        (2.5, "0", "3"),
        (-2, "0;(0)", "(2)"),
        (0, '0;-0;"-"', "-"),
        (12345, "0.0,", "12.3"),
        (0.75, "# ?/?", "0.75"),
        (1e300, "0.00", "1e+300"),
        (True, "General", "TRUE"),
        (datetime(2026, 3, 8), "mm-dd-yy", "2026/3/8"),
        (datetime(2026, 3, 8), 'yyyy"年"m"月"', "2026年3月"),
        (date(2026, 3, 8), "yyyy-mm-dd", "2026-03-08"),
        (datetime(2026, 3, 8, 9, 5), "yyyy/m/d h:mm", "2026/3/8 9:05"),
        (datetime(2026, 3, 8, 9, 5), '[$-804]yyyy"年"m"月"d"日"aaaa;@', "2026年3月8日星期日"),
        (datetime(2026, 3, 8, 9, 5, 7).time(), "hh:mm:ss", "09:05:07"),
        ("=1+1", "General", ""),
        ("#REF!", "General", "#REF!"),
    ],
)
def test_a_value_is_printed_in_its_format(value: object, format: str, printed: str) -> None:
    book, worksheet = sheet(["数", value])
    worksheet["B1"].number_format = format
    assert source_of(book).text == f"数\t{printed}".rstrip("\t")


def test_what_a_file_holds_that_openpyxl_does_not_write() -> None:
    styles = '<cellXfs><xf numFmtId="0"/><xf numFmtId="31"/><xf numFmtId="57"/></cellXfs>'
    rows = (
        '<row r="1"><c r="A1" t="s"><v>0</v></c><c r="B1" s="1"><v>46089</v></c><c r="C1" s="2"><v>46089</v></c></row>'
        '<row r="3"><c r="A3"><f>1+1</f><v>2</v></c><c r="C3" t="str"><f>A1</f><v>文字</v></c><c r="D3" s="1"/></row>'
    )
    strings = "<si><r><t>第一行_x000D_</t></r><r><t>\n第二行</t></r><rPh sb='0' eb='1'><t>dì</t></rPh></si>"
    assert text_of(raw(rows, strings=strings, styles=styles)) == (
        "第一行\u2028第二行\t2026年3月8日\t2026年3月\n2\t\t文字"
    )


def test_strict_workbooks_and_prefixed_names() -> None:
    strict = "http://purl.oclc.org/ooxml/spreadsheetml/main"
    assert text_of(raw(inline("任务", "单位"), replace=(NAMESPACE, strict))) == "任务\t单位"
    data = f'<x:worksheet xmlns:x="{NAMESPACE}"><x:sheetData><x:row><x:c><x:v>5</x:v></x:c></x:row></x:sheetData></x:worksheet>'
    assert text_of(raw("", parts={"xl/worksheets/sheet1.xml": data})) == "5"


def test_dates_count_from_1904_where_the_book_says_so() -> None:
    book, worksheet = sheet([datetime(2026, 3, 8)])
    worksheet["A1"].number_format = "yyyy-mm-dd"
    book.epoch = CALENDAR_MAC_1904
    assert source_of(book).text == "2026-03-08"


def test_links_to_other_files_are_not_followed() -> None:
    link = f'<Relationships xmlns="{PACKAGE}/relationships"><Relationship Id="rId1" Type="{OFFICE}/externalLinkPath" Target="http://127.0.0.1:9/x.xlsx" TargetMode="External"/></Relationships>'
    parts: dict[str, str | bytes] = {
        "xl/externalLinks/externalLink1.xml": "<!DOCTYPE a SYSTEM 'file:///etc/passwd'><a/>",
        "xl/externalLinks/_rels/externalLink1.xml.rels": link,
        "xl/worksheets/_rels/sheet1.xml.rels": link,
    }
    rows = '<row><c t="str"><f>[1]Sheet1!$A$1</f><v>存下的值</v></c></row>'
    assert text_of(raw(rows, parts=parts)) == "存下的值"


def test_the_size_that_a_sheet_claims_costs_nothing() -> None:
    begun = time.process_time()
    text = text_of(raw(inline("任务"), before='<dimension ref="A1:XFD1048576"/>'))
    assert text == "任务"
    far = '<row r="1048576"><c r="XFD1048576" t="inlineStr"><is><t>末格</t></is></c></row>'
    source = read_bytes(raw(inline("任务") + far), "plan.xlsx")
    assert source.reading.tables[0].rows[1][-1].name == "XFD1048576"
    assert source.text.split("\n")[1].strip() == "末格"
    assert time.process_time() - begun < 8


def test_empty_formatted_cells_do_not_count() -> None:
    blank = "".join(f'<row r="{n}">' + f'<c r="A{n}" s="0"/>' * 10 + "</row>" for n in range(2, 40_000))
    assert text_of(raw('<row r="1"><c r="A1"><v>5</v></c></row>' + blank)) == "5"


def encrypted() -> bytes:
    data = bytearray(raw(inline("任务")))
    for signature, offset in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + offset] |= 1
            at = data.find(signature, at + 4)
    return bytes(data)


_STRING = "<row>" + '<c t="s"><v>0</v></c>' * 100 + "</row>"
_ENTITIES = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
HOSTILE: dict[str, Any] = {
    "a million cells": lambda: raw(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 10_000),
    "too many cells": lambda: raw(("<row>" + "<c><v>1</v></c>" * 100 + "</row>") * 2_001),
    "a zip bomb": lambda: raw("", behind=" " * (100 << 20)),
    "an entity bomb": lambda: raw(
        _STRING,
        strings="",
        parts={"xl/sharedStrings.xml": f'<!DOCTYPE sst [<!ENTITY e0 "ha">{_ENTITIES}]><sst>&e11;</sst>'},
    ),
    "an external entity": lambda: raw(
        inline("任务"),
        parts={
            "xl/workbook.xml": '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///etc/passwd">]><workbook>&x;</workbook>'
        },
    ),
    "truncated": lambda: raw(inline("任务"))[:-40],
    "damaged": lambda: raw("<row><c><v>1</v></row>"),
    "encrypted": encrypted,
    "one string in every cell": lambda: raw(_STRING * 1_000, strings=f"<si><t>{'任务' * 16_000}</t></si>"),
    "merged all over": lambda: raw(
        inline(*(["任务"] * 90)) * 200,
        behind="<mergeCells>"
        + "".join(f'<mergeCell ref="A{n}:XFD1048576"/>' for n in range(1, 200))
        + "</mergeCells>",
    ),
    "every row as wide as can be": lambda: raw(
        "".join(f'<row r="{n}"><c r="XFD{n}"><v>1</v></c></row>' for n in range(1, 20_000))
    ),
    "styles without end": lambda: raw(
        inline("任务"), styles="<cellXfs>" + '<xf numFmtId="0"/>' * 600_000 + "</cellXfs>"
    ),
    "a string of a million runs": lambda: raw(
        _STRING, strings="<si>" + "<r><t>a</t></r>" * 400_000 + "</si>"
    ),
    "hidden sheets alone": lambda: raw(
        inline("任务"),
        parts={
            "xl/workbook.xml": f'<workbook xmlns="{NAMESPACE}" xmlns:r="{OFFICE}"><sheets>'
            '<sheet name="S" sheetId="1" state="veryHidden" r:id="rId0"/></sheets></workbook>'
        },
    ),
}


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_workbook_ends_in_a_clear_line(kind: str, tmp_path: Path) -> None:
    path = tmp_path / "plan.xlsx"
    path.write_bytes(HOSTILE[kind]())
    run = measured([sys.executable, "-m", "planparse", "extract", str(path)])
    assert run.code == 3, run.err
    assert run.out == ""
    assert run.err.count("\n") == 1
    assert str(path) in run.err
    assert ";" in run.err, "what to do is missing"
    assert run.seconds < 10
    assert run.megabytes < 500


def test_a_workbook_without_text_is_refused() -> None:
    with pytest.raises(ReaderError, match="holds no text"):
        source_of(openpyxl.Workbook())


# --- what planparse has written -----------------------------------------------------------------------------------


def printed(task: Task, layout: Layout) -> dict[str, Any]:
    """All that a row of the 任务分解表 prints of a task, in the layout's punctuation."""

    def told(*texts: str | None) -> tuple[str, ...]:
        return tuple(worded(text or "", layout) for text in texts)

    return {
        "id": task.id,
        "number": told(task.number),
        "outline": told(*task.outline),
        "kind": task.section_kind,
        "title": told(task.title),
        "text": told(task.text),
        "lead": told(*task.lead_units),
        "responsible": told(*task.responsible_units),
        "supporting": told(*task.supporting_units),
        "people": [told(person.role, person.name) for person in task.people],
        "due": task.due,
        "undated": {told(one.text) for one in task.deadlines if one.kind in ("recurring", "ongoing")},
        "targets": sorted(
            (*told(one.text, one.indicator, one.measure), one.comparator, one.value, one.unit)
            for one in task.targets
        ),
        "subtasks": [told(one.number, one.title, one.text) for one in task.subtasks],
    }


def read_back(plan: Plan, layout: Layout, folder: Path, format: str = "xlsx") -> Plan:
    path = folder / f"tasks.{format}"
    path.write_bytes(exporter(format)(plan, layout))
    return extract(path)


@cache
def sample_plan(name: str) -> Plan:
    return extract(sample(name))


LAYOUTS = [Layout(as_printed=True), Layout()]


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=["as-printed", "chinese-punctuation"])
@pytest.mark.parametrize("name", ALL)
def test_what_is_read_back_is_the_plan(name: str, layout: Layout, format: str, tmp_path: Path) -> None:
    plan = sample_plan(name)
    again = read_back(plan, layout, tmp_path, format)
    assert len(plan.tasks) > 10
    assert [printed(task, layout) for task in again.tasks] == [printed(task, layout) for task in plan.tasks]
    assert again.document.document_number == plan.document.document_number
    assert again.document.document_date == plan.document.document_date
    assert (again.document.title or "").startswith(plan.document.title or "-")


SHAPES = {
    "a list without headings": "1.修路。修一公里,2024年3月底前完成。(责任单位:甲局、乙局)\n"
    "2.架桥。架一座桥。(牵头单位:甲局;配合单位:各镇(街道))\n3.通电。通电通水。(责任单位:县供电公司)",
    "a heading without text": "一、修路。修一公里。(责任单位:县交通局)\n二、全面抓好养护工作的落实和推进,确保完成。(责任单位:县交通局)",
    "one task below each heading": "一、交通建设\n(一)修路。修一公里。(责任单位:县交通局)\n二、水利建设\n(一)挖渠。挖一条渠。(责任单位:县水利局)",
    "sections beside tasks": "一、交通建设\n(一)修路。修一公里。(责任单位:县交通局)\n(二)架桥。架一座。(责任单位:县交通局)\n"
    "二、重要规划。编制规划5项。(责任单位:县规划局)\n三、保障措施\n(一)加强领导。压实责任。\n(二)加强宣传。办好专栏。",
    "three levels": "一、交通建设\n(一)公路\n1.修路。修一公里。(责任单位:县交通局)\n2.养路。养一公里。(责任单位:县交通局)\n"
    "(二)铁路\n1.修铁路。修一公里。(责任单位:县铁路局)\n二、水利建设\n(一)水渠\n1.挖渠。挖一条。(责任单位:县水利局)",
    "chapters and articles": "第一章 交通建设\n第一条 修路。修一公里。(责任单位:县交通局)\n第二条 架桥。架一座。(责任单位:县交通局)\n"
    "第二章 水利建设\n第三条 挖渠。挖一条。(责任单位:县水利局)",
    "an annex": "各镇:\n现将方案印发给你们。\n附件:任务清单\n县政府\n2024年3月1日\n附件\n2024年任务清单\n"
    "一、交通建设\n1.修路。修一公里。(责任单位:县交通局)\n2.架桥。架一座桥。(责任单位:县交通局)",
    "persons of several roles": "一、交通建设\n1.修路。修一公里。(责任单位:县交通局;责任人:张三、李四)\n"
    "2.架桥。架一座桥。(责任单位:县交通局;责任领导:王五;责任人:赵六)\n3.通车。通一路车。(责任单位:县交通局)",
    "paragraphs and parts": "一、交通建设\n1.修路。主要有:(1)打路基。打好路基。(2)铺路面。铺好路面。(责任单位:县交通局)\n"
    "2.架桥。架一座桥。\n在城区要做好绕行指示;\n在乡下要做好征地补偿。(责任单位:县交通局)",
    "what recurs": "一、交通建设\n1.修路。每年修一公里,长期坚持,2025年12月底前完成。(责任单位:县交通局)\n"
    "2.管护。常态化开展管护。(责任单位:县交通局)\n3.巡查。每季度开展一次巡查。(责任单位:县交通局)",
    "tasks of stages": "一、实施步骤\n(一)启动阶段(2024年1月—2月)。\n1.动员。召开动员会。(责任单位:县交通局)\n"
    "2.部署。印发方案。(责任单位:县交通局)\n(二)推进阶段(2024年3月—12月)。\n1.修路。修路一公里。(责任单位:县交通局)",
    "a rule that comes late": "一、交通建设\n1.修路。修一公里。(责任单位:县交通局、县水利局)\n"
    "2.架桥。架一座。(责任单位:县交通局、县水利局。列第一位的为牵头单位,下同)\n3.通电。通一村。(责任单位:县供电公司、县发改局)",
    "text like a formula": "一、交通建设\n1.=修路。=1+1修一公里。(责任单位:县交通局)\n2.+架桥。@架一座。(责任单位:县交通局)",
    "a text of several cells": f"一、交通建设\n1.修路。{'要把工作做实做细。' * 4000}(责任单位:县交通局)\n2.架桥。架一座。(责任单位:县水利局)",
    "paragraphs in several cells": f"一、交通建设\n1.修路。{'要把工作做实。' * 3000}\n{'要把工作做细。' * 3000}(责任单位:县交通局)\n"
    "2.架桥。架一座。(责任单位:县水利局)",
}


@pytest.mark.parametrize("format", ["xlsx", "docx"])
@pytest.mark.parametrize("layout", LAYOUTS, ids=["as-printed", "chinese-punctuation"])
@pytest.mark.parametrize("shape", SHAPES)
def test_plans_of_any_shape_are_read_back(shape: str, layout: Layout, format: str, tmp_path: Path) -> None:
    plan = parse("关于2024年建设工作的实施方案\n" + SHAPES[shape])
    again = read_back(plan, layout, tmp_path, format)
    assert len(plan.tasks) > 1
    assert [printed(task, layout) for task in again.tasks] == [printed(task, layout) for task in plan.tasks]
