"""What people hand on: every task in every format, text that stays text, the same bytes every time."""

from __future__ import annotations

import csv
import io
import re
import subprocess
import sys
import time
from dataclasses import replace
from datetime import date
from html import unescape
from itertools import pairwise
from pathlib import Path
from typing import Any
from zipfile import ZipFile

import docx
import openpyxl
import pytest
from docx.oxml.ns import qn
from hypothesis import given
from hypothesis import strategies as st
from markdown_it import MarkdownIt
from markdown_it.token import Token

from planparse import Plan, Task, extract, parse
from planparse.exporters import EXPORTERS, exporter
from planparse.exporters.breakdown import breakdown
from planparse.exporters.layout import Layout
from planparse.exporters.measure import lines
from planparse.exporters.punctuation import chinese
from planparse.records import Deadline, Note, Person, Source, SourceFile
from tests.documents import NAMES, sample, text_of
from tests.launching import assert_one_line, planparse

PLANS = {name: extract(sample(name)) for name in NAMES}
AS_PRINTED = Layout(as_printed=True)
OFFICE = ("xlsx", "docx")
MARKDOWN = MarkdownIt("commonmark", {"html": True}).enable("table")


def exported(plan: Plan, format: str, layout: Layout = AS_PRINTED) -> bytes:
    return exporter(format)(plan, layout)


def held(task: Task) -> list[str]:
    """What a printed row says of a task."""
    stop = "。" if task.title and task.text and task.title[-1] not in "。;" else ""
    content = (task.title or "") + stop + task.text
    units = (task.lead_units, task.responsible_units, task.supporting_units)
    return [task.number, content, *("、".join(names) for names in units)]


def workbook(data: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(data))


def sheet_rows(data: bytes) -> list[dict[str, Any]]:
    """The first sheet's tasks, by header: merged cells said in each row, a task's further rows joined to its first."""
    sheet = workbook(data).worksheets[0]
    merged = {
        place: sheet.cell(area.min_row, area.min_col).value
        for area in sheet.merged_cells.ranges
        for place in area.cells
        if area.min_col == 2
    }
    headers = [cell.value for cell in sheet[3]]
    found: list[dict[str, Any]] = []
    for cells in sheet.iter_rows(min_row=4):
        row = {
            header: merged.get((cell.row, cell.column), cell.value)
            for header, cell in zip(headers, cells, strict=True)
        }
        if row["序号"]:
            found.append(row)
        elif row["工作内容"]:
            found[-1]["工作内容"] += row["工作内容"]
    return found


def word_rows(data: bytes) -> list[dict[str, str]]:
    table = docx.Document(io.BytesIO(data)).tables[0]
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    return [dict(zip(rows[0], row, strict=True)) for row in rows[1:]]


def inlines(text: str) -> list[tuple[str, str]]:
    """The texts of a Markdown document, each with what it stands in: h2, p, li, td."""
    found = []
    tokens = MARKDOWN.parse(text)
    for before, token in pairwise(tokens):
        if token.type == "inline":
            found.append((before.tag, "".join(map(_plain, token.children or []))))
    return found


def _plain(token: Token) -> str:
    if token.type == "html_inline":
        assert token.content == "<br>", "the only HTML is ours"
        return "\n"
    return token.content


HEADERS = ("序号", "工作内容", "牵头单位", "责任单位", "配合单位")


@pytest.mark.parametrize("name", NAMES)
def test_every_format_holds_every_task(name: str) -> None:
    plan = PLANS[name]
    expected = [held(task) for task in plan.tasks]
    dues = [task.due for task in plan.tasks]
    sections = ["\n".join(task.outline) or task.title for task in plan.tasks]

    rows = sheet_rows(exported(plan, "xlsx"))
    assert [[row[header] or "" for header in HEADERS] for row in rows] == expected
    assert [row["重点任务"] or "" for row in rows] == sections
    for row, due in zip(rows, dues, strict=True):
        shown = row["完成时限"]
        assert due is None or (shown.date() if hasattr(shown, "date") else shown) in (
            due,
            f"{due.year}年{due.month}月{due.day}日;每年".replace(";", "；"),
        )

    words = word_rows(exported(plan, "docx"))
    assert [[row[header] for header in HEADERS] for row in words] == expected
    assert [row["重点任务"] for row in words] == sections
    for word, due in zip(words, dues, strict=True):
        assert due is None or word["完成时限"].startswith(f"{due.year}年{due.month}月{due.day}日")

    table = list(csv.reader(io.StringIO(exported(plan, "csv").decode("utf-8-sig"), newline="")))
    markdown = [text for tag, text in inlines(exported(plan, "md-table").decode()) if tag in ("td", "th")]
    wide = len(table[0]) - 2
    cells = [markdown[at : at + wide] for at in range(0, len(markdown), wide)]
    assert cells == [row[2:] for row in table], "the CSV's columns without the document's"
    assert [(row[3], row[5], row[6], row[7], row[8]) for row in table[1:]] == [
        (task.number, task.title or "", task.text, *held(task)[2:4]) for task in plan.tasks
    ]

    document = inlines(exported(plan, "md").decode())
    headings = [text for tag, text in document if tag in ("h2", "h3", "h4", "h5", "h6")]
    paragraphs = [text for tag, text in document if tag == "p"]
    for task in plan.tasks:
        assert f"{task.number} {task.title or ''}".strip() in headings
        assert all(line in paragraphs for line in task.text.split("\n") if line)
        for label, units in zip(HEADERS[2:], held(task)[2:], strict=True):
            assert not units or f"{label}：{units}" in paragraphs


# --- hostile text -------------------------------------------------------------------------------------------------

HOSTILE = (
    '=HYPERLINK("http://x","点我")',
    "+1+1",
    "-2",
    "@SUM(A1)",
    "#N/A",
    "甲|乙|丙",
    "<script>alert(1)</script>",
    "</mark><b>粗</b> &lt;i&gt; &amp;",
    "**粗** _斜_ `码` [链](http://x) ![图](x) ~~删~~ $x$",
    "1. 列表\n- 项\n# 标题\n> 引\n    代码\n---\n```\n围栏",
    "钟\x07逃\x1b[31m零\x00半\ud800替\x0b页\x0c",
    "_x000D_ _x0041_",
    "{{ 模板 }} %s {0} ${HOME}",
    "\u202e反\u2028行",
)


def task_of(number: int, text: str, **more: Any) -> Task:
    return Task(
        id=f"1.{number}",
        number=str(number),
        outline=("一、任务",),
        text=text,
        source=Source(line=number, start=0, end=len(text)),
        **more,
    )


def plan_of(*tasks: Task, title: str | None = None) -> Plan:
    plan = Plan(source=SourceFile(file="x.txt", sha256=""), tasks=tasks)
    return replace(plan, document=replace(plan.document, title=title))


HOSTILE_PLAN = plan_of(
    *(
        task_of(number, text, title=text.split("\n")[0], lead_units=(text.replace("\n", ""), "甲局"))
        for number, text in enumerate(HOSTILE, 1)
    ),
    title=HOSTILE[0] + HOSTILE[6],
)


def without_controls(text: str) -> str:
    return re.sub(r"[\x00-\x08\x0b-\x1f]", "", text).replace("\ud800", "\ufffd")


def test_formula_like_text_stays_text() -> None:
    data = exported(HOSTILE_PLAN, "xlsx")
    with ZipFile(io.BytesIO(data)) as archive:
        sheets = [archive.read(name) for name in archive.namelist() if name.startswith("xl/worksheets/")]
    assert len(sheets) > 1
    for xml in sheets:
        assert b"<f>" not in xml
        assert b't="e"' not in xml
    sheet = workbook(data).worksheets[0]
    kinds = {cell.data_type for row in sheet.iter_rows(min_row=4) for cell in row if cell.value}
    assert kinds == {"s"}
    assert sheet["E4"].quotePrefix, "who edits the cell gets no formula either"
    assert sheet["A1"].value == HOSTILE_PLAN.document.title + "任务分解表"  # type: ignore[operator]
    rows = sheet_rows(data)
    assert [row["牵头单位"].replace("_x005F", "") for row in rows] == [
        without_controls(task.lead_units[0]) + "、甲局" for task in HOSTILE_PLAN.tasks
    ]


def test_hostile_text_is_text_in_word() -> None:
    rows = word_rows(exported(HOSTILE_PLAN, "docx"))
    assert [row["工作内容"] for row in rows] == [without_controls(held(t)[1]) for t in HOSTILE_PLAN.tasks]


@pytest.mark.parametrize("format", ["md", "md-table"])
def test_hostile_text_becomes_no_markup(format: str) -> None:
    text = exported(HOSTILE_PLAN, format).decode()
    html = MARKDOWN.render(text)
    assert not re.search(r"<(?!/?(?:h[1-6]|p|ul|li|strong|table|thead|tbody|tr|th|td|br)\b)", html)
    assert "href" not in html
    shown = " ".join(" ".join(words.split()) for _, words in inlines(text))
    for words in HOSTILE:
        for line in words.split("\n"):
            assert " ".join(without_controls(line).split()) in shown
    rows = [line for line in html.split("\n") if line == "<tr>"]
    assert len(rows) == 1 + len(HOSTILE)


def test_a_text_of_ten_thousand_characters_is_whole_and_visible() -> None:
    text = "".join(f"第{number}句要把工作做实。" for number in range(1000))
    plan = plan_of(task_of(1, text), task_of(2, "短"), task_of(3, text * 4))
    data = exported(plan, "xlsx")
    assert [row["工作内容"] for row in sheet_rows(data)] == [text, "短", text * 4]
    sheet = workbook(data).worksheets[0]
    heights = [sheet.row_dimensions[row].height for row in range(1, sheet.max_row + 1)]
    assert max(heights) < 409, "Excel draws no higher row"
    first = next(merge for merge in sheet.merged_cells.ranges if merge.min_row == 4 and merge.min_col == 3)
    room = sheet.column_dimensions["C"].width * 7 / 16
    shown = sum(heights[row - 1] for row in range(first.min_row, first.max_row + 1))
    assert shown >= lines(text, room) * 12 * 1.2, "as many lines of 12 pt as the text takes"
    assert [row["工作内容"] for row in word_rows(exported(plan, "docx"))] == [text, "短", text * 4]
    assert text * 4 in exported(plan, "md").decode()


def test_no_cell_of_a_workbook_is_cut() -> None:
    """Excel holds 32,767 characters in a cell, counted in UTF-16; what is longer goes on in the row below."""
    rare = "\U00020bb7野家" * 9_000
    lines = "\n".join("要把工作做实做细。" * 9 for _ in range(600))
    plan = plan_of(task_of(1, rare), task_of(2, lines))
    place = Source(line=1, start=0, end=1)
    plan = replace(plan, notes=(Note(kind="scope", text=rare, source=place),))
    book = workbook(exported(plan, "xlsx"))
    texts = [str(cell.value) for sheet in book for row in sheet.iter_rows() for cell in row if cell.value]
    assert max(len(text.encode("utf-16-le")) // 2 for text in texts) <= 32_767
    assert sheet_rows(exported(plan, "xlsx"))[0]["工作内容"] == rare
    assert "".join(row[1] or "" for row in book["说明"].iter_rows(min_row=2, values_only=True)) == rare
    parts = [row[2] for row in book.worksheets[0].iter_rows(min_row=4, values_only=True) if row[2]][-2:]
    assert "\n".join(parts) == lines, "cut between lines where there are any"


@pytest.mark.parametrize("text", ["=1+1", " +1", "\u3000@SUM(A1)", "\uff1d1", "-2", "\t=1", "\n=1"])
def test_no_cell_of_a_csv_is_run(text: str) -> None:
    plan = plan_of(task_of(1, text, title="修路"))
    table = list(csv.reader(io.StringIO(exported(plan, "csv").decode("utf-8-sig"), newline="")))
    assert table[1][6] == "'" + text


def test_a_csv_holds_no_control_character() -> None:
    data = exported(HOSTILE_PLAN, "csv").decode("utf-8-sig")
    assert not re.search("[\x00-\x08\x0b\x0c\x0e-\x1f]", data)
    assert "钟逃[31m零半\ufffd替页" in data


def test_a_task_below_no_heading_is_a_section_of_its_own() -> None:
    plan = parse("1.修路。修一公里。\n2.架桥。架一座。\n3.通电。通一村。")
    for format in OFFICE:
        read = sheet_rows if format == "xlsx" else word_rows
        assert [row["重点任务"] for row in read(exported(plan, format))] == ["修路", "架桥", "通电"]


def test_persons_stand_by_role() -> None:
    people = (
        Person(role="责任领导", name="王五"),
        Person(role="责任人", name="张三"),
        Person(role="责任人", name="李四"),
    )
    plan = plan_of(task_of(1, "修路", people=people), task_of(2, "架桥", people=people[1:]))
    rows = sheet_rows(exported(plan, "xlsx"))
    assert [row["责任人"] for row in rows] == ["责任领导：王五；责任人：张三、李四", "张三、李四"]


@pytest.mark.parametrize("format", EXPORTERS)
def test_four_times_the_tasks_take_about_four_times_as_long(format: str) -> None:
    def seconds(count: int) -> float:
        tasks = (replace(one, id=f"{n}.{one.id}") for n in range(count) for one in few)
        plan = replace(PLANS["yunxi-2024-plan"], tasks=tuple(tasks))
        layout = Layout(text=text)
        begun = time.process_time()
        exporter(format)(plan, layout)
        return time.process_time() - begun

    few, text = PLANS["yunxi-2024-plan"].tasks[:20], text_of("yunxi-2024-plan")
    least = min(seconds(6) for _ in range(2))
    assert seconds(24) < 12 * max(least, 0.01)


def test_an_empty_plan_is_a_file_too() -> None:
    plan = parse("没有任务")
    assert not plan.tasks
    for format in EXPORTERS:
        assert exporter(format)(plan, Layout(text="没有任务")) or format == "jsonl"
    assert sheet_rows(exported(plan, "xlsx")) == []
    assert word_rows(exported(plan, "docx")) == []


# --- the form of the files ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("format", OFFICE)
def test_no_clock_is_asked(format: str) -> None:
    plan = PLANS["yunxi-2024-plan"]
    data = exported(plan, format)
    assert data == exported(extract(sample("yunxi-2024-plan")), format)
    with ZipFile(io.BytesIO(data)) as archive:
        assert {part.date_time for part in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}
        core = archive.read("docProps/core.xml").decode()
    assert re.findall(r">(\d{4}-\d\d-\d\d)T", core) == ["2024-03-08"] * 2


def test_the_workbook_is_set_for_printing() -> None:
    book = workbook(exported(PLANS["hengli-2018-plan"], "xlsx", Layout()))
    assert book.sheetnames == ["任务分解表", "按单位", "时限", "目标", "阶段", "工作组"]
    sheet = book.worksheets[0]
    assert sheet["A1"].value == "横沥镇推进乡村振兴战略工作方案任务分解表"
    assert sheet["A2"].value == "发文字号：横委办〔2018〕45号\u3000成文日期：2018年10月31日"
    assert (sheet.page_setup.orientation, sheet.page_setup.paperSize) == ("landscape", 8)
    assert (sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight) == (1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert sheet.print_title_rows == "$3:$3"
    assert sheet.freeze_panes == "A4"
    assert sheet.auto_filter.ref == f"A3:I{sheet.max_row}"
    sections = [merge for merge in sheet.merged_cells.ranges if merge.min_col == merge.max_col == 2]
    assert max(merge.size["rows"] for merge in sections) == 16
    assert all(sheet.cell(row, 3).alignment.wrap_text for row in range(4, sheet.max_row + 1))
    for other in book.worksheets[1:]:
        assert (other.print_title_rows, other.page_setup.orientation) == ("$1:$1", "landscape")
        assert other.auto_filter.ref.startswith("A1:")


def test_a_filter_finds_every_task_of_a_section() -> None:
    with ZipFile(io.BytesIO(exported(PLANS["yunxi-2024-plan"], "xlsx"))) as archive:
        xml = archive.read("xl/worksheets/sheet1.xml").decode()
    assert unescape(xml).count("(一)确保国家粮食安全") == 5


def test_the_sheets_beside_the_table() -> None:
    plan = parse(
        "关于修路的方案\n一、目标\n到2025年,通车率达到95%以上。\n二、任务\n1.修路。2024年9月底前修5公里。(牵头单位:甲局;配合单位:乙局)\n"
        "2.架桥。2024年3月底前架桥,长期坚持。(牵头单位:甲局)\n4.通车。通。\n三、实施步骤\n(一)启动阶段(2024年1月—2月)。动员。"
    )
    book = workbook(exported(plan, "xlsx"))
    rows = {sheet.title: list(sheet.iter_rows(min_row=2, values_only=True)) for sheet in book.worksheets[1:]}
    assert [row[:3] for row in rows["按单位"]] == [
        ("甲局", "牵头", "修路"),
        ("甲局", "牵头", "架桥"),
        ("乙局", "配合", "修路"),
    ]
    assert [(row[0] and row[0].date(), row[2]) for row in rows["时限"]] == [
        (date(2024, 3, 31), "截止"),
        (date(2024, 9, 30), "截止"),
        (None, "长期"),
    ]
    assert [(row[0], row[4]) for row in rows["目标"]] == [("总体目标", 95), ("修路", 5)]
    assert rows["阶段"][0][0] == "启动阶段"
    assert rows["诊断"][0][0] == plan.diagnostics[0].code


def test_dates_are_dates_and_words_are_words() -> None:
    day = date(2024, 6, 30)
    dated = Deadline(text="6月底前", kind="by", date=day)
    ongoing = Deadline(text="长期坚持", kind="ongoing")
    plan = plan_of(
        task_of(1, "修路", due=day, deadlines=(dated,)),
        task_of(2, "管护", due=day, deadlines=(dated, ongoing), people=(Person(role="责任人", name="张三"),)),
        task_of(3, "巡查", deadlines=(ongoing,)),
        task_of(4, "纪念", due=date(1899, 1, 1)),
    )
    rows = sheet_rows(exported(plan, "xlsx"))
    assert rows[0]["完成时限"].date() == day
    assert [row["完成时限"] for row in rows[1:]] == ["2024年6月30日；长期坚持", "长期坚持", "1899-01-01"]
    assert rows[1]["责任人"] == "张三"
    assert "责任人" not in sheet_rows(exported(PLANS["yunxi-2024-plan"], "xlsx"))[0]


def test_the_word_document_follows_the_standard() -> None:
    document = docx.Document(io.BytesIO(exported(PLANS["yunxi-2024-plan"], "docx")))
    section = document.sections[0]
    assert section.page_width is not None
    assert section.page_height is not None
    assert (round(section.page_width.mm), round(section.page_height.mm)) == (297, 210)
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(margin.mm) for margin in margins if margin is not None] == [28, 26, 37, 35]
    title = document.paragraphs[0]
    assert title.text.endswith("的实施方案任务分解表")
    for style, font, size in (("公文标题", "方正小标宋简体", 22), ("Normal", "仿宋_GB2312", 16)):
        properties = document.styles[style].element.rPr
        assert properties.rFonts.get(qn("w:eastAsia")) == font
        assert properties.sz.val.pt == size
    assert title.style is not None
    assert title.style.name == "公文标题"
    xml = document.tables[0]._tbl.xml
    assert xml.count("<w:tblHeader/>") == 1
    assert xml.count("<w:cantSplit/>") == 1 + 22
    assert xml.count('<w:vMerge w:val="restart"/>') == 6
    odd, even = section.footer._element.xml, section.even_page_footer._element.xml
    for footer, side in ((odd, "right"), (even, "left")):
        assert " PAGE " in footer
        assert f'<w:jc w:val="{side}"/>' in footer
    assert document.settings.odd_and_even_pages_header_footer


def test_a_row_higher_than_a_page_may_be_parted() -> None:
    plan = plan_of(task_of(1, "长" * 2000), task_of(2, "短"))
    xml = docx.Document(io.BytesIO(exported(plan, "docx"))).tables[0]._tbl.xml
    assert xml.count("<w:cantSplit/>") == 2, "the header and the short row"


def test_columns_of_the_printed_table_fill_its_width() -> None:
    for plan in (*PLANS.values(), plan_of()):
        widths = breakdown(plan, Layout()).widths(60.0, empty=3.0, day=5.0)
        assert sum(widths.values()) == pytest.approx(60.0)
        assert widths["content"] == max(widths.values())


def test_english_labels() -> None:
    plan = PLANS["yunxi-2024-plan"]
    layout = Layout(labels="en")
    book = workbook(exported(plan, "xlsx", layout))
    assert book.sheetnames[:2] == ["Tasks", "By unit"]
    assert [cell.value for cell in book.worksheets[0][3]][:4] == ["No.", "Key task", "Content", "Targets"]
    assert "## Tasks at a glance" in exported(plan, "md", layout).decode()


# --- punctuation --------------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("flattened", "printed"),
    [
        ("推进改革,落实责任;注意:安全", "推进改革，落实责任；注意：安全"),
        ("分别达100%,95%以上", "分别达100%，95%以上"),
        ("(一)加强领导(试行),各镇(街道)", "（一）加强领导（试行），各镇（街道）"),
        ("国内生产总值(GDP)增长", "国内生产总值（GDP）增长"),
        ('开展"一村一品"和"两山"行动', "开展“一村一品”和“两山”行动"),
        ("“同源、同网““五同”目标", "“同源、同网”“五同”目标"),
        ("'三清'行动", "‘三清’行动"),
        ("抓好落实.", "抓好落实。"),
        ("完成了吗?等等...", "完成了吗？等等……"),
        ("中文, 中文", "中文，中文"),
        ("名单如下:\n组长", "名单如下：\n组长"),
        ("发展AI,5G等,建设5,6,7个", "发展AI，5G等，建设5，6，7个"),
    ],
)
def test_flattened_punctuation_is_chinese_again(flattened: str, printed: str) -> None:
    assert chinese(flattened) == printed
    assert chinese(printed) == printed


@pytest.mark.parametrize(
    "text",
    [
        "共1,000户",
        "网址是http://x.cn/a,b",
        "比例1:2",
        "时间9:30开始",
        "http://www.x.cn/a,b",
        'Hello, world (again); it\'s "fine".',
        "f(x)",
        '5"管道',
        "一.",
        "第3.5条",
        "“外“内”外”都在",
        "只有一半(括号",
    ],
)
def test_what_is_no_flattened_mark_stays(text: str) -> None:
    assert chinese(text) == text


@given(st.text("中文、。aB1 ,.;:!?()（）'\"“”‘’%\n", max_size=60))
def test_marks_alone_change(text: str) -> None:
    assert _folded(chinese(text)) == _folded(text)


def test_no_flattened_mark_is_left_in_the_samples() -> None:
    for plan in PLANS.values():
        for task in plan.tasks:
            printed = chinese(task.text)
            assert not re.findall(r"""[,;:!?()"']""", printed), task.id
            assert chinese(printed) == printed


def _folded(text: str) -> str:
    """The text without what setting marks may change: width, spaces, the side of a quote, dots."""
    table = str.maketrans("，；：！？（）“”‘’", ",;:!?()\"\"''", " .。…")
    return text.translate(table)


def test_what_is_printed_is_set_in_chinese_marks_and_may_be_kept(tmp_path: Path) -> None:
    source = tmp_path / "plan.txt"
    source.write_text("一、任务\n(一)修路。修路,架桥。(责任单位:各镇(街道))", encoding="utf-8")
    for ending in OFFICE:
        target = tmp_path / f"tasks.{ending}"
        read = sheet_rows if ending == "xlsx" else word_rows
        for options, content, units in (
            ((), "修路。修路，架桥。", "各镇（街道）"),
            (("--as-printed",), "修路。修路,架桥。", "各镇(街道)"),
        ):
            assert planparse("extract", source, "-o", target, *options).returncode == 0
            row = read(target.read_bytes())[0]
            assert (row["工作内容"], row["责任单位"]) == (content, units)


# --- what is loaded -----------------------------------------------------------------------------------------------


@pytest.mark.parametrize(("format", "library"), [("xlsx", "openpyxl"), ("docx", "docx")])
def test_a_missing_extra_is_one_line(format: str, library: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None; from planparse.cli import run;"
        f"sys.exit(run(['extract', sys.argv[1], '--format', {format!r}]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sample("yunxi-2024-plan"))], capture_output=True, check=False
    )
    assert_one_line(done, 2, library, f"pip install 'planparse[{format}]'")


def test_no_library_is_loaded_for_another_format() -> None:
    code = (
        "import sys; from planparse.cli import run; run(['extract', sys.argv[1], '--format', 'csv']);"
        "sys.stderr.write(str([m for m in ('openpyxl', 'docx', 'lxml', 'matplotlib') if m in sys.modules]))"
    )
    done = subprocess.run(
        [sys.executable, "-c", code, str(sample("yunxi-2024-plan"))], capture_output=True, check=True
    )
    assert done.stderr == b"[]"
