"""OFD: the pages' text objects as lines, the package's paths, and files that would do harm."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from planparse.pipeline import parse_source
from planparse.readers import read, read_bytes
from planparse.readers.reading import Reading
from tests.documents import SAMPLES
from tests.measured import measured
from tests.ofd_files import Page, ofd, packed, typeset
from tests.test_pdf import (
    CLAUSE,
    HEADING,
    PARAGRAPH,
    PRINTS,
    answers,
    body,
    check,
    rows_of,
)

ENTITIES = b"""<?xml version="1.0"?><!DOCTYPE a [<!ENTITY b "bbbbbbbbbb"><!ENTITY c "&b;&b;&b;&b;&b;&b;&b;&b;">
<!ENTITY d "&c;&c;&c;&c;&c;&c;&c;&c;"><!ENTITY e "&d;&d;&d;&d;&d;&d;&d;&d;">]><a>&e;</a>"""


def reading_of(data: bytes) -> Reading:
    reading = read_bytes(data, "plan.ofd").reading
    check(reading)
    return reading


def removed(reading: Reading, rule: str) -> list[str]:
    return [reading.text[one.start : one.end] for one in reading.furniture if one.rule == f"ofd/{rule}"]


@pytest.mark.parametrize("name", PRINTS)
def test_a_text_put_into_ofd_says_what_the_text_says(name: str) -> None:
    path = SAMPLES / f"{name}.txt"
    source = read_bytes(ofd(*typeset(path.read_text(encoding="utf-8"))), "plan.ofd")
    check(source.reading)
    assert source.media_type == "application/ofd"
    assert len(removed(source.reading, "page-number")) == len(source.reading.pages)
    made, text = parse_source(source), parse_source(read(path))
    assert answers(made) == answers(text)
    assert made.document == text.document
    assert made.tasks[-1].source.page is not None


def test_paths_from_the_root_and_from_the_folder_lead_to_the_same() -> None:
    pages = typeset("\n".join([HEADING, *[PARAGRAPH, CLAUSE] * 8]))
    assert reading_of(ofd(*pages, absolute=True)) == reading_of(ofd(*pages))
    assert body(reading_of(ofd(*pages))) == [HEADING, *[PARAGRAPH, CLAUSE] * 8]


def test_all_documents_of_a_file_are_read_in_order() -> None:
    whole = b'<a:OFD xmlns:a="http://www.ofdspec.org/2016"><a:DocBody><a:DocRoot>Doc_0/Document.xml</a:DocRoot></a:DocBody>'
    whole += b"<a:DocBody><a:DocRoot>Doc_1/Document.xml</a:DocRoot></a:DocBody></a:OFD>"
    second = b'<d:Document xmlns:d="http://www.ofdspec.org/2016"><d:Pages><d:Page BaseLoc="P.xml"/></d:Pages></d:Document>'
    more = {
        "OFD.xml": whole,
        "Doc_1/Document.xml": second,
        "Doc_1/P.xml": Page().text(28, 40, "第二个文档").content().encode(),
    }
    reading = reading_of(ofd(Page().text(28, 40, "第一个文档"), more=more))
    assert body(reading) == ["第一个文档", "第二个文档"]
    assert reading.pages == (0, 6)


def test_distances_matrices_and_double_print() -> None:
    page = Page().text(28, 40, "实施方案", repeat=False).text(28, 52, "统一间距", repeat=True)
    page.text(28, 64, "放大的字", size=2.82, ctm="2 0 0 2 0 0").text(28, 76, "加加粗粗的字").text(
        28.2, 76, "加加粗粗的字"
    )
    page.text(28, 88, "现将方案印发给你们", pitch=8.2).text(28, 100, "到").text(36.46, 100, "年").text(
        33.64, 100.2, "8"
    )
    page.text(28, 112, "看不见", visible=False)
    lines = ["实施方案", "统一间距", "放大的字", "加加粗粗的字", "现将方案印发给你们", "到8年"]
    assert body(reading_of(ofd(page))) == lines


def test_what_a_template_prints_on_several_pages_is_furniture() -> None:
    template = Page().text(28, 150, "清河县人民政府办公室")
    pages = [Page(templates=[9]).text(28, 60, f"第{number}页的正文") for number in "一二三"]
    reading = reading_of(ofd(*pages, templates={9: template}))
    assert removed(reading, "template") == ["清河县人民政府办公室"] * 3
    assert body(reading) == ["第一页的正文", "第二页的正文", "第三页的正文"]
    once = reading_of(ofd(Page(templates=[9]).text(28, 60, "正文"), templates={9: template}))
    assert body(once) == ["正文", "清河县人民政府办公室"]


def test_metadata_of_an_official_document_where_the_pages_do_not_print_it() -> None:
    metadata = {
        "发文字号": "清政办发〔2026〕3号",
        "成文日期": "2026-03-12",
        "标题": "清河县节水方案",
        "发文机关": "清河县人民政府办公室",
        "模板编号": "T-7",
    }
    page = (
        Page()
        .text(60, 40, "清河县节水方案")
        .text(28, 60, "一、重点任务")
        .text(28, 72, "1.修管网。改造管网。")
    )
    page.text(120, 100, "2026年3月12日")
    reading = reading_of(ofd(page, Page().text(28, 40, "附注"), metadata=metadata))
    assert [line.strip() for line in reading.text.split("\n")[:3]] == [
        "发文字号:清政办发〔2026〕3号",
        "发文机关:清河县人民政府办公室",
        "清河县节水方案",
    ]
    assert "成文日期" not in reading.text
    assert "T-7" not in reading.text
    assert reading.pages == (0, reading.text.index("附注"))
    plan = parse_source(read_bytes(ofd(page, metadata=metadata), "plan.ofd"))
    assert plan.document.document_number == "清政办发〔2026〕3号"
    assert plan.document.title == "清河县节水方案"


def test_a_ruled_table() -> None:
    page = Page().text(28, 30, "任务分解表")
    for y in (40, 55, 70, 85):
        page.line(28, y, 178, y)
    for x in (28, 50, 120, 178):
        page.line(x, 40, x, 85)
    for row, cells in enumerate(
        [("序号", "任务", "单位"), ("1", "修路", "县交通局"), ("2", "架桥", "县水利局")]
    ):
        for x, cell in zip((30, 52, 122), cells, strict=True):
            page.text(x, 50 + 15 * row, cell)
    reading = reading_of(ofd(page))
    assert rows_of(reading) == [
        [["序号", "任务", "单位"], ["1", "修路", "县交通局"], ["2", "架桥", "县水利局"]]
    ]
    assert reading.text == "任务分解表\n序号\t任务\t单位\n1\t修路\t县交通局\n2\t架桥\t县水利局"


def refused(data: bytes, tmp_path: Path, *words: str) -> None:
    """The command ends in one clear line within ten seconds and 500 MB, exit 3."""
    path = tmp_path / "plan.ofd"
    path.write_bytes(data)
    done = measured([sys.executable, "-m", "planparse", "extract", str(path)])
    assert done.seconds < 10
    assert done.megabytes < 500
    assert (done.code, done.out, done.err.count("\n")) == (3, "", 1), done.err
    for word in ("plan.ofd", *words):
        assert word in done.err


def test_a_scan_without_text(tmp_path: Path) -> None:
    refused(ofd(Page().line(1, 1, 9, 9)), tmp_path, "no text layer", "ocrmypdf")


def test_parts_that_are_missing_or_no_xml(tmp_path: Path) -> None:
    refused(packed({"OFD.xml": b"<OFD/>"}), tmp_path, "names no document")
    refused(
        packed({"OFD.xml": b"<OFD><DocBody><DocRoot>D.xml</DocRoot></DocBody></OFD>"}),
        tmp_path,
        "no part D.xml",
    )
    page = Page().text(28, 40, "甲")
    refused(ofd(page, more={"Doc_0/Pages/Page_0/Content.xml": b"<a><b></a>"}), tmp_path, "no valid XML")
    refused(ofd(page)[:-300], tmp_path, "damaged or incomplete")


def test_a_path_that_leads_out_of_the_file(tmp_path: Path) -> None:
    root = b"<OFD><DocBody><DocRoot>%s</DocRoot></DocBody></OFD>"
    for place in (b"../../../../etc/passwd", b"/../../etc/passwd", b"file:///etc/passwd"):
        refused(packed({"OFD.xml": root % place}), tmp_path, "no part", "etc/passwd")


def test_entities_and_an_unpacking_bomb(tmp_path: Path) -> None:
    page = Page().text(28, 40, "甲")
    refused(ofd(page, more={"Doc_0/Document.xml": ENTITIES}), tmp_path, "document type")
    refused(ofd(page, more={"Doc_0/Document.xml": b" " * (70 << 20)}), tmp_path, "unpacks to more than")
    many = b"<a>" + b"<b/>" * (4 << 20) + b"</a>"
    refused(ofd(page, more={"Doc_0/Pages/Page_0/Content.xml": many}), tmp_path, "unpacks to more than 8 MB")


def test_too_many_pages_and_characters(tmp_path: Path) -> None:
    empty = Page()
    refused(ofd(*[empty] * 5000), tmp_path, "more than 1000 pages", "split it")
    dense = Page().text(28, 40, "甲" * 510_000)
    refused(ofd(dense), tmp_path, "500,000 characters")


def test_numbers_that_no_page_has() -> None:
    page = Page().text(28, 40, "甲乙丙").content()
    for odd in ("g 999999999 1e99", "g x y", "9" * 400, "nan inf", "g 3"):
        content = page.replace("g 2 5.64", odd).encode()
        assert "甲" in reading_of(ofd(Page(), more={"Doc_0/Pages/Page_0/Content.xml": content})).text
